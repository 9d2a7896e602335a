// tap - a test file's tests one after the other, told as TAP: what meson and tools/test.sh count.
//
//	const test = tap();
//	test("a wrong key is refused", async () => { assert.equal(...); });     // a text that it gives back: why it was skipped
//	await test.done();
const CEILING = 4000; // letters of a failure that are shown

function shown(error) {
	const text = error && error.stack ? error.stack : String(error);
	return text.slice(0, CEILING).split("\n").map((line) => `# ${line}`).join("\n");
}

export function tap() {
	const tests = [];
	const test = (name, run) => tests.push({ name, run });

	test.done = async () => {
		let failed = 0;
		console.log(`1..${tests.length}`);
		for (const [i, { name, run }] of tests.entries()) {
			const began = performance.now();
			try {
				const missing = await run();
				console.log(`ok ${i + 1} - ${name}${typeof missing === "string" ? ` # SKIP ${missing}` : ""}`);
			} catch (error) {
				failed++;
				console.log(`not ok ${i + 1} - ${name}\n${shown(error)}`);
			}
			console.log(`# ${Math.round(performance.now() - began)} ms`);
		}
		process.exitCode = failed ? 1 : 0;
	};
	return test;
}
