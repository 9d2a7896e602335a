/* toast - what was done, said at the edge of the page, with a way back where there is one.
 *
 *	toast('Removed', { action: { label: 'Undo', run: undo } })
 */
export interface Toast {
	id: number
	text: string
	tone: 'plain' | 'bad'
	action?: { label: string; run: () => void } | undefined
}

const shownMs = 7000

let next = 1
let all = $state.raw<Toast[]>([])

export const toasts = {
	get all(): Toast[] {
		return all
	},
	drop(id: number): void {
		all = all.filter((one) => one.id !== id)
	},
}

export function toast(text: string, more: { tone?: Toast['tone']; action?: Toast['action'] } = {}): void {
	const id = next++
	all = [...all.slice(-3), { id, text, tone: more.tone ?? 'plain', action: more.action }]
	setTimeout(() => toasts.drop(id), more.action || more.tone === 'bad' ? shownMs * 2 : shownMs)
}
