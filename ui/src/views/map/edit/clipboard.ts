/* clipboard - sentences of a map copied and pasted: as text and as a table for other programs, and whole for another map.
 *
 *	putCells(event, cells, definition)                   // in a copy event; from a menu: await copyCells(cells, definition)
 *	const cells = pastedCells(event.clipboardData)       // undefined: it is something else
 */
import type { DefinedCell, Definition, Operation } from '../../../api/definition'
import type { Attachment } from '../../../api/map'
import { copyText } from '../../../design/copy'
import { laneName } from '../../../words/common'
import { touchpointsOf } from './parts'

const mark = 'wend-cells:'

export interface CopiedCell {
	at: string
	name: string
	lane: string
	text: string
	basis: string
	/* Its pictures and files, and the workspace that has them: another one does not. */
	attachments?: Attachment[]
	house?: string
}

function here(): string {
	return new URL('.', location.href).href
}

export function copiedOf(cells: DefinedCell[], definition: Definition | undefined, house = here()): CopiedCell[] {
	const names = new Map(touchpointsOf(definition).map((one) => [one.id, one.name ?? one.id]))
	return cells.map((one) => ({
		at: one.at, name: names.get(one.at) ?? one.at, lane: one.lane, text: one.text, basis: one.basis ?? 'assumed',
		...(one.attachments?.length ? { attachments: one.attachments, house } : {}),
	}))
}

/* What puts a copied sentence into a place, with its files where they are known. */
export function pastedOf(cell: CopiedCell, to: { at: string; lane: string }, house = here()): Operation {
	const files = cell.house === house && Array.isArray(cell.attachments) ? cell.attachments : []
	return { op: 'put_cell', at: to.at, lane: to.lane, text: cell.text, basis: cell.basis, ...(files.length ? { attachments: files.map(({ id, name }) => ({ id, name })) } : {}) }
}

function escaped(text: string): string {
	return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`)
}

function tableOf(cells: CopiedCell[]): string {
	const data = escaped(mark + JSON.stringify(cells))
	const rows = cells.map((one) => `<tr><td>${escaped(one.name)}</td><td>${escaped(laneName(one.lane))}</td><td>${escaped(one.text)}</td></tr>`)
	return `<table title="${data}">${rows.join('')}</table>`
}

interface Copied {
	text: string
	html: string
}

function bothOf(cells: DefinedCell[], definition: Definition | undefined): Copied {
	const copied = copiedOf(cells, definition)
	const text = copied.map((one) => [one.name, laneName(one.lane), one.text].map((part) => part.replace(/[\t\n]+/g, ' ')).join('\t')).join('\n')
	return { text, html: tableOf(copied) }
}

function fill(event: ClipboardEvent, { text, html }: Copied): void {
	event.clipboardData?.setData('text/plain', text)
	event.clipboardData?.setData('text/html', html)
	event.preventDefault()
	event.stopImmediatePropagation()
}

/* Ctrl+C: the browser asks what it should have; that needs no https. */
export function putCells(event: ClipboardEvent, cells: DefinedCell[], definition: Definition | undefined): void {
	fill(event, bothOf(cells, definition))
}

/* By a menu; false: the browser lets nothing be copied.  Where the page has no clipboard (no https) the old way asks, as if
 * Ctrl+C were pressed. */
export async function copyCells(cells: DefinedCell[], definition: Definition | undefined): Promise<boolean> {
	const both = bothOf(cells, definition)
	try {
		const blob = (type: string, text: string): Blob => new Blob([text], { type })
		await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob('text/plain', both.text), 'text/html': blob('text/html', both.html) })])
		return true
	} catch {
		const place = document.createElement('pre')
		place.className = 'unseen'
		place.textContent = both.text
		document.body.append(place)
		const asked = (event: ClipboardEvent): void => fill(event, both)
		addEventListener('copy', asked, { capture: true })
		const done = await copyText(both.text, place)
		removeEventListener('copy', asked, { capture: true })
		getSelection()?.removeAllRanges()
		place.remove()
		return done
	}
}

export function pastedCells(data: DataTransfer | null): CopiedCell[] | undefined {
	const html = data?.getData('text/html') ?? ''
	if (!html.includes(mark)) return undefined
	const title = parsed(html)?.getAttribute('title') ?? ''
	try {
		const value: unknown = JSON.parse(title.slice(title.indexOf(mark) + mark.length))
		return Array.isArray(value) ? (value as CopiedCell[]) : undefined
	} catch {
		return undefined
	}
}

/* A table as spreadsheets give it: HTML where there is some, else tabs and lines with quotes around what has them. */
export function pastedTable(text: string, html = ''): string[][] {
	const table = html ? parsed(html) : null
	return table ? squared(table) : tabbed(text)
}

/* Without its styles: nothing looks at them, and the policy would report each. */
function parsed(html: string): HTMLTableElement | null {
	const plain = html
		.replace(/<style[\s>][\s\S]*?<\/style>/gi, '')
		.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi, ''))
	return new DOMParser().parseFromString(plain, 'text/html').querySelector('table')
}

const mostColumns = 200

/* As it was seen: a cell that reaches over several rows or columns stands in the first, and the others keep their places. */
function squared(table: HTMLTableElement): string[][] {
	const rows: string[][] = [...table.rows].map(() => [])
	for (const [r, row] of [...table.rows].entries()) {
		let c = 0
		for (const cell of row.cells) {
			while (rows[r]![c] !== undefined) c++
			for (let down = 0; down < Math.max(1, cell.rowSpan) && r + down < rows.length; down++)
				for (let right = 0; right < cell.colSpan && c + right < mostColumns; right++) rows[r + down]![c + right] = ''
			rows[r]![c] = seen(cell)
		}
	}
	return rows.map((row) => Array.from(row, (text) => text ?? '')).filter((row) => row.some((one) => one !== ''))
}

/* Lines where the spreadsheet shows them; what is only how its HTML was broken is a space. */
function seen(node: Node): string {
	const text = (one: Node): string => {
		if (one.nodeType === Node.TEXT_NODE) return (one.nodeValue ?? '').replace(/[ \t\r\n]+/g, ' ')
		const inside = [...one.childNodes].map(text).join('')
		return one.nodeName === 'BR' ? '\n' : /^(P|DIV|LI)$/.test(one.nodeName) ? `\n${inside}\n` : inside
	}
	return text(node).replace(/ *\n */g, '\n').trim()
}

export function tabbed(text: string): string[][] {
	const rows: string[][] = [[]]
	let field = ''
	let quoted = false
	const flush = (): void => {
		rows.at(-1)?.push(field.trim())
		field = ''
	}
	for (let i = 0; i < text.length; i++) {
		const letter = text[i] ?? ''
		if (quoted && letter === '"' && text[i + 1] === '"') {
			field += '"'
			i++
		} else if (letter === '"' && (quoted || field === '')) quoted = !quoted
		else if (!quoted && letter === '\t') flush()
		else if (!quoted && (letter === '\n' || letter === '\r')) {
			if (letter === '\r' && text[i + 1] === '\n') i++
			flush()
			rows.push([])
		} else field += letter
	}
	flush()
	return rows.filter((row) => row.some((one) => one !== ''))
}
