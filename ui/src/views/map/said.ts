/* said - what customers said, as a card of the map has it: their own words first, then of how many they are.
 *
 *	saidOf(cell, touchpoint.voice, 'pl')     // { lead, more: [Quote, ...], head: 'Hurts 36 % of 177 (29–43 %)', depth: 0.74 }
 *	headWords(said)                          // "Hurts 36 % of 177 (29–43 %), clearly", in the language
 *
 * The server writes all of it into one sentence (src/map/cells_voice.c), with what the clauses have in common in whatever
 * languages they are: a scrap of Russian beside one of Polish. Here each is told by a quote in its own language, and the one in
 * the reader's stands first where there is one. The numbers are of all of them.
 */
import type { FindingKind, MapCell, Quote, TouchpointVoice } from '../../api/map'
import { served } from '../../words/served.svelte'
import { t } from './words'

export interface Said {
	kind: FindingKind
	/* As the server says it, without the themes. */
	head: string
	lead: Quote | undefined
	more: Quote[]
	/* Where nobody may be quoted. */
	themes: string
	/* Of a pain: how bad it is, 0 to 1. */
	depth: number | null
}

/* How the server's sentences begin, by kind. */
export const beginnings: Record<string, FindingKind> = {
	Hurts: 'pain',
	'Costs effort:': 'effort',
	'Are stopped:': 'barrier',
	'Say they leave:': 'leaving',
	Delights: 'gain',
	'Ask for something:': 'need',
	'Doubt:': 'doubt',
	'Think aloud:': 'thought',
	'Expected something:': 'expectation',
}

const sentence = new RegExp(`^(${Object.keys(beginnings).join('|')}) (\\S+\\s% of \\d+ \\(\\S+\\s%\\)|\\d+ of \\d+(?: interviewed)?)(?:, (?:severity [\\d.]+|badly|clearly|mildly))?(, \\d+ of them got something else)?(?:: (.*?))?( \\(proposed\\))?$`, 's')

function quotesOf(voice: TouchpointVoice | undefined, kind: FindingKind, language: string): Quote[] {
	const first = (voice?.findings ?? []).filter((one) => one.kind === kind).flatMap((one) => one.quotes.slice(0, 1))
	const found = first.filter((one, i) => first.findIndex((each) => each.text === one.text) === i)
	const mine = found.find((one) => one.language === language)
	return mine ? [mine, ...found.filter((one) => one !== mine)] : found
}

export function saidOf(cell: MapCell, voice: TouchpointVoice | undefined, language: string): Said | undefined {
	if (cell.written) return undefined
	const [, begin = '', numbers = '', unmet = '', themes = '', proposed = ''] = sentence.exec(cell.text) ?? []
	const kind = beginnings[begin]
	if (!kind) return undefined
	const [lead, ...more] = quotesOf(voice, kind, language)
	const depth = kind === 'pain' ? (voice?.kinds[kind]?.depth ?? null) : null
	return { kind, head: `${begin} ${numbers}${unmet}${proposed}`, lead, more, themes, depth }
}

export function headWords(said: Pick<Said, 'head' | 'depth'>): string {
	const { depth } = said
	const how = depth === null ? '' : `, ${t(depth >= 0.75 ? 'hurtsBadly' : depth >= 0.5 ? 'hurtsClearly' : 'hurtsMildly')}`
	return served(said.head) + how
}
