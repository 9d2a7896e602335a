// map_looks_test.mjs - the map as it is seen: what is on the first screen, what is left out at first and how one gets it, on a
// wall and on paper.
import assert from "node:assert/strict";
import { axe, story } from "./kit.mjs";
import { cellOf, editing, focused, tabTo } from "./hands.mjs";

const at = "/maps/first-map";
const long = "They compare prices in three tabs, read what others wrote, put it into the basket and go away again, ".repeat(4).trim();
const last = "and this is the last of them";

async function change(api, operations) {
	const { revision } = await api.get("maps/first-map/definition");
	await api.post("maps/first-map/operations", { revision, operations });
}

const put = (place, lane, text) => ({ op: "put_cell", at: place, lane, text, basis: "assumed" });

function bottom(locator) {
	return locator.evaluate((element) => element.getBoundingClientRect().bottom);
}

story("the stages, the touchpoints and the curve are on the first screen", { users: ["editor"] }, async (house) => {
	const wide = await house.page("editor", { at });
	const curve = wide.locator(".row.feeling");
	assert.ok((await bottom(curve)) <= 900, `the curve ends at ${await bottom(curve)}`);
	const phone = await house.page("editor", { at, width: 390, height: 844 });
	const card = phone.locator("article").first();
	assert.ok((await card.evaluate((element) => element.getBoundingClientRect().top)) < 844 / 2 + 100, "on a phone the first touchpoint");
	assert.deepEqual(await axe(phone), []);
});

story("what stands out is counted, and all of it a press away", { users: ["editor"] }, async (house) => {
	const map = await (await house.api("editor")).get("maps/first-map");
	const critical = map.touchpoints.filter((one) => one.critical);
	const page = await house.page("editor", { at });
	const list = page.getByRole("list", { name: "What stands out" });
	const shown = await list.locator("li:not(.button)").count();
	const more = list.getByRole("button", { name: /^Everything that stands out/ });
	const further = Number((await more.innerText()).replace("+", ""));
	await more.focus();
	await page.keyboard.press("Enter");
	assert.equal(await list.locator("li").count(), shown + further);
	const words = (one) => (one.drop_off.value < 0.9 ? "Critical moment" : "An end without the goal");
	for (const one of critical) await list.getByText(`${words(one)}: ${one.name}`).waitFor();
	await page.getByText("How this was counted").waitFor();
	assert.equal(await page.getByRole("button", { name: "Details" }).getAttribute("aria-expanded"), "true");
});

story("a row stays low, and shows all of everything by keyboard", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const [{ id }] = (await api.get("maps/first-map")).touchpoints;
	await change(api, [put(id, "needs", long), ...[1, 2, 3].map((n) => put(id, "needs", `${n}`)), put(id, "needs", last)]);
	const page = await house.page("editor", { at });
	const cell = cellOf(page, "needs", id);
	assert.ok((await cell.evaluate((element) => element.offsetHeight)) < 160);
	assert.match(await cell.innerText(), /\+\d\smore/);
	assert.equal(await cell.getByText(last).count(), 0);
	assert.ok((await cell.textContent()).includes(long), "what is read out is whole");
	await tabTo(page, (now) => now.name === "Show all: Needs", 90);
	await page.keyboard.press("Enter");
	await cell.getByText(last).waitFor();
	assert.deepEqual(await focused(page).then(({ name }) => name), "Show less: Needs");
	const clipped = await cell.evaluate((element) => [...element.querySelectorAll("p")].filter((one) => one.scrollHeight > one.clientHeight + 1).length);
	assert.equal(clipped, 0, "nothing is cut");
	assert.deepEqual(await axe(page), []);
	await page.keyboard.press("Enter");
	assert.equal(await cell.getByText(last).count(), 0);
});

story("what is written for a whole stage is reached, and changed, by keyboard", { users: ["editor", "viewer"] }, async (house) => {
	const api = await house.api("editor");
	const { stages, lanes } = await api.get("maps/first-map");
	const lane = lanes[0].lane;
	await change(api, [put(stages[1].id, lane, "Calm, not offers")]);
	const page = await house.page("editor", { at });
	await editing(page);
	await page.locator('[data-place="0-1"]').focus();
	await page.keyboard.press("ArrowDown");
	await page.keyboard.press("ArrowDown");
	assert.match((await focused(page)).name, /^Calm, not offers/);
	await page.keyboard.press("Enter");
	await page.keyboard.type(", please");
	await page.keyboard.press("Enter");
	await page.getByText("Saved", { exact: true }).waitFor();
	assert.equal((await focused(page)).place, "2-1");
	await page.keyboard.press("ArrowLeft");
	assert.equal((await focused(page)).place, "2-0", "a stage where nothing stands yet has its place, too");
	await page.keyboard.press("Enter");
	await page.keyboard.type("Be seen");
	await page.keyboard.press("Enter");
	await page.getByText("Saved", { exact: true }).waitFor();
	const { definition } = await api.get("maps/first-map/definition");
	const said = definition.cells.filter((one) => one.lane === lane && stages.some((stage) => stage.id === one.at)).map((one) => one.text).sort();
	assert.deepEqual(said, ["Be seen", "Calm, not offers, please"]);
	await api.post("maps/first-map/versions", { note: "first" });
	const viewer = await house.page("viewer", { at });
	await viewer.locator(".staged").getByText("Calm, not offers, please").waitFor();
});

story("a number of the curve lies on no interval", { users: ["editor"] }, async (house) => {
	const page = await house.page("editor", { at, width: 7600 });
	const { points, overlaps } = await page.evaluate(() => {
		const found = [...document.querySelectorAll(".feeling svg")].filter((svg) => svg.querySelector(".sure"));
		const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
		const overlaps = found.filter((svg) => [...svg.querySelectorAll("text")].some((text) => meets(text.getBoundingClientRect(), svg.querySelector(".sure").getBoundingClientRect())));
		return { points: found.length, overlaps: overlaps.length };
	});
	assert.ok(points > 2, `${points} intervals are drawn`);
	assert.equal(overlaps, 0);
});

story("full screen has the map and what is behind it, and is left by its button", { users: ["editor"] }, async (house) => {
	const page = await house.page("editor", { at });
	const [{ id, name }] = (await (await house.api("editor")).get("maps/first-map")).touchpoints;
	const inFull = () => page.evaluate(() => document.fullscreenElement !== null);
	await page.getByRole("button", { name: "Full screen" }).click();
	await page.getByRole("button", { name: "Leave full screen" }).waitFor();
	await cellOf(page, "actions", id).click();
	const drawer = page.getByRole("dialog", { name: new RegExp(`^${name}`) });
	await drawer.waitFor();
	assert.ok(await drawer.evaluate((element) => document.fullscreenElement.contains(element)), "the drawer is seen");
	await page.keyboard.press("Escape");
	await page.getByRole("button", { name: "Leave full screen" }).click();
	await page.getByRole("button", { name: "Full screen" }).waitFor();
	assert.equal(await inFull(), false);
});

story("the presentation: the whole map, stage by stage, full screen and out again", { users: ["editor"] }, async (house) => {
	const map = await (await house.api("editor")).get("maps/first-map");
	const page = await house.page("editor", { at: `${at}/present` });
	await page.getByRole("heading", { name: map.title }).waitFor();
	await page.getByRole("img", { name: /stage to stage/ }).waitFor();
	await page.getByText(map.touchpoints.find((one) => one.goal).name).first().waitFor();
	for (const stage of map.stages) await page.getByRole("button", { name: stage.name }).waitFor();
	await page.keyboard.press("ArrowRight");
	await page.getByRole("heading", { name: map.stages[0].name }).waitFor();
	await page.getByRole("columnheader", { name: map.touchpoints[0].name }).waitFor();
	assert.deepEqual(await axe(page), []);
	await page.getByRole("button", { name: "Full screen" }).click();
	await page.getByRole("button", { name: "Leave full screen" }).waitFor();
	await page.keyboard.press("Escape");
	await page.getByRole("button", { name: "Full screen" }).waitFor();
	assert.match(page.url(), /present/, "Esc leaves the full screen first");
	await page.keyboard.press("Escape");
	await page.getByRole("grid").waitFor();
});

story("on paper everything stands, whole", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const map = await api.get("maps/first-map");
	await change(api, [put(map.touchpoints[0].id, "needs", long), ...[1, 2, 3].map((n) => put(map.touchpoints[0].id, "needs", `${n}`)), put(map.touchpoints[0].id, "needs", last)]);
	for (const [paper, width] of [["small", 1047], ["large", 1511]]) {
		const page = await house.page("editor", { at, width, theme: "dark" });
		await page.emulateMedia({ media: "print" });
		await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
		const sheets = page.locator(`table.${paper}`);
		await sheets.first().waitFor();
		const text = (await sheets.allTextContents()).join(" ");
		for (const one of map.touchpoints) assert.ok(text.includes(one.name), `${one.name} is on ${paper} paper`);
		assert.ok(text.includes(last) && text.includes(long));
		const seen = await page.evaluate(() => {
			const cut = [...document.querySelectorAll("table p")].filter((one) => one.clientHeight && one.scrollHeight > one.clientHeight + 1).length;
			return { cut, over: document.documentElement.scrollWidth - innerWidth, ink: getComputedStyle(document.body).color };
		});
		assert.deepEqual({ cut: seen.cut, over: Math.max(0, seen.over) }, { cut: 0, over: 0 });
		assert.equal(seen.ink, "rgb(31, 41, 55)", "dark letters, whatever the page looks like");
		const axis = await sheets.first().locator(".feeling .axis").allTextContents();
		assert.deepEqual(axis, ["+2", "+1", "0", "−1", "−2"], "the feeling has its scale");
		assert.equal(await page.getByRole("grid").isVisible(), false);
	}
});

story("a map is printed lying, a persona standing, whichever was looked at before", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	await api.post("personas", { persona: { id: "anna", name: "Anna" } });
	const page = await house.page("editor", { at: "/personas/anna" });
	const lies = async () => {
		const [, wide, high] = (await page.pdf({ preferCSSPageSize: true })).toString("latin1").match(/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/);
		return Number(wide) > Number(high);
	};
	assert.equal(await lies(), false, "the persona");
	await page.at(at);
	assert.equal(await lies(), true, "the map after it");
	await page.at("/personas/anna");
	assert.equal(await lies(), false, "the persona again");
});

story("a mark says why it stands there, with its numbers; a stage, what it counts", { users: ["editor"] }, async (house) => {
	const map = await (await house.api("editor")).get("maps/first-map");
	const one = map.touchpoints.find((each) => each.critical);
	const page = await house.page("editor", { at, width: 7600 });
	const bubble = page.locator(".bubble");
	await page.locator(`.touchpoint [data-explain="critical|${one.id}"]`).hover();
	await bubble.getByText(`Critical moment · ${one.name}`).waitFor();
	await bubble.getByText(/At all other touchpoints together it is .*\spercentage points more/).waitFor();
	await page.locator('[data-explain="conversion|"]').first().hover();
	await bubble.getByText(/there all journeys count/).waitFor();
	await page.mouse.move(10, 10);
	const stage = map.stages.find((each) => each.drop_off.value > 0);
	await page.locator(`[data-stage="${stage.id}"]`).click();
	await page.getByRole("dialog").getByText("leave in this stage").waitFor();
	const [, first] = (await page.getByRole("dialog").getByText(/^[\d,]+ at “/).innerText()).match(/^([\d,]+) at/);
	assert.ok(Number(first.replaceAll(",", "")) > 0);
	assert.deepEqual(await axe(page), []);
});
