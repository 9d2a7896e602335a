/* links - a text cut where addresses stand in it: only http and https become links. */
export interface Part {
	text: string
	href?: string
}

export function parts(text: string): Part[] {
	const found: Part[] = []
	let from = 0
	for (const match of text.matchAll(/https?:\/\/[^\s<>"“”„]+[^\s<>"“”„.,;:!?)\]]/g)) {
		if (match.index > from) found.push({ text: text.slice(from, match.index) })
		found.push({ text: match[0], href: match[0] })
		from = match.index + match[0].length
	}
	if (from < text.length) found.push({ text: text.slice(from) })
	return found
}
