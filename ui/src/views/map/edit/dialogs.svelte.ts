/* dialogs - which of the editor's questions is open, about which touchpoint. */
import { getContext, setContext } from 'svelte'

export type DialogKind = 'move' | 'channel' | 'owner' | 'when' | 'keywords' | 'leads' | 'again' | 'split' | 'merge' | 'settings' | 'lanes' | 'paste' | 'duplicate' | 'remove-stage'

const key = Symbol('dialogs')

export class Dialogs {
	kind = $state<DialogKind>()
	/* Which it is about; a stage's for remove-stage. */
	touchpoint = $state('')
	/* Where the panel of comments looks. */
	commentAt = $state.raw<{ at: string; lane: string }>()
	/* What was pasted over the map, for the dialog that asks where to. */
	pasted = $state.raw<string[][]>()

	open(kind: DialogKind, touchpoint = ''): void {
		this.touchpoint = touchpoint
		this.kind = kind
	}

	close(): void {
		this.kind = undefined
	}
}

export function provideDialogs(): Dialogs {
	const dialogs = new Dialogs()
	setContext(key, dialogs)
	return dialogs
}

export function useDialogs(): Dialogs {
	return getContext<Dialogs>(key)
}
