// Libraries of Segment and RudderStack, unchanged, send to a server that is killed and started again and over a net that
// loses answers: what they were told is there must be in the event store, once, as it was sent.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { libraries } from "./libraries.js";
import { lossy } from "./lossy.js";
import { closeAll } from "./raw.js";
import { serve } from "./server.js";
import { tap } from "./tap.js";

const CALLS = 420; // of each library, each time
const KILLS = 4;
const DOWN_MS = 250;
const LATE_MS = 60_000; // by so much a call may look later than it was: its "sentAt" is that of the first try
const test = tap();
const server = await serve({ again: true });

/* --- what is sent, and what must be there ---------------------------------------------------------------- */

const past = (n) => new Date(Date.UTC(2025, 0, 1) + n * 60_000 + (n % 1000));

/* Made of a number, which it carries; each names who, and every second one when. */
const makers = {
	track: (n, who) => ({
		call: { userId: who, event: "Product Added", properties: { n, sku: `TEA-${n % 7}`, price: 24.5, note: "zażółć «чай» 🙂" } },
		row: { event: "Product Added", props: { n: `${n}`, sku: `TEA-${n % 7}`, price: "24.5", note: "zażółć «чай» 🙂" } },
	}),
	page: (n, who) => ({
		call: { userId: who, name: "Cart", properties: { n, url: `https://shop.example/cart?n=${n}` } },
		row: { event: "page_view", page: "/cart", props: { n: `${n}`, name: "Cart" } },
	}),
	screen: (n, who) => ({
		call: { userId: who, name: "Basket", properties: { n } },
		row: { event: "screen_view", channel: "app", props: { n: `${n}`, name: "Basket" } },
	}),
	identify: (n, who) => ({
		call: { userId: who, traits: { n, plan: "gold", email: `${who}@shop.example` } },
		row: { event: "identify", props: { "traits.n": `${n}`, "traits.plan": "gold" } },
	}),
	group: (n, who) => ({
		call: { userId: who, groupId: `org-${n % 3}`, traits: { n, name: "Example Ltd" } },
		row: { event: "group", props: { "group.n": `${n}`, "group.name": "Example Ltd", group_id: `org-${n % 3}` } },
	}),
};
const KINDS = Object.keys(makers);

function made(n, prefix) {
	const kind = KINDS[n % KINDS.length];
	const who = `${prefix}-${n % 37}`;
	const { call, row } = makers[kind](n, who);
	if (n % 2) call.timestamp = past(n);
	return { n, kind, who, call, row, when: call.timestamp };
}

function numberOf(props) {
	return Number(props.n ?? props["traits.n"] ?? props["group.n"]);
}

function holds(one, row, began, says) {
	const props = JSON.parse(row.properties);
	const told = `call ${one.n}: ${JSON.stringify(row)}`;
	const when = Date.parse(`${row.time.replace(" ", "T")}Z`);

	for (const [name, value] of Object.entries(one.row.props)) assert.equal(props[name], value, `${name}, ${told}`);
	for (const name of ["event", "page", "channel"])
		if (one.row[name]) assert.equal(row[name], one.row[name], told);
	assert.equal(row.identifier, one.who, told);
	assert.equal(row.source, "web", told);
	assert.equal(props.library, says, told);
	if (one.when) assert.equal(when, one.when.getTime(), told);
	else assert.ok(when >= began - 1000 && when <= Date.now() + LATE_MS, told);
}

/* Every one is there, once; nothing else is. */
function compare(source, sent, began, says) {
	const rows = server.sql(`SELECT * FROM events WHERE file = 'live/${source}'`);
	const seen = new Map(rows.map((row) => [numberOf(JSON.parse(row.properties)), row]));

	assert.equal(seen.size, rows.length, "an event is there twice");
	assert.equal(rows.length, sent.length);
	for (const one of sent) {
		assert.ok(seen.has(one.n), `call ${one.n} (${one.kind}) is not there`);
		holds(one, seen.get(one.n), began, says);
	}
}

async function moved(source) {
	await server.moved();
	const { imports } = JSON.parse(server.wend("status", "--json"));
	const sum = { events: 0, duplicates: 0, quarantined: 0 };
	for (const one of imports)
		if (one.file === `live/${source}`) for (const what of Object.keys(sum)) sum[what] += one[what];
	return sum;
}

/* --- sending, while it goes wrong -------------------------------------------------------------------------- */

let source = 0;

async function begin(library, where = server.url) {
	const name = `s${++source}`;
	const { key } = await server.source(name);
	return { name, client: library.open(where, key) };
}

async function sendAll(client, sent, pause) {
	const answers = [];
	for (const one of sent) {
		answers.push(client.send(one.kind, one.call));
		if (one.n % 20 === 0) await sleep(pause);
	}
	await client.end();
	await Promise.all(answers);
}

async function killNowAndThen() {
	for (let i = 0; i < KILLS; i++) {
		await sleep(300);
		await server.kill();
		await sleep(DOWN_MS);
		await server.again();
	}
}

for (const library of libraries) {
	test(`${library.name}: each call is there once, as it was sent, over kills of the server`, async () => {
		const { name, client } = await begin(library);
		const began = Date.now();
		const sent = Array.from({ length: CALLS }, (_, n) => made(n, name));
		await Promise.all([sendAll(client, sent, 200), killNowAndThen()]);
		const { events, duplicates, quarantined } = await moved(name);
		compare(name, sent, began, library.says);
		assert.deepEqual({ events, quarantined }, { events: CALLS, quarantined: 0 });
		console.log(`# ${duplicates} calls came again`);
	});

	test(`${library.name}: answers that are lost make nothing twice`, async () => {
		const net = await lossy(() => server.url);
		const { name, client } = await begin(library, net.url);
		const began = Date.now();
		const sent = Array.from({ length: CALLS }, (_, n) => made(n, name));
		await sendAll(client, sent, 20);
		const { duplicates } = await moved(name);
		compare(name, sent, began, library.says);
		console.log(`# ${net.lost} answers were lost, ${duplicates} calls came again`);
		assert.ok(net.lost >= 5, `${net.lost} answers were lost`);
		net.close();
	});

	test(`${library.name}: alias joins two ids`, async () => {
		const { name, client } = await begin(library);
		const [before, after] = [`${name}-before`, `${name}-after`];
		const calls = [
			client.send("track", { userId: before, event: "Product Viewed" }),
			client.send("alias", { previousId: before, userId: after }),
			client.send("track", { userId: after, event: "Order Completed" }),
		];
		await client.end();
		await Promise.all(calls);
		await moved(name);
		const { identifiers, events } = server.customer(after);
		assert.ok(identifiers.includes(before), identifiers.join(" "));
		assert.deepEqual(events.map(({ event }) => event).sort(), ["Order Completed", "Product Viewed"]);
	});
}

test("the server ends well", async () => {
	closeAll();
	await server.stop();
});

await test.done();
