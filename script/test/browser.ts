/* A visitor: a fresh Chromium, and pages that carry the script. */

import { execFileSync } from 'node:child_process'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { after, before, beforeEach, afterEach } from 'node:test'
import { Collector } from './collector'

export const collector = new Collector()

let browser: Browser
let contexts: BrowserContext[] = []

const which = (): string => process.env['WEND_CHROMIUM'] ?? execFileSync('sh', ['-c', 'command -v chromium']).toString().trim()

export function setUp(): void {
	before(async () => {
		await collector.start()
		browser = await chromium.launch({
			executablePath: which(),
			args: ['--no-sandbox', '--no-proxy-server', '--host-resolver-rules=MAP * 127.0.0.1'],
		})
	})
	after(async () => {
		await browser.close()
		collector.stop()
	})
	beforeEach(() => collector.clear())
	afterEach(async () => {
		await Promise.all(contexts.map((context) => context.close()))
		contexts = []
	})
}

export async function visitor(): Promise<BrowserContext> {
	const context = await browser.newContext({ viewport: { width: 800, height: 600 } })
	contexts.push(context)
	return context
}

/* The snippet, as docs/web-script.md has it. */
export const tag = (attributes = ''): string =>
	`<script>window.wend = window.wend || function () { (wend.q = wend.q || []).push(arguments) }</script>
	<script async src="${collector.at('wend.example', '/wend.js')}" data-key="wk_test" ${attributes}></script>`

export function page(path: string, body = '', attributes = '', headers: Record<string, string> = {}): void {
	collector.pages[path] = {
		headers,
		html: `<!doctype html><html><head><meta charset="utf-8"><title>Page ${path}</title>${tag(attributes)}</head><body>${body}</body></html>`,
	}
}

export async function go(page: Page, path = '/', host = 'shop.example'): Promise<void> {
	await page.goto(collector.at(host, path))
	await page.waitForFunction('window.wend && wend.v')
}

/* All that a site can keep in a browser. */
export const stored = async (page: Page): Promise<Record<string, string>> =>
	page.evaluate(() => ({ ...localStorage, ...sessionStorage, ...(document.cookie ? { cookie: document.cookie } : {}) }) as unknown as Record<string, string>)
