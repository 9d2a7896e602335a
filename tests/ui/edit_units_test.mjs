// edit_units_test.mjs - what editing works out in the page: what is shown at once, where events stand, what a conflict
// becomes, what a pasted table is.  Without a browser.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./modules.mjs";

const { applied, shown, placing, ownConflicts, settled, copiedOf, pastedOf, tabbed, planOf, moveOf, idOf, valueWords, apart, namedIn, passes, unanswered, begunAt, withBegun, seenAt, changeOf } = await load(`
	export { applied } from "./views/map/edit/apply";
	export { shown } from "./views/map/edit/shown";
	export { placing } from "./views/map/edit/matching";
	export { ownConflicts, passes, settled, unanswered } from "./views/map/edit/settle";
	export { begunAt, withBegun } from "./views/map/edit/begun";
	export { changeOf, seenAt } from "./views/map/edit/kept";
	export { copiedOf, pastedOf, tabbed } from "./views/map/edit/clipboard";
	export { planOf } from "./views/map/edit/paste";
	export { moveOf } from "./views/map/edit/move";
	export { idOf } from "./views/map/edit/ids";
	export { apart } from "./views/map/edit/apart";
	export { namedIn } from "./views/map/edit/named";
	export { valueWords } from "./views/map/edit/parts";
`);

const definition = {
	map: "m",
	stages: [
		{ id: "look", touchpoints: [{ id: "home", match: [{ event: "Home" }] }, { id: "cart", name: "Cart", match: [{ page: "/cart*" }, { event: "Cart Viewed" }] }] },
		{ id: "buy", touchpoints: [{ id: "pay" }] },
	],
	cells: [{ at: "cart", lane: "needs", text: "A price", basis: "assumed" }],
};
const order = (one) => one.stages.flatMap((stage) => (stage.touchpoints ?? []).map(({ id }) => id));

test("an operation and what takes it back leave the map as it was, and never touch what they were given", () => {
	const before = JSON.stringify(definition);
	const pairs = [
		[{ op: "rename_touchpoint", at: "cart", name: "Basket" }, { op: "rename_touchpoint", at: "cart", name: "Cart" }],
		[{ op: "move_touchpoint", at: "home", to: "buy" }, { op: "move_touchpoint", at: "home", to: "look", before: "cart" }],
		[{ op: "move_stage", at: "look" }, { op: "move_stage", at: "look", before: "buy" }],
		[{ op: "add_touchpoint", to: "buy", touchpoint: { id: "x" } }, { op: "remove_touchpoint", at: "x" }],
		[{ op: "add_stage", stage: { id: "s" }, before: "buy" }, { op: "remove_stage", at: "s" }],
		[{ op: "put_cell", at: "cart", lane: "needs", text: "More" }, { op: "remove_cell", at: "cart", lane: "needs", text: "More" }],
		[{ op: "set_map", field: "title", value: "T" }, { op: "set_map", field: "title" }],
	];
	for (const pair of pairs) {
		assert.notEqual(JSON.stringify(applied(definition, pair.slice(0, 1))), before, pair[0].op);
		assert.equal(JSON.stringify(applied(definition, pair)), before, pair[0].op);
	}
	assert.equal(JSON.stringify(definition), before);
});

test("what is new is shown without numbers: null, never 0", () => {
	const map = { title: "", stages: [], touchpoints: [], lanes: [{ lane: "needs", cells: [{ at: "cart", text: "Observed here", basis: "observed" }] }], personas: [] };
	const now = shown(map, definition, definition);
	assert.deepEqual(now.touchpoints.map((one) => [one.id, one.reach.share.value, one.feeling.value]), [["home", null, null], ["cart", null, null], ["pay", null, null]]);
	assert.deepEqual(now.stages.map((one) => [one.first, one.count]), [[0, 2], [2, 1]]);
	assert.deepEqual(now.lanes[0].cells.map((one) => [one.text, one.written ?? false]), [["A price", true], ["Observed here", false]]);
});

test("an event stands where the server puts it", () => {
	const kind = (event, page = null) => ({ source: "web", event, page, channel: null, campaign: null });
	const places = placing(definition);
	assert.deepEqual(places(kind("Home")), ["home"]);
	assert.deepEqual(places(kind("cart viewed", "/elsewhere")), ["cart"], "letter case is ignored");
	assert.deepEqual(places(kind("Home", "/cart/1")), ["home"], "exact before a pattern");
	assert.deepEqual(places(kind("Other", "/cart/1")), ["cart"]);
	assert.deepEqual(places(kind("Other")), [], "unsorted");
	const moved = applied(definition, [{ op: "move_match", to: "pay", match: { source: "web", event: "Home", page: "", channel: "", campaign: "" } }]);
	assert.deepEqual(placing(moved)(kind("Home")), ["pay"], "five parts before one");
	const twice = applied(definition, [{ op: "set_touchpoint", at: "home", field: "when", value: { before: "cart" } }, { op: "set_touchpoint", at: "pay", field: "match", value: [{ event: "Home" }] }]);
	assert.deepEqual(placing(twice)(kind("Home")), ["home", "pay"], "the next where `when` does not hold");
});

test("a conflict becomes what was chosen, part by part, and looks again at what came since", () => {
	const set = { op: "set_cells", at: "cart", lane: "needs", cells: [{ text: "Mine", basis: "assumed" }] };
	const other = { op: "rename_stage", at: "buy", name: "Pays" };
	const batch = { operations: [set, other], seen: 3, label: "", once: "k" };
	const conflict = { operation: 0, part: "", seen: null, theirs: null, mine: null, author: "anna", revision: 5 };
	const now = { id: "m", revision: 6, definition };
	assert.deepEqual(settled(batch, [conflict], ["theirs"], 5, now), [{ ...other, seen: 3 }]);
	assert.deepEqual(settled(batch, [conflict], ["mine"], 5, now)[0], { ...set, seen: 5 });
	assert.deepEqual(settled(batch, [conflict], ["both"], 5, now)[0].cells.map((one) => one.text), ["A price", "Mine"]);
	assert.equal(ownConflicts(batch, [conflict], new Set()), undefined, "somebody else's is asked about");
	assert.deepEqual(ownConflicts(batch, [conflict], new Set([5])), [{ ...set, seen: 5 }, other], "one's own is not");
	assert.equal(ownConflicts({ ...batch, seen: 5 }, [conflict], new Set([5])), undefined, "and not for ever");
});

test("a sentence that is copied keeps its files, in the workspace that has them", () => {
	const files = [{ id: "f1", name: "plan.png" }];
	const [copied, plain] = copiedOf([{ at: "cart", lane: "needs", text: "A price", basis: "reported", attachments: files }, { at: "cart", lane: "needs", text: "More" }], definition, "http://a/");
	const to = { at: "pay", lane: "pains" };
	assert.deepEqual(pastedOf(copied, to, "http://a/"), { op: "put_cell", ...to, text: "A price", basis: "reported", attachments: files });
	assert.deepEqual(pastedOf(copied, to, "http://b/"), { op: "put_cell", ...to, text: "A price", basis: "reported" });
	assert.deepEqual(pastedOf(plain, to, "http://a/"), { op: "put_cell", ...to, text: "More", basis: "assumed" });
});

test("tables are read as spreadsheets write them", () => {
	assert.deepEqual(tabbed('a\tb\r\n"two\nlines"\t"say ""hi"""\n\n'), [["a", "b"], ["two\nlines", 'say "hi"']]);
	const table = [["", "Needs", "Pains"], ["CART", "A price", "Slow"], ["New", "x", ""]];
	const wish = { byRow: true, lanes: { 0: "", 1: "needs", 2: "pains" }, addMissing: true };
	const plan = planOf(table, wish, definition);
	assert.deepEqual(plan.missing, ["New"]);
	assert.deepEqual(plan.operations.map(({ op, at, text }) => [op, at ?? "", text ?? ""]), [["put_cell", "cart", "Slow"], ["add_touchpoint", "", ""], ["put_cell", "new", "x"]], "what stands there already is not put twice");
	const turned = table[0].map((_, c) => table.map((row) => row[c]));
	assert.deepEqual(planOf(turned, { ...wish, byRow: false }, definition).operations, plan.operations);
	assert.deepEqual(planOf([], wish, definition).operations, []);
	const crossed = { ...definition, stages: [{ id: "look", touchpoints: [{ id: "x", name: "Cart" }, { id: "cart", name: "Basket" }] }] };
	assert.deepEqual(planOf([["", "Needs"], ["Cart", "A price tag"], ["Basket", "A bag"]], wish, crossed).operations.map(({ at }) => at), ["x", "cart"], "a name before an id");
});

test("a touchpoint that is dropped goes where it was shown to go", () => {
	const at = (...drop) => {
		const operation = moveOf(definition, ...drop);
		return operation ? order(applied(definition, [operation])) : "stays";
	};
	assert.deepEqual(at("home", "cart", true), ["cart", "home", "pay"]);
	assert.equal(at("home", "cart", false), "stays");
	assert.equal(at("home", "home", true), "stays");
	assert.deepEqual(at("pay", "home", false), ["pay", "home", "cart"]);
	assert.deepEqual(at("home", "buy", true), ["cart", "pay", "home"], "onto a stage: its end");
});

test("ids come out of names of any script, and are never taken twice", () => {
	assert.equal(idOf("Żółta kawa!", ["żółta-kawa"]), "żółta-kawa-2");
	assert.equal(idOf("Точка", []), "точка");
	assert.equal(idOf("<>", []), "x");
	assert.equal(valueWords([{ text: "<b>" }, { name: "n" }, null]), "<b>\nn");
});

test("rows of one event say what tells them apart, and no more", () => {
	const row = (event, page, channel, source = "web", campaign = null) => ({ source, event, page, channel, campaign });
	const details = (rows, i) => apart(rows)(rows[i]).map(({ part, value }) => `${part}=${value}`).join(" ");
	const pages = [row("page_view", "/", "website"), row("page_view", "/cart", "website"), row("page_view", null, "website"), row("login", null, "website")];
	assert.deepEqual(pages.map((_, i) => details(pages, i)), ["page=/", "page=/cart", "page=null", ""]);
	const channels = [row("order", null, "app"), row("order", null, null), row("order", null, "store")];
	assert.deepEqual(channels.map((_, i) => details(channels, i)), ["channel=app", "channel=null", "channel=store"]);
	const sources = [row("open", null, "email", "email"), row("open", null, "email", "crm"), row("open", "/a", "email", "crm", "May")];
	assert.deepEqual(sources.map((_, i) => details(sources, i)), ["page=null campaign=null source=email", "page=null campaign=null source=crm", "page=/a campaign=May source=crm"]);
	assert.equal(details([row("alone", "/p", "app", "web", "June")], 0), "page=/p campaign=June", "page and campaign are always said");
	const hostile = [row("constructor", null, "app"), row("constructor", null, "web"), row("__proto__", "", "")];
	assert.deepEqual(hostile.map((_, i) => details(hostile, i)), ["channel=app", "channel=web", ""]);
	assert.equal(new Set(pages.slice(0, 3).map((_, i) => details(pages, i))).size, 3);
});

test("a name in a comment tells whoever has it, and nobody whose name it begins with", () => {
	const people = [{ value: "1", label: "Ann" }, { value: "2", label: "Anna Nowak" }, { value: "3", label: "Anna" }, { value: "4", label: "Ann" }, { value: "5", label: "Żaneta" }];
	const named = (words) => namedIn(words, people).join(" ");
	assert.equal(named("@Anna Nowak, look"), "2");
	assert.equal(named("@Anna and @Żaneta: look"), "3 5");
	assert.equal(named("@Ann!"), "1 4", "of one name all are meant");
	assert.equal(named("@Anne, @Annabel"), "");
	assert.equal(named("@Anna Nowak @Ann"), "1 2 4");
	assert.equal(named("ann@example.com"), "");
});

test("what nobody refused is sent again by itself", () => {
	assert.deepEqual([0, 429, 502, 503, 504].map((status) => passes({ status })), [true, true, true, true, true]);
	assert.deepEqual([400, 403, 404, 409, 422, 500, 507].map((status) => passes({ status })), [false, false, false, false, false, false, false]);
	assert.equal(passes({ status: 409, retryAfter: 1 }), true, "the same is being answered just now");
});

test("only where no answer came may the server have it", () => {
	assert.deepEqual([0, 502, 504].map((status) => unanswered({ status })), [true, true, true]);
	assert.deepEqual([422, 429, 503, 409].map((status) => unanswered({ status })), [false, false, false, false], "the server said that it did not");
	assert.equal(unanswered({ status: 409, retryAfter: 1 }), true, "it is at it");
});

test("a change is the same one whatever requests it becomes, and a new request has no past", () => {
	const batch = { operations: [], seen: 1, label: "Rename", once: "k1", lost: true, unwanted: true };
	const second = seenAt(seenAt(batch, 2), 3);
	assert.notEqual(second.once, "k1");
	assert.deepEqual([changeOf(batch), changeOf(second), second.seen, second.lost, second.unwanted], ["k1", "k1", 3, undefined, undefined]);
});

test("a comment that was begun stays at its place", () => {
	const at = (place, text, lane = "") => ({ at: place, lane, text, mentions: [] });
	const all = [at("cart", "Of the cart"), at("home", "Of home"), at("cart", "Of its needs", "needs")].reduce(withBegun, []);
	assert.deepEqual([begunAt(all, "cart", "").text, begunAt(all, "cart", "needs").text, begunAt(all, "home", "").text, begunAt(all, "pay", "").text], ["Of the cart", "Of its needs", "Of home", ""]);
	assert.equal(withBegun(all, at("cart", "More")).at(-1).text, "More", "what was written last stands last");
	assert.deepEqual(withBegun(all, at("home", "  ")).map((one) => one.text), ["Of the cart", "Of its needs"], "an empty one is none");
	assert.equal(Array.from({ length: 80 }, (_, i) => at(`p${i}`, "x")).reduce(withBegun, []).length, 50);
});
