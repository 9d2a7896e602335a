/* taken_files - files that were taken in while this page is open, so that reading one again need not ask for it.
 *
 *	remember(file, reading)
 *	const before = await recall('orders.csv')       // undefined: not here, or changed on the disk since
 *
 * The server forgets a file once its events are in; here it is a name for what lies on somebody's own disk.  Whoever signs in
 * after them on the same page has none of theirs.
 */
import { session } from '../../app/session.svelte'
import type { Reading } from './report'

export interface Taken {
	file: File
	reading: Reading
}

const most = 100
const taken = new Map<string, Taken>()
let whose: number | null | undefined

function own(): Map<string, Taken> {
	if (whose !== session.me?.user) taken.clear()
	whose = session.me?.user
	return taken
}

export function remember(file: File, reading: Reading): void {
	const mine = own()
	mine.delete(file.name)
	mine.set(file.name, { file, reading })
	for (const name of mine.keys()) if (mine.size > most) mine.delete(name)
}

export async function recall(name: string): Promise<Taken | undefined> {
	const one = own().get(name)
	try {
		await one?.file.slice(0, 1).arrayBuffer()
		return one
	} catch {
		taken.delete(name)
		return undefined
	}
}
