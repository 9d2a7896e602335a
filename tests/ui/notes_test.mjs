// notes_test.mjs - notes of staff: written on a phone, taken back, kept where there is no connection, found again.
import assert from "node:assert/strict";
import { axe, people, story, until } from "./kit.mjs";
import { signInByKeyboard } from "./hands.mjs";

const said = "Three asked today whether they can pay on delivery";

async function write(page, text) {
	await page.getByLabel("What did you notice?").fill(text);
	await page.getByRole("button", { name: "Write it down" }).click();
}

async function texts(api) {
	return (await api.get("notes?limit=200")).notes.map((note) => note.text);
}

story("a note is written on a phone, taken back, and written again", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const page = await house.page("editor", { at: "/notes", width: 390 });
	const where = page.getByLabel("Where");
	await until("places are there", async () => (await where.locator("option").count()) > 3);
	// Nothing is chosen for anybody, and without a place nothing is written.
	assert.equal(await where.inputValue(), "");
	assert.equal(await where.locator("option:checked").innerText(), "Not placed yet");
	await write(page, said);
	await page.getByText("Choose the touchpoint that it is about.").waitFor();
	assert.equal(await where.evaluate((element) => element === document.activeElement), true);
	assert.deepEqual(await texts(api), []);
	assert.deepEqual(await axe(page), []);
	await where.selectOption({ index: 2 });
	const chosen = await where.inputValue();
	assert.equal(await where.getByText("Not placed yet").count(), 0);
	await page.getByLabel("About whom").fill("new customers");
	await write(page, said);
	await page.getByText("Written down").waitFor();
	await page.getByRole("region", { name: "All notes" }).getByText(said).waitFor();
	const [note] = (await api.get("notes")).notes;
	assert.deepEqual([note.text, note.touchpoint, note.about], [said, chosen, "new customers"]);
	assert.deepEqual(await axe(page), []);
	assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
	await page.getByRole("button", { name: "Undo" }).click();
	await until("it is gone", async () => (await texts(api)).length === 0);
	await until("its text is back", async () => (await page.getByLabel("What did you notice?").inputValue()) === said);
	await page.getByRole("button", { name: "Write it down" }).click();
	await until("it is there", async () => (await texts(api)).length === 1);
	// The next one begins where the last one was.
	await page.reload();
	await page.settled();
	assert.equal(await page.getByLabel("Where").inputValue(), chosen);
});

story("without a connection a note waits, and is sent once", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const page = await house.page("editor", { at: "/notes", width: 390, theme: "dark" });
	page.expect(/ERR_/, /console/);
	await until("places are there", async () => (await page.getByLabel("Where").locator("option").count()) > 3);
	await page.getByLabel("Where").selectOption({ index: 1 });
	// The note arrives, and the answer does not.
	let lost = 0;
	await page.route(/api\/v1\/(?!live)|health$/, async (route) => {
		const isNote = route.request().method() === "POST" && /notes$/.test(route.request().url());
		if (isNote && lost++ === 0) await route.fetch();
		return route.abort("connectionreset");
	});
	await write(page, said);
	await page.getByText("1 note waits for the connection").waitFor();
	assert.deepEqual(await axe(page), []);
	await page.unrouteAll();
	await until("nothing waits", async () => (await page.getByText("waits for the connection").count()) === 0);
	assert.deepEqual(await texts(api), [said]);
});

story("notes are found by words and by place; viewers only read", { users: ["editor", "viewer"] }, async (house) => {
	const api = await house.api("editor");
	const { touchpoints } = await api.get("maps/first-map");
	await api.post("maps/first-map/versions", { note: "first", seen: (await api.get("maps/first-map/definition")).revision });
	for (const [i, text] of ["<script>alert(1)</script>", "Доставка опоздала", "Kurier był miły"].entries())
		await api.post("notes", { map: "first-map", touchpoint: touchpoints[i].id, text });
	const page = await house.page("editor", { at: "/notes" });
	const list = page.getByRole("region", { name: "All notes" });
	await list.getByText("3 notes").waitFor();
	await list.getByText("<script>alert(1)</script>").waitFor();
	await page.getByLabel("Search in notes").fill("опоздала");
	await list.getByText("1 note", { exact: true }).waitFor();
	await page.getByLabel("Search in notes").fill("");
	await list.getByLabel("Touchpoint").selectOption(touchpoints[2].id);
	await until("one is left", async () => (await list.getByRole("listitem").allInnerTexts()).join().includes("Kurier") && (await list.getByRole("listitem").count()) === 1);
	const viewer = await house.page("viewer", { at: "/notes" });
	await viewer.getByText("Your role may read notes but not write them.").waitFor();
	assert.equal(await viewer.getByRole("button", { name: "Write it down" }).count(), 0);
});

// As on the way home: away for a while, the page loaded anew, back.
async function noted(house, page) {
	await until("places are there", async () => (await page.getByLabel("Where").locator("option").count()) > 3);
	await page.getByLabel("Where").selectOption({ index: 1 });
	await page.context().setOffline(true);
	await page.getByText("No connection to the server.").waitFor();
	await write(page, said);
	await page.getByText("1 note waits for the connection").waitFor();
	await page.locator(".waiting").getByText(said).waitFor();
	assert.deepEqual(await texts(await house.api("editor")), []);
}

const gone = [/ERR_INTERNET_DISCONNECTED/, /ERR_NETWORK_CHANGED/, /ERR_INCOMPLETE_CHUNKED_ENCODING/];

story("a note waits through a page that is loaded anew, and is sent from whichever view is open", { users: ["editor"] }, async (house) => {
	const page = await house.page("editor", { at: "/notes", width: 390 });
	page.expect(...gone);
	await noted(house, page);
	await page.getByLabel("What did you notice?").fill("Only begun");
	// Without a connection the page itself cannot come: the browser says so, and keeps what waits.
	assert.match(await page.reload().then(() => "it came", (error) => error.message), /ERR_INTERNET_DISCONNECTED/);
	await page.context().setOffline(false);
	await page.goto(`${house.url}#/notes`);
	await page.settled();
	const api = await house.api("editor");
	await until("it is sent", async () => (await texts(api)).length > 0);
	await page.getByRole("region", { name: "All notes" }).getByText(said).waitFor();
	assert.equal(await page.getByText("waits for the connection").count(), 0);
	assert.equal(await page.getByLabel("What did you notice?").inputValue(), "Only begun");

	await page.getByLabel("What did you notice?").fill("");
	await page.context().setOffline(true);
	await write(page, "The second one");
	await page.getByText("1 note waits for the connection").waitFor();
	await page.reload().catch(() => undefined);
	await page.context().setOffline(false);
	await page.goto(`${house.url}#/maps`);
	await until("from the maps, too", async () => (await texts(api)).length === 2);
	await page.settled();
	await page.reload();
	await page.settled();
	assert.deepEqual((await texts(api)).sort(), [said, "The second one"].sort(), "each once");
});

story("the answer got lost, and the clock of the telephone is wrong: it is written once", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const page = await house.page("editor", { at: "/notes", width: 390 });
	page.expect(/ERR_/);
	await page.clock.setFixedTime(new Date(Date.now() + 3 * 3_600_000)); // ahead
	await until("places are there", async () => (await page.getByLabel("Where").locator("option").count()) > 3);
	await page.getByLabel("Where").selectOption({ index: 1 });
	let broken = true;
	await page.route(/api\/v1\/(?!live)|health$/, async (route) => {
		if (!broken) return route.continue();
		if (route.request().method() === "POST" && /notes$/.test(route.request().url())) await route.fetch();
		return route.abort("connectionreset");
	});
	await write(page, said);
	await page.getByText("1 note waits for the connection").waitFor();
	await until("the server has it", async () => (await texts(api)).length === 1);
	broken = false;
	await until("nothing waits", async () => (await page.getByText("waits for the connection").count()) === 0);
	await page.unrouteAll();
	assert.deepEqual(await texts(api), [said]);
	// The same words once more are another note.
	await write(page, said);
	await until("written", async () => (await texts(api)).length === 2);
});

story("a server that is busy is left alone for a while, and then has each note once", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const page = await house.page("editor", { at: "/notes", width: 390 });
	page.expect(/status of 429/);
	await until("places are there", async () => (await page.getByLabel("Where").locator("option").count()) > 3);
	await page.getByLabel("Where").selectOption({ index: 1 });
	await page.clock.install();
	let asked = 0;
	await page.route(/api\/v1\/notes$/, (route) => {
		if (route.request().method() !== "POST") return route.continue();
		asked++;
		return route.fulfill({ status: 429, contentType: "application/problem+json", body: JSON.stringify({ type: "about:blank", title: "busy", status: 429, detail: "too much at once" }) });
	});
	await write(page, said);
	await page.getByText("1 note waits for the connection").waitFor();
	await until("it was tried again", () => asked > 1);
	const before = asked;
	await page.clock.runFor(20_000);
	assert.equal(asked, before, "not again so soon");
	await page.unrouteAll();
	await page.clock.runFor(40_000);
	await until("nothing waits", async () => (await page.getByText("waits for the connection").count()) === 0);
	assert.deepEqual(await texts(api), [said]);
});

story("a note that was refused is tried again once it may be written", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const page = await house.page("editor", { at: "/notes", width: 390 });
	page.expect(/ERR_/, /status of 403/);
	await until("places are there", async () => (await page.getByLabel("Where").locator("option").count()) > 3);
	await page.getByLabel("Where").selectOption({ index: 1 });
	let answer = (route) => route.abort("connectionreset");
	const keys = [];
	await page.route(/api\/v1\/notes$/, (route) => {
		if (route.request().method() !== "POST") return route.continue();
		keys.push(route.request().headers()["idempotency-key"]);
		return answer(route);
	});
	await write(page, said);
	await page.getByText("1 note waits for the connection").waitFor();
	answer = (route) => route.fulfill({ status: 403, contentType: "application/problem+json", body: '{"status":403,"title":"No","detail":"your role does not write"}' });
	await page.getByRole("button", { name: "Send now" }).click();
	await page.getByText("The server did not take this note").waitFor();
	const again = page.getByRole("button", { name: "Try again" });
	await again.waitFor();
	assert.deepEqual(await axe(page), []);
	// Refused once more it still waits; then it is taken, under a key of its own: the old one's answer was no.
	const before = keys.length;
	await again.click();
	await until("it was asked again", () => keys.length > before);
	await again.waitFor();
	answer = (route) => route.continue();
	await again.click();
	await until("it is there", async () => (await texts(api)).join() === said);
	await again.waitFor({ state: "detached" });
	assert.ok(keys.at(-1) && keys.at(-1) !== keys[before - 1]);
});

story("on a telephone that several use a note waits for whoever wrote it", { users: ["editor", "editor2"] }, async (house) => {
	const page = await house.page(undefined, { at: "/notes", width: 1000 });
	page.expect(...gone, /status of 401/);
	await signInByKeyboard(page, "editor");
	await noted(house, page);
	await page.context().clearCookies();
	await page.context().setOffline(false);
	const again = page.getByRole("dialog");
	await again.waitFor();
	assert.deepEqual(await texts(await house.api("editor")), [], "nobody is signed in");
	await page.reload();
	await page.settled();
	await signInByKeyboard(page, "editor2");
	await page.settled();
	assert.equal(await page.getByText("waits for the connection").count(), 0, "it is not hers");
	assert.deepEqual(await texts(await house.api("editor")), []);
	await page.context().clearCookies();
	await page.reload();
	await page.settled();
	await signInByKeyboard(page, "editor");
	const api = await house.api("editor");
	await until("it is sent", async () => (await texts(api)).join() === said);
	assert.equal((await api.get("notes")).notes[0].author, people.editor.name);
});
