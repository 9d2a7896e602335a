/* condition_text - a rule as text, the way docs/definition.md writes it: `{ did: "Order Completed", at_least: 2 }`.  JSON is
 * understood as well, and so is the short form `channel=email`.
 *
 *	show({ all: [...] })            // lines, a part each
 *	parse(text)                     // the object; throws TextError with the place
 */
import type { Raw } from './condition'

export class TextError extends Error {
	readonly line: number

	constructor(text: string, at: number) {
		super(text.slice(at, at + 20))
		this.line = text.slice(0, at).split('\n').length
	}
}

const plain = /^[\p{L}_][\p{L}\p{N}_-]*$/u
const reserved = new Set(['true', 'false', 'null', 'yes', 'no', 'on', 'off', 'y', 'n'])

function scalar(value: unknown): string {
	if (typeof value !== 'string') return JSON.stringify(value)
	return plain.test(value) && !reserved.has(value.toLowerCase()) ? value : JSON.stringify(value)
}

function flat(value: unknown): string {
	if (Array.isArray(value)) return value.length ? `[${value.map(flat).join(', ')}]` : '[]'
	if (typeof value !== 'object' || value === null) return scalar(value)
	const fields = Object.entries(value)
	return fields.length ? `{ ${fields.map(([name, one]) => `${scalar(name)}: ${flat(one)}`).join(', ')} }` : '{}'
}

/* Groups over several lines, whatever fits in a line in one. */
export function show(value: unknown, indent = ''): string {
	const line = flat(value)
	if (line.length + indent.length < 72 || typeof value !== 'object' || value === null) return line
	const deeper = `${indent}  `
	if (Array.isArray(value)) return `[\n${value.map((one) => `${deeper}${show(one, deeper)},`).join('\n')}\n${indent}]`
	const fields = Object.entries(value).map(([name, one]) => `${scalar(name)}: ${show(one, indent)}`)
	return fields.length === 1 ? `{ ${fields[0] ?? ''} }` : `{\n${fields.map((one) => `${deeper}${one},`).join('\n')}\n${indent}}`
}

/* Reads what stands in braces and brackets; commas behind the last are allowed. */
class Reader {
	private at = 0

	constructor(private readonly text: string) {}

	whole(): unknown {
		const value = this.value()
		this.blanks()
		if (this.at < this.text.length) this.fail()
		return value
	}

	private fail(): never {
		throw new TextError(this.text, this.at)
	}

	private blanks(): void {
		this.at += /^(?:\s|#[^\n]*)*/.exec(this.text.slice(this.at))?.[0].length ?? 0
	}

	private eat(sign: string): boolean {
		this.blanks()
		if (!this.text.startsWith(sign, this.at)) return false
		this.at += sign.length
		return true
	}

	private value(): unknown {
		if (this.eat('{')) return this.object()
		if (this.eat('[')) return this.list()
		return this.single(/^[^,[\]{}\n]+/)
	}

	private object(): Raw {
		const fields: [string, unknown][] = []
		while (!this.eat('}')) {
			const name = String(this.single(/^[^,:[\]{}\n]+/, true))
			if (!this.eat(':')) this.fail()
			fields.push([name, this.value()])
			this.blanks()
			if (!this.eat(',') && this.text[this.at] !== '}') this.fail()
		}
		return Object.fromEntries(fields)
	}

	private list(): unknown[] {
		const values: unknown[] = []
		while (!this.eat(']')) {
			values.push(this.value())
			this.blanks()
			if (!this.eat(',') && this.text[this.at] !== ']') this.fail()
		}
		return values
	}

	private quoted(sign: string): string {
		const pattern = sign === '"' ? /^"(?:[^"\\\n]|\\.)*"/ : /^'(?:[^'\n]|'')*'/
		const found = pattern.exec(this.text.slice(this.at))?.[0]
		if (!found) this.fail()
		try {
			const value = sign === '"' ? (JSON.parse(found) as string) : found.slice(1, -1).replaceAll("''", "'")
			this.at += found.length
			return value
		} catch {
			return this.fail()
		}
	}

	private single(pattern: RegExp, name = false): unknown {
		this.blanks()
		const sign = this.text[this.at]
		if (sign === '"' || sign === "'") return this.quoted(sign)
		const found = pattern.exec(this.text.slice(this.at))?.[0]
		if (!found?.trim()) this.fail()
		this.at += found.length
		return name ? found.trim() : scalarOf(found.trim())
	}
}

function scalarOf(text: string): unknown {
	if (text === 'true' || text === 'false') return text === 'true'
	if (text === 'null' || text === '~') return null
	return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text
}

const signs = { '=': 'is', '>': 'above', '<': 'below' } as const

function short(text: string): Raw | undefined {
	const found = /^([^={}[\]:<>!\n]+)(!=|=|>|<)([^=<>!\n]+)$/.exec(text)
	if (!found) return undefined
	const [, name = '', sign = '=', value = ''] = found
	if (sign === '!=') return { not: { attr: name.trim(), is: scalarOf(value.trim()) } }
	return { attr: name.trim(), [signs[sign as keyof typeof signs]]: scalarOf(value.trim()) }
}

export function parse(text: string): Raw {
	const trimmed = text.trim()
	const found = short(trimmed)
	if (found) return found
	/* The outermost braces may be left out, as in a file. */
	const value = new Reader(trimmed.startsWith('{') ? trimmed : `{${trimmed}}`).whole()
	if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TextError(trimmed, 0)
	return value as Raw
}
