// voice_test.mjs - what Wend made of a customer's words is corrected, and it is kept.
import assert from "node:assert/strict";
import { axe, story, until } from "./kit.mjs";

story("a sentiment is corrected: the server has it, and the page says so", { users: ["editor", "admin"] }, async (house) => {
	const page = await house.page("editor", { at: "/maps/first-map/voice?show=texts" });
	await page.getByRole("search").getByRole("textbox").or(page.getByRole("search").getByRole("searchbox")).first().fill("delivery");
	await page.getByRole("button", { name: "Search", exact: true }).click();
	await page.settled();
	const text = page.getByRole("listitem").filter({ has: page.getByRole("button", { name: "Correct" }) }).first();
	await text.getByRole("button", { name: "Correct" }).click();
	await text.getByText("negative", { exact: true }).click();
	await page.getByText("Corrected: Wend learns from it").first().waitFor();
	assert.equal(await text.getByRole("radio", { name: "negative" }).isChecked(), true);
	await until("it is in the audit log", async () => {
		const { rows } = await (await house.api("admin")).get("audit?limit=20");
		return rows.some((row) => /negative/.test(JSON.stringify(row)));
	});
	assert.deepEqual(await axe(page), []);
});
