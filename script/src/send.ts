/* The queue: batches of 20 or every 2 seconds, kept and sent again while the server cannot be reached. */

import { endpoint, key } from './settings'
import { later } from './listen'
import { box, given, may } from './keep'
import { tell } from './page'

export const version = '0.1.0'

const BATCH = 20
const EVENTS = 200
const LETTERS = 65536 // what is kept in the browser
const EVENT = 32e3 // Segment's limit

let queue: string[] = []
let flying: string[] = []
let failed = 0 // times in a row
let waiting = false // nothing is sent meanwhile

/* Consent is the batch's: what is sent is sent by what the visitor has decided by now. */
const body = (lines: string[]): string =>
	`{"batch":[${lines}],` +
	JSON.stringify({
		writeKey: key,
		sentAt: new Date(),
		context: {
			library: { name: 'wend.js', version },
			locale: navigator.language,
			consent: given && { categoryPreferences: given },
		},
	}).slice(1)

/* What the server will never take (a wrong key, too large) is not sent again. */
function landed(status?: number, wait?: any): void {
	const batch = flying
	flying = []
	if (!status || status == 429 || status > 499) {
		const own = 2 ** Math.min(failed++, 6) * (Math.random() + 0.5)
		queue = batch.concat(queue)
		waiting = true
		later(() => {
			waiting = false
			flush()
		}, 1e3 * (wait > own ? wait : own))
	} else {
		failed = 0
		flush()
	}
}

function flush(): void {
	if (given && !may()) queue = []
	if (!may() || flying[0] || !queue[0] || waiting) return
	flying = queue.splice(0, BATCH)
	const text = body(flying)
	/* No header: text/plain asks the server nothing beforehand. */
	fetch(endpoint, { method: 'POST', body: text, keepalive: text.length < 6e4 }).then(
		(answer) => landed(answer.status, answer.headers.get('Retry-After')),
		() => landed(),
	)
}

function put(line: string): void {
	queue.push(line)
	queue = queue.slice(-EVENTS)
	later(flush, queue.length < BATCH ? 2e3 : 0)
}

/* What happens before a decision waits for it in memory. */
export function admit(call: object): void {
	const line = JSON.stringify(call)
	if ((!given || may()) && line.length < EVENT) put(line)
}

/* What an earlier page has left; the first line may be half a one. */
export function load(): void {
	const lines = (box['wend_queue'] || '').split('\n')
	box['wend_queue'] = ''
	lines.filter((line) => /^{"ty/.test(line)).forEach(put)
	flush()
}

/* The page is hidden, or left for good: nobody hears the answer any more. */
export function leave(): void {
	tell()
	if (!may()) return
	if (!(failed && box['setItem']) && queue[0] && navigator.sendBeacon(endpoint, body(queue))) queue = []
	box['wend_queue'] = [box['wend_queue'], ...(failed ? flying.splice(0) : []), ...queue.splice(0)].join('\n').slice(-LETTERS)
}
