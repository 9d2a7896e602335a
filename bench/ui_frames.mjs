// ui_frames.mjs - how fast the page is, as rows of Markdown: frames while a large map is scrolled, how soon an edit shows.
//
//	WEND_BIN=build-bench/wend node bench/ui_frames.mjs        (make bench)
//
// Headless Chromium without a GPU; 250 touchpoints and 15 lanes with a sentence in every cell.
import { open } from "../tests/ui/kit.mjs";
import { cellOf, editing } from "../tests/ui/hands.mjs";

const STAGES = 10;
const TOUCHPOINTS = 250;
const SECONDS = 10;
const lanes = ["actions", "channels", "thoughts", "feeling", "expected", "needs", "pains", "gains", "drop_off", "importance",
	"opportunities", "metrics", "evidence", "backstage", "text"];
const written = ["actions", "thoughts", "needs", "pains", "gains", "opportunities", "backstage", "text"];

function large(definition) {
	const id = (n) => `t${n}`;
	const each = TOUCHPOINTS / STAGES;
	const matches = definition.stages.flatMap((stage) => stage.touchpoints ?? []).map(({ match }) => match);
	const stages = Array.from({ length: STAGES }, (_, s) => ({
		id: `s${s}`,
		name: `Stage ${s + 1}`,
		touchpoints: Array.from({ length: each }, (_, i) => {
			const n = s * each + i;
			return { id: id(n), name: `Touchpoint ${n + 1}`, ...(matches[n] ? { match: matches[n] } : {}) };
		}),
	}));
	const cells = stages.flatMap((stage) => stage.touchpoints).flatMap(({ id: at }) =>
		written.map((lane) => ({ at, lane, text: `What stands in ${lane} at ${at}, in words enough for two lines`, basis: "assumed" })));
	return { map: "large", title: "A large map", lanes: definition.lanes?.length ? definition.lanes : lanes, stages, cells };
}

// Every frame's length while the wheel turns, as the page itself sees it.
async function frames(page) {
	await page.getByRole("grid").hover();
	await page.evaluate(() => {
		window.frames_ms = [];
		let last = performance.now();
		const tick = (now) => {
			window.frames_ms.push(now - last);
			last = now;
			requestAnimationFrame(tick);
		};
		requestAnimationFrame(tick);
	});
	for (const end = performance.now() + SECONDS * 1000, by = [120]; performance.now() < end; ) {
		const { left, most } = await page.getByRole("grid").evaluate((grid) => ({ left: grid.scrollLeft, most: grid.scrollWidth - grid.clientWidth }));
		if (left >= most) by[0] = -120;
		if (left <= 0) by[0] = 120;
		await page.mouse.wheel(by[0], 0);
	}
	return page.evaluate(() => window.frames_ms.slice(1));
}

// From the key that ends the edit until the sentence stands in the cell, and that was drawn.
async function edited(page, n) {
	const cell = cellOf(page, "actions", "t1");
	await cell.dblclick();
	await page.getByRole("textbox", { name: "Sentence 1" }).fill(`Edit number ${n}`);
	await page.evaluate((text) => {
		window.shown = new Promise((done) => {
			addEventListener("keydown", () => {
				const began = performance.now();
				const look = () => [...document.querySelectorAll('[data-column="t1"]')].some((one) => !one.querySelector("textarea") && one.textContent.includes(text))
					? done(performance.now() - began) : requestAnimationFrame(look);
				requestAnimationFrame(look);
			}, { once: true, capture: true });
		});
	}, `Edit number ${n}`);
	await page.keyboard.press("Enter");
	return page.evaluate(() => window.shown);
}

const sorted = (list) => [...list].sort((a, b) => a - b);
const house = await open({ users: ["editor"] });
try {
	const api = await house.api("editor");
	const { definition } = await api.get("maps/first-map/definition");
	await api.put("maps/large/definition", { seen: 0, definition: large(definition) });
	const page = await house.page("editor", { at: "/maps/large" });
	const all = await frames(page);
	const fast = all.filter((ms) => ms < 20).length / all.length;
	const line = sorted(all);
	console.log("\n| the page, 250 touchpoints, 15 lanes | measured |\n| --- | --- |");
	console.log(`| frames while scrolling | ${(100 * fast).toFixed(1)} % of ${all.length} under 20 ms, median ${line[line.length >> 1].toFixed(1)} ms, slowest ${line.at(-1).toFixed(0)} ms |`);
	await page.getByRole("grid").evaluate((grid) => grid.scrollTo(0, 0));
	await editing(page);
	const times = [];
	for (let n = 0; n < 10; n++) times.push(await edited(page, n));
	console.log(`| an edit shows after | median ${sorted(times)[5].toFixed(0)} ms, slowest ${Math.max(...times).toFixed(0)} ms of ${times.length} |`);
	for (const trouble of page.troubles()) console.error(`bench: ${trouble}`);
} finally {
	await house.close();
}
