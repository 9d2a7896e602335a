// persona_test.mjs - personas and segments: made by hand, counted, changed by two at once, shown to those who may only look.
import assert from "node:assert/strict";
import { axe, story, until } from "./kit.mjs";

const number = (n) => n.toLocaleString("en-GB");

async function choose(page, label, text) {
	await page.getByRole("combobox", { name: label, exact: true }).fill(text);
	await page.keyboard.press("Enter");
}

// A segment by hand: who ordered, by e-mail or not at all by it.
async function makeSegment(page, name) {
	await page.at("/segments");
	await page.getByRole("button", { name: "New segment" }).click();
	await page.getByRole("textbox", { name: "Name" }).fill(name);
	await page.getByRole("button", { name: "Make it" }).click();
	await page.getByRole("button", { name: "Add a row" }).click();
	await choose(page, "Event or touchpoint", "Order Completed");
}

async function makePersona(page, name) {
	await page.at("/personas");
	await page.getByRole("button", { name: "New persona" }).click();
	await page.getByRole("textbox", { name: "Name" }).fill(name);
	await page.getByRole("button", { name: "Make it" }).click();
	await page.getByRole("group", { name: "Picture" }).waitFor();
}

const red = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="900" height="600"><rect width="900" height="600" fill="red"/></svg>')}`;

// A picture of 900 × 600, as a camera's file would be.
async function picture(page) {
	const text = await page.evaluate(async (source) => {
		const image = new Image();
		image.src = source;
		await image.decode();
		const canvas = Object.assign(document.createElement("canvas"), { width: 900, height: 600 });
		canvas.getContext("2d").drawImage(image, 0, 0);
		return canvas.toDataURL("image/png").split(",")[1];
	}, red);
	return { name: "face.png", mimeType: "image/png", buffer: Buffer.from(text, "base64") };
}

story("a persona is made by hand, given a segment, and its numbers are seen", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const page = await house.page("editor", { at: null });
	await makeSegment(page, "Who ordered");
	const { customers, of } = await api.post("count", { condition: { did: "Order Completed" } });
	await page.getByText(`${number(customers)} customers`).first().waitFor();
	assert.deepEqual(await axe(page), []);
	await page.getByRole("button", { name: "Save", exact: true }).click();
	await page.getByText(`${number(customers)} of ${number(of)}`, { exact: true }).waitFor();

	await makePersona(page, "Anna, buys a first present");
	await page.getByText("Nothing is counted: all on this page").waitFor();
	await page.getByRole("button", { name: "Add to “Goals”" }).click();
	await page.getByRole("textbox", { name: "Goals, statement 1" }).fill("Before Saturday");
	await page.getByRole("combobox", { name: "On what statement 1 of “Goals” stands" }).selectOption("reported");
	await page.getByText("Say where it is from").waitFor();
	await page.getByRole("textbox", { name: "Where it is from" }).fill("survey of May\nnote 14");
	await page.locator("input[type=file]").setInputFiles(await picture(page));
	await page.getByText("A segment", { exact: true }).click();
	await choose(page, "Choose a segment", "Who ordered");
	await page.getByText(`${number(customers)} of ${number(of)}`).first().waitFor();

	const { personas } = await api.get("personas");
	assert.equal(personas.length, 1);
	const { persona } = await until("all of it is saved", async () => {
		const now = await api.get(`personas/${personas[0].persona.id}`);
		return now.persona.segment && now.persona.photo && now.persona.goals && now;
	});
	assert.deepEqual(persona.goals, [{ text: "Before Saturday", basis: "reported", evidence: ["survey of May", "note 14"] }]);
	assert.match(persona.photo, /^data:image\/jpeg;base64,/);
	await page.settled();
	assert.deepEqual(await axe(page), []);

	await page.reload();
	await page.settled();
	assert.equal(await page.getByRole("textbox", { name: "Goals, statement 1" }).inputValue(), "Before Saturday");
	await page.at("/personas");
	await page.getByText(`${number(customers)} customers`).waitFor();
	await page.getByRole("button", { name: "More about Anna" }).click();
	await page.getByRole("menuitem", { name: "Remove" }).click();
	await page.getByText("No persona yet").waitFor();
	await page.getByRole("button", { name: "Undo" }).click();
	await page.getByRole("link", { name: "Anna, buys a first present" }).waitFor();
});

story("two change a persona: what only one changed is kept, what both changed is asked", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	await api.post("personas", { persona: { id: "anna", name: "Anna", quote: "first" } });
	const page = await house.page("editor", { at: null });
	page.expect(/409/);
	await page.route("**/api/v1/live*", (route) => route.abort()); // the other's change is not heard of before it clashes
	page.expect(/api\/v1\/live/);
	await page.at("/personas/anna");

	await api.put("personas/anna", { seen: 1, persona: { name: "Anna", quote: "first", goals: ["theirs"] } });
	await page.getByRole("textbox", { name: "Quote" }).fill("mine");
	const merged = await until("both are saved", async () => {
		const { persona } = await api.get("personas/anna");
		return persona.quote === "mine" && persona;
	});
	assert.deepEqual(merged.goals, ["theirs"]);
	await page.getByText("Saved", { exact: true }).waitFor(); // what it sent has come back

	const { revision } = await api.get("personas/anna");
	await api.put("personas/anna", { seen: revision, persona: { ...merged, quote: "theirs" } });
	await page.getByRole("textbox", { name: "Quote" }).fill("mine again");
	const dialog = page.getByRole("dialog", { name: "Somebody changed it at the same time" });
	await dialog.getByText("mine again").waitFor();
	await dialog.getByText("theirs", { exact: true }).waitFor();
	assert.deepEqual(await axe(page), []);
	await dialog.getByRole("button", { name: "Save it so" }).click();
	await until("mine is chosen", async () => (await api.get("personas/anna")).persona.quote === "mine again");
});

// Every form of docs/definition.md.
const rule = {
	all: [
		{ attr: "channel", in: ["email", "chat"] },
		{ attr: "value", above: 10, below: 1000 },
		{ did: "Order Completed", where: { value: { above: 1 } }, at_least: 2, within: "90d" },
		{ sequence: ["Cart Viewed", "Checkout Started"], within: "1h30m", then_not: "Order Completed" },
		{ any: [{ rating: "any", below: 7 }, { said: { feeling: "negative" } }, { not: { attr: "campaign", exists: true } }] },
		{ not: { any: [{ did: "Cart Viewed" }, { party: "partner" }] } },
	],
};

story("a rule of every form is shown, and stays as it is when something else is changed", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	await api.post("segments", { segment: { id: "all-forms", name: "Everything", rule } });
	const before = (await api.get("segments/all-forms")).segment.rule;
	const page = await house.page("editor", { at: "/segments/all-forms", theme: "dark" });
	assert.equal(await page.getByRole("combobox", { name: "What the row is about" }).count(), 9);
	await page.getByRole("textbox", { name: "Name", exact: true }).fill("Everything else");
	await page.getByRole("button", { name: "Save", exact: true }).click();
	const { segment } = await until("it has its name", async () => {
		const now = await api.get("segments/all-forms");
		return now.segment.name === "Everything else" && now;
	});
	assert.deepEqual(segment.rule, before);
	assert.deepEqual(await axe(page), []);

	await page.locator("summary").click();
	await page.getByRole("textbox", { name: "As text, for experts" }).fill("{ did: Order Completed, ");
	await page.getByRole("button", { name: "Take this text" }).click();
	await page.getByText(/cannot be read/).waitFor();
	await page.getByRole("textbox", { name: "As text, for experts" }).fill('{ did: "Order Completed", at_least: 3 }');
	await page.getByRole("button", { name: "Take this text" }).click();
	await page.getByRole("button", { name: "Save", exact: true }).click();
	await until("the text is saved", async () => (await api.get("segments/all-forms")).segment.rule.at_least === 3);
});

story("who may only look sees personas and segments, in Polish and on a phone, and nothing to change them", {}, async (house) => {
	const api = await house.api("editor");
	await api.post("segments", { segment: { id: "paying", name: "Płacący", rule: { did: "Order Completed", at_least: 2 } } });
	await api.post("personas", { persona: { id: "anna", name: "Anna <b>", goals: ["Zdążyć"], segment: "paying" } });
	const page = await house.page("viewer", { at: "/personas/anna", language: "pl", width: 390 });
	await page.getByRole("heading", { name: "Anna <b>" }).waitFor();
	assert.equal(await page.getByRole("textbox").count(), 0);
	assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0);
	assert.deepEqual(await axe(page), []);
	await page.at("/segments/paying");
	await page.getByText("co najmniej 2 razy").first().waitFor();
	assert.equal(await page.getByRole("button", { name: "Zapisz" }).count(), 0);
	assert.deepEqual(await axe(page), []);
});
