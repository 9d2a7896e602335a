/* explain - what the server says of a file, in the language of the page: a row for each sentence that it may say.
 *
 *	explain('times have no zone: read as UTC (--tz ZONE changes it)')
 *	// { text: 'Times name no zone ...', known: true }
 *
 * A sentence that has no row is shown as the server wrote it.
 */
import { words, type Translate } from '../../words/words'
import { served, servedLang } from '../../words/served.svelte'

const en = {
	byName: 'by its name', byWish: 'as you said', byContent: 'by what stands in it', byFormat: 'known from the format', bySeveral: 'one of several times in a row', byCase: 'a value of its own in each row', byWant: 'by its name, for want of a better one',
	rated: 'The column “{a}” is read as a rating, {b}.', ten: '“{a}” is read as 0 to 10. If it asks for recommending, choose NPS.', six: '“{a}” is read as 1 to 6. If 6 means “no answer”, choose 1 to 5.', zeros: '“{a}” has 0 (and maybe 6): read as “no answer”. Choose 0–5 or 0–6 to take them as ratings.',
	zone: 'Times name no time zone: they are read as UTC. Choose the zone above if that is wrong.', dayFirst: 'Dates in “{a}” could be read both ways: the day is taken to come first.', nobody: 'No column says who the customer is: each row counts as a customer of its own.', cases: 'No column says who the customer is: each case counts as one.',
	noCustomer: '{a} rows do not say who it was: each counts as a customer of its own.', called: 'Events are called after “{a}”.', everyRow: 'No column says what happened: every row is the event “{a}”.', unread: '{a} values of “{b}” could not be read as {c}; they are kept as they are.', outside: '{a} values of “{b}” lie outside the scale {c}: read as “no answer”.',
	notNumbers: '{a} values of “{b}” are no numbers: read as “no answer”.', noTime: '{a} rows have no time of their own: {b} stands for it.', whoOnly: 'These rows say who is who and tell of no event.', more: '{a} more columns look like ratings: {b}.',
	noWhen: 'No column says when it happened. Give a column the role “Time”, or say below on which day all of it was.', noWhat: 'No column says what happened. Give a column the role “Event”, “Rating” or “Text”.', noEvent: 'No event could be taken out of {a} rows. The reason of the first: {b}', empty: 'There are no rows in this file.',
	noColumn: 'There is no column “{a}” in this file.', oldOffice: 'This is an old Excel or Word file. Save the sheet as .xlsx or CSV and choose that.', cut: 'The packed file is cut short. Fetch or pack it again.', tooLong: 'A value in this file is longer than allowed (1 MB).', emptyValue: 'The cell “{a}” is empty, so the row does not say enough.',
	badTime: '“{b}” in the column “{a}” is no time', unknownZone: 'There is no time zone of this name.', busy: 'The workspace is in use at the moment. Try again in a while.', notTable: 'This is no file with records that Wend can read. CSV, Excel (.xlsx), JSON and the exports of many tools are.',
}

type Key = keyof typeof en

const pl: Record<Key, string> = {
	byName: 'po nazwie', byWish: 'zgodnie z wyborem', byContent: 'po zawartości', byFormat: 'wynika z formatu', bySeveral: 'jeden z kilku czasów w wierszu', byCase: 'w każdym wierszu inna wartość', byWant: 'po nazwie, z braku lepszej kolumny',
	rated: 'Kolumnę „{a}” odczytano jako ocenę, {b}.', ten: '„{a}” odczytano jako 0–10. Jeśli to pytanie o polecenie, wybierz NPS.', six: '„{a}” odczytano jako 1–6. Jeśli 6 to „brak odpowiedzi”, wybierz 1–5.', zeros: 'W „{a}” jest 0 (a może i 6): odczytano jako „brak odpowiedzi”. Wybierz 0–5 lub 0–6, aby liczyć je jako oceny.',
	zone: 'Czasy nie mają strefy: odczytano je jako UTC. Jeśli to błąd, wybierz strefę powyżej.', dayFirst: 'Daty w „{a}” można czytać dwojako: przyjęto, że najpierw jest dzień.', nobody: 'Żadna kolumna nie mówi, kim jest klient: każdy wiersz to osobny klient.', cases: 'Żadna kolumna nie mówi, kim jest klient: każda sprawa to osobny klient.',
	noCustomer: 'Wierszy bez klienta: {a}. Każdy liczy się jako osobny klient.', called: 'Zdarzenia nazwano według „{a}”.', everyRow: 'Żadna kolumna nie mówi, co się stało: każdy wiersz to zdarzenie „{a}”.', unread: 'Wartości w „{b}”, których nie da się odczytać jako {c}: {a}. Zostają bez zmian.', outside: 'Wartości w „{b}” spoza skali {c}: {a}. Odczytano jako „brak odpowiedzi”.',
	notNumbers: 'Wartości w „{b}”, które nie są liczbami: {a}. Odczytano jako „brak odpowiedzi”.', noTime: 'Wierszy bez własnego czasu: {a}. Przyjęto {b}.', whoOnly: 'Te wiersze mówią, kto jest kim, i nie opisują zdarzeń.', more: 'Kolumny, które też wyglądają na oceny ({a}): {b}.',
	noWhen: 'Żadna kolumna nie mówi, kiedy to było. Nadaj kolumnie rolę „Czas” albo podaj niżej dzień dla całego pliku.', noWhat: 'Żadna kolumna nie mówi, co się stało. Nadaj kolumnie rolę „Zdarzenie”, „Ocena” albo „Tekst”.', noEvent: 'Z {a} wierszy nie udało się odczytać żadnego zdarzenia. Powód przy pierwszym: {b}', empty: 'W tym pliku nie ma wierszy.',
	noColumn: 'W tym pliku nie ma kolumny „{a}”.', oldOffice: 'To stary plik Excela lub Worda. Zapisz arkusz jako .xlsx albo CSV i wybierz ten nowy plik.', cut: 'Spakowany plik jest ucięty. Pobierz go lub spakuj jeszcze raz.', tooLong: 'Jedna z wartości w pliku jest dłuższa niż dozwolony 1 MB.', emptyValue: 'Komórka „{a}” jest pusta, więc wiersz mówi za mało.',
	badTime: '„{b}” w kolumnie „{a}” to nie jest czas', unknownZone: 'Nie ma strefy czasowej o takiej nazwie.', busy: 'Przestrzeń jest teraz zajęta. Spróbuj za chwilę.', notTable: 'Wend nie potrafi odczytać rekordów z tego pliku. Czyta CSV, Excel (.xlsx), JSON i eksporty wielu narzędzi.',
}

const ru: Record<Key, string> = {
	byName: 'по названию', byWish: 'как вы указали', byContent: 'по содержанию', byFormat: 'известно из формата', bySeveral: 'одно из нескольких времён в строке', byCase: 'в каждой строке своё значение', byWant: 'по названию, за неимением лучшего',
	rated: 'Столбец «{a}» прочитан как оценка, {b}.', ten: '«{a}» прочитан как 0–10. Если это вопрос о рекомендации, выберите NPS.', six: '«{a}» прочитан как 1–6. Если 6 значит «нет ответа», выберите 1–5.', zeros: 'В «{a}» есть 0 (а возможно, и 6): прочитано как «нет ответа». Выберите 0–5 или 0–6, чтобы считать их оценками.',
	zone: 'У времени не указан пояс: прочитано как UTC. Если это не так, выберите пояс выше.', dayFirst: 'Даты в «{a}» можно читать двояко: принято, что первым стоит день.', nobody: 'Ни один столбец не говорит, кто клиент: каждая строка считается отдельным клиентом.', cases: 'Ни один столбец не говорит, кто клиент: каждое дело считается отдельным клиентом.',
	noCustomer: 'Строк без клиента: {a}. Каждая считается отдельным клиентом.', called: 'События названы по столбцу «{a}».', everyRow: 'Ни один столбец не говорит, что произошло: каждая строка — событие «{a}».', unread: 'Значений в «{b}», которые не читаются как {c}: {a}. Они остаются как есть.', outside: 'Значений в «{b}» вне шкалы {c}: {a}. Прочитано как «нет ответа».',
	notNumbers: 'Значений в «{b}», которые не являются числами: {a}. Прочитано как «нет ответа».', noTime: 'Строк без собственного времени: {a}. Вместо него взято {b}.', whoOnly: 'Эти строки говорят, кто есть кто, и не описывают событий.', more: 'Столбцы, которые тоже похожи на оценки ({a}): {b}.',
	noWhen: 'Ни один столбец не говорит, когда это было. Назначьте столбцу роль «Время» или укажите ниже день для всего файла.', noWhat: 'Ни один столбец не говорит, что произошло. Назначьте столбцу роль «Событие», «Оценка» или «Текст».', noEvent: 'Из строк ({a}) не удалось прочитать ни одного события. Причина у первой: {b}', empty: 'В этом файле нет строк.',
	noColumn: 'В этом файле нет столбца «{a}».', oldOffice: 'Это старый файл Excel или Word. Сохраните лист как .xlsx или CSV и выберите новый файл.', cut: 'Сжатый файл обрезан. Скачайте или упакуйте его ещё раз.', tooLong: 'Одно из значений в файле длиннее допустимого 1 МБ.', emptyValue: 'Ячейка «{a}» пуста, поэтому строка говорит слишком мало.',
	badTime: '«{b}» в столбце «{a}» — не время', unknownZone: 'Нет часового пояса с таким названием.', busy: 'Пространство сейчас занято. Попробуйте чуть позже.', notTable: 'Wend не может прочитать записи из этого файла. Он читает CSV, Excel (.xlsx), JSON и выгрузки многих инструментов.',
}

const t: Translate<Key> = words({ en, pl, ru })

/* The first that fits; {a}, {b}, {c} are its groups. */
const rows: [RegExp, Key][] = [
	[/^by name, for want/, 'byWant'],
	[/^by name/, 'byName'],
	[/^--column/, 'byWish'],
	[/^by content: one of several times/, 'bySeveral'],
	[/^by content: an id of its own/, 'byCase'],
	[/^by content/, 'byContent'],
	[/^(?:by|known from) (?:the )?format/, 'byFormat'],
	[/^"(.*)" is read as a rating, (.*) \(--scale/, 'rated'],
	[/^"(.*)" is read as 0 to 10/, 'ten'],
	[/^"(.*)" is read as 1 to 6/, 'six'],
	[/^"(.*)" has 0 to [56]:/, 'zeros'],
	[/^times have no zone/, 'zone'],
	[/^"(.*)" never has a part over 12/, 'dayFirst'],
	[/^no column says who the customer is: each row/, 'nobody'],
	[/^no column says who the customer is: each case/, 'cases'],
	[/^([\d,]+) rows (?:have no ".*"|do not say who it was): each counts/, 'noCustomer'],
	[/^the events are called after "(.*)"/, 'called'],
	[/^no column says what happened: every row is the event "(.*)"/, 'everyRow'],
	[/^([\d,]+) values of "(.*)" cannot be read as ([^:]*)/, 'unread'],
	[/^([\d,]+) values of "(.*)" lie outside ([^(]*) \(/, 'outside'],
	[/^([\d,]+) values of "(.*)" are no numbers/, 'notNumbers'],
	[/^([\d,]+) rows have no time of their own: (\S+)/, 'noTime'],
	[/^its rows say who is who/, 'whoOnly'],
	[/^(\d+) more columns look like ratings: (.*?) \(--/, 'more'],
	[/no column says when/, 'noWhen'],
	[/no column says what happened, and none/, 'noWhat'],
	[/no event could be taken out of (\d+) rows: (.*?)(?: \(see which.*)?$/, 'noEvent'],
	[/there is no record in it|there is no column in it|is empty: there/, 'empty'],
	[/no column "(.*?)"/, 'noColumn'],
	[/old Excel or Word file/, 'oldOffice'],
	[/is cut short/, 'cut'],
	[/a value is longer than/, 'tooLong'],
	[/^"(.*)" is empty/, 'emptyValue'],
	[/no time zone "/, 'unknownZone'],
	[/workspace is (?:in use|busy)/, 'busy'],
	[/no text with records|no records that can be read/, 'notTable'],
	[/^"(.*)" is "(.*)", which is no time/s, 'badTime'],
]

const groups = ['a', 'b', 'c']

export interface Explained {
	text: string
	known: boolean
}

export function explain(said: string): Explained {
	for (const [pattern, key] of rows) {
		const found = pattern.exec(said)
		if (!found) continue
		const values = Object.fromEntries(groups.map((name, i) => [name, found[i + 1] ?? '']))
		return { text: t(key, values), known: true }
	}
	return { text: served(said), known: servedLang(said) === undefined }
}
