/* channel - how a channel is called and drawn: as the page knows it, or as the company has it in its library.
 *
 *	<ChannelSymbol {...lookOf(touchpoint)} bare />
 *	channelWords(touchpoint)                        // "Info kiosk", "e-mail"
 *	ownOf(library, 'kiosk')                         // by key or name, as definitions and events have it
 */
import { channelName, channels } from './common'

export interface OwnChannel {
	key: string
	name: string
	colour: string
	symbol: string
	archived?: boolean
}

/* Of a touchpoint of a map: one of the known channels, and how the company has it where it has. */
export interface HasChannel {
	channel: string
	channel_own?: OwnChannel
}

export interface Look {
	channel: string
	name?: string
	colour?: string
	symbol?: string
}

export function lookOf(one: HasChannel): Look {
	const own = one.channel_own
	return own ? { channel: own.key, name: own.name, colour: own.colour, symbol: own.symbol } : { channel: one.channel }
}

export function channelKey(one: HasChannel): string {
	return one.channel_own?.key ?? one.channel
}

export function channelWords(one: HasChannel): string {
	return one.channel_own?.name ?? channelName(one.channel)
}

const same = (a: string, b: string): boolean => a.localeCompare(b, undefined, { sensitivity: 'accent' }) === 0

export function isKnown(key: string): boolean {
	return (channels as readonly string[]).includes(key)
}

export function ownOf(library: readonly OwnChannel[], word: string): OwnChannel | undefined {
	return library.find((one) => same(one.key, word) || same(one.name, word))
}

/* What a word of a definition stands for; undefined: only the server knows. */
export function channelOf(library: readonly OwnChannel[], word: string): HasChannel | undefined {
	const own = ownOf(library, word)
	if (own) return { channel: isKnown(own.key) ? own.key : own.symbol, channel_own: own }
	return isKnown(word) ? { channel: word } : undefined
}

/* Whether another goes by this name already; one that takes a known one's place may be called as that is. */
export function nameTaken(library: readonly OwnChannel[], key: string, name: string): boolean {
	const other = ownOf(library.filter((one) => one.key !== key), name)
	return other !== undefined || channels.some((one) => one !== key && (same(one, name) || same(channelName(one), name)))
}
