/* open_map - the map that is open: its numbers and its definition, kept fresh while others change it and evidence comes.
 *
 *	const open = openMap(() => id)          // in the frame around a map's views
 *	const open = useMap()                   // in each of them
 *	open.map.data?.touchpoints
 *	await open.reload()                     // after a change
 */
import { getContext, setContext } from 'svelte'
import { enc, get, type Query } from '../api/client'
import type { Draft } from '../api/definition'
import { withHeard } from '../api/heard'
import { listen, type News } from '../api/live.svelte'
import type { WendMap } from '../api/map'
import { resource, type Resource } from '../api/resource.svelte'
import { uncounted } from '../api/uncounted'
import { filters } from './filters.svelte'
import { may } from './session.svelte'

export interface Person {
	user: number | null
	name: string | null
}

export interface OpenMap {
	readonly id: string
	readonly map: Resource<WendMap>
	/* Of the draft, or of the version that is looked at. */
	readonly draft: Resource<Draft>
	/* Who looks at it now, oneself among them. */
	readonly people: Person[]
	/* The draft is shown, and may be changed. */
	readonly editable: boolean
	reload(): Promise<void>
	/* The numbers of a changed draft: resolves when they are there; what customers said follows. */
	recount(): Promise<void>
	/* Told of each piece of news about this map before it is read anew; true: it is dealt with. */
	onNews(then: (news: News) => boolean): () => void
}

const key = Symbol('map')

/* What stands on a map, or is counted, changes with these. */
const counts = new Set(['evidence', 'import', 'finding', 'correction', 'note'])

export function openMap(id: () => string): OpenMap {
	/* As texts: the address changes with every view, what is asked with a filter only. */
	const query = $derived(JSON.stringify(filters.ofMap))
	const version = $derived(filters.get('version'))
	async function asked(wish: Query, signal: AbortSignal): Promise<WendMap> {
		return uncounted(await get<WendMap>(`maps/${enc(id())}`, wish, signal))
	}

	const map = resource((signal) => asked(JSON.parse(query) as Query, signal))
	const draft = resource((signal) => get<Draft>(`maps/${enc(id())}/definition`, { version }, signal))
	let people = $state.raw<Person[]>([])
	const told = new Set<(news: News) => boolean>()
	let waiting: ReturnType<typeof setTimeout> | undefined

	async function reload(): Promise<void> {
		await Promise.all([map.reload(), draft.reload()])
	}

	function recount(): Promise<void> {
		if (version) return map.reload()
		const quickly: Query = { ...(JSON.parse(query) as Query), parts: 'counts' }
		return map.renew(async (signal, before) => withHeard(await asked(quickly, signal), before))
	}

	/* Events come by the hundred: what changes is read anew once a second at most. */
	function soon(): void {
		waiting ??= setTimeout(() => {
			waiting = undefined
			void reload()
		}, 1000)
	}

	function hear(news: News): void {
		if (news.kind === 'people') people = (news.data['people'] as Person[] | undefined) ?? []
		else if (news.kind === 'missed') soon()
		else if (news.kind === 'change') heard(news)
	}

	function heard(news: News): void {
		for (const then of told) if (then(news)) return
		const mine = news.data['what'] === 'map' && news.data['id'] === id()
		if (mine) void reload()
		else if (news.data['what'] === 'channel') void map.reload()
		else if (counts.has(String(news.data['what']))) soon()
	}

	$effect(() => listen(id(), hear))
	$effect(() => () => clearTimeout(waiting))

	const open: OpenMap = {
		get id() {
			return id()
		},
		map,
		draft,
		get people() {
			return people
		},
		get editable() {
			return may('write') && !filters.get('version')
		},
		reload,
		recount,
		onNews(then) {
			told.add(then)
			return () => told.delete(then)
		},
	}
	setContext(key, open)
	return open
}

export function useMap(): OpenMap {
	return getContext<OpenMap>(key)
}
