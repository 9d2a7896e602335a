/* A collector as small as it gets: takes what wend.js sends, holds it against Segment's specification, and serves the
 * pages of a visit.  It answers to every host, so that a shop, a search engine and Wend have names of their own. */

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Told {
	type: string
	event?: string
	name?: string
	messageId: string
	anonymousId: string
	userId?: string
	originalTimestamp: string
	properties?: Record<string, unknown>
	traits?: Record<string, unknown>
	context: {
		page: { path: string; url: string; title: string; referrer: string }
		campaign?: Record<string, string>
		consent?: { categoryPreferences: Record<string, boolean> }
		library: { name: string; version: string }
		locale: string
	}
}

interface Request {
	at: number
	headers: IncomingHttpHeaders
	text: string
	events: Told[]
}

interface Page {
	html: string
	headers?: Record<string, string>
	wait?: number
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const script = readFileSync(process.env['WEND_SCRIPT'] ?? 'dist/wend.js')

/* What every server that knows Segment's calls refuses, is refused here. */
function check(call: Told): void {
	assert.match(call.type, /^(track|page|identify)$/)
	assert.ok(call.messageId.length > 20 && call.messageId.length < 100, call.messageId)
	assert.ok(call.anonymousId.length > 20, 'no anonymousId')
	assert.match(call.originalTimestamp, TIME)
	assert.ok(Math.abs(Date.parse(call.originalTimestamp) - Date.now()) < 864e5)
	assert.equal(typeof call.context.page.url, 'string')
	assert.equal(call.context.library.name, 'wend.js')
	if (call.type == 'track') assert.equal(typeof call.event, 'string')
	if (call.type == 'identify') assert.ok(call.userId)
	assert.ok(JSON.stringify(call).length < 32768)
}

export class Collector {
	requests: Request[] = []
	refused: number[] = [] // when a request was not taken
	faults: string[] = []
	preflights = 0
	pages: Record<string, Page> = {}
	/* 0: the connection breaks */
	status = 200
	answer: Record<string, string> = {}
	#server = createServer((request, response) => void this.#serve(request, response))
	port = 0

	async start(): Promise<void> {
		await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done))
		this.port = (this.#server.address() as AddressInfo).port
	}

	stop(): void {
		this.#server.close()
		this.#server.closeAllConnections()
	}

	clear(): void {
		this.requests = []
		this.refused = []
		this.faults = []
		this.preflights = 0
		this.pages = {}
		this.status = 200
		this.answer = {}
	}

	at(host: string, path = '/'): string {
		return `http://${host}:${this.port}${path}`
	}

	async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const url = new URL(request.url!, 'http://any')
		if (url.pathname == '/v1/batch') return this.#collect(request, response)
		if (url.pathname == '/wend.js') {
			response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(script)
			return
		}
		request.resume()
		const page = this.pages[url.pathname]
		if (page?.wait) await sleep(page.wait)
		response.writeHead(page ? 200 : 404, { 'Content-Type': 'text/html; charset=utf-8', ...page?.headers }).end(page?.html ?? '')
	}

	async #collect(request: IncomingMessage, response: ServerResponse): Promise<void> {
		let text = ''
		for await (const part of request) text += String(part)
		if (request.method != 'POST') this.preflights++
		if (this.status != 200) {
			this.refused.push(Date.now())
			if (this.status) response.writeHead(this.status, { 'Access-Control-Allow-Origin': '*', ...this.answer }).end()
			else request.socket.destroy()
			return
		}
		try {
			this.#take(request.headers, text)
		} catch (fault) {
			this.faults.push(`${String(fault)}: ${text}`)
		}
		response.writeHead(200, { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'application/json' }).end('{"ok":true}')
	}

	#take(headers: IncomingHttpHeaders, text: string): void {
		assert.equal(headers['content-type'], 'text/plain;charset=UTF-8')
		assert.equal(headers.cookie, undefined)
		const body = JSON.parse(text) as { batch: Told[]; writeKey: string; sentAt: string; context: object }
		assert.equal(body.writeKey, 'wk_test')
		assert.match(body.sentAt, TIME)
		assert.ok(body.batch.length > 0)
		const events = body.batch.map((call) => ({ ...call, context: { ...body.context, ...call.context } }))
		events.forEach(check)
		for (const call of events) assert.ok(call.originalTimestamp <= body.sentAt)
		this.requests.push({ at: Date.now(), headers, text, events })
	}

	get events(): Told[] {
		return this.requests.flatMap((request) => request.events)
	}

	async tried(n: number): Promise<void> {
		const end = Date.now() + 20e3
		while (this.refused.length < n && Date.now() < end) await sleep(20)
		assert.ok(this.refused.length >= n, `only ${this.refused.length} tries`)
	}

	/* What has come when nothing more is on its way: at least `n`, each once. */
	async all(n: number, seconds = 15): Promise<Told[]> {
		const end = Date.now() + seconds * 1000
		while (this.events.length < n && Date.now() < end) await sleep(50)
		await sleep(300)
		const ids = this.events.map((event) => event.messageId)
		assert.deepEqual(this.faults, [])
		assert.equal(new Set(ids).size, ids.length, 'an event came twice')
		assert.equal(this.preflights, 0, 'the browser asked beforehand')
		return this.events.sort((a, b) => (a.originalTimestamp < b.originalTimestamp ? -1 : a.originalTimestamp > b.originalTimestamp ? 1 : 0))
	}
}

/* "page /cart", "Dead Click": what a visit came to, in a line each. */
export const names = (events: Told[]): string[] =>
	events.map((call) => (call.type == 'track' ? call.event! : `${call.type} ${call.type == 'page' ? call.context.page.path : call.userId}`))

export const named = (events: Told[], name: string): Told[] => events.filter((call) => call.event == name)
