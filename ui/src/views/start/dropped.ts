/* dropped - the files of a drop, those in folders as well.
 *
 *	const { files, left } = await filesOf(event.dataTransfer)       // to be asked before the event is over
 *
 * What systems put into folders for themselves is passed over; beyond a ceiling the rest is left out and counted.
 */
export const mostFiles = 60
const mostDeep = 6

export interface Dropped {
	files: File[]
	left: number
}

export const ownOfSystems = /^(?:\..*|Thumbs\.db|desktop\.ini|__MACOSX)$/i

function fileOf(entry: FileSystemFileEntry): Promise<File> {
	return new Promise((done, fail) => entry.file(done, fail))
}

/* A folder tells of a hundred at a time. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
	const reader = folder.createReader()
	const all: FileSystemEntry[] = []
	for (;;) {
		const some = await new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail))
		if (some.length === 0) return all
		all.push(...some)
	}
}

async function walk(entry: FileSystemEntry, to: Dropped, deep: number): Promise<void> {
	if (entry.isFile) {
		if (to.files.length < mostFiles) to.files.push(await fileOf(entry as FileSystemFileEntry))
		else to.left += 1
		return
	}
	if (!entry.isDirectory || deep > mostDeep) return
	const within = (await entriesOf(entry as FileSystemDirectoryEntry)).filter((one) => !ownOfSystems.test(one.name))
	for (const one of within.sort((a, b) => a.name.localeCompare(b.name))) await walk(one, to, deep + 1)
}

export function filesOf(data: DataTransfer): Promise<Dropped> {
	const entries = [...data.items].map((one) => (one.kind === 'file' ? one.webkitGetAsEntry() : null)).filter((one) => one !== null)
	const plain = [...data.files]
	if (!entries.some((one) => one.isDirectory)) return Promise.resolve({ files: plain.slice(0, mostFiles), left: Math.max(0, plain.length - mostFiles) })
	const to: Dropped = { files: [], left: 0 }
	return entries.reduce((before, one) => before.then(() => walk(one, to, 0)), Promise.resolve()).then(() => to)
}
