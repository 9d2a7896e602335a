// keyboard_test.mjs - all by keyboard: no pointer, nothing filled in; after each step the server has it, and the focus is somewhere.
import assert from "node:assert/strict";
import { axe, people, story, until } from "./kit.mjs";
import { focused, signInByKeyboard, tabTo } from "./hands.mjs";

// Keys, and what has the focus when they were pressed: never nothing.
function keyboard(page) {
	const keys = {
		async press(...all) {
			for (const key of all) await page.keyboard.press(key);
			await keys.holds(`after ${all.join(" ")}`);
		},
		async type(text, ...then) {
			await page.keyboard.type(text);
			if (then.length) await keys.press(...then);
		},
		async to(role, name, { back = false, most = 80 } = {}) {
			const fits = (now) => (!role || now.role === role) && (typeof name === "string" ? now.name === name : name.test(now.name));
			if (fits(await focused(page))) return;
			if (!back) return void (await tabTo(page, fits, most));
			for (let i = 0; i < most; i++) {
				await page.keyboard.press("Shift+Tab");
				if (fits(await focused(page))) return;
			}
			assert.fail(`Shift+Tab does not lead to ${role} ${name}`);
		},
		// A menu is opened, and one of its items taken.
		async choose(menu, item, options) {
			await keys.to("button", menu, options);
			await page.keyboard.press("Enter");
			for (let i = 0; i < 20; i++) {
				const now = await focused(page);
				assert.match(now.role, /^menuitem/, `in the menu ${menu}, not at ${now.role} ${now.name}`);
				if (now.name.split("\n")[0] === item) return keys.press("Enter");
				await page.keyboard.press("ArrowDown");
			}
			assert.fail(`the menu ${menu} has no ${item}`);
		},
		async holds(when) {
			const has = () => page.evaluate(() => document.activeElement !== null && document.activeElement !== document.body && document.activeElement.checkVisibility());
			await until(`${when} something has the focus`, has, 3000);
			await page.settled();
			await until(`${when}, when all is there, something has the focus`, has, 3000);
		},
		async at() {
			const { role, name } = await focused(page);
			return `${role} ${name}`;
		},
	};
	return keys;
}

const definitionOf = async (api, map) => (await api.get(`maps/${map}/definition`)).definition;
const texts = (definition, at, lane) => (definition.cells ?? []).filter((cell) => cell.at === at && cell.lane === lane).map((cell) => cell.text);

story("a whole map: made, filled, ordered, talked about, published, shared", { users: ["editor", "editor2"] }, async (house) => {
	const api = await house.api("editor");
	const page = await house.page(undefined, { at: "/" });
	const keys = keyboard(page);
	await signInByKeyboard(page, "editor");
	await keys.holds("signed in");

	// From a template.
	await keys.choose("New map", "From a template");
	await keys.to("button", /^Use this.*: Buying in an online shop$/s);
	await keys.press("Enter");
	await keys.press("ControlOrMeta+a");
	await keys.type("Keys alone", "Enter");
	const { id } = await until("the map is made", async () => (await api.get("maps")).maps.find((one) => one.title === "Keys alone"));
	await page.getByRole("heading", { name: "Keys alone", level: 1 }).waitFor();
	await keys.holds("the map is open");
	const definition = () => definitionOf(api, id);
	const stands = (what, holds) => until(what, async () => holds(await definition()));

	// A stage, a touchpoint.
	await keys.to("switch", "Edit");
	await keys.press("Space");
	await keys.choose("Add", "Add a stage");
	await keys.type("Afterwards", "Enter");
	await stands("the stage is there", ({ stages }) => stages.at(-1).name === "Afterwards");
	assert.match(await keys.at(), /^columnheader Afterwards/);
	await keys.choose("Add", "Add a touchpoint", { back: true });
	await keys.type("A letter by post", "Enter");
	const letter = (await stands("the touchpoint is there", ({ stages }) => stages.at(-1).touchpoints.find((one) => one.name === "A letter by post"))).id;
	assert.match(await keys.at(), /^columnheader .*A letter by post/s);

	// Two cells, Tab from one to the next.
	const lanes = (await api.get(`maps/${id}`)).lanes.map((one) => one.lane);
	const down = 1 + lanes.indexOf("needs");
	await keys.press(...Array(down).fill("ArrowDown"));
	const { place } = await focused(page);
	await keys.press("ArrowLeft", "Enter");
	assert.match(await keys.at(), /^textarea Sentence 1/);
	await keys.type("To be remembered", "Enter");
	await until("the cell is written", async () => (await definition()).cells?.some((cell) => cell.text === "To be remembered"));
	await keys.press("ArrowRight");
	assert.equal((await focused(page)).place, place);
	await keys.press("Enter");
	await keys.type("Paper, not a screen");
	await keys.to("select", /^How do you know/);
	await keys.press("ArrowUp");
	await keys.to("button", "Another sentence");
	await keys.press("Enter");
	await keys.type("A name to write to", "Enter");
	await stands("both sentences are there", (now) => texts(now, letter, "needs").join("|") === "Paper, not a screen|A name to write to");
	assert.notEqual((await definition()).cells.find((cell) => cell.text === "Paper, not a screen").basis ?? "assumed", "assumed");
	assert.equal((await focused(page)).place, place);

	// Lanes: hidden, shown again at the end, two up; another moved by its own menu.
	const shown = (now) => now.lanes ?? lanes;
	await keys.choose("More: Gains", "Hide this lane");
	await stands("the lane is hidden", (now) => !shown(now).includes("gains"));
	await keys.holds("the lane is gone");
	await keys.choose("Add", "Lanes", { back: true });
	await keys.to("button", "Show Gains");
	await keys.press("Enter");
	await keys.to("button", "Move Gains up", { back: true });
	await keys.press("Enter");
	assert.equal(await keys.at(), "button Move Gains up", "a lane that moves keeps the focus");
	await keys.press("Enter");
	await keys.to("button", "Save");
	await keys.press("Enter");
	await stands("it is there again, two from the end", (now) => shown(now).at(-3) === "gains" && shown(now).length === lanes.length);
	const needs = lanes.filter((one) => one !== "gains").indexOf("needs");
	await keys.choose("More: Needs", "Move down");
	await stands("the lane is moved", (now) => shown(now).indexOf("needs") === needs + 1);
	assert.equal(await keys.at(), "button More: Needs");

	// The touchpoint goes to the stage before, and back; further by the list of stages.
	const stageOf = (now) => now.stages.find((stage) => stage.touchpoints.some((one) => one.id === letter));
	await keys.to("gridcell", /^/, { back: true });
	while (!/^1-/.test((await focused(page)).place)) await keys.press("ArrowUp");
	await keys.choose("More: A letter by post", "Move left");
	await stands("it is one to the left", (now) => now.stages.at(-1).touchpoints[0].id === letter);
	await keys.choose("More: A letter by post", "Move to stage…");
	await keys.to("select", "Stage");
	await keys.press("Home");
	await keys.to("button", "Save");
	await keys.press("Enter");
	await stands("it is in the first stage", (now) => stageOf(now).id === now.stages[0].id);

	// Said to somebody.
	await keys.choose("More: A letter by post", "Comments");
	await keys.to("select", /^Lane/);
	await keys.type("Nee");
	await keys.to("textarea", /^Write a comment/);
	await keys.type("Who writes it?");
	await keys.to("combobox", /^Mention/);
	await keys.type(people.editor2.name.slice(0, 4));
	await keys.press("Enter");
	await keys.to("button", "Send");
	await keys.press("Enter");
	const { comment } = await until("the comment is there", async () => (await api.get(`comments?map=${id}`)).comments[0]);
	assert.deepEqual([comment.at, comment.lane, comment.text, comment.mentions.length], [letter, "needs", "Who writes it?", 1]);
	assert.equal((await (await house.api("editor2")).get("notices")).unseen, 1);
	await keys.press("Escape");

	// Published, shared.
	await keys.to("a", "History", { back: true });
	await keys.press("Enter");
	await keys.to("button", "Publish");
	await keys.press("Enter");
	await keys.type("By keyboard", "Enter");
	await until("the version is there", async () => (await api.get(`maps/${id}/versions`)).versions[0]?.note === "By keyboard");
	assert.equal(await keys.at(), "button Publish");
	await keys.to(undefined, "Share", { back: true });
	await keys.press("Enter");
	await keys.to("input", /^For your list/);
	await keys.type("The board", "Enter");
	await until("the link is there", async () => (await api.get("shares")).shares[0]?.title === "The board");
	await keys.holds("the link is made");
	assert.deepEqual(await axe(page), []);
	await keys.press("Escape");
	assert.match(await keys.at(), /Share$/);

	await keys.choose(/^Account: /, "Sign out", { back: true });
	await page.getByRole("heading", { level: 1 }).waitFor();
	await keys.holds("signed out");
	assert.equal(await keys.at(), "input E-mail");
	const me = await page.request.get(`${house.url}api/v1/me`);
	assert.equal(me.status(), 401, "nobody is signed in any more");
});

story("a kind of event is given to another touchpoint, and taken back", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const map = () => api.get("maps/first-map");
	const [from, , to] = (await map()).touchpoints;
	const page = await house.page("editor", { at: "/maps/first-map" });
	const keys = keyboard(page);
	await keys.to("switch", "Edit");
	await keys.press("Space");
	await keys.to("button", "Events");
	await keys.press("Enter");
	assert.match(await keys.at(), /^aside Events/, "the panel has the focus");
	await keys.to("input", "Find an event");
	const [{ name }] = from.event_names;
	await keys.type(name);
	await keys.to("button", new RegExp(`^Move “${name}`));
	const before = await keys.at();
	await keys.press("Enter");
	await keys.to("combobox", /^Move “/);
	await keys.type(to.name);
	await keys.press("Enter");
	await until("it stands there", async () => {
		const [was, , is] = (await map()).touchpoints;
		return is.event_names.some((one) => one.name === name) && was.reach.journeys < from.reach.journeys;
	});
	await page.getByText("Saved", { exact: true }).waitFor();
	await keys.holds("it is moved");
	assert.match(await keys.at(), /^button Move “/, "the next one can be moved at once");
	assert.notEqual(await keys.at(), before);
	await keys.press("Escape");
	assert.equal(await keys.at(), "button Events", "closed, the button that opened it has the focus");
	await keys.press("Control+z");
	await until("taken back", async () => (await map()).touchpoints[0].reach.journeys === from.reach.journeys);
	assert.deepEqual(await axe(page), []);
});
