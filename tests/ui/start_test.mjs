// start_test.mjs - what somebody meets first: the door, files that become a map, files that do not, the demo.
import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { axe, people, PASSWORD, story, until } from "./kit.mjs";
import { workbook, zip } from "./zip.mjs";

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
	// What would become of the rows, the one that cannot be read with its reason; and what stands in the columns.
	const events = one.getByRole("region", { name: "What would become of the first rows" });
	await events.getByRole("row").filter({ hasText: "Not read" }).getByText("“kiedyś” in the column “data” is no time").waitFor();
	await events.getByRole("row").filter({ hasText: "Zwrot" }).getByText("1 (1–5)").waitFor();
	await one.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "zdarzenie" }) }).getByText("Zamówienie", { exact: true }).waitFor();
	assert.deepEqual(await axe(page), []);

	// Said otherwise, it is looked at again.
	await role("ocena").selectOption("property");
	await until("it is looked at again", async () => !(await one.getByRole("combobox", { name: "Scale of ocena" }).isVisible()) && (await one.getByText("Understood").isVisible()));
	await until("the effect is seen", async () => (await events.getByText("(1–5)").count()) === 0);
	await role("ocena").selectOption("rating");
	await events.getByText("(1–5)").first().waitFor();
	// The zone is chosen where one reads of it: 10:00 in Lisbon is 10:00 there, whatever it is here.
	const zone = one.getByLabel("Times that name no time zone are read as");
	await zone.fill("Lisbon");
	await page.getByRole("option", { name: "Europe/Lisbon" }).click();
	await one.getByText("in the time of Europe/Lisbon").waitFor();
	await one.getByText("Understood").waitFor();
	await zone.fill("Warsaw");
	await page.getByRole("option", { name: "Europe/Warsaw" }).click();
	await one.getByText("in the time of Europe/Warsaw").waitFor();
	await one.getByText("Understood").waitFor();
	await page.getByRole("button", { name: "Take in and make the map" }).click();
	// A row was left out: people look before they go on, and need not look for it.
	const result = page.getByRole("region", { name: "What came of it" });
	await result.getByText("4 events taken in").waitFor();
	assert.equal(await result.evaluate((element) => element === document.activeElement && element.getBoundingClientRect().top < innerHeight / 2), true);
	await result.getByRole("link", { name: "Show" }).waitFor();
	assert.deepEqual(await axe(page), []);
	await result.getByRole("button", { name: "Open the map" }).click();
	await until("the map is open", () => /#\/maps\/first-map/.test(page.url()));
	const api = await house.api("editor");
	const status = await api.get("status");
	assert.deepEqual([status.events, status.quarantined, status.customers, status.maps], [4, 1, 2, ["first-map"]]);
	const map = await api.get("maps/first-map");
	assert.equal(map.customers, 2);
	// 10:00 in Warsaw, where the browser is.
	assert.equal(status.period.from, "2026-03-02T09:00:00Z");
});

const sound = orders.split("\n").filter((line) => !line.includes("kiedyś")).join("\n");

story("two clicks lead from a sound file to the map", { data: "empty", users: ["editor"] }, async (house) => {
	const page = await house.page("editor", { at: "/start", language: "ru", theme: "dark", width: 390 });
	await choose(page, file("orders.csv", sound));
	await page.getByText("Понятен").waitFor();
	assert.deepEqual(await axe(page), []);
	await page.getByRole("button", { name: "Загрузить и создать карту" }).click();
	await until("the map is open", () => /#\/maps\/first-map/.test(page.url()));
	// What Wend itself names is named in the language of whoever asked for the map; their own words stay.
	await page.getByRole("heading", { level: 1, name: "Путь клиента" }).waitFor();
	const map = await (await house.api("editor")).get("maps/first-map");
	assert.deepEqual(map.touchpoints.map((one) => one.name).sort(), ["Dostawa", "Zamówienie", "Zwrot"]);
	assert.ok(map.stages.every((one) => /^[А-ЯЁ]/.test(one.name) || map.touchpoints.some((at) => at.name === one.name)), JSON.stringify(map.stages.map((one) => one.name)));
});

story("a broken file says what to do, and is mended by a day", { data: "empty", users: ["editor"] }, async (house) => {
	const page = await house.page("editor", { at: "/start" });
	await choose(page, file("odd.csv", "colour,opinion\nred,It was lovely and came in time\nblue,Never again will I order here\n"), file("old.xls", "\xd0\xcf\x11\xe0"));
	const odd = card(page, "odd.csv");
	await odd.getByText("No column says when it happened.").waitFor();
	await card(page, "old.xls").getByText("Needs you").waitFor();
	assert.deepEqual(await axe(page), []);
	await odd.getByLabel("On which day was it?").fill("2026-05-31");
	await odd.getByRole("button", { name: "Use this day" }).click();
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

story("a file without names of its columns: that is seen, or said, and said back", { data: "empty", users: ["editor"] }, async (house) => {
	const page = await house.page("editor", { at: "/start" });
	await choose(page, file("clear.csv", "k1;Zakup;2026-03-02 10:00\nk2;Zwrot;2026-03-03 11:00\n"), file("doubtful.csv", "Ewa;Zakup;jutro\nJan;Zwrot;wczoraj\n"));
	const clear = card(page, "clear.csv");
	await clear.getByRole("combobox", { name: "Role of the column column 2" }).selectOption("event");
	await clear.getByText("Understood").waitFor();
	await clear.getByText("2 events would be taken in").waitFor();
	await clear.getByText(/What Wend assumed/).click();
	await clear.getByText("The first line is data already").first().waitFor();
	await clear.getByLabel("First line").selectOption("yes");
	await clear.getByRole("combobox", { name: "Role of the column Zakup" }).waitFor();
	await clear.getByLabel("First line").selectOption("");
	await clear.getByRole("combobox", { name: "Role of the column column 2" }).waitFor();
	// Words everywhere: the first line is taken for names until somebody says otherwise.
	const doubtful = card(page, "doubtful.csv");
	await doubtful.getByRole("combobox", { name: "Role of the column Ewa" }).waitFor();
	await doubtful.getByLabel("First line").selectOption("no");
	await doubtful.getByRole("combobox", { name: "Role of the column column 1" }).selectOption("customer");
	await doubtful.getByRole("combobox", { name: "Role of the column column 2" }).selectOption("event");
	await doubtful.getByLabel("On which day was it?").fill("2026-05-31");
	await doubtful.getByRole("button", { name: "Use this day" }).click();
	await doubtful.getByText("2 events would be taken in").waitFor();
	assert.deepEqual(await axe(page), []);
});

const questions = Array.from({ length: 298 }, (_, i) => `Q${i + 1}PART${i % 9}`);
const wide = [["respondent", "filled on", ...questions], ...Array.from({ length: 30 }, (_, row) => [`r${row}`, `2026-03-${String(1 + (row % 28)).padStart(2, "0")}`, ...questions.map((_, i) => (i === 297 ? "Somebody wrote these words about the shop here" : 1 + ((row * 7 + i) % 5)))])].map((row) => row.join(",")).join("\n");

story("300 columns: each is found, many are said at once, what is doubtful comes first", { data: "empty", users: ["editor"] }, async (house) => {
	const page = await house.page("editor", { at: "/start" });
	await choose(page, file("survey.csv", wide));
	const one = card(page, "survey.csv");
	// Nothing says when: of its columns all are there all the same.
	await one.getByText("Needs you").waitFor();
	const find = one.getByRole("searchbox", { name: /Find a column/ });
	await find.fill("filled on");
	const started = Date.now();
	await one.getByRole("combobox", { name: "Role of the column filled on" }).selectOption("time");
	await one.getByText("Understood").waitFor();
	assert.ok(Date.now() - started < 10_000);
	await find.fill("PART3");
	await one.getByRole("group", { name: "Read all 33 columns shown as" }).waitFor();
	assert.equal(await one.getByRole("combobox", { name: /^Role of the column/ }).count(), 33);
	await one.getByRole("button", { name: "Do so" }).click();
	await one.getByText("Understood").waitFor();
	await until("ratings are seen", async () => (await one.getByRole("region", { name: "What would become of the first rows" }).getByText("(1–5)").count()) > 3);
	assert.deepEqual(await axe(page), []);
	await find.fill("Q298");
	await one.getByRole("combobox", { name: "Role of the column Q298PART0" }).waitFor();
	await find.fill("");
	await one.getByRole("button", { name: /^Show \d+ more columns/ }).click();
	// What one column alone can be leaves the other.
	await find.fill("respondent");
	await one.getByRole("combobox", { name: "Role of the column respondent" }).selectOption("email");
	await find.fill("Q1PART0");
	await one.getByRole("combobox", { name: "Role of the column Q1PART0" }).selectOption("email");
	await one.getByText("Understood").waitFor();
	await find.fill("respondent");
	await until("only one is", async () => (await one.getByRole("combobox", { name: "Role of the column respondent" }).inputValue()) !== "email");
});

const sheets = { Notes: [["about", "whom"], ["this", "that"]], Orders: [["customer", "event", "date"], ["k1", "Ordered", "2026-03-02"], ["k2", "Returned", "2026-03-03"]] };

story("a workbook's other sheet, packed files, an archive: what stands in them is shown", { data: "empty", users: ["editor"] }, async (house) => {
	const page = await house.page("editor", { at: "/start" });
	await choose(page, { name: "book.xlsx", mimeType: "application/zip", buffer: workbook(sheets) });
	const book = card(page, "book.xlsx");
	await book.getByText("Needs you").waitFor();
	await book.getByLabel("Or is it on another sheet?").selectOption("Orders");
	await book.getByText("Understood").waitFor();
	await book.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "customer" }) }).getByText("k2").waitFor().catch(async () => book.getByRole("button", { name: /^Columns and settings/ }).click());
	await book.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "customer" }) }).getByText("k2").waitFor();

	await choose(page, { name: "orders.csv.gz", mimeType: "application/gzip", buffer: gzipSync(orders) });
	const packed = card(page, "orders.csv.gz");
	await packed.getByText("Understood").waitFor();
	await packed.getByRole("button", { name: /^Columns and settings/ }).click();
	await packed.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "zdarzenie" }) }).getByText("Dostawa").waitFor();

	await choose(page, { name: "all.zip", mimeType: "application/zip", buffer: zip({ "orders.csv": orders, "odd.csv": "a,b\n1,2\n" }) });
	const archive = card(page, "all.zip");
	await archive.getByText("Not all of it was understood: odd.csv").waitFor();
	await archive.getByText("orders.csv", { exact: true }).waitFor();
	assert.equal(await archive.getByText("uploads/").count(), 0);
	assert.deepEqual(await axe(page), []);
	// Each by itself, its columns can be said.
	await archive.getByRole("button", { name: "Take its files one by one" }).click();
	await card(page, "orders.csv").getByText("Understood").waitFor();
	await card(page, "all.zip").waitFor({ state: "detached" });
	const odd = card(page, "odd.csv");
	await odd.getByRole("combobox", { name: "Role of the column a" }).selectOption("event");
	await odd.getByLabel("On which day was it?").fill("2026-05-31");
	await odd.getByRole("button", { name: "Use this day" }).click();
	await odd.getByText("1 event would be taken in").waitFor();
});

story("an export that is known is read as a table if somebody wants it", { data: "empty", users: ["editor"] }, async (house) => {
	const page = await house.page("editor", { at: "/start", language: "pl", theme: "dark", width: 390 });
	await choose(page, file("form.csv", "Timestamp,How easy was it to return your order?,Comments\n2026/03/02 10:15:00 AM GMT+1,5,Quick\n2026/03/03 10:15:00 AM GMT+1,2,Slow\n"));
	const one = card(page, "form.csv");
	await one.getByText("Znany eksport (Google Forms)").waitFor();
	await one.getByRole("button", { name: "Odczytaj jako zwykłą tabelę" }).click();
	await one.getByRole("button", { name: "Odczytaj znów jako znany eksport" }).waitFor();
	await one.getByRole("button", { name: /^Kolumny i ustawienia/ }).or(one.getByRole("combobox", { name: "Rola kolumny Comments" })).first().waitFor();
	assert.deepEqual(await axe(page), []);
	assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
	await one.getByRole("button", { name: "Odczytaj znów jako znany eksport" }).click();
	await one.getByText("Znany eksport (Google Forms)").waitFor();
});

story("what is no evidence is said, a file that comes twice is one", { data: "empty", users: ["editor"] }, async (house) => {
	const page = await house.page("editor", { at: "/start" });
	await choose(page, file("zero.csv", ""), file("head.csv", "customer,date,rating\n"), { name: "picture.csv", mimeType: "text/csv", buffer: Buffer.from("\x89PNG\r\n\x1a\n0000", "latin1") }, file("table.ods", "PK\x03\x04mimetype"), file("orders.csv", orders));
	await card(page, "zero.csv").getByText("There are no rows in this file.").waitFor();
	await card(page, "head.csv").getByText("There are no rows in this file.").waitFor();
	await card(page, "picture.csv").getByText("This is a PNG file, not a table.").waitFor();
	await card(page, "orders.csv").getByText("Understood").waitFor();
	assert.equal(await card(page, "zero.csv").getByRole("button", { name: /^Columns and settings/ }).count(), 0);
	await until("the live region says it", async () => /5\sfiles, 1\sunderstood, 4\sfiles need you/.test((await page.getByRole("status").allInnerTexts()).join(" ")));
	// A choice of what is there already changes nothing; a date of its own makes it another file.
	const disk = await page.evaluateHandle((text) => {
		const data = new DataTransfer();
		data.items.add(new File([text], "twice.csv", { lastModified: 1 }));
		return data;
	}, orders);
	for (let i = 0; i < 2; i++) await page.dispatchEvent("body", "drop", { dataTransfer: disk });
	await page.getByText("“twice.csv” is in the list already").waitFor();
	assert.equal(await card(page, "twice.csv").count(), 1);
	await page.getByRole("button", { name: "Take in and make the map" }).click();
	const result = page.getByRole("region", { name: "What came of it" });
	await result.getByText("zero.csv", { exact: true }).waitFor();
	await result.getByRole("button", { name: /^Show.*picture.csv/ }).click();
	assert.equal(await card(page, "picture.csv").evaluate((element) => element === document.activeElement), true);
});

story("a file that is left out while it is looked at is not read to its end", { data: "empty", users: ["editor"] }, async (house) => {
	const page = await house.page("editor", { at: "/start" });
	page.expect(/ERR_/, /console/);
	await page.route(/imports\/[0-9a-f]+\/events/, () => undefined);
	await choose(page, file("orders.csv", orders));
	await card(page, "orders.csv").getByText("Being looked at").first().waitFor();
	await page.waitForRequest(/imports\/[0-9a-f]+\/events/).catch(() => undefined);
	const stopped = page.waitForRequest((one) => one.method() === "DELETE" && /imports\/[0-9a-f]+$/.test(one.url()));
	await card(page, "orders.csv").getByRole("button", { name: "Leave out orders.csv" }).click();
	assert.equal((await stopped).headers()["idempotency-key"], undefined);
});

story("a full disk and a server that was started anew: nothing is lost, and the words say so", { data: "empty", users: ["editor"] }, async (house) => {
	const page = await house.page("editor", { at: "/start" });
	page.expect(/^507: /, /^404: /, /status of 507|status of 404/, /ERR_/, /console/);
	let full = true;
	await page.route(/uploads\/.*at=/, (route) => (full ? route.fulfill({ status: 507, contentType: "application/problem+json", body: JSON.stringify({ title: "Insufficient Storage", status: 507, detail: "the server's disk is full" }) }) : route.continue()));
	await choose(page, file("orders.csv", orders));
	const one = card(page, "orders.csv");
	await one.getByText("The server’s disk is full").waitFor();
	assert.deepEqual(await axe(page), []);
	full = false;
	await one.getByRole("button", { name: "Try again" }).click();
	await one.getByText("Understood").waitFor();

	// The import is nobody's: as after a start anew.
	let times = 0;
	await page.route(/imports\/[0-9a-f]+(\/events)?$/, (route) => (times++ < 2 ? route.fulfill({ status: 404, contentType: "application/problem+json", body: JSON.stringify({ title: "Not Found", status: 404, detail: "there is no import" }) }) : route.continue()));
	await page.getByRole("button", { name: "Take in and make the map" }).click();
	await one.getByText("The server was started anew meanwhile.").waitFor();
	await one.getByText("4 were there already").waitFor();
	assert.equal((await (await house.api("editor")).get("status")).events, 4);
});

story("whoever looks at something else meanwhile finds their files again", { data: "empty", users: ["editor"] }, async (house) => {
	const page = await house.page("editor", { at: "/start" });
	await choose(page, file("orders.csv", orders));
	await card(page, "orders.csv").getByText("Understood").waitFor();
	await page.getByRole("link", { name: "Sources" }).click();
	await page.getByRole("heading", { name: "Sources" }).waitFor();
	await page.getByRole("link", { name: "Add files" }).first().click();
	await card(page, "orders.csv").getByText("Understood").waitFor();
});

// Files over the page, as a system's window would bring them: they hang there, then they are let go.
async function drag(page, ...files) {
	const data = await page.evaluateHandle((all) => {
		const transfer = new DataTransfer();
		for (const [name, text] of all) transfer.items.add(new File([text], name, { lastModified: 1 }));
		return transfer;
	}, files);
	return { over: () => page.dispatchEvent("main", "dragenter", { dataTransfer: data }), drop: () => page.dispatchEvent("main", "drop", { dataTransfer: data }) };
}

async function takenIn(api, name, text) {
	const { id } = await api.post("uploads", { name });
	await api.ask("PUT", `uploads/${id}?at=0`, new Uint8Array(Buffer.from(text)));
	const job = await api.post("imports", { upload: id });
	await until("it is in", async () => (await api.get(`imports/${job.id}`)).state === "done");
}

story("files dropped on the sources and on the maps are taken as at the start", { data: "empty", users: ["editor", "viewer"] }, async (house) => {
	const api = await house.api("editor");
	await takenIn(api, "orders.csv", sound);
	await api.post("maps", {});
	const page = await house.page("editor", { at: "/sources" });
	for (const [at, name] of [["/sources", "first.csv"], ["/maps", "second.csv"]]) {
		await page.at(at);
		const files = await drag(page, [name, sound]);
		await files.over();
		await page.getByText("Let go: they will be looked at").waitFor();
		await files.drop();
		await until("the files are shown", () => /#\/start$/.test(page.url()));
		await card(page, name).getByText("Understood").waitFor();
		assert.equal(await page.getByText("Let go: they will be looked at").count(), 0);
	}
	// Both are in one list.
	assert.equal(await page.getByRole("article").count(), 2);
	assert.deepEqual(await axe(page), []);
	// What is open over the page takes files itself.
	await page.at("/sources");
	await page.getByRole("button", { name: /^Read again/ }).first().click();
	await page.getByRole("dialog").waitFor();
	await (await drag(page, ["third.csv", sound])).drop();
	await page.getByRole("dialog").getByRole("heading", { name: "third.csv" }).waitFor();
	await page.settled();
	assert.match(page.url(), /#\/sources$/);
	await api.post("maps/first-map/versions", { state: "current" });
	const viewer = await house.page("viewer", { at: "/maps" });
	await viewer.getByRole("heading", { name: "Customer journey" }).waitFor();
	await (await drag(viewer, ["mine.csv", sound])).drop();
	await viewer.getByText("Your role does not let you take files in.").waitFor();
});

story("more files beside a map: what it has no place for is said, with the way there", { data: "empty", users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	await takenIn(api, "orders.csv", sound);
	await api.post("maps", { language: "pl" });
	const { revision } = await api.get("maps/first-map/definition");
	await api.post("maps/first-map/operations", { revision, operations: [{ op: "set_map", field: "title", value: "Nasza mapa" }] });
	const page = await house.page("editor", { at: "/start" });
	await page.getByRole("heading", { level: 1, name: "Add more" }).waitFor();
	assert.equal(await page.getByText("Start with what you have").count(), 0);
	assert.deepEqual(await axe(page), []);
	const calls = ["klient;zdarzenie;data", ...Array.from({ length: 30 }, (_, i) => `k${1 + (i % 2)};${i % 3 ? "Skarga" : "Telefon"};2026-03-${String(10 + (i % 15)).padStart(2, "0")} 10:${10 + i}`), ""].join("\n");
	await choose(page, file("calls.csv", calls));
	await card(page, "calls.csv").getByText("Understood").waitFor();
	await page.getByRole("button", { name: "Take in", exact: true }).click();
	const result = page.getByRole("region", { name: "What came of it" });
	await result.getByText("2 kinds of events have no touchpoint on the map “Nasza mapa”").waitFor();
	assert.equal(await result.getByText("made it anew").count(), 0, "somebody changed it: it is as it was");
	await result.getByText(/Skarga, Telefon/).waitFor();
	await result.getByText("30 events in all").waitFor();
	assert.deepEqual(await axe(page), []);
	await result.getByRole("link", { name: "Give them a place on the map" }).click();
	// The map is there to be changed, and the events beside it.
	await page.getByRole("switch", { name: "Edit", checked: true }).waitFor();
	await page.getByRole("searchbox", { name: "Find an event" }).or(page.getByPlaceholder("Find an event")).first().waitFor();
	await page.getByRole("heading", { name: "At no touchpoint" }).waitFor();
	// Or another map is made of everything; this one stays.
	await page.at("/maps");
	await page.getByRole("button", { name: "New map" }).click();
	await page.getByRole("menuitem", { name: "Out of the evidence" }).click();
	await page.getByRole("heading", { level: 1, name: "Customer journey 2" }).waitFor();
	const { maps } = await api.get("maps");
	assert.deepEqual(maps.map((one) => one.title), ["Nasza mapa", "Customer journey 2"]);
	assert.equal((await api.get("maps/first-map-2")).unsorted.kinds, 0);
	// All that comes has its place there, so nothing stands between.
	await page.at("/start");
	await choose(page, file("more.csv", "klient;zdarzenie;data\nk9;Skarga;2026-03-12 10:00\n"));
	await card(page, "more.csv").getByText("Understood").waitFor();
	await page.getByRole("button", { name: "Take in", exact: true }).click();
	await until("the map is open", () => /#\/maps\/first-map-2/.test(page.url()));
});
