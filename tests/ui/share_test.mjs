// share_test.mjs - a link shows one map to somebody without an account, and nothing more.
import assert from "node:assert/strict";
import { axe, story } from "./kit.mjs";

const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

story("a shared map is seen without signing in, and nothing more is", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const { link } = await api.post("shares", { map: "first-map", title: "For the board" });
	const page = await house.page(undefined, { at: null });
	const asked = [];
	page.on("request", (request) => asked.push(new URL(request.url()).pathname));
	await page.goto(new URL(link, house.url).href);
	await page.getByRole("heading", { name: "Customer journey" }).first().waitFor();
	assert.ok((await page.getByText("Product Viewed").count()) > 0, "the map is there");
	assert.deepEqual(asked.filter((path) => path.startsWith("/api/")), [], "the page asks the API nothing");
	assert.equal(await page.getByRole("textbox").count(), 0, "there is nothing to change");
	for (const path of ["maps", "maps/first-map", "notes", "personas", "users", "shares"]) {
		const status = await page.evaluate(async (url) => (await fetch(url)).status, `${house.url}api/v1/${path}`);
		assert.equal(status, 401, path);
	}
	page.expect(/status of 401/);
	assert.deepEqual(await axe(page), []);
});

story("a link that was revoked opens nothing", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const { link } = await api.post("shares", { map: "first-map" });
	const { shares } = await api.get("shares");
	await api.remove(`shares/${shares[0].id}`);
	const page = await house.page(undefined, { at: null });
	page.expect(/status of 404/);
	await page.goto(new URL(link, house.url).href);
	await page.getByText("This link opens nothing").first().waitFor();
	assert.equal(await page.getByText("Product Viewed").count(), 0);
});

story("on a phone the map stands stage by stage, in the reader's language", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const { link } = await api.post("shares", { map: "first-map" });
	for (const [language, words] of [["en", "More numbers"], ["pl", "Więcej liczb"], ["ru", "Ещё числа"]]) {
		for (const theme of ["light", "dark"]) {
			const page = await house.page(undefined, { at: null, language, theme, width: 390 });
			await page.goto(new URL(link, house.url).href);
			assert.equal(await page.locator("html").getAttribute("lang"), language);
			assert.ok((await sideways(page)) <= 0, "nothing scrolls sideways");
			assert.equal(await page.locator("#map").isVisible(), false, "the wide picture is not there");
			await page.getByText(words).first().waitFor();
			const small = await page.evaluate(() => [...document.querySelectorAll(".phone *")].filter((one) => one.checkVisibility() && one.textContent.trim() && parseFloat(getComputedStyle(one).fontSize) < 12.5).length);
			assert.equal(small, 0, "every word can be read");
			const stages = page.getByRole("navigation").getByRole("link");
			await stages.nth(1).click();
			assert.ok(await page.locator(`#s2 h2`).isVisible());
			assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1, "the title stands once");
			assert.deepEqual(await axe(page), []);
			await page.close();
		}
	}
});

story("on a small laptop the picture scrolls in its own box, and the page does not", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const { link } = await api.post("shares", { map: "first-map", language: "pl" });
	for (const theme of ["light", "dark"]) {
		const page = await house.page(undefined, { at: null, language: "ru", theme, width: 1366, height: 768 });
		await page.goto(new URL(link, house.url).href);
		assert.equal(await page.locator("html").getAttribute("lang"), "pl", "the link's own language");
		assert.ok((await sideways(page)) <= 0);
		const box = await page.locator("#map").evaluate((one) => ({ wide: one.scrollWidth > one.clientWidth, flow: getComputedStyle(one).overflowX, tab: one.tabIndex }));
		assert.deepEqual(box, { wide: true, flow: "auto", tab: 0 });
		await page.locator("#full").uncheck();
		assert.ok(await page.locator("#map").evaluate((one) => one.scrollWidth <= one.clientWidth), "all of it");
		assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1, "the title stands once");
		assert.equal(await page.locator(".phone").isVisible(), false);
		assert.deepEqual(await axe(page), []);
	}
});

story("a page without scripts is the same", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const { link } = await api.post("shares", { map: "first-map" });
	for (const width of [390, 1366]) {
		const page = await house.page(undefined, { at: null, width, javaScriptEnabled: false });
		await page.goto(new URL(link, house.url).href);
		assert.ok(await page.getByText("Product Viewed").locator("visible=true").count() > 0);
	}
});

story("a map is shared on the map itself, and a link is stopped there", { users: ["editor"] }, async (house) => {
	const page = await house.page("editor", { at: "/maps/first-map" });
	await page.getByRole("button", { name: "Share", exact: true }).click();
	const dialog = page.getByRole("dialog");
	await dialog.getByText("There is no link to this map yet.").waitFor();
	assert.match(page.url(), /maps\/first-map/, "it stays where it is");
	const language = dialog.getByLabel("Language of Wend’s words");
	const hidden = dialog.getByRole("checkbox", { name: "Hide what customers said word for word" });
	await language.selectOption("ru");
	await hidden.check();
	await dialog.getByRole("button", { name: "New link" }).click();
	const link = await dialog.getByRole("status").locator("code").first().textContent();
	assert.deepEqual([await language.inputValue(), await hidden.isChecked()], ["", false], "the next one begins as the first did");
	assert.match(link, /\/s\/ws_/);
	await dialog.getByRole("button", { name: "Copy the link" }).waitFor();
	assert.deepEqual(await axe(page), []);
	const reader = await house.page(undefined, { at: null });
	await reader.goto(link);
	assert.equal(await reader.locator("html").getAttribute("lang"), "ru");
	await dialog.getByRole("button", { name: "Revoke" }).click();
	await dialog.getByText("revoked", { exact: true }).waitFor();
	reader.expect(/status of 404/);
	await reader.goto(link);
	await reader.getByText("This link opens nothing").first().waitFor();
	await dialog.locator("footer").getByRole("button", { name: "Close" }).click();
	await dialog.waitFor({ state: "detached" });
});

story("a PDF is asked for with its paper, in the page's language", { users: ["editor"] }, async (house) => {
	const page = await house.page("editor", { at: "/maps/first-map", language: "pl" });
	await page.getByRole("button", { name: "Eksport" }).click();
	await page.getByRole("menuitem", { name: "PDF…" }).click();
	const dialog = page.getByRole("dialog");
	assert.ok(await dialog.getByLabel(/Jedna strona/).isChecked());
	await dialog.getByLabel(/Arkusze A4/).check();
	assert.deepEqual(await axe(page), []);
	const download = page.waitForEvent("download");
	await dialog.getByRole("button", { name: "Pobierz" }).click();
	const asked = new URL((await download).url());
	assert.deepEqual([asked.searchParams.get("paper"), asked.searchParams.get("language")], ["a4", "pl"]);
	const answer = await page.evaluate(async (url) => {
		const got = await fetch(url);
		return [got.status, got.headers.get("Content-Type"), (await got.text()).slice(0, 5)];
	}, asked.href);
	assert.deepEqual(answer, [200, "application/pdf", "%PDF-"]);
});
