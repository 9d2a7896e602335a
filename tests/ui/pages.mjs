// pages - pages of a browser that nothing may go wrong on: a report of the content security policy, an error that nobody
// caught, one on the console, a request to another host, an answer of 500: each fails the test.
//
//	const page = await newPage(browser, url, { cookie, language: "pl", theme: "dark", width: 390 });
//	page.expect(/409/);                     // the test wants this one to be refused
//	await page.at("/maps/first-map");       // goes there and waits until everything is there
//	page.sound();                           // fails with all that went wrong
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";

export const ui = createRequire(new URL("../../ui/package.json", import.meta.url));
const QUIET_MS = 120;
const PATIENCE_MS = 30_000;
const LATER = /\/api\/v1\/live/; // never ends

export const chromium = process.env.WEND_CHROMIUM ?? "/usr/bin/chromium";

export function launch() {
	return ui("playwright-core").chromium.launch({ executablePath: chromium, args: ["--no-sandbox"] });
}

// The distribution's own, over WebDriver BiDi: playwright's patched Firefox is another program.
export function launchFirefox() {
	return ui("playwright-core").firefox.launch({ channel: "moz-firefox", executablePath: process.env.WEND_FIREFOX ?? "/usr/bin/firefox-esr" });
}

function first({ language, theme }) {
	document.addEventListener("securitypolicyviolation", (event) => {
		console.error(`CSP: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
	});
	if (!location.protocol.startsWith("http") || sessionStorage.getItem("begun")) return;
	sessionStorage.setItem("begun", "1");
	if (language) localStorage.setItem("wend-language", language);
	if (theme) localStorage.setItem("wend-theme", theme);
}

function watch(page, url) {
	const troubles = [];
	const expected = [];
	const open = new Set();
	let last = performance.now();
	const trouble = (text) => troubles.push(text);
	const done = (request) => {
		open.delete(request);
		last = performance.now();
	};

	page.on("console", (message) => {
		if (message.type() === "error") trouble(`console: ${message.text()} (${message.location().url})`);
	});
	page.on("pageerror", (error) => trouble(`not caught: ${error.stack ?? error}`));
	page.on("crash", () => trouble("the page crashed"));
	page.on("request", (request) => {
		const to = request.url();
		if (!to.startsWith(url) && !/^(data|blob|about):/.test(to)) trouble(`another host: ${to}`);
		if (LATER.test(to)) return;
		open.add(request);
		last = performance.now();
	});
	page.on("requestfinished", done);
	page.on("requestfailed", done);
	page.on("response", (response) => {
		if (response.status() >= 500 && response.status() !== 503) trouble(`${response.status()}: ${response.url()}`);
	});

	page.expect = (...patterns) => expected.push(...patterns);
	page.troubles = () => troubles.filter((text) => !expected.some((pattern) => pattern.test(text)));
	page.sound = () => assert.deepEqual(page.troubles(), [], `at ${page.url()}`);
	page.quiet = () => open.size === 0 && performance.now() - last > QUIET_MS;
	page.waiting = () => [...open].map((request) => request.url());
}

// Everything asked has come, nothing is a place held for what is on its way (but where the design system shows one), letters
// have their font.
async function settled(page) {
	const began = performance.now();
	const busy = () => page.evaluate(() => [...document.querySelectorAll('[aria-busy="true"]')].filter((one) => !one.closest(".specimen")).length + Number(document.fonts.status !== "loaded"));
	while (!page.quiet() || (await busy()) || !page.quiet()) {
		assert.ok(performance.now() - began < PATIENCE_MS, `${page.url()} does not come to rest: ${page.waiting().join(" ")}`);
		await sleep(30);
	}
}

export async function newPage(browser, url, { cookie, language = "en", theme = "light", width = 1440, height = 900, touch = width < 640, ...more } = {}) {
	const context = await browser.newContext({
		viewport: { width, height },
		hasTouch: touch,
		isMobile: touch,
		locale: { en: "en-GB", pl: "pl-PL", ru: "ru-RU" }[language],
		timezoneId: "Europe/Warsaw",
		reducedMotion: "reduce",
		...more,
	});
	if (cookie) {
		const [name, value] = cookie.split(/=(.*)/s);
		await context.addCookies([{ name, value, url }]);
	}
	await context.addInitScript(first, { language, theme });
	const page = await context.newPage();
	page.setDefaultTimeout(PATIENCE_MS);
	watch(page, url);
	if (!cookie) page.expect(/status of 401 .*\/api\/v1\/me/s); // the page asks who it is, and is told: nobody
	page.settled = () => settled(page);
	page.at = async (path) => {
		const to = `${url}#${path}`;
		// Another "#" alone is no navigation: the page's own links do the same.
		if (page.url().startsWith(url)) await page.evaluate((hash) => (location.hash = hash), path);
		else await page.goto(to);
		await settled(page);
	};
	return page;
}
