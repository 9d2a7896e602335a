// front - a proxy that runs, with its example of packaging/ as it stands there: only addresses, ports and certificates are
// other ones.
//
//	const front = await open("nginx", "unix:/tmp/x/wend.sock");         // or "127.0.0.1:8321"
//	const reply = await front.ask("POST", "/v1/track", { headers, body });
//	reply.status, reply.headers, reply.body                             // body: a Buffer
//	front.close();
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:http2";
import { request as plainRequest } from "node:http";
import { Agent, request } from "node:https";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { connect as connectPlain, createServer } from "node:net";

export const NAME = "wend.example.org"; // as the examples have it
const PATIENCE_MS = 15_000;
const CLIENT = "127.9.8.7"; // an address that is not the proxy's, and in another network when its last part is cut off

const example = (name) => readFileSync(new URL(`../../packaging/${name}`, import.meta.url), "utf8");

// What is not there as often as it is believed to be was renamed in the example, and would be tested no longer.
function swap(text, from, to, times = 1) {
	const parts = text.split(from);
	assert.equal(parts.length - 1, times, `the example has "${from}" ${parts.length - 1} times`);
	return parts.join(to);
}

function certificate(folder) {
	const [cert, key] = [join(folder, "cert.pem"), join(folder, "key.pem")];
	execFileSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
		"-subj", `/CN=${NAME}`, "-addext", `subjectAltName=DNS:${NAME}`, "-keyout", key, "-out", cert], { stdio: "pipe" });
	return { cert, key };
}

const group = () => execFileSync("id", ["-gn"], { encoding: "utf8" }).trim();

/* What a distribution's nginx.conf says around the example. */
const around = (folder) => `daemon off;
pid ${folder}/nginx.pid;
${userInfo().uid === 0 ? `user ${userInfo().username} ${group()};` : ""}
worker_processes 1;
events { worker_connections 768; }
http {
	access_log off;
	client_body_temp_path ${folder}/body;
	proxy_temp_path ${folder}/proxy;
	fastcgi_temp_path ${folder}/fastcgi;
	uwsgi_temp_path ${folder}/uwsgi;
	scgi_temp_path ${folder}/scgi;
	include ${folder}/wend.conf;
}
`;

const starters = {
	nginx({ folder, upstream, ports, cert, key }) {
		let text = example("nginx.conf");
		text = swap(text, "server 127.0.0.1:8321 ", `server ${upstream} `);
		text = swap(text, "listen 80;", `listen 127.0.0.1:${ports.http};`);
		text = swap(text, "listen [::]:80;", `listen 127.0.0.2:${ports.http};`);
		text = swap(text, "listen 443 ssl http2;", `listen 127.0.0.1:${ports.https} ssl http2;`);
		text = swap(text, "listen [::]:443 ssl http2;", `listen 127.0.0.2:${ports.https} ssl http2;`);
		text = swap(text, `/etc/letsencrypt/live/${NAME}/fullchain.pem`, cert);
		text = swap(text, `/etc/letsencrypt/live/${NAME}/privkey.pem`, key);
		writeFileSync(join(folder, "wend.conf"), text);
		writeFileSync(join(folder, "nginx.conf"), around(folder));
		return spawn("nginx", ["-p", folder, "-e", "stderr", "-c", join(folder, "nginx.conf")], { stdio: ["ignore", "ignore", "pipe"] });
	},

	/* Its ports, and that nobody administers it, are said in the JSON that the Caddyfile stands for. */
	caddy({ folder, upstream, ports, cert, key }) {
		const env = { ...process.env, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
		let text = example("Caddyfile");
		text = swap(text, "\treverse_proxy 127.0.0.1:8321 {", `\treverse_proxy ${upstream.replace("unix:", "unix/")} {`);
		text = swap(text, "# tls /etc/ssl/certs/wend.pem /etc/ssl/private/wend.key", `tls ${cert} ${key}`);
		writeFileSync(join(folder, "Caddyfile"), text);
		const all = JSON.parse(execFileSync("caddy", ["adapt", "--adapter", "caddyfile", "--config", join(folder, "Caddyfile")], { env, stdio: "pipe" }));
		const { http } = all.apps;
		assert.deepEqual(Object.keys(http.servers), ["srv0"]);
		http.servers.srv0.listen = [`127.0.0.1:${ports.https}`];
		Object.assign(http, { http_port: ports.http, https_port: ports.https });
		all.admin = { disabled: true };
		writeFileSync(join(folder, "caddy.json"), JSON.stringify(all));
		return spawn("caddy", ["run", "--config", join(folder, "caddy.json")], { env, stdio: ["ignore", "ignore", "pipe"] });
	},
};

function gather(got, resolve) {
	const pieces = [];
	got.on("data", (piece) => pieces.push(piece));
	got.on("end", () => resolve({ status: got.statusCode, headers: got.headers, body: Buffer.concat(pieces) }));
}

class Front {
	constructor(folder, ports, cert) {
		Object.assign(this, { folder, ports });
		this.ca = readFileSync(cert);
		this.tls = { ca: this.ca, servername: NAME, host: "127.0.0.1", port: ports.https, localAddress: CLIENT };
		this.agent = new Agent({ keepAlive: true, maxSockets: 64 });
		this.log = "";
	}

	follow(child) {
		this.child = child;
		process.on("exit", () => child.kill("SIGTERM"));
		child.stderr.setEncoding("utf8");
		child.stderr.on("data", (text) => (this.log += text));
		this.ended = new Promise((resolve) => child.on("exit", resolve));
	}

	async up() {
		for (let waited = 0; waited < PATIENCE_MS; waited += 20) {
			assert.equal(this.child.exitCode, null, `the proxy ended:\n${this.log}`);
			const there = await new Promise((resolve) => {
				const socket = connectPlain(this.ports.https, "127.0.0.1");
				socket.on("connect", () => (socket.destroy(), resolve(true)));
				socket.on("error", () => resolve(false));
			});
			if (there) return;
			await sleep(20);
		}
		assert.fail(`nobody listens at ${this.ports.https}:\n${this.log}`);
	}

	#request(method, path, headers, more, got) {
		return request({ ...this.tls, agent: this.agent, ...more, method, path, headers: { Host: NAME, ...headers } }, got);
	}

	ask(method, path, { headers = {}, body, ...more } = {}) {
		const bytes = body === undefined ? undefined : Buffer.from(body);
		const length = bytes ? { "Content-Length": bytes.length } : {};
		return new Promise((resolve, reject) => {
			const sent = this.#request(method, path, { ...length, ...headers }, more, (got) => {
				got.on("error", reject);
				gather(got, resolve);
			});
			sent.on("error", reject);
			sent.end(bytes);
		});
	}

	/* Server-sent events as they come: heard(event, data, ms).  Browsers take them packed: a proxy that packs them waits. */
	listen(path, headers, heard) {
		let rest = "";
		return new Promise((resolve, reject) => {
			const sent = this.#request("GET", path, { Accept: "text/event-stream", "Accept-Encoding": "gzip", ...headers }, { agent: false }, (got) => {
				got.setEncoding("utf8");
				got.on("data", (text) => {
					const blocks = (rest + text).split("\n\n");
					rest = blocks.pop();
					for (const block of blocks) {
						const event = /^event: (.*)$/m.exec(block)?.[1];
						if (event) heard(event, JSON.parse(/^data: (.*)$/m.exec(block)[1]), performance.now());
					}
				});
				got.on("error", () => {});
				resolve({ status: got.statusCode, type: got.headers["content-type"], close: () => sent.destroy() });
			});
			sent.on("error", reject);
			sent.end();
		});
	}

	plain(path) {
		return new Promise((resolve, reject) => {
			const sent = plainRequest({ host: "127.0.0.1", port: this.ports.http, path, headers: { Host: NAME } }, (got) => gather(got, resolve));
			sent.on("error", reject);
			sent.end();
		});
	}

	/* The same over HTTP/2, several at once over one connection. */
	async second(paths) {
		const session = connect(`https://${NAME}:${this.ports.https}`, { ca: this.ca, servername: NAME, lookup: (_, options, done) =>
			options.all ? done(null, [{ address: "127.0.0.1", family: 4 }]) : done(null, "127.0.0.1", 4) });
		const statuses = await Promise.all(paths.map((path) => new Promise((resolve, reject) => {
			const stream = session.request({ ":path": path, ":authority": NAME });
			stream.on("response", (headers) => resolve(headers[":status"]));
			stream.on("error", reject);
			session.on("error", reject);
			stream.resume();
		})));
		const { alpnProtocol } = session;
		session.close();
		return { alpnProtocol, statuses };
	}

	async close() {
		this.agent.destroy();
		this.child.kill("SIGTERM");
		await this.ended;
		rmSync(this.folder, { recursive: true });
	}
}

const free = (port, host) =>
	new Promise((resolve) => {
		const trial = createServer();
		trial.once("error", () => resolve(false));
		trial.listen(port, host, () => trial.close(() => resolve(true)));
	});

/* The first of two ports side by side that nobody has, below those that are handed out for outgoing connections. */
export async function freePorts() {
	for (;;) {
		const port = 10_000 + randomInt(11_000) * 2;
		const trials = [free(port, "127.0.0.1"), free(port, "127.0.0.2"), free(port + 1, "127.0.0.1"), free(port + 1, "127.0.0.2")];
		if ((await Promise.all(trials)).every(Boolean)) return port;
	}
}

export async function open(name, upstream) {
	const folder = mkdtempSync(join(tmpdir(), `wend-${name}-`));
	const port = await freePorts();
	const ports = { http: port, https: port + 1 };
	const { cert, key } = certificate(folder);
	const front = new Front(folder, ports, cert);

	front.follow(starters[name]({ folder, upstream, ports, cert, key }));
	await front.up();
	return front;
}
