/* library - the company's channels: listed and kept fresh while others change them, made, changed, taken away.
 *
 *	const library = channelLibrary()                          // in a component
 *	library.data                                              // rows with the revision that was seen
 *	await saveChannel(channel, seen)                          // seen 0: a new one
 */
import { all, enc, get, post, put, remove } from '../../api/client'
import { listen } from '../../api/live.svelte'
import { resource, type Resource } from '../../api/resource.svelte'
import type { OwnChannel } from '../../words/channel'

export interface KeptChannel {
	channel: OwnChannel
	revision: number
	author: string
	written: string
}

export interface ChannelUses {
	touchpoints: number
	maps: number
	uses: { map: string | null; title: string | null; touchpoint: string; name: string }[]
}

export function channelLibrary(): Resource<KeptChannel[]> {
	const library = resource(() => all<KeptChannel>('channels', 'channels'))
	$effect(() =>
		listen(null, (news) => {
			if (news.kind === 'missed' || (news.kind === 'change' && news.data['what'] === 'channel')) void library.reload()
		}),
	)
	return library
}

export function saveChannel(channel: OwnChannel, seen: number): Promise<KeptChannel> {
	const { archived, ...look } = channel
	const sent = { ...look, ...(archived ? { archived } : {}) }
	return seen ? put<KeptChannel>(`channels/${enc(channel.key)}`, { seen, channel: sent }) : post<KeptChannel>('channels', { channel: sent })
}

export function usesOf(key: string): Promise<ChannelUses> {
	return get<ChannelUses>(`channels/${enc(key)}/uses`)
}

export function removeChannel(one: KeptChannel): Promise<unknown> {
	return remove(`channels/${enc(one.channel.key)}`, { seen: one.revision })
}

export function bringBack(one: KeptChannel): Promise<unknown> {
	return post(`channels/${enc(one.channel.key)}/restore`, { revision: one.revision, seen: 0 })
}
