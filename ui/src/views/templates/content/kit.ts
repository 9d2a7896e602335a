/* kit - what templates are written with: each text in the three languages, side by side.
 *
 *	stage('buy', x('Buying', 'Zakup', 'Покупка'), touch('cart', x('Fills the cart', …), 'website', ['Cart Viewed']))
 *
 * A template becomes a map or a persona in the language of whoever takes it, and from then on it is theirs.  Everything in
 * it is assumed; events that are called as these tools call them find their touchpoint by themselves.
 */
import type { Basis } from '../../../api/map'
import type { DefinedCell, DefinedTouchpoint, Definition, Lane } from '../../../api/definition'
import type { Language } from '../../../words/language.svelte'

export type Text = Record<Language, string>

export function x(en: string, pl: string, ru: string): Text {
	return { en, pl, ru }
}

export interface TemplateTouchpoint {
	id: string
	name: Text
	channel: string
	events: string[]
	owner?: string
	moment?: boolean
	cells: { lane: Lane; text: Text }[]
}

export interface TemplateStage {
	id: string
	name: Text
	touchpoints: TemplateTouchpoint[]
}

export interface MapTemplate {
	key: string
	icon: 'cart' | 'app' | 'calendar' | 'partner'
	title: Text
	about: Text
	persona: string
	scenario: Text
	goal: string
	stages: TemplateStage[]
}

export type StatementField =
	| 'goals'
	| 'motivations'
	| 'needs'
	| 'fears'
	| 'barriers'
	| 'attracts'
	| 'puts_off'
	| 'habits'
	| 'external'
	| 'demographics'
	| 'channels'

export interface PersonaTemplate {
	key: string
	party: 'customer' | 'partner' | 'employee'
	name: Text
	about: Text
	quote: Text
	statements: Partial<Record<StatementField, Text[]>>
	traits: { name: Text; value: number }[]
}

type Cells = Partial<Record<Lane, Text | Text[]>>

export function touch(
	id: string,
	name: Text,
	channel: string,
	events: string[],
	cells: Cells = {},
	more: { owner?: string; moment?: boolean } = {},
): TemplateTouchpoint {
	const list = Object.entries(cells).flatMap(([lane, texts]) =>
		(Array.isArray(texts) ? texts : [texts]).map((text) => ({ lane: lane as Lane, text })),
	)
	return { id, name, channel, events, cells: list, ...more }
}

export function stage(id: string, name: Text, ...touchpoints: TemplateTouchpoint[]): TemplateStage {
	return { id, name, touchpoints }
}

const assumed: Basis = 'assumed'

function touchpointOf(one: TemplateTouchpoint, language: Language): DefinedTouchpoint {
	return {
		id: one.id,
		name: one.name[language],
		channel: one.channel,
		match: one.events.map((event) => ({ event })),
		...(one.owner ? { owner: one.owner } : {}),
		...(one.moment ? { moment_of_truth: true } : {}),
	}
}

function cellsOf(template: MapTemplate, language: Language): DefinedCell[] {
	return template.stages
		.flatMap((one) => one.touchpoints)
		.flatMap((one) => one.cells.map((cell) => ({ at: one.id, lane: cell.lane, text: cell.text[language], basis: assumed })))
}

/* A template as a definition that can be sent: under this id, in this language. */
export function definitionOf(template: MapTemplate, id: string, title: string, language: Language): Definition {
	return {
		map: id,
		title,
		scenario: template.scenario[language],
		state: 'planned',
		goal: template.goal,
		stages: template.stages.map((one) => ({
			id: one.id,
			name: one.name[language],
			touchpoints: one.touchpoints.map((touchpoint) => touchpointOf(touchpoint, language)),
		})),
		cells: cellsOf(template, language),
	}
}

/* A persona that can be sent; a text alone is assumed (docs/personas.md). */
export function personaOf(template: PersonaTemplate, language: Language): Record<string, unknown> {
	const statements = Object.entries(template.statements).map(([field, texts]) => [field, texts.map((text) => text[language])])
	return {
		name: template.name[language],
		party: template.party,
		quote: template.quote[language],
		summary: template.about[language],
		...Object.fromEntries(statements),
		traits: Object.fromEntries(template.traits.map((trait) => [trait.name[language], trait.value])),
	}
}
