/* comments - what those who work on a map say about its places, and whom they tell.
 *
 *	const comments = useComments()
 *	comments.openAt(at, lane)            // how many are open there
 *	await comments.write({ at, lane, text, mentions })
 */
import { getContext, setContext, untrack } from 'svelte'
import { all, enc, post, put, remove } from '../../../api/client'
import { link } from '../../../api/link.svelte'
import { listen } from '../../../api/live.svelte'
import { resource, type Resource } from '../../../api/resource.svelte'
import type { OpenMap } from '../../../app/open_map.svelte'
import { may } from '../../../app/session.svelte'

export interface Comment {
	id: string
	map: string
	at?: string | null
	lane?: string | null
	text: string
	author: string
	answers?: string | null
	done?: boolean | null
	mentions?: number[] | null
}

export interface CommentRow {
	comment: Comment
	revision: number
	author: string
	written: string
}

export interface Mentionable {
	user: number
	name: string
}

export interface Wish {
	at?: string | undefined
	lane?: string | undefined
	text: string
	answers?: string | undefined
	mentions?: number[] | undefined
}

const key = Symbol('comments')

function without<T extends object>(wish: T): Partial<T> {
	return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined && value !== '' && value !== null)) as Partial<T>
}

export class Comments {
	readonly rows: Resource<CommentRow[]>
	/* The one that a link led to. */
	led = $state<string>()
	/* The place that is shown: of the one that a link led to, then of whichever was pressed. */
	place = $state.raw<{ at: string; lane: string }>()
	readonly people: Resource<Mentionable[]>
	readonly #map: string

	constructor(open: OpenMap) {
		this.#map = open.id
		this.rows = resource(() => (may('write') ? all<CommentRow>('comments', 'comments', { map: open.id }) : undefined))
		this.people = resource(() => (may('write') ? all<Mentionable>('people', 'people') : undefined))
		$effect(() =>
			open.onNews((news) => {
				if (news.data['what'] !== 'comment') return false
				void this.rows.reload()
				return true
			}),
		)
		/* What was said while the server was not reached, and what was asked for in vain then. */
		$effect(() =>
			listen(open.id, (news) => {
				if (news.kind === 'missed') void this.rows.reload()
			}),
		)
		let away = false
		$effect(() => {
			if (link.up && away) untrack(() => void this.rows.reload())
			away = !link.up
		})
	}

	get threads(): { first: CommentRow; answers: CommentRow[] }[] {
		const rows = this.rows.data ?? []
		return rows
			.filter((row) => !row.comment.answers)
			.map((first) => ({ first, answers: rows.filter((row) => row.comment.answers === first.comment.id) }))
			.sort((a, b) => (a.first.written < b.first.written ? 1 : -1))
	}

	/* Which lanes somebody waits for an answer in, and the one that a link led to. */
	get lanes(): ReadonlySet<string> {
		const open = (this.rows.data ?? []).filter((row) => !row.comment.answers && !row.comment.done)
		return new Set([...open.map((row) => row.comment.lane ?? ''), this.place?.lane ?? ''].filter(Boolean))
	}

	openAt(at: string, lane: string): number {
		return (this.rows.data ?? []).filter((row) => !row.comment.answers && !row.comment.done && row.comment.at === at && (row.comment.lane ?? '') === lane).length
	}

	show(row: CommentRow): void {
		const { at, lane } = row.comment
		this.place = at ? { at, lane: lane ?? '' } : undefined
	}

	/* An answer is about what the first one is about. */
	async write(wish: Wish): Promise<void> {
		await post('comments', { comment: { ...(wish.answers ? {} : { map: this.#map }), ...without({ ...wish, mentions: wish.mentions?.length ? wish.mentions : undefined }) } })
		await this.rows.reload()
	}

	async change(row: CommentRow, change: Partial<Comment>): Promise<void> {
		const { author: _, ...rest } = row.comment
		await put(`comments/${enc(row.comment.id)}`, { seen: row.revision, comment: { ...without(rest), ...change } })
		await this.rows.reload()
	}

	async drop(row: CommentRow): Promise<void> {
		await remove(`comments/${enc(row.comment.id)}`, { seen: row.revision })
		await this.rows.reload()
	}
}

export function provideComments(open: OpenMap): Comments {
	const comments = new Comments(open)
	setContext(key, comments)
	return comments
}

export function useComments(): Comments {
	return getContext<Comments>(key)
}
