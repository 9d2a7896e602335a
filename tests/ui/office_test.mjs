// office_test.mjs - what is made in dialogs that stand in the address: they open, stay, and what they made is shown.
import assert from "node:assert/strict";
import { story } from "./kit.mjs";

story("a link to any map is made in the settings, and shown", { users: ["editor"] }, async (house) => {
	const page = await house.page("editor", { at: "/settings?show=shares" });
	await page.getByRole("button", { name: "New link" }).click();
	const dialog = page.getByRole("dialog", { name: "Share a map" });
	await dialog.getByLabel("Map").selectOption("first-map");
	await dialog.getByLabel("For your list (optional)").fill("For the board");
	await dialog.getByRole("button", { name: "New link" }).click();
	const link = await page.locator("code").first().innerText();
	assert.match(link, /\/s\/ws_/);
	assert.equal((await fetch(link)).status, 200);
	await page.getByText("For the board", { exact: true }).waitFor();
});

story("an opportunity is added, changed, removed and brought back", { users: ["editor"] }, async (house) => {
	const page = await house.page("editor", { at: "/opportunities" });
	page.expect(/status of 422 .*\/opportunities/);
	await page.getByRole("button", { name: "Add an opportunity" }).first().click();
	const dialog = page.getByRole("dialog");
	await dialog.getByLabel("What should be changed?").fill("Say the day of delivery before the cart");
	await dialog.getByLabel("Effort").fill("1");
	await dialog.getByLabel("at least").fill("-2");
	await dialog.getByRole("button", { name: "Save" }).click();
	await dialog.getByText(/effect/).last().waitFor(); // of what? the server says that it is missing
	await dialog.getByLabel("of what").fill("points of conversion");
	await dialog.getByRole("button", { name: "Save" }).click();
	await page.getByRole("button", { name: "Say the day of delivery before the cart" }).click();
	await dialog.getByRole("button", { name: "Remove" }).click();
	await page.getByRole("button", { name: "Undo" }).click();
	await page.getByRole("button", { name: "Say the day of delivery before the cart" }).waitFor();
	assert.equal((await (await house.api("editor")).get("opportunities")).opportunities[0].opportunity.effect.low, -2);
});

story("the first comment on a map is written", { users: ["editor"] }, async (house) => {
	const page = await house.page("editor", { at: "/maps/first-map" });
	await page.getByRole("button", { name: "Comments" }).click();
	await page.getByLabel("Write a comment").fill("Is this so?");
	await page.getByRole("link", { name: "Flow" }).click();
	await page.getByRole("link", { name: "Map", exact: true }).click();
	await page.getByRole("button", { name: "Comments" }).click();
	assert.equal(await page.getByLabel("Write a comment").inputValue(), "Is this so?", "what was begun is there again");
	await page.getByRole("button", { name: "Send" }).click();
	await page.getByRole("listitem").filter({ hasText: "Is this so?" }).waitFor();
});

story("a filter that is refused is said, and can be cleared", { users: ["editor"] }, async (house) => {
	const page = await house.page("editor", { at: "/maps/first-map?period=1999" });
	page.expect(/status of 422/);
	await page.getByText("no journey starts in 1999").first().waitFor();
	await page.getByRole("button", { name: "Clear" }).click();
	await page.getByRole("grid").waitFor();
});
