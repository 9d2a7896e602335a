// build_test.mjs - what a browser loads before it shows anything: small, of one's own, nothing inline.
import assert from "node:assert/strict";
import { story } from "./kit.mjs";

const MOST = 200 * 1000; // bytes over the wire

// index.html, and what its tags and their modules' own imports name.
async function loadedAtOnce(url) {
	const bytes = new Map();
	const scripts = [];
	async function take(path) {
		if (bytes.has(path)) return;
		bytes.set(path, 0);
		const answer = await fetch(url + path, { headers: { "Accept-Encoding": "gzip" } });
		assert.equal(answer.status, 200, path);
		assert.equal(answer.headers.get("Content-Encoding"), "gzip", `${path} comes packed`);
		bytes.set(path, Number(answer.headers.get("Content-Length")));
		const text = await answer.text();
		if (path === "") scripts.push(text);
		const named = path === "" ? [...text.matchAll(/(?:src|href)="\.?\/?(page\/[^"]+)"/g)].map(([, name]) => name)
			: path.endsWith(".js") ? [...text.matchAll(/(?:^|[;}])\s*import\s*(?:[\w${},*\s]+from)?\s*"\.\/([^"]+)"/g)].map(([, name]) => `page/${name}`) : [];
		for (const name of named) await take(name);
	}
	await take("");
	return { bytes, html: scripts[0] };
}

story("what is loaded at once is below 200 KB, and nothing stands inline", { data: "empty", users: [] }, async ({ url }) => {
	const { bytes, html } = await loadedAtOnce(url);
	const sum = [...bytes.values()].reduce((a, b) => a + b, 0);
	assert.ok(bytes.size >= 3, `index.html names its script and its style: ${[...bytes.keys()]}`);
	assert.ok(sum < MOST, `${sum} bytes: ${[...bytes].map(([name, n]) => `${name} ${n}`).join(", ")}`);
	assert.doesNotMatch(html, /<script(?![^>]*src=)|<style|\sstyle=|\son\w+=/i);
});

story("nobody signed in: what the browser asks for is below 200 KB, too", { data: "empty", users: ["admin"] }, async (house) => {
	const page = await house.page(undefined, { at: null });
	const lengths = [];
	page.on("response", (response) => lengths.push(response.headerValue("content-length")));
	await page.at("/");
	const sum = (await Promise.all(lengths)).reduce((all, one) => all + Number(one ?? 0), 0);
	assert.ok(sum > 10_000 && sum < MOST, `${sum} bytes`);
});
