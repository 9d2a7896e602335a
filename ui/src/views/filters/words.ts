/* What the bar of filters says. */
import { words } from '../../words/words'

export const t = words({
	en: {
		filters: 'Filters', persona: 'Persona', segment: 'Segment', period: 'Period', channels: 'Channels', allPersonas: 'All personas', allSegments: 'All segments', always: 'All the time', from: 'From', to: 'To', own: 'Two dates', take: 'Use these dates',
		thisMonth: 'newest month', lastMonth: 'month before', thisQuarter: 'newest quarter', lastQuarter: 'quarter before', thisYear: 'newest year', lastYear: 'year before',
		drop: 'Remove the filter {name}', clear: 'Clear all', allChannels: 'All channels', condition: 'Condition', badDates: 'The first day must not be after the last.',
	},
	pl: {
		filters: 'Filtry', persona: 'Persona', segment: 'Segment', period: 'Okres', channels: 'Kanały', allPersonas: 'Wszystkie persony', allSegments: 'Wszystkie segmenty', always: 'Cały okres', from: 'Od', to: 'Do', own: 'Dwie daty', take: 'Użyj tych dat',
		thisMonth: 'ostatni miesiąc', lastMonth: 'poprzedni miesiąc', thisQuarter: 'ostatni kwartał', lastQuarter: 'poprzedni kwartał', thisYear: 'ostatni rok', lastYear: 'poprzedni rok',
		drop: 'Usuń filtr: {name}', clear: 'Wyczyść wszystko', allChannels: 'Wszystkie kanały', condition: 'Warunek', badDates: 'Pierwszy dzień nie może być późniejszy niż ostatni.',
	},
	ru: {
		filters: 'Фильтры', persona: 'Персона', segment: 'Сегмент', period: 'Период', channels: 'Каналы', allPersonas: 'Все персоны', allSegments: 'Все сегменты', always: 'За всё время', from: 'С', to: 'По', own: 'Две даты', take: 'Взять эти даты',
		thisMonth: 'последний месяц', lastMonth: 'предыдущий месяц', thisQuarter: 'последний квартал', lastQuarter: 'предыдущий квартал', thisYear: 'последний год', lastYear: 'предыдущий год',
		drop: 'Убрать фильтр: {name}', clear: 'Очистить всё', allChannels: 'Все каналы', condition: 'Условие', badDates: 'Первый день не может быть позже последнего.',
	},
})
