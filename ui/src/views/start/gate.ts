/* gate - so many at once and no more: the others wait their turn.
 *
 *	const gate = newGate(2)
 *	await gate(signal, async () => ...)       // AbortError where the signal comes first
 */
export type Gate = <T>(signal: AbortSignal, work: () => Promise<T>) => Promise<T>

export function newGate(most: number): Gate {
	let inside = 0
	const waiting: (() => void)[] = []

	function enter(signal: AbortSignal): Promise<void> {
		if (inside < most) {
			inside += 1
			return Promise.resolve()
		}
		return new Promise((done, fail) => {
			waiting.push(done)
			signal.addEventListener('abort', () => {
				const at = waiting.indexOf(done)
				if (at < 0) return
				waiting.splice(at, 1)
				fail(new DOMException('', 'AbortError'))
			}, { once: true })
		})
	}

	/* Whoever goes hands their place on. */
	function leave(): void {
		const next = waiting.shift()
		if (next) next()
		else inside -= 1
	}

	return async (signal, work) => {
		signal.throwIfAborted()
		await enter(signal)
		try {
			signal.throwIfAborted()
			return await work()
		} finally {
			leave()
		}
	}
}
