// names_test.mjs - every view as it is read out: everything has a name, no two of a name do different things, headings step by
// step, tables with heads; what a search comes to is said.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { all, lost, tree } from "./ax.mjs";
import { editing } from "./hands.mjs";
import { open, until } from "./kit.mjs";
import { furnish, views } from "./views.mjs";

// Words of one language may fall together in another; on a phone there is another map.
const settings = [{ language: "en" }, { language: "pl" }, { language: "ru", width: 390 }];
let house;
let page;
const pages = [];

before(async () => {
	house = await open({ users: ["admin", "editor", "viewer"] });
	await furnish(house);
	const api = await house.api("admin");
	// Two of everything: one alone is never mistaken for another.
	await api.post("comments", { comment: { map: "first-map", at: "Ad Clicked", text: "Which campaign was it?" } });
	await api.post("shares", { map: "first-map", title: "For the shop" });
	for (const name of ["cash desk", "warehouse"]) await api.post("tokens", { name, grants: "read" });
	for (const [key, name] of [["kiosk", "Info kiosk"], ["fair", "At the fair"]]) await api.post("channels", { channel: { key, name, symbol: "store", colour: "#1F6FB2" } });
	for (const one of settings) pages.push(await house.page("admin", { at: "/maps", ...one }));
	for (const one of pages) one.expect(/status of 503 .*\/api\/v1\/live/);
	page = pages[0];
});
after(() => house.close());

const parts = [
	...["me", "users", "shares", "channels", "tokens", "data", "audit"].map((show) => `/settings?show=${show}`),
	...["texts&q=delivery", "feelings", "new"].map((show) => `/maps/first-map/voice?show=${show}`),
	...["moves", "paths"].map((show) => `/maps/first-map/flow?show=${show}`),
	"/maps/first-map/history?show=compare&all=yes", "/opportunities?as=matrix", "/opportunities?open=tracking", "/sources?tab=live", "/segments?new=yes", "/settings?show=shares&new=yes",
];

for (const { name, at, who } of views)
	test(`${name}: everything has a name of its own`, async () => {
		const found = [];
		for (const [i, one] of settings.entries()) {
			const here = who === null ? await house.page(null, { at, ...one }) : pages[i];
			await here.at(at);
			const root = await tree(here);
			assert.ok([...all(root)].length > 10, "something is there");
			found.push(...lost(root).map((text) => `${one.language}: ${text}`));
		}
		assert.deepEqual(found, []);
	});

test("the parts of the views", async () => {
	const found = [];
	for (const at of parts) {
		await page.at(at);
		found.push(...lost(await tree(page)).map((one) => `${at}: ${one}`));
	}
	assert.deepEqual(found, []);
});

// What is opened: by its menu's or its button's name.
const opened = {
	"the comments": async () => page.getByRole("button", { name: "Comments" }).click(),
	"the events": async () => page.getByRole("button", { name: "Events", exact: true }).click(),
	"a touchpoint's menu": async () => page.getByRole("button", { name: "More: Ad Clicked" }).click(),
	"the lanes": async () => {
		await page.getByRole("button", { name: "Add" }).click();
		await page.getByRole("menuitem", { name: "Lanes" }).click();
	},
	"about the map": async () => {
		await page.getByRole("button", { name: "Add" }).click();
		await page.getByRole("menuitem", { name: "About this map" }).click();
	},
	"a cell": async () => {
		await page.locator('[data-place="4-0"]').focus();
		await page.keyboard.press("Enter");
		await page.getByRole("button", { name: "Another sentence" }).click();
	},
	"what is behind a number": async () => {
		await page.locator('[data-place="3-0"]').focus();
		await page.keyboard.press("Space");
	},
};

test("the map while it is changed", async () => {
	const found = [];
	for (const [what, step] of Object.entries({ nothing: () => undefined, ...opened })) {
		await page.at("/maps");
		await page.at("/maps/first-map");
		await editing(page);
		await step();
		await page.settled();
		found.push(...lost(await tree(page)).map((one) => `${what}: ${one}`));
	}
	assert.deepEqual(found, []);
});

// Somebody who does not see the list hears what is left of it.
const searches = [
	["/notes", "Search in notes", "courier"],
	["/maps", "Find a map", "second", async (api) => {
		const { definition } = await api.get("maps/first-map/definition");
		for (const id of ["second", "third", "fourth"]) await api.put(`maps/${id}/definition`, { seen: 0, definition: { ...definition, map: id, title: `Map ${id}` } });
	}],
	["/maps/first-map/voice?show=texts", "Search", "delivery"],
];

test("what a search comes to is said", async () => {
	const silent = [];
	for (const [at, name, there, prepare] of searches) {
		await prepare?.(await house.api("admin"));
		await page.at(at);
		const field = page.getByRole("searchbox", { name }).first();
		if (!(await field.count())) {
			silent.push(`${at} has no ${name}`);
			continue;
		}
		const said = () => page.evaluate(() => [...document.querySelectorAll("main :is([role=status], [role=alert], [aria-live])")].map((one) => one.textContent.trim()).join("|"));
		const was = await said();
		for (const [text, then] of [[there, was], ["no such word", ""]]) {
			const before = then || (await said());
			await field.fill(text);
			await field.press("Enter");
			await until(`${at}: it is said`, async () => (await said()) !== before, 8000).catch(() => silent.push(`${at} ${text}`));
		}
	}
	assert.deepEqual(silent, []);
});
