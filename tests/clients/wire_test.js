// Segment's and RudderStack's wire, request by request: what is answered, and what is in the event store afterwards.  Where
// theirs differ (formats.md of whoever compares them) the row says which is taken here.
import assert from "node:assert/strict";
import { createHmac, randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { closeAll, raw } from "./raw.js";
import { serve } from "./server.js";
import { tap } from "./tap.js";

const test = tap();
const server = await serve();
const { key } = await server.source("wire", "--origin", "https://shop.example");
const { key: open } = await server.source("open");
const { key: closed } = await server.source("closed");
server.wend("source", "disable", "closed");
await server.reload();

/* --- what is asked ------------------------------------------------------------------------------------------- */

const basic = (who) => ({ Authorization: `Basic ${Buffer.from(`${who}:`).toString("base64")}` });
const json = { "Content-Type": "application/json" };
const track = (userId, more = {}) => ({ userId, event: "Product Added", ...more });
const filler = (bytes) => "x".repeat(bytes);
const ago = (ms) => new Date(Date.now() - ms).toISOString();
const HOUR = 3_600_000;
let asked = 0;

function many(n, userId, bytes = 0) {
	const properties = bytes ? { note: filler(bytes) } : {};
	return { batch: Array.from({ length: n }, (_, i) => ({ type: "track", messageId: `${userId}-${i}`, ...track(userId), properties })) };
}

const whole = (n = 1) => ({ success: true, receivedEvents: n, okEvents: n, errors: [] });
const partly = (n, ok, errors) => ({ success: false, receivedEvents: n, okEvents: ok, errors });
const nobody = /nobody whose event it is/;

/* about, path, body (an object is written as JSON), headers; status; answer: JSON, or words of the problem; rows: of the
 * customer `who`, each with what must stand in it.  A function is asked with the row. */
const table = [
	{ about: "the key as the user of Basic, as Segment's libraries send it", path: "/v1/track", headers: basic(key),
		body: track("basic"), answer: whole(), who: "basic", rows: [{ event: "Product Added", source: "web" }] },
	{ about: "the key in the body", path: "/v1/track", body: { ...track("inside"), writeKey: key }, answer: whole(),
		who: "inside", rows: [{ event: "Product Added" }] },
	{ about: "the key in the body of a batch, behind its events", path: "/v1/batch", body: { ...many(2, "behind"), writeKey: key },
		answer: whole(2), who: "behind", rows: [{}, {}] },
	{ about: "the key in a header", path: "/v1/track", headers: { "X-Write-Key": key }, body: track("header"), answer: whole(),
		who: "header", rows: [{}] },
	{ about: "the key in the address", path: `/v1/track?writeKey=${key}`, body: track("address"), answer: whole(),
		who: "address", rows: [{}] },
	{ about: "RudderStack's beacon", path: `/beacon/v1/batch?writeKey=${key}`, body: many(1, "beacon"),
		headers: { "Content-Type": "text/plain;charset=UTF-8" }, answer: whole(), who: "beacon", rows: [{}] },
	{ about: "no key: 401, as at RudderStack (Segment says 200 and drops it)", path: "/v1/track", body: track("keyless"),
		status: 401, problem: /this write key is not known/, who: "keyless", rows: [] },
	{ about: "a key that nobody has: 401", path: "/v1/track", headers: basic("wk_none"), body: track("wrong"), status: 401,
		problem: /wend source lists/, who: "wrong", rows: [] },
	{ about: "a source that is disabled: 403", path: "/v1/track", headers: basic(closed), body: track("closed"), status: 403,
		problem: /disabled/, who: "closed", rows: [] },

	{ about: "page", path: "/v1/page", headers: basic(key), who: "page",
		body: { userId: "page", name: "Cart", category: "shop", properties: { url: "https://shop.example/cart?x=1" } },
		answer: whole(), rows: [{ event: "page_view", page: "/cart", channel: "website", props: { name: "Cart", category: "shop" } }] },
	{ about: "screen", path: "/v1/screen", headers: basic(key), body: { userId: "screen", name: "Home" }, answer: whole(),
		who: "screen", rows: [{ event: "screen_view", channel: "app", props: { name: "Home" } }] },
	{ about: "identify, with traits in the context", path: "/v1/identify", headers: basic(key), who: "identify",
		body: { userId: "identify", context: { traits: { plan: "gold" } } }, answer: whole(),
		rows: [{ event: "identify", props: { "traits.plan": "gold" } }] },
	{ about: "group", path: "/v1/group", headers: basic(key), body: { userId: "group", groupId: "g-1", traits: { name: "Ltd" } },
		answer: whole(), who: "group", rows: [{ event: "group", props: { group_id: "g-1", "group.name": "Ltd" } }] },
	{ about: "alias is no event: it joins", path: "/v1/alias", headers: basic(key), body: { userId: "basic", previousId: "b-0" },
		answer: whole(), who: "basic", rows: [{}] },
	{ about: "a call that nobody speaks of: 404", path: "/v1/merge", headers: basic(key), body: track("merge"), status: 404,
		problem: /calls are track, page/, who: "merge", rows: [] },

	{ about: "a number as id is its digits", path: "/v1/track", headers: basic(key), body: track(77100), answer: whole(),
		who: "77100", rows: [{}] },
	{ about: "null as one of two ids", path: "/v1/track", headers: basic(key), body: track("nulls", { anonymousId: null }),
		answer: whole(), who: "nulls", rows: [{}] },
	{ about: "nobody's: told, and kept in quarantine (Segment drops it, RudderStack refuses the whole request)", path: "/v1/track",
		headers: basic(key), body: { event: "Nobody's" }, answer: partly(1, 0, [nobody]), quarantined: 1 },
	{ about: "one bad event does not take its batch with it", path: "/v1/batch", headers: basic(key), who: "mixed",
		body: { batch: [{ type: "track", ...track("mixed") }, { type: "track", event: "A" }, { type: "page", userId: "mixed" }] },
		answer: partly(3, 2, [nobody]), at: [1], rows: [{ event: "Product Added" }, { event: "page_view" }], quarantined: 1 },
	{ about: "what a batch says around holds for its events, under what they say themselves", path: "/v1/batch",
		headers: basic(key), who: "around", answer: whole(2),
		body: { context: { library: { name: "handmade" }, timezone: "Europe/Warsaw" },
			batch: [{ type: "track", ...track("around") }, { type: "track", ...track("around"), context: { library: { name: "own" } } }] },
		rows: [{ props: { library: "handmade" } }, { props: { library: "own" } }] },
	{ about: "what nobody knows is let be", path: "/v1/track", headers: basic(key), who: "strange",
		body: track("strange", { integrations: { All: false }, _metadata: { nodeVersion: "v20" }, channel: "server" }), answer: whole(), rows: [{}] },
	{ about: "an empty batch", path: "/v1/batch", headers: basic(key), body: { batch: [] }, answer: whole(0) },

	{ about: "the same messageId twice in a batch", path: "/v1/batch", headers: basic(key), who: "twice",
		body: { batch: [1, 2].map((n) => ({ type: "track", messageId: "once", ...track("twice", { properties: { n } }) })) },
		answer: whole(2), rows: [{ props: { n: "1" } }] },
	{ about: "and again later", path: "/v1/track", headers: basic(key), body: track("twice", { messageId: "once" }), answer: whole(),
		who: "twice", rows: [{ props: { n: "1" } }] },
	{ about: "the same messageId of another source is another event", path: "/v1/track", headers: basic(open),
		body: track("other", { messageId: "once" }), answer: whole(), who: "other", rows: [{}] },
	{ about: "two calls without one are two events", path: "/v1/batch", headers: basic(key), answer: whole(2), who: "unnumbered",
		body: { batch: [1, 2].map(() => ({ type: "track", ...track("unnumbered") })) }, rows: [{}, {}] },

	{ about: "a clock an hour ahead cancels out", path: "/v1/track", headers: basic(key), who: "ahead", answer: whole(),
		body: track("ahead", { originalTimestamp: ago(-HOUR + 5000), sentAt: ago(-HOUR) }),
		rows: [{ props: { $clock: "corrected" }, ago: 5000 }] },
	{ about: "a clock a day behind, in a batch", path: "/v1/batch", headers: basic(key), who: "behindhand", answer: whole(),
		body: { batch: [{ type: "track", ...track("behindhand", { originalTimestamp: ago(25 * HOUR + 9000) }) }], sentAt: ago(25 * HOUR) },
		rows: [{ props: { $clock: "corrected" }, ago: 9000 }] },
	{ about: "a browser's timestamp and sentAt", path: "/v1/track", headers: basic(key), who: "browser", answer: whole(),
		body: track("browser", { timestamp: ago(-HOUR + 7000), sentAt: ago(-HOUR), context: { library: { name: "analytics.js" } } }),
		rows: [{ props: { $clock: "corrected" }, ago: 7000 }] },
	{ about: "a server's timestamp is taken at its word", path: "/v1/track", headers: basic(key), who: "server", answer: whole(),
		body: track("server", { timestamp: ago(HOUR), sentAt: ago(-HOUR), context: { library: { name: "analytics-python" } } }),
		rows: [{ props: { $clock: "stamped" }, ago: HOUR }] },
	{ about: "RudderStack's library adds when it was called: the timestamp stays", path: "/v1/track", headers: basic(key),
		body: track("meant", { timestamp: ago(900 * HOUR), originalTimestamp: ago(0), sentAt: ago(0) }), answer: whole(),
		who: "meant", rows: [{ props: { $clock: "stamped" }, ago: 900 * HOUR }] },
	{ about: "no time at all: when it came", path: "/v1/track", headers: basic(key), body: track("timeless"), answer: whole(),
		who: "timeless", rows: [{ props: { $clock: "received" }, ago: 0 }] },
	{ about: "two days ahead: when it came", path: "/v1/track", headers: basic(key), body: track("future", { timestamp: ago(-48 * HOUR) }),
		answer: whole(), who: "future", rows: [{ props: { $clock: "clamped" }, ago: 0 }] },
	{ about: "a number as time is none: seconds or milliseconds would be guessed", path: "/v1/track", headers: basic(key),
		body: track("number", { timestamp: Date.now() }), answer: partly(1, 0, [/"timestamp" is no time/]), quarantined: 1 },

	{ about: "an event of 32 KB and more: Segment's ceiling is none here", path: "/v1/track", headers: basic(key),
		body: track("large", { properties: { note: filler(40_000) } }), answer: whole(), who: "large", rows: [{}] },
	{ about: "a batch of over 500 KB, Segment's ceiling", path: "/v1/batch", headers: basic(key), body: many(30, "heavy", 20_000),
		answer: whole(30), who: "heavy", rows: Array(30).fill({}) },
	{ about: "a call past 1 MiB: 413", path: "/v1/track", headers: basic(key), body: track("huge", { properties: { note: filler(1 << 20) } }),
		status: 413, problem: /1048576|ceiling|larger/, who: "huge", rows: [] },
	{ about: "a batch past 5 MiB: 413", path: "/v1/batch", headers: basic(key), body: many(6, "tons", 950_000), status: 413,
		problem: /5242880|ceiling|larger/, who: "tons", rows: [] },
	{ about: "2,501 events: 413", path: "/v1/batch", headers: basic(key), body: many(2501, "crowd"), status: 413,
		problem: /2,?500/, who: "crowd", rows: [] },

	{ about: "text/plain, as sendBeacon sends", path: "/v1/track", headers: { ...basic(key), "Content-Type": "text/plain" },
		body: track("plain"), answer: whole(), who: "plain", rows: [{}] },
	{ about: "another type: 415", path: "/v1/track", headers: { ...basic(key), "Content-Type": "application/xml" }, body: track("xml"),
		status: 415, problem: /application\/json or text\/plain/, who: "xml", rows: [] },
	{ about: "gzip, as RudderStack's library packs", path: "/v1/track", headers: { ...basic(key), "Content-Encoding": "gzip" },
		body: gzipSync(JSON.stringify(track("packed"))), answer: whole(), who: "packed", rows: [{}] },
	{ about: "what unpacks to far more than it is: 413", path: "/v1/track", headers: { ...basic(key), "Content-Encoding": "gzip" },
		body: gzipSync(Buffer.alloc(64 << 20, 0x20)), status: 413, problem: /unpacked|larger/ },
	{ about: "gzip that is none: 400", path: "/v1/track", headers: { ...basic(key), "Content-Encoding": "gzip" }, body: "{}", status: 400 },
	{ about: "half of JSON: 400", path: "/v1/batch", headers: basic(key), body: '{"batch":[', status: 400, problem: /no sound JSON/ },
	{ about: "nothing: 400", path: "/v1/track", headers: basic(key), body: "", status: 400, problem: /no sound JSON/ },
	{ about: "no UTF-8: 400", path: "/v1/track", headers: basic(key), body: Buffer.from('{"userId":"\xff"}', "latin1"), status: 400,
		problem: /not UTF-8/ },

	{ about: "a page of the shop", path: "/v1/page", headers: { ...basic(key), Origin: "https://shop.example" }, who: "origin",
		body: { userId: "origin", name: "A" }, answer: whole(), rows: [{}],
		says: { "access-control-allow-origin": "https://shop.example", "access-control-allow-credentials": "true", vary: /Origin/ } },
	{ about: "a page from elsewhere: 403", path: "/v1/page", headers: { ...basic(key), Origin: "https://evil.example" },
		body: { userId: "evil", name: "A" }, status: 403, problem: /pages from there/, who: "evil", rows: [] },
	{ about: "what a browser asks before", method: "OPTIONS", path: "/v1/batch", status: 204,
		headers: { Origin: "https://shop.example", "Access-Control-Request-Method": "POST" },
		says: { "access-control-allow-origin": "https://shop.example", "access-control-max-age": "86400", "access-control-allow-methods": /POST/ } },
	{ about: "the pixel gives its picture", method: "GET", status: 200, type: "image/gif", who: "pixel", rows: [{ event: "page_view" }],
		path: `/pixel/v1/page?writeKey=${key}&data=${Buffer.from('{"userId":"pixel","name":"Mail"}').toString("base64url")}` },
	{ about: "also where nothing can be read", method: "GET", path: `/pixel/v1/track?writeKey=${key}&data=%21`, status: 200, type: "image/gif" },
];

/* --- asking, and looking ------------------------------------------------------------------------------------- */

function text(body) {
	return body === undefined || typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body);
}

function answered(reply, row) {
	const value = JSON.parse(reply.body.toString());
	const { errors, ...rest } = value;
	const { errors: wanted, ...counts } = row.answer;

	assert.deepEqual(rest, counts);
	assert.equal(errors.length, wanted.length, JSON.stringify(errors));
	wanted.forEach((words, i) => assert.match(errors[i].why, words));
	if (row.at) assert.deepEqual(errors.map(({ event }) => event), row.at);
}

function said(reply, wanted) {
	for (const [name, value] of Object.entries(wanted))
		if (value instanceof RegExp) assert.match(reply.headers[name], value);
		else assert.equal(reply.headers[name], value, name);
}

async function ask(row) {
	const { method = "POST", path, headers = {} } = row;
	const reply = await raw(server.url, { method, path, headers: { ...(method === "POST" ? json : {}), ...headers }, body: text(row.body) });
	asked++;
	row.asked = Date.now();
	assert.equal(reply.status, row.status ?? 200, reply.body.toString().slice(0, 300));
	if (row.type) assert.equal(reply.type, row.type);
	if (row.answer) answered(reply, row);
	if (row.problem) {
		assert.equal(reply.type, "application/problem+json");
		assert.match(JSON.parse(reply.body.toString()).detail, row.problem);
	}
	said(reply, row.says ?? {});
}

const rows = new Map();

function holds(row) {
	const found = rows.get(row.who) ?? [];
	assert.equal(found.length, row.rows.length, `${row.about}: ${JSON.stringify(found)}`);
	row.rows.forEach(({ props = {}, ago: before, ...fields }, i) => {
		const has = JSON.parse(found[i].properties);
		for (const [name, value] of Object.entries(fields)) assert.equal(found[i][name], value, row.about);
		for (const [name, value] of Object.entries(props)) assert.equal(has[name], value, `${name}, ${row.about}`);
		const off = row.asked - before - Date.parse(`${found[i].time.replace(" ", "T")}Z`);
		if (before !== undefined) assert.ok(Math.abs(off) < 5000, `${row.about}: off by ${off} ms`);
	});
}

for (const row of table) test(row.about, () => ask(row));

test("what was taken is there once, as it was sent, and the rest is not", async () => {
	await server.moved();
	for (const found of server.sql("SELECT * FROM events ORDER BY file, row, part"))
		rows.set(found.identifier, [...(rows.get(found.identifier) ?? []), found]);
	for (const row of table) if (row.rows) holds(row);
	console.log(`# ${asked} requests, ${[...rows.values()].flat().length} events`);
});

test("what could not be taken is in quarantine", async () => {
	const { quarantined } = JSON.parse(server.wend("status", "--json"));
	assert.equal(quarantined, table.reduce((sum, row) => sum + (row.quarantined ?? 0), 0));
});

/* What `wend source add` tells people to write into the service's settings. */
function hook(name, service, secret) {
	const file = join(server.folder, `${name}.secret`);
	writeFileSync(file, secret);
	const said = server.wend("source", "add", name, "--webhook", service, "--secret-file", file);
	return /YOUR-SERVER(\/\S+)/.exec(said)[1];
}

const SECRET = "a secret of thirty letters or so";
const delivered = { RecordType: "Delivery", MessageID: "883953f4-6105-42a2-a16a-77a8eac79483", Recipient: "ewa@shop.example",
	DeliveredAt: "2026-03-02T10:15:00.1234567Z", Tag: "welcome", ServerID: 23 };

function mailgun(secret) {
	const timestamp = String(Math.floor(Date.now() / 1000));
	const token = randomBytes(25).toString("hex");
	const signature = createHmac("sha256", secret).update(timestamp + token).digest("hex");
	const data = { event: "opened", id: "ev-1", timestamp: Date.now() / 1000, recipient: "jan@shop.example", message: { headers: { "message-id": "m1" } } };
	return { signature: { timestamp, token, signature }, "event-data": data };
}

test("webhooks, at the addresses that wend source add says", async () => {
	const postmark = hook("letters", "postmark", SECRET);
	const opened = hook("news", "mailgun", SECRET);
	await server.reload();
	const post = (path, body, headers = {}) => raw(server.url, { method: "POST", path, headers: { ...json, ...headers }, body: text(body) });
	const password = (secret) => ({ Authorization: `Basic ${Buffer.from(`wend:${secret}`).toString("base64")}` });
	assert.equal((await post(postmark, delivered, password("another"))).status, 401);
	assert.equal((await post(postmark, delivered, password(SECRET))).status, 200);
	assert.equal((await post(opened, mailgun("another secret, not the key's"))).status, 401);
	assert.equal((await post(opened, mailgun(SECRET))).status, 200);
	await server.moved();
	const rows = server.sql("SELECT file, event, source, time FROM events WHERE source = 'email' ORDER BY file");
	assert.deepEqual(rows.map(({ file, event }) => [file, event]), [["live/letters", "email_delivered"], ["live/news", "email_opened"]]);
	assert.equal(rows[0].time, "2026-03-02 10:15:00.123456");
});

test("alias joined its two", () => {
	assert.ok(server.customer("basic").identifiers.includes("b-0"));
});

test("the server ends well", async () => {
	closeAll();
	await server.stop();
});

await test.done();
