// channel_test.mjs - channels of the company's own: made from a touchpoint, drawn everywhere, changed while others look, refused,
// taken away.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { axe, story, until } from "./kit.mjs";
import { editing, focused, tabTo } from "./hands.mjs";

const at = "/maps/first-map";
const kiosk = { key: "kiosk", name: "Info kiosk", colour: "#0F5C2E", symbol: "office" };

async function touchpoint(api, n = 1) {
	return (await api.get("maps/first-map")).touchpoints[n];
}

function nameChannel(api, one, channel) {
	return api.get("maps/first-map/definition").then(({ revision }) =>
		api.post("maps/first-map/operations", { operations: [{ op: "set_touchpoint", at: one.id, field: "channel", value: channel, seen: revision }] }));
}

async function openPick(page, one) {
	await editing(page);
	await page.locator(`[data-touchpoint="${one.id}"]`).focus();
	await tabTo(page, (now) => now.name === `More: ${one.name}`);
	await page.keyboard.press("Enter");
	await page.getByRole("menuitem", { name: /^Channel/ }).press("Enter");
	return page.getByRole("dialog", { name: "Channel" });
}

story("a channel is made from a touchpoint by keyboard, drawn on the map, there after a reload, and behind a link", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const one = await touchpoint(api);
	const page = await house.page("editor", { at });
	const dialog = await openPick(page, one);
	assert.ok(await dialog.getByRole("radio", { name: /^From its events/ }).isChecked(), "nobody said one yet");
	assert.deepEqual(await axe(page), []);
	await tabTo(page, (now) => now.name === "New channel…");
	await page.keyboard.press("Enter");
	await until("the name has the focus", async () => (await focused(page)).role === "input");
	await page.keyboard.type("Parcel locker");
	await tabTo(page, (now) => now.type === "radio");
	await page.keyboard.press("ArrowRight"); // from blue to sea blue
	await tabTo(page, (now) => now.type === "color");
	await tabTo(page, (now) => now.type === "radio");
	for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowUp"); // other, partner, office, survey, post
	assert.ok(await dialog.getByRole("radio", { name: "post and packaging" }).isChecked());
	assert.deepEqual(await axe(page), []);
	await page.keyboard.press("Enter");
	await dialog.waitFor({ state: "hidden" });

	const mark = page.locator(`[data-touchpoint="${one.id}"] .channel`);
	assert.equal(await mark.getAttribute("title"), "Parcel locker");
	await until("the server has it", async () => (await touchpoint(api)).channel_own !== undefined);
	const { channel, channel_own } = await touchpoint(api);
	assert.deepEqual([channel, channel_own], ["post", { key: "parcel-locker", name: "Parcel locker", colour: "#0E7490", symbol: "post" }]);
	await page.at(`${at}/touchpoints`);
	assert.equal(await page.getByRole("row", { name: one.name }).locator(".channel").first().getAttribute("title"), "Parcel locker");
	await page.reload();
	await page.at(at);
	assert.equal(await mark.getAttribute("title"), "Parcel locker");
	assert.equal(await mark.locator(".mark").evaluate((element) => getComputedStyle(element).getPropertyValue("--own").trim()), "#0E7490");
	await page.getByRole("region", { name: "Legend" }).getByText("Parcel locker").waitFor();
	await page.at(`${at}?as=table`);
	await page.getByRole("cell", { name: "Parcel locker" }).waitFor();

	await page.at(`${at}?channel=parcel-locker`);
	await page.getByRole("region", { name: "Filters" }).getByText("Parcel locker").first().waitFor();
	assert.equal(await page.locator(`[data-touchpoint="${one.id}"].dim`).count(), 0);
	assert.ok((await page.locator("[data-touchpoint].dim").count()) > 0, "the others are dimmed");

	const { link } = await api.post("shares", { map: "first-map" });
	const seen = await house.page(undefined, { at: null });
	await seen.goto(new URL(link, house.url).href);
	await seen.getByText("Parcel locker", { exact: true }).first().waitFor();
	assert.match(await seen.content(), /#0E7490/);
	assert.deepEqual(await axe(seen), []);
});

story("a channel is changed in the settings, and whoever looks at a map sees it", { users: ["editor", "editor2"] }, async (house) => {
	const api = await house.api("editor");
	const one = await touchpoint(api);
	await api.post("channels", { channel: kiosk });
	await nameChannel(api, one, "kiosk");
	const page = await house.page("editor", { at: "/settings?show=channels" });
	const looks = await house.page("editor2", { at });
	const mark = looks.locator(`[data-touchpoint="${one.id}"] .channel`);
	assert.equal(await mark.getAttribute("title"), "Info kiosk");

	await page.getByRole("button", { name: "What to do with “Info kiosk”" }).click();
	await page.getByRole("menuitem", { name: "Change" }).click();
	const dialog = page.getByRole("dialog", { name: "Channel “Info kiosk”" });
	await dialog.getByRole("textbox", { name: "A colour of your own" }).fill("#FFD700");
	await dialog.getByText("Too pale to be read on white: contrast 1.4 to 1, and it takes 4.5.").waitFor();
	await dialog.getByRole("button", { name: "Save" }).click();
	await dialog.getByRole("button", { name: "Take a darker one" }).click();
	await dialog.getByText("Easy to read: contrast 4.").waitFor();
	await dialog.getByRole("textbox", { name: "Name" }).fill("E-mail");
	await dialog.getByText("Another channel goes by this name already").waitFor();
	await dialog.getByRole("textbox", { name: "Name" }).fill("Terminal");
	assert.deepEqual(await axe(page), []);

	/* somebody is first: both are shown, and nothing typed is lost */
	await api.ask("PUT", "channels/kiosk", { seen: 1, channel: { ...kiosk, name: "Booth" } });
	page.expect(/status of 409 .*channels\/kiosk/s);
	await dialog.getByRole("button", { name: "Save" }).click();
	await dialog.getByText("has changed this channel meanwhile").waitFor();
	await dialog.getByText("Booth").waitFor();
	assert.equal(await dialog.getByRole("textbox", { name: "Name" }).inputValue(), "Terminal");
	await dialog.getByRole("button", { name: "Keep mine" }).click();
	await dialog.getByRole("button", { name: "Save" }).click();
	await dialog.waitFor({ state: "hidden" });
	await until("the open map follows", async () => (await mark.getAttribute("title")) === "Terminal");
	await page.getByText("Terminal", { exact: true }).waitFor();
});

story("a channel is archived, and removed once it was said what uses it", { users: ["editor", "viewer"] }, async (house) => {
	const api = await house.api("editor");
	const one = await touchpoint(api);
	await api.post("channels", { channel: kiosk });
	await nameChannel(api, one, "kiosk");
	const page = await house.page("editor", { at: "/settings?show=channels" });
	const menu = page.getByRole("button", { name: "What to do with “Info kiosk”" });
	await menu.click();
	await page.getByRole("menuitem", { name: "Archive" }).click();
	await page.getByRole("heading", { name: "Archived" }).waitFor();
	assert.equal((await touchpoint(api)).channel_own.name, "Info kiosk", "it stays where it is");
	await page.at(at);
	const other = await touchpoint(api, 2);
	const dialog = await openPick(page, other);
	assert.equal(await dialog.getByRole("radio", { name: "Info kiosk" }).count(), 0, "it is not offered any more");
	await page.keyboard.press("Escape");

	await page.at("/settings?show=channels");
	await menu.click();
	await page.getByRole("menuitem", { name: "Remove" }).click();
	const sure = page.getByRole("dialog", { name: "Remove the channel “Info kiosk”?" });
	await sure.getByText(`1 touchpoint names it: Customer journey: ${one.name}.`).waitFor();
	await sure.getByRole("button", { name: "Remove" }).click();
	await page.getByText("The channel “Info kiosk” is removed").waitFor();
	assert.equal((await touchpoint(api)).channel_own, undefined);
	await page.getByRole("button", { name: "Undo" }).click();
	await until("it is back", async () => (await touchpoint(api)).channel_own?.name === "Info kiosk");

	/* one that Wend knows, under another name */
	await page.getByRole("button", { name: "What to do with “website”" }).click();
	await page.getByRole("menuitem", { name: "Change" }).click();
	const dress = page.getByRole("dialog", { name: "Channel “website”" });
	await dress.getByRole("textbox", { name: "Name" }).fill("Our shop online");
	await page.keyboard.press("Enter");
	await dress.waitFor({ state: "hidden" });
	const dressed = (await api.get("maps/first-map")).touchpoints.filter((each) => each.channel === "website");
	assert.ok(dressed.length > 1 && dressed.every((each) => each.channel_own.name === "Our shop online"));

	const looks = await house.page("viewer", { at: "/settings?show=channels" });
	await looks.getByText("Only editors and administrators change channels.").waitFor();
	await looks.getByText("Our shop online").waitFor();
	assert.equal(await looks.getByRole("button", { name: /^What to do with/ }).count(), 0);
	assert.deepEqual(await axe(looks), []);
});

for (const [language, theme, width] of [["en", "light", 1440], ["pl", "dark", 390], ["ru", "dark", 1440], ["ru", "light", 390]])
	story(`the channels are for everybody (${language}, ${theme}, ${width})`, { users: ["editor"] }, async (house) => {
		const api = await house.api("editor");
		await api.post("channels", { channel: { ...kiosk, name: "<script>alert(1)</script> ".repeat(7).trim() } });
		await api.post("channels", { channel: { ...kiosk, key: "rtl", name: "כספומט", archived: true } });
		const page = await house.page("editor", { at: "/settings?show=channels", language, theme, width });
		assert.deepEqual(await axe(page), []);
		await page.at("/settings?show=channels&new=yes");
		assert.deepEqual(await axe(page), []);
		assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing goes sideways");
	});

// The colours offered are those that the server's drawings have for the known ones: whoever changes one sees it there.
story("the colours on the page are the server's", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const text = readFileSync(new URL("../../ui/src/views/settings/Channels.svelte", import.meta.url), "utf8");
	const known = Object.fromEntries([...text.matchAll(/(\w+): '(#[0-9A-F]{6})'/g)].map(([, key, colour]) => [key, colour]));
	const drawn = readFileSync(new URL("../../src/model/channel.c", import.meta.url), "utf8");
	for (const [, key, colour] of drawn.matchAll(/\{ "(\w+)", "[^"]+", "(#[0-9A-F]{6})" \}/g))
		if (key !== "other") assert.equal(known[key], colour, key);
	assert.equal(Object.keys(known).length, 12);
	assert.equal((await api.ask("POST", "channels", { channel: { ...kiosk, colour: "#FFD700" } })).status, 422);
});
