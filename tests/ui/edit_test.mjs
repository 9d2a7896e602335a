// edit_test.mjs - the map edited: two at one cell, back and again, without a connection, out of a spreadsheet, talked about.
import assert from "node:assert/strict";
import { axe, story, until } from "./kit.mjs";
import { cellOf, editing, write } from "./hands.mjs";

const at = "/maps/first-map";

async function definitionOf(api) {
	return (await api.get("maps/first-map/definition")).definition;
}

async function sentences(api, lane, touchpoint) {
	return ((await definitionOf(api)).cells ?? []).filter((cell) => cell.at === touchpoint && cell.lane === lane).map((cell) => cell.text);
}

async function first(api, n = 0) {
	return (await api.get("maps/first-map")).touchpoints[n].id;
}

function saved(page) {
	return page.getByRole("toolbar", { name: "Editing" }).getByText("Saved", { exact: true }).waitFor();
}

async function add(page, name) {
	await page.getByRole("toolbar", { name: "Editing" }).getByRole("button", { name: /^Add/ }).click();
	await page.getByRole("menuitem", { name }).click();
}

async function rename(page, name) {
	await page.locator('[data-place="1-0"]').focus();
	await page.keyboard.press("F2");
	await page.keyboard.press("ControlOrMeta+a");
	await page.keyboard.type(name);
	await page.keyboard.press("Enter");
}

story("two write into one cell: both are shown, and nothing is lost", { users: ["editor", "editor2"] }, async (house) => {
	const api = await house.api("editor");
	const id = await first(api);
	const one = await house.page("editor", { at });
	const two = await house.page("editor2", { at });
	two.expect(/status of 409 .*operations/s);
	for (const page of [one, two]) await editing(page);
	await two.getByRole("button", { name: "Details" }).click();
	await cellOf(two, "needs", id).dblclick();
	await two.getByRole("textbox", { name: "Sentence 1" }).fill("What two wrote");
	await write(one, "needs", id, "What one wrote");
	await saved(one);
	await two.getByText("draft, revision 2").first().waitFor();
	assert.equal(await two.getByRole("textbox", { name: "Sentence 1" }).inputValue(), "What two wrote", "news do not disturb who types");
	await two.keyboard.press("Enter");
	const dialog = two.getByRole("dialog", { name: "Two changed the same" });
	await dialog.getByText("What one wrote").waitFor();
	await dialog.getByText("What two wrote").waitFor();
	assert.deepEqual(await sentences(api, "needs", id), ["What one wrote"], "until somebody chooses");
	assert.deepEqual(await axe(two), []);
	await two.keyboard.press("Escape");
	await two.getByRole("button", { name: "Choose…" }).click();
	await dialog.getByText("Keep both").click();
	await dialog.getByRole("button", { name: "Save what I chose" }).click();
	await saved(two);
	assert.deepEqual(await sentences(api, "needs", id), ["What one wrote", "What two wrote"]);
	await cellOf(one, "needs", id).getByText("What two wrote").waitFor();
});

story("back and again, by keyboard", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const id = await first(api);
	const page = await house.page("editor", { at });
	await editing(page);
	await write(page, "needs", id, "Cheap delivery");
	await write(page, "needs", id, "Quick delivery");
	await saved(page);
	const has = (...texts) => until(`the server has ${texts}`, async () => (await sentences(api, "needs", id)).join() === texts.join());
	await page.keyboard.press("Control+z");
	await has("Cheap delivery");
	await page.keyboard.press("Control+z");
	await has();
	await page.keyboard.press("Control+Shift+z");
	await has("Cheap delivery");
	await page.keyboard.press("Control+y");
	await has("Quick delivery");
	await saved(page);
	await page.reload();
	await page.settled();
	await editing(page);
	await page.getByRole("toolbar", { name: "Editing" }).getByRole("button", { name: "Undo" }).click();
	await has("Cheap delivery");
});

story("without a connection what is written waits, through a reload, and is sent once", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const page = await house.page("editor", { at });
	page.expect(/ERR_FAILED/);
	await editing(page);
	await page.route("**/operations", (route) => route.abort());
	await rename(page, "Written on a train");
	await page.getByText("Not saved yet").waitFor();
	await page.reload();
	const head = page.locator('[data-place="1-0"]').getByText("Written on a train");
	await head.waitFor();
	assert.ok(!JSON.stringify(await definitionOf(api)).includes("Written on a train"));
	await page.unroute("**/operations");
	await saved(page);
	assert.ok(JSON.stringify(await definitionOf(api)).includes("Written on a train"));
	assert.equal((await api.get("maps/first-map/history")).revisions.length, 2, "one revision more, not two");
});

story("a table out of a spreadsheet becomes sentences, and touchpoints where one wishes", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const id = await first(api);
	const page = await house.page("editor", { at });
	await editing(page);
	await add(page, "Paste a table");
	const text = `Touchpoint\tNeeds\tPains\tRemarks\n${id}\tA price\t"Slow, ""very"" slow"\tno\nA shop window\tLight\t\t\n`;
	await page.getByRole("textbox", { name: "Paste here" }).evaluate((element, table) => {
		const data = new DataTransfer();
		data.setData("text/plain", table);
		element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
	}, text);
	await page.getByText("3 rows, 4 columns").waitFor();
	assert.deepEqual(await axe(page), []);
	await page.getByText("Add touchpoints that are not there").click();
	await page.getByRole("button", { name: "Put 3 sentences in" }).click();
	await saved(page);
	assert.deepEqual(await sentences(api, "needs", id), ["A price"]);
	assert.deepEqual(await sentences(api, "pains", id), ['Slow, "very" slow']);
	const added = (await definitionOf(api)).stages.at(-1).touchpoints.at(-1);
	assert.equal(added.name, "A shop window");
	assert.deepEqual(await sentences(api, "needs", added.id), ["Light"]);
});

story("a touchpoint is dragged behind another, and goes back", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const order = async () => (await definitionOf(api)).stages.flatMap((stage) => stage.touchpoints.map((one) => one.id));
	const before = await order();
	const page = await house.page("editor", { at });
	await editing(page);
	await page.locator('[data-place="1-0"] .handle').hover();
	await page.mouse.down();
	const target = await page.locator('[data-place="1-2"]').boundingBox();
	await page.mouse.move(target.x + target.width - 12, target.y + 12, { steps: 6 });
	await page.mouse.up();
	const [a, b, c, ...rest] = before;
	await until("it stands there", async () => (await order()).join() === [b, c, a, ...rest].join());
	await saved(page);
	await page.keyboard.press("Control+z");
	await until("it is back", async () => (await order()).join() === before.join());
});

story("a stage is added, named and removed with what is in it", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const page = await house.page("editor", { at });
	await editing(page);
	await add(page, "Add a stage");
	await page.keyboard.type("Later on");
	await page.keyboard.press("Enter");
	await saved(page);
	const { stages } = await definitionOf(api);
	assert.equal(stages.at(-1).name, "Later on");
	await page.getByRole("button", { name: "More: Later on" }).click();
	await page.getByRole("menuitem", { name: "Remove" }).click();
	await page.getByRole("dialog").getByRole("combobox").selectOption({ label: "Remove its touchpoints, too" });
	await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
	await saved(page);
	assert.equal((await definitionOf(api)).stages.length, stages.length - 1);
});

story("a comment tells somebody, its place shows it, a link leads to it", { users: ["editor", "editor2"] }, async (house) => {
	const api = await house.api("editor");
	const id = await first(api);
	const page = await house.page("editor", { at });
	await page.getByRole("button", { name: "Comments", exact: true }).click();
	const panel = page.getByRole("complementary", { name: "Comments" });
	await panel.getByLabel("Where").selectOption(id);
	await panel.getByLabel("Write a comment").fill("Is this so, @Ольга Смирнова?");
	await panel.getByRole("button", { name: "Send" }).click();
	await panel.getByText("tells Ольга Смирнова").waitFor();
	await page.locator(`[role=columnheader][data-touchpoint="${id}"]`).getByRole("button", { name: "1 open comment" }).waitFor();
	assert.deepEqual(await axe(page), []);
	const { comments } = await api.get("comments?map=first-map");
	const other = await house.page("editor2", { at: `${at}?comment=${comments[0].comment.id}` });
	const thread = other.locator("[data-comment]");
	await thread.getByText("Is this so").first().waitFor();
	await thread.getByRole("button", { name: "Answer" }).click();
	await thread.getByLabel("Answer").fill("It is");
	await thread.getByRole("button", { name: "Send" }).click();
	await panel.getByText("It is").waitFor();
	await thread.getByRole("button", { name: "Done" }).click();
	await until("it is done", async () => (await api.get("comments?map=first-map")).comments.some((row) => row.comment.done));
});

story("a cell is edited on a phone", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const id = await first(api);
	const page = await house.page("editor", { at, width: 390 });
	await editing(page);
	await page.getByRole("button", { name: /^Edit: Needs/ }).first().click();
	await page.getByRole("textbox", { name: "Sentence 1" }).fill("By thumb");
	await page.locator(".editor").getByRole("button", { name: "Save" }).click();
	await saved(page);
	assert.deepEqual(await sentences(api, "needs", id), ["By thumb"]);
	assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing scrolls sideways");
	assert.deepEqual(await axe(page), []);
});

story("a picture goes into a cell, is there for others, and goes with its sentence", { users: ["editor", "editor2"] }, async (house) => {
	const api = await house.api("editor");
	const id = await first(api);
	const page = await house.page("editor", { at });
	const other = await house.page("editor2", { at });
	await editing(page);
	await cellOf(page, "needs", id).dblclick();
	await page.getByRole("textbox", { name: "Sentence 1" }).fill("How it looks");
	const buffer = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
	await page.locator(".editor input[type=file]").setInputFiles({ name: "dot.png", mimeType: "image/png", buffer });
	await page.locator(".editor").getByText("dot.png").waitFor();
	assert.deepEqual(await axe(page), []);
	await page.getByRole("textbox", { name: "Sentence 1" }).press("Enter");
	await saved(page);
	const [cell] = (await definitionOf(api)).cells.filter((one) => one.at === id && one.lane === "needs");
	assert.equal(cell.attachments[0].name, "dot.png");
	const picture = cellOf(other, "needs", id).getByRole("img", { name: "dot.png" });
	await picture.waitFor();
	await until("it is drawn", () => picture.evaluate((element) => element.complete && element.naturalWidth === 1));
	await page.keyboard.press("Enter");
	await page.getByRole("button", { name: "Remove the sentence" }).last().click();
	await page.getByRole("textbox", { name: "Sentence 1" }).press("Enter");
	await saved(page);
	assert.deepEqual(await sentences(api, "needs", id), []);
});

story("a map is duplicated as one that is wished for", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const page = await house.page("editor", { at });
	await editing(page);
	await add(page, "Duplicate the map");
	await page.getByLabel("Title of the new map").fill("As it should be");
	await page.getByRole("dialog").getByLabel("It shows").selectOption("future");
	await page.getByRole("dialog").getByRole("button", { name: "Duplicate" }).click();
	await page.getByRole("heading", { name: "As it should be" }).waitFor();
	assert.equal((await api.get("maps/as-it-should-be/definition")).definition.state, "future");
});

story("a touchpoint that is added far to the right comes into sight and is named at once", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const page = await house.page("editor", { at, width: 1366 });
	await editing(page);
	await page.getByRole("button", { name: "Events", exact: true }).click();
	await add(page, "Add a touchpoint");
	await until("its name is being written", () => page.evaluate(() => document.activeElement?.localName === "textarea"));
	await page.keyboard.type("At the counter");
	await page.keyboard.press("Enter");
	await saved(page);
	assert.equal((await definitionOf(api)).stages.at(-1).touchpoints.at(-1).name, "At the counter");
	const head = page.getByRole("columnheader", { name: /At the counter/ });
	await head.waitFor();
	const { touchpoints } = await api.get("maps/first-map");
	assert.equal(touchpoints.at(-1).reach.share.value, null, "nobody counts there");
	await page.reload();
	await page.settled();
	await page.locator("[role=grid]").evaluate((grid) => (grid.scrollLeft = 1e6));
	assert.match(await head.innerText(), /no data/);
	assert.doesNotMatch(await head.innerText(), /0%|0\scame/, "where no event leads to there is nothing to be counted");
});

// The clipboard itself, as a key and a menu fill it.
async function copiedWithFile(house, api, options = {}) {
	const [one, two] = (await api.get("maps/first-map")).touchpoints;
	const file = await api.post("attachments?name=price.png", Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64"));
	const { revision } = await api.get("maps/first-map/definition");
	const cell = { op: "put_cell", at: one.id, lane: "needs", text: "A price with a picture", basis: "reported", attachments: [{ id: file.id, name: file.name }] };
	await api.post("maps/first-map/operations", { revision, operations: [cell, { ...cell, at: two.id, lane: "thoughts", text: "By itself", attachments: undefined }] });
	const page = await house.page("editor", { at, ...options });
	await editing(page);
	return { page, one, two, file };
}

async function cellsAt(api, touchpoint, lane) {
	return ((await definitionOf(api)).cells ?? []).filter((cell) => cell.at === touchpoint && cell.lane === lane);
}

story("a cell with a file goes through the clipboard: by keys, whole", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const { page, one, two, file } = await copiedWithFile(house, api);
	await cellOf(page, "needs", one.id).focus();
	await page.keyboard.press("ControlOrMeta+c");
	await page.getByText("Copied", { exact: false }).first().waitFor();
	await cellOf(page, "needs", two.id).focus();
	await page.keyboard.press("ControlOrMeta+v");
	await until("it stands there", async () => (await cellsAt(api, two.id, "needs")).length);
	const [pasted] = await cellsAt(api, two.id, "needs");
	assert.deepEqual([pasted.text, pasted.basis, pasted.attachments[0].id], ["A price with a picture", "reported", file.id]);
	assert.equal((await cellsAt(api, one.id, "needs")).length, 1, "and stays where it was");
});

story("without https a lane is copied all the same", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const { page, two, file } = await copiedWithFile(house, api);
	await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
	await page.getByRole("button", { name: "More: Needs" }).click();
	await page.getByRole("menuitem", { name: "Copy this lane" }).click();
	await page.getByText("Copied", { exact: false }).first().waitFor();
	await cellOf(page, "needs", two.id).focus();
	await page.keyboard.press("ControlOrMeta+v");
	await until("it stands there", async () => (await cellsAt(api, two.id, "needs")).some((cell) => cell.attachments?.[0]?.id === file.id));
});

story("no tip opens over the map when a dialog gives the focus back", { users: ["editor"] }, async (house) => {
	const page = await house.page("editor", { at });
	await editing(page);
	const shown = () => page.evaluate(() => [...document.querySelectorAll(".tip, .bubble")].filter((one) => one.matches(":popover-open")).length);
	for (const leave of ["Escape", "Enter"]) {
		await page.locator('[data-place="1-0"]').getByRole("button", { name: /^More/ }).click();
		await page.getByRole("menuitem", { name: /^Channel/ }).click();
		await page.getByRole("dialog").waitFor();
		await page.keyboard.press("Tab");
		await page.keyboard.press(leave);
		if (leave === "Enter") await page.keyboard.press("Escape");
		await page.getByRole("dialog").waitFor({ state: "hidden" });
		await page.waitForTimeout(900);
		assert.equal(await shown(), 0, `after ${leave}`);
	}
	await page.locator('[data-place="1-0"]').focus();
	await page.keyboard.press("ArrowDown");
	await page.keyboard.press("ArrowUp");
	await until("by keyboard it opens", shown);
});

story("everything for editing stands on one line, and names are whole", { users: ["editor"] }, async (house) => {
	for (const language of ["en", "pl", "ru"]) {
		const page = await house.page("editor", { at, width: 1366, language });
		await page.getByRole("switch").first().click();
		await page.locator(".tools .bar").getByRole("button").nth(3).waitFor();
		const bar = await page.locator(".tools:has(> .bar)").evaluate((element) => {
			const [bar, right] = [...element.children].map((one) => one.getBoundingClientRect());
			return { high: element.getBoundingClientRect().height, beside: right.top < bar.bottom && bar.right <= right.left };
		});
		assert.ok(bar.beside && bar.high < 60, `${language}: one line, ${bar.high} px high`);
		const cut = await page.locator(".touchpoint .clip").evaluateAll((all) => all.filter((one) => one.scrollHeight > one.clientHeight + 1).map((one) => one.textContent));
		assert.deepEqual(cut, [], language);
		await page.close();
	}
	const page = await house.page("editor", { at });
	await editing(page);
	await page.locator('[data-place="1-0"]').focus();
	await page.keyboard.press("F2");
	const wide = await page.locator(".touchpoint .name-editor").evaluate((element) => element.offsetWidth / element.closest(".touchpoint").offsetWidth);
	assert.ok(wide > 0.8, `the name is written over ${Math.round(wide * 100)} % of the column`);
});

story("what is dragged is seen, and where it may go; the panel is as wide as one likes", { users: ["editor"] }, async (house) => {
	const page = await house.page("editor", { at });
	await editing(page);
	await page.getByRole("button", { name: "Events", exact: true }).click();
	const event = page.locator(".event").first();
	const name = await event.locator(".name").evaluate((one) => one.firstChild.data.trim());
	await event.hover();
	await page.mouse.down();
	await page.mouse.move(100, 400, { steps: 8 });
	const ghost = page.locator(".ghost");
	assert.match(await ghost.innerText(), new RegExp(`${name}[^]*onto a touchpoint`));
	assert.ok(await event.evaluate((one) => Number(getComputedStyle(one).opacity) < 1), "it is gone from where it was");
	const target = await page.locator('[data-place="1-1"]').boundingBox();
	await page.mouse.move(target.x + 40, target.y + 20, { steps: 8 });
	assert.match(await ghost.innerText(), /→/);
	await page.keyboard.press("Escape");
	await page.mouse.up();
	assert.equal(await ghost.count(), 0);
	const panel = page.getByRole("complementary", { name: "Events" });
	const before = (await panel.boundingBox()).width;
	assert.ok(before <= 260, `${before} px at first`);
	const edge = page.getByRole("separator", { name: "Width of the panel" });
	await edge.focus();
	await page.keyboard.press("ArrowLeft");
	const wider = async () => (await panel.boundingBox())?.width === before + 24;
	await until("an arrow makes it wider", wider);
	await page.reload();
	await page.settled();
	await editing(page);
	await page.getByRole("button", { name: "Events", exact: true }).click();
	await until("it stays so", wider);
	assert.deepEqual(await axe(page), []);
});

story("what is removed is said, and comes back whatever was changed after it", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const [gone, other] = (await definitionOf(api)).stages.flatMap((stage) => stage.touchpoints);
	const page = await house.page("editor", { at });
	await editing(page);
	await page.getByRole("button", { name: `More: ${gone.name ?? gone.id}`, exact: true }).click();
	await page.getByRole("menuitem", { name: "Remove" }).click();
	const said = page.getByRole("status").filter({ hasText: `Touchpoint “${gone.name ?? gone.id}” removed` });
	await said.waitFor();
	await saved(page);
	await write(page, "needs", other.id, "Something else");
	await saved(page);
	assert.deepEqual(await axe(page), []);
	await said.getByRole("button", { name: "Undo" }).click();
	await until("it is back", async () => (await definitionOf(api)).stages.some((stage) => stage.touchpoints?.some((one) => one.id === gone.id)));
	assert.deepEqual(await sentences(api, "needs", other.id), ["Something else"], "what came after it stays");
});

story("what is typed at a cell begins a sentence", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const id = await first(api);
	const page = await house.page("editor", { at });
	await editing(page);
	await cellOf(page, "needs", id).click();
	await page.keyboard.type("Less noise");
	assert.equal(await page.getByRole("textbox", { name: "Sentence 1" }).inputValue(), "Less noise");
	await page.keyboard.press("Enter");
	await saved(page);
	assert.deepEqual(await sentences(api, "needs", id), ["Less noise"]);
});

story("on a phone a new touchpoint stands in the stage that is shown, and is seen", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const stages = (await definitionOf(api)).stages;
	const page = await house.page("editor", { at, width: 390 });
	await editing(page);
	await page.getByRole("button", { name: "Next stage" }).click();
	await add(page, "Add a touchpoint");
	await page.keyboard.type("By phone");
	await page.keyboard.press("Enter");
	await page.getByRole("button", { name: /By phone$/ }).first().waitFor();
	await saved(page);
	const now = (await definitionOf(api)).stages;
	assert.deepEqual(now[1].touchpoints.map((one) => one.name).at(-1), "By phone");
	assert.equal(now.at(-1).touchpoints?.length, stages.at(-1).touchpoints?.length);
});

story("a comment that was begun waits at its place, and is not sent about another", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const [one, other] = (await api.get("maps/first-map")).touchpoints;
	const page = await house.page("editor", { at });
	await editing(page);
	const comment = async ({ name }) => {
		await page.getByRole("button", { name: `More: ${name}`, exact: true }).click();
		await page.getByRole("menuitem", { name: "Comments" }).click();
	};
	const text = page.getByLabel("Write a comment");
	await comment(one);
	await text.fill("About the first");
	await comment(other);
	assert.equal(await text.inputValue(), "", "nothing was begun here");
	await text.fill("About the second");
	await comment(one);
	assert.equal(await text.inputValue(), "About the first");
	await page.reload();
	await page.settled();
	await editing(page);
	await comment(other);
	assert.equal(await text.inputValue(), "About the second");
	await text.press("Tab");
	await page.getByRole("button", { name: "Send", exact: true }).click();
	await until("it is sent", async () => (await text.inputValue()) === "");
	const { comments } = await api.get("comments?map=first-map");
	assert.deepEqual(comments.map(({ comment: { at: place, text: said } }) => [place, said]), [[other.id, "About the second"]]);
	/* Whoever chooses another place in the form takes along what they write. */
	await comment(one);
	await page.getByLabel("Where", { exact: true }).selectOption({ label: other.name });
	assert.equal(await text.inputValue(), "About the first");
});
