/* format - numbers, shares, times and dates as the chosen language writes them.
 *
 *	share(0.3668)                   // "37 %"
 *	feeling(-0.31)                  // "−0.3"
 *	duration(8640)                  // "2.4 h"
 *	interval({ low: 0.34, high: 0.39 }, share)
 */
import { language } from './language.svelte'
import { words } from './words'

type Options = Intl.NumberFormatOptions

const kept = new Map<string, Intl.NumberFormat>()
const dates = new Map<string, Intl.DateTimeFormat>()

function numberFormat(options: Options): Intl.NumberFormat {
	const key = language.now + JSON.stringify(options)
	const format = kept.get(key) ?? new Intl.NumberFormat(language.now, options)
	kept.set(key, format)
	return format
}

/* Evidence is counted in UTC, and its days are said so: a number and the day it is of are everywhere the same. */
function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const key = language.now + JSON.stringify(options)
	const format = dates.get(key) ?? new Intl.DateTimeFormat(language.now, { timeZone: 'UTC', ...options })
	dates.set(key, format)
	return format
}

/* A minus that is as wide as a plus. */
function minus(text: string): string {
	return text.replace(/^-/, '−')
}

export function count(n: number): string {
	return numberFormat({ maximumFractionDigits: 0 }).format(n)
}

/* Of how many: in one piece. */
export function ofHow(n: number): string {
	return `n\u00a0=\u00a0${count(n)}`
}

export function decimal(value: number, digits = 1): string {
	return minus(numberFormat({ minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value))
}

/* Two digits that count, where it is small; whole per cent else. */
export function share(value: number): string {
	const percent = Math.abs(value) * 100
	const digits = percent > 0 && percent < 10 && Math.round(percent * 10) % 10 !== 0 ? 1 : 0
	return minus(numberFormat({ style: 'percent', maximumFractionDigits: digits }).format(value))
}

export function signed(value: number, digits = 1): string {
	const rounded = Number(value.toFixed(digits))
	if (rounded === 0) return decimal(0, digits)
	return (rounded > 0 ? '+' : '') + decimal(rounded, digits)
}

/* −2 to +2. */
export function feeling(value: number): string {
	return signed(value, 1)
}

const units = words({
	en: { s: '{v}\u00a0s', min: '{v}\u00a0min', h: '{v}\u00a0h', d: '{v}\u00a0d' },
	pl: { s: '{v}\u00a0s', min: '{v}\u00a0min', h: '{v}\u00a0godz.', d: { one: '{v}\u00a0dzień', few: '{v}\u00a0dni', many: '{v}\u00a0dni', other: '{v}\u00a0dnia' } },
	ru: { s: '{v}\u00a0с', min: '{v}\u00a0мин', h: '{v}\u00a0ч', d: '{v}\u00a0дн.' },
})

/* Seconds, as people say them. */
export function duration(seconds: number): string {
	const steps = [
		{ up: 90, by: 1, unit: 's' },
		{ up: 5400, by: 60, unit: 'min' },
		{ up: 129600, by: 3600, unit: 'h' },
		{ up: Infinity, by: 86400, unit: 'd' },
	] as const
	const step = steps.find((one) => seconds < one.up) ?? steps[3]
	const value = seconds / step.by
	const digits = value < 10 && step.unit !== 's' && Math.round(value * 10) % 10 !== 0 ? 1 : 0
	return units(step.unit, { v: decimal(value, digits), n: Number(value.toFixed(digits)) })
}

const marks = words({ en: { quoted: '“{text}”' }, pl: { quoted: '„{text}”' }, ru: { quoted: '«{text}»' } })

/* What somebody said or wrote, between the marks of the language. */
export function quoted(text: string): string {
	return marks('quoted', { text })
}

export function date(iso: string): string {
	return dateFormat({ year: 'numeric', month: 'short', day: 'numeric' }).format(new Date(iso))
}

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone

/* When somebody did something here, by the reader's own clock. */
export function dateTime(iso: string): string {
	return dateFormat({
		timeZone: zone,
		year: 'numeric',
		month: 'short',
		day: 'numeric',
		hour: 'numeric',
		minute: '2-digit',
	}).format(new Date(iso))
}

/* A day that nobody gave a time of: midnight, as it is counted. */
export function isDay(iso: string): boolean {
	return /^\d{4}-\d\d-\d\d(T00:00:00(\.0+)?Z)?$/.test(iso)
}

/* From the first day of evidence to its last, as they are counted: days that times were read for are days of UTC. */
export function span(from: string, to: string): string {
	return `${date(from)} – ${lastDay(from, to)}`
}

/* The last day of those that began then. */
export function lastDay(from: string, to: string): string {
	return isDay(from) && isDay(to) ? date(to) : `${date(to)}\u00a0UTC`
}

/* When an event was, as it is counted. */
export function eventTime(iso: string): string {
	if (isDay(iso)) return date(iso)
	return `${dateFormat({ year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' }).format(new Date(iso))} UTC`
}

/* "3 days ago", of the time that the browser has. */
export function ago(iso: string, now = Date.now()): string {
	const relative = new Intl.RelativeTimeFormat(language.now, { numeric: 'auto' })
	const seconds = (new Date(iso).getTime() - now) / 1000
	const steps: [Intl.RelativeTimeFormatUnit, number][] = [
		['year', 31557600],
		['month', 2629800],
		['day', 86400],
		['hour', 3600],
		['minute', 60],
	]
	const step = steps.find(([, length]) => Math.abs(seconds) >= length)
	return step ? relative.format(Math.round(seconds / step[1]), step[0]) : relative.format(0, 'second')
}

/* Later than clocks that differ a little would make it. */
export function isAhead(iso: string, now = Date.now()): boolean {
	return new Date(iso).getTime() - now > 3600e3
}

export function bytes(n: number): string {
	const unit = n < 1e6 ? 'kilobyte' : n < 1e9 ? 'megabyte' : 'gigabyte'
	const by = n < 1e6 ? 1e3 : n < 1e9 ? 1e6 : 1e9
	return numberFormat({ style: 'unit', unit, maximumFractionDigits: 1 }).format(n / by)
}

/* Beside a minus a dash is no dash. */
const apart = words({ en: { signs: '{low} to {high}' }, pl: { signs: '{low} do {high}' }, ru: { signs: '{low}…{high}' } })

export function interval(estimate: { low: number | null; high: number | null }, as: (value: number) => string): string {
	if (estimate.low === null || estimate.high === null) return ''
	const low = as(estimate.low)
	const high = as(estimate.high)
	if (low === high) return low
	return /^[−+]/.test(low) || /^[−+]/.test(high) ? apart('signs', { low, high }) : `${low} – ${high}`
}
