/* first_map - the map that is proposed out of the evidence, and going to it; what of the evidence a map leaves out.
 *
 *	await makeFirstMap(false)               // where there is none yet
 *	const here = mapOf(rows)                // the one that evidence goes to, where there is
 *	const out = await outsideOf(here.id)
 */
import { enc, get, post } from '../../api/client'
import type { Draft } from '../../api/definition'
import type { WendMap } from '../../api/map'
import type { MapRow } from '../../api/schema'
import { go } from '../../app/route.svelte'
import { language } from '../../words/language.svelte'

/* Wend names it in the language in which it was asked for; whoever looks later sees the same names. */
export async function makeFirstMap(another: boolean): Promise<void> {
	const map = await post<Draft>('maps', { language: language.now, another })
	go(`/maps/${enc(map.id)}`)
}

/* What is planned shows no evidence; of several maps people work on the one that was changed last. */
export function mapOf(rows: MapRow[]): MapRow | undefined {
	return rows.filter((one) => one.state === 'current').sort((a, b) => (a.written < b.written ? 1 : -1))[0]
}

export interface Outside {
	kinds: number
	events: number
	/* The largest of them. */
	names: string[]
	/* Nobody has changed the map: it was made anew, with this evidence. */
	anew: boolean
}

export async function outsideOf(map: string): Promise<Outside> {
	const [{ unsorted }, { author }] = await Promise.all([get<WendMap>(`maps/${enc(map)}`, { parts: 'counts' }), get<Draft>(`maps/${enc(map)}/definition`)])
	return { anew: author === 'wend', kinds: unsorted.kinds, events: unsorted.events, names: unsorted.largest.map((one) => one.name ?? one.event ?? '').filter(Boolean) }
}
