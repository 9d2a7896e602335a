/* marks - what a touchpoint is marked with, in the order in which the marks stand; the legend names them.
 * `why`: what explains the mark by its numbers (explain/). */
import type { Touchpoint } from '../../api/map'

export const marks = [
	{ icon: 'flag', name: 'goalMark', tone: 'plain', why: '', has: (one: Touchpoint) => one.goal },
	{ icon: 'star', name: 'momentMark', tone: 'plain', why: '', has: (one: Touchpoint) => one.moment_of_truth },
	{ icon: 'warning', name: 'criticalMark', tone: 'bad', why: 'critical', has: (one: Touchpoint) => one.critical },
	{ icon: 'arrow-up', name: 'strongestMark', tone: 'good', why: 'strongest', has: (one: Touchpoint) => one.strongest },
	{ icon: 'arrow-down', name: 'weakestMark', tone: 'bad', why: 'weakest', has: (one: Touchpoint) => one.weakest },
] as const
