/* node types.mjs [OUT] - the types of what the API answers, src/api/schema.d.ts, out of what a wend says of itself.
 *
 *	WEND_BIN=../build/wend node types.mjs          (make types)
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serve } from '../tests/ui/server.mjs'
import { wend } from '../tests/ui/workspace.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'wend-types-'))
const out = process.argv[2] ?? join(here, 'src/api/schema.d.ts')

async function described() {
	const workspace = join(folder, 'shop')
	await wend(['init', workspace])
	const server = await serve(workspace)
	try {
		return await (await fetch(`${server.url}api/v1/openapi.json`)).json()
	} finally {
		await server.stop()
	}
}

/* What is asked and how is the client's own (src/api/client.ts): what is answered is all that is taken. */
try {
	const { openapi, info, components } = await described()
	const file = join(folder, 'openapi.json')
	writeFileSync(file, JSON.stringify({ openapi, info, paths: {}, components: { schemas: components.schemas } }))
	const cli = join(dirname(createRequire(import.meta.url).resolve('openapi-typescript/package.json')), 'bin/cli.js')
	const args = [cli, file, '--output', out, '--root-types', '--root-types-no-schema-prefix']
	const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
	if (status !== 0) throw new Error(stderr)
} finally {
	rmSync(folder, { recursive: true })
}
