// raw - HTTP as it is written: fetch would tidy up a path and refuse an odd header before the server sees it.
//
//	const reply = await raw(server.url, { method: "PUT", path: "/api/v1/maps/..%2f", headers: {}, body: "{" });
//	reply.status, reply.type, reply.headers, reply.body       // body: a Buffer; of a stream that has no end its beginning
import { Agent, request } from "node:http";

const STREAM_MS = 100; // so long a stream of events is listened to

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

export function raw(url, { method, path, headers = {}, body }) {
	const { hostname, port } = new URL(url);
	const bytes = body === undefined ? undefined : Buffer.from(body);
	const length = bytes || method !== "GET" ? { "Content-Length": bytes ? bytes.length : 0 } : {};

	return new Promise((resolve, reject) => {
		const sent = request({ agent, hostname, port, method, path, headers: { ...length, ...headers } }, (got) => {
			const pieces = [];
			const type = (got.headers["content-type"] ?? "").split(";")[0];
			const done = () => resolve({ status: got.statusCode, type, headers: got.headers, body: Buffer.concat(pieces) });
			got.on("data", (piece) => pieces.push(piece));
			got.on("error", reject);
			got.on("end", done);
			if (type === "text/event-stream") setTimeout(() => (done(), sent.destroy()), STREAM_MS);
		});
		sent.on("error", reject);
		sent.end(bytes);
	});
}

export function closeAll() {
	agent.destroy();
}
