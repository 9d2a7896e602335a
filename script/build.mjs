// build.mjs [NAME] - wend.js out of src/, as small as it gets; or test/NAME.test.ts, for node
import { writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { minify } from 'terser'

const here = dirname(fileURLToPath(import.meta.url))

async function script() {
	const bundle = await build({
		absWorkingDir: here,
		entryPoints: ['src/wend.ts'],
		bundle: true,
		write: false,
		format: 'iife',
		target: 'es2021',
		tsconfigRaw: '{}',
		minifySyntax: true,
		charset: 'utf8',
	})
	const small = await minify(bundle.outputFiles[0].text, {
		ecma: 2020,
		compress: {
			passes: 2,
			inline: 2,
			sequences: false,
			if_return: false,
			typeofs: false,
			keep_fargs: false,
			pure_getters: true,
			unsafe: true,
			unsafe_methods: true,
		},
		format: { comments: false },
	})
	return small.code + '\n'
}

/* Beside what it needs: node looks for packages from there. */
async function test(name) {
	await build({
		absWorkingDir: here,
		entryPoints: [`test/${name}.test.ts`],
		bundle: true,
		outfile: `node_modules/.wend/${name}.mjs`,
		format: 'esm',
		platform: 'node',
		packages: 'external',
		external: ['*/build.mjs'],
	})
}

export { script }

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	if (process.argv[2]) await test(process.argv[2])
	else writeFileSync(`${here}/dist/wend.js`, await script())
}
