/* explain - what the server says of a file or a map, in the language of the page: a row for each sentence that it may say.
 *
 *	explain('times have no zone: read as UTC (--tz ZONE changes it)')
 *	// { text: 'Times name no time zone ...', known: true, mend: 'tz', look: true }
 *
 * A sentence that has no row is shown as the server wrote it, without what is for the command line alone.
 */
import { count, date, duration } from '../../words/format'
import { language } from '../../words/language.svelte'
import { served, servedLang } from '../../words/served.svelte'
import { t, type Key } from './explain_words'

/* What somebody can do about it on the page. */
export type Mend = 'tz' | 'at' | 'columns' | 'sheet' | 'format' | 'table'

interface Row {
	key: Key
	mend?: Mend
	/* Worth a look before the file is taken in. */
	look?: boolean
}

/* The first that fits; {a}, {b}, {c} are its groups. */
/* prettier-ignore */
const rows: [RegExp, Key | Row][] = [
	[/^by name, for want/, 'byWant'],
	[/^by name/, 'byName'],
	[/^--column/, 'byWish'],
	[/^the recipe/, 'byRecipe'],
	[/^by content: one of several times/, 'bySeveral'],
	[/^by content: an id of its own/, 'byCase'],
	[/^by content: (\d+) % are times/, 'isTimes'],
	[/^by content: (\d+) % are e-mail addresses/, 'isMails'],
	[/^by content: (\d+) % are addresses of computers/, 'addresses'],
	[/^by content: (\d+) % are addresses/, 'isPages'],
	[/^by content: (\d+) % are sentences/, 'isText'],
	[/^by content/, 'byContent'],
	[/^(?:by|known from) (?:the )?format/, 'byFormat'],
	[/^"(.*)" is read as a rating, (.*) \(--scale/, 'rated'],
	[/^"(.*)" is read as 0 to 10/, { key: 'ten', mend: 'columns', look: true }],
	[/^"(.*)" is read as 1 to 6/, { key: 'six', mend: 'columns', look: true }],
	[/^"(.*)" has 0 to [56]:/, { key: 'zeros', mend: 'columns', look: true }],
	[/^times have no zone/, { key: 'zone', mend: 'tz', look: true }],
	[/^"(.*)" never has a part over 12/, { key: 'dayFirst', mend: 'columns', look: true }],
	[/^no column says who the customer is: each row/, { key: 'nobody', mend: 'columns', look: true }],
	[/^no column says who the customer is: each case/, { key: 'cases', mend: 'columns' }],
	[/^([\d,]+) rows (?:have no ".*"|do not say who it was): each counts/, { key: 'noCustomer', look: true }],
	[/^([\d,]+) rows have no "(.*)": they belong to no case/, 'noCase'],
	[/^([\d,]+) rows end before/, 'endsBefore'],
	[/^each row is a case; its times are the events (.*?)(?: \(--column.*)?$/, { key: 'wide', mend: 'columns' }],
	[/^each rating is an event called after its column: (.*)/, 'perRating'],
	[/^a yes is an event of its own.*?: (.*)/, 'flags'],
	[/^the events are called after "(.*)"/, { key: 'called', mend: 'columns', look: true }],
	[/^no column says what happened: every row is the event "(.*)"/, { key: 'everyRow', mend: 'columns', look: true }],
	[/^([\d,]+) values of "(.*)" cannot be read as ([^:]*)/, { key: 'unread', mend: 'columns', look: true }],
	[/^([\d,]+) values of "(.*)" lie outside ([^(]*) \(/, { key: 'outside', mend: 'columns', look: true }],
	[/^([\d,]+) values of "(.*)" are no numbers/, { key: 'notNumbers', mend: 'columns', look: true }],
	[/^([\d,]+) rows have no time of their own: (\S+)/, 'noTime'],
	[/^none of the ([\d,]+) customers of this file is in any other \((.*?)\): on a map/, { key: 'strangers', look: true }],
	[/^these customers count on every map/, { key: 'everyMap', look: true }],
	[/^its rows say who is who/, 'whoOnly'],
	[/^(\d+) more columns look like ratings: (.*?) \(--/, { key: 'more', mend: 'columns', look: true }],
	[/^([\d,]+) rows are about customers who were erased/, 'erasedRows'],
	[/^the first line is data already/, { key: 'headless', mend: 'columns', look: true }],
	[/^([\d,]+) lines above the header/, 'preamble'],
	[/^([\d,]+) lines with totals/, 'totals'],
	[/^this file was read otherwise before: ([\d,]+)/, 'reread'],
	[/^([\d,]+) events are older/, 'old'],
	[/^([\d,]+) other files of the archive/, 'archive'],
	[/^names of people are not kept/, 'namesKept'],

	[/^of the workbook's sheets "(.*)" was read; --sheet says another: (.*)/, { key: 'sheetRead', mend: 'sheet' }],
	[/has no sheet "(.*)"; it has (.*)/, { key: 'noSheet', mend: 'sheet' }],
	[/has no sheet with cells/, { key: 'noSheets', mend: 'sheet' }],
	[/is no workbook and has no sheets/, 'noWorkbook'],

	[/^read as ratings: (.*)/, 'ratingsRead'],
	[/^responses left out: ([\d,]+)/, 'answersLeft'],
	[/^responses without a single answer, left out: ([\d,]+)/, 'noAnswers'],
	[/^answers that are not on their question's scale.*?: ([\d,]+)/, 'offScale'],
	[/^(?:dates like|Dates such as) .*(?:month first|the month first)/, 'monthFirst'],
	[/^(?:dates like|Dates such as) .*(?:day first|the day first)/, 'dayFirstAll'],
	[/^Days were read with the month first/, 'monthFirst'],
	[/^Days were read with the day first/, 'dayFirstAll'],
	[/^names, addresses and telephone numbers/, 'namesOut'],
	[/built from (?:its documentation|descriptions)|known from descriptions only/, 'descriptions'],
	[/^Clarity does not say of which days/, 'clarityDay'],
	[/^an (?:export|archive) of \S+ has what the account itself/, 'ownAccount'],
	[/^the account that was exported is taken/, 'accountIsUs'],
	[/the time of (?:their|its) last change was taken/, 'lastChange'],
	[/^of the log's objects, those of the type "(.*)" were taken/, 'people'],
	[/^mails from (.*) are ours/, 'ourMails'],
	[/^Mailchimp counts as opened/, 'prefetch'],
	[/^Mailchimp's times are read as UTC/, 'mailchimpUtc'],
	[/^neither the file's name .*subscribed$/, 'subscribed'],
	[/^([\d,]+) requests of robots and ([\d,]+)/, 'robots'],
	[/^([\d,]+) redirects and ([\d,]+)/, 'redirects'],
	[/^([\d,]+) turns? of the interviewer/, 'interviewer'],
	[/^nobody is called Moderator/, 'allSpeak'],
	[/^no speakers are named/, 'noSpeakers'],
	[/^it is not said when the recording began/, { key: 'recorded', mend: 'at' }],
	[/^Times that cannot be read, in rows/, 'timesOut'],
	[/^Calls without a time of their own/, 'batchTime'],
	[/^Calls "Viewed/, 'doubledViews'],
	[/^The contexts of events/, 'contexts'],

	[/no event could be taken out of [\d,]+ rows: it does not say when: --at/, { key: 'sayDay', mend: 'at' }],
	[/^it does not say when/, { key: 'noTimeOfRow', mend: 'at' }],
	[/no column says when it happened: "(.*?)" says by when/, { key: 'byWhen', mend: 'columns' }],
	[/says neither who nor when/, { key: 'things', mend: 'columns' }],
	[/no column says when, and "(.*?)" alone says of which order/, { key: 'ordersDate', mend: 'at' }],
	[/no column says when/, { key: 'noWhen', mend: 'at' }],
	[/no column says what happened, and none/, { key: 'noWhat', mend: 'columns' }],
	[/no event could be taken out of ([\d,]+) rows: (.*?)(?: \(see which.*)?$/, { key: 'noEvent', mend: 'columns' }],
	[/is read as ([\w-]+), whose columns are known/, { key: 'knownFormat', mend: 'table' }],
	[/the table has no column "(.*?)": another/, { key: 'needColumn', mend: 'table' }],
	[/another --format is needed/, { key: 'likeNothing', mend: 'table' }],
	[/(.*) may be (\S+) or (\S+): say --format/, { key: 'either', mend: 'format' }],
	[/begins with ".*", like no format/s, { key: 'likeNothing', mend: 'format' }],
	[/column "(.*?)": none of \d+ values is a time/, { key: 'noneIsTime', mend: 'columns' }],
	[/column "(.*?)": none of \d+ values is a number/, { key: 'noneIsNumber', mend: 'columns' }],
	[/column "(.*?)" has no value among/, { key: 'noValues', mend: 'columns' }],
	[/column "(.*?)": no scale is known for (\S+) to (\S+);/, { key: 'noScale', mend: 'columns' }],
	[/column "(.*?)" was given two roles/, { key: 'twoRoles', mend: 'columns' }],
	[/two columns were named for (\S+): "(.*?)" and "(.*?)"/, { key: 'twoColumns', mend: 'columns' }],
	[/a record becomes at most (\d+) events/, { key: 'tooManyEvents', mend: 'columns' }],
	[/"(.*)" is not a date/, { key: 'badDay', mend: 'at' }],
	[/more than (\d+) different events/, { key: 'differentEvents', mend: 'columns' }],

	[/[Nn]o space left|disk is full|[Qq]uota exceeded/, 'diskFull'],
	[/it was stopped, nothing/, 'notStop'],
	[/there is no record in it|there is no column in it|is empty: there| is empty$|nothing but blank lines/, 'empty'],
	[/no column "(.*?)"/, { key: 'noColumn', mend: 'columns' }],
	[/\.(ods|numbers)\b.* is an Excel workbook or a zip/i, 'openDocument'],
	[/old Excel or Word file/, 'oldOffice'],
	[/ is an? (PNG|JPEG|GIF|PDF|SQLite)\b/, 'picture'],
	[/ is (?:packed by |an? )(bzip2|xz|zstd|7-zip|RAR)\b/, 'packed'],
	[/none of its \d+ files is evidence/, 'archiveNone'],
	[/archive within (?:an|the) archive|gzip within gzip/, 'nested'],
	[/is encrypted/, 'locked'],
	[/is cut short/, 'cut'],
	[/is damaged|cannot be unpacked/, 'damaged'],
	[/unpacks to more than/, 'bomb'],
	[/more than (\d+) columns|columns, more than (\d+)/, 'tooManyColumns'],
	[/has no header/, 'noHeader'],
	[/cannot be read as Parquet/, 'notParquet'],
	[/a value is longer than/, 'tooLong'],
	[/^"(.*)" is empty/, 'emptyValue'],
	[/no time zone "/, { key: 'unknownZone', mend: 'tz' }],
	[/workspace is (?:in use|busy)/, 'busy'],
	[/no text with records|no records that can be read/, 'notTable'],
	[/^"(.*)" is "(.*)", which is no time/s, 'badTime'],

	[/^the goal "(.*)" is a guess/, 'goalGuess'],
	[/^no goal is known/, 'noGoal'],
	[/^journeys are the log's own cases: .* silent for (.*?) or longer/, 'ownCases'],
	[/^journeys are cut by silence: .* silent for (.*?) or longer counts as ended \(found/, 'silenceFound'],
	[/^journeys are cut by silence: .* silent for (.*?) or longer counts as ended \(the usual/, 'silenceUsual'],
	[/^journeys are cut by silence: .* silent for (.*?) or longer/, 'silence'],
	[/^no journey has a second step/, 'noSecond'],
	[/^([\d,]+) events? of ([\d,]+) kinds? belongs? to no touchpoint/, 'unsorted'],
	[/^([\d,]+) rows? could not be read and waits?/, 'waits'],
	[/^sums that are of no touchpoint count for the whole map: (.*)/, 'sums'],
	[/^feelings in words by Wend's lexicon: (.*)/, 'feelings'],
	[/^([\d,]+) notes? of staff (?:is|are) of touchpoints/, 'lostNotes'],
]

const groups = ['a', 'b', 'c']
const units: Record<string, number> = { day: 86400, hour: 3600, minute: 60, second: 1 }

const names = new Map<string, Intl.DisplayNames>()

/* "en, agreeing with 72 % of 676 ratings; ru": which languages, and how often the words said what the stars beside them did. */
function checked(value: string): string {
	const name = names.get(language.now) ?? new Intl.DisplayNames(language.now, { type: 'language' })
	names.set(language.now, name)
	return value
		.split('; ')
		.map((one) => {
			const [, code = '', share, n] = /^(en|pl|ru)(?:, agreeing with (\d+) % of ([\d,]+) ratings)?$/.exec(one) ?? []
			if (!code) return served(one)
			const said = name.of(code) ?? code
			return share ? t('agreed', { a: said, b: share, c: count(Number((n ?? '').replaceAll(',', ''))) }) : said
		})
		.join('; ')
}

/* "1 to 5" is "1–5" in every language, "90.0 days" what the language calls it; all else stays as it is. */
function inLanguage(key: Key, value: string): string {
	if (key === 'strangers' && / and \d+ more$/.test(value)) return served(value)
	if (key === 'noTime') return /^\d{4}-\d\d-\d\d$/.test(value) ? date(value) : value
	if (key === 'feelings') return checked(value)
	if (key === 'unread') return value === 'money' ? t('money') : value === 'times' ? t('timesWord') : value === 'yes or no' ? t('yesNo') : value
	if (key === 'rated' || key === 'outside' || key === 'ratingsRead') return value.replace(/(\d) to (\d)/g, '$1–$2')
	if (key !== 'ownCases' && !key.startsWith('silence')) return value
	const spans = [...value.matchAll(/([\d.]+) (day|hour|minute|second)s?/g)]
	const seconds = spans.reduce((sum, [, n, unit]) => sum + Number(n) * (units[unit ?? ''] ?? 0), 0)
	return seconds > 0 ? duration(seconds) : value
}

export interface Explained {
	text: string
	known: boolean
	key?: Key
	mend?: Mend | undefined
	look: boolean
	/* The columns that it names. */
	about: string[]
}

/* What is for the command line is nothing for the page. */
export function withoutCommands(said: string): string {
	return said
		.replace(/\s*\([^()]*(?:--[a-z]|\bwend [a-z])[^()]*\)/g, '')
		.replace(/[:;,]\s*(?:say\s+)?--[a-z][\w-]*[^.;]*/g, '')
		.trim()
}

function named(said: string): string[] {
	return [...said.matchAll(/"([^"]*)"/g)].map((one) => one[1] ?? '')
}

function found(said: string): Explained | undefined {
	for (const [pattern, to] of rows) {
		const hit = pattern.exec(said)
		if (!hit) continue
		const { key, mend, look = false } = typeof to === 'string' ? { key: to } : to
		const values: Record<string, string | number> = Object.fromEntries(groups.map((name, i) => [name, inLanguage(key, hit[i + 1] ?? '')]))
		values['n'] = Number((hit[1] ?? '').replaceAll(',', '')) || 0
		/* The first reason of a file that gave nothing is a sentence of its own. */
		if (key === 'noEvent') values['b'] = explain(hit[2] ?? '').text
		return { text: t(key, values), known: true, key, mend, look, about: named(said) }
	}
	return undefined
}

/* What has no row here is said as everywhere on the page. */
function inServersWords(said: string): Explained {
	return { text: withoutCommands(served(said)), known: servedLang(said) === undefined, look: false, about: named(said) }
}

export function explain(said: string): Explained {
	return found(said) ?? inServersWords(said)
}

/* What a map says of itself: a sentence with a capital, behind the name of a file where it is of one. */
export function explainOfMap(said: string): Explained {
	const [, file, rest = said] = /^([^\s:]+\.\w+): (.*)$/s.exec(said) ?? []
	const bare = rest.replace(/\.$/, '')
	const one = found(bare) ?? found(bare.charAt(0).toLowerCase() + bare.slice(1)) ?? { ...inServersWords(rest), about: [] }
	return file ? { ...one, text: `${file}: ${one.text}` } : one
}
