/* confirm - asks before something is taken away.
 *
 *	if (await confirm({ title: 'Remove the map?', yes: 'Remove', danger: true })) ...
 */
export interface Question {
	title: string
	text?: string
	yes: string
	danger?: boolean
}

let asked = $state.raw<{ question: Question; answer: (yes: boolean) => void }>()

export const asking = {
	get now(): Question | undefined {
		return asked?.question
	},
	answer(yes: boolean): void {
		asked?.answer(yes)
		asked = undefined
	},
}

export function confirm(question: Question): Promise<boolean> {
	asked?.answer(false)
	return new Promise((answer) => {
		asked = { question, answer }
	})
}
