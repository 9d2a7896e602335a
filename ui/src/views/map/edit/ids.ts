/* ids - an id for what is new, out of its name: letters, digits and "-" of any script, not there yet. */
export function idOf(name: string, taken: Iterable<string>): string {
	const used = new Set(taken)
	const plain = name.normalize('NFC').toLocaleLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, 60) || 'x'
	let id = plain
	for (let n = 2; used.has(id); n++) id = `${plain}-${n}`
	return id
}
