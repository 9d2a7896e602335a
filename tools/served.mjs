// served.mjs OUT.c - what the server says in other languages, as the page has it (ui/src/words/served), as a table in C
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const out = process.argv[2];
const ui = fileURLToPath(new URL("../ui/", import.meta.url));
const { outputFiles } = await createRequire(`${ui}package.json`)("esbuild").build({
	stdin: { contents: 'export { entries } from "./words/served/all"', resolveDir: `${ui}src`, loader: "ts" },
	bundle: true,
	write: false,
	format: "esm",
});
const { entries } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString("base64")}`);
const text = (words) => `"${words.replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("?", "\\?")}"`;
const rows = entries.map((entry) => `\t{ ${entry.map(text).join(", ")} },\n`).join("");
const made = `/* made by tools/served.mjs */
#include "draw/said.h"

const struct said_row served_rows[] = {
${rows}};
const size_t served_rows_n = sizeof served_rows / sizeof *served_rows;
`;
let before = "";
try {
	before = readFileSync(out, "utf8");
} catch {
	// It is made for the first time.
}
if (made !== before) {
	writeFileSync(`${out}.new`, made);
	renameSync(`${out}.new`, out);
}
