// Types out of the server's description, a program compiled against them as strictly as TypeScript can, and what it sees.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { closeAll } from "./raw.js";
import { Scene } from "./scene.js";
import { tap } from "./tap.js";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const work = join(modules, ".wend"); // beside the modules, so that they are found
const STRICT = ["--strict", "--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes", "--noImplicitReturns",
	"--noUnusedLocals", "--noUnusedParameters", "--noPropertyAccessFromIndexSignature", "--skipLibCheck", "false"];
const SHAPE = ["--target", "es2022", "--module", "nodenext", "--moduleResolution", "nodenext", "--types", "node", "--lib", "es2022,dom,dom.iterable"];

const test = tap();
const scene = new Scene();
let saw;

function tool(name, ...args) {
	const { status, stdout, stderr } = spawnSync(process.execPath, [join(modules, name), ...args], { cwd: work, encoding: "utf8" });
	return { status, said: `${stdout}${stderr}` };
}

function compile(file) {
	return tool("typescript/bin/tsc", ...STRICT, ...SHAPE, file);
}

test("types are generated from the server's description", async () => {
	await scene.open();
	rmSync(work, { recursive: true, force: true });
	mkdirSync(work, { recursive: true });
	writeFileSync(join(work, "package.json"), '{ "type": "module" }');
	writeFileSync(join(work, "openapi.json"), JSON.stringify(scene.contract.document));
	const { status, said } = tool("openapi-typescript/bin/cli.js", "openapi.json", "--output", "api.ts");
	assert.equal(status, 0, said);
	const types = readFileSync(join(work, "api.ts"), "utf8");
	for (const { operationId } of scene.contract.operations()) assert.ok(types.includes(`${operationId}: {`), operationId);
});

test("a program that uses them compiles strictly", () => {
	copyFileSync(join(here, "walk.ts"), join(work, "walk.ts"));
	const { status, said } = compile("walk.ts");
	assert.equal(status, 0, said);
});

test("what the description does not have does not compile", () => {
	const wrong = readFileSync(join(here, "walk.ts"), "utf8").replace('"/api/v1/users"', '"/api/v1/nobodys"').replace("revision, definition }", "revisions, definition }");
	writeFileSync(join(work, "wrong.ts"), wrong);
	const { status, said } = compile("wrong.ts");
	assert.notEqual(status, 0);
	assert.match(said, /wrong.ts\(\d+,\d+\): error TS2554/); /* a path that nobody has wants other arguments */
	assert.match(said, /revisions/);
});

test("it goes through the API with tokens", async () => {
	const token = async (grants) => (await scene.editor.ask("POST", "/api/v1/tokens", { name: "walk", grants })).token;
	const args = [join(work, "walk.js"), scene.server.url, await token("read"), await token("read,write")];
	saw = JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" }));
	assert.equal(saw.grants, "read");
	assert.match(saw.stranger, /^401 sign in, or send a token/);
	assert.match(saw.notAllowed, /^403 /);
});

test("it saw the map and its drawing, and was refused what is an admin's", () => {
	assert.equal(saw.looked.map, scene.map);
	assert.ok(saw.looked.stages >= 2, JSON.stringify(saw.looked));
	assert.ok(saw.looked.drawn > 1000);
	assert.match(saw.looked.refused, /^403 /);
});

test("it changed the map once; who had not seen that was told", async () => {
	assert.ok(saw.changed.after > saw.changed.before);
	assert.match(saw.changed.conflict, /^409 /);
	const { definition } = await scene.admin.ask("GET", `/api/v1/maps/${scene.map}/definition`);
	assert.equal(definition.title, "Changed by a program");
});

test("it lent the map and took it back", () => {
	assert.ok(saw.lent.link.length > 20);
	assert.equal(saw.lent.left, 0);
});

test("the server ends well", async () => {
	closeAll();
	await scene.server.stop();
});

await test.done();
