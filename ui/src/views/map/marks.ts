/* marks - what a touchpoint is marked with, in the order in which the marks stand; the legend names them. */
import type { Touchpoint } from '../../api/map'

export const marks = [
	{ icon: 'flag', name: 'goalMark', tone: 'plain', has: (one: Touchpoint) => one.goal },
	{ icon: 'star', name: 'momentMark', tone: 'plain', has: (one: Touchpoint) => one.moment_of_truth },
	{ icon: 'warning', name: 'criticalMark', tone: 'bad', has: (one: Touchpoint) => one.critical },
	{ icon: 'arrow-up', name: 'strongestMark', tone: 'good', has: (one: Touchpoint) => one.strongest },
	{ icon: 'arrow-down', name: 'weakestMark', tone: 'bad', has: (one: Touchpoint) => one.weakest },
] as const
