/* named - who is named in a comment.
 *
 *	namedIn('@Anna Nowak, look', people)       // hers alone, and not the one of whoever is called Anna
 */
interface Person {
	value: string
	label: string
}

/* The longest name that stands there, and it ends where it ends; of one name all are meant. */
export function namedIn(words: string, people: readonly Person[]): string[] {
	const labels = [...new Set(people.map((one) => one.label))].filter(Boolean).sort((one, other) => other.length - one.length)
	const found = new Set<string>()
	let rest = words
	for (const label of labels) {
		const parts = rest.split(`@${label}`)
		const whole = parts.slice(1).some((behind) => !/^[\p{L}\p{N}_]/u.test(behind))
		if (!whole) continue
		found.add(label)
		rest = parts.join(' ')
	}
	return people.filter((one) => found.has(one.label)).map((one) => one.value)
}
