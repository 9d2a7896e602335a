/* unzip - the files of an archive, each by itself, so that each can be looked at and mended.
 *
 *	const files = await filesOfZip(archive)         // UnzipError: locked, of a kind that is not read here, too large, or with too many
 *
 * The format: PKWARE's APPNOTE 6.3.10, 4.3; without zip64, as nobody drops archives of 4 GB onto a page.
 */
import { mostFiles, ownOfSystems } from './dropped'

export class UnzipError extends Error {}

const mostBytes = 1 << 30
const endSize = 22
const mostComment = 65535

interface Entry {
	path: string
	packed: boolean
	bytes: number
	at: number
}

async function view(blob: Blob, from: number, to: number): Promise<DataView> {
	return new DataView(await blob.slice(Math.max(0, from), to).arrayBuffer())
}

/* The list stands at the end; a comment may stand behind it. */
async function listOf(blob: Blob): Promise<DataView> {
	const tail = await view(blob, blob.size - endSize - mostComment, blob.size)
	for (let i = tail.byteLength - endSize; i >= 0; i--) {
		if (tail.getUint32(i, true) !== 0x06054b50) continue
		const size = tail.getUint32(i + 12, true)
		const from = tail.getUint32(i + 16, true)
		if (from + size <= blob.size) return view(blob, from, from + size)
	}
	throw new UnzipError('no list of files')
}

/* UTF-8 where it says so or reads so; else as older programs of the West write. */
function pathOf(bytes: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
	} catch {
		return new TextDecoder('windows-1252').decode(bytes)
	}
}

function entriesOf(list: DataView): Entry[] {
	const found: Entry[] = []
	for (let i = 0; i + 46 <= list.byteLength && list.getUint32(i, true) === 0x02014b50; ) {
		const method = list.getUint16(i + 10, true)
		const length = list.getUint16(i + 28, true)
		const path = pathOf(new Uint8Array(list.buffer, list.byteOffset + i + 46, Math.min(length, list.byteLength - i - 46)))
		const ours = !path.endsWith('/') && !path.split('/').some((part) => ownOfSystems.test(part))
		if (ours && (list.getUint16(i + 8, true) & 1 || (method !== 0 && method !== 8))) throw new UnzipError(path)
		if (ours) found.push({ path, packed: method === 8, bytes: list.getUint32(i + 20, true), at: list.getUint32(i + 42, true) })
		i += 46 + length + list.getUint16(i + 30, true) + list.getUint16(i + 32, true)
	}
	return found
}

/* What an archive says of sizes may be a lie: bytes are counted as they come. */
function counted(room: { bytes: number }): TransformStream<Uint8Array, Uint8Array> {
	return new TransformStream({
		transform(chunk, to) {
			room.bytes -= chunk.byteLength
			if (room.bytes < 0) to.error(new UnzipError('too large'))
			else to.enqueue(chunk)
		},
	})
}

async function contentOf(blob: Blob, entry: Entry, room: { bytes: number }): Promise<Blob> {
	const head = await view(blob, entry.at, entry.at + 30)
	if (head.byteLength < 30 || head.getUint32(0, true) !== 0x04034b50) throw new UnzipError(entry.path)
	const from = entry.at + 30 + head.getUint16(26, true) + head.getUint16(28, true)
	const raw = blob.slice(from, from + entry.bytes)
	const stream = entry.packed ? raw.stream().pipeThrough(new DecompressionStream('deflate-raw')) : raw.stream()
	return new Response(stream.pipeThrough(counted(room))).blob()
}

/* The last part of the path, unless another has the same. */
function nameOf(entry: Entry, all: Entry[]): string {
	const last = entry.path.split('/').at(-1) ?? entry.path
	return all.filter((one) => one.path.split('/').at(-1) === last).length > 1 ? entry.path.replaceAll('/', '-') : last
}

export async function filesOfZip(archive: File): Promise<File[]> {
	const entries = entriesOf(await listOf(archive))
	if (entries.length > mostFiles) throw new UnzipError('too many')
	const room = { bytes: mostBytes }
	const files: File[] = []
	for (const one of entries) {
		const content = await contentOf(archive, one, room).catch((error: unknown) => {
			throw error instanceof UnzipError ? error : new UnzipError(one.path)
		})
		files.push(new File([content], nameOf(one, entries), { lastModified: archive.lastModified }))
	}
	return files
}
