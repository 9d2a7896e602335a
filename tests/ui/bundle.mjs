// bundle - a part of the page's own code, for node: what is pure is tried without a browser.
//
//	const { curve } = await load("views/map/curve.ts", "views/map/grid.ts");
import { createRequire } from "node:module";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const ui = new URL("../../ui/", import.meta.url);
const require = createRequire(new URL("package.json", ui));
const { build, transformSync } = require("esbuild");
const { compileModule } = require("svelte/compiler");

// A module with runes ($state) is TypeScript first, and then what svelte makes of it for a place without a page.
const runes = {
	name: "runes",
	setup(bundle) {
		bundle.onLoad({ filter: /\.svelte\.ts$/ }, ({ path }) => {
			const plain = transformSync(readFileSync(path, "utf8"), { loader: "ts", target: "es2022" }).code;
			return { contents: compileModule(plain, { generate: "server", filename: path }).js.code, loader: "js" };
		});
	},
};

export async function load(...files) {
	const made = await build({
		stdin: {
			contents: files.map((file) => `export * from ${JSON.stringify(`./src/${file}`)}`).join("\n"),
			resolveDir: ui.pathname,
			loader: "ts",
		},
		bundle: true,
		write: false,
		format: "esm",
		platform: "node",
		target: "node18",
		tsconfigRaw: "{}",
		logLevel: "error",
		plugins: [runes],
		// A page asks which languages its reader knows; node 18 has none.
		banner: { js: 'globalThis.navigator ??= { languages: ["en"] };' },
	});
	const folder = mkdtempSync(join(tmpdir(), "page-"));
	try {
		const file = join(folder, "part.mjs");
		writeFileSync(file, made.outputFiles[0].text);
		return await import(pathToFileURL(file).href);
	} finally {
		rmSync(folder, { recursive: true });
	}
}
