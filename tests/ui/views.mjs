// views - every view of the page with something in it, a row each: what axe looks at, what screenshots show.
//
//	await furnish(house);                   // the simulated shop gets personas, segments, notes, comments, a version, a link
//	for (const { name, at } of views) await page.at(at);
//
// A test holds this list against ui/src/views/views.ts: a view that is not here is not tried.
import { readFileSync } from "node:fs";
import { papers } from "./papers.mjs";

export const views = [
	{ name: "door", at: "/", who: null },
	{ name: "start", at: "/start" },
	{ name: "portfolio", at: "/maps" },
	{ name: "templates", at: "/templates" },
	{ name: "map", at: "/maps/first-map" },
	{ name: "table", at: "/maps/first-map?as=table" },
	{ name: "touchpoints", at: "/maps/first-map/touchpoints" },
	{ name: "touchpoint", at: "/maps/first-map/touchpoints/Payment%20Started" },
	{ name: "flow", at: "/maps/first-map/flow" },
	{ name: "funnel", at: "/maps/first-map/funnel" },
	{ name: "voice", at: "/maps/first-map/voice" },
	{ name: "history", at: "/maps/first-map/history" },
	{ name: "present", at: "/maps/first-map/present" },
	{ name: "personas", at: "/personas" },
	{ name: "persona", at: "/personas/anna" },
	{ name: "segments", at: "/segments" },
	{ name: "segment", at: "/segments/buyers" },
	{ name: "opportunities", at: "/opportunities" },
	{ name: "notes", at: "/notes" },
	{ name: "sources", at: "/sources" },
	{ name: "settings", at: "/settings" },
	{ name: "design", at: "/design" },
];

export const languages = ["en", "pl", "ru"];

// The names of the rows of views.ts.
export function named() {
	const text = readFileSync(new URL("../../ui/src/views/views.ts", import.meta.url), "utf8");
	return [...text.matchAll(/^\t\{ name: '(\w+)'/gm)].map(([, name]) => name);
}

export async function furnish(house, language) {
	const api = await house.api("admin");
	const refused = [];
	for (const [path, body] of papers(language)) {
		const answer = await api.ask("POST", path, body);
		if (answer.status >= 300) refused.push(`${path}: ${JSON.stringify(answer.body.detail)}`);
	}
	if (refused.length) throw new Error(`the workspace is not furnished: ${refused.join("\n")}`);
}
