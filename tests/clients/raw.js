// raw - HTTP as it is written: fetch would tidy up a path and refuse an odd header before the server sees it.
//
//	const reply = await raw(server.url, { method: "PUT", path: "/api/v1/maps/..%2f", headers: {}, body: "{" });
//	reply.status, reply.type, reply.headers, reply.body       // body: a Buffer
import { Agent, request } from "node:http";

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

export function raw(url, { method, path, headers = {}, body }) {
	const { hostname, port } = new URL(url);
	const bytes = body === undefined ? undefined : Buffer.from(body);
	const length = bytes || method !== "GET" ? { "Content-Length": bytes ? bytes.length : 0 } : {};

	return new Promise((resolve, reject) => {
		const sent = request({ agent, hostname, port, method, path, headers: { ...length, ...headers } }, (got) => {
			const pieces = [];
			got.on("data", (piece) => pieces.push(piece));
			got.on("error", reject);
			got.on("end", () => resolve({
				status: got.statusCode,
				type: (got.headers["content-type"] ?? "").split(";")[0],
				headers: got.headers,
				body: Buffer.concat(pieces),
			}));
		});
		sent.on("error", reject);
		sent.end(bytes);
	});
}

export function closeAll() {
	agent.destroy();
}
