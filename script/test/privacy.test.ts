/* Consent first: what is stored and sent, and above all what is not. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { collector, go, page, setUp, stored, visitor } from './browser'
import { named, names } from './collector'

setUp()

const say = (tab: Page, consent: unknown): Promise<void> => tab.evaluate((it) => (window as any).wend('consent', it), consent)

/* Clicks, searches, types and leaves. */
async function visit(tab: Page): Promise<void> {
	await go(tab, '/a?q=tea&utm_source=news')
	await tab.click('button')
	await tab.fill('input', 'x')
	await sleep(2500)
}

const BODY = '<button>Buy</button><form><input name="mail"></form>'

test('the cookie: first party, 13 months, lax; secure where the page is', async () => {
	page('/a')
	const context = await visitor()
	const tab = await context.newPage()
	await go(tab, '/a')
	await go(tab, '/a', 'localhost')
	await collector.all(2)
	const cookies = (await context.cookies()).sort((a, b) => (a.domain < b.domain ? -1 : 1))
	assert.deepEqual(
		cookies.map(({ name, domain, path, sameSite, secure, httpOnly }) => ({ name, domain, path, sameSite, secure, httpOnly })),
		[
			{ name: 'wend_id', domain: 'localhost', path: '/', sameSite: 'Lax', secure: true, httpOnly: false },
			{ name: 'wend_id', domain: 'shop.example', path: '/', sameSite: 'Lax', secure: false, httpOnly: false },
		],
	)
	for (const cookie of cookies) assert.ok(Math.abs(cookie.expires - Date.now() / 1000 - 395 * 86400) < 3600)
	assert.deepEqual(new Set(cookies.map((cookie) => cookie.value)), new Set(collector.events.map((call) => call.anonymousId)))
})

test('a later visit does not make the cookie live longer', async () => {
	page('/a', '', 'data-consent="required"')
	const context = await visitor()
	const tab = await context.newPage()
	await go(tab, '/a')
	await say(tab, true)
	const [before] = await context.cookies()
	await sleep(1500)
	await go(tab, '/a')
	await say(tab, true)
	assert.deepEqual(await context.cookies(), [before])
})

test('consent required and not given: nothing is sent, nothing is stored', async () => {
	page('/a', BODY, 'data-consent="required"')
	const context = await visitor()
	const tab = await context.newPage()
	await visit(tab)
	assert.deepEqual(await stored(tab), {})
	await go(tab, '/a')
	assert.deepEqual(await stored(tab), {})
	await sleep(500)
	assert.equal(collector.requests.length + collector.refused.length + collector.preflights, 0)
	assert.deepEqual(await context.cookies(), [])
})

test('consent given later: what happened before comes too, with the consent', async () => {
	page('/a', BODY, 'data-consent="required"')
	const tab = await (await visitor()).newPage()
	await visit(tab)
	await say(tab, { analytics: true, marketing: false })
	const events = await collector.all(3)
	assert.deepEqual(names(events), ['page /a', 'Site Search', 'Button Clicked'])
	for (const call of events) {
		assert.deepEqual(call.context.consent, { categoryPreferences: { analytics: true, marketing: false } })
		assert.equal(call.anonymousId, events[0]!.anonymousId)
	}
	assert.ok(Date.parse(events[0]!.originalTimestamp) < Date.now() - 2000)
	const kept = await stored(tab)
	assert.equal(kept['cookie'], 'wend_id=' + events[0]!.anonymousId)
	assert.deepEqual(JSON.parse(kept['wend_consent']!), { analytics: true, marketing: false })

	/* The next page need not ask again. */
	await go(tab, '/a')
	const more = await collector.all(5)
	assert.deepEqual(names(more.slice(3)), ['Form Abandoned', 'page /a'])
	assert.equal(more[4]!.anonymousId, events[0]!.anonymousId)
})

test('only so much is kept in memory before a decision', async () => {
	page('/a', '', 'data-consent="required" data-auto=""')
	const tab = await (await visitor()).newPage()
	await go(tab, '/a')
	await tab.evaluate(() => {
		for (let i = 0; i < 300; i++) (window as any).wend('track', 'Event ' + i)
	})
	await say(tab, true)
	const events = await collector.all(200, 15)
	assert.deepEqual(names(collector.events), Array.from({ length: 200 }, (_, i) => 'Event ' + (i + 100)))
	assert.equal(events.length, 200)
})

test('consent refused: what happened before is dropped, and nothing follows', async () => {
	page('/a', BODY, 'data-consent="required"')
	const tab = await (await visitor()).newPage()
	await visit(tab)
	await say(tab, false)
	await tab.click('button')
	await sleep(2500)
	assert.deepEqual(await stored(tab), {})
	await say(tab, true)
	await tab.evaluate(() => (window as any).wend('track', 'Now'))
	assert.deepEqual(names(await collector.all(1)), ['Now'])
})

test('consent withdrawn: what was stored is deleted, what waits is not sent', async () => {
	page('/a', BODY, 'data-consent="required" data-auto="pages clicks"')
	const context = await visitor()
	const tab = await context.newPage()
	await go(tab, '/a')
	await say(tab, true)
	const [first] = await collector.all(1)
	await tab.evaluate(() => localStorage.setItem('shop', 'mine'))
	await tab.click('button')
	await say(tab, { analytics: false, marketing: true })
	await sleep(2500)
	await go(tab, '/a')
	await sleep(2500)
	assert.deepEqual(names(await collector.all(1)), ['page /a'])
	assert.deepEqual(await stored(tab), { shop: 'mine' })
	assert.deepEqual(await context.cookies(), [])
	await say(tab, true)
	const events = await collector.all(2)
	assert.notEqual(events[1]!.anonymousId, first!.anonymousId)
})

test('where nobody is asked, a refusal is remembered, and only that', async () => {
	page('/a', '<button>Buy</button>')
	const tab = await (await visitor()).newPage()
	await go(tab, '/a')
	await say(tab, false)
	await go(tab, '/a')
	await tab.click('button')
	await sleep(2500)
	assert.equal(collector.requests.length, 0)
	assert.deepEqual(await stored(tab), { wend_consent: '{"analytics":false}' })
})

test('a decision that was queued before the script came holds for all', async () => {
	page('/a', `<script>wend('track', 'Early'); wend('consent', false)</script>`)
	page('/b', `<script>wend('track', 'Early'); wend('consent', true)</script>`, 'data-consent="required"')
	const tab = await (await visitor()).newPage()
	await go(tab, '/a')
	await sleep(2500)
	assert.equal(collector.requests.length, 0)
	const other = await (await visitor()).newPage()
	await go(other, '/b')
	assert.deepEqual(names(await collector.all(2)), ['page /b', 'Early'])
})

test('Global Privacy Control: nothing, unless the page says that the visitor agreed', async () => {
	page('/a', BODY)
	const context = await visitor()
	await context.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }))
	const tab = await context.newPage()
	await visit(tab)
	await go(tab, '/a')
	await sleep(500)
	assert.equal(collector.requests.length, 0)
	assert.deepEqual(await stored(tab), {})
	await say(tab, true)
	assert.deepEqual(names(await collector.all(1)), ['page /a'])
})

test('data-cookies="no": nothing is stored, a number for each page', async () => {
	page('/a', '', 'data-cookies="no"')
	const context = await visitor()
	const tab = await context.newPage()
	await go(tab, '/a')
	await tab.evaluate(() => (window as any).wend('track', 'More'))
	await say(tab, true)
	await go(tab, '/a')
	const events = await collector.all(3)
	assert.deepEqual(await stored(tab), {})
	assert.deepEqual(await context.cookies(), [])
	assert.equal(events[0]!.anonymousId, events[1]!.anonymousId)
	assert.notEqual(events[1]!.anonymousId, events[2]!.anonymousId)
})

test('data-cookies="session": until the tab is closed', async () => {
	page('/a', '', 'data-cookies="session" data-consent="required"')
	const context = await visitor()
	const tab = await context.newPage()
	await go(tab, '/a')
	assert.deepEqual(await stored(tab), {})
	await say(tab, true)
	await go(tab, '/a')
	const other = await context.newPage()
	await go(other, '/a')
	await say(other, true)
	const [a, b, c] = await collector.all(3)
	assert.equal(a!.anonymousId, b!.anonymousId)
	assert.notEqual(a!.anonymousId, c!.anonymousId)
	assert.deepEqual(await context.cookies(), [])
	assert.equal(await tab.evaluate(() => localStorage.length), 0)
	assert.equal(await tab.evaluate(() => sessionStorage['wend_id'] as string), a!.anonymousId)
	await say(tab, false)
	assert.deepEqual(await stored(tab), {})
})

test('a browser that lets nothing be stored', async () => {
	page('/a', '<button>Buy</button>', 'data-auto="pages clicks"', { 'Content-Security-Policy': 'sandbox allow-scripts' })
	const tab = await (await visitor()).newPage()
	const faults: string[] = []
	tab.on('pageerror', (fault) => faults.push(String(fault)))
	await go(tab, '/a')
	await assert.rejects(tab.evaluate(() => document.cookie), /SecurityError|sandboxed/)
	await tab.click('button')
	const events = await collector.all(2)
	assert.deepEqual(names(events), ['page /a', 'Button Clicked'])
	assert.equal(events[0]!.anonymousId, events[1]!.anonymousId)
	assert.deepEqual(faults, [])
})

test('addresses: campaigns, searches and what you name; no fragment, no e-mail address', async () => {
	page('/reset/ewa@example.test/x', '', 'data-auto="pages" data-query="product_id lang"')
	const tab = await (await visitor()).newPage()
	await go(tab, '/reset/ewa@example.test/x?product_id=7&token=s3cret&utm_content=ewa%40example.test&lang=pl#access_token=s3cret')
	const [call] = await collector.all(1)
	assert.equal(call!.context.page.url, collector.at('shop.example', '/reset/*/x?product_id=7&utm_content=*&lang=pl'))
	assert.equal(call!.context.page.title, 'Page /reset/*/x')
	assert.deepEqual(call!.context.campaign, { content: '*' })
	assert.doesNotMatch(collector.requests[0]!.text, /s3cret|ewa|example\.test/)
})

test('what stands in data-wend-private, and what is typed, is never told', async () => {
	page(
		'/a',
		`<div data-wend-private><button id="one">Account of Ewa</button><form id="bank"><input name="iban"></form></div>
		<button id="two"><select><option>Secret choice</option></select></button>
		<form id="f"><input id="field" name="n" type="text"><textarea name="t">Secret text</textarea></form>`,
	)
	const tab = await (await visitor()).newPage()
	await go(tab, '/a')
	await tab.click('#one')
	await tab.fill('[name=iban]', 'Secret iban')
	await tab.evaluate(() => document.querySelector<HTMLElement>('#two')!.click())
	await tab.fill('#field', 'Secret name')
	await tab.click('#field')
	await tab.click('textarea')
	await tab.keyboard.type('Secret more')
	await tab.goto('about:blank')
	const events = await collector.all(3)
	assert.deepEqual(named(events, 'Form Abandoned').map((call) => call.properties), [{ form: 'f', field: 't' }])
	assert.deepEqual(named(events, 'Button Clicked').map((call) => call.properties), [{ element: 'button', id: 'two' }])
	assert.doesNotMatch(collector.requests.map((request) => request.text).join(), /Secret|Ewa|iban|bank/)
})
