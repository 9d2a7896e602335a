/* draft - a channel while it is written: what is wrong with it, and how it is kept; nothing typed is lost where somebody was first.
 *
 *	const draft = new ChannelDraft(() => library, one)       // one undefined: a new channel
 *	const kept = await draft.save()                          // undefined: not yet, and the form says why
 */
import { asProblem } from '../../api/resource.svelte'
import type { Problem } from '../../api/client'
import { nameTaken, type OwnChannel } from '../../words/channel'
import { channels } from '../../words/common'
import { idOf } from '../map/edit/ids'
import { contrast, least, tints } from './colour'
import { saveChannel, type KeptChannel } from './library.svelte'
import { t } from './words'

export interface Begun {
	channel: OwnChannel
	/* 0: it is not in the library yet. */
	revision: number
}

export class ChannelDraft {
	name = $state('')
	colour = $state('')
	symbol = $state('')
	busy = $state(false)
	problem = $state.raw<Problem>()
	/* What somebody else made of it meanwhile. */
	theirs = $state.raw<KeptChannel>()
	gone = $state(false)
	#tried = $state(false)
	#refused = $state('')
	#seen: number
	readonly #begun: OwnChannel | undefined
	readonly #library: () => readonly OwnChannel[]

	constructor(library: () => readonly OwnChannel[], begun?: Begun) {
		this.#library = library
		this.#begun = begun?.channel
		this.#seen = begun?.revision ?? 0
		this.#take(begun?.channel ?? { key: '', name: '', colour: this.#unused(), symbol: 'other' })
	}

	/* A new one begins with a colour that none of one's own has. */
	#unused(): string {
		const used = new Set(this.#library().map((one) => one.colour.toUpperCase()))
		return tints.find((one) => !used.has(one)) ?? tints[0]
	}

	#take(channel: OwnChannel): void {
		this.name = channel.name
		this.colour = channel.colour
		this.symbol = channel.symbol
	}

	get channel(): OwnChannel {
		const name = this.name.trim()
		const key = this.#begun?.key ?? idOf(name, [...channels, ...this.#library().map((one) => one.key)])
		return { key, name, colour: this.colour, symbol: this.symbol, ...(this.#begun?.archived ? { archived: true } : {}) }
	}

	get wrongName(): string | undefined {
		const name = this.name.trim()
		if (!name) return this.#tried ? t('needName') : undefined
		return nameTaken(this.#library(), this.#begun?.key ?? '', name) || name === this.#refused ? t('taken') : undefined
	}

	get ready(): boolean {
		return this.wrongName === undefined && this.name.trim() !== '' && contrast(this.colour) >= least && !this.theirs
	}

	keepMine(): void {
		this.#seen = this.theirs?.revision ?? this.#seen
		this.theirs = undefined
	}

	takeTheirs(): void {
		if (!this.theirs) return
		this.#take(this.theirs.channel)
		this.keepMine()
	}

	async save(): Promise<KeptChannel | undefined> {
		this.#tried = true
		if (!this.ready || this.busy) return undefined
		this.busy = true
		this.problem = undefined
		try {
			return await saveChannel(this.channel, this.#seen)
		} catch (error) {
			this.#meet(asProblem(error))
			return undefined
		} finally {
			this.busy = false
		}
	}

	#meet(problem: Problem): void {
		const { theirs, revision, author, removed } = problem.more as { theirs?: OwnChannel | null; revision?: number; author?: string; removed?: boolean }
		if (problem.status === 409 && theirs) this.theirs = { channel: theirs, revision: revision ?? 0, author: author ?? '', written: '' }
		else if (problem.status === 409 && removed) {
			this.gone = true
			this.#seen = 0
		} else if (problem.status === 422 && problem.detail.startsWith('name: there is')) this.#refused = this.name.trim()
		else this.problem = problem
	}
}
