/* session - who uses the page, and what they may.
 *
 *	await session.look()            // asks the server
 *	session.me                      // undefined: nobody is signed in
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

whenSignedOut(() => {
	me = undefined
})

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
	/* True: they are in; false: the code of their second factor is needed, too. */
	async signIn(email: string, password: string, code?: string): Promise<boolean> {
		const body = code ? { email, password, code } : { email, password }
		const answer = await post<SignedIn>('sign-in', body)
		if (!answer.signed_in) return false
		await session.look()
		return true
	},
	async signOut(): Promise<void> {
		await post('sign-out')
		useCsrf(null)
		me = undefined
	},
}

export function may(grant: Grant): boolean {
	return me?.grants.split(',').includes(grant) ?? false
}
