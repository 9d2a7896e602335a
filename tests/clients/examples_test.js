// The examples of docs/clients.md, run as they stand there, with the address and key of a running server.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serve } from "./server.js";
import { tap } from "./tap.js";

const here = dirname(fileURLToPath(import.meta.url));
const work = join(here, "node_modules", ".wend-examples"); // beside the modules, so that they are found
const page = readFileSync(join(here, "../../docs/clients.md"), "utf8");
const test = tap();
const server = await serve();
const { key } = await server.source("shop");
mkdirSync(work, { recursive: true });

/* --- what stands in the page --------------------------------------------------------------------------------- */

function blocks(heading, language) {
	const part = page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`));
	assert.ok(part, `docs/clients.md has no part "${heading}"`);
	const found = [...part.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, "gms"))].map(([, text]) => text);
	assert.ok(found.length, `no example in "${heading}"`);
	return found.map((text) => text.replaceAll("https://wend.example", server.url).replaceAll("wk_...", key));
}

function there(command, ...args) {
	return spawnSync(command, args).status === 0;
}

function run(command, file, text) {
	const path = join(work, file);
	writeFileSync(path, text);
	const { status, stdout, stderr } = spawnSync(command, [path], { encoding: "utf8", timeout: 60_000 });
	assert.equal(status, 0, `${command} ${file}: ${stdout}${stderr}`);
	return stdout;
}

/* The one order of this customer, or of this revenue where nobody is known. */
async function order(customer, revenue) {
	await server.moved();
	const rows = server.sql("SELECT * FROM events WHERE event = 'Order Completed'");
	const mine = rows.filter((row) => (customer ? row.customer === customer : Number(row.value) === revenue));
	assert.equal(mine.length, 1, JSON.stringify(rows));
	assert.equal(Number(mine[0].value), revenue);
	assert.equal(mine[0].currency, "PLN");
	return mine[0];
}

const taken = { success: true, receivedEvents: 1, okEvents: 1, errors: [] };

/* --- each ---------------------------------------------------------------------------------------------------- */

test("Segment's library", async () => {
	run(process.execPath, "segment.mjs", blocks("Segment, Node.js", "js")[0]);
	await order("1042", 49);
});

test("RudderStack's library, with a time that was before", async () => {
	run(process.execPath, "rudder.mjs", blocks("RudderStack, Node.js", "js")[0].replace(/ \/\/.*/, ""));
	assert.equal((await order("1043", 120)).time, "2026-03-02 10:15:00");
});

test("curl, and the same again", async () => {
	const [text] = blocks("curl", "sh");
	assert.deepEqual(JSON.parse(run("sh", "curl.sh", text)), taken);
	assert.deepEqual(JSON.parse(run("sh", "curl.sh", text)), taken);
	assert.equal((await order("1044", 49)).time, "2026-03-02 10:15:00");
});

test("Python", async () => {
	if (!there("python3", "-c", "import requests")) return "there is no python3 with requests (tools/setup.sh test)";
	assert.equal(run("python3", "python.py", blocks("Python", "python")[0]).trim(), "1");
	await order("1045", 49);
});

test("PHP", async () => {
	if (!there("php", "-r", "curl_init();")) return "there is no php with curl (tools/setup.sh test)";
	assert.deepEqual(JSON.parse(run("php", "php.php", blocks("PHP", "php")[0])), taken);
	await order("1046", 49);
});

test("what is answered stands there as it is", () => {
	assert.deepEqual(JSON.parse(blocks("What is answered", "json")[0]), taken);
});

/* As Tag Manager does it: scripts are made anew out of a tag's text, without attributes. */
function inject(text) {
	const box = document.createElement("div");
	box.innerHTML = text;
	for (const { textContent } of box.querySelectorAll("script")) {
		const script = document.createElement("script");
		script.text = textContent;
		document.body.appendChild(script);
	}
}

test("Google Tag Manager's tags: nothing before consent, everything after", async () => {
	const executablePath = process.env.WEND_CHROMIUM ?? execFileSync("sh", ["-c", "command -v chromium || true"]).toString().trim();
	if (!executablePath) return "there is no chromium (tools/setup.sh test)";
	const [first, consent, event] = blocks("Google Tag Manager", "html");
	const shop = createServer((req, res) => res.setHeader("Content-Type", "text/html").end("<!doctype html><title>Tea</title><body>"));
	await new Promise((resolve) => shop.listen(0, "127.0.0.1", resolve));
	const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--no-proxy-server"] });
	const tab = await browser.newPage();
	await tab.goto(`http://127.0.0.1:${shop.address().port}/tea`);
	await tab.evaluate(inject, first);
	await tab.waitForFunction("window.wend && wend.v");
	await tab.evaluate(inject, event);
	await tab.waitForTimeout(2500);
	await server.moved();
	assert.equal(server.sql("SELECT * FROM events WHERE page = '/tea'").length, 0);
	await tab.evaluate(inject, consent);
	await tab.waitForTimeout(2500);
	await browser.close();
	shop.closeAllConnections();
	shop.close();
	await order(null, 75);
	await server.moved();
	assert.equal(server.sql("SELECT * FROM events WHERE event = 'page_view' AND page = '/tea'").length, 1);
});

test("how to see that it arrived", async () => {
	const [text] = blocks("Did it arrive?", "console");
	const commands = [...text.matchAll(/^\$ wend (\w+) (.*)-w shop$/gm)].map(([, name, rest]) => [name, rest.trim().replace(/^"(.*)"$/, "$1")]);
	assert.deepEqual(commands.map(([name]) => name), ["status", "sql"]);
	assert.match(server.wend("status"), /live\/shop +segment/);
	assert.match(server.wend("sql", commands[1][1]), /Order Completed/);
	assert.ok(server.customer("1042").events.length >= 2);
});

test("the server ends well", () => server.stop());

await test.done();
