/* qr - a text as a QR code (ISO/IEC 18004:2015): bytes, error correction M, up to 660 of them; what one telephone scans.
 *
 *	const modules = qr(offer.uri)           // undefined: too long
 *	modules[y][x]                           // true: dark
 */

/* By version 1..20, error correction M (table 9): codewords of correction in a block, and blocks. */
const correction = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26]
const blocks = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16]

type Bits = number[]

function put(bits: Bits, value: number, length: number): void {
	for (let i = length - 1; i >= 0; i--) bits.push((value >>> i) & 1)
}

/* All bits that are free for codewords: the square without what helps to find and read it (6.3). */
function capacity(version: number): number {
	let bits = (16 * version + 128) * version + 64
	if (version >= 2) {
		const marks = Math.floor(version / 7) + 2
		bits -= (25 * marks - 10) * marks - 55
		if (version >= 7) bits -= 36
	}
	return Math.floor(bits / 8)
}

function dataOf(version: number): number {
	return capacity(version) - correction[version - 1]! * blocks[version - 1]!
}

/* The field GF(2^8) modulo x^8 + x^4 + x^3 + x^2 + 1. */
function times(a: number, b: number): number {
	let product = 0
	for (let i = 7; i >= 0; i--) {
		product = (product << 1) ^ ((product >>> 7) * 0x11d)
		product ^= ((b >>> i) & 1) * a
	}
	return product
}

function divisor(degree: number): number[] {
	const result = [...Array<number>(degree - 1).fill(0), 1]
	let root = 1
	for (let i = 0; i < degree; i++, root = times(root, 2))
		for (let j = 0; j < degree; j++) result[j] = times(result[j]!, root) ^ (result[j + 1] ?? 0)
	return result
}

function remainder(data: number[], by: number[]): number[] {
	const result = by.map(() => 0)
	for (const byte of data) {
		const factor = byte ^ result.shift()!
		result.push(0)
		by.forEach((each, i) => (result[i]! ^= times(each, factor)))
	}
	return result
}

function codewords(bytes: Uint8Array, version: number): number[] {
	const bits: Bits = []
	put(bits, 4, 4) // bytes
	put(bits, bytes.length, version < 10 ? 8 : 16)
	for (const byte of bytes) put(bits, byte, 8)
	const room = dataOf(version) * 8
	put(bits, 0, Math.min(4, room - bits.length))
	put(bits, 0, (8 - (bits.length % 8)) % 8)
	for (let pad = 0xec; bits.length < room; pad ^= 0xec ^ 0x11) put(bits, pad, 8)
	const words: number[] = []
	for (let i = 0; i < bits.length; i += 8) words.push(parseInt(bits.slice(i, i + 8).join(''), 2))
	return interleaved(words, version)
}

/* Blocks, each with its correction, one codeword of each after the other; the shorter ones come first (7.6). */
function interleaved(words: number[], version: number): number[] {
	const count = blocks[version - 1]!
	const by = divisor(correction[version - 1]!)
	const short = Math.floor(words.length / count)
	const shorts = count - (words.length % count)
	const data = Array.from({ length: count }, (_, i) => {
		const from = i * short + Math.max(0, i - shorts)
		return words.slice(from, from + short + (i < shorts ? 0 : 1))
	})
	const checks = data.map((each) => remainder(each, by))
	const result: number[] = []
	for (let i = 0; i <= short; i++) for (const each of data) if (i < each.length) result.push(each[i]!)
	for (let i = 0; i < by.length; i++) for (const each of checks) result.push(each[i]!)
	return result
}

const masks: ((x: number, y: number) => boolean)[] = [
	(x, y) => (x + y) % 2 === 0,
	(_, y) => y % 2 === 0,
	(x) => x % 3 === 0,
	(x, y) => (x + y) % 3 === 0,
	(x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
	(x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
	(x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
	(x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
]

class Square {
	readonly size: number
	dark: boolean[][]
	readonly #fixed: boolean[][]
	readonly #version: number

	constructor(version: number) {
		this.#version = version
		this.size = version * 4 + 17
		this.dark = Array.from({ length: this.size }, () => Array<boolean>(this.size).fill(false))
		this.#fixed = this.dark.map((row) => [...row])
		this.#patterns()
	}

	#set(x: number, y: number, dark: boolean): void {
		this.dark[y]![x] = dark
		this.#fixed[y]![x] = true
	}

	#rings(x: number, y: number, radius: number, light: readonly number[]): void {
		for (let dy = -radius; dy <= radius; dy++)
			for (let dx = -radius; dx <= radius; dx++) {
				const inside = x + dx >= 0 && x + dx < this.size && y + dy >= 0 && y + dy < this.size
				if (inside) this.#set(x + dx, y + dy, !light.includes(Math.max(Math.abs(dx), Math.abs(dy))))
			}
	}

	#patterns(): void {
		const last = this.size - 4
		for (let i = 0; i < this.size; i++) {
			this.#set(6, i, i % 2 === 0)
			this.#set(i, 6, i % 2 === 0)
		}
		for (const [x, y] of [[3, 3], [last, 3], [3, last]] as const) this.#rings(x, y, 4, [2, 4])
		const marks = this.#marks()
		const end = marks.length - 1
		marks.forEach((x, i) => marks.forEach((y, j) => {
			if (!(i === 0 && j === 0) && !(i === 0 && j === end) && !(i === end && j === 0)) this.#rings(x, y, 2, [1])
		}))
		this.format(0)
		this.#versionBits()
	}

	/* Where the small squares stand (annex E). */
	#marks(): number[] {
		if (this.#version === 1) return []
		const count = Math.floor(this.#version / 7) + 2
		const step = Math.ceil((this.#version * 4 + 4) / (count * 2 - 2)) * 2
		return [6, ...Array.from({ length: count - 1 }, (_, i) => this.size - 7 - (count - 2 - i) * step)]
	}

	/* Error correction M and the mask, with a code of their own, twice (7.9). */
	format(mask: number): void {
		let rest = mask
		for (let i = 0; i < 10; i++) rest = (rest << 1) ^ ((rest >>> 9) * 0x537)
		const bits = ((mask << 10) | rest) ^ 0x5412
		const bit = (i: number): boolean => ((bits >>> i) & 1) === 1
		for (let i = 0; i <= 5; i++) this.#set(8, i, bit(i))
		this.#set(8, 7, bit(6))
		this.#set(8, 8, bit(7))
		this.#set(7, 8, bit(8))
		for (let i = 9; i < 15; i++) this.#set(14 - i, 8, bit(i))
		for (let i = 0; i < 8; i++) this.#set(this.size - 1 - i, 8, bit(i))
		for (let i = 8; i < 15; i++) this.#set(8, this.size - 15 + i, bit(i))
		this.#set(8, this.size - 8, true)
	}

	#versionBits(): void {
		if (this.#version < 7) return
		let rest = this.#version
		for (let i = 0; i < 12; i++) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25)
		const bits = (this.#version << 12) | rest
		for (let i = 0; i < 18; i++) {
			const dark = ((bits >>> i) & 1) === 1
			const far = this.size - 11 + (i % 3)
			this.#set(far, Math.floor(i / 3), dark)
			this.#set(Math.floor(i / 3), far, dark)
		}
	}

	/* Up and down in columns of two, from the right; the column of the timing is passed over (7.7.3). */
	fill(words: number[]): void {
		let i = 0
		for (let right = this.size - 1; right >= 1; right -= 2) {
			if (right === 6) right = 5
			for (let step = 0; step < this.size; step++)
				for (const x of [right, right - 1]) {
					const y = ((right + 1) & 2) === 0 ? this.size - 1 - step : step
					if (this.#fixed[y]![x]) continue
					this.dark[y]![x] = (((words[i >>> 3] ?? 0) >>> (7 - (i & 7))) & 1) === 1
					i++
				}
		}
	}

	masked(mask: number): boolean[][] {
		const holds = masks[mask]!
		this.format(mask)
		return this.dark.map((row, y) => row.map((dark, x) => (this.#fixed[y]![x] ? dark : dark !== holds(x, y))))
	}
}

/* What makes it hard to read: long runs, blocks, what looks like a corner, too much of one colour (7.8.3). */
function penalty(dark: boolean[][]): number {
	const size = dark.length
	const columns = dark.map((_, x) => dark.map((row) => row[x]!))
	let sum = 0
	for (const line of [...dark, ...columns]) {
		const text = line.map((one) => (one ? '1' : '0')).join('')
		for (const run of text.match(/0{5,}|1{5,}/g) ?? []) sum += run.length - 2
		sum += 40 * (text.match(/(?=10111010000|00001011101)/g) ?? []).length
	}
	for (let y = 0; y + 1 < size; y++)
		for (let x = 0; x + 1 < size; x++) {
			const one = dark[y]![x]
			if (one === dark[y]![x + 1] && one === dark[y + 1]![x] && one === dark[y + 1]![x + 1]) sum += 3
		}
	const share = dark.flat().filter(Boolean).length / (size * size)
	return sum + 10 * Math.floor(Math.abs(share * 20 - 10))
}

export function qr(text: string): boolean[][] | undefined {
	const bytes = new TextEncoder().encode(text)
	const fits = (version: number): boolean => (version < 10 ? 12 : 20) + bytes.length * 8 <= dataOf(version) * 8
	const version = blocks.findIndex((_, i) => fits(i + 1)) + 1
	if (version === 0) return undefined
	const square = new Square(version)
	square.fill(codewords(bytes, version))
	let best = square.masked(0)
	for (let mask = 1; mask < masks.length; mask++) {
		const other = square.masked(mask)
		if (penalty(other) < penalty(best)) best = other
	}
	return best
}
