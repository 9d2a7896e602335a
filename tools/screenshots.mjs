// screenshots.mjs FOLDER [VIEW...] - a picture of every view of the page, from a simulated shop of each language, at 1440 and 390:
// FOLDER/VIEW-WIDTH-LANGUAGE.png.
//
//	WEND_BIN=build/wend node tools/screenshots.mjs docs/screens
//
// What of a page is above 1600 pixels is shown.  pngquant, where it is there, makes them a third.
import { spawnSync } from "node:child_process";
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { open } from "../tests/ui/kit.mjs";
import { kind } from "../tests/ui/papers.mjs";
import { until } from "../tests/ui/server.mjs";
import { furnish, languages, views } from "../tests/ui/views.mjs";

const [, , folder = "docs/screens", ...only] = process.argv;
const sizes = [{ width: 1440, height: 900 }, { width: 390, height: 844 }];
const TALLEST = 1600;

function smaller(path) {
	const { error, status } = spawnSync("pngquant", ["--force", "--skip-if-larger", "--strip", "--ext", ".png", "64", path]);
	return !error && (status === 0 || status === 98); // 98: it is no smaller
}

async function shoot(page, path, { width, height }) {
	const whole = await page.evaluate(() => document.documentElement.scrollHeight);
	await page.setViewportSize({ width, height: Math.max(height, Math.min(whole, TALLEST)) });
	await page.settled();
	await page.screenshot({ path });
	return smaller(path);
}

// The shop as somebody who reads this language gets it from the page: its systems speak it, and its first map.
async function demo(house, language) {
	const api = await house.api("admin");
	const { imports } = await api.post("demo", { language });
	const done = async () => (await Promise.all(imports.map((id) => api.get(`imports/${id}`)))).every((one) => one.state === "done");
	await until("the demo is taken in", done);
	await api.post("maps", { language });
	await furnish(house, language);
}

async function shootAll(house, language, said) {
	for (const size of sizes)
		for (const { name, at, who = "admin" } of views.filter((view) => !only.length || only.includes(view.name))) {
			const place = at.replace("Payment%20Started", encodeURIComponent(kind("Payment Started", language)));
			const page = await house.page(who, { at: place, language, ...size });
			const path = join(folder, `${name}-${size.width}-${language}.png`);
			said.packed = (await shoot(page, path, size)) && said.packed;
			said.bytes += statSync(path).size;
			for (const trouble of page.troubles()) console.error(`screenshots: ${path}: ${trouble}`);
			await page.context().close();
		}
}

mkdirSync(folder, { recursive: true });
const said = { bytes: 0, packed: true };
for (const language of languages) {
	const house = await open({ data: "empty", users: ["admin"] });
	try {
		await demo(house, language);
		await shootAll(house, language, said);
	} finally {
		await house.close();
	}
}
console.log(`${folder}: ${(said.bytes / 1e6).toFixed(1)} MB${said.packed ? "" : "; with pngquant it would be a third"}`);
