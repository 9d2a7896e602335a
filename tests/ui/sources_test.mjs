// sources_test.mjs - where evidence comes from: files taken back and read again, rows not read, live sources.
import assert from "node:assert/strict";
import { axe, story, until } from "./kit.mjs";

const name = "opinie.csv";
const table = ["klient,data,ocena,opinia", "k1,2026-03-02 10:00,5,Bardzo szybko i miło", "k2,2026-03-03 11:00,2,Paczka przyszła późno", ...[4, 5, 6, 7].map((i) => `k${i},2026-03-0${i} 12:00,${i - 2},Tak jak trzeba numer ${i}`), "k3,kiedyś,4,Wszystko dobrze", ""].join("\n");

async function takeIn(api, more = {}) {
	const { id } = await api.post("uploads", { name });
	const sent = await api.ask("PUT", `uploads/${id}?at=0`, new Uint8Array(Buffer.from(table)));
	assert.equal(sent.status, 200);
	const job = await api.post("imports", { upload: id, ...more });
	const told = await until("it is taken in", async () => {
		const now = await api.get(`imports/${job.id}`);
		return /done|failed/.test(now.state) && now;
	});
	assert.equal(told.error, null);
}

story("a file is read again, and taken back", { data: "empty", users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	await takeIn(api);
	const page = await house.page("editor", { at: "/sources" });
	// What was assumed is said in the page's words, with the way to change it on the page.
	await page.getByText(/assumption|assumed/i).first().click();
	await page.getByText("Times name no time zone: they are read as UTC.").waitFor();
	assert.equal(await page.getByText("--").count(), 0);
	await page.getByRole("button", { name: /^Choose the time zone and read it again/ }).click();
	await page.getByRole("dialog", { name: /Read “opinie.csv” again/ }).getByRole("button", { name: "Cancel" }).click();
	const row = page.getByRole("row").filter({ hasText: name });
	await row.first().waitFor();
	assert.deepEqual(await axe(page), []);
	await row.getByRole("button", { name: /^Read again/ }).click();
	const dialog = page.getByRole("dialog", { name: /Read “opinie.csv” again/ });
	await dialog.locator('input[type="file"]').setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(table) });
	await dialog.getByText("Understood").waitFor();
	await dialog.getByRole("combobox", { name: "Role of the column ocena" }).selectOption("property");
	await until("it is looked at again", async () => (await dialog.getByRole("combobox", { name: "Scale of ocena" }).count()) === 0 && (await dialog.getByText("Understood").isVisible()));
	assert.deepEqual(await axe(page), []);
	await dialog.getByRole("button", { name: "Read it so" }).click();
	await page.getByText("It is read anew").waitFor();
	const status = await api.get("status");
	assert.equal(status.events, 6);
	assert.equal(status.imports.length, 2);
	await page.getByRole("button", { name: /^Take back/ }).first().click();
	await page.getByRole("dialog").getByRole("button", { name: "Take back" }).click();
	await until("nothing is left", async () => (await api.get("status")).events === 0);
	await page.getByText("taken back", { exact: true }).first().waitFor();
});

story("what was taken in a moment ago is read again without looking for the file", { data: "empty", users: ["editor"] }, async (house) => {
	const page = await house.page("editor", { at: "/start" });
	await page.locator('input[type="file"]').first().setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(table) });
	await page.getByRole("article", { name }).getByText("Understood").waitFor();
	await page.getByRole("button", { name: "Take in and make the map" }).click();
	await page.getByRole("region", { name: "What came of it" }).getByRole("link", { name: "See what came in" }).click();
	await page.getByRole("button", { name: /^Read again/ }).first().click();
	const dialog = page.getByRole("dialog", { name: /Read “opinie.csv” again/ });
	await dialog.getByText("The file is at hand").waitFor();
	await dialog.getByText("Understood").waitFor();
	await dialog.getByRole("combobox", { name: "Role of the column ocena" }).selectOption("property");
	await until("it is looked at again", async () => (await dialog.getByRole("combobox", { name: "Scale of ocena" }).count()) === 0 && (await dialog.getByText("Understood").isVisible()));
	await dialog.getByRole("button", { name: "Read it so" }).click();
	await page.getByText("It is read anew").waitFor();
	assert.equal((await (await house.api("editor")).get("status")).events, 6);
	// After the page was opened anew it is asked for.
	await page.reload();
	await page.getByRole("button", { name: /^Read again/ }).first().click();
	await page.getByRole("dialog").getByText("Wend keeps what it read out of a file, not the file itself").waitFor();
});

story("rows that were not read are shown with their reason", { data: "empty", users: ["admin", "editor"] }, async (house) => {
	await takeIn(await house.api("editor"));
	const page = await house.page("admin", { at: "/sources?tab=quarantine", language: "pl", theme: "dark", width: 390 });
	await page.getByRole("rowheader", { name }).waitFor();
	await page.getByText("„kiedyś” w kolumnie „data” to nie jest czas").waitFor();
	assert.equal(await page.getByText("Wszystko dobrze").count(), 0);
	await page.getByLabel("Pokaż treść wierszy").check();
	await page.getByText(/Wszystko dobrze/).waitFor();
	assert.deepEqual(await axe(page), []);
	const looks = await (await house.api("admin")).get("audit?looks=true");
	assert.ok(looks.rows.length > 0);
});

story("a live source is made, events come, it gets another key and is switched off", { data: "empty", users: ["admin", "editor"] }, async (house) => {
	const api = await house.api("admin");
	const page = await house.page("admin", { at: "/sources?tab=live" });
	await page.getByRole("button", { name: "New live source" }).click();
	const dialog = page.getByRole("dialog", { name: "New live source" });
	await dialog.getByLabel("Name").fill("shop <b>web");
	await dialog.getByLabel("Addresses of your site").fill("shop.example");
	await dialog.getByText("“shop.example” is no address of a site.").waitFor();
	await dialog.getByLabel("Addresses of your site").fill("https://shop.example");
	assert.deepEqual(await axe(page), []);
	await dialog.getByRole("button", { name: "Make the source" }).click();
	const card = page.getByRole("article", { name: "shop <b>web" });
	await card.getByText("Waiting for the first event").waitFor();
	const [{ key, id }] = (await api.get("sources")).sources;
	const snippet = await card.getByLabel(/Put this into your pages/).first().innerText();
	assert.ok(snippet.includes(`data-key="${key}"`) && snippet.includes(`${house.url}wend.js`), snippet);
	assert.deepEqual(await axe(page), []);

	const sent = await fetch(`${house.url}v1/track`, {
		method: "POST",
		headers: { "Content-Type": "application/json", Authorization: `Basic ${Buffer.from(`${key}:`).toString("base64")}` },
		body: JSON.stringify({ userId: "c1", event: "Order Completed", messageId: "m1" }),
	});
	assert.equal(sent.status, 200);
	await card.getByText(/1\sevent/).waitFor();
	await page.getByRole("rowheader", { name: "Order Completed" }).waitFor();

	await card.getByRole("button", { name: "New key" }).click();
	await page.getByRole("dialog").getByRole("button", { name: "New key" }).click();
	await until("the key is another", async () => (await api.get("sources")).sources[0].key !== key);
	await card.getByRole("button", { name: "Switch off" }).click();
	await page.getByRole("dialog").getByRole("button", { name: "Switch off" }).click();
	await card.getByText("switched off").waitFor();
	assert.equal((await api.get("sources")).sources.find((one) => one.id === id).disabled, true);

	const editor = await house.page("editor", { at: "/sources?tab=live" });
	await editor.getByText("Live sources are set up by an administrator.").waitFor();
});
