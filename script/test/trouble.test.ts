/* What tells of trouble: rage, dead clicks, ways back, forms given up; and trouble of our own: no net, no server. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { collector, go, page, setUp, stored, visitor } from './browser'
import { named, names } from './collector'

setUp()

const SIGNALS = 'data-auto="signals"'

async function clicks(tab: Page, points: [number, number][], pause: number): Promise<void> {
	for (const [x, y] of points) {
		await tab.mouse.click(x, y)
		await sleep(pause)
	}
}

test('three clicks in one place within a second are rage, once', async () => {
	page('/a', '<div id="picture" style="position:absolute;left:0;top:0;width:300px;height:300px"></div>', SIGNALS)
	const tab = await (await visitor()).newPage()
	await go(tab, '/a')
	await clicks(tab, [[50, 50], [52, 50], [50, 55], [50, 50], [50, 50]], 100)
	await sleep(1500)
	await clicks(tab, [[50, 50], [50, 50]], 100) // two
	await sleep(1500)
	await clicks(tab, [[20, 20], [20, 120], [20, 220]], 100) // apart
	await sleep(1500)
	await clicks(tab, [[50, 50], [50, 50], [50, 50]], 1050) // slow
	await clicks(tab, [[90, 90], [90, 90], [90, 90]], 100) // again
	const events = await collector.all(2)
	assert.deepEqual(names(events), ['Rage Click', 'Rage Click'])
	assert.deepEqual(events[0]!.properties, { element: 'div', id: 'picture' })
})

test('clicking into a field to mark its words is no rage, nor is a key that is held down', async () => {
	page('/a', '<input value="my words"><button>+</button>', SIGNALS)
	const tab = await (await visitor()).newPage()
	await go(tab, '/a')
	await tab.click('input', { clickCount: 3 })
	await tab.focus('button')
	await tab.evaluate(() => document.querySelector('button')!.addEventListener('click', () => document.body.append('+')))
	for (let i = 0; i < 5; i++) await tab.keyboard.press('Enter')
	await sleep(3000)
	assert.deepEqual(names(await collector.all(0, 0)), [])
})

test('clicks that nothing follows are dead', async () => {
	page(
		'/a',
		`<button id="button">Buy</button><div id="card" style="cursor:pointer">Card</div><a id="empty" href="#">More</a>
		<a id="void" href="javascript:void(0)">Less</a><a id="stopped" href="/b" onclick="return false">Stopped</a><p id="text">Text</p>`,
		SIGNALS,
	)
	const tab = await (await visitor()).newPage()
	await go(tab, '/a')
	for (const it of ['button', 'card', 'empty', 'void', 'stopped', 'text']) {
		await tab.click('#' + it)
		await sleep(1500)
	}
	const events = await collector.all(5)
	assert.deepEqual(names(events), Array(5).fill('Dead Click'))
	assert.deepEqual(
		events.map((call) => call.properties),
		[
			{ element: 'button', id: 'button', text: 'Buy' },
			{ element: 'div', id: 'card' },
			{ element: 'a', id: 'empty', text: 'More', href: collector.at('shop.example', '/a') },
			{ element: 'a', id: 'void', text: 'Less', href: 'javascript:' },
			{ element: 'a', id: 'stopped', text: 'Stopped', href: collector.at('shop.example', '/b') },
		],
	)
})

test('clicks that something follows are not dead', async () => {
	page(
		'/a',
		`<button id="text" onclick="setTimeout(() => this.firstChild.data = 'Bought', 400)">Buy</button>
		<button id="class" onclick="document.body.className = 'open'">Menu</button>
		<button id="focus" onclick="document.querySelector('#field').focus()">Find</button>
		<button id="scroll" onclick="window.scrollTo(0, 500)">Down</button>
		<label id="label" style="cursor:pointer"><input type="checkbox"> Yes</label>
		<a id="place" href="#far">Far</a>
		<a id="tab" href="/b" target="_blank">Tab</a>
		<form action="/slow"><input id="field"><button id="submit">Send</button></form>
		<p style="margin-top:3000px" id="far">Far</p>`,
		SIGNALS,
	)
	page('/b', '', SIGNALS)
	page('/c', '<a href="/slow">Slow</a>', SIGNALS)
	collector.pages['/slow'] = { html: 'slow', wait: 2000 }
	const tab = await (await visitor()).newPage()
	await go(tab, '/a')
	for (const it of ['text', 'class', 'focus', 'scroll', 'label', 'place', 'tab']) {
		await tab.evaluate(() => scrollTo(0, 0))
		await sleep(100)
		await tab.click('#' + it)
		await sleep(1500)
	}
	await tab.click('#submit')
	await go(tab, '/c')
	await tab.click('a', { noWaitAfter: true })
	await sleep(4000)
	assert.deepEqual((await collector.all(0, 0)).map((call) => call.properties), [])
})

test('there and back within ten seconds, page by page', async () => {
	for (const path of ['/a', '/b', '/c']) page(path, '', 'data-auto="pages signals"')
	const tab = await (await visitor()).newPage()
	await go(tab, '/a')
	await sleep(600)
	await go(tab, '/b')
	await sleep(600)
	await tab.goBack()
	await sleep(600)
	await go(tab, '/c')
	await sleep(600)
	const events = await collector.all(5)
	assert.deepEqual(names(events), ['page /a', 'page /b', 'page /a', 'Went Back', 'page /c'])
	assert.deepEqual(events[3]!.properties, { from: collector.at('shop.example', '/b') })
	assert.equal(events[3]!.context.page.path, '/a')
})

test('there and back on one page; after ten seconds it is no way back', async () => {
	page('/a', '', 'data-auto="pages signals"')
	const tab = await (await visitor()).newPage()
	await tab.clock.install()
	await go(tab, '/a')
	const route = async (path: string, seconds: number): Promise<void> => {
		await tab.clock.runFor(seconds * 1000)
		await tab.evaluate((to) => history.pushState({}, '', to), path)
	}
	await route('/b', 3)
	await route('/a', 9)
	await route('/b', 20)
	await route('/a', 11)
	await route('/c', 3)
	await tab.clock.runFor(5000)
	const events = await collector.all(7)
	assert.deepEqual(names(events), ['page /a', 'page /b', 'page /a', 'Went Back', 'page /b', 'page /a', 'page /c'])
})

const FORM = `<form id="order" action="/sent"><input name="mail" id="m"><input name="phone"><input type="password" name="pin"><button name="ok">Send</button></form>`

test('a form that was begun and left: its name and the last field, no value', async () => {
	page('/form', FORM, 'data-auto="forms"')
	const tab = await (await visitor()).newPage()
	await go(tab, '/form')
	await tab.fill('[name=mail]', 'ewa.secret')
	await tab.fill('[name=pin]', '4711')
	await tab.focus('[name=phone]')
	await tab.focus('[name=ok]')
	await tab.goto('about:blank')
	const events = await collector.all(1)
	assert.deepEqual(names(events), ['Form Abandoned'])
	assert.deepEqual(events[0]!.properties, { form: 'order', field: 'phone' })
	assert.equal(events[0]!.context.page.path, '/form')
	assert.doesNotMatch(collector.requests.map((request) => request.text).join(), /ewa|secret|4711/)
})

test('a form that is sent, by whatever way, or that nobody filled in, is not abandoned', async () => {
	page('/form', FORM + '<form id="sort" action="/sent"><select name="by"><option>a<option>b</select></form>', 'data-auto="forms"')
	page('/sent', '', 'data-auto="forms"')
	const tab = await (await visitor()).newPage()
	await go(tab, '/form')
	await tab.fill('[name=mail]', 'x')
	await tab.click('[name=ok]')
	await go(tab, '/form')
	await tab.evaluate(() => document.querySelector('select')!.addEventListener('change', (e) => (e.target as HTMLSelectElement).form!.submit()))
	await tab.selectOption('select', 'b')
	await tab.waitForURL('**/sent*')
	await go(tab, '/form')
	await tab.focus('[name=mail]')
	await go(tab, '/form')
	await tab.evaluate(() => document.querySelector('form')!.addEventListener('submit', (e) => e.preventDefault()))
	await tab.fill('[name=mail]', 'x')
	await tab.press('[name=mail]', 'Enter')
	await tab.goto('about:blank')
	await sleep(1000)
	assert.deepEqual(names(await collector.all(0, 0)), [])
})

test('a form left by single-page navigation', async () => {
	page('/form', '<form name="news"><input id="field"></form>', 'data-auto="pages forms"')
	const tab = await (await visitor()).newPage()
	await go(tab, '/form')
	await tab.fill('#field', 'x')
	await tab.evaluate(() => history.pushState({}, '', '/b'))
	const events = await collector.all(3)
	assert.deepEqual(names(events), ['page /form', 'Form Abandoned', 'page /b'])
	assert.deepEqual(events[1]!.properties, { form: 'news', field: 'field' })
	assert.equal(events[1]!.context.page.path, '/form')
})

/* --- trouble of our own --------------------------------------------------------------------------- */

test('a server that is down, then up: everything comes, over two pages, once', async () => {
	page('/a', '<button>Buy</button>', 'data-auto="pages clicks"')
	page('/b', '', 'data-auto="pages clicks"')
	collector.status = 0
	const tab = await (await visitor()).newPage()
	await go(tab, '/a')
	await collector.tried(1)
	await sleep(200)
	await tab.click('button')
	const before = collector.refused.length
	await go(tab, '/b')
	await collector.tried(before + 1)
	assert.equal(collector.events.length, 0)
	collector.status = 200
	const events = await collector.all(3, 15)
	assert.deepEqual(names(events), ['page /a', 'Button Clicked', 'page /b'])
	assert.equal((await stored(tab))['wend_queue'] || '', '')
	assert.deepEqual([...new Set(events.map((call) => call.anonymousId))].length, 1)
})

test('a browser that is offline, then online', async () => {
	page('/a', '<button>Buy</button>', 'data-auto="pages clicks"')
	const context = await visitor()
	const tab = await context.newPage()
	await go(tab, '/a')
	await context.setOffline(true)
	await tab.click('button')
	await sleep(3500)
	assert.equal(collector.events.length, 0)
	await context.setOffline(false)
	assert.deepEqual(names(await collector.all(2, 15)), ['page /a', 'Button Clicked'])
})

test('a server that is busy is given the time it asks for; tries grow rarer', async () => {
	page('/a', '', 'data-auto="pages"')
	collector.status = 503
	collector.answer = { 'Retry-After': '4', 'Access-Control-Expose-Headers': 'Retry-After' }
	const tab = await (await visitor()).newPage()
	await go(tab, '/a')
	await collector.tried(1)
	collector.status = 429
	collector.answer = {}
	await collector.tried(4)
	const [first, second, third, fourth] = collector.refused
	assert.ok(second! - first! >= 4000, `${second! - first!}`)
	assert.ok(third! - second! >= 1000, `${third! - second!}`)
	assert.ok(fourth! - third! >= 2000, `${fourth! - third!}`)
	collector.status = 200
	assert.deepEqual(names(await collector.all(1, 30)), ['page /a'])
})

test('what a server will never take is not sent again', async () => {
	page('/a', '', 'data-auto=""')
	collector.status = 401
	const tab = await (await visitor()).newPage()
	await go(tab, '/a')
	await tab.evaluate(() => (window as any).wend('track', 'Refused'))
	await sleep(6000)
	assert.equal(collector.refused.length, 1)
	collector.status = 200
	await tab.evaluate(() => (window as any).wend('track', 'Taken'))
	assert.deepEqual(names(await collector.all(1)), ['Taken'])
})

test('the queue has its ceilings: 200 events, 64 KB, 32 KB an event', async () => {
	page('/a', '', 'data-auto=""')
	collector.status = 0
	const tab = await (await visitor()).newPage()
	await go(tab, '/a')
	await tab.evaluate(() => {
		const wend = (window as any).wend
		wend('track', 'Large', { text: 'x'.repeat(33000) })
		for (let i = 0; i < 300; i++) wend('track', 'Event ' + i)
	})
	await sleep(3000)
	await go(tab, '/a')
	const kept = (await stored(tab))['wend_queue'] ?? ''
	assert.ok(kept.length <= 65536, `${kept.length}`)
	collector.status = 200
	const events = await collector.all(100, 20)
	const numbers = events.map((call) => +call.event!.slice(6))
	assert.deepEqual(names(named(events, 'Large')), [])
	assert.equal(numbers[numbers.length - 1], 299)
	assert.ok(numbers.length <= 200 && numbers.length > 100, `${numbers.length}`)
	numbers.forEach((number, i) => assert.equal(number, 300 - numbers.length + i))
})

test('nothing that a page does wrong comes back to it', async () => {
	page('/a', '', 'data-auto="pages"')
	const tab = await (await visitor()).newPage()
	const faults: string[] = []
	tab.on('pageerror', (fault) => faults.push(String(fault)))
	await go(tab, '/a')
	await tab.evaluate(() => {
		const wend = (window as any).wend
		const round: any = {}
		round.round = round
		wend()
		wend('nonsense')
		wend('track', 'Round', round)
		wend('track', 'Function', { f: () => 1, big: { toJSON: () => { throw new Error('no') } } })
		wend('identify')
		wend('consent')
	})
	await sleep(2500)
	assert.deepEqual(faults, [])
	await tab.evaluate(() => (window as any).wend('consent', true))
	await tab.evaluate(() => (window as any).wend('track', 'Fine'))
	assert.deepEqual(names(await collector.all(1)), ['Fine'])
	assert.deepEqual(await tab.evaluate(() => Object.keys(window).filter((name) => /^wend/.test(name))), ['wend'])
})
