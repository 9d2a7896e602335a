/* paper - how a view is printed, as long as it is open: a rule in its styles would stay when it is left, for the next view too.
 *
 *	$effect(() => paper('size: landscape; margin: 10mm'))
 */
export function paper(rule: string): () => void {
	const sheet = new CSSStyleSheet()
	sheet.replaceSync(`@page { ${rule} }`)
	document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
	return () => {
		document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet)
	}
}
