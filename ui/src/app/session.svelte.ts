/* session - who uses the page, and what they may.
 *
 *	await session.look()            // asks the server
 *	session.me                      // undefined: nobody is signed in
 *	session.ended                   // they have to sign in again, and go on where they were
 *	may('write')
 */
import { get, post, useCsrf, whenSignedOut } from '../api/client'
import { language, languages } from '../words/language.svelte'
import { asProblem } from '../api/resource.svelte'
import type { Problem } from '../api/client'
import type { Me, SignedIn, State } from '../api/schema'

export type Grant = 'read' | 'write' | 'import' | 'collect' | 'personal' | 'admin'

let me = $state.raw<Me>()
let state = $state.raw<State>()
let looked = $state(false)
let problem = $state.raw<Problem>()

let ended = $state(false)
let waiting: (() => void)[] = []

whenSignedOut(
	() => {
		ended = true
		return new Promise((done) => waiting.push(done))
	},
	() => back(),
)

/* The page is still that of whoever it was opened by: somebody else begins anew. */
async function back(): Promise<void> {
	const before = me?.user
	await lookMe()
	if (before !== undefined && me?.user !== before) return location.reload()
	ended = false
	for (const go of waiting.splice(0)) go()
}

async function lookMe(): Promise<void> {
	try {
		const found = await get<Me>('me')
		useCsrf(found.csrf)
		me = found
		const spoken = languages.find((one) => one.code === found.language)
		if (spoken) language.choose(spoken.code)
	} catch (error) {
		if (asProblem(error).status !== 401) throw error // 401: nobody is signed in
	}
}

export const session = {
	get me(): Me | undefined {
		return me
	},
	get state(): State | undefined {
		return state
	},
	get looked(): boolean {
		return looked
	},
	get ended(): boolean {
		return ended
	},
	get problem(): Problem | undefined {
		return problem
	},
	async look(): Promise<void> {
		problem = undefined
		try {
			state = await get<State>('state')
			if (!state.needs_first_admin) await lookMe()
			looked = true
		} catch (error) {
			problem = asProblem(error)
		}
	},
	/* Not signed in by it: the code of their second factor is needed, too. */
	async signIn(email: string, password: string, code?: string): Promise<SignedIn> {
		const body = code ? { email, password, code } : { email, password }
		const answer = await post<SignedIn>('sign-in', body)
		if (!answer.signed_in) return answer
		if (ended) await back()
		else await session.look()
		return answer
	},
	async signOut(): Promise<void> {
		try {
			await post('sign-out')
		} catch (error) {
			if (asProblem(error).status !== 401) throw error // 401: it has ended by itself
		}
		useCsrf(null)
		me = undefined
		ended = false
	},
}

export function may(grant: Grant): boolean {
	return me?.grants.split(',').includes(grant) ?? false
}
