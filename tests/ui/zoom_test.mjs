// zoom_test.mjs - twice as large, and letters set wide apart (WCAG 1.4.4, 1.4.12): no words are cut, none lie upon others; where
// motion is not wanted nothing moves; in colours of the system's own everything that is pressed has an edge.
import assert from "node:assert/strict";
import { story } from "./kit.mjs";
import { furnish, views } from "./views.mjs";

// A window of 1440 by 900 at 200 %.
const zoomed = { width: 720, height: 450, touch: false, deviceScaleFactor: 2 };
const spaced = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }";
const parts = [
	...["users", "shares", "channels", "tokens", "data", "audit"].map((show) => `/settings?show=${show}`),
	...["texts&q=delivery", "feelings", "new"].map((show) => `/maps/first-map/voice?show=${show}`),
	...["moves", "paths"].map((show) => `/maps/first-map/flow?show=${show}`),
	"/maps/first-map/history?show=compare&all=yes", "/opportunities?as=matrix", "/opportunities?open=tracking", "/sources?tab=live", "/settings?show=shares&new=yes",
];

async function style(page, text) {
	// The policy lets no style in but by this way.
	await page.evaluate((rules) => {
		const sheet = new CSSStyleSheet();
		sheet.replaceSync(rules);
		document.adoptedStyleSheets = rules ? [sheet] : [];
	}, text);
	await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

// Every line of words that is seen, with what it stands in; where it is cut, and by what; what lies upon another.
function wrong() {
	const lines = [];
	const cut = [];
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	// Shortened and says so: by dots, or with the whole beside it.
	const shortened = (style, one) => style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none" || one.title;
	const hides = (value) => value === "hidden" || value === "clip";
	const name = (one) => `${one.localName}.${String(one.className.baseVal ?? one.className).replace(/ ?svelte-\w+/, "")}`;
	for (let node = walker.nextNode(); node; node = walker.nextNode()) {
		const parent = node.parentElement;
		if (!node.data.trim() || !parent.checkVisibility({ visibilityProperty: true }) || parent.closest("svg, script, style, .unseen, .tip, option, [aria-hidden=true]")) continue;
		const range = document.createRange();
		range.selectNodeContents(node);
		const rects = [...range.getClientRects()].filter((one) => one.width > 1 && one.height > 1);
		if (!rects.length) continue;
		let layer; // what floats above the rest, or stays while the rest is scrolled
		let inside = { left: -Infinity, right: Infinity, top: -Infinity, bottom: Infinity };
		let ok = false;
		let scroller = document.documentElement;
		for (let at = parent; at && at !== document.documentElement; at = at.parentElement) {
			const style = getComputedStyle(at);
			const box = at.getBoundingClientRect();
			ok ||= shortened(style, at);
			if (["sticky", "fixed", "absolute"].includes(style.position) || at.popover) layer ??= at;
			if (scroller !== document.documentElement) continue;
			if (/auto|scroll/.test(style.overflowX + style.overflowY)) {
				scroller = at;
				inside = { left: Math.max(inside.left, box.left), right: Math.min(inside.right, box.right), top: Math.max(inside.top, box.top), bottom: Math.min(inside.bottom, box.bottom) };
			} else if (!ok && (hides(style.overflowX) || hides(style.overflowY))) {
				const out = rects.find((one) => (hides(style.overflowX) && (one.right > box.right + 2 || one.left < box.left - 2)) || (hides(style.overflowY) && (one.bottom > box.bottom + 3 || one.top < box.top - 3)));
				if (out) {
					cut.push(`cut by ${name(at)}: “${node.data.trim().slice(0, 40)}”`);
					ok = true;
				}
			}
		}
		for (const one of rects) {
			const mid = { x: (one.left + one.right) / 2, y: (one.top + one.bottom) / 2 };
			const seen = mid.x > inside.left && mid.x < inside.right && mid.y > inside.top && mid.y < inside.bottom;
			if (seen && !ok) lines.push({ parent, scroller, layer, rect: one, text: node.data.trim().slice(0, 30) });
		}
	}
	const upon = new Set();
	lines.sort((a, b) => a.rect.top - b.rect.top);
	for (let i = 0; i < lines.length; i++)
		for (let k = i + 1; k < lines.length && lines[k].rect.top < lines[i].rect.bottom - 5; k++) {
			const [a, b] = [lines[i], lines[k]];
			if (a.parent === b.parent || a.scroller !== b.scroller || a.layer !== b.layer) continue;
			const wide = Math.min(a.rect.right, b.rect.right) - Math.max(a.rect.left, b.rect.left);
			const high = Math.min(a.rect.bottom, b.rect.bottom) - Math.max(a.rect.top, b.rect.top);
			if (wide > 3 && high > 6) upon.add(`“${a.text}” (${name(a.parent)}) and “${b.text}” (${name(b.parent)}) lie upon each other`);
		}
	return [...cut, ...upon];
}

story("what is wrong is found", { users: ["admin"] }, async (house) => {
	const page = await house.page("admin", { at: "/maps" });
	await page.evaluate(() => {
		const add = (text, rules) => {
			const one = document.createElement("div");
			one.textContent = text;
			Object.assign(one.style, rules);
			document.querySelector("main").append(one);
		};
		add("These words are cut at the side", { width: "5rem", overflow: "hidden", whiteSpace: "nowrap" });
		add("One line", {});
		add("lies here", { marginTop: "-1rem" });
	});
	assert.deepEqual(await page.evaluate(wrong), ["cut by div.: “These words are cut at the side”", "“One line” (div.) and “lies here” (div.) lie upon each other"]);
});

const whole = views.filter(({ who }) => who !== null).map((one) => one.at);

for (const [what, rules, options, places] of [["at 200 %", "", zoomed, whole], ["with wide letters", spaced, { width: 1440 }, whole], ["both, in Russian", spaced, { ...zoomed, language: "ru" }, [...whole, ...parts]]])
	story(`nothing is cut, ${what}`, { users: ["admin"] }, async (house) => {
		await furnish(house);
		const page = await house.page("admin", { at: "/maps", ...options });
		page.expect(/status of 503 .*\/api\/v1\/live/);
		const found = [];
		for (const at of places) {
			await page.at(at);
			await style(page, rules);
			await page.settled();
			const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
			if (wide > 1) found.push(`${at}: ${wide} px too wide`);
			found.push(...(await page.evaluate(wrong)).map((text) => `${at}: ${text}`));
		}
		assert.deepEqual(found, []);
	});

// What moves by itself, or would when something changes.
function moving() {
	const long = (text) => text.split(",").some((one) => parseFloat(one) > 0.02);
	const name = (one) => `${one.localName}.${String(one.className.baseVal ?? one.className).replace(/ ?svelte-\w+/, "")}`;
	const all = [...document.querySelectorAll("*")];
	return [...new Set(all.filter((one) => {
		const style = getComputedStyle(one);
		return (style.animationName !== "none" && long(style.animationDuration) && style.animationIterationCount !== "1") || (long(style.transitionDuration) && style.transitionProperty !== "none") || style.scrollBehavior === "smooth";
	}).map(name))];
}

// What is pressed or filled in, and looks like nothing but words where the system takes all grounds away.
function edgeless() {
	const name = (one) => `${one.localName}.${String(one.className).replace(/ ?svelte-\w+/, "")} “${(one.getAttribute("aria-label") ?? one.innerText ?? "").trim().slice(0, 30)}”`;
	const fields = [...document.querySelectorAll("main :is(input:not([type=checkbox], [type=radio], [type=file], [type=color], [aria-hidden=true], .unseen), select, textarea)")].filter((one) => one.checkVisibility());
	const edge = (one) => {
		const style = getComputedStyle(one);
		return parseFloat(style.borderBottomWidth) >= 1 && style.borderBottomStyle !== "none" && style.borderBottomColor !== style.backgroundColor;
	};
	return fields.filter((one) => !edge(one) && !edge(one.parentElement) && !edge(one.parentElement.parentElement)).map(name);
}

story("without motion, and in the system's own colours", { users: ["admin"] }, async (house) => {
	await furnish(house);
	const page = await house.page("admin", { at: "/maps", forcedColors: "active" });
	page.expect(/status of 503 .*\/api\/v1\/live/);
	const found = [];
	for (const at of whole) {
		await page.at(at);
		found.push(...(await page.evaluate(moving)).map((text) => `${at}: moves: ${text}`), ...(await page.evaluate(edgeless)).map((text) => `${at}: no edge: ${text}`));
	}
	// What is chosen is told from what is not by more than a colour that is taken away.
	await page.at("/maps/first-map");
	const look = (one) => one.evaluate((element) => {
		const { backgroundColor, color, borderColor, borderWidth, outlineStyle } = getComputedStyle(element);
		return [backgroundColor, color, borderColor, borderWidth, outlineStyle].join();
	});
	for (const [on, off] of [
		[page.getByRole("link", { name: "Map", exact: true }), page.getByRole("link", { name: "Flow", exact: true })],
		[page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name: "Maps" }), page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name: "Personas" })],
		[page.getByRole("radio", { name: "Map" }).locator(".."), page.getByRole("radio", { name: "Table" }).locator("..")],
	])
		if ((await look(on)) === (await look(off))) found.push(`the same, chosen or not: ${await on.innerText()}`);
	const edit = page.getByRole("switch", { name: "Edit" });
	const track = () => edit.locator("span").first().evaluate((one) => [one, one.firstElementChild].map((each) => getComputedStyle(each).backgroundColor + getComputedStyle(each).translate + getComputedStyle(each).insetInlineStart + getComputedStyle(each).marginInlineStart + each.getBoundingClientRect().left).join());
	const before = await track();
	await edit.click();
	if ((await track()) === before) found.push("the same, on or off: the switch");
	const comments = page.getByRole("button", { name: "Comments", exact: true });
	const unpressed = await look(comments);
	await comments.click();
	await page.getByRole("complementary", { name: "Comments" }).waitFor();
	if ((await look(comments)) === unpressed) found.push("the same, pressed or not: a button");
	if (process.env.WEND_UI_SHOTS) await page.screenshot({ path: `${process.env.WEND_UI_SHOTS}/forced-colours.png` });
	assert.deepEqual(found, []);
});
