// map_test.mjs - the map: looked at, changed, by one and by two, by hand and by keyboard alone.
import assert from "node:assert/strict";
import { axe, story, until } from "./kit.mjs";

const at = "/maps/first-map";
const laneNames = { actions: /^Actions/, needs: /^Needs/ };
const said = "They ask a friend before they order";

// The cell of a lane at a touchpoint, as the page shows it.
function cellOf(page, { touchpoint, lane }) {
	const row = page.getByRole("rowheader", { name: laneNames[lane] }).locator("..");
	return row.locator(`[data-column="${touchpoint.id}"]`);
}

async function place(api, lane = "actions") {
	const { touchpoints } = await api.get("maps/first-map");
	return { touchpoint: touchpoints[0], lane };
}

async function definedCells(api, { touchpoint, lane }) {
	const { definition } = await api.get("maps/first-map/definition");
	return (definition.cells ?? []).filter((cell) => cell.at === touchpoint.id && cell.lane === lane).map((cell) => cell.text);
}

story("a cell is edited; loaded again, it is there", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const where = await place(api);
	const page = await house.page("editor", { at });
	await page.getByRole("switch", { name: "Edit" }).click();
	await cellOf(page, where).dblclick();
	await page.getByRole("textbox", { name: "Sentence 1" }).fill(said);
	await page.keyboard.press("Enter");
	await page.getByText("Saved").waitFor();
	await until("the server has it", async () => (await definedCells(api, where)).includes(said));
	await page.reload();
	await page.settled();
	assert.match(await cellOf(page, where).innerText(), new RegExp(said));
	assert.deepEqual(await axe(page), []);
});
