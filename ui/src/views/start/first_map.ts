/* first_map - the map that is proposed out of the evidence, and going to it. */
import { enc, post } from '../../api/client'
import type { Draft } from '../../api/definition'
import { go } from '../../app/route.svelte'

export async function makeFirstMap(): Promise<void> {
	const map = await post<Draft>('maps')
	go(`/maps/${enc(map.id)}`)
}
