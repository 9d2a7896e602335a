/* said_share - of those who said anything at a touchpoint, how many said something of a kind.
 *
 *	saidShare(row.voice, 'pain')        // { value: 0, n: 40, ... } where all spoke of something else
 *
 * The server tells kinds that somebody said: where others spoke, and nobody of it, it is none of them, and not unknown.
 */
import type { Estimate } from '../../api/map'
import { wilson } from '../../stats/wilson'

interface Spoken {
	customers: number
	kinds: unknown
}

export function saidShare(voice: Spoken | null | undefined, kind: string): Estimate {
	const kinds = (voice?.kinds ?? {}) as Record<string, { share: Estimate } | undefined>
	return kinds[kind]?.share ?? wilson(0, voice?.customers ?? 0)
}
