/* views - every view of the page, a row each: adding one is a folder and a row here (and its name in names.ts).
 *
 * `place` says where it stands: 'map' among the views of one map (its path begins with /maps/:map), 'workspace' in the
 * menu at the side, 'none' nowhere.  What is not needed at once is loaded when it is opened.
 */
import type { Component } from 'svelte'
import type { Grant } from '../app/session.svelte'
import type { IconName } from '../design'
import type { ViewName } from './names'

/* Each is given the parts of the path that it names; who needs none takes none. */
export type ViewComponent = Component<any>

export interface View {
	name: ViewName
	path: string
	place: 'map' | 'workspace' | 'none'
	icon: IconName
	grant?: Grant
	/* Another view's name: it is marked in the menu while this one is open. */
	under?: ViewName
	load: () => Promise<{ default: ViewComponent }>
}

export const views: View[] = [
	{ name: 'start', path: '/start', place: 'none', icon: 'upload', load: () => import('./start/Start.svelte') },
	{ name: 'portfolio', path: '/maps', place: 'workspace', icon: 'portfolio', load: () => import('./portfolio/Portfolio.svelte') },
	{ name: 'templates', path: '/templates', place: 'none', icon: 'templates', under: 'portfolio', grant: 'write', load: () => import('./templates/Templates.svelte') },
	{ name: 'map', path: '/maps/:map', place: 'map', icon: 'map', load: () => import('./map/Map.svelte') },
	{ name: 'touchpoints', path: '/maps/:map/touchpoints', place: 'map', icon: 'touchpoints', load: () => import('./touchpoints/Touchpoints.svelte') },
	{ name: 'touchpoint', path: '/maps/:map/touchpoints/:touchpoint', place: 'none', icon: 'touchpoints', under: 'touchpoints', load: () => import('./touchpoints/Touchpoint.svelte') },
	{ name: 'flow', path: '/maps/:map/flow', place: 'map', icon: 'flow', load: () => import('./flow/Flow.svelte') },
	{ name: 'funnel', path: '/maps/:map/funnel', place: 'map', icon: 'funnel', load: () => import('./funnel/Funnel.svelte') },
	{ name: 'voice', path: '/maps/:map/voice', place: 'map', icon: 'voice', load: () => import('./voice/Voice.svelte') },
	{ name: 'history', path: '/maps/:map/history', place: 'map', icon: 'history', load: () => import('./history/History.svelte') },
	{ name: 'present', path: '/maps/:map/present', place: 'none', icon: 'present', under: 'map', load: () => import('./map/Present.svelte') },
	{ name: 'personas', path: '/personas', place: 'workspace', icon: 'personas', load: () => import('./personas/Personas.svelte') },
	{ name: 'persona', path: '/personas/:persona', place: 'none', icon: 'personas', under: 'personas', load: () => import('./personas/Persona.svelte') },
	{ name: 'segments', path: '/segments', place: 'workspace', icon: 'segments', load: () => import('./segments/Segments.svelte') },
	{ name: 'segment', path: '/segments/:segment', place: 'none', icon: 'segments', under: 'segments', load: () => import('./segments/Segment.svelte') },
	{ name: 'opportunities', path: '/opportunities', place: 'workspace', icon: 'opportunities', load: () => import('./opportunities/Opportunities.svelte') },
	{ name: 'notes', path: '/notes', place: 'workspace', icon: 'notes', load: () => import('./notes/Notes.svelte') },
	{ name: 'sources', path: '/sources', place: 'workspace', icon: 'sources', grant: 'import', load: () => import('./sources/Sources.svelte') },
	{ name: 'settings', path: '/settings', place: 'workspace', icon: 'settings', load: () => import('./settings/Settings.svelte') },
	{ name: 'design', path: '/design', place: 'none', icon: 'info', load: () => import('./design/Design.svelte') },
]
