/* known - the names that a rule can use: attributes with their values, touchpoints, stages, events.
 *
 *	const known = useKnown()        // in the rows; knowNames() in whoever has them
 */
import { getContext, setContext } from 'svelte'
import { all, enc, get } from '../../api/client'
import type { WendMap } from '../../api/map'
import { resource } from '../../api/resource.svelte'
import type { Choice } from '../../design'
import { count } from '../../words/format'
import { t } from './words'

interface Value {
	value: string
	customers: number
}
interface Attribute {
	name: string
	customers: number
	least: number | null
	most: number | null
	values: Value[]
}
interface MapRow {
	id: string
	title: string | null
}

export interface Known {
	readonly attributes: Choice[]
	valuesOf(name: string): Choice[]
	/* What can be done: touchpoints of the map, stages, events. */
	readonly doings: Choice[]
	readonly maps: MapRow[]
}

const key = Symbol('known')

/* `map`: whose touchpoints are meant; '' events alone, undefined the first map. */
export function knowNames(map: () => string | undefined): Known {
	const attributes = resource((signal) => get<{ attributes: Attribute[] }>('attributes', {}, signal))
	const maps = resource(() => all<MapRow>('maps', 'maps'))
	const chosen = $derived(map() ?? maps.data?.[0]?.id)
	const shown = resource((signal) => (chosen ? get<WendMap>(`maps/${enc(chosen)}`, {}, signal) : undefined))
	const kinds = resource(() => all<{ event: string | null; events: number }>('kinds', 'kinds', {}, 1000))

	const doings = $derived.by(() => {
		const touchpoints = (chosen ? (shown.data?.touchpoints ?? []) : []).map((one) => ({ value: one.id, label: one.name, hint: t('touchpoint') }))
		const stages = (chosen ? (shown.data?.stages ?? []) : []).map((one) => ({ value: one.id, label: one.name, hint: t('stage') }))
		const taken = new Set([...touchpoints, ...stages].flatMap((one) => [one.value, one.label]))
		const events = [...new Set((kinds.data ?? []).map((one) => one.event))].filter((one): one is string => one !== null && !taken.has(one))
		return [...touchpoints, ...stages, ...events.map((one) => ({ value: one, label: one }))]
	})

	const known: Known = {
		get attributes() {
			return (attributes.data?.attributes ?? []).map((one) => ({ value: one.name, label: one.name, hint: t('valueHint', { n: one.customers }) }))
		},
		valuesOf(name) {
			const values = attributes.data?.attributes.find((one) => one.name === name)?.values ?? []
			return values.map((one) => ({ value: one.value, label: one.value, hint: count(one.customers) }))
		},
		get doings() {
			return doings
		},
		get maps() {
			return maps.data ?? []
		},
	}
	setContext(key, known)
	return known
}

export function useKnown(): Known {
	return getContext<Known>(key)
}
