/* client - asks the server: JSON there and back, refusals as Problem, the session's CSRF text on whatever changes something.
 *
 *	const map = await get<WendMap>(`maps/${enc(id)}`, { where })
 *	await post('notes', { map, touchpoint, text })
 *	try { ... } catch (error) { if (error instanceof Problem && error.status === 409) ... }
 *
 * What changes something is sent with an Idempotency-Key and again where the answer got lost: it is done once.  Where the
 * session has ended, what was asked waits until the same person has signed in again, and is asked then: nothing is lost.
 */
import { link } from './link.svelte'

export type Query = Record<string, string | number | boolean | readonly string[] | null | undefined>

/* What the server says where it refuses (RFC 9457); status 0: it was not reached. */
export class Problem extends Error {
	readonly status: number
	readonly title: string
	readonly detail: string
	readonly request: string | undefined
	readonly retryAfter: number | undefined
	/* Members beside the standard ones: `mine`, `theirs`, `conflicts`. */
	readonly more: Record<string, unknown>

	constructor(status: number, body: Record<string, unknown>, retryAfter?: number) {
		const detail = typeof body['detail'] === 'string' ? body['detail'] : ''
		super(detail || String(body['title'] ?? status))
		this.name = 'Problem'
		this.status = status
		this.title = typeof body['title'] === 'string' ? body['title'] : ''
		this.detail = detail
		this.request = typeof body['request'] === 'string' ? body['request'] : undefined
		this.retryAfter = retryAfter
		this.more = body
	}
}

/* A name as a piece of a path. */
export function enc(name: string | number): string {
	return encodeURIComponent(String(name))
}

export function address(path: string, query?: Query): string {
	const params = new URLSearchParams()
	for (const [key, value] of Object.entries(query ?? {})) {
		if (value === null || value === undefined || value === '') continue
		if (typeof value === 'object') for (const one of value) params.append(key, one)
		else params.append(key, String(value))
	}
	const text = params.toString()
	return `api/v1/${path}${text ? `?${text}` : ''}`
}

let csrf: string | null = null
let signedInAgain: () => Promise<void> = () => Promise.resolve()
let lookAgain: () => Promise<void> = () => Promise.resolve()

export function useCsrf(text: string | null): void {
	csrf = text
}

/* Who is told that the session has ended, and when it has another CSRF text: signed in again in another window. */
export function whenSignedOut(again: () => Promise<void>, look: () => Promise<void>): void {
	signedInAgain = again
	lookAgain = look
}

interface Sent {
	method: string
	body?: BodyInit
	headers: Record<string, string>
	signal?: AbortSignal | undefined
	/* The same again is no harm: no key is kept of it, which a server that is writing would have to wait for. */
	harmless?: boolean
}

async function reach(url: string, sent: Sent): Promise<Response> {
	try {
		const response = await fetch(url, { ...sent, signal: sent.signal ?? null, credentials: 'same-origin' })
		link.reached()
		return response
	} catch (error) {
		if (error instanceof DOMException && error.name === 'AbortError') throw error
		link.lost()
		throw new Problem(0, { title: 'Offline', detail: '' })
	}
}

async function problemOf(response: Response): Promise<Problem> {
	const body: unknown = await response.json().catch(() => ({ title: response.statusText }))
	const wait = Number(response.headers.get('Retry-After'))
	return new Problem(response.status, body as Record<string, unknown>, wait > 0 ? wait : undefined)
}

const tries = 3

function pause(ms: number): Promise<void> {
	return new Promise((done) => setTimeout(done, ms))
}

/* A change whose answer got lost is sent again under the same key; what only reads is left to whoever asked. */
async function reachSurely(url: string, sent: Sent): Promise<Response> {
	for (let attempt = 1; ; attempt++) {
		try {
			const response = await reach(url, sent)
			/* 409 with a time: the same is being answered just now. */
			const later = response.status === 503 || (response.status === 409 && response.headers.has('Retry-After'))
			if (!later || attempt === tries) return response
			await pause(1000 * Number(response.headers.get('Retry-After') ?? 1))
		} catch (error) {
			if (!(error instanceof Problem) || attempt === tries) throw error
			await pause(300 * attempt)
		}
	}
}

/* Asked by whoever comes and goes: these do not wait for anybody. */
const ofTheDoor = /^api\/v1\/(sign-in|sign-out|me|state)$/

/* True: there is a session again, and what was refused may be asked once more. */
async function mended(problem: Problem, url: string, used: string | null): Promise<boolean> {
	if (used === null || ofTheDoor.test(url)) return false
	if (problem.status === 401) await signedInAgain()
	else if (problem.status === 403 && /CSRF/.test(problem.detail)) await lookAgain()
	else return false
	return csrf !== null && csrf !== used
}

async function ask<T>(sent: Sent, url: string): Promise<T> {
	const changes = sent.method !== 'GET'
	if (changes && !sent.harmless) sent.headers['Idempotency-Key'] ??= onceKey()
	for (;;) {
		const used = csrf
		if (changes && used) sent.headers['X-CSRF-Token'] = used
		const response = await (changes ? reachSurely(url, sent) : reach(url, sent))
		if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T
		const problem = await problemOf(response)
		if (!(await mended(problem, url, used))) throw problem
	}
}

export function get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
	return ask<T>({ method: 'GET', headers: { Accept: 'application/json' }, signal }, address(path, query))
}

function change<T>(method: string, path: string, body: unknown, query?: Query, once?: string): Promise<T> {
	const headers: Record<string, string> = once ? { 'Idempotency-Key': once } : {}
	if (body !== undefined) headers['Content-Type'] = 'application/json'
	return ask<T>({ method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }, address(path, query))
}

/* Where there is no https there is no randomUUID. */
export function onceKey(): string {
	return crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`
}

/* `once`: a key of its own (onceKey), for what may be sent again after the page was loaded anew. */
export function post<T = unknown>(path: string, body?: unknown, query?: Query, once?: string): Promise<T> {
	return change<T>('POST', path, body, query, once)
}

export function put<T = unknown>(path: string, body: unknown, query?: Query): Promise<T> {
	return change<T>('PUT', path, body, query)
}

export function patch<T = unknown>(path: string, body: unknown): Promise<T> {
	return change<T>('PATCH', path, body)
}

export function remove<T = unknown>(path: string, query?: Query): Promise<T> {
	return change<T>('DELETE', path, undefined, query)
}

/* What may be asked twice and is the same: stopping something that runs. */
export function stop(path: string): Promise<void> {
	return ask<void>({ method: 'DELETE', headers: {}, harmless: true }, address(path))
}

/* Bytes of a file, as they are. */
export function send<T>(method: 'PUT' | 'POST', path: string, bytes: Blob, query?: Query): Promise<T> {
	const headers = { 'Content-Type': 'application/octet-stream' }
	return ask<T>({ method, headers, body: bytes, harmless: method === 'PUT' }, address(path, query))
}

interface Paged {
	next: string | null
}

/* All rows of a list that comes in pages, up to `most`: of what people have written there are never too many. */
export async function all<T>(path: string, name: string, query: Query = {}, most = 2000): Promise<T[]> {
	const rows: T[] = []
	let cursor: string | null = null
	do {
		const page: Paged & Record<string, unknown> = await get(path, { limit: 200, ...query, cursor })
		rows.push(...(page[name] as T[]))
		cursor = page.next
	} while (cursor && rows.length < most)
	return rows
}
