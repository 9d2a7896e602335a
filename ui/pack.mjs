/* node pack.mjs DIST OUT.c - the built page's files, packed, as a table of C: src/serve/web_page.h says what a row is.
 * The same files give the same bytes. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'

const types = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.svg': 'image/svg+xml',
	'.png': 'image/png',
	'.woff2': 'font/woff2',
	'.json': 'application/json',
}
const [, , dist, out] = process.argv

const paths = readdirSync(dist, { recursive: true, withFileTypes: true })
	.filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
	.map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(dist.length + 1))
	.sort()
const bytesOf = (packed) => packed.toString('hex').replace(/../g, '0x$&,').replace(/.{100}/g, '$&\n')

let arrays = ''
let rows = ''
for (const [i, path] of paths.entries()) {
	const type = types[extname(path)]
	if (!type || !/^[\w./-]+$/.test(path)) throw new Error(`${path}: pack.mjs knows no type of such a file`)
	const plain = readFileSync(join(dist, path))
	const packed = gzipSync(plain, { level: 9 })
	const hash = createHash('sha256').update(plain).digest('hex').slice(0, 16)
	arrays += `static const unsigned char file_${i}[] = {\n${bytesOf(packed)}\n};\n`
	rows += `\t{ "${path}", "${type}", file_${i}, sizeof(file_${i}), ${plain.length}, 0x${hash} },\n`
}
writeFileSync(
	out,
	`/* made by ui/pack.mjs */\n#include "serve/web_page.h"\n\n${arrays}\n` +
		`const struct web_file web_files[] = {\n${rows}};\nconst size_t web_files_n = ${paths.length};\n`,
)
