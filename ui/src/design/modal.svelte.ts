/* modal - the dialogs that make the rest of the page wait, the latest last.
 *
 *	return modal.opened(dialog)             // in an effect that shows it: gone when the effect ends
 *	modal.top                               // what must be pressed now belongs in there: all else is inert
 */
let open = $state.raw<HTMLElement[]>([])

export const modal = {
	get top(): HTMLElement | undefined {
		return open.at(-1)
	},
	opened(dialog: HTMLElement): () => void {
		open = [...open, dialog]
		return () => {
			open = open.filter((one) => one !== dialog)
		}
	},
}
