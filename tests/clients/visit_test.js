// A visit in headless Chromium: a shop's page loads wend.js from a running server, somewhere else, and tells it what the
// visitor does, with and without consent.  What counts is what is in the event store.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium } from "playwright-core";
import { serve } from "./server.js";
import { tap } from "./tap.js";

const executablePath = process.env.WEND_CHROMIUM ?? execFileSync("sh", ["-c", "command -v chromium"]).toString().trim();
const test = tap();
const server = await serve();
const at = (host, path) => `http://${host}.example:${shop.address().port}${path}`;

/* --- the shop: every path is a page, its query says with which attributes the script stands there --------------- */

let key;
const wend = new URL(server.url).port;

function html(path, attributes) {
	return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page ${path}</title>
	<script>window.wend = window.wend || function () { (wend.q = wend.q || []).push(arguments) }</script>
	<script async src="http://wend.example:${wend}/wend.js" data-key="${key}" ${attributes}></script></head>
	<body><a id="next" href="/tea">To the tea</a> <button id="buy">Buy</button></body></html>`;
}

let attributes = "";
const shop = createServer((req, res) => {
	const { pathname } = new URL(req.url, "http://any");
	res.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(html(pathname, attributes));
});
await new Promise((resolve) => shop.listen(0, "127.0.0.1", resolve));
({ key } = await server.source("web", "--origin", at("shop", "")));

const browser = await chromium.launch({
	executablePath,
	args: ["--no-sandbox", "--no-proxy-server", "--host-resolver-rules=MAP * 127.0.0.1"],
});

async function visitor(consent = "") {
	const context = await browser.newContext({ viewport: { width: 800, height: 600 } });
	const tab = await context.newPage();
	attributes = consent;
	return { context, tab };
}

async function go(tab, url) {
	await tab.goto(url);
	await tab.waitForFunction("window.wend && wend.v");
}

/* --- the event store ------------------------------------------------------------------------------------------- */

let before = 0;

async function stored(n) {
	for (let waited = 0; waited < 20_000; waited += 200) {
		if ((await server.metric("wend_events_moved_total")) >= before + n && (await server.metric("wend_inbox_events")) === 0) break;
		await sleep(200);
	}
	const rows = server.sql("SELECT * FROM events ORDER BY time, part").slice(before);
	before += rows.length;
	return rows.map((row) => ({ ...row, props: JSON.parse(row.properties) }));
}

const names = (rows) => rows.map(({ event, page }) => (event === "page_view" ? `page ${page}` : event));
const kept = (tab) => tab.evaluate(() => ({ local: { ...localStorage }, session: { ...sessionStorage }, cookie: document.cookie }));

test("a visit is in the event store, event by event, and is one customer's", async () => {
	const { context, tab } = await visitor();
	await go(tab, at("shop", "/a?utm_source=news&utm_medium=email&utm_campaign=spring&token=secret"));
	await sleep(700);
	await tab.click("#next");
	await tab.waitForFunction("window.wend && wend.v");
	await sleep(700);
	await go(tab, at("shop", "/find?q=green+tea"));
	await sleep(700);
	await tab.evaluate(() => {
		wend("identify", "1042", { plan: "gold" });
		wend("track", "Order Completed", { order_id: "1001", revenue: 49, currency: "PLN" });
	});
	await tab.goto("about:blank");
	const rows = await stored(7);
	assert.deepEqual(names(rows).sort(), ["Link Clicked", "Order Completed", "Site Search", "identify", "page /a", "page /find", "page /tea"]);
	assert.deepEqual([...new Set(rows.map(({ customer }) => customer))], ["1042"]);
	const row = (event, page) => rows.find((one) => one.event === event && (!page || one.page === page));
	assert.equal(row("page_view", "/a").campaign, "spring");
	assert.equal(row("page_view", "/a").props.title, "Page /a");
	assert.ok(!JSON.stringify(rows).includes("secret"), "a parameter that nobody asked for was told");
	assert.equal(row("Site Search").props.query, "green tea");
	assert.equal(row("Link Clicked").props.text, "To the tea");
	assert.equal(Number(row("Order Completed").value), 49);
	assert.equal(row("Order Completed").currency, "PLN");
	for (const { props, time } of rows) {
		assert.equal(props.$clock, "corrected");
		assert.ok(Math.abs(Date.now() - Date.parse(`${time.replace(" ", "T")}Z`)) < 60_000, time);
	}
	await context.close();
});

test("before consent nothing is stored and nothing is sent", async () => {
	const { context, tab } = await visitor('data-consent="required"');
	await go(tab, at("shop", "/quiet"));
	await tab.click("#buy");
	await sleep(4000);
	assert.deepEqual(await kept(tab), { local: {}, session: {}, cookie: "" });
	await tab.goto("about:blank");
	await sleep(2500);
	assert.deepEqual(names(await stored(0)), []);
	await context.close();
});

test("consent sends what was kept in the page meanwhile, with what was agreed to", async () => {
	const { context, tab } = await visitor('data-consent="required"');
	await go(tab, at("shop", "/asks"));
	await sleep(700);
	await tab.evaluate(() => wend("consent", { analytics: true, marketing: false }));
	await tab.evaluate(() => wend("track", "Basket Opened"));
	await tab.goto("about:blank");
	const rows = await stored(2);
	assert.deepEqual(names(rows).sort(), ["Basket Opened", "page /asks"]);
	assert.equal(new Set(rows.map(({ customer }) => customer)).size, 1);
	await context.close();
});

test("a refusal is kept to, on the next page too", async () => {
	const { context, tab } = await visitor('data-consent="required"');
	await go(tab, at("shop", "/no"));
	await tab.evaluate(() => wend("consent", false));
	await go(tab, at("shop", "/tea"));
	await tab.click("#buy");
	await sleep(3000);
	await tab.goto("about:blank");
	await sleep(2000);
	assert.deepEqual(names(await stored(0)), []);
	await context.close();
});

test("a page of somebody else with the shop's key is not listened to", async () => {
	const { context, tab } = await visitor();
	await go(tab, at("evil", "/a"));
	await sleep(700);
	await tab.click("#buy");
	await sleep(3000);
	assert.deepEqual(names(await stored(0)), []);
	await context.close();
});

test("the server ends well", async () => {
	await browser.close();
	shop.closeAllConnections();
	shop.close();
	await server.stop();
});

await test.done();
