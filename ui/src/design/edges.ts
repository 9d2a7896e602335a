/* edges - what scrolls sideways fades where more of it is out of sight.
 *
 *	<nav {@attach edges}>...</nav>      // base.css draws the fade
 */
export function edges(box: HTMLElement): () => void {
	const look = (): void => {
		const left = Math.abs(box.scrollLeft)
		box.toggleAttribute('data-before', left > 1)
		box.toggleAttribute('data-after', left + box.clientWidth < box.scrollWidth - 1)
	}
	const watcher = new ResizeObserver(look)
	watcher.observe(box)
	if (box.lastElementChild) watcher.observe(box.lastElementChild)
	box.addEventListener('scroll', look, { passive: true })
	return () => {
		watcher.disconnect()
		box.removeEventListener('scroll', look)
	}
}
