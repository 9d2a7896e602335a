// axe_test.mjs - every view, in each language, light and dark, wide and on a phone: axe finds nothing, no report of the
// content security policy, no error; on a phone the page does not scroll sideways.
//
// A test for each view; one signed-in page for each size, which switches language and theme as people do.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axe, open } from "./kit.mjs";
import { furnish, languages, named, views } from "./views.mjs";

const sizes = [{ width: 1440, height: 900 }, { width: 390, height: 844 }];
const only = process.env.WEND_UI_VIEW;
let house;

before(async () => {
	house = await open({ users: ["admin"] });
	await furnish(house);
});
after(() => house.close());

async function look(page, language, theme) {
	const words = { language, theme };
	await page.evaluate((wished) => {
		for (const [key, value] of Object.entries(wished)) localStorage.setItem(`wend-${key}`, value);
	}, words);
	await page.reload();
	await page.settled();
}

async function wider(page) {
	const { wide, room } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, room: innerWidth }));
	return wide > room ? [`the page is ${wide} px wide where there are ${room}`] : [];
}

for (const { name, at, who = "admin" } of views) {
	if (only && only !== name) continue;
	test(`${name}: nothing that keeps somebody out`, async () => {
		const found = new Map(); // what is wrong, and where it is
		for (const size of sizes) {
			const page = await house.page(who, { at, ...size });
			page.expect(/status of 503 .*\/api\/v1\/live/); // pages are left faster than a server notices: its streams are used up
			for (const language of languages)
				for (const theme of ["light", "dark"]) {
					await look(page, language, theme);
					const bad = [...(await axe(page)), ...(size.width < 640 ? await wider(page) : [])];
					for (const one of bad) found.set(one, [...(found.get(one) ?? []), `${language} ${theme} ${size.width}`]);
				}
			for (const one of page.troubles()) found.set(one, [`${size.width}`]);
			await page.context().close();
		}
		assert.deepEqual([...found].map(([what, where]) => `${what}  [${where.join(", ")}]`), []);
	});
}

test("every view of the page is looked at", () => {
	const seen = new Set(views.map(({ name }) => name));
	assert.deepEqual(named().filter((name) => !seen.has(name)), []);
});
