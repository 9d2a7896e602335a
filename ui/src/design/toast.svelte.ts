/* toast - what was done, said at the edge of the page, with a way back where there is one.
 *
 *	toast('Removed', { action: { label: 'Undo', run: undo } })
 *
 * They go after a while; while one is pointed at or has the focus, all stay.
 */
export interface Toast {
	id: number
	text: string
	tone: 'plain' | 'bad'
	action?: { label: string; run: () => void } | undefined
}

const shownMs = 7000
const most = 4

const timers = new Map<number, ReturnType<typeof setTimeout>>()
let next = 1
let all = $state.raw<Toast[]>([])

function start(one: Toast): void {
	clearTimeout(timers.get(one.id))
	timers.set(one.id, setTimeout(() => toasts.drop(one.id), one.action || one.tone === 'bad' ? shownMs * 2 : shownMs))
}

export const toasts = {
	get all(): Toast[] {
		return all
	},
	drop(id: number): void {
		clearTimeout(timers.get(id))
		timers.delete(id)
		all = all.filter((one) => one.id !== id)
	},
	hold(): void {
		for (const timer of timers.values()) clearTimeout(timer)
	},
	go(): void {
		all.forEach(start)
	},
}

export function toast(text: string, more: { tone?: Toast['tone']; action?: Toast['action'] } = {}): void {
	const one = { id: next++, text, tone: more.tone ?? 'plain', action: more.action }
	for (const old of all.slice(0, Math.max(0, all.length - most + 1))) toasts.drop(old.id)
	all = [...all, one]
	start(one)
}
