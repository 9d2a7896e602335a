/* match - a sentence of the server found again in a catalogue, and said in another language.
 *
 *	const say = catalogue('pl', [['%s has %d rows', '{1} ma {2} {2:wiersz|wiersze|wierszy}', '…']])
 *	say('a.csv has 3 rows')         // "a.csv ma 3 wiersze"; undefined: nothing in the catalogue is like it
 *
 * The English text is the C format that made it, with %s, %d and %f for its holes.  In a translation {1} is what stood in
 * the first hole, as it was (numbers as the language writes them); {1!} is said in the language itself, where it is known;
 * {1:one|few|many|other} is the form that goes with the number in it.
 */
export type Entry = readonly [english: string, polish: string, russian: string]
export type Code = 'pl' | 'ru'
export type Say = (text: string) => string | undefined

type Hole = '%s' | '%d' | '%f'

interface Format {
	/* Literals and holes by turns: the first and the last are literals, maybe empty. */
	literals: string[]
	holes: Hole[]
	/* How much of it is said for sure: the more, the earlier it is tried. */
	weight: number
	text: string
}

const STEPS = 4000 /* what one sentence may cost, whatever somebody wrote into it */
const DEEP = 4 /* sentences within sentences */
const KEPT = 2000
const CATEGORIES = ['one', 'few', 'many', 'other']

const whole = /^[-−+]?\d+(?:,\d{3})*$/
const fraction = /^[-−+]?\d+(?:\.\d+)?$/
const filled = /\{(\d+)(?:(!)|:([^{}]*))?\}/g

/* Remarks are given a capital and a point on their way: both are left out of account, and so is which blank stands. */
function bare(text: string): string {
	const plain = text.replaceAll('\u00a0', ' ')
	return plain.charAt(0).toLowerCase() + plain.slice(1)
}

function compiled([english, polish, russian]: Entry, code: Code): Format {
	const key = bare(english).replace(/(?<!\.)\.$/, '')
	const holes: Hole[] = []
	const literals = ['']
	for (const piece of key.split(/(%[sdf%])/)) {
		if (piece === '%%') literals[literals.length - 1] += '%'
		else if (/^%[sdf]$/.test(piece)) {
			holes.push(piece as Hole)
			literals.push('')
		} else literals[literals.length - 1] += piece
	}
	return { literals, holes, weight: literals.join('').length, text: code === 'pl' ? polish : russian }
}

function fits(hole: Hole | undefined, value: string): boolean {
	return hole === '%s' || (hole === '%d' ? whole : fraction).test(value)
}

/* Where each hole's value begins and ends in `text`, or undefined. */
function holesOf(format: Format, text: string): [number, number][] | undefined {
	const { literals, holes } = format
	const last = literals.length - 1
	let steps = 0
	if (!text.startsWith(literals[0] ?? '') || !text.endsWith(literals[last] ?? '')) return undefined
	if (!last) return text === literals[0] ? [] : undefined
	const end = text.length - (literals[last] ?? '').length

	/* Where what stands before the next literal, from number `index` on, may end. */
	function endsOf(index: number, start: number): number[] {
		const next = literals.findIndex((one, i) => i >= index && one)
		if (next < 0 || next === last) return [end]
		const all = []
		for (let at = text.indexOf(literals[next] ?? '', start); at >= 0 && at < end && steps++ < STEPS; at = text.indexOf(literals[next] ?? '', at + 1)) all.push(at)
		return all
	}

	function from(index: number, start: number): [number, number][] | undefined {
		const literal = literals[index + 1] ?? ''
		if (index + 1 === last) return start <= end && fits(holes[index], text.slice(start, end)) ? [[start, end]] : undefined
		/* Of two holes without anything between them, the first has it all, but for a number: that is one. */
		if (!literal) {
			const number = holes[index] === '%s' ? undefined : /^[-−+]?\d+(?:[.,]\d+)*/.exec(text.slice(start))?.[0]
			for (const at of number === undefined ? endsOf(index + 2, start) : [start + number.length]) {
				const rest = from(index + 1, at)
				if (rest) return [[start, at], ...rest]
			}
			return undefined
		}
		for (let at = text.indexOf(literal, start); at >= 0 && at + literal.length <= end && steps++ < STEPS; at = text.indexOf(literal, at + 1)) {
			if (!fits(holes[index], text.slice(start, at))) continue
			const rest = from(index + 1, at + literal.length)
			if (rest) return [[start, at], ...rest]
		}
		return undefined
	}
	return from(0, (literals[0] ?? '').length)
}

/* The first word, where it is one for sure. */
function firstWord(text: string): string {
	return /^[^\s%]+(?=\s)/.exec(text)?.[0] ?? ''
}

class Numbers {
	readonly #code: Code
	readonly #formats = new Map<number, Intl.NumberFormat>()
	readonly #rules = new Map<number, Intl.PluralRules>()

	constructor(code: Code) {
		this.#code = code
	}

	read(value: string): { number: number; digits: number; sign: string } | undefined {
		const plain = whole.test(value) ? value.replaceAll(',', '') : value
		const sign = /^[-−+]/.exec(plain)?.[0] ?? ''
		const digits = plain.slice(sign.length)
		if (!/^\d+(?:\.\d+)?$/.test(digits) || digits.length > 15) return undefined
		return { number: Number(digits), digits: digits.split('.')[1]?.length ?? 0, sign }
	}

	write(value: string): string {
		const read = this.read(value)
		if (!read) return value
		const { number, digits, sign } = read
		const format = this.#formats.get(digits) ?? new Intl.NumberFormat(this.#code, { minimumFractionDigits: digits, maximumFractionDigits: digits })
		this.#formats.set(digits, format)
		return sign.replace('-', '−') + format.format(number)
	}

	form(value: string, forms: string[]): string {
		const read = this.read(value)
		if (!read) return forms[2] ?? forms[0] ?? ''
		const digits = read.digits
		const rule = this.#rules.get(digits) ?? new Intl.PluralRules(this.#code, { minimumFractionDigits: digits, maximumFractionDigits: digits })
		this.#rules.set(digits, rule)
		const at = CATEGORIES.indexOf(rule.select(read.number))
		return forms[at] ?? forms[1] ?? forms[0] ?? ''
	}
}

export function catalogue(code: Code, entries: readonly Entry[]): Say {
	const numbers = new Numbers(code)
	const byWord = new Map<string, Format[]>()
	for (const entry of entries) {
		const format = compiled(entry, code)
		const word = firstWord(format.literals[0] ?? '')
		byWord.set(word, [...(byWord.get(word) ?? []), format])
	}
	for (const list of byWord.values()) list.sort((a, b) => b.weight - a.weight)
	const kept = new Map<string, string | undefined>()

	/* What is counted in a whole number is told as one: "5 dni", not "5,0 dnia". */
	function valueOf(format: Format, text: string, span: [number, number], index: string): string {
		const value = text.slice(...span)
		return format.text.includes(`{${index}:`) ? value.replace(/\.0+$/, '') : value
	}

	function put(format: Format, text: string, at: [number, number][], depth: number): string {
		return format.text.replace(filled, (all, index: string, inner: string | undefined, forms: string | undefined) => {
			const span = at[Number(index) - 1]
			if (!span) return all
			const value = valueOf(format, text, span, index)
			if (forms !== undefined) return numbers.form(value, forms.split('|'))
			if (inner) return fraction.test(value) || whole.test(value) ? numbers.write(value) : (said(value, depth + 1) ?? value)
			return format.holes[Number(index) - 1] === '%s' ? value : numbers.write(value)
		})
	}

	/* One sentence as it stands in the catalogue. */
	function found(text: string, depth: number): string | undefined {
		const pointed = text.endsWith('.') && !text.endsWith('..')
		const core = bare(pointed ? text.slice(0, -1) : text)
		const lists = [byWord.get(firstWord(core)), firstWord(core) ? byWord.get('') : undefined]
		const best = lists
			.flatMap((list) => {
				for (const format of list ?? []) {
					const at = holesOf(format, core)
					if (at) return [{ format, at }]
				}
				return []
			})
			.sort((a, b) => b.format.weight - a.format.weight)[0]
		if (!best) return undefined
		const put_ = put(best.format, text, best.at, depth).replace(/(\d) %/g, '$1\u00a0%')
		const capital = text.charAt(0) !== text.charAt(0).toLowerCase()
		const first = capital ? put_.charAt(0).toUpperCase() + put_.slice(1) : put_
		return pointed && !/[.!?…]$/.test(first) ? `${first}.` : first
	}

	/* "a.csv: no such file": what stands before the colon is a name, or known itself. */
	function behindColon(text: string, depth: number): string | undefined {
		for (let at = text.indexOf(': '), tries = 0; at >= 0 && tries < 8; at = text.indexOf(': ', at + 2), tries++) {
			const rest = found(text.slice(at + 2), depth)
			if (rest !== undefined) return `${found(text.slice(0, at), depth) ?? text.slice(0, at)}: ${rest}`
		}
		return undefined
	}

	/* Several sentences: each by itself; what is not known stays, unless all have to be. */
	function byParts(text: string, depth: number, all = false): string | undefined {
		const parts = text.split(/((?<=[.;]) |\n)/)
		if (parts.length === 1) return undefined
		let any = false
		let every = true
		const put_ = parts.map((part) => {
			const end = part.endsWith(';') ? ';' : ''
			const known = part.trim() && (found(part.slice(0, part.length - end.length), depth) ?? behindColon(part.slice(0, part.length - end.length), depth))
			any ||= Boolean(known)
			every &&= Boolean(known) || !part.trim()
			return known ? known + end : part
		})
		return any && (every || !all) ? put_.join('') : undefined
	}

	function said(text: string, depth: number): string | undefined {
		if (depth > DEEP || !text) return undefined
		/* A list within a sentence: "en, agreeing with 69 %; pl, agreeing with 57 %". */
		const list = depth && text.includes('; ') ? byParts(text, depth, true) : undefined
		return list ?? found(text, depth) ?? behindColon(text, depth) ?? byParts(text, depth)
	}

	return (text) => {
		if (kept.has(text)) return kept.get(text)
		if (kept.size >= KEPT) kept.clear()
		const known = said(text, 0)
		kept.set(text, known)
		return known
	}
}
