/* Which page it is: its address without what is nobody's business, where the visitor came from, what was searched. */

import { does, keeps, searched } from './settings'
import { later, random } from './listen'
import { box, id, renew } from './keep'
import { admit } from './send'
import { abandon } from './form'

type Props = Record<string, unknown>

const DOUBLE_BACK = 1e4 // A, B, A within so many milliseconds

let here: URL | undefined // cleaned
let path: string
let title: string
let referrer: string
let campaign: Props | undefined
let query: string | undefined
let untold = 0 // when the page was reached that has not been told yet
let timer = 0
let user: string | undefined

/* E-mail addresses stand in paths, texts and titles. */
export const mask = (text: string): string => text.replace(/[\w.+%-]+(@|%40)[\w.-]+/g, '*')

export const brief = (text: string): string => mask(text.replace(/\s+/g, ' ').trim().slice(0, 200)).slice(0, 100)

/* Of parameters only campaigns and searches stay, of fragments only the path of a router, of mailto: nothing. */
export function clean(href: string | Location): string {
	const url = new URL(href as string, location as unknown as string)
	if (url.origin == 'null') return url.protocol
	url.search = new URLSearchParams([...url.searchParams].filter(([name]) => keeps(name))) as unknown as string
	url.hash = url.hash.replace(/^#(?!!?\/).*|[?&].*/, '')
	return mask(url.href)
}

const place = (): Props => ({ path, url: here!.href, title, referrer })

function call(type: string, more: Props, at = Date.now()): void {
	tell()
	admit({
		type,
		messageId: random(),
		anonymousId: id(),
		userId: user,
		originalTimestamp: new Date(at),
		...more,
		context: { page: place(), campaign },
	})
}

export const track = (event: string, properties?: Props, at?: number): void => call('track', { event, properties }, at)

export function page(name?: string, properties?: Props, at?: number): void {
	call(
		'page',
		{
			name,
			properties: { ...place(), first_referrer: box['wend_first'], last_referrer: box['wend_last'], ...properties },
		},
		at,
	)
}

export function identify(id: unknown, traits?: Props): void {
	user = String(id)
	call('identify', { traits })
}

export function reset(): void {
	user = undefined
	renew()
}

/* The trail: the page before, this one, when it was reached. */
function follow(at: number): void {
	const [before, last, when] = (box['wend_trail'] || '').split(' ')
	const url = here!.href
	if (last == url) return
	box['wend_trail'] = `${last} ${url} ${at}`
	if (before == url && at - +when! < DOUBLE_BACK && does('signals')) track('Went Back', { from: last }, at)
}

export function tell(): void {
	const at = untold
	if (!at) return
	untold = 0
	title = brief(document.title)
	if (does('pages')) page(undefined, undefined, at)
	/* The next page of the same results is no search. */
	if (query && does('searches') && referrer != here!.href) track('Site Search', { query: brief(query) }, at)
	follow(at)
}

/* The first and the last site from which somebody came; pages of this one are none. */
function came(): void {
	const site = document.referrer
	referrer = site && clean(site)
	const other = site.split('/')[2] == location.host ? '' : referrer
	box['wend_first'] ||= other || (site ? '' : 'direct')
	if (other) box['wend_last'] = other
}

function read(url: URL): void {
	here = url
	campaign = query = undefined
	for (const [name, value] of url.searchParams)
		if (name.startsWith('utm_')) campaign = { ...(campaign as Props), [name.slice(4).replace('campaign', 'name')]: value }
		else if (searched.includes(name)) query ||= value
}

/* A page was reached.  Redirects, and what somebody still types into a search, are waited out; titles come late. */
export function arrive(e?: PageTransitionEvent): void {
	const url = new URL(clean(location))
	const to = url.pathname + url.hash
	if (url.href == here?.href && !e?.persisted) return
	if (!here) came()
	else {
		if (to != path) abandon()
		if (!untold) referrer = here.href
	}
	path = to
	read(url)
	untold = Date.now()
	clearTimeout(timer)
	timer = later(tell, 500)
}
