// views - every view of the page with something in it, a row each: what axe looks at, what screenshots show.
//
//	await furnish(house);                   // the simulated shop gets personas, segments, notes, comments, a version, a link
//	for (const { name, at } of views) await page.at(at);
//
// A test holds this list against ui/src/views/views.ts: a view that is not here is not tried.
import { readFileSync } from "node:fs";

export const views = [
	{ name: "door", at: "/", who: null },
	{ name: "start", at: "/start" },
	{ name: "portfolio", at: "/maps" },
	{ name: "templates", at: "/templates" },
	{ name: "map", at: "/maps/first-map" },
	{ name: "table", at: "/maps/first-map?as=table" },
	{ name: "touchpoints", at: "/maps/first-map/touchpoints" },
	{ name: "touchpoint", at: "/maps/first-map/touchpoints/Product%20Added" },
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

// What people would have written after a week.
const papers = [
	["segments", { segment: { id: "buyers", name: "Bought at least once", rule: { did: "Order Completed" } } }],
	["segments", { segment: { id: "campaign", name: "Came by an advertisement", rule: { did: "Ad Clicked" } } }],
	["personas", { persona: { id: "anna", name: "Anna, buys presents", segment: "buyers", goals: [{ text: "A present that arrives in time", basis: "reported", evidence: "five interviews in May" }], fears: [{ text: "That the parcel comes after the birthday", basis: "assumed" }], barriers: [{ text: "Delivery costs are told late", basis: "observed", evidence: "the funnel of the cart" }] } }],
	["personas", { persona: { id: "marek", name: "Marek, orders for his office", party: "partner", goals: [{ text: "One invoice for everything", basis: "assumed" }] } }],
	["opportunities", { opportunity: { id: "delivery-costs", title: "Tell the delivery costs in the cart", map: "first-map", touchpoints: ["Payment Started"], effort: 1, customer_value: 70, business_value: 55, status: "planned", owner: "Ada" } }],
	["opportunities", { opportunity: { id: "tracking", title: "Tell when the parcel comes", map: "first-map", touchpoints: ["Parcel Shipped"], effort: 3, customer_value: 80, business_value: 30, status: "idea" } }],
	["comments", { comment: { map: "first-map", at: "Payment Started", text: "Who can look at this by Friday?" } }],
	["notes", { map: "first-map", touchpoint: "Payment Started", text: "Two customers called today: the transfer page did not load" }],
	["notes", { map: "first-map", touchpoint: "Parcel Delivered", text: "The courier left it with a neighbour, they were glad" }],
];

export async function furnish(house) {
	const api = await house.api("admin");
	const refused = [];
	for (const [path, body] of papers) {
		const answer = await api.ask("POST", path, body);
		if (answer.status >= 300) refused.push(`${path}: ${JSON.stringify(answer.body.detail)}`);
	}
	const version = await api.ask("POST", "maps/first-map/versions", { note: "What we showed the team" });
	if (version.status >= 300) refused.push(JSON.stringify(version.body));
	const share = await api.ask("POST", "shares", { map: "first-map", title: "For the board" });
	if (share.status >= 300) refused.push(JSON.stringify(share.body));
	if (refused.length) throw new Error(`the workspace is not furnished: ${refused.join("\n")}`);
}
