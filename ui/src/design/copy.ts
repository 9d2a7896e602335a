/* copy - text onto the clipboard, from an element that shows it.
 *
 *	if (await copyText(text, element)) toast(...)       // false: it is selected now, and one key copies it
 *
 * Browsers give a page the clipboard on https alone, and people may refuse it; the old way works without both.
 */
function select(element: Element): void {
	const range = document.createRange()
	range.selectNodeContents(element)
	const selection = getSelection()
	selection?.removeAllRanges()
	selection?.addRange(range)
}

export async function copyText(text: string, element: Element | undefined): Promise<boolean> {
	try {
		await navigator.clipboard.writeText(text)
		return true
	} catch {
		if (!element) return false
		select(element)
		try {
			return document.execCommand('copy')
		} catch {
			return false
		}
	}
}
