/* papers - what people write beside the maps (personas, segments) as a list: kept fresh while others change it, copied,
 * removed and brought back.
 *
 *	const personas = papers<PersonaRow>('personas', ['persona', 'segment'], (row) => row.persona.id)
 *	if (await personas.attempt(() => post('personas', { persona }))) ...
 *	personas.drop(row, t('removed', { name }))
 */
import { all, enc, post, remove } from '../api/client'
import { listen } from '../api/live.svelte'
import { asProblem, resource, type Resource } from '../api/resource.svelte'
import { toast } from '../design'
import { common } from '../words/common'
import { served } from '../words/served.svelte'

export interface Papers<Row> {
	readonly list: Resource<Row[]>
	/* Something is being changed. */
	readonly busy: boolean
	/* False: it was refused, and why was said. */
	attempt(work: () => Promise<unknown>): Promise<boolean>
	drop(row: Row, said: string): Promise<boolean>
}

/* `heard`: the kinds of change that the list shows. */
export function papers<Row extends { revision: number }>(path: string, heard: string[], idOf: (row: Row) => string): Papers<Row> {
	const list = resource(() => all<Row>(path, path))
	let busy = $state(false)

	$effect(() => listen(null, ({ kind, data }) => (kind === 'missed' || heard.includes(String(data['what']))) && void list.reload()))

	async function attempt(work: () => Promise<unknown>): Promise<boolean> {
		if (busy) return false
		busy = true
		try {
			await work()
			return true
		} catch (error) {
			const problem = asProblem(error)
			toast(served(problem.detail || problem.title), { tone: 'bad' })
			return false
		} finally {
			busy = false
			void list.reload()
		}
	}

	function drop(row: Row, said: string): Promise<boolean> {
		const at = `${path}/${enc(idOf(row))}`
		return attempt(async () => {
			await remove(at, { seen: row.revision })
			const undo = () => void attempt(() => post(`${at}/restore`, { revision: row.revision, seen: 0 }))
			toast(said, { action: { label: common('undo'), run: undo } })
		})
	}

	return {
		list,
		get busy() {
			return busy
		},
		attempt,
		drop,
	}
}
