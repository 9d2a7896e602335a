/* route - where the page is: the part of the address behind "#", as a path and what it asks for.
 *
 *	route.path                      // '/maps/first-map/flow'
 *	route.query.get('where')
 *	go('/maps/first-map', { where: 'persona:anna' })
 *	<a href={to('/personas')}>
 */
function read(): { path: string; query: URLSearchParams } {
	const [path = '/', query = ''] = location.hash.replace(/^#/, '').split('?')
	return { path: path === '' ? '/' : path, query: new URLSearchParams(query) }
}

let now = $state.raw(read())

addEventListener('hashchange', () => {
	now = read()
})

export const route = {
	get path(): string {
		return now.path
	},
	get query(): URLSearchParams {
		return now.query
	},
}

export type Asked = Record<string, string | null | undefined>

function queryOf(asked: Asked): string {
	const query = new URLSearchParams()
	for (const [key, value] of Object.entries(asked)) if (value) query.set(key, value)
	const text = query.toString()
	return text ? `?${text}` : ''
}

/* An address to link to. */
export function to(path: string, asked: Asked = {}): string {
	return `#${path}${queryOf(asked)}`
}

export function go(path: string, asked: Asked = {}): void {
	location.hash = to(path, asked)
}

/* The same place, asking for something else; what is not named stays.  Going back skips it. */
export function ask(asked: Asked): void {
	const all: Asked = { ...Object.fromEntries(now.query), ...asked }
	history.replaceState(null, '', to(now.path, all))
	now = read()
}

/* The parts of a path that a pattern names, '/maps/:map/flow'; undefined: it is another path. */
export function match(pattern: string, path: string): Record<string, string> | undefined {
	const want = pattern.split('/')
	const have = path.split('/')
	if (want.length !== have.length) return undefined
	const params: Record<string, string> = {}
	for (const [i, part] of want.entries()) {
		const there = have[i] ?? ''
		if (part.startsWith(':')) params[part.slice(1)] = decode(there)
		else if (part !== there) return undefined
	}
	return params
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text)
	} catch {
		return text
	}
}
