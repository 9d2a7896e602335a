// scene - a small shop behind a server, and who comes to it.
//
//	const scene = new Scene();
//	await scene.open();
//	scene.nobody, scene.viewer, scene.editor, scene.admin, scene.spare        // visitors
//	scene.map, scene.victim, await scene.link(), await scene.share()          // what paths name
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Contract } from "./contract.js";
import { serve } from "./server.js";
import { Visitor, firstAdmin, invited } from "./visitor.js";

export const RANKS = ["viewer", "editor", "admin"];

function shopFile(folder, wend) {
	const steps = ["Visit", "Search", "Product", "Cart", "Order"];
	const rows = ["customer,time,event"];
	for (let who = 0; who < 120; who++)
		for (const [i, step] of steps.slice(0, 2 + (who % 4)).entries())
			rows.push(`c${who},2026-03-0${1 + (who % 7)}T10:${10 + i}:00Z,${step}`);
	const file = join(folder, "shop.csv");
	writeFileSync(file, rows.join("\n"));
	wend("import", file);
}

export class Scene {
	#guests = 0;

	async open() {
		this.server = await serve({ options: ["--trust-proxy", "127.0.0.1"], prepare: shopFile });
		this.contract = new Contract(await (await this.server.fetch("/api/v1/openapi.json")).json());
		this.nobody = new Visitor(this.server.url, "nobody");
		this.admin = await firstAdmin(this.server);
		this.viewer = await invited(this.admin, "viewer");
		this.editor = await invited(this.admin, "editor");
		this.spare = await invited(this.admin, "admin");
		this.victim = (await invited(this.admin, "viewer")).id;
		this.map = (await this.admin.ask("POST", "/api/v1/maps")).id;
		this.server.wend("publish", this.map);
	}

	async invite() {
		const email = `guest${++this.#guests}@shop.example`;
		return (await this.admin.ask("POST", "/api/v1/users", { email, role: "viewer" })).user;
	}

	async link() {
		await this.admin.ask("PATCH", `/api/v1/users/${this.victim}`, { disabled: false });
		const path = `/api/v1/users/${this.victim}/link`;
		return (await this.admin.ask("POST", path, { kind: "reset" })).link.split("/").at(-1);
	}

	async token(visitor = this.admin, grants = "read") {
		const { token } = await visitor.ask("POST", "/api/v1/tokens", { name: "fuzz", grants });
		const { tokens } = await visitor.ask("GET", "/api/v1/tokens");
		this.program = new Visitor(this.server.url, `a token (${grants})`, { token });
		return Math.max(...tokens.map(({ id }) => id));
	}

	/* A file on its way; "": none of it has come. */
	async upload(text = "customer,time,event\nz1,2026-03-01T10:00:00Z,Visit\nz1,2026-03-01T11:00:00Z,Order\n") {
		const { id } = await this.editor.ask("POST", "/api/v1/uploads", { name: `orders${++this.#guests}.csv` });
		if (text) await this.editor.put(`/api/v1/uploads/${id}?at=0`, text);
		return id;
	}

	/* An import that is done; the same one each time. */
	async imported() {
		this.done ??= this.import();
		return this.done;
	}

	async import() {
		const { id } = await this.editor.ask("POST", "/api/v1/imports", { upload: await this.upload() });
		return this.until(`/api/v1/imports/${id}`);
	}

	/* The number of an import that was made to be undone. */
	async taken() {
		const text = `customer,time,event\nz${++this.#guests},2026-03-02T10:00:00Z,Visit\n`;
		const { id } = await this.editor.ask("POST", "/api/v1/imports", { upload: await this.upload(text) });
		await this.until(`/api/v1/imports/${id}`);
		return JSON.parse(this.server.wend("status", "--json")).imports.at(-1).import;
	}

	async exported() {
		const start = async () => {
			const { id } = await this.editor.ask("POST", "/api/v1/exports");
			const { files } = await this.until(`/api/v1/exports/${id}`);
			return { id, file: files.sort((a, b) => b.bytes - a.bytes)[0].name };
		};
		this.export ??= start();
		return this.export;
	}

	/* What works in the background, when it is done. */
	async until(path) {
		for (let waited = 0; waited < 30_000; waited += 50) {
			const job = await this.editor.ask("GET", path);
			if (job.state === "done") return job;
			assert.notEqual(job.state, "failed", `${path}: ${job.error}`);
			await sleep(50);
		}
		return assert.fail(`${path} is not done`);
	}

	async touchpoint() {
		const { definition } = await this.editor.ask("GET", `/api/v1/maps/${this.map}/definition`);
		return definition.stages[0].touchpoints[0].id;
	}

	async note() {
		const body = { map: this.map, touchpoint: await this.touchpoint(), text: "to be removed" };
		return (await this.editor.ask("POST", "/api/v1/notes", body)).id;
	}

	async source() {
		const body = { name: `changing${++this.#guests}`, kind: "web" };
		return (await this.admin.ask("POST", "/api/v1/sources", body)).id;
	}

	async share() {
		await this.admin.ask("POST", "/api/v1/shares", { map: this.map });
		const { shares } = await this.admin.ask("GET", "/api/v1/shares");
		return Math.max(...shares.map(({ id }) => id));
	}
}
