// libraries - those that shops have in their servers, as npm gives them, each told nothing but our address.
//
//	const client = libraries[0].open(url, key);
//	await client.send("track", { userId: "u-1", event: "Product Added" });    // until it was answered
//	await client.end();
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { Analytics } = require("@segment/analytics-node");
const AnalyticsNode = require("analytics-node");
const Rudder = require("@rudderstack/rudder-sdk-node");

/* A call's own callback tells what became of it. */
function told(library, end) {
	library.on?.("error", () => {}); /* the callback has it too */
	return {
		send: (kind, call) =>
			new Promise((resolve, reject) => library[kind](call, (error) => (error ? reject(error) : resolve()))),
		end,
	};
}

const patience = { flushAt: 20, flushInterval: 100, retryCount: 12, logLevel: "none" };

function segment(host, writeKey) {
	const library = new Analytics({ writeKey, host, flushAt: 20, flushInterval: 100, maxRetries: 20 });
	return told(library, () => library.closeAndFlush());
}

function older(library) {
	return told(library, () => library.flush());
}

/* says: what it calls itself in context.library. */
export const libraries = [
	{ name: "@segment/analytics-node", says: "@segment/analytics-node", open: segment },
	{
		name: "analytics-node",
		says: "analytics-node",
		open: (host, key) => older(new AnalyticsNode(key, { host, ...patience })),
	},
	{
		name: "@rudderstack/rudder-sdk-node",
		says: "analytics-node",
		open: (dataPlaneUrl, key) => older(new Rudder(key, { dataPlaneUrl, ...patience })),
	},
];
