/* wilson - a share with its 95 % interval (Wilson 1927), as the server computes it, for shares that the page makes of counts.
 *
 *	wilson(12, 40)                  // { value: 0.3, n: 40, low: 0.181, high: 0.454 }
 */
import type { Estimate } from '../api/map'

const z = 1.959963984540054

export function wilson(k: number, n: number): Estimate {
	if (n <= 0) return { value: null, n: 0, low: null, high: null }
	const p = k / n
	const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n)
	const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
	return { value: p, n, low: k === 0 ? 0 : Math.max(0, centre - half), high: k === n ? 1 : Math.min(1, centre + half) }
}
