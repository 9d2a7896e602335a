// screenshots.mjs FOLDER [VIEW...] - a picture of every view of the page, from the simulated shop, at 1440 and 390, in three
// languages: FOLDER/VIEW-WIDTH-LANGUAGE.png.
//
//	WEND_BIN=build/wend node tools/screenshots.mjs docs/screens
//
// What of a page is above 1600 pixels is shown.  pngquant, where it is there, makes them a third.
import { spawnSync } from "node:child_process";
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { open } from "../tests/ui/kit.mjs";
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

mkdirSync(folder, { recursive: true });
const house = await open({ users: ["admin"] });
let bytes = 0;
let packed = true;
try {
	await furnish(house);
	for (const size of sizes)
		for (const language of languages)
			for (const { name, at, who = "admin" } of views) {
				if (only.length && !only.includes(name)) continue;
				const page = await house.page(who, { at, language, ...size });
				const path = join(folder, `${name}-${size.width}-${language}.png`);
				packed = (await shoot(page, path, size)) && packed;
				bytes += statSync(path).size;
				for (const trouble of page.troubles()) console.error(`screenshots: ${path}: ${trouble}`);
				await page.context().close();
			}
} finally {
	await house.close();
}
console.log(`${folder}: ${(bytes / 1e6).toFixed(1)} MB${packed ? "" : "; with pngquant it would be a third"}`);
