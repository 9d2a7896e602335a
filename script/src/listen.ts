/* The page goes first: whatever goes wrong in here must not reach it. */

export const guard =
	<A extends unknown[]>(f: (...a: A) => void) =>
	(...a: A): void => {
		try {
			f(...a)
		} catch {}
	}

/* On window and before all others: a page that stops an event from bubbling does not hide it. */
export const on = (types: string, f: (e: any) => void): void =>
	types.split(' ').forEach((type) => addEventListener(type, guard(f), true))

export const later = (f: () => void, ms: number): number => setTimeout(guard(f), ms) as unknown as number

/* 128 random bits; crypto.randomUUID is not there on http. */
export const random = (): string => crypto.getRandomValues(new Uint32Array(4)).join('')

/* What stands there is nobody's business. */
export const secret = (e: Element): unknown => e.closest('[data-wend-private]')

export const attribute = (e: Element, name: string): string | undefined => e.getAttribute(name) || undefined
