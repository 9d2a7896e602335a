/* colour - whether a colour can be read on white, and one that can (WCAG 2.2, relative luminance and contrast ratio).
 *
 *	contrast('#FFD700')      // 1.4
 *	darker('#FFD700')        // the same hue, just dark enough
 */

/* Each is read on white, and they are told apart. */
export const tints = ['#2563A8', '#0E7490', '#0F766E', '#4A6B12', '#956003', '#B45309', '#9A3412', '#BE185D', '#86198F', '#5B21B6', '#334155', '#6D4C2F'] as const

export const least = 4.5

function bytes(colour: string): [number, number, number] | undefined {
	const found = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour)
	return found ? [parseInt(found[1] ?? '', 16), parseInt(found[2] ?? '', 16), parseInt(found[3] ?? '', 16)] : undefined
}

export function isColour(text: string): boolean {
	return bytes(text) !== undefined
}

function linear(byte: number): number {
	const c = byte / 255
	return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
}

/* With white; what is no colour has none. */
export function contrast(colour: string): number {
	const rgb = bytes(colour)
	if (!rgb) return 0
	return 1.05 / (0.2126 * linear(rgb[0]) + 0.7152 * linear(rgb[1]) + 0.0722 * linear(rgb[2]) + 0.05)
}

export function darker(colour: string): string {
	const rgb = bytes(colour)
	if (!rgb) return colour
	let made = colour
	for (let by = 1; contrast(made) < least; by -= 0.01)
		made = `#${rgb.map((one) => Math.round(one * by).toString(16).padStart(2, '0')).join('').toUpperCase()}`
	return made
}
