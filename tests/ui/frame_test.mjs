// frame_test.mjs - a shared map inside a page of another site: where the link names that site, and nowhere else.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { story } from "./kit.mjs";

// Another site: a page with a frame, of another origin.
async function site(frame) {
	const server = createServer((_, answer) => {
		answer.setHeader("Content-Type", "text/html; charset=utf-8");
		answer.end(`<!DOCTYPE html><html lang="en"><title>Intranet</title><h1>Intranet</h1><iframe src="${frame()}" title="The map" width="1000" height="600"></iframe>`);
	});
	await new Promise((done) => server.listen(0, "127.0.0.1", done));
	return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

story("a link stands in the page of the site that it names, and only there", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	let address = "about:blank";
	const intranet = await site(() => address);
	const stranger = await site(() => address);
	try {
		const named = await api.post("shares", { map: "first-map", frames: [intranet.url] });
		const plain = await api.post("shares", { map: "first-map" });
		const page = await house.page(undefined, { at: null });
		page.expect(/another host: http:\/\/127\.0\.0\.1/, /frame-ancestors|X-Frame-Options|ERR_BLOCKED_BY_RESPONSE|chrome-error/, /status of 404 .*favicon/s);
		const shows = async (where, link) => {
			address = new URL(link, house.url).href;
			await page.goto(where, { waitUntil: "load" });
			await page.waitForTimeout(400);
			return (await page.frameLocator("iframe").getByText("Product Viewed").count()) > 0;
		};
		assert.equal(await shows(intranet.url, named.link), true, "the site that is named");
		assert.equal(await page.frameLocator("iframe").getByRole("heading", { name: "Customer journey" }).first().isVisible(), true);
		assert.equal(await shows(stranger.url, named.link), false, "another port is another site");
		assert.equal(await shows(intranet.url, plain.link), false, "a link without sites");
		assert.equal(await shows(intranet.url, named.link.replace(/.$/, (last) => (last === "A" ? "B" : "A"))), false, "another token");
		assert.equal(await shows(intranet.url, "/"), false, "the page itself");

		const policy = async (path) => {
			const answer = await fetch(new URL(path, house.url));
			await answer.text();
			return answer.headers.get("Content-Security-Policy");
		};
		assert.match(await policy(named.link), new RegExp(`frame-ancestors [^;]*${intranet.url}(;|$)`));
		for (const path of [plain.link, "/"]) assert.match(await policy(path), /frame-ancestors 'none'/);
		for (const path of [named.link, plain.link, "/"]) {
			assert.match(await policy(path), /default-src 'none'/, path);
			assert.doesNotMatch(await policy(path), /unsafe-eval|script-src[^;]*('unsafe-inline'|\*)/, path);
		}
		const { shares } = await api.get("shares");
		for (const share of shares) await api.remove(`shares/${share.id}`);
		assert.equal(await shows(intranet.url, named.link), false, "revoked");
	} finally {
		intranet.close();
		stranger.close();
	}
});
