/* removed - what was taken off the map is said, with the way back of that one change, whatever came after it.
 *
 *	told(editing, editing.apply(operations, t('remove')), t('removedTouchpoint', { name }))
 */
import { toast } from '../../../design'
import { common } from '../../../words/common'
import type { Editing } from './editing.svelte'

export function told(editing: Editing, change: string | undefined, text: string): void {
	if (change) toast(text, { action: { label: common('undo'), run: () => void editing.takeBack(change) } })
}
