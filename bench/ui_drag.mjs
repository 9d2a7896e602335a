// ui_drag.mjs - how soon the numbers follow when a kind of event is dragged onto another touchpoint, as rows of Markdown.
//
//	WEND_BIN=build-bench/wend node bench/ui_drag.mjs [EVENTS [TEXTS]]        (make bench; without: 10,000,000 and 50,000)
//
// Headless Chromium, server and page on the same processors.  From the mouse button's release until the touchpoint's new number
// was drawn; and until the whole map came, with what customers wrote.
import { createReadStream, createWriteStream, openSync, closeSync } from "node:fs";
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { open } from "../tests/ui/kit.mjs";
import { bin, wend } from "../tests/ui/workspace.mjs";
import { editing } from "../tests/ui/hands.mjs";

const EVENTS = Number(process.argv[2] ?? 10_000_000);
const TEXTS = Number(process.argv[3] ?? 50_000);
const TIMES = 10;
const said = ["The courier was late and nobody called.", "Very good quality, I recommend it!", "Paczka przyszła uszkodzona.",
	"Szybka dostawa, polecam.", "Сайт завис на оплате.", "Отличный магазин, вернусь ещё.", "Could be faster.", "I could not find the price."];

function generate(file) {
	const out = openSync(file, "w");
	const child = spawn(join(dirname(bin), "bench", "generate"), [String(EVENTS), "1"], { stdio: ["ignore", out, "inherit"] });
	return new Promise((done, fail) => {
		child.on("error", fail);
		child.on("close", (code) => (closeSync(out), code === 0 ? done() : fail(new Error(`generate: ${code}`))));
	});
}

// What customers of the log wrote, one every so many events: an answer to the event that it follows, by a second.
async function texts(log, file) {
	const every = Math.max(1, Math.floor(EVENTS / TEXTS));
	const out = createWriteStream(file);
	out.write("customer,event,time,rating,comment\n");
	let n = 0;
	for await (const line of createInterface({ input: createReadStream(log) })) {
		if (n++ % every !== 1) continue;
		const [customer, , time] = line.split(",");
		out.write(`${customer},Answered,${time},${1 + ((n / every) % 5 | 0)},"${said[(n / every | 0) % said.length]} (${n})"\n`);
	}
	return new Promise((done) => out.end(done));
}

async function make(folder) {
	const log = `${folder}.log.csv`;
	const answers = `${folder}.answers.csv`;
	await generate(log);
	await texts(log, answers);
	await wend(["init", folder]);
	await wend(["import", log, answers, "-w", folder, "--json"]);
	await wend(["map", "-w", folder, "-o", `${folder}.json`]);
}

const reach = (id) => `[role=columnheader][data-touchpoint="${id}"] .reach`;

/* Until the number under the touchpoint is another one, and that was drawn. */
function watch(page, id) {
	return page.evaluate((selector) => {
		const before = document.querySelector(selector).textContent;
		window.followed = new Promise((done) => {
			addEventListener("pointerup", () => {
				const began = performance.now();
				const look = () => (document.querySelector(selector)?.textContent !== before ? requestAnimationFrame(() => done(performance.now() - began)) : requestAnimationFrame(look));
				look();
			}, { once: true, capture: true });
		});
	}, reach(id));
}

async function drag(page, from, to) {
	const whole = page.waitForResponse((answer) => /\/maps\/first-map(\?(?!.*parts)|$)/.test(answer.url()) && answer.request().method() === "GET");
	const handle = page.getByRole("complementary", { name: "Events" }).locator(`[data-touchpoint="${from}"] .event`).first();
	await handle.scrollIntoViewIfNeeded();
	await handle.hover();
	await page.mouse.down();
	const target = await page.locator(`[role=columnheader][data-touchpoint="${to}"]`).boundingBox();
	await page.mouse.move(target.x + target.width / 2, target.y + target.height / 2, { steps: 8 });
	await watch(page, to);
	const began = performance.now();
	await page.mouse.up();
	const numbers = await page.evaluate(() => window.followed);
	await (await whole).finished();
	return { numbers, whole: performance.now() - began };
}

const sorted = (list) => [...list].sort((a, b) => a - b);
const said_of = (times) => `median ${sorted(times)[times.length >> 1].toFixed(0)} ms, slowest ${Math.max(...times).toFixed(0)} ms of ${times.length}`;
const house = await open({ data: make, users: ["editor"] });
try {
	const api = await house.api("editor");
	const { touchpoints } = await api.get("maps/first-map");
	const [one, two] = touchpoints.map(({ id }) => id);
	const page = await house.page("editor", { at: "/maps/first-map", width: 1800 });
	await editing(page);
	await page.getByRole("button", { name: "Events", exact: true }).click();
	await drag(page, one, two);
	const times = [];
	for (let n = 0; n < TIMES; n++) {
		await page.getByRole("toolbar", { name: "Editing" }).getByRole("button", { name: "Undo" }).click();
		await page.waitForTimeout(3000);
		times.push(await drag(page, one, two));
	}
	console.log(`\n| a kind dragged among ${EVENTS.toLocaleString("en")} events and ${TEXTS.toLocaleString("en")} texts | measured |\n| --- | --- |`);
	console.log(`| its new numbers are drawn after | ${said_of(times.map((each) => each.numbers))} |`);
	console.log(`| the whole map is there after | ${said_of(times.map((each) => each.whole))} |`);
	for (const trouble of page.troubles()) console.error(`bench: ${trouble}`);
} finally {
	await house.close();
}
