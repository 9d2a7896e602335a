// server - a wend serve over a workspace, and its API as somebody signed in asks it.
//
//	const server = await serve(folder);
//	const api = await signedIn(server.url, people.editor);
//	const map = await api.get("maps/first-map");
//	await api.post("notes", { map, touchpoint, text });
//	await server.stop();                    // fails where it does not end well
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { PASSWORD, bin } from "./workspace.mjs";

const PATIENCE_MS = 60_000;

export async function until(what, holds, patience = PATIENCE_MS) {
	for (const began = performance.now(); ; await sleep(20)) {
		const found = await holds();
		if (found) return found;
		if (performance.now() - began > patience) assert.fail(`does not happen: ${typeof what === "function" ? what() : what}`);
	}
}

const running = new Set();
process.on("exit", () => {
	for (const child of running) child.kill("SIGKILL"); // where it is not stopped as it should be
});

export async function serve(folder, options = []) {
	const args = ["serve", folder, "--listen", "127.0.0.1:0", "--limit", "move-seconds=1", ...options];
	const child = spawn(bin, args, { stdio: ["ignore", "ignore", "pipe"] });
	const server = { log: "", child, folder };
	running.add(child);
	const ended = new Promise((done) => child.on("exit", (code, signal) => done({ code, signal })));
	child.stderr.setEncoding("utf8").on("data", (text) => (server.log += text));

	server.said = (pattern) => until(() => `wend serve says ${pattern}:\n${server.log}`, () => pattern.exec(server.log)?.[1]);
	server.stop = async () => {
		child.kill("SIGTERM");
		const { code, signal } = await ended;
		running.delete(child);
		assert.equal(code, 0, `wend serve ended with ${code ?? signal}:\n${server.log}`);
	};
	ended.then(() => (server.ended = true));
	server.url = `http://${await until(() => `wend serve listens:\n${server.log}`, () => {
		assert.ok(!server.ended, `wend serve ended:\n${server.log}`);
		return /listening at=(\S+)/.exec(server.log)?.[1];
	})}/`;
	return server;
}

class Api {
	constructor(url, cookie, csrf) {
		Object.assign(this, { url, cookie, csrf });
	}

	// The answer whatever it is: { status, body }.
	async ask(method, path, body, headers = {}) {
		const bytes = body instanceof Uint8Array;
		const answer = await fetch(`${this.url}api/v1/${path}`, {
			method,
			headers: {
				...(this.cookie ? { Cookie: this.cookie } : {}),
				...(this.cookie && method !== "GET" ? { "X-CSRF-Token": this.csrf } : {}),
				...(body === undefined ? {} : { "Content-Type": bytes ? "application/octet-stream" : "application/json" }),
				...headers,
			},
			body: body === undefined || bytes ? body : JSON.stringify(body),
		});
		const text = await answer.text();
		const json = /json/.test(answer.headers.get("Content-Type") ?? "");
		return { status: answer.status, headers: answer.headers, body: json && text ? JSON.parse(text) : text };
	}

	async #sure(method, path, body) {
		const answer = await this.ask(method, path, body);
		assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
		return answer.body;
	}

	get(path) {
		return this.#sure("GET", path);
	}
	post(path, body) {
		return this.#sure("POST", path, body);
	}
	put(path, body) {
		return this.#sure("PUT", path, body);
	}
	patch(path, body) {
		return this.#sure("PATCH", path, body);
	}
	remove(path) {
		return this.#sure("DELETE", path);
	}
}

export async function signedIn(url, { email }) {
	const answer = await new Api(url).ask("POST", "sign-in", { email, password: PASSWORD });
	assert.equal(answer.status, 200, `sign-in of ${email}: ${JSON.stringify(answer.body)}`);
	const cookie = answer.headers.get("Set-Cookie").split(";")[0];
	return new Api(url, cookie, answer.body.csrf);
}
