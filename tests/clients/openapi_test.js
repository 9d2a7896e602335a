// The API's description against the running server: each operation as nobody, viewer, editor, admin and by token, with
// bodies that fit and bodies that do not, odd paths and queries.  Each answer must be one that the document speaks of.
import assert from "node:assert/strict";
import { Validator } from "@seriousme/openapi-schema-validator";
import { bend, generate, misses, scratch, seeded } from "./generate.js";
import { closeAll } from "./raw.js";
import { recipes } from "./recipes.js";
import { RANKS, Scene } from "./scene.js";
import { tap } from "./tap.js";
import { PASSWORD, Visitor } from "./visitor.js";

const SEED = Number(process.env.WEND_SEED ?? 20260302);
const ROUNDS = Number(process.env.WEND_ROUNDS ?? 60); // requests made by chance, for each operation
const test = tap();
const random = seeded(SEED);

const scene = new Scene();
const resolve = (schema) => scene.contract.resolve(schema);

/* --- one request ------------------------------------------------------------------------------------------- */

const json = { "Content-Type": "application/json" };

async function ask(operation, visitor, { path, headers = {}, body, what = "" }) {
	const reply = await visitor.send({ method: operation.method, path, headers, body });
	const asked = `${visitor.name}: ${operation.method} ${path.slice(0, 300)} ${what}`;
	const value = scene.contract.hold(operation, reply, asked);
	return { ...reply, value, asked };
}

function pathFor(operation, parts, query = "") {
	return operation.path.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(parts[name] ?? "none")) + query;
}

function queryOf(pairs) {
	return pairs.length ? `?${pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&")}` : "";
}

/* What it cannot be asked without, with values as generated. */
function neededQuery(operation) {
	const needed = scene.contract.parameters(operation, "query").filter(({ required }) => required);
	return queryOf(needed.map(({ name, schema }) => [name, generate(resolve, schema ?? {}, random)]));
}

/* A request as it succeeds, by its recipe; by its schema where it has none, or where it is refused before that counts. */
async function sound(operation, visitor, { refused = false } = {}) {
	const recipe = recipes[operation.operationId] ?? {};
	const schema = scene.contract.schemaOfBody(operation);
	const type = scene.contract.typeOfBody(operation);
	const made = recipe.body && !(refused && recipe.spare) ? await recipe.body(scene) : schema && generate(resolve, schema, random);
	const parts = recipe.path ? await recipe.path(scene, visitor) : {};
	return {
		parts,
		fits: made,
		path: pathFor(operation, parts, recipe.query ?? neededQuery(operation)),
		headers: type ? { "Content-Type": type } : {},
		body: schema && type === json["Content-Type"] ? JSON.stringify(made) : type && "abc",
	};
}

function weakest(operation) {
	const grants = { read: "viewer", write: "editor", import: "editor", personal: "editor" };
	return recipes[operation.operationId]?.who ?? (operation["x-grant"] ? grants[operation["x-grant"]] ?? "admin" : "viewer");
}

function comes(operation, rank) {
	return recipes[operation.operationId]?.spare ? scene.spare : scene[rank];
}

function each(run) {
	const last = (operation) => (recipes[operation.operationId]?.last ?? 0);
	return async () => {
		const all = scene.contract.operations().sort((a, b) => last(a) - last(b));
		for (const operation of all) await run(operation);
	};
}

const open = (operation) => operation.security?.length === 0;

/* --- what is wrong with a request -------------------------------------------------------------------------- */

const nested = (depth) => `${"[".repeat(depth)}${"]".repeat(depth)}`;

/* Texts in place of a body that is JSON; which answers are right. */
const bodies = [
	["nothing", "", [400]],
	["half of it", '{"a":', [400]],
	["two values", "{} {}", [400]],
	["a field twice", '{"name":"a","name":"b"}', [400]],
	["deep lists", `{"name":${nested(5000)}}`, [400]],
	["deeper than anybody writes", `{"name":${nested(60)}}`, [400]],
	["a number past all", '{"name":1e999}', [400, 422]],
	["a whole number past 64 bits", '{"seen":123456789012345678901234567890,"small_n":9223372036854775808}', [400, 422]],
	["a NUL in a text", '{"name":"a\\u0000b"}', [400, 422]],
	["half a surrogate", '{"name":"\\ud800"}', [400, 422]],
	["bytes that are no UTF-8", Buffer.from([0x7b, 0x22, 0x6e, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d]), [400]],
	["a comment", '{"name":"a" /* b */}', [400]],
	["NaN", '{"name":NaN}', [400]],
];

const types = ["text/plain", "application/xml", "multipart/form-data; boundary=x", "application/json-patch+json", ""];

const parts = ["%2e%2e", "..%2f..%2fetc%2fpasswd", "%00", "%ff%fe", "0", "-1", "1e3", "9223372036854775807",
	"9223372036854775808", "99999999999999999999999", "null", "a%2fb", "'%3BDROP%20TABLE%20user--", "%F0%9F%99%82", "%25s%25n",
	"x".repeat(300), "x".repeat(6000)];

const queries = ["?", "?&&&", "?=", "?nobody_knows=1", "?limit=0", "?limit=-1", "?limit=1e9", "?limit=99999999999999999999",
	"?limit=%00", "?before=x", "?where=%7B", "?where=%FF", `?where=${"x".repeat(5000)}`, "?where=country%3DPL&where=country%3DDE",
	"?looks=perhaps", "?map=none", `?${"a=1&".repeat(20)}`];

async function tryBodies(operation, visitor, schema) {
	const { path, fits } = await sound(operation, visitor, { refused: true });
	for (const [what, value] of misses(resolve, schema, fits)) {
		const reply = await ask(operation, visitor, { path, headers: json, body: JSON.stringify(value), what });
		const right = value !== null && typeof value === "object" ? 422 : 400; /* no JSON text that is an object or a list */
		assert.equal(reply.status, right, `${reply.asked}: ${reply.body}`);
	}
	for (const [what, body, right] of bodies) {
		if (!body && operation.requestBody.required === false) continue; // that is what it may be asked with
		const reply = await ask(operation, visitor, { path, headers: json, body, what });
		assert.ok(right.includes(reply.status), `${reply.asked}: ${reply.body}`);
	}
	for (const type of types) {
		const headers = type ? { "Content-Type": type } : {};
		const reply = await ask(operation, visitor, { path, headers, body: JSON.stringify(fits), what: `as "${type}"` });
		assert.equal(reply.status, 415, `${reply.asked}: ${reply.body}`);
	}
	const odd = { ...json, "Content-Encoding": "br" };
	assert.equal((await ask(operation, visitor, { path, headers: odd, body: "x", what: "packed with br" })).status, 415);
	const huge = { path, headers: json, body: Buffer.alloc(5 << 20, 0x20), what: "5 MB of blanks" };
	assert.ok([413, 400].includes((await ask(operation, visitor, huge)).status)); /* 400: it takes as much, and blanks are no JSON */
}

/* --- the tests ----------------------------------------------------------------------------------------------- */

test("the server's document is sound OpenAPI 3.1", async () => {
	await scene.open();
	const validator = new Validator();
	const { valid, errors } = await validator.validate(structuredClone(scene.contract.document));
	assert.ok(valid, JSON.stringify(errors));
	assert.equal(validator.version, "3.1");
	const ids = scene.contract.operations().map((operation) => operation.operationId);
	assert.equal(new Set(ids).size, ids.length, "an operationId stands there twice");
	assert.ok(ids.length >= 30, `${ids.length} operations`);
	console.log(`# ${ids.length} operations, seed ${SEED}`);
});

test("the first admin is made as documented, and no second one", async () => {
	const operation = scene.contract.operations().find((one) => one.operationId === "makeFirstAdmin");
	assert.ok(scene.contract.hold(operation, scene.admin.began, "the first").signed_in);
	const body = JSON.stringify({ code: "abcd-efgh-jkmn-pqrs", email: "eve@shop.example", password: PASSWORD });
	const again = await ask(operation, scene.nobody, { path: operation.path, headers: json, body });
	assert.ok(again.status >= 400, again.asked);
});

test("a stranger is told to sign in", each(async (operation) => {
	if (open(operation)) return;
	const reply = await ask(operation, scene.nobody, await sound(operation, scene.admin, { refused: true }));
	assert.equal(reply.status, 401, reply.asked);
}));

test("who may not is refused, whatever is sent", each(async (operation) => {
	for (const rank of RANKS.slice(0, open(operation) ? 0 : RANKS.indexOf(weakest(operation)))) {
		const reply = await ask(operation, scene[rank], await sound(operation, scene.admin, { refused: true }));
		assert.equal(reply.status, 403, `${reply.asked}: ${reply.body}`);
	}
}));

test("a session without its CSRF token changes nothing", each(async (operation) => {
	if (operation.method === "GET" || open(operation)) return;
	const thief = new Visitor(scene.server.url, "a page from elsewhere", { cookie: scene.admin.cookie, csrf: "none" });
	const reply = await ask(operation, thief, await sound(operation, scene.admin, { refused: true }));
	assert.equal(reply.status, 403, reply.asked);
}));

test("bodies that do not fit are refused with what was seen", each(async (operation) => {
	const schema = scene.contract.schemaOfBody(operation);
	if (schema) await tryBodies(operation, comes(operation, weakest(operation)), schema);
}));

test("odd paths are answered as any path where nothing is", each(async (operation) => {
	if (!operation.path.includes("{")) return;
	const { body, headers } = await sound(operation, scene.admin, { refused: true });
	for (const part of parts) {
		const path = operation.path.replaceAll(/\{\w+\}/g, part);
		const reply = await ask(operation, scene.admin, { path, body, headers });
		assert.ok(reply.status >= 400, `${reply.asked}: ${reply.body}`);
	}
}));

test("odd queries are refused or answered, as documented", each(async (operation) => {
	if (operation.method !== "GET") return;
	const { parts: sane } = await sound(operation, scene.admin);
	for (const query of queries)
		await ask(operation, scene.admin, { path: pathFor(operation, sane, query) });
}));

test("methods that are not described are refused, with those that are", async () => {
	const verbs = new Map();
	for (const { path, method } of scene.contract.operations()) verbs.set(path, [...(verbs.get(path) ?? []), method]);
	for (const [path, described] of verbs)
		for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"]) {
			if (described.includes(method)) continue;
			const reply = await scene.admin.send({ method, path: path.replaceAll(/\{\w+\}/g, "none") });
			assert.equal(reply.status, 405, `${method} ${path}: ${reply.body}`);
			assert.equal(reply.type, "application/problem+json");
			if (["TRACE", "PROPFIND"].includes(method)) continue; /* that nobody knows */
			const allowed = reply.headers.allow.split(", ").filter((one) => one !== "HEAD"); /* GET without its body */
			assert.deepEqual(allowed.sort(), [...described].sort(), path);
		}
});

test("a piece of a file is a piece, and none past its end", async () => {
	const operation = scene.contract.operations().find((one) => one.responses[206]);
	if (!operation) return "nothing is given in pieces";
	const { path } = await sound(operation, scene.editor);
	const whole = await ask(operation, scene.editor, { path });
	const piece = await ask(operation, scene.editor, { path, headers: { Range: "bytes=3-12" } });
	assert.equal(piece.status, 206);
	assert.deepEqual(piece.body, whole.body.subarray(3, 13));
	assert.equal(piece.headers["content-range"], `bytes 3-12/${whole.body.length}`);
	for (const range of ["bytes=999999999999-", "bytes=5-2", "bytes=-0", "bytes=a-b", "lines=1-2", "bytes=0-1,4-5", "bytes=18446744073709551616-"])
		await ask(operation, scene.editor, { path, headers: { Range: range }, what: range });
	assert.equal((await ask(operation, scene.editor, { path, headers: { Range: "bytes=999999999999-" } })).status, 416);
});

test("more queries than there is room for end the connection at most", async () => {
	const path = `/api/v1/state?${"a=1&".repeat(1500)}`;
	const reply = await scene.nobody.send({ method: "GET", path }).catch(() => ({ status: 431 }));
	assert.ok([414, 422, 431].includes(reply.status));
	assert.equal((await scene.nobody.send({ method: "GET", path: "/health" })).status, 200);
});

test("generated bodies that fit are taken or refused, as documented", each(async (operation) => {
	const schema = scene.contract.schemaOfBody(operation);
	const recipe = recipes[operation.operationId] ?? {};
	if (!schema || recipe.last) return;
	const visitor = comes(operation, weakest(operation));
	const { path } = await sound(operation, visitor, { refused: true });
	for (let i = 0; i < (recipe.once || recipe.spare || recipe.heavy ? 2 : 8); i++) {
		const body = JSON.stringify(generate(resolve, schema, random));
		await ask(operation, visitor, { path, headers: json, body });
	}
}));

const NOBODYS = 1_000_000; /* a number that nothing has: what is removed by chance must not be whoever asks */

/* --- by chance --------------------------------------------------------------------------------------------- */

function chanceParts(operation, sane) {
	const parts = {};
	for (const { name } of scene.contract.parameters(operation, "path"))
		parts[name] = sane[name] !== undefined && random(4) ? sane[name] : random(2) ? NOBODYS + random(1000) : chanceText();
	return parts;
}

function chanceText() {
	return generate(resolve, { type: "string", maxLength: 40 }, random);
}

/* Some of its parameters, with values that fit, nearly fit or do not. */
function chanceQuery(operation) {
	const pairs = [];
	for (const { name, required, schema } of scene.contract.parameters(operation, "query")) {
		if (!required && random(2)) continue;
		const value = generate(resolve, schema ?? {}, random);
		pairs.push([name, random(3) ? value : random(2) ? chanceText() : JSON.stringify(bend(value, random))]);
	}
	return queryOf(pairs);
}

function chanceBody(schema, like) {
	const value = random(3) ? generate(resolve, schema, random) : like;
	const text = JSON.stringify(random(4) ? bend(value, random) : value);
	return random(4) ? text : scratch(text, random);
}

/* What ends whoever asks or cannot be had again is asked with what cannot fit. */
async function byChance(operation) {
	const recipe = recipes[operation.operationId] ?? {};
	const schema = scene.contract.schemaOfBody(operation);
	const visitor = comes(operation, weakest(operation));
	const { parts: sane, fits, headers } = await sound(operation, visitor, { refused: true });
	const streams = operation.responses[200]?.content?.["text/event-stream"];
	for (let i = 0; i < (streams || recipe.heavy ? 5 : ROUNDS); i++) {
		const path = pathFor(operation, chanceParts(operation, recipe.last ? {} : sane), chanceQuery(operation));
		const body = schema ? chanceBody(schema, fits) : undefined;
		const reply = await ask(operation, visitor, { path, headers, body, what: body?.slice(0, 300) });
		if (open(operation)) continue;
		assert.notEqual(reply.status, 401, `whoever asks was thrown out: ${reply.asked}`);
	}
}

test("requests made by chance are answered as documented", each(async (operation) => {
	const { spare, last } = recipes[operation.operationId] ?? {};
	if (spare && (last || !scene.contract.schemaOfBody(operation))) return;
	await byChance(operation);
}));

test("each drawing is of a type that is documented", async () => {
	const operation = scene.contract.operations().find((one) => one.operationId === "drawMap");
	for (const format of ["svg", "pdf", "png", "html", "csv", "txt"]) {
		const reply = await ask(operation, scene.editor, { path: pathFor(operation, { map: scene.map, format }) });
		assert.equal(reply.status, 200, reply.asked);
	}
});

test("a token does what it was made for, and nothing else", each(async (operation) => {
	if (!operation["x-grant"]) return;
	if (!scene.program) await scene.token();
	const reply = await ask(operation, scene.program, await sound(operation, scene.admin, { refused: true }));
	if (operation["x-grant"] !== "read") assert.equal(reply.status, 403, reply.asked);
	else if (recipes[operation.operationId]) assert.ok(reply.status < 300, `${reply.asked}: ${reply.body}`);
	else assert.notEqual(reply.status, 401, `${reply.asked}: ${reply.body}`);
}));

test("what is had already is answered with 304", each(async (operation) => {
	if (!operation.responses[304]) return;
	const { path } = await sound(operation, scene.admin);
	const first = await ask(operation, scene.admin, { path });
	if (!recipes[operation.operationId] && first.status !== 200) return;
	const again = await ask(operation, scene.admin, { path, headers: { "If-None-Match": first.headers.etag } });
	assert.equal(again.status, 304);
}));

test("each operation succeeds as documented, for the weakest who may and for an admin", each(async (operation) => {
	const recipe = recipes[operation.operationId];
	if (!recipe || operation.operationId === "makeFirstAdmin") return;
	const single = recipe.once || recipe.spare;
	for (const rank of new Set(single ? ["admin"] : [recipe.asks ?? weakest(operation), "admin"])) {
		const visitor = comes(operation, rank);
		const reply = await ask(operation, visitor, await sound(operation, visitor));
		if (recipe.maybe) continue;
		assert.ok(reply.status < 300, `${reply.asked}: ${reply.body}`);
		recipe.took?.(scene, reply.value);
	}
}));

test("who signed out is out", async () => {
	const reply = await scene.spare.send({ method: "GET", path: "/api/v1/me" });
	assert.equal(reply.status, 401);
});

test("every operation with a recipe was seen to succeed", async () => {
	const unseen = [];
	for (const { operationId } of scene.contract.operations()) {
		const statuses = scene.contract.seen.get(operationId) ?? new Map();
		const fine = [...statuses.keys()].some((status) => status < 300);
		console.log(`# ${operationId}: ${[...statuses].map(([status, n]) => `${n} of ${status}`).join(", ")}`);
		if (!fine && recipes[operationId] && !recipes[operationId].maybe) unseen.push(operationId);
	}
	console.log(`# ${scene.contract.requests()} requests, seed ${SEED}`);
	assert.deepEqual(unseen, []);
	assert.ok(scene.contract.requests() > 2000);
});

test("the server ends well", async () => {
	closeAll();
	await scene.server.stop();
});

await test.done();
