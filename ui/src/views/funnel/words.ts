/* What the funnel says. */
import { words } from '../../words/words'

export const t = words({
	en: {
		lead: 'How many get from step to step. Choose the steps in their order: touchpoints, stages, or events.',
		steps: 'Steps', addStep: 'Add a step', addPlaceholder: 'Touchpoint, stage or event', removeStep: 'Remove {name}', earlier: 'Move {name} earlier', later: 'Move {name} later',
		mode: 'Order', ordered: 'in this order, others may lie between', strict: 'directly after each other', any: 'in any order', open: 'may enter at any step',
		unit: 'Counted', journeys: 'journeys', customers: 'customers', sessions: 'sessions',
		within: 'Within, from the first step', stepWithin: 'Within, from each step to the next', withinHint: 'For example 7d, 12h, 1h30m', without: 'Stops where this happens between steps',
		firstAttempt: 'only the first attempt counts', totals: 'count every attempt', options: 'More conditions',
		reached: 'reached', wentOn: 'went on', lost: 'did not go on', stillOpen: 'still on the way', ofFirst: 'of the first step', ofPrevious: 'of the step before', medianShort: 'median time', median: 'median time from the step before',
		caption: 'The funnel as a table', step: 'Step', n: 'n', entered: '{n} of {all} came to a step', enteredFirst: '{n} of {all} came to the first step', people: '{n} looked at',
		emptyTitle: 'Choose the steps', emptyText: 'A funnel needs one step at least. The map’s touchpoints are in the list.',
		chart: 'Funnel of {n} steps', stage: 'stage', event: 'event', touchpoint: 'touchpoint', propose: 'Propose steps', biggest: 'Largest loss: after {name}, {lost} do not go on ({share})',
		dist: 'From {from} to {to}',
	},
	pl: {
		lead: 'Ilu przechodzi z kroku do kroku. Wybierz kroki w kolejności: punkty styku, etapy lub zdarzenia.',
		steps: 'Kroki', addStep: 'Dodaj krok', addPlaceholder: 'Punkt styku, etap lub zdarzenie', removeStep: 'Usuń: {name}', earlier: 'Przesuń wcześniej: {name}', later: 'Przesuń później: {name}',
		mode: 'Kolejność', ordered: 'po kolei, inne mogą być pomiędzy', strict: 'bezpośrednio po sobie', any: 'w dowolnej kolejności', open: 'można wejść na dowolnym kroku',
		unit: 'Liczone', journeys: 'podróże', customers: 'klienci', sessions: 'sesje',
		within: 'W czasie od pierwszego kroku', stepWithin: 'W czasie od kroku do kroku', withinHint: 'Na przykład 7d, 12h, 1h30m', without: 'Kończy się, gdy między krokami wystąpi',
		firstAttempt: 'liczy się tylko pierwsza próba', totals: 'licz każdą próbę', options: 'Więcej warunków',
		reached: 'dotarło', wentOn: 'poszło dalej', lost: 'nie poszło dalej', stillOpen: 'nadal w drodze', ofFirst: 'z pierwszego kroku', ofPrevious: 'z poprzedniego kroku', medianShort: 'mediana czasu', median: 'mediana czasu od poprzedniego kroku',
		caption: 'Lejek jako tabela', step: 'Krok', n: 'n', entered: '{n} z {all} dotarło do któregoś kroku', enteredFirst: '{n} z {all} dotarło do pierwszego kroku', people: 'sprawdzono {n}',
		emptyTitle: 'Wybierz kroki', emptyText: 'Lejek potrzebuje co najmniej jednego kroku. Punkty styku mapy są na liście.',
		chart: 'Lejek, kroków: {n}', stage: 'etap', event: 'zdarzenie', touchpoint: 'punkt styku', propose: 'Zaproponuj kroki', biggest: 'Największa strata: po kroku {name} nie idzie dalej {lost} ({share})',
		dist: 'Od {from} do {to}',
	},
	ru: {
		lead: 'Сколько доходит от шага к шагу. Выберите шаги по порядку: точки контакта, этапы или события.',
		steps: 'Шаги', addStep: 'Добавить шаг', addPlaceholder: 'Точка контакта, этап или событие', removeStep: 'Убрать: {name}', earlier: 'Раньше: {name}', later: 'Позже: {name}',
		mode: 'Порядок', ordered: 'по порядку, с другими между ними', strict: 'прямо друг за другом', any: 'в любом порядке', open: 'можно войти на любом шаге',
		unit: 'Считаем', journeys: 'пути', customers: 'клиентов', sessions: 'сессии',
		within: 'За время от первого шага', stepWithin: 'За время от шага до шага', withinHint: 'Например 7d, 12h, 1h30m', without: 'Прерывается, если между шагами случится',
		firstAttempt: 'считается только первая попытка', totals: 'считать каждую попытку', options: 'Другие условия',
		reached: 'дошли', wentOn: 'пошли дальше', lost: 'не пошли дальше', stillOpen: 'ещё в пути', ofFirst: 'от первого шага', ofPrevious: 'от предыдущего шага', medianShort: 'медиана времени', median: 'медиана времени от предыдущего шага',
		caption: 'Воронка таблицей', step: 'Шаг', n: 'n', entered: '{n} из {all} дошли до какого-либо шага', enteredFirst: '{n} из {all} дошли до первого шага', people: 'просмотрено {n}',
		emptyTitle: 'Выберите шаги', emptyText: 'Воронке нужен хотя бы один шаг. Точки контакта карты есть в списке.',
		chart: 'Воронка, шагов: {n}', stage: 'этап', event: 'событие', touchpoint: 'точка контакта', propose: 'Предложить шаги', biggest: 'Самая большая потеря: после шага {name} не идут дальше {lost} ({share})',
		dist: 'От {from} до {to}',
	},
})
