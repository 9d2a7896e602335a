// lossy - a net that loses answers: what was sent arrives, and every third answer does not come back.
//
//	const net = await lossy(() => server.url);
//	net.url, net.lost                          // where to send; how many answers were lost
//	net.close();
import { createServer } from "node:http";
import { raw } from "./raw.js";

const EVERY = 3;

async function pieces(stream) {
	const all = [];
	for await (const piece of stream) all.push(piece);
	return Buffer.concat(all);
}

export async function lossy(where) {
	const net = { lost: 0 };
	let asked = 0;

	const server = createServer(async (req, res) => {
		try {
			const { method, url: path, headers } = req;
			const answer = await raw(where(), { method, path, headers, body: await pieces(req) });
			if (++asked % EVERY === 0) throw new Error("lost");
			res.writeHead(answer.status, { "Content-Type": answer.type }).end(answer.body);
		} catch (error) {
			net.lost += error.message === "lost" ? 1 : 0;
			req.socket.destroy();
		}
	});
	await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
	net.url = `http://127.0.0.1:${server.address().port}`;
	net.close = () => (server.closeAllConnections(), server.close());
	return net;
}
