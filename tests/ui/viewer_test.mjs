// viewer_test.mjs - somebody who may only look goes through every view and presses whatever can be pressed: nothing is refused,
// nothing is offered to be changed, nothing of a draft is seen.
import assert from "node:assert/strict";
import { axe, story } from "./kit.mjs";
import { furnish, views } from "./views.mjs";

const secret = "Only in the draft";
const parts = [
	...["me", "users", "shares", "channels", "tokens", "data", "audit"].map((show) => `/settings?show=${show}`),
	...["texts&q=delivery", "feelings", "new"].map((show) => `/maps/first-map/voice?show=${show}`),
	...["moves", "paths"].map((show) => `/maps/first-map/flow?show=${show}`),
	"/maps/first-map/history?show=compare&all=yes", "/maps/first-map?comment=1", "/opportunities?as=matrix", "/opportunities?open=tracking", "/opportunities?new=yes",
	"/segments?new=yes", "/personas?new=yes", "/settings?show=shares&new=yes&map=first-map", "/settings?show=channels&new=yes", "/maps/second",
];
const changes = /^(edit|add|new|save|publish|delete|remove|confirm|reject|correct|share|write|import|make it|undo|revoke|shut out|invite|upload|merge|split|archive|duplicate|send|answer|done|read .* again)\b/i;
// One's own: password, second factor, sessions, tokens that may no more than oneself; the steps of a funnel, which nobody keeps.
const own = /password|second factor|sessions|turn it on|language|appearance|account|^new token|^add a step|^remove (?=[A-Z]\w+ [A-Z])/i;
const most = 12; // pressed in a view

async function draft(house) {
	const api = await house.api("editor");
	const { definition, revision } = await api.get("maps/first-map/definition");
	const [first] = definition.stages[0].touchpoints;
	const operations = [
		{ op: "rename_touchpoint", at: first.id, name: `${secret}: a name` },
		{ op: "put_cell", at: first.id, lane: "needs", text: `${secret}: a sentence`, basis: "assumed" },
	];
	await api.post("maps/first-map/operations", { revision, operations });
	await api.put("maps/second/definition", { seen: 0, definition: { ...definition, map: "second", title: `${secret}: a map` } });
	await api.post("comments", { comment: { map: "first-map", at: first.id, text: `${secret}: a comment` } });
}

// What goes wrong while the page is looked at: refusals, and words of the draft in an answer.
function watched(page) {
	const found = new Set();
	const open = new Set();
	page.on("response", (answer) => {
		if (!/\/api\//.test(answer.url()) || /\/live/.test(answer.url())) return;
		const what = `${answer.request().method()} ${answer.url().replace(/^.*\/api/, "/api")}`;
		if (answer.status() === 403 || answer.status() === 401) found.add(`refused: ${what}`);
		const read = answer.text().then((text) => text.includes(secret) && found.add(`of the draft: ${what}`), () => undefined).finally(() => open.delete(read));
		open.add(read);
	});
	return async () => {
		await Promise.all(open);
		return [...found];
	};
}

const pressable = "main :is(button, a[href], input, select, textarea, [role=switch], [role=tab])";

function offered(page) {
	return page.evaluate((all) => {
		const nameOf = (one) => (one.getAttribute("aria-label") ?? one.labels?.[0]?.innerText ?? one.innerText ?? "").trim().replace(/\s+/g, " ");
		return [...document.querySelectorAll(all)].filter((one) => one.checkVisibility() && !one.closest("th") && !one.matches(":disabled, [aria-disabled=true]")).map((one) => ({ name: nameOf(one), button: one.matches("button") && !one.matches("form button[type=submit]") }));
	}, pressable);
}

story("every view, looked at and pressed", { users: ["admin", "editor", "viewer"] }, async (house) => {
	await furnish(house);
	await draft(house);
	const page = await house.page("viewer", { at: "/maps" });
	page.expect(/status of 40[34]/, /status of 503 .*\/api\/v1\/live/);
	const seen = watched(page);
	const found = [];
	const pressed = new Set();
	for (const at of [...views.filter(({ who, name }) => who !== null && name !== "design").map((one) => one.at), ...parts]) {
		await page.at(at);
		const here = await offered(page);
		found.push(...here.filter(({ name }) => changes.test(name) && !own.test(name)).map(({ name }) => `${at}: offers “${name}”`));
		if ((await page.locator("body").innerText()).includes(secret)) found.push(`${at}: shows the draft`);
		const before = pressed.size;
		for (const { name, button } of here) {
			if (pressed.size - before >= most) break;
			if (!button || !name || own.test(name) || pressed.has(`${at.split("?")[0]} ${name.replace(/\d+/g, "")}`)) continue;
			pressed.add(`${at.split("?")[0]} ${name.replace(/\d+/g, "")}`);
			const one = page.locator("main").getByRole("button", { name, exact: true }).first();
			if (!(await one.isVisible().catch(() => false))) continue;
			await one.click({ timeout: 2000 }).catch((error) => found.push(`${at}: “${name}” cannot be pressed: ${error.message.split("\n")[0]}`));
			await page.settled();
			await page.keyboard.press("Escape");
			if (!page.url().endsWith(at)) await page.at(at);
		}
		for (const text of await seen()) if (!found.includes(text)) found.push(text);
	}
	await page.at("/settings?show=tokens");
	await page.getByRole("button", { name: "New token" }).click();
	await page.getByRole("dialog").getByLabel("Name").fill("my own");
	assert.deepEqual(await page.getByRole("dialog").getByRole("checkbox").count(), 1, "to read, and no more");
	await page.keyboard.press("Enter");
	await page.getByText("This is the token.").waitFor();
	found.push(...(await seen()).filter((one) => !found.includes(one)));
	assert.deepEqual(found, []);
	assert.ok(pressed.size > 20, `${pressed.size} pressed`);
	assert.deepEqual(await axe(page), []);
});

story("nothing is published: that is said, everywhere", { users: ["editor", "viewer"] }, async (house) => {
	const page = await house.page("viewer", { at: "/maps" });
	page.expect(/status of 404/);
	const seen = watched(page);
	await page.getByText("Nothing is published yet").waitFor();
	for (const at of ["/maps/first-map", "/maps/first-map/flow", "/personas", "/segments", "/opportunities", "/notes"]) {
		await page.at(at);
		assert.equal(await page.getByRole("heading", { name: "The page stumbled" }).count(), 0, at);
	}
	assert.deepEqual(await seen(), []);
	// Published while the viewer looks.
	const api = await house.api("editor");
	await page.at("/maps");
	await api.post("maps/first-map/versions", { note: "first" });
	await page.reload();
	await page.settled();
	await page.getByRole("heading", { name: "Customer journey", exact: false }).first().waitFor();
});
