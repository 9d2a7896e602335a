/* What is served is what the source says, and small. */

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'

const LARGEST = 3072

const served = readFileSync('dist/wend.js', 'utf8')

test('wend.js is what its source builds to (make script)', async () => {
	const { script } = (await import('../../build.mjs' as string)) as { script: () => Promise<string> }
	assert.equal(served, await script())
})

test('wend.js is smaller than 3 KB', () => {
	const bytes = gzipSync(served, { level: 9 }).length
	assert.ok(bytes < LARGEST, `${bytes} bytes`)
})

test('the types are strict, and so is the code', () => {
	execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', '.'], { stdio: 'pipe' })
})

test('wend.js needs neither eval nor inline styles, and no other server', () => {
	assert.doesNotMatch(served, /\beval\b|new Function|\.style\b|innerHTML|https?:\/\//)
})

test('the version is that of package.json', () => {
	const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
	assert.ok(served.includes(`"${version}"`))
})

test('the lock file names no host', () => {
	assert.doesNotMatch(readFileSync('package-lock.json', 'utf8'), /https?:\/\/|"resolved"/)
})
