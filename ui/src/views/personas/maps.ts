/* maps - whether a map is made for a persona: it names it by id or by name.
 *
 *	namesIt(['first-time-buyer'], 'first-time-buyer', 'Anna')
 */
type Named = string | { id?: string; name?: string }

export function namesIt(personas: Named[], id: string, name: string): boolean {
	return personas.some((one) => (typeof one === 'string' ? one === id || one === name : one.id === id || one.name === name))
}
