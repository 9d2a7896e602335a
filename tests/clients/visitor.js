// visitor - somebody at the API: nobody, a user with session and CSRF token, or a program with a token.
//
//	const admin = await firstAdmin(server);
//	const editor = await invited(admin, "editor");
//	const reply = await admin.ask("POST", "/api/v1/tokens", { name: "ci", grants: "read" });
import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { raw } from "./raw.js";

export const PASSWORD = "a long walk by the river";

// Each request from a computer of its own, told by the trusted proxy that we are: who asks too often is not meant here.
function somewhere() {
	return `198.${18 + randomInt(2)}.${randomInt(256)}.${randomInt(256)}`;
}

export class Visitor {
	constructor(url, name, { email, cookie, csrf, token } = {}) {
		Object.assign(this, { url, name, email, cookie, csrf, token, password: PASSWORD });
	}

	headers(method) {
		const headers = { "X-Forwarded-For": somewhere() };
		if (this.token) headers.Authorization = `Bearer ${this.token}`;
		if (this.cookie) headers.Cookie = this.cookie;
		if (this.cookie && method !== "GET") headers["X-CSRF-Token"] = this.csrf;
		return headers;
	}

	send({ method, path, headers = {}, body }) {
		return raw(this.url, { method, path, body, headers: { ...this.headers(method), ...headers } });
	}

	async ask(method, path, body) {
		const json = body === undefined ? {} : { "Content-Type": "application/json" };
		const text = body === undefined ? undefined : JSON.stringify(body);
		const reply = await this.send({ method, path, headers: json, body: text });
		const said = reply.body.toString();
		assert.ok(reply.status < 300, `${this.name}: ${method} ${path}: ${reply.status} ${said}`);
		this.keep(reply);
		return said && reply.type === "application/json" ? JSON.parse(said) : undefined;
	}

	async put(path, bytes) {
		const reply = await this.send({ method: "PUT", path, headers: { "Content-Type": "application/octet-stream" }, body: bytes });
		assert.ok(reply.status < 300, `${this.name}: PUT ${path}: ${reply.status} ${reply.body}`);
	}

	// The session that an answer begins.
	keep(reply) {
		const cookie = reply.headers["set-cookie"]?.[0]?.split(";")[0];
		if (!cookie) return;
		this.began = reply;
		this.cookie = cookie;
		this.csrf = JSON.parse(reply.body.toString()).csrf;
	}

	async signIn() {
		this.cookie = this.csrf = undefined;
		await this.ask("POST", "/api/v1/sign-in", { email: this.email, password: this.password });
		return this;
	}
}

export async function firstAdmin(server) {
	const code = await server.said(/makes the first admin: (\S+)/);
	const admin = new Visitor(server.url, "admin", { email: "ada@shop.example" });
	await admin.ask("POST", "/api/v1/first", { code, email: admin.email, name: "Ada", password: PASSWORD });
	return admin;
}

let people = 0;

export async function invited(admin, role) {
	const email = `${role}${++people}@shop.example`;
	const { user, link } = await admin.ask("POST", "/api/v1/users", { email, role });
	const guest = new Visitor(admin.url, role, { email });
	const secret = link.split("/").at(-1);
	await guest.ask("POST", `/api/v1/links/${secret}`, { name: role, password: PASSWORD });
	guest.id = user;
	return guest;
}
