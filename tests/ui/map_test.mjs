// map_test.mjs - the map: looked at, changed, by one and by two, by hand and by keyboard alone.
import assert from "node:assert/strict";
import { axe, story, until } from "./kit.mjs";
import { cellOf, editing, focused, signInByKeyboard, tabTo, write } from "./hands.mjs";

const at = "/maps/first-map";
const said = "They ask a friend before they order";

async function touchpoints(api) {
	return (await api.get("maps/first-map")).touchpoints;
}

async function sentences(api, lane, touchpoint) {
	const { definition } = await api.get("maps/first-map/definition");
	return (definition.cells ?? []).filter((cell) => cell.at === touchpoint && cell.lane === lane).map((cell) => cell.text);
}

function stands(api, lane, touchpoint, text) {
	return until(`the server has "${text}"`, async () => (await sentences(api, lane, touchpoint)).includes(text));
}

story("a cell is edited; loaded again, it is there", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const [{ id }] = await touchpoints(api);
	const page = await house.page("editor", { at });
	await editing(page);
	await write(page, "actions", id, said);
	await page.getByText("Saved", { exact: true }).waitFor();
	await stands(api, "actions", id, said);
	await page.reload();
	await page.settled();
	assert.match(await cellOf(page, "actions", id).innerText(), new RegExp(said));
	assert.deepEqual(await axe(page), []);
});

story("by keyboard alone: from signing in to a cell that is changed", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const page = await house.page(undefined, { at });
	await signInByKeyboard(page, "editor");
	await tabTo(page, (now) => now.role === "switch" && now.name === "Edit");
	await page.keyboard.press("Space");
	await tabTo(page, (now) => now.place !== undefined);
	await page.keyboard.press("ArrowDown");
	await page.keyboard.press("ArrowRight");
	const { place } = await focused(page);
	assert.equal(place, "2-1", "the first lane's second cell has the focus");
	const touchpoint = await page.evaluate(() => document.activeElement.dataset.column);
	const lane = (await api.get("maps/first-map")).lanes[0].lane;
	await page.keyboard.press("Enter");
	await page.keyboard.type(said);
	await page.keyboard.press("Enter");
	await stands(api, lane, touchpoint, said);
	assert.equal((await focused(page)).place, "2-1", "the focus is back where it was");
});

story("an event is dragged onto another touchpoint: the numbers follow, there and here", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const before = await touchpoints(api);
	const [from, , to] = before;
	const page = await house.page("editor", { at, width: 1800 });
	const number = (id) => page.locator(`[role=columnheader][data-touchpoint="${id}"] .reach`).innerText();
	const shown = await number(to.id);
	await editing(page);
	await page.getByRole("button", { name: "Events", exact: true }).click();
	const events = page.getByRole("complementary", { name: "Events" });
	const handle = events.locator(`[data-touchpoint="${from.id}"] .event`).first();
	await handle.scrollIntoViewIfNeeded();
	await handle.hover();
	await page.mouse.down();
	const target = await page.locator(`[role=columnheader][data-touchpoint="${to.id}"]`).boundingBox();
	await page.mouse.move(target.x + target.width / 2, target.y + target.height / 2, { steps: 8 });
	await page.mouse.up();
	await until("the numbers follow on the page", async () => (await number(to.id)) !== shown);
	const after = await until("the numbers follow on the server", async () => {
		const now = await touchpoints(api);
		return now.find((one) => one.id === to.id).reach.journeys > to.reach.journeys && now;
	});
	assert.ok(after.find((one) => one.id === from.id).reach.journeys < from.reach.journeys, "where it was there is less");
	await page.getByRole("toolbar", { name: "Editing" }).getByRole("button", { name: "Undo" }).click();
	await until("undone, the numbers are what they were", async () => {
		const now = await touchpoints(api);
		return now.every((one, i) => one.reach.journeys === before[i].reach.journeys);
	});
});

story("two write into one cell: both are asked after, and nothing is lost", { users: ["editor", "editor2"] }, async (house) => {
	const api = await house.api("editor");
	const [{ id }] = await touchpoints(api);
	const [one, other] = await Promise.all([house.page("editor", { at }), house.page("editor2", { at })]);
	other.expect(/status of 409 .*operations/s);
	for (const page of [one, other]) await editing(page);
	await cellOf(other, "actions", id).dblclick();
	await other.getByRole("textbox", { name: "Sentence 1" }).fill("They look it up at home");
	await write(one, "actions", id, said);
	await stands(api, "actions", id, said);
	await until("the other page hears of it", async () => (await other.getByRole("status").allInnerTexts()).includes("Saved") && other.quiet());
	await other.keyboard.press("Enter");
	const dialog = other.getByRole("dialog", { name: "Two changed the same" });
	await dialog.getByText(said).waitFor();
	await dialog.getByText("They look it up at home").waitFor();
	assert.deepEqual(await axe(other), []);
	await dialog.getByText("Keep both").click();
	await dialog.getByRole("button", { name: "Save what I chose" }).click();
	await stands(api, "actions", id, "They look it up at home");
	assert.ok((await sentences(api, "actions", id)).includes(said), "the first one's sentence stands, too");
	await cellOf(one, "actions", id).getByText("They look it up at home").waitFor();
});

story("a viewer looks, and is offered nothing to change", { users: ["editor", "viewer"] }, async (house) => {
	const api = await house.api("editor");
	await api.post("maps/first-map/versions", { note: "first" });
	const page = await house.page("viewer", { at });
	assert.equal(await page.getByRole("switch", { name: "Edit" }).count(), 0);
	await page.getByRole("gridcell").first().dblclick();
	assert.equal(await page.getByRole("textbox", { name: "Sentence 1" }).count(), 0);
});

story("switched to Polish: everything at once, and it stays", { users: ["viewer", "editor"] }, async (house) => {
	await (await house.api("editor")).post("maps/first-map/versions", { note: "first" });
	const page = await house.page("viewer", { at });
	await page.getByRole("button", { name: /^Language/ }).click();
	await page.getByRole("menuitemradio", { name: "Polski" }).click();
	await page.getByRole("link", { name: "Punkty styku" }).waitFor();
	assert.equal(await page.evaluate(() => document.documentElement.lang), "pl");
	await page.getByRole("rowheader", { name: /^Działania/ }).waitFor();
	await page.reload();
	await page.settled();
	await page.getByRole("link", { name: "Punkty styku" }).waitFor();
	await page.getByRole("columnheader", { name: /Product Viewed/ }).waitFor(); // what users wrote is not translated
});

// The columns drawn in each row, each with where it stands.
function drawn(page) {
	return page.getByRole("grid").evaluate((grid) =>
		[...grid.querySelectorAll(".row.touchpoints, .row.lane:not(.staged)")].map((row) =>
			[...row.querySelectorAll("[data-at]")].map((one) => `${one.dataset.at} ${Math.round(one.getBoundingClientRect().left)}`).join(", ")));
}

story("scrolled by the wheel: every row has the columns in sight and no others, each below its name", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const all = (await touchpoints(api)).length;
	const page = await house.page("editor", { at });
	const same = () => until("the rows have the same columns", async () => new Set(await drawn(page)).size === 1);
	await page.getByRole("grid").hover();
	for (let i = 0; i < 20; i++) await page.mouse.wheel(110, 0);
	await same();
	const [middle] = await drawn(page);
	const cells = middle.split(", ");
	assert.ok(cells.length < all, `${cells.length} of ${all} columns are drawn`);
	const { left, right } = await page.getByRole("grid").evaluate((grid) => grid.getBoundingClientRect());
	const lefts = cells.map((one) => Number(one.split(" ").at(-1)));
	assert.ok(lefts[0] <= left && lefts.at(-1) >= right - 208, `no gap at either edge: ${left} to ${right}, columns at ${lefts}`);
	lefts.slice(1).forEach((one, i) => assert.ok(Math.abs(one - lefts[i] - 208) <= 1, "columns stand beside one another"));
	await page.getByRole("grid").evaluate((grid) => grid.scrollTo(grid.scrollWidth, 0));
	await same();
	const last = (await touchpoints(api)).at(-1).id;
	assert.match((await drawn(page))[0], new RegExp(`${last} -?\\d+$`));
});
