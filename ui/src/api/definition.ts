/* definition - a map as people write it (docs/definition.md), and the operations that change it (docs/versions.md). */
import type { Attachment, Basis } from './map'

export interface Match {
	source?: string
	event?: string
	page?: string
	channel?: string
	campaign?: string
}

export interface DefinedTouchpoint {
	id: string
	name?: string
	match?: Match[]
	when?: { before?: string; after?: string }
	channel?: string
	owner?: string
	moment_of_truth?: boolean
	keywords?: string[]
	expected?: Record<string, string>
	leads_to?: string[]
}

export interface DefinedStage {
	id: string
	name?: string
	why?: string
	touchpoints?: DefinedTouchpoint[]
}

export interface DefinedCell {
	at: string
	lane: string
	text: string
	basis?: Basis
	attachments?: Attachment[]
}

export interface Definition {
	map: string
	title?: string
	persona?: string | string[]
	scenario?: string
	owner?: string
	review?: string
	state?: 'current' | 'planned' | 'future'
	goal?: string
	goal_why?: string
	end_at_goal?: boolean
	silence_limit?: string
	stages: DefinedStage[]
	lanes?: string[]
	cells?: DefinedCell[]
	checks?: unknown[]
}

export type Operation = { op: string; seen?: number } & Record<string, unknown>

/* What `GET maps/{map}/definition` gives, and operations give back. */
export interface Draft {
	id: string
	revision: number
	definition: Definition
	author?: string
	written?: string
}

export interface Conflict {
	operation: number
	part: string
	seen: unknown
	theirs: unknown
	mine: unknown
	author: string | null
	revision: number | null
}

/* Every lane that there is, in the order in which they stand where nobody chose another. */
export const lanes = [
	'actions',
	'channels',
	'thoughts',
	'feeling',
	'expected',
	'needs',
	'pains',
	'gains',
	'drop_off',
	'importance',
	'opportunities',
	'metrics',
	'evidence',
	'backstage',
	'text',
] as const

export type Lane = (typeof lanes)[number]
