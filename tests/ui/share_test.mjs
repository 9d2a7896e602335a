// share_test.mjs - a link shows one map to somebody without an account, and nothing more.
import assert from "node:assert/strict";
import { axe, story } from "./kit.mjs";

story("a shared map is seen without signing in, and nothing more is", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const { link } = await api.post("shares", { map: "first-map", title: "For the board" });
	const page = await house.page(undefined, { at: null });
	const asked = [];
	page.on("request", (request) => asked.push(new URL(request.url()).pathname));
	await page.goto(new URL(link, house.url).href);
	await page.getByRole("heading", { name: "Customer journey" }).first().waitFor();
	assert.ok((await page.getByText("Product Viewed").count()) > 0, "the map is there");
	assert.deepEqual(asked.filter((path) => path.startsWith("/api/")), [], "the page asks the API nothing");
	assert.equal(await page.getByRole("textbox").count(), 0, "there is nothing to change");
	for (const path of ["maps", "maps/first-map", "notes", "personas", "users", "shares"]) {
		const status = await page.evaluate(async (url) => (await fetch(url)).status, `${house.url}api/v1/${path}`);
		assert.equal(status, 401, path);
	}
	page.expect(/status of 401/);
	assert.deepEqual(await axe(page), []);
});

story("a link that was revoked opens nothing", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const { link } = await api.post("shares", { map: "first-map" });
	const { shares } = await api.get("shares");
	await api.remove(`shares/${shares[0].id}`);
	const page = await house.page(undefined, { at: null });
	page.expect(/status of 404/);
	await page.goto(new URL(link, house.url).href);
	await page.getByText("This link opens nothing").first().waitFor();
	assert.equal(await page.getByText("Product Viewed").count(), 0);
});
