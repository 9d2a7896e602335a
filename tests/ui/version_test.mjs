// version_test.mjs - a map is published, changed, compared with what it was, and brought back.
import assert from "node:assert/strict";
import { story, until } from "./kit.mjs";

const at = "/maps/first-map/history";

async function title(api) {
	return (await api.get("maps/first-map/definition")).definition.title;
}

async function publish(page, note) {
	await page.getByRole("button", { name: "Publish", exact: true }).first().click();
	const dialog = page.getByRole("dialog", { name: "Publish this map" });
	await dialog.getByRole("textbox").first().fill(note);
	await dialog.getByRole("button", { name: "Publish", exact: true }).click();
	await dialog.waitFor({ state: "hidden" });
	await page.settled();
}

story("published, changed, compared, restored", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const before = await title(api);
	const page = await house.page("editor", { at });
	await publish(page, "Before the new checkout");
	await page.getByText("Before the new checkout").first().waitFor();
	const { revision } = await api.get("maps/first-map/definition");
	await api.post("maps/first-map/operations", { revision, operations: [{ op: "set_map", field: "title", value: "Another way" }] });
	await page.getByRole("heading", { name: "Another way" }).waitFor(); // told live
	await publish(page, "After it");
	const { versions } = await api.get("maps/first-map/versions");
	assert.deepEqual(versions.map((one) => one.note).sort(), ["After it", "Before the new checkout"]);

	await page.getByText("Compare", { exact: true }).first().click();
	await page.settled();
	await page.getByText(/journeys/).first().waitFor();

	await page.getByText("Timeline", { exact: true }).first().click();
	await page.settled();
	const first = page.getByRole("listitem").filter({ hasText: "Before the new checkout" }).first();
	await first.getByRole("button", { name: "Make it the draft again" }).click();
	await page.getByRole("alertdialog").or(page.getByRole("dialog")).getByRole("button", { name: "Make it the draft again" }).click();
	await until("the draft is what it was", async () => (await title(api)) === before);
	await page.getByRole("heading", { name: before }).waitFor();
});
