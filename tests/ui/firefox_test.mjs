// firefox_test.mjs - the main story in Debian's Firefox ESR, driven over WebDriver BiDi: sign in, open the map, edit a cell,
// load it again: it is there.
import assert from "node:assert/strict";
import { PASSWORD, people, story, until } from "./kit.mjs";
import { cellOf, editing } from "./hands.mjs";

const said = "They ask a friend before they order";

story("Firefox: from signing in to a cell that stays", { users: ["editor"], firefox: true }, async (house) => {
	const api = await house.api("editor");
	const [{ id }] = (await api.get("maps/first-map")).touchpoints;
	const page = await house.page(undefined, { at: null });
	await page.goto(`${house.url}#/maps/first-map`);
	await page.getByLabel("E-mail").fill(people.editor.email);
	await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
	await page.keyboard.press("Enter");
	await page.getByRole("grid").waitFor();
	await editing(page);
	await cellOf(page, "actions", id).focus();
	await page.keyboard.press("Enter");
	await page.getByRole("textbox", { name: "Sentence 1" }).fill(said);
	await page.keyboard.press("Enter");
	await until("the server has it", async () => {
		const { definition } = await api.get("maps/first-map/definition");
		return definition.cells?.some((cell) => cell.at === id && cell.text === said);
	});
	await page.reload();
	await page.getByRole("grid").waitFor();
	await cellOf(page, "actions", id).getByText(said).waitFor();
	assert.match(await page.evaluate(() => navigator.userAgent), /Firefox/);
});
