/* values - the first values of a file's columns, read in the browser, so that people see what a column is about.
 *
 *	const values = await firstValues(file, report.encoding, report.columns.map((one) => one.name))
 *	values.get('ocena')             // ['5', '4', '5']
 *
 * Only of what is delimited or JSON; of workbooks and packed files there are none, and the server's report stands alone.
 */
const look = 256 * 1024
const shown = 3

function decoder(encoding: string | null): TextDecoder {
	try {
		return new TextDecoder(encoding ?? 'utf-8')
	} catch {
		return new TextDecoder('utf-8')
	}
}

/* Rows of delimited text; the last one may be cut off and is left out. */
export function rowsOf(text: string, delimiter: string, most: number): string[][] {
	const rows: string[][] = []
	let row: string[] = []
	let value = ''
	let quoted = false
	for (let i = 0; i < text.length && rows.length < most; i++) {
		const letter = text[i] ?? ''
		if (quoted) {
			if (letter !== '"') value += letter
			else if (text[i + 1] === '"') value += text[i++]
			else quoted = false
		} else if (letter === '"' && value === '') quoted = true
		else if (letter === delimiter) {
			row.push(value)
			value = ''
		} else if (letter === '\n') {
			rows.push([...row, value.replace(/\r$/, '')])
			row = []
			value = ''
		} else value += letter
	}
	if (value || row.length) rows.push([...row, value.replace(/\r$/, '')])
	return rows
}

function delimited(text: string, columns: string[]): Map<string, string[]> | undefined {
	for (const delimiter of [',', ';', '\t', '|', '^', '~']) {
		const rows = rowsOf(text, delimiter, 60)
		const head = rows.findIndex((row) => columns.length > 0 && columns.every((name) => row.some((one) => one.trim() === name)))
		const names = rows[head]
		if (!names) continue
		const below = rows.slice(head + 1)
		return new Map(columns.map((name) => {
			const at = names.findIndex((one) => one.trim() === name)
			return [name, some(below.map((row) => row[at]))]
		}))
	}
	return undefined
}

function some(values: unknown[]): string[] {
	const texts = values.filter((one) => one !== null && one !== undefined && one !== '').map((one) => (typeof one === 'string' ? one : JSON.stringify(one)))
	return [...new Set(texts)].slice(0, shown).map((one) => (one.length > 60 ? `${one.slice(0, 59)}…` : one))
}

function deep(record: unknown, path: string): unknown {
	if (typeof record !== 'object' || record === null) return undefined
	const all = record as Record<string, unknown>
	if (path in all) return all[path]
	const dot = path.indexOf('.')
	return dot < 0 ? undefined : deep(all[path.slice(0, dot)], path.slice(dot + 1))
}

function json(text: string, columns: string[]): Map<string, string[]> | undefined {
	const records = text.split('\n').slice(0, 60).flatMap((line) => {
		try {
			return [JSON.parse(line) as unknown]
		} catch {
			return []
		}
	})
	return records.length ? new Map(columns.map((name) => [name, some(records.map((one) => deep(one, name)))])) : undefined
}

export async function firstValues(file: Blob, encoding: string | null, columns: string[]): Promise<Map<string, string[]>> {
	const text = decoder(encoding).decode(await file.slice(0, look).arrayBuffer()).replace(/^\ufeff/, '')
	const found = text.startsWith('{') ? json(text, columns) : delimited(text, columns)
	return found ?? new Map<string, string[]>()
}
