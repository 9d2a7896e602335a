// scene - a small shop behind a server, and who comes to it.
//
//	const scene = new Scene();
//	await scene.open();
//	scene.nobody, scene.viewer, scene.editor, scene.admin, scene.spare        // visitors
//	scene.map, scene.victim, await scene.link(), await scene.share()          // what paths name
import { writeFileSync } from "node:fs";
import { join } from "node:path";
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

	async share() {
		await this.admin.ask("POST", "/api/v1/shares", { map: this.map });
		const { shares } = await this.admin.ask("GET", "/api/v1/shares");
		return Math.max(...shares.map(({ id }) => id));
	}
}
