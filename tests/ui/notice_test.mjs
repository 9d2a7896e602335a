// notice_test.mjs - somebody is told of a comment: at once and wherever they are, or when they come; what leads there, and that
// it is read.
import assert from "node:assert/strict";
import { axe, people, story, until } from "./kit.mjs";
import { signInByKeyboard } from "./hands.mjs";

const at = "/maps/first-map";
const bell = (page, name) => page.getByRole("button", { name, exact: true });

// By hand, as one says it: about a cell, to somebody who is chosen.
async function mention(page, touchpoint, lane, text, whom) {
	const panel = page.getByRole("complementary", { name: "Comments" });
	if (!(await panel.count())) await page.getByRole("button", { name: "Comments", exact: true }).click();
	await panel.getByLabel("Where").selectOption(touchpoint);
	await panel.getByLabel("Lane").selectOption(lane);
	await panel.getByLabel("Write a comment").fill(text);
	await panel.getByRole("combobox", { name: /^Mention/ }).fill(whom);
	await page.keyboard.press("Enter");
	await panel.getByRole("button", { name: "Send" }).click();
	await until("it is sent", async () => (await panel.getByLabel("Write a comment").inputValue()) === "");
}

async function unseen(api) {
	return (await api.get("notices")).unseen;
}

story("told at once, in another view, in their language; it leads to the cell, and is read", { users: ["editor", "editor2"] }, async (house) => {
	const [api, theirs] = [await house.api("editor"), await house.api("editor2")];
	const [, , , touchpoint] = (await api.get("maps/first-map")).touchpoints;
	await theirs.patch("me", { language: "pl" });
	const one = await house.page("editor", { at });
	const other = await house.page("editor2", { at: "/personas", language: "pl" });
	const second = await house.page("editor2", { at: "/notes", language: "pl" });
	const loaded = await other.evaluate(() => (window.loadedOnce = Math.random()));
	await bell(other, "Powiadomienia").waitFor();
	await mention(one, touchpoint.id, "needs", "Is a discount needed here?", people.editor2.name);
	await bell(other, "Powiadomienia: 1 nowe powiadomienie").waitFor();
	await other.getByRole("status").getByText("1 nowe powiadomienie").waitFor({ state: "attached" });
	await mention(one, touchpoint.id, "needs", "And by when?", people.editor2.name);
	await bell(other, "Powiadomienia: 2 nowe powiadomienia").waitFor();
	await bell(second, "Powiadomienia: 2 nowe powiadomienia").waitFor();
	assert.equal(await other.evaluate(() => window.loadedOnce), loaded, "without loading the page again");
	assert.equal(await bell(one, "Notices").count(), 1, "whoever writes is told nothing");

	await bell(other, "Powiadomienia: 2 nowe powiadomienia").click();
	const list = other.getByRole("dialog", { name: "Powiadomienia" });
	const item = list.getByRole("listitem").filter({ hasText: "Is a discount needed here?" });
	await item.getByText(`${people.editor.name} wspomina o tobie`).waitFor();
	assert.deepEqual(await axe(other), []);
	await until("read", async () => (await unseen(theirs)) === 0);
	assert.equal(await list.getByRole("listitem").filter({ hasText: "nowe" }).count(), 2, "while one reads, what is new says so");
	await bell(second, "Powiadomienia").waitFor(); // in the other window, too
	await item.getByRole("link").click();
	await other.getByRole("heading", { level: 1, name: "Customer journey" }).waitFor();
	const thread = other.locator("[data-comment]").filter({ hasText: "Is a discount needed here?" });
	await until("the comment has the focus", () => thread.evaluate((element) => element === document.activeElement));
	const cell = other.locator(`[role=gridcell][data-column="${touchpoint.id}"][data-lane="needs"]`);
	await cell.locator(".ring").waitFor();
	await until("its cell is in sight", () => cell.evaluate((element) => {
		const [box, grid] = [element.getBoundingClientRect(), element.closest("[role=grid]").getBoundingClientRect()];
		return box.left >= grid.left && box.right <= grid.right + 1 && box.top < grid.bottom;
	}));
	await bell(other, "Powiadomienia").waitFor();

	// The other one, from the map itself: the same view, another comment.
	await bell(other, "Powiadomienia").click();
	await list.getByRole("listitem").filter({ hasText: "And by when?" }).getByRole("link").click();
	const next = other.locator("[data-comment]").filter({ hasText: "And by when?" });
	await until("the other comment has the focus", () => next.evaluate((element) => element === document.activeElement));
	// Closed, and led there once more.
	await other.getByRole("complementary").getByRole("button", { name: "Zamknij" }).click();
	await bell(other, "Powiadomienia").click();
	await list.getByRole("listitem").filter({ hasText: "And by when?" }).getByRole("link").click();
	await until("it is opened again", () => next.evaluate((element) => element === document.activeElement));
});

story("told while another map is open, or between two views; an answer tells, too", { users: ["editor", "editor2"] }, async (house) => {
	const [api, theirs] = [await house.api("editor"), await house.api("editor2")];
	const { definition } = await api.get("maps/first-map/definition");
	const [touchpoint] = definition.stages[0].touchpoints;
	await api.put("maps/second/definition", { seen: 0, definition: { ...definition, map: "second", title: "Another" } });
	const { user } = await theirs.get("me");
	const say = (text, more = {}) => api.post("comments", { comment: { map: "first-map", at: touchpoint.id, lane: "needs", text, mentions: [Number(user)], ...more } });
	const page = await house.page("editor2", { at: "/maps/second" });
	await say("First");
	await bell(page, "Notices: 1 new notice").waitFor();
	// The view is changed, and the page listens elsewhere, in the moment in which it is said.
	await page.evaluate(() => (location.hash = "/personas"));
	await say("Second");
	await bell(page, "Notices: 2 new notices").waitFor();
	await bell(page, "Notices: 2 new notices").click();
	await page.keyboard.press("Escape");
	await bell(page, "Notices").waitFor();
	const mine = await theirs.post("comments", { comment: { map: "first-map", at: touchpoint.id, text: "What I say" } });
	await say("What is answered", { at: undefined, lane: undefined, map: undefined, mentions: undefined, answers: mine.comment.id });
	await bell(page, "Notices: 1 new notice").click();
	await page.getByRole("dialog", { name: "Notices" }).getByText(`${people.editor.name} answers you`).waitFor();
	await page.getByRole("link", { name: new RegExp(`${people.editor.name} answers you`) }).click();
	await until("the thread is open", () => page.locator("[data-comment]").filter({ hasText: "What is answered" }).evaluate((element) => element === document.activeElement));
});

story("who was not there is told when they come; what is gone by then is said", { users: ["editor", "editor2"] }, async (house) => {
	const [api, theirs] = [await house.api("editor"), await house.api("editor2")];
	const one = await house.page("editor", { at });
	const [touchpoint] = (await api.get("maps/first-map")).touchpoints;
	await mention(one, touchpoint.id, "pains", "Seen later", people.editor2.name);
	const page = await house.page(undefined, { at: "/" });
	await signInByKeyboard(page, "editor2");
	await bell(page, "Notices: 1 new notice").click();
	await until("read", async () => (await unseen(theirs)) === 0);
	const [row] = (await api.get("comments?map=first-map")).comments;
	const link = page.getByRole("link", { name: new RegExp(`${people.editor.name} mentions you`) });
	const href = await link.getAttribute("href");
	await api.remove(`comments/${row.comment.id}?seen=${row.revision}`);
	await until("the notice goes with it", async () => (await link.count()) === 0);
	await page.at(href.replace(/^#/, ""));
	await page.getByText("This comment is not there any more").waitFor();
});
