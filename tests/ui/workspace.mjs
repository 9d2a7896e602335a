// workspace - workspaces for tests of the page: made once for each build of wend, then copied.
//
//	const folder = await workspace("demo", ["admin", "editor"]);     // a copy of one's own in a temporary folder
//
// demo: the simulated shop, its seven files imported, its first map made.  empty: nothing at all.  A function makes the folder
// that it is given, each time anew.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

export const bin = resolve(process.env.WEND_BIN ?? "build/wend");
export const PASSWORD = "a long walk by the river";
const CUSTOMERS = 1500;

export const people = {
	admin: { email: "ada@shop.example", name: "Ada Nowak", role: "admin" },
	editor: { email: "piotr@shop.example", name: "Piotr Zieliński", role: "editor" },
	editor2: { email: "olga@shop.example", name: "Ольга Смирнова", role: "editor" },
	viewer: { email: "vera@shop.example", name: "Vera Smith", role: "viewer" },
};

export function wend(args, input = "") {
	return new Promise((done, fail) => {
		const child = spawn(bin, args, { stdio: ["pipe", "pipe", "pipe"] });
		let out = "";
		let err = "";
		child.stdout.setEncoding("utf8").on("data", (text) => (out += text));
		child.stderr.setEncoding("utf8").on("data", (text) => (err += text));
		child.on("error", fail);
		child.on("close", (code) => (code === 0 ? done(out) : fail(new Error(`wend ${args.join(" ")}: ${code}: ${err}`))));
		child.stdin.on("error", () => undefined);
		child.stdin.end(input);
	});
}

const make = {
	async empty(folder) {
		await wend(["init", folder]);
	},
	async demo(folder) {
		const files = `${folder}.files`;
		await wend(["simulate", files, "--seed", "1", "--customers", String(CUSTOMERS)]);
		await wend(["init", folder]);
		const data = readdirSync(files).filter((name) => /\.(csv|ndjson)$/.test(name));
		await wend(["import", ...data.map((name) => join(files, name)), "-w", folder, "--json"]);
		await wend(["map", "-w", folder, "-o", `${folder}.files/map.json`]);
		rmSync(files, { recursive: true });
	},
};

// Beside the program that made it: another build makes its own.  Two tests that begin together may both make it; the
// second to be done drops its own.
async function original(data) {
	const { mtimeMs, size } = statSync(bin);
	const home = join(dirname(bin), "ui-workspaces");
	const place = join(home, `${data}-${Math.round(mtimeMs)}-${size}`);
	if (existsSync(place)) return place;
	mkdirSync(home, { recursive: true });
	const old = readdirSync(home).filter((name) => name.startsWith(`${data}-`));
	const work = mkdtempSync(join(home, "making-"));
	await make[data](join(work, "workspace"));
	try {
		renameSync(join(work, "workspace"), place);
	} catch (error) {
		assert.ok(existsSync(place), error);
	}
	for (const path of [work, ...old.map((name) => join(home, name))]) rmSync(path, { recursive: true, force: true });
	return place;
}

export async function addUser(folder, who) {
	const { email, name, role } = people[who];
	await wend(["user", "add", email, "--role", role, "--name", name, "--password-stdin", "-w", folder], `${PASSWORD}\n`);
}

export async function workspace(data, users) {
	assert.ok(make[data] ?? typeof data === "function", `there is no such workspace: ${data}`);
	const home = mkdtempSync(join(tmpdir(), "wend-ui-"));
	const folder = join(home, "shop");
	if (typeof data === "function") await data(folder);
	else cpSync(await original(data), folder, { recursive: true });
	for (const who of users) await addUser(folder, who);
	return { home, folder };
}
