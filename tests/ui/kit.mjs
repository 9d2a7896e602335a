// kit - the page in a browser, before a server of its own: what every test of the page begins with.
//
//	story("a cell is edited and stays", { users: ["editor"] }, async (house) => {
//		const page = await house.page("editor", { at: "/maps/first-map", language: "pl" });
//		await page.getByRole("gridcell").first().press("Enter");
//		assert.deepEqual(await axe(page), []);
//		const map = await (await house.api("editor")).get("maps/first-map");
//	});
//
// Without `users` there are an admin, an editor and a viewer; without `data` it is the simulated shop ("demo"; "empty").
// Whatever goes wrong on a page (pages.mjs) fails the test.  Nothing is left running, and no file.
// WEND_UI_SHOTS=FOLDER keeps a picture of every page of a test that fails.
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { launch, launchFirefox, newPage, ui } from "./pages.mjs";
import { serve, signedIn } from "./server.mjs";
import { addUser, people, workspace } from "./workspace.mjs";

export { until } from "./server.mjs";
export { PASSWORD, people, wend } from "./workspace.mjs";

class House {
	#sessions = new Map();
	pages = [];

	constructor(place, server, firefox) {
		Object.assign(this, { ...place, server, url: server.url, launch: firefox ? launchFirefox : launch });
	}

	// One session for each user, however often they are asked for.
	api(who) {
		if (!this.#sessions.has(who)) this.#sessions.set(who, signedIn(this.url, people[who]));
		return this.#sessions.get(who);
	}

	addUser(who) {
		return addUser(this.folder, who);
	}

	// Of nobody where no user is named.
	async page(who, { at = "/", ...options } = {}) {
		this.browser ??= this.launch(); // one, however many pages are asked for at once
		const cookie = who ? (await this.api(who)).cookie : undefined;
		const page = await newPage(await this.browser, this.url, { cookie, ...options });
		this.pages.push(page);
		if (at !== null) await page.at(at);
		return page;
	}

	sound() {
		for (const page of this.pages) page.sound();
	}

	async shots(name) {
		const folder = process.env.WEND_UI_SHOTS;
		if (!folder) return;
		mkdirSync(folder, { recursive: true });
		for (const [i, page] of this.pages.entries())
			await page.screenshot({ path: join(folder, `${name.replace(/\W+/g, "-")}-${i}.png`) }).catch(() => undefined);
	}

	async close() {
		await (await this.browser)?.close();
		try {
			await this.server.stop();
		} finally {
			rmSync(this.home, { recursive: true, force: true });
		}
	}
}

export async function open({ data = "demo", users = ["admin", "editor", "viewer"], options = [], firefox = false } = {}) {
	const place = await workspace(data, users);
	return new House(place, await serve(place.folder, options), firefox);
}

export function story(name, settings, run) {
	test(name, async () => {
		const house = await open(settings);
		try {
			await run(house);
			house.sound();
		} catch (error) {
			const seen = house.pages.flatMap((page) => page.troubles());
			await house.shots(name);
			if (seen.length && !error.message.includes(seen[0])) error.message += `\nand on the page: ${seen.join("\n")}`;
			throw error;
		} finally {
			await house.close();
		}
	});
}

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const source = readFileSync(ui.resolve("axe-core/axe.min.js"), "utf8");

// What axe finds on a page, a line each: "color-contrast (serious): .soft: Element has insufficient ...".
export async function axe(page, within) {
	if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(source);
	const found = await page.evaluate(
		([tags, place]) => window.axe.run(place ?? document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] }),
		[rules, within],
	);
	return found.violations.flatMap(({ id, impact, nodes }) =>
		nodes.map(({ target, failureSummary, html }) => {
			const why = failureSummary.split("\n").slice(1).map((line) => line.trim()).join("; ");
			return `${id} (${impact}): ${target.join(" ")}: ${why} | ${html.slice(0, 200)}`;
		}),
	);
}
