// types_test.mjs - the types that the page is checked with are those of what the server answers.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const ui = fileURLToPath(new URL("../../ui/", import.meta.url));

test("ui/src/api/schema.d.ts is what the server says (make types)", () => {
	const folder = mkdtempSync(join(tmpdir(), "wend-types-test-"));
	try {
		const out = join(folder, "schema.d.ts");
		const { status, stderr } = spawnSync(process.execPath, [join(ui, "types.mjs"), out], { encoding: "utf8" });
		assert.equal(status, 0, stderr);
		assert.ok(readFileSync(out, "utf8") === readFileSync(join(ui, "src/api/schema.d.ts"), "utf8"), "another one: make types");
	} finally {
		rmSync(folder, { recursive: true });
	}
});
