// start_test.mjs - what somebody meets first: the door, files that become a map, files that do not, the demo.
import assert from "node:assert/strict";
import { axe, people, PASSWORD, story, until } from "./kit.mjs";

const orders = ["klient;zdarzenie;data;ocena", "k1;Zamówienie;2026-03-02 10:00;5", "k1;Dostawa;2026-03-04 12:00;", "k2;Zamówienie;2026-03-03 09:30;4", "k2;Zwrot;2026-03-09 18:00;1", "k3;Zamówienie;kiedyś;3", ""].join("\n");

function file(name, text) {
	return { name, mimeType: "text/csv", buffer: Buffer.from(text) };
}

async function choose(page, ...files) {
	await page.locator('input[type="file"]').first().setInputFiles(files);
}

function card(page, name) {
	return page.getByRole("article", { name });
}

story("nobody can sign in: the code of the terminal makes the first admin", { data: "empty", users: [] }, async (house) => {
	const page = await house.page(undefined);
	await page.getByRole("heading", { name: "Set up Wend" }).waitFor();
	assert.deepEqual(await axe(page), []);
	const code = await house.server.said(/first admin: (\S+)/);
	await page.getByLabel("Code from the terminal").fill("aaaa-bbbb-cccc-dddd");
	await page.getByLabel("Your name").fill("Ola");
	await page.getByLabel("E-mail").fill("ola@shop.example");
	await page.getByLabel("Choose a password", { exact: true }).fill(PASSWORD);
	page.expect(/status of 40[0-9]|status of 422/);
	await page.getByRole("button", { name: "Make the account" }).click();
	await page.getByText("That was not taken.").waitFor();
	await page.getByLabel("Code from the terminal").fill(code);
	await page.getByRole("button", { name: "Make the account" }).click();
	await page.getByRole("navigation", { name: "Main menu" }).waitFor();
	const state = await (await fetch(`${house.url}api/v1/state`)).json();
	assert.equal(state.needs_first_admin, false);
});

story("the door: wrong words are said, the focus goes back, the language changes", { data: "empty", users: ["editor"] }, async (house) => {
	const page = await house.page(undefined, { theme: "dark", width: 390 });
	page.expect(/status of 401/);
	await page.getByLabel("E-mail").fill(people.editor.email);
	const password = page.getByLabel("Password", { exact: true });
	await password.fill("not this one");
	await page.getByRole("button", { name: "Sign in" }).click();
	await page.getByText("do not fit together").waitFor();
	assert.equal(await password.evaluate((input) => input === document.activeElement), true);
	assert.deepEqual(await axe(page), []);
	await page.getByRole("radio", { name: "Polski" }).check({ force: true });
	await page.getByRole("button", { name: "Zaloguj się" }).waitFor();
	await page.getByLabel("Hasło", { exact: true }).fill(PASSWORD);
	await page.getByRole("button", { name: "Zaloguj się" }).click();
	await page.getByRole("button", { name: "Menu", exact: true }).waitFor();
});

story("a file becomes a map; what cannot be read is said", { data: "empty", users: ["editor"] }, async (house) => {
	const page = await house.page("editor", { at: "/start" });
	await page.getByRole("heading", { name: "Start with what you have" }).waitFor();
	await choose(page, file("zamówienia.csv", orders));
	const one = card(page, "zamówienia.csv");
	await one.getByText("Understood").waitFor();
	await one.getByText("1 row could not be read.").waitFor();
	await one.getByRole("button", { name: "Columns and settings" }).click();
	const role = (column) => one.getByRole("combobox", { name: `Role of the column ${column}` });
	assert.deepEqual(await Promise.all(["klient", "zdarzenie", "data", "ocena"].map((column) => role(column).inputValue())), ["customer", "event", "time", "rating"]);
	await one.getByText("Zamówienie", { exact: true }).waitFor();
	assert.deepEqual(await axe(page), []);

	// Said otherwise, it is looked at again.
	await role("ocena").selectOption("property");
	await until("it is looked at again", async () => !(await one.getByRole("combobox", { name: "Scale of ocena" }).isVisible()) && (await one.getByText("Understood").isVisible()));
	await role("ocena").selectOption("rating");
	await one.getByText("Understood").waitFor();
	await page.getByRole("button", { name: "Take in and make the map" }).click();
	// A row was left out: people look before they go on.
	await page.getByRole("button", { name: "Open the map" }).click();
	await until("the map is open", () => /#\/maps\/first-map/.test(page.url()));
	const api = await house.api("editor");
	const status = await api.get("status");
	assert.deepEqual([status.events, status.quarantined, status.customers, status.maps], [4, 1, 2, ["first-map"]]);
	const map = await api.get("maps/first-map");
	assert.equal(map.customers, 2);
	// 10:00 in Warsaw, where the browser is.
	assert.equal(status.period.from, "2026-03-02T09:00:00Z");
});

story("two clicks lead from a sound file to the map", { data: "empty", users: ["editor"] }, async (house) => {
	const page = await house.page("editor", { at: "/start", language: "ru", theme: "dark", width: 390 });
	await choose(page, file("orders.csv", orders.split("\n").filter((line) => !line.includes("kiedyś")).join("\n")));
	await page.getByText("Понятен").waitFor();
	assert.deepEqual(await axe(page), []);
	await page.getByRole("button", { name: "Загрузить и создать карту" }).click();
	await until("the map is open", () => /#\/maps\/first-map/.test(page.url()));
});

story("a broken file says what to do, and is mended by a day", { data: "empty", users: ["editor"] }, async (house) => {
	const page = await house.page("editor", { at: "/start" });
	await choose(page, file("odd.csv", "colour,opinion\nred,It was lovely and came in time\nblue,Never again will I order here\n"), file("old.xls", "\xd0\xcf\x11\xe0"));
	const odd = card(page, "odd.csv");
	await odd.getByText("No column says when it happened.").waitFor();
	await card(page, "old.xls").getByText("Needs you").waitFor();
	assert.deepEqual(await axe(page), []);
	await odd.getByLabel("Day of all rows").fill("2026-05-31");
	await odd.getByLabel("Day of all rows").press("Tab");
	await odd.getByText("Understood").waitFor();
	await odd.getByText("2 events would be taken in").waitFor();
	await card(page, "old.xls").getByRole("button", { name: "Leave out old.xls" }).click();
	await until("it is gone", async () => (await page.getByRole("article").count()) === 1);
});

story("the line breaks while a file is sent: it goes on", { data: "empty", users: ["editor"] }, async (house) => {
	const page = await house.page("editor", { at: "/start" });
	page.expect(/ERR_/, /console/);
	let broken = 0;
	await page.route(/uploads\/.*at=/, (route) => (broken++ < 4 ? route.abort("connectionreset") : route.continue()));
	await choose(page, file("orders.csv", orders));
	await page.getByText("Waiting for the server").waitFor();
	await card(page, "orders.csv").getByText("Understood").waitFor();
	assert.ok(broken > 4);
});

story("the demo fills an empty workspace", { data: "empty", users: ["editor", "viewer"] }, async (house) => {
	const page = await house.page("editor", { at: "/start" });
	await page.getByRole("button", { name: "Make the demo data" }).click();
	await until("the map is open", () => /#\/maps\/first-map/.test(page.url()), 180_000);
	const api = await house.api("editor");
	assert.equal((await api.get("status")).customers, 4000);
	await page.at("/start");
	await page.getByRole("button", { name: "See the templates" }).or(page.getByRole("link", { name: "See the templates" })).waitFor();
	assert.equal(await page.getByRole("button", { name: "Make the demo data" }).count(), 0);
	const viewer = await house.page("viewer", { at: "/start" });
	await viewer.getByText("Your role does not let you take files in.").waitFor();
});
