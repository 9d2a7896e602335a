/* opportunity - a change worth making, as it is kept (docs/papers-schema.json), and the order in which they are looked at. */
export interface Effect {
	low: number
	high: number
	unit: string
}

export interface Opportunity {
	id: string
	title: string
	about?: string | null
	map?: string | null
	touchpoints?: string | string[] | null
	persona?: string | null
	effect?: Effect | null
	customer_value?: number | null
	business_value?: number | null
	effort?: number | null
	owner?: string | null
	status?: Status | null
	rests_on?: unknown
}

export const statuses = ['idea', 'planned', 'doing', 'done', 'dropped'] as const
export type Status = (typeof statuses)[number]

export interface Row {
	opportunity: Opportunity
	revision: number
	author: string
	written: string
}

export function touchpointsOf(one: Opportunity): string[] {
	return [one.touchpoints ?? []].flat()
}

/* What it is worth, 0 to 100: the mean of both values where there are both; null where nobody said. */
export function worth(one: Opportunity): number | null {
	const values = [one.customer_value, one.business_value].filter((value): value is number => typeof value === 'number')
	return values.length ? values.reduce((a, b) => a + b, 0) / values.length : null
}

/* Cheap and worth much first. */
export function byOrder(a: Row, b: Row): number {
	const score = (row: Row) => (worth(row.opportunity) ?? 50) - 12 * (row.opportunity.effort ?? 2.5)
	return score(b) - score(a) || (a.opportunity.title < b.opportunity.title ? -1 : 1)
}

/* Only what is said goes to the server. */
export function cleaned(one: Opportunity): Opportunity {
	const entries = Object.entries(one).filter(([, value]) => value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0))
	return Object.fromEntries(entries) as unknown as Opportunity
}
