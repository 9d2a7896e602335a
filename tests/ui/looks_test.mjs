// looks_test.mjs - what stays readable: long, foreign and hostile names, 320 px, letters set wide apart; what was refused
// goes back; what is said can be pressed; what the clipboard keeps to itself is selected.
import assert from "node:assert/strict";
import { axe, story, until } from "./kit.mjs";
import { furnish, views } from "./views.mjs";

const hard = [
	"W".repeat(200),
	"A long title that somebody wrote with many words ".repeat(5).slice(0, 200).trim(),
	"<script>alert(1)</script>",
	"\u202Eevil gnp.exe",
	"שלום עולם, כותרת ארוכה מאוד של מפה",
];

async function harden(house) {
	const api = await house.api("admin");
	const { definition, revision } = await api.get("maps/first-map/definition");
	for (const [i, stage] of definition.stages.entries()) stage.name = hard[i % hard.length];
	definition.title = hard[1];
	definition.owner = hard[0].slice(0, 100);
	const points = definition.stages.flatMap((stage) => stage.touchpoints);
	for (const [i, name] of hard.entries()) points[i].name = name;
	await api.put("maps/first-map/definition", { seen: revision, definition });
	for (const [i, name] of hard.entries()) {
		await api.post("segments", { segment: { id: `s${i}`, name, about: name, rule: { did: "Ad Clicked" } } });
		await api.post("personas", { persona: { id: `p${i}`, name, quote: name, summary: name, segment: `s${i}`, goals: [{ text: name, basis: "reported", evidence: name }] } });
		await api.post("opportunities", { opportunity: { id: `o${i}`, title: name, about: name, map: "first-map", effort: i, customer_value: 50, business_value: 50, owner: name, effect: { low: 1e9, high: 9.9e9, unit: name.slice(0, 60) } } });
		await api.post("notes", { map: "first-map", touchpoint: points[i].id, text: name });
		await api.post("shares", { map: "first-map", title: name.replace("\u202E", "") });
	}
}

// WCAG 1.4.12, but for the distance of paragraphs, which moves nothing sideways.
const spaced = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }";

const tabs = ["/settings?show=users", "/settings?show=shares", "/settings?show=tokens", "/settings?show=data", "/settings?show=audit", "/maps/first-map/flow?show=moves", "/maps/first-map/flow?show=paths", "/maps/first-map/history?show=compare&all=yes", "/opportunities?as=matrix", "/sources?tab=live", "/segments/s0", "/personas/p0"];

// Texts that stick out of the window, though nothing around them scrolls.
function sticking() {
	const scrolls = (element) => {
		for (let at = element; at && at !== document.body; at = at.parentElement) if (getComputedStyle(at).overflowX !== "visible") return true;
		return false;
	};
	return [...document.querySelectorAll("main *")]
		.filter((one) => one.checkVisibility() && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) && !one.closest(".unseen, .tip"))
		.filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !scrolls(one))
		.map((one) => `${one.localName}.${one.className}: ${one.textContent.trim().slice(0, 40)}`);
}

story("no view is too wide for 320 px, whatever it is given and however letters are set", { users: ["admin"] }, async (house) => {
	await furnish(house);
	await harden(house);
	const page = await house.page("admin", { width: 320, height: 800, touch: false, language: "ru" });
	page.expect(/status of 503 .*\/api\/v1\/live/);
	const found = [];
	const places = views.filter(({ name, who }) => who !== null && !["map", "table", "present"].includes(name)).map(({ at }) => at);
	for (const at of [...places, ...tabs]) {
		await page.at(at);
		// The policy lets no style in but by this way.
		await page.evaluate((text) => {
			const sheet = new CSSStyleSheet();
			sheet.replaceSync(text);
			document.adoptedStyleSheets = [sheet];
		}, spaced);
		const [wide, out] = [await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), await page.evaluate(sticking)];
		if (wide > 0) found.push(`${at}: ${wide} px too wide`);
		found.push(...out.map((text) => `${at}: ${text}`));
	}
	assert.deepEqual(found, []);
});

story("on a phone lists stand below each other, each value beside its name, and can be sorted", { users: ["admin"] }, async (house) => {
	await furnish(house);
	const page = await house.page("admin", { width: 390, height: 844 });
	for (const at of ["/segments", "/opportunities", "/sources"]) {
		await page.at(at);
		const table = page.getByRole("table").first();
		await table.waitFor();
		const seen = await table.evaluate((one) => ({
			wider: one.parentElement.scrollWidth - one.parentElement.clientWidth,
			unnamed: [...one.querySelectorAll("td")].filter((cell) => !cell.dataset.label && !cell.querySelector("button") && cell.textContent.trim()).length,
			rows: one.querySelectorAll("tbody tr").length,
		}));
		assert.ok(seen.wider <= 0 && seen.unnamed === 0 && seen.rows > 0, `${at}: ${JSON.stringify(seen)}`);
		assert.deepEqual(await axe(page), []);
	}
	const rows = page.getByRole("table").locator("tbody tr");
	await page.getByRole("columnheader", { name: "Rows" }).getByRole("button").click();
	const counts = (await rows.locator('td[data-label="Rows"]').allInnerTexts()).map((text) => Number(text.replace(/\D/g, "")));
	assert.deepEqual(counts, counts.toSorted((a, b) => b - a));
});

story("a name that runs the other way turns nothing round but itself", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	await api.post("personas", { persona: { id: "evil", name: "\u202Egnp.live" } });
	const page = await house.page("editor", { at: "/personas" });
	await page.getByRole("button", { name: /gnp\.live/ }).click();
	await page.getByRole("menuitem", { name: "Duplicate" }).click();
	const said = page.locator(".toast span").first();
	assert.match(await said.innerText(), /\u2068\u202Egnp\.live\u2069/);
	const { personas } = await api.get("personas");
	const names = personas.map((row) => row.persona.name);
	assert.equal(names.length, 2);
	assert.ok(names.every((name) => !/[\u2068\u2069]/.test(name)), "what is kept has no marks of the page's own");
});

story("words stand beside the flow's ribbons, in as many columns as were asked for", { users: ["viewer", "editor"] }, async (house) => {
	const page = await house.page("editor", { at: "/maps/first-map/flow" });
	assert.equal(await page.locator("svg text.head").count(), 5);
	await page.getByLabel("Visits").selectOption("3");
	await until("three columns", async () => (await page.locator("svg text.head").count()) === 3);
	const crossed = await page.evaluate(async () => {
		await new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then))); // what a foreignObject holds moves with the next picture
		const box = (one) => one.getBoundingClientRect();
		const texts = [...document.querySelectorAll("foreignObject .words > div")];
		const ribbons = [...document.querySelectorAll("path.ribbon")].map(box);
		const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
		return texts.filter((one) => ribbons.some((ribbon) => meet(box(one), ribbon))).map((one) => `${one.textContent.trim()} ${JSON.stringify(box(one))} ${JSON.stringify(ribbons.find((ribbon) => meet(box(one), ribbon)))}`);
	});
	assert.deepEqual(crossed, []);
});

story("a role that is refused goes back, and why is said", { users: ["admin"] }, async (house) => {
	const page = await house.page("admin", { at: "/settings?show=users" });
	page.expect(/status of 409/);
	const role = page.getByRole("combobox", { name: /Ada Nowak/ });
	await role.selectOption("viewer");
	await page.getByText("is the last admin").waitFor();
	assert.equal(await role.inputValue(), "admin");
});

story("a status that is refused goes back; what is said can be pressed with a dialog open", { users: ["editor"] }, async (house) => {
	await (await house.api("editor")).post("opportunities", { opportunity: { id: "one", title: "Tell the costs", status: "planned" } });
	const page = await house.page("editor", { at: "/opportunities" });
	page.expect(/status of 503/);
	await page.route("**/api/v1/opportunities/one", (route) => route.fulfill({ status: 503, contentType: "application/problem+json", body: '{"status":503,"title":"No","detail":"no room left"}' }));
	const status = page.getByRole("combobox", { name: "Status: Tell the costs" });
	await status.selectOption("done");
	const said = page.getByText("no room left");
	await said.waitFor();
	assert.equal(await status.inputValue(), "planned");
	await page.getByRole("button", { name: "Tell the costs" }).click();
	const dialog = page.getByRole("dialog", { name: "Opportunity" });
	await dialog.waitFor();
	await page.locator(".toast").getByRole("button", { name: "Close" }).click();
	assert.equal(await said.count(), 0);
	assert.equal(await dialog.count(), 1, "the dialog stays");
	await page.keyboard.press("Escape");
	await status.selectOption("done");
	await said.waitFor(); // seen again, after the dialog that it stood in is gone
});

story("what the clipboard keeps to itself is selected; what is not revoked is said", { users: ["admin"] }, async (house) => {
	const page = await house.page("admin", { at: "/settings?show=tokens" });
	page.expect(/status of 503/);
	await page.getByRole("button", { name: "New token" }).click();
	await page.getByRole("dialog").getByLabel("Name").fill("cash desk");
	await page.keyboard.press("Enter"); // the form's own button
	const token = await page.locator("code").innerText();
	await page.evaluate(() => {
		Object.defineProperty(navigator, "clipboard", { value: undefined, configurable: true }); // as without https
		document.execCommand = () => false;
	});
	await page.getByRole("button", { name: "Copy", exact: true }).click();
	await page.getByText("The text is selected").waitFor();
	assert.equal(await page.evaluate(() => String(getSelection())), token);
	await page.route("**/api/v1/tokens/*", (route) => route.fulfill({ status: 503, contentType: "application/problem+json", body: '{"status":503,"title":"No","detail":"not just now"}' }));
	await page.getByRole("row", { name: /cash desk/ }).getByRole("button", { name: "Revoke" }).click();
	await page.getByText("not just now").waitFor();
});

story("a page of a list that does not come is said, and comes when it is asked again", { users: ["admin"] }, async (house) => {
	const api = await house.api("admin");
	for (let i = 0; i < 60; i++) await api.post("notes", { map: "first-map", touchpoint: "Ad Clicked", text: `note ${i}` });
	const page = await house.page("admin", { at: "/settings?show=audit" });
	page.expect(/status of 503/);
	const rows = () => page.getByRole("row").count();
	const first = await rows();
	let broken = true;
	await page.route("**/api/v1/audit?*cursor*", (route) => (broken ? route.fulfill({ status: 503, contentType: "application/problem+json", body: '{"status":503,"title":"No","detail":"not just now"}' }) : route.continue()));
	await page.getByRole("button", { name: "Show more" }).click();
	await page.getByText("not just now").waitFor();
	assert.equal(await rows(), first, "what is there stays");
	broken = false;
	await page.getByRole("button", { name: "Try again" }).click();
	await until("the next page", async () => (await rows()) > first);
});

story("findings are asked for once, whatever else changes in the address", { users: ["editor"] }, async (house) => {
	const page = await house.page("editor", { at: "/maps/first-map/voice" });
	let asked = 0;
	page.on("request", (request) => (asked += Number(/\/findings/.test(request.url()))));
	await page.evaluate(() => (location.hash += "?other=1"));
	await page.settled();
	assert.equal(asked, 0);
	await page.getByLabel("Kind").selectOption("pain");
	await page.settled();
	assert.equal(asked, 1);
});
