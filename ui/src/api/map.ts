/* map - a computed map as `GET maps/{map}` gives it (docs/map-json.md). */
import type { OwnChannel } from '../words/channel'

export interface Estimate {
	value: number | null
	n: number
	low: number | null
	high: number | null
}

export interface Duration {
	median_s: number | null
	low_s: number | null
	high_s: number | null
	p95_s: number | null
	n: number
}

export interface Reach {
	customers: number
	journeys: number
	share: Estimate
}

export interface Feeling extends Estimate {
	scale: string | null
}

/* Of a touchpoint or a stage. */
export interface Figures {
	reach: Reach
	visits: number
	events: number
	repeats: number
	returns: number
	entries: number
	arrivals: number
	exits: number
	departures: number
	drop_off: Estimate
	critical: boolean
	conversion: Estimate
	dwell: Duration
	time_on: Duration
	feeling: Feeling
	nps?: Estimate
	evidence: number
}

export interface Stage extends Figures {
	id: string
	name: string
	why: string | null
	first: number
	count: number
}

export interface Quote {
	id: string
	text: string
	source: string
	event: string
	date: string
	language: string
	linked_by: string
}

export type FindingKind = 'pain' | 'gain' | 'need' | 'barrier' | 'doubt' | 'expectation' | 'thought' | (string & {})

export interface Finding {
	id: string
	kind: FindingKind
	theme: string | null
	customers: number
	texts: number
	share: Estimate
	depth: number | null
	severity: number | null
	basis: Basis
	proposal: boolean
	quotes: Quote[]
}

export interface TouchpointVoice {
	customers: number
	texts: number
	clauses: number
	few_voices: boolean
	feeling: Estimate
	findings: Finding[]
	kinds: Record<string, { customers: number; share: Estimate; depth: number | null; severity: number | null; unmet?: number }>
}

export interface MapGap {
	kind: 'promise' | 'within' | 'survey' | 'plan'
	expected_by: string
	came_by: string
	scale: string | null
	by_day: boolean
	unit: 'days' | 'points' | 'steps'
	n: number
	expected: Estimate
	actual: Estimate
	difference: Estimate
	broken: Estimate
	open: number
	overdue: number
}

export interface Touchpoint extends Figures {
	id: string
	name: string
	stage: string
	stage_id: string
	channel: string
	/* As the company has it in its library. */
	channel_own?: OwnChannel
	channel_words: string
	owner: string
	when: { before?: string; after?: string } | null
	goal: boolean
	moment_of_truth: boolean
	/* Customers only answer and write here: no step of a funnel. */
	answers?: boolean
	strongest: boolean
	weakest: boolean
	event_names: { name: string; events: number }[]
	next: { kind: 'touchpoint' | 'unsorted' | 'exit'; to: string | null; count: number; share: number }[]
	voice?: TouchpointVoice
	gaps?: MapGap[]
	sums?: unknown[]
	leads_to?: string[]
}

export type Basis = 'observed' | 'reported' | 'inferred' | 'assumed'

export interface Attachment {
	id: string
	name: string
}

export interface MapCell {
	at: string
	text: string
	basis: Basis
	quote?: string
	said?: string
	/* It was written for this whole stage; `at` is its first touchpoint. */
	stage?: string
	/* By a person, not out of the evidence. */
	written?: boolean
	attachments?: Attachment[]
}

export interface MapLane {
	lane: string
	cells: MapCell[]
}

export interface Curve {
	persona: string
	name: string
	customers: number
	journeys: number
	points: { at: string; reach: Reach; feeling: Feeling }[]
}

export interface WendMap {
	format: string
	id: string
	title: string
	scenario: string | null
	owner: string | null
	review?: string | null
	personas: string[]
	state: 'current' | 'planned' | 'future'
	curves?: Curve[]
	goal: string | null
	goal_why: string | null
	goal_is_case: boolean
	period: { from: string; to: string } | null
	silence_limit: { value?: number; seconds?: number; auto?: boolean; learnt?: boolean }
	cases: boolean
	sources: { source: string; events: number; newest: string; notes?: number }[]
	customers: number
	events: number
	quarantined: number
	journeys: { total: number; converted: number | null; left: number; open: number; answered?: number }
	variants: { distinct: number; commonest: number }
	conversion: Estimate
	drop_off: Estimate
	stages: Stage[]
	touchpoints: Touchpoint[]
	voice?: { texts: number; customers: number; clauses: number; languages: Record<string, number> }
	lanes: MapLane[]
	unsorted: { events: number; visits: number; journeys: number; kinds: number; largest: { name?: string; event?: string; events: number }[] }
	version?: { no: number; revision: number; state: string; note: string | null; author: string; published: string }
	findings: string[]
	remarks: string[]
	input_hash: string
}
