/* corrected - what people corrected a text to: what the server said of it, and what was set on this page since.
 *
 *	correctedOf(text, since[text.id]).feeling      // "negative"; null: nobody corrected it
 */
import type { FoundText } from '../../api/schema'

export const felt = ['negative', 'neutral', 'positive'] as const

export interface Corrected {
	feeling: string | null
	touchpoint: string | null
}

export function correctedOf(text: FoundText, since: Partial<Corrected> = {}): Corrected {
	return { feeling: text.corrected_feeling, touchpoint: text.corrected_touchpoint, ...since }
}
