/* served - what the server says of the evidence in a cell (src/map/cells.c, cells_voice.c), in the language of the page.
 *
 *	served({ text: 'Critical moment: 37 % give up here (34 to 39 %)' })       // "Moment krytyczny: 37 % …"
 *
 * Customers' own words in it stay as they are, and so does what the page does not know, and whatever a person wrote.
 */
import { words } from '../../words/words'

const t = words({
	en: {
		critical: 'Critical moment: {a} % give up here ({b} to {c} %)', ends: 'Journeys end here without the goal: {a} % ({b} to {c} %)',
		Hurts: 'Hurts', 'Costs effort:': 'Costs effort:', 'Are stopped:': 'Are stopped:', 'Say they leave:': 'Say they leave:', Delights: 'Delights', 'Ask for something:': 'Ask for something:', 'Doubt:': 'Doubt:', 'Think aloud:': 'Think aloud:', 'Expected something:': 'Expected something:',
		of: 'of', interviewed: 'interviewed', severity: 'severity', else: 'of them got something else', proposed: 'proposed',
	},
	pl: {
		critical: 'Moment krytyczny: rezygnuje tu {a} % (od {b} do {c} %)', ends: 'Podróże kończą się tu bez celu: {a} % (od {b} do {c} %)',
		Hurts: 'Boli', 'Costs effort:': 'Kosztuje wysiłek:', 'Are stopped:': 'Napotykają barierę:', 'Say they leave:': 'Mówią, że odchodzą:', Delights: 'Cieszy', 'Ask for something:': 'Proszą o coś:', 'Doubt:': 'Mają wątpliwości:', 'Think aloud:': 'Głośno myślą:', 'Expected something:': 'Czegoś oczekiwali:',
		of: 'z', interviewed: 'w wywiadach', severity: 'dotkliwość', else: 'z nich otrzymało coś innego', proposed: 'propozycja',
	},
	ru: {
		critical: 'Критический момент: бросают здесь {a} % (от {b} до {c} %)', ends: 'Пути кончаются здесь без цели: {a} % (от {b} до {c} %)',
		Hurts: 'Больно', 'Costs effort:': 'Требует усилий:', 'Are stopped:': 'Что-то мешает:', 'Say they leave:': 'Говорят, что уходят:', Delights: 'Радует', 'Ask for something:': 'О чём-то просят:', 'Doubt:': 'Сомневаются:', 'Think aloud:': 'Думают вслух:', 'Expected something:': 'Чего-то ждали:',
		of: 'из', interviewed: 'в интервью', severity: 'тяжесть', else: 'из них получили другое', proposed: 'предложение',
	},
})

const kinds = ['Hurts', 'Costs effort:', 'Are stopped:', 'Say they leave:', 'Delights', 'Ask for something:', 'Doubt:', 'Think aloud:', 'Expected something:'] as const
const moment = /^(Critical moment|Journeys end here without the goal): (\d+)\s% (?:give up here )?\((\d+) to (\d+)\s%\)$/
const share = /^(\d[\d.]*(?:\s%)?) of (\d+)( interviewed)?( \([\d.–\s%]+\))?(, severity [\d.]+)?(, \d+ of them got something else)?(: .*?)?( \(proposed\))?$/su

function shareWords(text: string): string | undefined {
	const found = share.exec(text)
	if (!found) return undefined
	const [, part = '', all = '', interviewed, interval = '', severity, other, themes = '', proposed] = found
	return (
		`${part} ${t('of')} ${all}${interviewed ? ` ${t('interviewed')}` : ''}${interval}` +
		(severity ? severity.replace('severity', t('severity')) : '') +
		(other ? other.replace('of them got something else', t('else')) : '') +
		themes +
		(proposed ? ` (${t('proposed')})` : '')
	)
}

export function served(cell: { text: string; written?: boolean }): string {
	if (cell.written) return cell.text
	const at = moment.exec(cell.text)
	if (at) return t(at[1] === 'Critical moment' ? 'critical' : 'ends', { a: at[2] ?? '', b: at[3] ?? '', c: at[4] ?? '' })
	const kind = kinds.find((one) => cell.text.startsWith(`${one} `))
	const rest = kind && shareWords(cell.text.slice(kind.length + 1))
	return kind && rest ? `${t(kind)} ${rest}` : cell.text
}
