// away_test.mjs - the connection goes, or the server does, while somebody writes: it is said, nothing is lost, all is sent once.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { axe, people, story, until } from "./kit.mjs";
import { cellOf, editing, write } from "./hands.mjs";
import { bin } from "./workspace.mjs";

const at = "/maps/first-map";
const gone = /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_SOCKET_NOT_CONNECTED|ERR_NETWORK_CHANGED|status of 503/;

async function needs(api, touchpoint) {
	const { definition } = await api.get("maps/first-map/definition");
	return (definition.cells ?? []).filter((cell) => cell.at === touchpoint && cell.lane === "needs").map((cell) => cell.text);
}

story("offline in the middle of work: a banner, cells and a note wait, and are sent when it is back", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const [{ id: one }, { id: two }] = (await api.get("maps/first-map")).touchpoints;
	const page = await house.page("editor", { at });
	page.expect(gone);
	await editing(page);
	await cellOf(page, "needs", one).dblclick();
	const sentence = page.getByRole("textbox", { name: "Sentence 1" });
	await sentence.fill("Begun while there was a connection");
	await page.context().setOffline(true);
	await page.getByText("No connection to the server.").waitFor();
	assert.equal(await sentence.inputValue(), "Begun while there was a connection", "what is being typed is not disturbed");
	await sentence.press("Enter");
	await page.getByText("Not saved yet").waitFor();
	await write(page, "needs", two, "Written without one");
	await cellOf(page, "needs", two).getByText("Written without one").waitFor();
	assert.deepEqual(await axe(page), []);
	assert.deepEqual([await needs(api, one), await needs(api, two)], [[], []]);
	await page.context().setOffline(false);
	await until("both are there", async () => (await needs(api, one)).join() === "Begun while there was a connection" && (await needs(api, two)).join() === "Written without one");
	await page.getByText("No connection to the server.").waitFor({ state: "hidden" });
	await page.getByRole("toolbar", { name: "Editing" }).getByText("Saved", { exact: true }).waitFor();
	assert.equal((await api.get("maps/first-map/history")).revisions.length, 3, "each was made once");
});

story("a change whose answer got lost and which was taken back meanwhile is taken back there, too", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const [{ id }] = (await api.get("maps/first-map")).touchpoints;
	const page = await house.page("editor", { at });
	page.expect(/ERR_FAILED/);
	await editing(page);
	let lost = true;
	await page.route("**/operations", async (route) => {
		if (!lost) return route.continue();
		await route.fetch();
		await route.abort();
	});
	await write(page, "needs", id, "It arrived");
	await until("the server has it", async () => (await needs(api, id)).join() === "It arrived");
	await page.getByText("Not saved yet").waitFor();
	const bar = page.getByRole("toolbar", { name: "Editing" });
	await bar.getByRole("button", { name: "Undo", exact: true }).click();
	lost = false;
	await until("the server has it no more", async () => (await needs(api, id)).length === 0);
	await until("it is gone from the page", async () => (await cellOf(page, "needs", id).getByText("It arrived").count()) === 0);
	await bar.getByText("Saved", { exact: true }).waitFor();
	assert.equal((await api.get("maps/first-map/history")).revisions.length, 3, "made once, taken back once");
	await bar.getByRole("button", { name: "Redo", exact: true }).click();
	await until("it is there again", async () => (await needs(api, id)).join() === "It arrived");
	await cellOf(page, "needs", id).getByText("It arrived").waitFor();
});

// The same workspace at the same place.
async function again(house) {
	const address = new URL(house.url).host;
	const child = spawn(bin, ["serve", house.folder, "--listen", address], { stdio: ["ignore", "ignore", "pipe"] });
	let log = "";
	child.stderr.setEncoding("utf8").on("data", (text) => (log += text));
	const ended = new Promise((done) => child.on("exit", done));
	await until(() => `it listens: ${log}`, () => /listening at=/.test(log));
	return async () => {
		child.kill("SIGTERM");
		assert.equal(await ended, 0, log);
	};
}

story("the server is started anew while a map is open: the page goes on by itself, and hears what others do", { users: ["editor", "editor2"] }, async (house) => {
	const api = await house.api("editor2");
	const [{ id: one }, { id: two }] = (await api.get("maps/first-map")).touchpoints;
	const page = await house.page("editor", { at });
	page.expect(gone);
	await editing(page);
	await house.server.stop();
	await write(page, "needs", one, "While the server was away");
	await page.getByText("No connection to the server.").waitFor();
	const stop = await again(house);
	try {
		await until("it is saved", async () => (await needs(api, one)).join() === "While the server was away");
		await page.getByText("No connection to the server.").waitFor({ state: "hidden" });
		const { revision } = await api.get("maps/first-map/definition");
		await api.post("maps/first-map/operations", { revision, operations: [{ op: "put_cell", at: two, lane: "needs", text: `From ${people.editor2.name}`, basis: "assumed" }] });
		await cellOf(page, "needs", two).getByText(`From ${people.editor2.name}`).waitFor();
	} finally {
		await page.close();
		await stop();
		house.server.stop = async () => undefined;
	}
});
