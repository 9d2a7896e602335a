/* intake - files on their way from somebody's computer into the evidence: sent, looked at, mended, taken in.
 *
 *	const intake = newIntake()
 *	intake.add(files)               // sends them and looks at each
 *	intake.items[0].say('Ocena', { role: 'rating', scale: '1-5' })         // looks again
 *	if (await intake.takeIn()) ...  // all that were understood are in
 */
import { enc, get, post, Problem, remove, stop } from '../../api/client'
import { asProblem } from '../../api/resource.svelte'
import type { Import, ImportBegun } from '../../api/schema'
import { explain } from './explain'
import { newGate, type Gate } from './gate'
import type { Preview } from './preview'
import { bodyOf, newReading, reportsOf, saidAnew, type Column, type Reading, type Report, type Said } from './report'
import { remember } from './taken_files'
import { filesOfZip } from './unzip'
import { patiently, sendFile, type Sending } from './upload'
import { watchImport } from './watch'
import { ownZone } from './zones'

export type Step = 'queued' | 'sending' | 'looking' | 'ready' | 'unclear' | 'taking' | 'taken' | 'failed'

export interface Item {
	readonly key: number
	readonly file: File
	readonly step: Step
	/* 0..1; undefined: nobody knows */
	readonly share: number | undefined
	readonly waiting: boolean
	/* The server began anew while it was at this file, so it is looked at again: what came in is there already. */
	readonly restarted: boolean
	/* It is in and is being counted: too late to stop it. */
	readonly counting: boolean
	readonly reports: Report[]
	/* Why it was not understood, in the server's words. */
	readonly error: string
	readonly problem: Problem | undefined
	readonly reading: Reading
	/* The first rows, a file each. */
	readonly previews: Preview[]
	/* The columns as they were last understood: a wish that cannot be does not make them forgotten. */
	readonly known: Column[]
	/* Of a workbook with several. */
	readonly sheets: string[]
	say(column: string, said: Said | undefined): void
	sayAll(columns: string[], said: Said | undefined): void
	read(change: Partial<Reading>): void
	again(): void
	/* Of an archive: its files take its place, each by itself; false: it cannot be opened here. */
	apart(): Promise<boolean>
	/* What is under way: nothing of it is kept, and the file stays. */
	stop(): void
	drop(): void
}

const lookMs = 350
/* A browser has six lines to a server, and each file that is watched takes one. */
const atOnce = 2

function abandoned(error: unknown): boolean {
	return error instanceof DOMException && error.name === 'AbortError'
}

export type Ran = Item & { takeIn(): Promise<void> }

function newItem(key: number, file: File, gate: Gate, gone: () => void, instead: (files: File[]) => void): Ran {
	let step = $state<Step>('queued')
	let share = $state<number | undefined>(0)
	let waiting = $state(false)
	let counting = $state(false)
	let restarted = $state(false)
	let reports = $state.raw<Report[]>([])
	let error = $state('')
	let problem = $state.raw<Problem>()
	let reading = $state.raw<Reading>(newReading(ownZone))
	let previews = $state.raw<Preview[]>([])
	let known = $state.raw<Column[]>([])
	let sheets = $state.raw<string[]>([])
	let upload = ''
	let running = ''
	let work = new AbortController()
	let timer: ReturnType<typeof setTimeout> | undefined

	function how(): Sending {
		return { progress: (now) => (share = now), waiting: (now) => (waiting = now), signal: work.signal }
	}

	function note(job: Import): void {
		counting = job.state === 'counting'
		share = job.all > 0 && !counting ? Math.min(1, job.done / job.all) : undefined
	}

	async function run(dry: boolean): Promise<Import> {
		const mine = how()
		const { id } = await patiently(mine, () => post<ImportBegun>('imports', bodyOf(upload, reading, dry)))
		running = id
		/* What was stopped while it was asked for. */
		if (mine.signal.aborted) {
			stopRun()
			mine.signal.throwIfAborted()
		}
		const job = await watchImport(id, note, mine.signal)
		running = ''
		return job
	}

	/* Nobody waits for it any more, so the next one need not wait for it either. */
	function stopRun(): void {
		if (running) void stop(`imports/${enc(running)}`).catch(() => undefined)
		running = ''
	}

	function noteSheets(): void {
		for (const said of [...(reports[0]?.remarks ?? []), previews[0]?.remark ?? '', error].map(explain)) {
			if (said.key === 'sheetRead') sheets = said.about
			if (said.key === 'noSheet') sheets = said.about.slice(1)
		}
	}

	async function look(): Promise<void> {
		step = 'looking'
		share = undefined
		const { signal } = work
		const job = await run(true)
		const shown = await get<{ files: Preview[] }>(`imports/${enc(job.id)}/preview`, {}, signal).then((one) => one.files, () => [])
		signal.throwIfAborted()
		previews = shown.length ? shown : previews
		reports = reportsOf(job)
		known = reports[0]?.columns ?? known
		error = job.error ?? ''
		noteSheets()
		step = job.state === 'done' ? 'ready' : 'unclear'
	}

	/* What nobody waits for any more is no failure. */
	async function surely(what: () => Promise<void>): Promise<void> {
		problem = undefined
		try {
			await what()
		} catch (reason) {
			if (abandoned(reason)) return
			problem = asProblem(reason)
			/* Nobody knows this import, or this upload, any more. */
			if (problem.status === 404 && !restarted && what !== again) {
				restarted = true
				await surely(again)
				return
			}
			if (problem.status === 422) {
				error = problem.detail
				problem = undefined
				step = 'unclear'
			} else step = 'failed'
		}
	}

	/* What was sent may be there still, or was taken in before the end. */
	async function again(): Promise<void> {
		problem = undefined
		try {
			await begin()
		} catch (reason) {
			if (!(reason instanceof Problem) || reason.status !== 404) throw reason
			upload = ''
			await begin()
		}
	}

	function inTurn(): Promise<void> {
		return gate(work.signal, begin)
	}

	async function begin(): Promise<void> {
		if (!upload) {
			step = 'sending'
			share = 0
			upload = await sendFile(file, how())
		}
		await look()
		/* It was taken in at that very moment, or lay there for too long. */
		if (!/: no such file$/.test(error)) return
		upload = await sendFile(file, how())
		await look()
	}

	function lookSoon(): void {
		clearTimeout(timer)
		work.abort()
		stopRun()
		work = new AbortController()
		if (upload) step = 'looking'
		timer = setTimeout(() => void surely(inTurn), lookMs)
	}

	async function takeIn(): Promise<void> {
		step = 'taking'
		share = 0
		restarted = false
		const job = await run(false)
		error = job.error ?? ''
		/* Stopped by hand: it is as understood as before. */
		if (job.state !== 'done' && explain(error).key === 'notStop') {
			error = ''
			step = 'ready'
			return
		}
		reports = reportsOf(job)
		step = job.state === 'done' ? 'taken' : 'unclear'
		if (job.state === 'done') remember(file, reading)
	}

	function drop(): void {
		clearTimeout(timer)
		work.abort()
		stopRun()
		if (upload && step !== 'taken' && step !== 'taking') void remove(`uploads/${enc(upload)}`).catch(() => undefined)
		gone()
	}

	async function apart(): Promise<boolean> {
		const files = await filesOfZip(file).catch(() => [])
		if (!files.length) return false
		drop()
		instead(files)
		return true
	}

	void surely(inTurn)

	return {
		key, file,
		get step() { return step },
		get share() { return share },
		get waiting() { return waiting },
		get restarted() { return restarted },
		get counting() { return counting },
		get reports() { return reports },
		get error() { return error },
		get problem() { return problem },
		get reading() { return reading },
		get previews() { return previews },
		get known() { return known },
		get sheets() { return sheets },
		say(column, said) {
			reading = { ...reading, roles: saidAnew(reading.roles, column, said) }
			lookSoon()
		},
		sayAll(columns, said) {
			reading = { ...reading, roles: columns.reduce((roles, column) => saidAnew(roles, column, said), reading.roles) }
			lookSoon()
		},
		read(change) {
			reading = { ...reading, ...change }
			lookSoon()
		},
		again() {
			if (problem?.status === 404) upload = ''
			lookSoon()
		},
		apart,
		stop: stopRun,
		drop,
		takeIn: () => surely(takeIn),
	}
}

export interface Intake {
	readonly items: Item[]
	readonly busy: boolean
	/* At least one is understood, and none is still on its way. */
	readonly ready: boolean
	readonly taken: Report[]
	/* The names of those that were in the list already. */
	add(files: Iterable<File>): string[]
	takeIn(): Promise<boolean>
}

export function newIntake(): Intake {
	let items = $state.raw<Ran[]>([])
	let busy = $state(false)
	let next = 1
	const gate = newGate(atOnce)

	function same(a: File, b: File): boolean {
		return a.name === b.name && a.size === b.size && a.lastModified === b.lastModified
	}

	/* What came last stands first: it is what people look for. */
	function add(files: Iterable<File>): string[] {
		const twice: string[] = []
		const fresh: Ran[] = []
		for (const file of files) {
			if ([...fresh, ...items].some((one) => one.step !== 'taken' && same(one.file, file))) {
				twice.push(file.name)
				continue
			}
			const key = next++
			fresh.push(newItem(key, file, gate, () => (items = items.filter((one) => one.key !== key)), add))
		}
		if (fresh.length) items = [...fresh, ...items]
		return twice
	}

	async function takeIn(): Promise<boolean> {
		busy = true
		try {
			for (const one of [...items].sort((a, b) => a.key - b.key)) if (one.step === 'ready') await one.takeIn()
		} finally {
			busy = false
		}
		return items.every((one) => one.step === 'taken')
	}

	return {
		get items() { return items },
		get busy() { return busy },
		get ready() {
			const moving = items.some((one) => one.step === 'queued' || one.step === 'sending' || one.step === 'looking' || one.step === 'taking')
			return !moving && items.some((one) => one.step === 'ready')
		},
		get taken() {
			return items.filter((one) => one.step === 'taken').flatMap((one) => one.reports)
		},
		add,
		takeIn,
	}
}
