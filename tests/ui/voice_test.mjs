// voice_test.mjs - what Wend made of a customer's words is corrected, and it is kept.
import assert from "node:assert/strict";
import { axe, story, until } from "./kit.mjs";

const correctable = (page) => page.getByRole("listitem").filter({ has: page.getByRole("button", { name: "Correct" }) });

async function look(page, words) {
	await page.getByRole("search").getByRole("searchbox").fill(words);
	await page.getByRole("button", { name: "Search", exact: true }).click();
	await page.settled();
}

story("a sentiment is corrected: the server has it, and the page says so", { users: ["editor", "admin"] }, async (house) => {
	const page = await house.page("editor", { at: "/maps/first-map/voice?show=texts" });
	await look(page, "delivery");
	const { found } = await (await house.api("editor")).get("search?q=delivery&map=first-map&limit=200");
	const same = found.filter((one) => one.id === found[0].id);
	assert.ok(same.length > 1, "the demo has texts that say the same");

	/* Many say the same words: the form is the pressed one's alone, and says whom it is for. */
	const text = correctable(page).first();
	await text.getByRole("button", { name: "Correct" }).click();
	assert.equal(await page.getByRole("radiogroup").count(), 1);
	assert.equal(await text.getByRole("radiogroup").count(), 1);
	await text.getByText(`Applies to all ${same.length} texts with these words.`).waitFor();
	const rated = found[0].rating !== null;
	assert.equal(await text.getByText("own rating stays").count(), rated ? 1 : 0);

	await text.getByText("negative", { exact: true }).click();
	const toast = page.getByText("Corrected: Wend learns from it").first();
	await toast.waitFor();
	assert.match(await toast.textContent(), new RegExp(`all ${same.length}\\stexts`));
	assert.equal(/own rating stays/.test(await toast.textContent()), rated);
	assert.equal(await text.getByRole("radio", { name: "negative" }).isChecked(), true);
	const shown = found.slice(0, 25).filter((one) => one.id === found[0].id).length;
	assert.equal(await page.getByText("corrected: negative", { exact: true }).count(), shown);
	await until("it is in the audit log", async () => {
		const { rows } = await (await house.api("admin")).get("audit?limit=20");
		return rows.some((row) => /negative/.test(JSON.stringify(row)));
	});
	assert.deepEqual(await axe(page), []);

	/* Taken back at once, or later, after the page was opened anew: with what was before. */
	const corrected = async () => (await (await house.api("editor")).get("search?q=delivery&map=first-map&limit=1")).found[0].corrected_feeling;
	const says = async (feeling) => {
		await until(`it is ${feeling}`, async () => (await corrected()) === feeling);
		await page.settled();
		assert.equal(await page.getByText(/^corrected: (negative|neutral|positive)$/).count(), feeling ? shown : 0);
		if (feeling) assert.equal(await page.getByText(`corrected: ${feeling}`, { exact: true }).count(), shown);
	};
	await text.getByText("positive", { exact: true }).click();
	await says("positive");
	await page.getByRole("button", { name: "Undo" }).last().click();
	await says("negative");
	/* What somebody else made of it meanwhile stays, and is shown. */
	await text.getByText("positive", { exact: true }).click();
	await says("positive");
	await (await house.api("admin")).post("corrections", { text: found[0].id, map: "first-map", feeling: "neutral" });
	await page.getByRole("button", { name: "Undo" }).last().click();
	await page.getByText("Not undone: somebody has corrected it again meanwhile.").first().waitFor();
	await says("neutral");
	await text.getByText("negative", { exact: true }).click();
	await says("negative");
	await page.reload();
	await page.settled();
	await says("negative");
	await text.getByRole("button", { name: /^Correct/ }).click();
	await text.getByRole("button", { name: "Take the correction back" }).click();
	await says(null);
	assert.equal(await text.getByRole("radio", { checked: true }).count(), 0);
});

story("the examples of what to look for are found", { users: ["editor"] }, async (house) => {
	const page = await house.page("editor", { at: "/maps/first-map/voice?show=texts" });
	const examples = page.getByRole("list", { name: "Customers speak of:" }).getByRole("link");
	await examples.first().waitFor();
	const words = await examples.allTextContents();
	assert.equal(await page.getByRole("searchbox").getAttribute("placeholder"), words[0]);
	const api = await house.api("editor");
	for (const word of words) assert.ok((await api.get(`search?q=${encodeURIComponent(word)}&map=first-map`)).texts > 0, word);
	await examples.first().click();
	await page.getByText(/\d+\stexts\sof \d+\scustomers/).waitFor();
	assert.deepEqual(await axe(page), []);
});

story("equal findings are told apart, and what one person confirms another sees on their map", { users: ["editor", "admin"] }, async (house) => {
	const page = await house.page("editor", { at: "/maps/first-map/voice" });
	const titles = page.getByRole("main").getByRole("heading", { level: 2 });
	await titles.first().waitFor();
	const said = await titles.allTextContents();
	assert.equal(new Set(said).size, said.length, said.join(" | "));
	assert.ok(said.every((one) => /^nie /i.test(one)), `what they could not find: ${said.join(" | ")}`);

	const others = await house.page("admin", { at: "/maps/first-map/voice" });
	await others.getByRole("main").getByRole("button", { name: /^Keep on the map/ }).first().waitFor();
	const api = await house.api("admin");
	const basis = async () => {
		const { findings } = await api.get("maps/first-map/findings");
		return findings.filter((one) => one.state === "confirmed").length;
	};
	assert.equal(await basis(), 0);
	const again = others.waitForResponse((answer) => /api\/v1\/maps\/first-map\?|api\/v1\/maps\/first-map$/.test(answer.url()));
	await page.getByRole("main").getByRole("button", { name: /^Keep on the map/ }).first().click();
	await page.getByText("Confirmed: it stands on the map from now on").first().waitFor();
	await others.getByRole("listitem").getByText("confirmed", { exact: true }).first().waitFor();
	await again;
	assert.equal(await basis(), 1);
});
