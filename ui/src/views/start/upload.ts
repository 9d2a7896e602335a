/* upload - sends a file to the server, piece by piece; where the line breaks it goes on from where it came to.
 *
 *	const id = await sendFile(file, { progress: (share) => ..., signal })
 */
import { enc, get, post, Problem, send } from '../../api/client'
import type { Upload } from '../../api/schema'

const piece = 4 << 20
const mostWaits = 40

export interface Sending {
	progress: (share: number) => void
	/* Waits for the line or for the server: true; goes on: false. */
	waiting: (waits: boolean) => void
	signal: AbortSignal
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
	return new Promise((done, fail) => {
		const timer = setTimeout(done, ms)
		signal.addEventListener('abort', () => {
			clearTimeout(timer)
			fail(new DOMException('', 'AbortError'))
		}, { once: true })
	})
}

/* What is over in a while: no line, the workspace is busy, too much at once. */
export function passes(error: unknown): error is Problem {
	return error instanceof Problem && [0, 409, 429, 502, 503, 504].includes(error.status)
}

/* Does it again until it is done, or until it fails for a reason that stays. */
export async function patiently<T>(how: Sending, work: () => Promise<T>): Promise<T> {
	for (let waits = 0; ; waits++) {
		how.signal.throwIfAborted()
		try {
			const done = await work()
			how.waiting(false)
			return done
		} catch (error) {
			if (!passes(error) || waits === mostWaits) throw error
			how.waiting(true)
			await pause(Math.min(10, error.retryAfter ?? Math.min(5, waits + 1)) * 1000, how.signal)
		}
	}
}

async function sendPiece(id: string, file: File, at: number): Promise<number> {
	const sent = await send<Upload>('PUT', `uploads/${enc(id)}`, file.slice(at, at + piece), { at })
	return sent.bytes
}

/* After a break the server knows how much it has. */
async function nextPiece(id: string, file: File, at: number): Promise<number> {
	try {
		return await sendPiece(id, file, at)
	} catch (error) {
		if (!(error instanceof Problem) || error.status !== 409) throw error
		const { bytes } = await get<Upload>(`uploads/${enc(id)}`)
		if (bytes === at) throw error
		return bytes
	}
}

export async function sendFile(file: File, how: Sending): Promise<string> {
	const { id } = await patiently(how, () => post<Upload>('uploads', { name: file.name.slice(-200) || 'file' }))
	let at = 0
	while (at < file.size) {
		const from = at
		at = await patiently(how, () => nextPiece(id, file, from))
		how.progress(at / file.size)
	}
	return id
}
