/* theme - light or dark: as the system has it, until somebody chooses.
 *
 *	theme.now                       // 'dark'
 *	theme.choose('light')           // 'system' goes back to what the system has
 */
import { remember, remembered } from './remembered'

export type Theme = 'light' | 'dark'
export type Choice = Theme | 'system'

const place = 'wend-theme'
const dark = matchMedia('(prefers-color-scheme: dark)')

function read(): Choice {
	const kept = remembered(place)
	return kept === 'light' || kept === 'dark' ? kept : 'system'
}

let choice = $state<Choice>(read())
let system = $state<Theme>(dark.matches ? 'dark' : 'light')

function show(): void {
	document.documentElement.dataset['theme'] = theme.now
}

dark.addEventListener('change', () => {
	system = dark.matches ? 'dark' : 'light'
	show()
})

export const theme = {
	get choice(): Choice {
		return choice
	},
	get now(): Theme {
		return choice === 'system' ? system : choice
	},
	choose(next: Choice): void {
		choice = next
		show()
		remember(place, next)
	},
}

show()
