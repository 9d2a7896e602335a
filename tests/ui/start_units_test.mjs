// start_units_test - the pure parts of taking files in: what the server says in the page's words, columns, dropped folders.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { deflateRawSync } from "node:zlib";
import { load } from "./modules.mjs";
import { zip } from "./zip.mjs";

const { explain, explainOfMap, withoutCommands, duration, quoted, language } = await load('export * from "./views/start/explain"; export { duration, quoted } from "./words/format"; export { language } from "./words/language.svelte"');
const { fits, found, placesOf, rowsOf } = await load('export * from "./views/start/preview"');
const { bodyOf, newReading, plainFormat, saidAnew } = await load('export * from "./views/start/report"');
const { filesOf, mostFiles } = await load('export * from "./views/start/dropped"');

const { filesOfZip } = await load('export * from "./views/start/unzip"');

const root = fileURLToPath(new URL("../../src/", import.meta.url));
const commands = /--[a-z]|\bwend [a-z]/;

/* Every text in the folders that speak of files and maps that names an option of the command line. */
function sentences() {
	const folders = ["intake", "sources", "formats", "map"];
	return folders.flatMap((folder) => readdirSync(root + folder).filter((name) => name.endsWith(".c")).flatMap((name) => {
		const text = readFileSync(root + folder + "/" + name, "utf8").replace(/"\s*\n\s*"/g, "");
		return [...text.matchAll(/"((?:[^"\\\n]|\\.)*--[a-z](?:[^"\\\n]|\\.)*)"/g)].map((one) => one[1].replace(/\\"/g, '"').replace(/%\.\*s|%s/g, "name").replace(/%(?:llu|zu|d|g)/g, "7").replace(/%%/g, "%"));
	}));
}

test("nothing of the command line is said on the page", () => {
	const all = sentences();
	assert.ok(all.length > 25, String(all.length));
	assert.deepEqual(all.map((said) => explain(said).text).filter((text) => commands.test(text)), []);
	assert.equal(withoutCommands("these dates are odd (--column time=DAY@mdy changes it)"), "these dates are odd");
	assert.equal(withoutCommands("a thing is left out: --scale nps if it asks"), "a thing is left out");
});

test("what is said has its columns, and what mends it", () => {
	const zone = explain("times have no zone: read as UTC (--tz ZONE changes it)");
	assert.deepEqual([zone.known, zone.mend, zone.look], [true, "tz", true]);
	assert.deepEqual(explain('"Q7" has 0 to 5: read as 1 to 5 with 0 (12) as no answer; --scale 0-5 takes all').about, ["Q7"]);
	assert.equal(explain('a.csv: column "x": none of 4 values is a time').key, "noneIsTime");
	assert.equal(explain("interview.srt: no event could be taken out of 2 rows: it does not say when: --at DATE gives all such rows a time").mend, "at");
	assert.equal(explain('"a" is read as a rating, 1 to 5 (--scale changes it)').text, "The column “a” is read as a rating, 1–5.");
	assert.deepEqual(explain('of the workbook\'s sheets "A" was read; --sheet says another: "B", "C"').about, ["A", "B", "C"]);
	assert.equal(explain("who knows what this is").known, false);
});

test("a map's remarks are said in words of the page", () => {
	assert.equal(explainOfMap('The goal "Order" is a guess (words: "Order", place 15 of 27): another can be set in the map.').text, "The goal “Order” was guessed. Another one is chosen on the map: Edit, the touchpoint’s menu, “Make it the goal”.");
	assert.match(explainOfMap("Journeys are cut by silence: a journey that was silent for 90.0 days or longer counts as ended (found in the data).").text, /^After 90\sd of silence/);
	assert.match(explainOfMap('survey.csv: "rating" is read as a rating, 1 to 5 (--scale changes it).').text, /^survey\.csv: The column “rating”/);
	assert.equal(explainOfMap("Something new (wend thing --now).").text, "Something new.");
});

test("each language has its marks around what people said, and its own form of a fraction", () => {
	const said = { en: ["“x”", "5.7\u00a0d", "30\u00a0d"], pl: ["„x”", "5,7\u00a0dnia", "30\u00a0dni"], ru: ["«x»", "5,7\u00a0дн.", "30\u00a0дн."] };
	for (const [code, wanted] of Object.entries(said)) {
		language.choose(code);
		assert.deepEqual([quoted("x"), duration(5.7 * 86400), duration(30 * 86400)], wanted);
	}
	language.choose("pl");
	assert.equal(duration(2 * 86400), "2\u00a0dni");
	language.choose("en");
});

test("how well words tell feelings is said without the names of codes", () => {
	const said = "Feelings in words by Wend's lexicon: en, agreeing with 72 % of 1,676 ratings; ru.";
	assert.equal(explainOfMap(said).text, "Whether customers write gladly or unhappily was told by Wend’s lists of words. Languages: English: right in 72 % of 1,676 texts, by the rating that stood beside them; Russian.");
	language.choose("pl");
	assert.match(explainOfMap(said).text, /angielski: trafnie w 72 % z 1676 tekstów.*; rosyjski\.$/);
	language.choose("en");
});

function column(name, more = {}) {
	return { name, role: "property", why: null, event: null, shape: null, scale: "none", ...more };
}

test("columns that want a look come first, and stay what they were where a wish cannot be", () => {
	const columns = [column("id", { role: "customer", why: "by name" }), column("note"), column("when", { role: "time", why: "by name" }), column("gone")];
	const report = { columns, remarks: ['"when" never has a part over 12: read as day first (--column time=when@mdy changes it)'] };
	const preview = { known: false, rows: 3, events: [], columns: [
		{ name: "id", filled: 3, values: ["a", "b"] }, { name: "note", filled: 2, values: ["Somebody wrote all of this here by hand"] },
		{ name: "when", filled: 3, values: ["01/02/2026"] }, { name: "gone", filled: 0, values: [] },
	] };
	const words = { guessed: "guessed", prose: "prose" };
	const rows = rowsOf([], report, preview, newReading("UTC"), "", words);
	assert.deepEqual(rows.filter((row) => row.doubts.length).map((row) => row.name), ["note", "when"]);
	const places = placesOf(rows);
	assert.deepEqual([...places.entries()].sort((a, b) => a[1] - b[1]).map((one) => one[0]), ["note", "when", "id", "gone"]);
	assert.deepEqual(found(rows, "by HAND", (role) => role).map((row) => row.name), ["note"]);
	assert.deepEqual(rows.filter((row) => fits(row, "used")).map((row) => row.name), ["id", "when"]);

	const reading = { ...newReading("UTC"), roles: { id: { role: "time" } } };
	const refused = rowsOf(columns, undefined, preview, reading, 'x.csv: column "id": none of 3 values is a time', words);
	assert.match(refused[0].wrong, /nothing that can be read as a time/);
	assert.equal(refused[2].role, "time");
});

test("what one column alone can be is taken from the other; ratings may be many", () => {
	const one = saidAnew({ a: { role: "time" }, b: { role: "rating" } }, "c", { role: "time" });
	assert.deepEqual(one, { b: { role: "rating" }, c: { role: "time" } });
	assert.deepEqual(saidAnew(one, "a", { role: "rating", scale: "1-5" }), { ...one, a: { role: "rating", scale: "1-5" } });
	assert.deepEqual(bodyOf("u", { ...newReading("UTC"), roles: { "a=b": { role: "rating", scale: "1-5", event: "food" } } }, true).columns, ["rating=a=b@1-5 as food"]);
	assert.deepEqual(["a.csv", "b.JSON", "c.jsonl", "d.xlsx", "e.csv.gz", "f.vtt"].map(plainFormat), ["csv", "json", "ndjson", "csv", "csv", ""]);
});

function entryOf(name, within) {
	if (!within) return { name, isFile: true, isDirectory: false, file: (done) => done({ name }) };
	let given = false;
	return { name, isFile: false, isDirectory: true, createReader: () => ({ readEntries: (done) => (done(given ? [] : within), (given = true)) }) };
}

test("a folder's files are taken, not what systems put there, and not without end", async () => {
	const drop = (...entries) => ({ items: entries.map((one) => ({ kind: "file", webkitGetAsEntry: () => one })), files: [] });
	const nested = await filesOf(drop(entryOf("a.csv"), entryOf("dir", [entryOf(".DS_Store"), entryOf("b.csv"), entryOf("deep", [entryOf("c.csv")])])));
	assert.deepEqual(nested.files.map((one) => one.name), ["a.csv", "b.csv", "c.csv"]);
	const many = await filesOf(drop(entryOf("dir", Array.from({ length: mostFiles + 5 }, (_, i) => entryOf(`${i}.csv`)))));
	assert.deepEqual([many.files.length, many.left], [mostFiles, 5]);
});


const { newGate } = await load('export * from "./views/start/gate"');

test("so many at once, the others in their turn; whoever gives up is passed over", async () => {
	const gate = newGate(2);
	const none = new AbortController().signal;
	const log = [];
	const ends = {};
	const work = (name) => () => (log.push(name), new Promise((done) => (ends[name] = done)));
	const left = new AbortController();
	const all = [gate(none, work("a")), gate(none, work("b")), gate(left.signal, work("c")).catch((error) => error.name), gate(none, work("d"))];
	await new Promise((done) => setTimeout(done));
	assert.deepEqual(log, ["a", "b"]);
	left.abort();
	ends.a();
	await new Promise((done) => setTimeout(done));
	assert.deepEqual(log, ["a", "b", "d"]);
	ends.b();
	ends.d();
	assert.equal((await Promise.all(all))[2], "AbortError");
	await gate(none, async () => log.push("e"));
	assert.equal(log.at(-1), "e");
});

// The archive of one file as zip.mjs writes it, its content packed: method 8, and the packed size in both places.
function packed(name, text) {
	const bytes = zip({ [name]: text });
	const raw = Buffer.from(text);
	const small = deflateRawSync(raw);
	const head = bytes.indexOf(raw);
	const list = bytes.subarray(head + raw.length);
	const local = Buffer.from(bytes.subarray(0, head));
	local.writeUInt16LE(8, 8);
	local.writeUInt32LE(small.length, 18);
	const central = Buffer.from(list);
	central.writeUInt16LE(8, 10);
	central.writeUInt32LE(small.length, 20);
	central.writeUInt32LE(head + small.length, central.length - 6);
	return Buffer.concat([local, small, central]);
}

function archive(bytes) {
	return new File([bytes], "all.zip", { lastModified: 7 });
}

test("an archive's files, each by itself", async () => {
	const files = await filesOfZip(archive(zip({ "a/x.csv": "one", "b/x.csv": "two", "Zażółć.csv": "three", "__MACOSX/._x.csv": "no", ".DS_Store": "no" })));
	assert.deepEqual(await Promise.all(files.map(async (one) => [one.name, await one.text(), one.lastModified])), [["a-x.csv", "one", 7], ["b-x.csv", "two", 7], ["Zażółć.csv", "three", 7]]);
	const text = "customer,event\n".repeat(5000);
	const [one] = await filesOfZip(archive(packed("orders.csv", text)));
	assert.equal(await one.text(), text);
});

test("an archive that cannot be opened is refused, whatever is wrong with it", async () => {
	const good = zip({ "x.csv": "one" });
	const locked = Buffer.from(good);
	locked.writeUInt16LE(0x0801, good.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 8);
	const odd = Buffer.from(good);
	odd.writeUInt16LE(14, good.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 10);
	const far = Buffer.from(good);
	far.writeUInt32LE(5000, good.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 42);
	const broken = packed("x.csv", "a,b\n".repeat(2000));
	broken.fill(0xff, 40, 50);
	const many = zip(Object.fromEntries(Array.from({ length: mostFiles + 1 }, (_, i) => [`${i}.csv`, "one"])));
	for (const bytes of [many, Buffer.from(""), Buffer.from("no archive at all"), good.subarray(0, 20), locked, odd, far, broken]) await assert.rejects(filesOfZip(archive(bytes)));
});
