/* zones - the time zones that the browser knows, and the one that it is in. */
export const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'

export const zones: string[] = [
	...new Set([ownZone, 'UTC', ...(typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : [])]),
]
