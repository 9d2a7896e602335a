// units_test - the pure parts of the page: curve, columns and rows of a map, its numbers' explanations, editing, the flow.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { load as made } from "./modules.mjs";

const load = (file) => made(`export * from "./${file.replace(/\.ts$/, "")}"`);

const { curve, piecePath } = await load("views/map/curve.ts");
const { gridOf, importance } = await load("views/map/grid.ts");
const { clampOf, fitting, linesOf: linesOfText } = await load("views/map/heights.ts");
const { apart, aside } = await load("views/map/labels.ts");
const { standingOut } = await load("views/map/standing_out.ts");
const { sheetsOf, slidesOf, spread } = await load("views/map/slides.ts");
const { tracksOf } = await load("views/map/tracks.ts");
const { bridged, linesOf } = await load("views/map/lines.ts");
const { paired, stagesOver } = await load("views/map/pair.ts");
const { served } = await load("views/map/served.ts");
const { elsewhere, partsOf, ranking } = await load("explain/why.ts");
const { explanation } = await load("explain/explain.ts");
const { gathered } = await load("views/map/findings.ts");
const { saidShare } = await load("views/voice/said_share.ts");
const { beginnings, saidOf } = await load("views/map/said.ts");
const { language, scaleWords } = await made('export * from "./words/scale"; export { language } from "./words/language.svelte"');
const said = await made('export * from "./words/period"; export { isAhead, span } from "./words/format"; export { language } from "./words/language.svelte"');
const { dayRead, dayWritten } = await load("design/days.ts");
const { daysOn, monthsOn, placeInWeek, weekBegins, weeksOf } = await load("design/month.ts");
const { neverCounted, uncounted } = await load("api/uncounted.ts");
const { withHeard } = await load("api/heard.ts");
const { chanceOf } = await load("api/chance.ts");
const { explained, kinds, newest } = await load("explain/numbers.ts");
const { applied } = await load("views/map/edit/apply.ts");
const { shown } = await load("views/map/edit/shown.ts");
const { guessLane, planOf, sides } = await load("views/map/edit/paste.ts");
const { idOf } = await load("views/map/edit/ids.ts");
const { other, sankey, shortened } = await load("views/flow/sankey.ts");
const { parts } = await load("views/map/cells/links.ts");

// --- made of little: a map with the numbers that are given, all others unknown ---

const none = { value: null, n: 0, low: null, high: null };
const time = { median_s: null, low_s: null, high_s: null, p95_s: null, n: 0 };

function figures(more = {}) {
	const counts = Object.fromEntries(
		["visits", "events", "repeats", "returns", "entries", "arrivals", "exits", "departures"].map((name) => [name, 0]),
	);
	return {
		...counts, reach: { customers: 0, journeys: 0, share: none }, drop_off: none, critical: false, conversion: none,
		dwell: time, time_on: time, feeling: { ...none, scale: null }, evidence: 0, ...more,
	};
}

function touchpoint(id, stage, more = {}) {
	return { ...figures(), id, name: id, stage, stage_id: stage, channel: "web", event_names: [], next: [], ...more };
}

function mapOf(stages, more = {}) {
	let first = 0;
	const made = { id: "m", title: "M", personas: [], stages: [], touchpoints: [], lanes: [], conversion: none, sources: [], ...more };
	for (const [id, list] of Object.entries(stages)) {
		made.stages.push({ ...figures(), id, name: id, why: null, first, count: list.length });
		made.touchpoints.push(...list.map((one) => (typeof one === "string" ? touchpoint(one, id) : { ...one, stage: id, stage_id: id })));
		first += list.length;
	}
	return made;
}

const share = (value, n) => ({ value, n, low: value, high: value });
const wish = { lanes: undefined, editing: false, width: 208 };

function random(seed) {
	let state = seed;
	return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

// --- curve ---

test("a curve breaks where there is no feeling", () => {
	const pieces = curve([0.4, null, -0.3, 1.2]);
	assert.equal(pieces[1], null);
	assert.deepEqual(pieces.map((one) => one && [one.before, one.after]), [[false, false], null, [false, true], [true, false]]);
	assert.equal(piecePath(pieces, 0, 200, (value) => value), "");
	assert.equal(piecePath(pieces, 1, 200, (value) => value), "");
	assert.match(piecePath(pieces, 2, 200, (value) => value), /^M100\.0 -0\.3C/);
	assert.deepEqual(curve([]), []);
});

test("a curve never swings past its points", () => {
	const next = random(7);
	for (let round = 0; round < 300; round++) {
		const values = Array.from({ length: 2 + Math.floor(next() * 9) }, () => next() * 4 - 2);
		const pieces = curve(values);
		for (let i = 1; i < values.length; i++) {
			const [a, b] = [pieces[i - 1], pieces[i]];
			const [low, high] = [Math.min(a.value, b.value), Math.max(a.value, b.value)];
			for (let t = 0; t <= 1; t += 0.1) {
				const [p1, p2] = [a.value + a.slope / 3, b.value - b.slope / 3];
				const at = (1 - t) ** 3 * a.value + 3 * (1 - t) ** 2 * t * p1 + 3 * (1 - t) * t ** 2 * p2 + t ** 3 * b.value;
				assert.ok(at >= low - 1e-9 && at <= high + 1e-9, `${at} is not in ${low}..${high} of ${values}`);
			}
		}
	}
});

// --- columns and rows ---

test("touchpoints of the map laid over stand behind those that they follow there", () => {
	const ids = (a, b) => paired(mapOf(a).touchpoints, mapOf(b).touchpoints).map(({ one, only }) => (only ? `+${one.id}` : one.id));
	assert.deepEqual(ids({ s: ["a", "b"] }, { s: ["a", "x", "y", "b"] }), ["a", "+x", "+y", "b"]);
	assert.deepEqual(ids({ s: ["a"], t: ["b"] }, { s: ["a"], t: ["x", "b"] }), ["a", "+x", "b"]);
	assert.deepEqual(ids({ s: ["a", "b"], t: ["c"] }, { s: ["a"], n: ["x"] }), ["a", "b", "+x", "c"], "a new stage stands behind the whole one before it");
	assert.deepEqual(ids({ s: ["a"] }, {}), ["a"]);
	assert.deepEqual(ids({}, { s: ["a"] }), ["+a"]);
});

test("stages reach over the columns of both maps", () => {
	const own = mapOf({ s: ["a", "b"], empty: [] });
	const laid = mapOf({ s: ["a", "x"], n: ["y"] });
	const stages = stagesOver(paired(own.touchpoints, laid.touchpoints), own.stages, laid.stages);
	const found = Object.fromEntries(stages.map((one) => [one.id, [one.first, one.count, one.only]]));
	assert.deepEqual(found["s"], [0, 3, false]);
	assert.deepEqual(found["n"], [3, 1, true]);
	assert.equal(found["empty"][1], 0);
});

test("columns are numbered by their own map", () => {
	const grid = gridOf(mapOf({ s: ["a", "b"] }), { ...wish, over: mapOf({ s: ["a", "x"] }) });
	assert.deepEqual(grid.columns.map((one) => [one.touchpoint.id, one.at, one.no]), [["a", 0, 1], ["x", 1, 0], ["b", 2, 2]]);
});

test("a lane without anything is not shown, but while the map is edited", () => {
	const map = mapOf({ s: ["a"] }, { lanes: [{ lane: "pains", cells: [{ at: "a", text: "Too slow", basis: "reported" }] }] });
	const lanes = (more) => gridOf(map, { ...wish, ...more }).rows.map((row) => row.lane);
	assert.ok(lanes({}).includes("pains"));
	assert.ok(!lanes({}).includes("needs"));
	assert.ok(!lanes({}).includes("importance"));
	assert.deepEqual(lanes({ editing: true, lanes: ["needs", "pains"] }), ["needs", "pains"]);
});

test("thoughts are customers' own words where nobody wrote any", () => {
	const finding = (kind) => ({ kind, basis: "reported", quotes: [{ id: "q", text: `a ${kind}`, source: "survey", date: "2026-01-02", language: "en" }] });
	const voice = { findings: [finding("thought"), finding("pain"), finding("doubt"), finding("thought")] };
	const map = mapOf({ s: [touchpoint("a", "s", { voice }), touchpoint("b", "s", { voice })] });
	map.lanes = [{ lane: "thoughts", cells: [{ at: "b", text: "Written", basis: "assumed" }] }];
	const row = gridOf(map, wish).rows.find((one) => one.lane === "thoughts");
	assert.deepEqual(row.cells.get("a").map((one) => one.quote), ["“a thought”", "“a doubt”"]);
	assert.deepEqual(row.cells.get("b").map((one) => one.text), ["Written"]);
});

test("an opportunity stands at each of its touchpoints", () => {
	const chances = [
		chanceOf({ id: "o", title: "Say the date", touchpoints: ["a", "b"], status: "planned", owner: "shop" }),
		chanceOf({ id: "p", touchpoints: "b" }),
		chanceOf({ id: "q" }),
		chanceOf(null),
	];
	assert.deepEqual(chances[1], { id: "p", title: "p", status: "idea", owner: null, touchpoints: ["b"] });
	const row = gridOf(mapOf({ s: ["a", "b"] }), { ...wish, chances }).rows.find((one) => one.lane === "opportunities");
	assert.deepEqual(row.cells.get("b").map((one) => one.chance.id), ["o", "p"]);
	assert.equal(row.cells.get("a").length, 1);
});

test("what both maps say stands there once", () => {
	const say = (...texts) => [{ lane: "pains", cells: texts.map((text) => ({ at: "a", text, basis: "assumed" })) }];
	const over = mapOf({ s: ["a"] }, { lanes: say("same", "new") });
	const row = gridOf(mapOf({ s: ["a"] }, { lanes: say("same") }), { ...wish, over }).rows.find((one) => one.lane === "pains");
	assert.deepEqual(row.laid.get("a").map((one) => one.text), ["new"]);
});

function rowOf(cells, more = {}, stages = { s: ["a", "b"] }) {
	const map = mapOf(stages, { lanes: [{ lane: "pains", cells: cells.map((cell) => ({ basis: "assumed", ...cell })) }] });
	return gridOf(map, { ...wish, ...more }).rows.find((one) => one.lane === "pains");
}

test("a row is as high as its highest cell needs, and no higher for what is not shown", () => {
	const heightOf = (n) => rowOf(Array.from({ length: n }, (_, i) => ({ at: "a", text: `sentence ${i}` }))).height;
	assert.ok(heightOf(2) > heightOf(1));
	assert.equal(heightOf(90), heightOf(9), "it says how many more there are");
	assert.equal(linesOfText("aaa bbb ccc", 6.6 * 7), 2);
	assert.equal(linesOfText("a".repeat(30), 66), 3, "a word that is too long is broken");
});

test("one long cell makes no row tall, until the row is opened", () => {
	const long = { at: "a", text: "word ".repeat(200) };
	const usual = rowOf([{ at: "a", text: "word ".repeat(12) }]);
	const closed = rowOf([long]);
	assert.equal(closed.height, usual.height);
	assert.deepEqual([closed.more, closed.open, usual.more], [true, false, false]);
	const open = rowOf([long], { open: new Set(["pains"]) });
	assert.ok(open.height > 700, "forty lines");
	assert.deepEqual([open.more, open.open], [true, true], "it can be closed again");
});

test("of a cell's sentences as many are shown as there is room for, one at least", () => {
	const cells = (...texts) => texts.map((text) => ({ at: "a", text, basis: "assumed" }));
	assert.equal(fitting(cells("short", "short"), 208), 2);
	assert.equal(fitting(cells("word ".repeat(200), "word ".repeat(200)), 208), 1);
	assert.equal(fitting(cells("short", "short", "short", "short", "short"), 208), 2);
	assert.equal(fitting(cells("short", "short"), 208, 100), 1, "what was measured takes room, too");
	assert.equal(fitting([], 208), 0);
	assert.deepEqual([clampOf({ text: "a" }), clampOf({ text: "a", quote: "b" })], [3, 2]);
});

test("what stands at a stage has a row of its own, which arrows go through", () => {
	const row = rowOf([{ at: "s", text: "All of it hurts" }, { at: "a", text: "Slow" }]);
	assert.ok(row.staged && row.stagedHeight > 40);
	const tracks = tracksOf([{ lane: "actions", staged: false }, row]);
	assert.deepEqual(tracks.map((one) => `${one.lane} ${one.by} ${one.row}`), [" stage -1", " touchpoint -1", "actions touchpoint 0", "pains stage 1", "pains touchpoint 1"]);
});

test("the longest stage's name has its lines", () => {
	const linesOfStage = (name) => gridOf(mapOf({ [name]: ["a"] }), wish).stageLines;
	assert.equal(linesOfStage("Buying"), 1);
	assert.equal(linesOfStage("After the purchase: using it"), 2);
	assert.equal(linesOfStage("After the purchase ".repeat(20)), 3, "and no more than three");
});

test("a number of the curve lies on no interval, and on no other number", () => {
	assert.ok(aside({ mark: 88, top: 40, bottom: 130, valley: false }) < 40);
	assert.ok(aside({ mark: 88, top: 40, bottom: 130, valley: true }) > 130 + 10);
	assert.ok(aside({ mark: 88, top: 88, bottom: 88, valley: false }) < 88 - 8, "nor on its mark");
	assert.deepEqual(apart([40, 90, 42], 14, 12, 170), [40, 90, 54]);
	const low = apart([168, 169, 170], 14, 12, 170);
	assert.deepEqual(low, [142, 156, 170], "at the lower edge they go up");
});

test("what stands out: the worst first, and none left out", () => {
	const feeling = (value) => ({ value, n: 40, low: value - 0.1, high: value + 0.1, scale: null });
	const drop = (value) => ({ value, n: 100, low: value, high: value });
	const map = mapOf({ s: [
		touchpoint("a", "s", { events: 4, critical: true, drop_off: drop(0.3) }),
		touchpoint("b", "s", { events: 4, critical: true, drop_off: drop(0.6), strongest: true, feeling: feeling(1) }),
		touchpoint("c", "s", { events: 4, weakest: true, feeling: feeling(-1), drop_off: drop(0) }),
	] });
	map.conversion = drop(0.2);
	map.unsorted = { events: 3 };
	assert.deepEqual(standingOut(map, "Bought").map((one) => one.key), ["critical b", "strongest", "weakest", "critical a", "goal", "unsorted"]);
	for (const one of map.touchpoints) one.events = 0;
	assert.deepEqual(standingOut(map, "Bought"), [], "nothing of a map that is not measured");
});

test("importance is a share of those that reach the goal", () => {
	const map = mapOf({ s: ["a"] }, { conversion: share(0.25, 400) });
	assert.deepEqual(importance(map, touchpoint("a", "s", { conversion: share(0.5, 120) })), { value: 0.6, n: 100 });
	assert.equal(importance(map, touchpoint("a", "s")).value, null);
	assert.equal(importance(mapOf({ s: ["a"] }), touchpoint("a", "s", { conversion: share(0.5, 120) })).value, null, "no goal is not 0");
	assert.deepEqual(explained({ ...map, touchpoints: [touchpoint("a", "s", { conversion: share(0.5, 120) })] }, "importance|a").part, 60);
});

test("a line goes straight past what its map does not have", () => {
	assert.deepEqual(bridged([1, null, null, 4], [true, false, false, true]), [1, 2, 3, 4]);
	assert.deepEqual(bridged([1, null, 4], [true, true, true]), [1, null, 4], "no feeling is no bridge");
	assert.deepEqual(bridged([null, 2, null], [false, true, false]), [null, 2, null]);
});

test("of fewer than five customers no point is drawn", () => {
	const feel = (value, n) => ({ feeling: { value, n, low: value, high: value, scale: null } });
	const map = mapOf({ s: [touchpoint("a", "s", feel(1, 4)), touchpoint("b", "s", feel(1, 5))] });
	const [line] = linesOf(map, undefined, gridOf(map, wish));
	assert.deepEqual(line.pieces.map(Boolean), [false, true]);
	assert.equal(line.end, 1);
	assert.equal(linesOf(map, { name: "to be", map }, gridOf(map, wish))[1].future, true);
});

// --- explanations ---

test("numbers say of how many they are", () => {
	const map = mapOf({ s: [touchpoint("a", "s", { drop_off: { value: 0.25, n: 80, low: 0.2, high: 0.3 }, feeling: { ...share(1, 4), scale: null } })] });
	const drop = explained(map, "drop_off|a");
	assert.deepEqual([drop.value, drop.of, drop.part, drop.low, drop.high, drop.name], [0.25, 80, 20, 0.2, 0.3, "a"]);
	assert.deepEqual([explained(map, "feeling|a").value, explained(map, "feeling|a").of], [null, 4], "of fewer than five it is hidden");
	assert.equal(explained(map, "conversion|").kind, "goal");
	assert.equal(explained(map, "conversion|").value, null);
	for (const key of ["", "nothing|a", "reach|nobody", "constructor|a", "__proto__|a"]) assert.equal(explained(map, key), undefined, key);
	for (const kind of kinds) assert.notEqual(explained(map, `${kind}|a`), undefined, kind);
	assert.equal(newest({ sources: [{ newest: "2026-01-02" }, { newest: "2026-03-01" }] }), "2026-03-01");
	assert.equal(newest({ sources: [] }), null);
});

test("a stage's leaving is put together out of its touchpoints', and what no touchpoint counts is said", () => {
	const left = (part, n) => ({ drop_off: { value: part / n, n, low: 0, high: 1 } });
	const map = mapOf({ s: [touchpoint("a", "s", left(5, 250)), touchpoint("b", "s", left(4, 200)), touchpoint("survey", "s")], t: ["c"] }, { silence_limit: {} });
	map.stages[0] = { ...map.stages[0], ...left(30, 250) };
	const { parts, rest, most } = partsOf(map, map.stages[0]);
	assert.deepEqual(parts, [{ name: "a", left: 5 }, { name: "b", left: 4 }]);
	assert.deepEqual([rest, most], [21, 0.02]);
	assert.equal(explained(map, "drop_off|s").kind, "stage_leaving", "another measure than a touchpoint's");
	const { notes } = explanation(map, "drop_off|s");
	assert.match(notes[0], /^5 at “a”, 4 at “b”, 21\safter an answer/);
	assert.match(notes[1], /adds up all/);
	assert.deepEqual(explanation(map, "drop_off|a").notes, [], "a touchpoint needs none of it");
});

test("the goal above the map and at its touchpoint say why they differ", () => {
	const reach = { customers: 87, journeys: 870, share: share(0.87, 1000) };
	const map = mapOf({ s: [touchpoint("bought", "s", { goal: true, reach, events: 870 }), touchpoint("b", "s")] }, { conversion: share(0.88, 900), silence_limit: {} });
	assert.match(explanation(map, "conversion|").notes[0], /“bought” says 87%.*1,000.*100/);
	assert.match(explanation(map, "reach|bought").notes[0], /88%.*900/);
	assert.deepEqual(explanation(map, "reach|b").notes, []);
});

test("a mark says why it stands there", () => {
	const drop = (part, n) => ({ drop_off: { value: part / n, n, low: 0, high: 1 } });
	const feel = (value, n) => ({ feeling: { value, n, low: value, high: value, scale: null } });
	const map = mapOf({ s: [touchpoint("a", "s", { ...drop(40, 100), ...feel(2, 5), critical: true }), touchpoint("b", "s", { ...drop(10, 100), ...feel(1.5, 400) }), touchpoint("c", "s", { ...drop(20, 200), ...feel(-1, 300) })] }, { drop_off: share(70 / 400, 400), silence_limit: {} });
	assert.deepEqual(elsewhere(map, map.touchpoints[0]), { left: 30, n: 300, value: 0.1 });
	assert.match(explanation(map, "critical|a").notes[0], /10% \(30 of 300\): here 30\spercentage points more/);
	assert.deepEqual(ranking(map).ranked.map((one) => one.id), ["b", "a", "c"], "five voices do not outshine four hundred");
	assert.equal(explained(map, "strongest|b").value, 1.5);
	assert.match(explanation(map, "weakest|c").notes[1], /“a” \+2\.0 \(n = 5\)/);
	const silent = mapOf({ s: [touchpoint("a", "s", drop(40, 100)), touchpoint("b", "s", drop(1, 100)), touchpoint("few", "s", drop(0, 29))] });
	assert.deepEqual([ranking(silent).by, ranking(silent).ranked.map((one) => one.id)], ["leaving", ["b", "a"]]);
	assert.equal(explained(silent, "weakest|a").value, 0.4, "where nobody said how it feels, by how many leave");
});

test("what customers said stands before its numbers, each in its language", () => {
	const quote = (text, language) => ({ id: text, text, language, source: "survey", event: "E", date: "2026-07-09", linked_by: "" });
	const finding = (theme, ...quotes) => ({ id: theme, kind: "pain", theme, quotes });
	const voice = { kinds: { pain: { depth: 0.7, severity: 0.33, share: share(0.47, 224) } }, findings: [finding("курьер", quote("Курьер не позвонил.", "ru")), finding("позвонил", quote("Курьер не позвонил.", "ru")), finding("paczka", quote("Paczka uszkodzona.", "pl")), finding("damaged")] };
	const cell = { at: "a", basis: "reported", quote: "“Курьер не позвонил.”", said: "survey, 2026-07-09", text: "Hurts 47\u00a0% of 224 (41–54\u00a0%), clearly: Курьер · не позвонил · Paczka uszkodzona" };
	const said = saidOf(cell, voice, "pl");
	assert.deepEqual([said.kind, said.head, said.depth], ["pain", "Hurts 47\u00a0% of 224 (41–54\u00a0%)", 0.7]);
	assert.deepEqual([said.lead.text, said.more.map((one) => one.text)], ["Paczka uszkodzona.", ["Курьер не позвонил."]], "the reader's language first, no quote twice");
	assert.equal(saidOf(cell, voice, "en").lead.text, "Курьер не позвонил.", "none in it: the worst first");
	assert.deepEqual(saidOf({ ...cell, text: "Are stopped: 2 of 208, 1 of them got something else: kontaktu (proposed)" }, undefined, "en"), { kind: "barrier", head: "Are stopped: 2 of 208, 1 of them got something else (proposed)", lead: undefined, more: [], themes: "kontaktu", depth: null });
	assert.equal(saidOf({ ...cell, written: true }, voice, "pl"), undefined, "a person's sentence stays as it is");
	assert.equal(saidOf({ ...cell, text: "Critical moment: 44 % give up here (41 to 47 %)" }, voice, "pl"), undefined);
	const map = mapOf({ s: [touchpoint("a", "s", { voice })] }, { lanes: [{ lane: "pains", cells: [cell] }], silence_limit: {} });
	const row = gridOf(map, wish).rows.find((one) => one.lane === "pains");
	assert.deepEqual([row.cells.get("a")[0].text, row.cells.get("a")[0].quote, row.more], ["", "“Курьер не позвонил.”", true]);
	assert.match(explanation(map, "said|a|pain").notes[0], /0\.70 .* 47% × 0\.70 = 0\.33/);
	const server = readFileSync(new URL("../../src/map/cells_voice.c", import.meta.url), "utf8");
	for (const [, words] of server.matchAll(/\{ LANE_\w+, "([^"]+)" \}/g)) assert.ok(Object.hasOwn(beginnings, words), `a card that begins with "${words}"`);
});

test("where nothing was ever counted there is no data, and not nobody", () => {
	const zero = { reach: { customers: 0, journeys: 0, share: { value: 0, n: 148, low: 0, high: 0.03 } } };
	const live = mapOf({ s: [touchpoint("by hand", "s", zero), touchpoint("a", "s", { events: 3, reach: { customers: 3, journeys: 3, share: share(0.02, 148) } })] });
	assert.equal(uncounted(live), live, "of today's numbers the server itself says it: 0 is 0");
	const map = uncounted({ ...live, version: { no: 1 } });
	assert.deepEqual(map.touchpoints.map((one) => one.reach.share.value), [null, 0.02]);
	assert.deepEqual(map.touchpoints.map(neverCounted), [true, false]);
});

test("a day is written and read as the language has it", () => {
	assert.deepEqual(["en", "pl", "ru"].map((code) => dayWritten("2026-07-09", code)), ["2026-07-09", "09.07.2026", "09.07.2026"]);
	for (const text of ["9.7.2026", "09.07.26", " 09-07-2026 ", "9/7/2026", "2026-07-09", "2026.7.9", "9. 7. 2026 r."]) assert.equal(dayRead(text, "pl"), "2026-07-09", text);
	assert.deepEqual([dayRead("7/9/2026", "en"), dayRead("25/9/2026", "en"), dayRead("9.7.2026 г.", "ru")], ["2026-07-09", "2026-09-25", "2026-07-09"]);
	for (const text of ["", "x", "31.02.2026", "0.1.2026", "1.13.2026", "1.2.202", "1.2-2026", "2026-02-29"]) assert.equal(dayRead(text, "pl"), undefined, text);
	for (let day = new Date("2023-12-30T00:00:00Z"), n = 0; n < 800; n++, day.setUTCDate(day.getUTCDate() + 1)) {
		const iso = day.toISOString().slice(0, 10);
		for (const code of ["en", "pl", "ru"]) assert.equal(dayRead(dayWritten(iso, code), code), iso);
	}
});

test("a month has its weeks, whichever day they begin on; steps land on days that there are", () => {
	const february = weeksOf("2026-02-14", 1);
	assert.deepEqual([february.length, february[0], february[4]], [5, ["", "", "", "", "", "", "2026-02-01"], ["2026-02-23", "2026-02-24", "2026-02-25", "2026-02-26", "2026-02-27", "2026-02-28", ""]]);
	assert.deepEqual(weeksOf("2026-02-14", 7).map((week) => week[0]), ["2026-02-01", "2026-02-08", "2026-02-15", "2026-02-22"]);
	for (let day = "2023-12-25"; day < "2028-03-05"; day = daysOn(day, 1))
		for (const begins of [1, 6, 7]) {
			const all = weeksOf(day, begins).flat();
			assert.equal(all.indexOf(day) % 7, placeInWeek(day, begins), day);
			assert.equal(all.filter(Boolean).length, new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate(), day);
		}
	assert.deepEqual([monthsOn("2024-01-31", 1), monthsOn("2024-02-29", 12), monthsOn("2024-03-31", -1), monthsOn("2024-01-15", -13)], ["2024-02-29", "2025-02-28", "2024-02-29", "2022-12-15"]);
	assert.deepEqual([daysOn("2024-02-28", 1), daysOn("2024-01-01", -1), daysOn("9999-12-31", 1), monthsOn("1000-01-31", -1)], ["2024-02-29", "2023-12-31", "9999-12-31", "1000-01-01"]);
	assert.deepEqual([weekBegins("pl", ["en-US"]), weekBegins("ru", ["en-US"]), weekBegins("en", ["pl", "en-GB"]), weekBegins("en", ["pl"])], [1, 1, 1, 7]);
});

// --- editing ---

const definition = () => ({
	map: "m",
	goal: "b",
	stages: [{ id: "s", name: "S", touchpoints: [{ id: "a", match: [{ event: "A" }] }, { id: "b", match: [{ event: "B" }] }] }, { id: "t", touchpoints: [] }],
	cells: [{ at: "a", lane: "pains", text: "slow", basis: "reported" }, { at: "s", lane: "needs", text: "of the stage" }],
});

test("operations change a copy, and one that fits nothing changes nothing", () => {
	const before = definition();
	const names = (operations) => applied(before, operations).stages.map((one) => (one.touchpoints ?? []).map((each) => each.name ?? each.id).join());
	assert.deepEqual(names([{ op: "rename_touchpoint", at: "a", name: "Alpha" }]), ["Alpha,b", ""]);
	assert.deepEqual(names([{ op: "move_touchpoint", at: "a", to: "t", before: "" }]), ["b", "a"]);
	assert.deepEqual(names([{ op: "move_touchpoint", at: "b", to: "s", before: "a" }]), ["b,a", ""]);
	assert.deepEqual(names([{ op: "move_stage", at: "t", before: "s" }]), ["", "a,b"]);
	assert.deepEqual(before, definition());
	for (const op of [{ op: "rename_touchpoint", at: "nobody", name: "x" }, { op: "no such thing" }, { op: "move_stage", at: "nobody" }])
		assert.deepEqual(applied(before, [op]), before);
});

test("a merged touchpoint gives its events, its sentences and the goal", () => {
	const made = applied(definition(), [{ op: "put_cell", at: "b", lane: "gains", text: "quick" }, { op: "merge_touchpoint", at: "b", to: "a" }]);
	assert.deepEqual(made.stages[0].touchpoints, [{ id: "a", match: [{ event: "A" }, { event: "B" }] }]);
	assert.equal(made.goal, "a");
	assert.equal(made.cells.at(-1).at, "a");
});

test("an event stands at one touchpoint", () => {
	const made = applied(definition(), [{ op: "move_match", to: "b", match: { event: "A" } }]);
	assert.deepEqual(made.stages[0].touchpoints.map((one) => one.match), [[], [{ event: "B" }, { event: "A" }]]);
});

test("cells are put, taken away, and keep their place", () => {
	const cells = (operations) => applied(definition(), operations).cells.map((one) => one.text);
	assert.deepEqual(cells([{ op: "set_cells", at: "a", lane: "pains", cells: [{ text: "one" }, { text: "two" }] }]), ["one", "two", "of the stage"]);
	assert.deepEqual(cells([{ op: "remove_cell", at: "a", lane: "pains", text: "another" }]), ["slow", "of the stage"]);
	assert.deepEqual(cells([{ op: "remove_touchpoint", at: "a" }]), ["of the stage"]);
});

test("the page's words lie over the server's numbers", () => {
	const map = mapOf({ s: [touchpoint("a", "s", { events: 7 }), "b"], t: [] });
	map.lanes = [
		{ lane: "pains", cells: [{ at: "a", text: "slow", basis: "reported" }, { at: "a", text: "measured", basis: "observed" }] },
		{ lane: "needs", cells: [{ at: "a", text: "of the stage", basis: "assumed" }] },
	];
	const local = applied(definition(), [
		{ op: "rename_touchpoint", at: "a", name: "Alpha" },
		{ op: "set_cell", at: "a", lane: "pains", text: "slower" },
		{ op: "add_touchpoint", to: "t", touchpoint: { id: "new", name: "New" } },
	]);
	const seen = shown(map, definition(), local);
	assert.deepEqual(seen.touchpoints.map((one) => [one.name, one.events]), [["Alpha", 7], ["b", 0], ["New", 0]]);
	assert.equal(seen.touchpoints[2].reach.share.value, null, "what is new has no numbers, not 0");
	assert.deepEqual(seen.lanes[0].cells.map((one) => one.text), ["slower", "measured"]);
	assert.deepEqual(seen.lanes[1].cells.map((one) => one.at), ["s"], "a stage's sentence stands there alone");
	assert.deepEqual(seen.stages.map((one) => [one.id, one.first, one.count]), [["s", 0, 2], ["t", 2, 1]]);
});

test("a table becomes sentences and touchpoints", () => {
	const table = [["Touchpoint", "Needs"], ["", "nobody"], ["A", "a date"], ["  Brand new ", "a hand"], ["", "merged"], ["a", ""]];
	const plan = planOf(table, { byRow: true, lanes: { 1: "needs" }, addMissing: true }, definition());
	assert.deepEqual(plan.operations.map((one) => [one.op, one.at ?? one.touchpoint.id, one.text ?? ""]), [
		["put_cell", "a", "a date"],
		["add_touchpoint", "brand-new", ""],
		["put_cell", "brand-new", "a hand"],
		["put_cell", "brand-new", "merged"], // of cells that are merged the first row alone has the name
	]);
	assert.deepEqual([plan.sentences, plan.missing], [3, ["Brand new"]]);
	const turned = table[0].map((_, c) => table.map((row) => row[c]));
	assert.deepEqual(planOf(turned, { byRow: false, lanes: { 1: "needs" }, addMissing: true }, definition()).operations, plan.operations);
	assert.equal(planOf(table, { byRow: true, lanes: { 1: "needs" }, addMissing: false }, definition()).operations.length, 1);
	assert.deepEqual([guessLane(" Pains "), guessLane("drop_off"), guessLane("weather")], ["pains", "drop_off", ""]);
	assert.deepEqual(sides([], true), { head: [], rows: [] });
});

test("ids are made of letters of any script, and none twice", () => {
	assert.equal(idOf("Złożenie zamówienia!", []), "złożenie-zamówienia");
	assert.equal(idOf("Корзина", ["корзина", "корзина-2"]), "корзина-3");
	assert.equal(idOf("???", []), "x");
});

// --- the flow ---

test("nobody is lost in a flow's picture", () => {
	const rows = [{ a: 50, b: 30, c: 15, d: 5 }, { a: 10, b: 60, "(ended)": 30 }];
	const links = [
		{ row: 0, from: "a", to: "b", count: 40 }, { row: 0, from: "a", to: "a", count: 10 }, { row: 0, from: "b", to: "(ended)", count: 30 },
		{ row: 0, from: "c", to: "b", count: 15 }, { row: 0, from: "d", to: "b", count: 5 },
	];
	const picture = sankey({ journeys: 100, anchors: 100, before: 0, direction: "forward", rows, links }, { top: 2, width: 900, height: 400, words: { width: 140, height: 40 } });
	for (const column of picture.columns) assert.equal(column.reduce((sum, node) => sum + node.count, 0), 100);
	const rest = picture.columns[0].find((node) => node.id === other);
	assert.deepEqual([rest.count, rest.places], [20, 2]);
	assert.equal(picture.ribbons.reduce((sum, one) => sum + one.count, 0), 100);
	for (const node of picture.columns.flat()) assert.ok(node.height > 0 && Number.isFinite(node.y));
	for (const ribbon of picture.ribbons) assert.doesNotMatch(ribbon.path, /NaN|undefined/);
});

test("a flow has no columns in which nobody moves any more", () => {
	const rows = [{ a: 2 }, { b: 1, "(ended)": 1 }, { "(ended)": 2 }, { "(ended)": 2 }];
	const steps = { journeys: 2, anchors: 2, before: 0, direction: "forward", rows, links: [] };
	assert.deepEqual(shortened(steps).rows, rows.slice(0, 3));
	assert.equal(shortened({ ...steps, rows: rows.slice(0, 2) }).rows.length, 2);
	assert.equal(shortened({ ...steps, rows: [{ "(ended)": 2 }] }).rows.length, 1);
});

test("a flow's words stand beside its ribbons, and none on another's", () => {
	const row = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`p${i}`, i ? 1 : 989]));
	const links = Object.keys(row).map((id) => ({ row: 0, from: id, to: id, count: row[id] }));
	const words = { width: 140, height: 40 };
	const picture = sankey({ journeys: 1000, anchors: 1000, before: 0, direction: "forward", rows: [row, row], links }, { top: 12, width: 600, height: 400, words });
	for (const column of picture.columns) {
		for (const [at, node] of column.entries()) {
			assert.ok(node.room >= words.height && node.y >= node.top && node.y + node.height <= node.top + node.room + 0.001);
			if (at) assert.ok(node.top >= column[at - 1].top + column[at - 1].room);
		}
	}
	for (const { path, from, to } of picture.ribbons) {
		assert.ok(path.startsWith(`M${(from.x + words.width).toFixed(1)} `), path);
		assert.ok(path.includes(` ${to.x.toFixed(1)} `) && to.x >= from.x + words.width, path);
	}
	assert.ok(Math.max(...picture.columns.flat().map((node) => node.x + node.width)) <= 600);
});

// --- links ---

test("only http and https become links", () => {
	assert.deepEqual(parts("see https://example.com/a?b=1, or (http://x.example)."), [
		{ text: "see " }, { text: "https://example.com/a?b=1", href: "https://example.com/a?b=1" }, { text: ", or (" },
		{ text: "http://x.example", href: "http://x.example" }, { text: ")." },
	]);
	for (const text of ["javascript:alert(1)", "data:text/html,x", "https://", "nothing", "<script>"]) assert.ok(parts(text).every((one) => !one.href), text);
	assert.deepEqual(parts(""), []);
});

test("what the server says of a cell is said in English as it says it, and left alone where a person wrote it", () => {
	const said = ["Critical moment: 37\u00a0% give up here (34 to 39\u00a0%)", "Journeys end here without the goal: 96\u00a0% (93 to 98\u00a0%)",
		"Hurts 12\u00a0% of 240 (9.1–16\u00a0%), severity 0.09: courier · late parcel", "Are stopped: 3 of 240, 2 of them got something else: contact (proposed)",
		"Doubt: 4 of 9 interviewed", "Whatever else"];
	for (const text of said) assert.equal(served({ text }).replaceAll("\u2060", ""), text.replaceAll("\u00a0%", "%"), "per cent as Intl writes them in English");
	assert.equal(served({ text: said[0], written: true }), said[0]);
});

test("counts alone keep what customers said until the whole is there, but not what was counted before", () => {
	const words = { value: 0.5, n: 20, low: 0.3, high: 0.7, scale: "by their words" };
	const rated = { value: 4, n: 9, low: 3, high: 5, scale: "rating" };
	const cell = (at, text, basis, written) => ({ at, text, basis, ...(written ? { written } : {}) });
	const lane = (...cells) => ({ lane: "pains", cells });
	const whole = {
		findings: ["heard"], remarks: ["old"], voice: { texts: 20 }, stages: [{ ...touchpoint("s", "s"), feeling: words }],
		touchpoints: [touchpoint("a", "s", { visits: 1, feeling: words, voice: { texts: 20 }, gaps: [], strongest: true }), touchpoint("b", "s", { feeling: rated })],
		lanes: [lane(cell("a", "Critical moment", "observed"), cell("a", "Hurts", "reported"), cell("gone", "Doubt", "inferred"), cell("a", "Mine", "assumed", true))],
	};
	const counts = {
		findings: [], remarks: ["only counts"], stages: [touchpoint("s", "s")],
		touchpoints: [touchpoint("a", "s", { visits: 7 }), touchpoint("b", "s"), touchpoint("new", "s", { visits: 2 })],
		lanes: [lane(cell("b", "Critical moment", "observed"), cell("a", "Mine", "assumed", true))],
	};
	const made = withHeard(counts, whole);
	const [a, b, fresh] = made.touchpoints;
	assert.deepEqual([a.visits, a.feeling, a.voice, a.strongest], [7, words, { texts: 20 }, true]);
	assert.equal(b.feeling.value, null, "a rating that is counted no longer does not stay");
	assert.equal(fresh.visits, 2);
	assert.equal(made.stages[0].feeling, words);
	assert.deepEqual(made.lanes[0].cells.map((one) => `${one.at} ${one.text}`), ["b Critical moment", "a Mine", "a Hurts"]);
	assert.deepEqual([made.findings, made.remarks, made.voice], [["heard"], ["old"], { texts: 20 }]);
});

test("for a room a stage has as many slides as it needs, as even as can be", () => {
	const grid = gridOf(mapOf({ s: ["a", "b", "c", "d", "e", "f", "g"], t: ["h"] }), wish);
	const shown = slidesOf(grid, 5, true).map((one) => one.kind === "stage" ? one.columns.map((column) => column.touchpoint.id).join("") : one.kind);
	assert.deepEqual(shown, ["whole", "abcd", "efg", "h", "chances"]);
	assert.deepEqual(slidesOf(grid, Infinity, false).map((one) => one.kind), ["whole", "stage", "stage"]);
	assert.equal(slidesOf(grid, 0, false).length, 9, "one at least is on each");
	assert.deepEqual(spread(gridOf(mapOf({ s: ["a"], t: ["b", "c"] }), wish)), [0.25, 0.625, 0.875], "every stage is as wide as the others");
});

test("on paper small stages share a sheet, and none is parted that fits on one", () => {
	const sheets = (stages, most) => sheetsOf(gridOf(mapOf(stages), wish), most).map((parts) => parts.map((one) => one.columns.map((column) => column.touchpoint.id).join("")).join("|"));
	const stages = { s: ["a", "b"], t: ["c", "d"], u: ["e", "f"], v: ["g", "h", "i", "j", "k", "l"] };
	assert.deepEqual(sheets(stages, 5), ["ab|cd", "ef|ghi", "jkl"]);
	assert.deepEqual(sheets(stages, 7), ["ab|cd|ef", "ghijkl"]);
	assert.deepEqual(sheets({}, 5), []);
});

test("what customers said in the same sentences stands once, by the sentence itself", () => {
	const said = (id, theme, customers, texts) => ({ id, kind: "pain", theme, customers, texts: customers, quotes: texts.map((text, i) => ({ id: `${id}${i}`, text })) });
	const found = gathered([said("a", "znaleźć kontaktu", 21, ["Nie mogłam znaleźć kontaktu.", "Gdzie jest telefon?"]), said("b", "kontaktu", 21, []), said("c", "drogo", 4, ["Drogo."]), said("d", "obsługa", 3, [])]);
	assert.deepEqual(found.map((one) => [one.lead?.text, one.more.length, one.themes]), [
		["Nie mogłam znaleźć kontaktu.", 1, ["znaleźć kontaktu", "kontaktu"]],
		["Drogo.", 0, ["drogo"]],
		[undefined, 0, ["obsługa"]],
	]);
});

test("the scale of ratings has a name", () => {
	language.choose("en");
	assert.deepEqual(["nps", "nps, 1-5", "-2-2", "0-1", "by their words"].map(scaleWords), ["NPS", "NPS, 1–5", "−2 to +2", "thumb up or down", "their words"]);
});

test("periods have names; days of UTC say so; what lies in the future is known", () => {
	const names = (code) => (said.language.choose(code), ["2026-12", "2026-Q4", "2026", "what"].map(said.periodName).join("; "));
	assert.deepEqual(["en", "pl", "ru"].map(names), ["December 2026; Q4 2026; 2026; what", "grudzień 2026; IV kwartał 2026; 2026; what", "декабрь 2026 г.; IV квартал 2026; 2026; what"]);
	said.language.choose("en");
	assert.match(said.span("2026-06-30T22:10:00Z", "2026-07-04T08:00:00Z"), /^Jun 30, 2026 – Jul 4, 2026\sUTC$/);
	assert.match(said.span("2026-06-30T00:00:00Z", "2026-07-04T00:00:00Z"), /2026$/);
	const now = Date.parse("2026-07-01T00:00:00Z");
	assert.deepEqual(["2026-07-01T00:05:00Z", "2026-07-10T00:00:00Z"].map((one) => said.isAhead(one, now)), [false, true]);
});

test("where others spoke and nobody of it, it is none of them; where nobody spoke, it is not known", () => {
	const pain = share(0.5, 40);
	const spoken = { customers: 40, kinds: { pain: { share: pain } } };
	assert.equal(saidShare(spoken, "pain"), pain);
	const none = saidShare(spoken, "gain");
	assert.deepEqual([none.value, none.n, none.low], [0, 40, 0]);
	assert.ok(none.high > 0.05 && none.high < 0.1);
	assert.deepEqual([saidShare(undefined, "gain").value, saidShare({ customers: 0, kinds: {} }, "gain").value], [null, null]);
});
