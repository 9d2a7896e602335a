// two_test.mjs - two at the same touchpoint at once: both hear of it, and nothing is lost.
import assert from "node:assert/strict";
import { story, until } from "./kit.mjs";
import { cellOf, editing } from "./hands.mjs";

const at = "/maps/first-map";
const refused = /status of 409 .*(operations|undo)/s;

async function pair(house) {
	const pages = [await house.page("editor", { at }), await house.page("editor2", { at })];
	for (const page of pages) {
		page.expect(refused, /ERR_FAILED/);
		await editing(page);
	}
	return pages;
}

// Both have done it before either hears of the other: the second's is held back on its way.
async function late(page) {
	let go;
	const gate = new Promise((done) => (go = done));
	await page.route("**/operations", async (route) => {
		await gate;
		await route.continue();
	});
	return () => go();
}

async function rename(page, column, name) {
	await page.locator(`[data-place="1-${column}"]`).focus();
	await page.keyboard.press("F2");
	await page.keyboard.press("ControlOrMeta+a");
	await page.keyboard.type(name);
	await page.keyboard.press("Enter");
}

async function remove(page, name) {
	await page.getByRole("button", { name: `More: ${name}`, exact: true }).click();
	await page.getByRole("menuitem", { name: "Remove", exact: true }).click();
}

async function touchpoints(api) {
	return (await api.get("maps/first-map/definition")).definition.stages.flatMap((stage) => stage.touchpoints ?? []);
}

const names = async (api) => (await touchpoints(api)).map((one) => one.name ?? one.id);

story("one drags a touchpoint that the other removes, both remove another, one moves what one renames: both end the same", { users: ["editor", "editor2"] }, async (house) => {
	const api = await house.api("editor");
	const [a, b, c] = await touchpoints(api);
	const [one, two] = await pair(house);
	let go = await late(two);
	await two.getByRole("button", { name: `More: ${c.name ?? c.id}`, exact: true }).click();
	await two.getByRole("menuitem", { name: "Move left", exact: true }).click();
	await rename(one, 2, "Moved and renamed");
	await until("renamed", async () => (await names(api)).includes("Moved and renamed"));
	go();
	await until("and moved: these are two things", async () => (await touchpoints(api)).slice(0, 3).map((each) => each.id).join() === [a.id, c.id, b.id].join());
	assert.ok((await names(api)).includes("Moved and renamed"));
	await one.locator('[data-place="1-1"]').getByText("Moved and renamed").waitFor();
	await two.locator('[data-place="1-1"]').getByText("Moved and renamed").waitFor();
	await two.unrouteAll();

	go = await late(two);
	await remove(two, a.name ?? a.id);
	await remove(one, a.name ?? a.id);
	await until("removed", async () => !(await touchpoints(api)).some((each) => each.id === a.id));
	go();
	await two.getByRole("toolbar", { name: "Editing" }).getByText("Saving…").waitFor({ state: "hidden" });
	const said = await two.getByRole("toolbar", { name: "Editing" }).getByRole("status").innerText();
	assert.match(said, /Saved|Not saved|Somebody changed/, "it is said how it went");
	assert.equal((await touchpoints(api)).length, (await one.locator('[role=grid]').getAttribute("aria-colcount")) - 1);
});

story("one removes a touchpoint in which the other writes: the text waits, and stands there when it is back", { users: ["editor", "editor2"] }, async (house) => {
	const api = await house.api("editor");
	const [{ id, name = id }] = await touchpoints(api);
	const [one, two] = await pair(house);
	two.expect(/status of 404 .*operations/s);
	const there = async () => (await touchpoints(api)).some((each) => each.id === id);
	const bar = two.getByRole("toolbar", { name: "Editing" });
	const dialog = two.getByRole("dialog", { name: "Two changed the same" });
	const choose = dialog.getByRole("button", { name: "Save what I chose" });
	await cellOf(two, "needs", id).dblclick();
	await two.getByRole("textbox", { name: "Sentence 1" }).fill("What two wrote");
	await remove(one, name);
	await until("removed", async () => !(await there()));
	await dialog.getByText("What two wrote").waitFor();
	await choose.click();
	await bar.getByText(`there is no touchpoint and no stage "${id}" on this map`).waitFor();
	await one.getByRole("toolbar", { name: "Editing" }).getByRole("button", { name: "Undo" }).click();
	await until("back", there);
	await bar.getByRole("button", { name: "Try again" }).click();
	await dialog.getByText("What two wrote").waitFor(); // it was changed once more: it came back
	await choose.click();
	await until("and it stands there", async () => ((await api.get("maps/first-map/definition")).definition.cells ?? []).some((each) => each.at === id && each.text === "What two wrote"));
	await dialog.waitFor({ state: "hidden" });
});

story("both rename one touchpoint at the same time: both names are shown, and one is chosen", { users: ["editor", "editor2"] }, async (house) => {
	const api = await house.api("editor");
	const [one, two] = await pair(house);
	const go = await late(two);
	await rename(two, 0, "As two calls it");
	await rename(one, 0, "As one calls it");
	await until("the first is kept", async () => (await names(api))[0] === "As one calls it");
	go();
	const dialog = two.getByRole("dialog", { name: "Two changed the same" });
	for (const name of ["As one calls it", "As two calls it"]) await dialog.getByRole("paragraph").filter({ hasText: name }).waitFor();
	assert.equal((await names(api))[0], "As one calls it", "until somebody chooses");
	await dialog.getByText("Take mine").click();
	await dialog.getByRole("button", { name: "Save what I chose" }).click();
	await until("what was chosen stands", async () => (await names(api))[0] === "As two calls it");
	for (const page of [one, two]) await page.locator('[data-place="1-0"]').getByText("As two calls it").waitFor();
});
