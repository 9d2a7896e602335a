// server - a fresh workspace and a wend serve over it, as somebody would start it.
//
//	const server = await serve({ limits: ["move-seconds=1"] });
//	const { key } = await server.source("shop");        // wend source add shop
//	await server.moved();                                // until what was answered is in the event store
//	server.sql("SELECT count(*) AS n FROM events");       // beside the running server
//	await server.kill(); await server.again();            // as a power cut: at the same address; made with { again: true }
//	await server.stop();                                  // fails where it does not end well
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const PATIENCE_MS = 30_000;
const wend = process.env.WEND_BIN;

// What a sanitizer or a shortage wrote would be lost otherwise.
export function run(args) {
	const { status, stdout, stderr } = spawnSync(wend, args, { encoding: "utf8", maxBuffer: 64 << 20 });
	assert.equal(status, 0, `wend ${args.join(" ")}: ${stderr}`);
	return stdout;
}

function lines(text) {
	return text.split("\n").filter(Boolean).map((line) => JSON.parse(line));
}

class Server {
	constructor(folder, options) {
		this.folder = folder;
		this.options = options;
	}

	async start(listen) {
		const child = spawn(wend, ["serve", this.workspace, "--listen", listen, ...this.options], {
			stdio: ["ignore", "ignore", "pipe"],
		});
		this.child = child;
		this.log = "";
		this.ended = new Promise((resolve) => child.on("exit", (code, signal) => resolve({ code, signal })));
		child.stderr.setEncoding("utf8");
		child.stderr.on("data", (text) => (this.log += text));
		this.url = `http://${await this.said(/listening at=(\S+)/)}`;
	}

	async kill() {
		this.child.kill("SIGKILL");
		await this.ended;
	}

	async again() {
		await this.start(new URL(this.url).host);
	}

	get workspace() {
		return join(this.folder, "shop");
	}

	async said(pattern) {
		for (let waited = 0; waited < PATIENCE_MS; waited += 20) {
			const found = pattern.exec(this.log);
			if (found) return found[1];
			await sleep(20);
		}
		assert.fail(`wend serve never said ${pattern}:\n${this.log}`);
	}

	wend(command, ...args) {
		return run([command, ...args, "-w", this.workspace]);
	}

	async source(name, ...options) {
		const made = JSON.parse(this.wend("source", "add", name, ...options, "--json"));
		await this.reload();
		return made;
	}

	sql(query) {
		return lines(this.wend("sql", query, "--json"));
	}

	customer(id) {
		return JSON.parse(this.wend("customer", id, "--json"));
	}

	fetch(path, options = {}) {
		return fetch(this.url + path, options);
	}

	async metric(name) {
		const text = await (await this.fetch("/metrics")).text();
		const found = new RegExp(`^${name}(?:\\{[^}]*\\})? (\\d+)`, "m").exec(text);
		assert.ok(found, `/metrics has no ${name}`);
		return Number(found[1]);
	}

	// The running server reads its sources anew.  That is not answered: it is seen in the log.
	async reload() {
		const times = () => this.log.split("event=reloaded").length;
		const before = times();
		this.child.kill("SIGHUP");
		for (let waited = 0; times() === before; waited += 10) {
			assert.ok(waited < PATIENCE_MS, `the sources were not read anew:\n${this.log}`);
			await sleep(10);
		}
	}

	// Until everything that was answered is in the event store.
	async moved() {
		for (let waited = 0; (await this.metric("wend_inbox_events")) > 0; waited += 100) {
			assert.ok(waited < PATIENCE_MS, "the inbox does not get empty");
			await sleep(100);
		}
	}

	async stop() {
		this.child.kill("SIGTERM");
		const { code, signal } = await this.ended;
		rmSync(this.folder, { recursive: true });
		assert.equal(code, 0, `wend serve ended with ${code ?? signal}:\n${this.log}`);
	}
}

// A port that no outgoing connection is given: who is started again there finds it free.
function ownPort() {
	return 20_000 + randomInt(10_000);
}

export async function serve({ limits = [], options = [], prepare = () => {}, again = false } = {}) {
	const folder = mkdtempSync(join(tmpdir(), "wend-clients-"));
	const workspace = join(folder, "shop");

	run(["init", workspace]);
	prepare(folder, (...args) => run([...args, "-w", workspace]));
	const limitOptions = ["move-seconds=1", ...limits].flatMap((limit) => ["--limit", limit]);
	const server = new Server(folder, [...options, ...limitOptions]);
	await server.start(`127.0.0.1:${again ? ownPort() : 0}`);
	return server;
}
