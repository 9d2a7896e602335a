/* A visit as it should be: what is told of it, to the last property. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { collector, go, page, setUp, stored, visitor } from './browser'
import { named, names } from './collector'

setUp()

test('a visit of two pages, each call as it is specified', async () => {
	page('/a', '<a id="next" href="/b?ref=secret#part">To  the\n tea</a>')
	page('/b')
	const context = await visitor()
	const tab = await context.newPage()
	await go(tab, '/a?utm_source=news&utm_medium=email&utm_campaign=spring&utm_term=tea&utm_content=top&token=abc#top')
	await tab.click('#next')
	await tab.waitForFunction('window.wend && wend.v')
	const [a, click, b] = await collector.all(3)
	const url = collector.at('shop.example', '/a?utm_source=news&utm_medium=email&utm_campaign=spring&utm_term=tea&utm_content=top')
	const place = { path: '/a', url, title: 'Page /a', referrer: '' }
	const campaign = { source: 'news', medium: 'email', name: 'spring', term: 'tea', content: 'top' }
	const library = { name: 'wend.js', version: '0.1.0' }

	assert.deepEqual(names(collector.events), ['page /a', 'Link Clicked', 'page /b'])
	assert.deepEqual(
		{ ...a, messageId: '', anonymousId: '', originalTimestamp: '' },
		{
			type: 'page',
			messageId: '',
			anonymousId: '',
			originalTimestamp: '',
			properties: { ...place, first_referrer: 'direct' },
			context: { library, locale: 'en-US', page: place, campaign },
		},
	)
	assert.deepEqual(click!.properties, {
		element: 'a',
		id: 'next',
		text: 'To the tea',
		href: collector.at('shop.example', '/b'),
	})
	assert.deepEqual(click!.context, { library, locale: 'en-US', page: place, campaign })
	assert.deepEqual(b!.context.page, { path: '/b', url: collector.at('shop.example', '/b'), title: 'Page /b', referrer: url })
	assert.equal(b!.context.campaign, undefined)
	assert.equal(a!.anonymousId, b!.anonymousId)
	/* The clock rule of the server needs both. */
	assert.ok(Date.now() - Date.parse(a!.originalTimestamp) < 20e3)
})

test('what is told while a page is left goes by beacon', async () => {
	page('/a', '<button>Buy</button>')
	const tab = await (await visitor()).newPage()
	await go(tab, '/a')
	await collector.all(1)
	await tab.click('button')
	await tab.goto('about:blank')
	assert.deepEqual(names(await collector.all(2)), ['page /a', 'Button Clicked'])
	assert.equal(collector.requests.length, 2)
})

test('a tab that goes to the background tells what it has', async () => {
	page('/a', '<button>Buy</button>')
	const tab = await (await visitor()).newPage()
	await go(tab, '/a')
	await collector.all(1)
	await tab.click('button')
	const beacons = await tab.evaluate(() => {
		const send = navigator.sendBeacon.bind(navigator)
		const sent: unknown[] = []
		navigator.sendBeacon = (...it) => sent.push(it[0]) > 0 && send(...it)
		Object.defineProperty(document, 'hidden', { get: () => true })
		document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
		return sent
	})
	assert.deepEqual(beacons, [collector.at('wend.example', '/v1/batch')])
	assert.deepEqual(names(await collector.all(2)), ['page /a', 'Button Clicked'])
})

test('a page that the browser had kept and shows again is seen again', async () => {
	page('/a', '', 'data-auto="pages searches"')
	const tab = await (await visitor()).newPage()
	await go(tab, '/a?q=tea')
	await collector.all(2)
	await tab.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
	assert.deepEqual(names(await collector.all(3)), ['page /a', 'Site Search', 'page /a'])
})

test('single-page navigation: new addresses are pages, the same are none', async () => {
	page('/a', '<main>A</main>')
	const tab = await (await visitor()).newPage()
	await go(tab, '/a')
	await collector.all(1)
	const route = (path: string): Promise<void> =>
		tab.evaluate((to) => {
			history.pushState({}, '', to)
			setTimeout(() => (document.title = 'New ' + to), 200) // frameworks are late
		}, path)
	await route('/b')
	await sleep(1000)
	await tab.evaluate(() => history.replaceState({ scroll: 5 }, '', '/b?sort=price'))
	await sleep(1000)
	await tab.evaluate(() => {
		history.pushState({}, '', '/redirect')
		history.replaceState({}, '', '/c') // at once: a redirect is no page
	})
	await sleep(1000)
	await tab.goBack()
	const events = await collector.all(5)
	assert.deepEqual(names(events), ['page /a', 'page /b', 'page /c', 'page /b', 'Went Back'])
	assert.deepEqual(events[1]!.context.page, {
		path: '/b',
		url: collector.at('shop.example', '/b'),
		title: 'New /b',
		referrer: collector.at('shop.example', '/a'),
	})
	assert.equal(events[2]!.context.page.referrer, collector.at('shop.example', '/b'))
})

test('single-page navigation by fragments; a place on the page is no page', async () => {
	page('/app', '<a id="cart" href="#/cart?token=abc">Cart</a><a id="part" href="#part">Part</a><p id="part">Part</p>', 'data-auto="pages"')
	const tab = await (await visitor()).newPage()
	await go(tab, '/app#/')
	await collector.all(1)
	await tab.click('#cart')
	await collector.all(2)
	await tab.evaluate(() => (location.hash = '#!/pay'))
	const events = await collector.all(3)
	assert.deepEqual(names(events), ['page /app#/', 'page /app#/cart', 'page /app#!/pay'])
	assert.equal(events[1]!.context.page.url, collector.at('shop.example', '/app#/cart'))
})

test('a place on the same page is no page', async () => {
	page('/long', '<a href="#part">Part</a><p style="margin-top:3000px" id="part">Part</p>', 'data-auto="pages"')
	const tab = await (await visitor()).newPage()
	await go(tab, '/long')
	await tab.click('a')
	await sleep(2500)
	assert.deepEqual(names(await collector.all(1)), ['page /long'])
})

test('the own functions of the page and what they return are left as they are', async () => {
	page('/a')
	const tab = await (await visitor()).newPage()
	await go(tab, '/a')
	assert.match(
		await tab.evaluate(() => {
			try {
				history.pushState({}, '', 'http://other.example/')
				return 'nothing'
			} catch (fault) {
				return String(fault)
			}
		}),
		/SecurityError/,
	)
	assert.deepEqual(await tab.evaluate(() => (history.pushState({ a: 1 }, '', '/b'), history.state as unknown)), { a: 1 })
})

test('searches, once for all pages of results', async () => {
	page('/search', '<a href="/search?q=green+tea&page=2">2</a>', 'data-auto="pages searches"')
	page('/find', '', 'data-auto="pages searches" data-search="phrase"')
	const tab = await (await visitor()).newPage()
	await go(tab, '/search?q=green+tea&sort=price')
	await collector.all(2)
	await tab.click('a')
	await collector.all(3)
	await go(tab, '/find?phrase=oolong&q=no')
	await collector.all(5)
	await go(tab, '/find?phrase=')
	const events = await collector.all(6)
	assert.deepEqual(names(events), ['page /search', 'Site Search', 'page /search', 'page /find', 'Site Search', 'page /find'])
	assert.deepEqual(named(events, 'Site Search').map((call) => call.properties), [{ query: 'green tea' }, { query: 'oolong' }])
	assert.equal(events[3]!.context.page.url, collector.at('shop.example', '/find?phrase=oolong'))
})

test('a search that answers while somebody types is one search', async () => {
	page('/list', '', 'data-auto="pages searches"')
	const tab = await (await visitor()).newPage()
	await go(tab, '/list')
	await collector.all(1)
	for (const text of ['t', 'te', 'tea']) {
		await tab.evaluate((q) => history.replaceState({}, '', '/list?q=' + q), text)
		await sleep(50)
	}
	const events = await collector.all(3)
	assert.deepEqual(names(events), ['page /list', 'page /list', 'Site Search'])
	assert.deepEqual(events[2]!.properties, { query: 'tea' })
})

test('the first and the last site from which a visitor came', async () => {
	page('/a')
	collector.pages['/found'] = { html: `<a href="${collector.at('shop.example', '/a')}">shop</a>`, headers: { 'Referrer-Policy': 'unsafe-url' } }
	const context = await visitor()
	const tab = await context.newPage()
	for (const host of ['search.example', 'blog.example']) {
		await tab.goto(collector.at(host, '/found?secret=1'))
		await tab.click('a')
		await tab.waitForFunction('window.wend && wend.v')
		await sleep(1000)
	}
	await go(tab, '/a')
	const events = await collector.all(3)
	const [search, blog] = ['search.example', 'blog.example'].map((host) => collector.at(host, '/found'))
	assert.deepEqual(
		events.map(({ properties: p }) => [p!['referrer'], p!['first_referrer'], p!['last_referrer']]),
		[
			[search, search, search],
			[blog, search, blog],
			['', search, blog],
		],
	)
})

test('own events, pages, who it is, and starting anew', async () => {
	page('/a', `<script>wend('track', 'Before', { early: true })</script>`)
	const tab = await (await visitor()).newPage()
	await go(tab, '/a')
	await tab.evaluate(() => {
		const wend = (window as any).wend
		wend('track', 'Product Added', { sku: 'TEA-1', price: 24.5 })
		wend('identify', 1042, { email: 'ewa@example.test' })
		wend('page', 'Cart', { step: 2 })
		wend('reset')
		wend('track', 'After')
	})
	const events = await collector.all(6)
	assert.deepEqual(names(collector.events), ['page /a', 'Before', 'Product Added', 'identify 1042', 'page /a', 'After'])
	const [, before, added, who, cart, after] = collector.events
	assert.deepEqual(before!.properties, { early: true })
	assert.deepEqual(added!.properties, { sku: 'TEA-1', price: 24.5 })
	assert.equal(added!.userId, undefined)
	assert.deepEqual(who!.traits, { email: 'ewa@example.test' })
	assert.equal(who!.userId, '1042')
	assert.equal(cart!.name, 'Cart')
	assert.equal(cart!.properties!['step'], 2)
	assert.equal(cart!.properties!['path'], '/a')
	assert.equal(cart!.userId, '1042')
	assert.equal(after!.userId, undefined)
	assert.notEqual(after!.anonymousId, cart!.anonymousId)
	assert.ok((await stored(tab))['cookie']!.includes(after!.anonymousId))
	assert.equal(events.length, 6)
})

test('clicks: links, buttons, names of your own; what else is clicked is none', async () => {
	page(
		'/a',
		`<button id="buy" aria-label="Into the basket"><b>+</b></button>
		<div role="button" data-wend-event="Chat Opened">Talk to us</div>
		<input type="submit" id="go" value="Send 123">
		<a id="mail" href="mailto:shop@example.test" onclick="return false">shop@example.test</a>
		<a id="phone" href="tel:+48600000001" onclick="return false">Call</a>
		<a id="out" href="http://other.example/x?a=1" onclick="return false">${'long '.repeat(50)}</a>
		<p id="text">Nothing to click</p>`,
		'data-auto="clicks"',
	)
	const tab = await (await visitor()).newPage()
	await go(tab, '/a')
	for (const it of ['#buy b', '[role=button]', '#go', '#mail', '#phone', '#out', '#text']) await tab.click(it)
	const events = await collector.all(6)
	assert.deepEqual(
		collector.events.map((call) => [call.event, call.properties]),
		[
			['Button Clicked', { element: 'button', id: 'buy', text: 'Into the basket' }],
			['Chat Opened', { element: 'div', text: 'Talk to us' }],
			['Button Clicked', { element: 'input', id: 'go', text: '' }],
			['Link Clicked', { element: 'a', id: 'mail', text: '*', href: 'mailto:' }],
			['Link Clicked', { element: 'a', id: 'phone', text: 'Call', href: 'tel:' }],
			['Link Clicked', { element: 'a', id: 'out', text: 'long '.repeat(50).slice(0, 100), href: 'http://other.example/x' }],
		],
	)
	assert.equal(events.length, 6)
})

test('data-auto says what is told by itself; names of your own always are', async () => {
	page('/none', '<button>x</button><a href="#" data-wend-event="Mine">y</a>', 'data-auto=""')
	const tab = await (await visitor()).newPage()
	await go(tab, '/none?q=tea')
	await tab.click('button')
	await tab.click('a')
	await sleep(2500)
	assert.deepEqual(names(await collector.all(1)), ['Mine'])
})

test('batches of at most 20, or every two seconds', async () => {
	page('/a', '', 'data-auto=""')
	const tab = await (await visitor()).newPage()
	await go(tab, '/a')
	const start = Date.now()
	await tab.evaluate(() => {
		for (let i = 0; i < 45; i++) (window as any).wend('track', 'Event ' + i)
	})
	const events = await collector.all(45)
	assert.deepEqual(names(collector.events), Array.from({ length: 45 }, (_, i) => 'Event ' + i))
	assert.deepEqual(collector.requests.map((request) => request.events.length), [20, 20, 5])
	await tab.evaluate(() => (window as any).wend('track', 'Late'))
	await collector.all(46)
	assert.ok(collector.requests[3]!.at - start > 1900)
	assert.equal(events.length, 45)
})

test('a page that is made ready before anybody asks for it is seen when it is shown', async () => {
	page('/a', `<script>wend('track', 'Early')</script>`, 'data-auto="pages"')
	const context = await visitor()
	await context.addInitScript(() => Object.defineProperty(document, 'prerendering', { get: () => !('shown' in window) }))
	const tab = await context.newPage()
	await tab.goto(collector.at('shop.example', '/a'))
	await sleep(3000)
	assert.equal(collector.requests.length, 0)
	await tab.evaluate(() => {
		Object.assign(window, { shown: true })
		document.dispatchEvent(new Event('prerenderingchange'))
	})
	const events = await collector.all(2)
	assert.deepEqual(names(collector.events), ['page /a', 'Early'])
	assert.equal(events.length, 2)
})

test('two of the same script on a page tell everything once', async () => {
	page('/a', `<script async src="${collector.at('wend.example', '/wend.js')}" data-key="wk_test"></script>`)
	const tab = await (await visitor()).newPage()
	await go(tab, '/a')
	await sleep(2500)
	assert.deepEqual(names(await collector.all(1)), ['page /a'])
})

test('a page under a strict policy needs two lines, and nothing is broken', async () => {
	const wend = collector.at('wend.example', '').replace(/\/$/, '')
	collector.pages['/strict'] = {
		headers: { 'Content-Security-Policy': `default-src 'none'; script-src ${wend}; connect-src ${wend}; require-trusted-types-for 'script'` },
		html: `<title>Strict</title><script async src="${wend}/wend.js" data-key="wk_test"></script><button>Buy</button>`,
	}
	const tab = await (await visitor()).newPage()
	const said: string[] = []
	tab.on('console', (message) => said.push(message.text()))
	tab.on('pageerror', (fault) => said.push(String(fault)))
	await go(tab, '/strict')
	await tab.click('button')
	assert.deepEqual(names(await collector.all(3)), ['page /strict', 'Button Clicked', 'Dead Click'])
	assert.deepEqual(said.filter((text) => !/favicon|404/.test(text)), [])
})
