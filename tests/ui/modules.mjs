// modules - parts of the page in node, for what needs no browser.
//
//	const { applied } = await load('export { applied } from "./views/map/edit/apply"');      // seen from ui/src
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ui = createRequire(new URL("../../ui/package.json", import.meta.url));
const source = fileURLToPath(new URL("../../ui/src", import.meta.url));

// Modules with runes are compiled as the page's build compiles them, for a server: nothing there reacts.
const runes = {
	name: "runes",
	setup(build) {
		build.onLoad({ filter: /\.svelte\.ts$/ }, async ({ path }) => {
			const { code } = await ui("esbuild").transform(readFileSync(path, "utf8"), { loader: "ts", target: "esnext" });
			return { contents: ui("svelte/compiler").compileModule(code, { filename: path, generate: "server" }).js.code, loader: "js" };
		});
	},
};

export async function load(contents) {
	const { outputFiles } = await ui("esbuild").build({
		stdin: { contents, resolveDir: source, loader: "ts" },
		bundle: true,
		write: false,
		format: "esm",
		platform: "neutral",
		mainFields: ["module", "main"],
		conditions: ["svelte", "import"],
		define: { localStorage: "undefined" },
		plugins: [runes],
	});
	globalThis.navigator ??= { languages: ["en"] };
	globalThis.addEventListener ??= () => undefined;
	return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString("base64")}`);
}
