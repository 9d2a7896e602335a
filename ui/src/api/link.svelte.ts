/* link - whether the server is reached, as the last thing that was asked of it says, or the browser.
 *
 *	link.up                         // false: a banner says so, and what is typed waits
 */
let up = $state(true)

export const link = {
	get up(): boolean {
		return up
	},
	reached(): void {
		up = true
	},
	lost(): void {
		up = false
		setTimeout(look, 2000)
	},
}

/* Asks until there is an answer, whatever it is. */
async function look(): Promise<void> {
	if (up) return
	try {
		await fetch('health', { cache: 'no-store' })
		up = true
	} catch {
		setTimeout(look, 2000)
	}
}

addEventListener('offline', () => link.lost())
