// read_qr - what a QR code says (ISO/IEC 18004): read the other way round than the page writes it, by the standard's tables.
//
//	readQr(dark)                            // dark[y][x]; fails where a codeword is not what its correction says
import assert from "node:assert/strict";

// By version, level M: [blocks, codewords of data] of the short and of the long ones (table 9).
const M = [
	[[1, 16]], [[1, 28]], [[1, 44]], [[2, 32]], [[2, 43]], [[4, 27]], [[4, 31]], [[2, 38], [2, 39]], [[3, 36], [2, 37]], [[4, 43], [1, 44]],
	[[1, 50], [4, 51]], [[6, 36], [2, 37]], [[8, 37], [1, 38]], [[4, 40], [5, 41]], [[5, 41], [5, 42]], [[7, 45], [3, 46]], [[10, 46], [1, 47]], [[9, 43], [4, 44]], [[3, 44], [11, 45]], [[3, 41], [13, 42]],
];
const CHECKS = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26];
// Where the middles of the small squares stand (annex E).
const MARKS = [
	[], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50],
	[6, 30, 54], [6, 32, 58], [6, 34, 62], [6, 26, 46, 66], [6, 26, 48, 70], [6, 26, 50, 74], [6, 30, 54, 78], [6, 30, 56, 82], [6, 30, 58, 86], [6, 34, 62, 90],
];
const MASKS = [
	(i, j) => (i + j) % 2, (i) => i % 2, (i, j) => j % 3, (i, j) => (i + j) % 3,
	(i, j) => (Math.floor(i / 2) + Math.floor(j / 3)) % 2, (i, j) => ((i * j) % 2) + ((i * j) % 3),
	(i, j) => (((i * j) % 2) + ((i * j) % 3)) % 2, (i, j) => (((i + j) % 2) + ((i * j) % 3)) % 2,
];

const power = [1];
for (let i = 1; i < 255; i++) power.push((power[i - 1] << 1) ^ (power[i - 1] > 127 ? 0x11d : 0));

function syndrome(block, n) {
	return block.reduce((sum, byte, i) => (byte ? sum ^ power[(power.indexOf(byte) + n * (block.length - 1 - i)) % 255] : sum), 0);
}

function isFunction(size, version, x, y) {
	if (x === 6 || y === 6) return true;
	if ((x < 9 && y < 9) || (x >= size - 8 && y < 9) || (x < 9 && y >= size - 8)) return true;
	if (version >= 7 && ((x >= size - 11 && y < 6) || (y >= size - 11 && x < 6))) return true;
	const marks = MARKS[version - 1];
	const far = marks.at(-1);
	return marks.some((cx) => marks.some((cy) => !((cx === 6 && (cy === 6 || cy === far)) || (cy === 6 && cx === far)) && Math.abs(x - cx) <= 2 && Math.abs(y - cy) <= 2));
}

function bitsOf(dark, version, mask) {
	const size = dark.length;
	const bits = [];
	let up = true;
	for (let right = size - 1; right > 0; right -= right === 8 ? 3 : 2, up = !up)
		for (let step = 0; step < size; step++)
			for (const x of [right, right - 1]) {
				const y = up ? size - 1 - step : step;
				if (!isFunction(size, version, x, y)) bits.push(Number(dark[y][x]) ^ Number(MASKS[mask](y, x) === 0));
			}
	return bits;
}

function number(bits) {
	return bits.reduce((sum, bit) => sum * 2 + bit, 0);
}

export function readQr(dark) {
	const size = dark.length;
	const version = (size - 17) / 4;
	const format = number([...[0, 1, 2, 3, 4, 5, 7].map((x) => dark[8][x]), dark[8][8], dark[7][8], ...[5, 4, 3, 2, 1, 0].map((y) => dark[y][8])].map(Number)) ^ 0x5412;
	assert.equal(format >> 13, 0, "level M");
	const bits = bitsOf(dark, version, (format >> 10) & 7);
	const words = [];
	for (let i = 0; i + 8 <= bits.length; i += 8) words.push(number(bits.slice(i, i + 8)));

	const blocks = M[version - 1].flatMap(([count, length]) => Array.from({ length: count }, () => ({ length, bytes: [] })));
	const longest = Math.max(...blocks.map((block) => block.length));
	for (let i = 0; i < longest; i++) for (const block of blocks) if (i < block.length) block.bytes.push(words.shift());
	for (let i = 0; i < CHECKS[version - 1]; i++) for (const block of blocks) block.bytes.push(words.shift());
	for (const { bytes } of blocks) for (let n = 0; n < CHECKS[version - 1]; n++) assert.equal(syndrome(bytes, n), 0, "the correction fits");

	const all = blocks.flatMap(({ length, bytes }) => bytes.slice(0, length)).flatMap((byte) => byte.toString(2).padStart(8, "0").split("").map(Number));
	assert.equal(number(all.slice(0, 4)), 4, "bytes");
	const wide = version < 10 ? 8 : 16;
	const length = number(all.slice(4, 4 + wide));
	return Buffer.from(Array.from({ length }, (_, i) => number(all.slice(4 + wide + 8 * i, 12 + wide + 8 * i)))).toString("utf8");
}
