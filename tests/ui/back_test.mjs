// back_test.mjs - twenty changes of every kind are taken back to the first state, to the letter, and made again to the last.
import assert from "node:assert/strict";
import { story, until } from "./kit.mjs";
import { editing, write } from "./hands.mjs";

story("twenty changes back and forth again", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const draft = async () => JSON.stringify((await api.get("maps/first-map/definition")).definition);
	const page = await house.page("editor", { at: "/maps/first-map", width: 8200 });
	await editing(page);
	const bar = page.getByRole("toolbar", { name: "Editing" });
	const states = [await draft()];
	const { touchpoints, stages } = await api.get("maps/first-map");
	const [one, two, three, four] = touchpoints;

	// Each is made by hand; `states` has the definition behind each.
	async function step(what, make) {
		await make();
		const before = states.at(-1);
		states.push(await until(what, async () => {
			const now = await draft();
			return now !== before && now;
		}, 20_000));
		await bar.getByText("Saved", { exact: true }).waitFor();
	}
	const choose = async (menu, item) => {
		await page.getByRole("button", { name: `More: ${menu}`, exact: true }).click();
		await page.getByRole("menuitem", { name: item, exact: true }).click();
	};
	const add = async (item) => {
		await bar.getByRole("button", { name: /^Add/ }).click();
		await page.getByRole("menuitem", { name: item }).click();
	};
	const name = async (text) => {
		await page.keyboard.press("ControlOrMeta+a");
		await page.keyboard.type(text);
		await page.keyboard.press("Enter");
	};
	const rename = async (place, text) => {
		await page.locator(`[data-place="${place}"]`).focus();
		await page.keyboard.press("F2");
		await name(text);
	};
	const dialog = page.getByRole("dialog");
	const save = () => dialog.getByRole("button", { name: "Save" }).click();

	await step("a text", () => write(page, "needs", one.id, "First"));
	await step("another", () => write(page, "needs", one.id, "Second"));
	await step("in another lane", () => write(page, "thoughts", two.id, "Що? „так”"));
	await step("a lane moved", () => choose("Needs", "Move up"));
	await step("a lane hidden", () => choose("Thoughts", "Hide this lane"));
	await step("a touchpoint renamed", () => rename("1-0", "Renamed"));
	await step("a stage renamed", () => rename("0-0", "Stage, renamed"));
	await step("a touchpoint moved", () => choose("Renamed", "Move right"));
	await step("its channel", async () => {
		await choose("Renamed", "Channel");
		await dialog.getByRole("radio", { name: "phone" }).check();
		await save();
	});
	await step("a moment of truth", () => choose("Renamed", "Moment of truth"));
	await step("the goal", () => choose("Renamed", "Make it the goal"));
	await step("to another stage", async () => {
		await choose("Renamed", "Move to stage…");
		await dialog.getByLabel("Stage").selectOption({ label: stages[1].name });
		await save();
	});
	await step("merged", async () => {
		await choose(three.name, "Merge into…");
		await dialog.getByRole("combobox").click();
		await dialog.getByRole("option", { name: four.name, exact: true }).click();
		await save();
	});
	await step("split", async () => {
		await choose(four.name, "Split…");
		await dialog.getByRole("textbox").fill("Split off");
		await dialog.getByRole("checkbox").first().check();
		await save();
	});
	await step("an event elsewhere", async () => {
		await bar.getByRole("button", { name: "Events" }).click();
		const panel = page.getByRole("complementary", { name: "Events" });
		await panel.getByRole("button", { name: /^Move “/ }).first().click();
		await panel.getByRole("combobox").last().click();
		await page.getByRole("option", { name: "Split off", exact: true }).click();
	});
	await bar.getByRole("button", { name: "Events" }).click();
	await step("a stage", () => add("Add a stage"));
	await step("its name", () => name("Later"));
	await step("a touchpoint", () => add("Add a touchpoint"));
	await page.keyboard.press("Escape");
	await step("a stage moved", () => choose("Later", "Move left"));
	await step("the title", async () => {
		await add("About this map");
		await dialog.getByLabel("Title").fill("Of another title");
		await save();
	});
	await step("a touchpoint removed", () => choose(two.name, "Remove"));
	assert.ok(states.length > 20);

	const undo = bar.getByRole("button", { name: "Undo" });
	const redo = bar.getByRole("button", { name: "Redo" });
	while (await undo.isEnabled()) {
		const before = await draft();
		await undo.click();
		await until("one step back", async () => (await draft()) !== before, 20_000);
	}
	assert.equal(await draft(), states[0], "the first state, to the letter");
	while (await redo.isEnabled()) {
		const before = await draft();
		await redo.click();
		await until("one step forth", async () => (await draft()) !== before, 20_000);
	}
	assert.equal(await draft(), states.at(-1), "and the last");
});
