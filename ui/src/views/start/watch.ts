/* watch - follows an import until it is over.
 *
 *	const job = await watchImport(id, (now) => ..., signal)
 *
 * By server-sent events; the browser opens them again where the line breaks.  Where that does not work it is asked.
 */
import { address, enc, get, Problem } from '../../api/client'
import type { Import } from '../../api/schema'

const askMs = 2000

function over(job: Import): boolean {
	return job.state === 'done' || job.state === 'failed'
}

async function askUntilOver(id: string, tell: (job: Import) => void, signal: AbortSignal): Promise<Import> {
	for (;;) {
		signal.throwIfAborted()
		try {
			const job = await get<Import>(`imports/${enc(id)}`, {}, signal)
			tell(job)
			if (over(job)) return job
		} catch (error) {
			if (!(error instanceof Problem) || (error.status !== 0 && error.status < 500)) throw error
		}
		await new Promise((done) => setTimeout(done, askMs))
	}
}

export function watchImport(id: string, tell: (job: Import) => void, signal: AbortSignal): Promise<Import> {
	return new Promise((done, fail) => {
		const stream = new EventSource(address(`imports/${enc(id)}/events`))
		const stop = () => stream.close()
		signal.addEventListener('abort', () => {
			stop()
			fail(new DOMException('', 'AbortError'))
		}, { once: true })
		const hear = (event: Event) => {
			const job = JSON.parse((event as MessageEvent<string>).data) as Import
			tell(job)
			if (!over(job)) return
			stop()
			done(job)
		}
		for (const kind of ['progress', 'done', 'failed']) stream.addEventListener(kind, hear)
		stream.onerror = () => {
			if (stream.readyState !== EventSource.CLOSED) return
			askUntilOver(id, tell, signal).then(done, fail)
		}
	})
}
