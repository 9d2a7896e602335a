/* snippet - what is copied into a web page, a program or a mail service so that it sends to a live source. */
const base = new URL('.', location.href)

/* Nothing that a key could break out of: keys are wk_ and letters, but a page is no place to trust. */
function attribute(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;')
}

export function pageSnippet(key: string): string {
	const script = 'window.wend = window.wend || function () { (wend.q = wend.q || []).push(arguments) }'
	return `<script>${script}</script>\n<script async src="${new URL('wend.js', base).href}" data-key="${attribute(key)}"></script>`
}

export function programSnippet(key: string): string {
	const body = JSON.stringify({ userId: 'c1001', event: 'Order Completed', properties: { revenue: 129.9, currency: 'PLN' } })
	return `curl -u '${key}:' ${new URL('v1/track', base).href} -H 'Content-Type: application/json' -d '${body}'`
}

export function hookAddress(key: string): string {
	return new URL(`v1/webhook/${encodeURIComponent(key)}`, base).href
}

/* "https://shop.example", one a line; the first that is none. */
export function badOrigin(origins: string[]): string | undefined {
	return origins.find((one) => {
		try {
			return new URL(one).origin !== one || !/^https?:/.test(one)
		} catch {
			return true
		}
	})
}

export function originsOf(text: string): string[] {
	return text.split(/[\s,]+/).map((one) => one.replace(/\/+$/, '')).filter(Boolean)
}
