/* wait - counts down the seconds until something may be tried again.
 *
 *	const wait = countdown()
 *	wait.begin(30)
 *	wait.left                       // 30, 29, ... 0
 *	wait.said                       // 30: what it began with
 */
export interface Countdown {
	readonly left: number
	readonly said: number
	begin(seconds: number): void
}

export function countdown(): Countdown {
	let left = $state(0)
	let said = $state(0)
	let until = 0
	let timer: ReturnType<typeof setInterval> | undefined

	/* By the clock: a page in the background is woken late. */
	function look(): void {
		left = Math.max(0, Math.ceil((until - Date.now()) / 1000))
		if (left === 0) clearInterval(timer)
	}

	$effect(() => () => clearInterval(timer))

	return {
		get left() {
			return left
		},
		get said() {
			return said
		},
		begin(seconds: number) {
			clearInterval(timer)
			said = seconds
			until = Date.now() + seconds * 1000
			timer = setInterval(look, 250)
			look()
		},
	}
}
