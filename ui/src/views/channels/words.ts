/* What the library of channels says. */
import { words } from '../../words/words'

export const t = words({
	en: {
		title: 'Channels', about: 'Where you meet your customers. A channel has its name, its colour and its symbol on every map, in every export and behind every link.',
		own: 'Your own channels', known: 'Channels that Wend knows', knownAbout: 'Give one another name, colour or symbol: all words for it still mean it.', archivedOnes: 'Archived', archivedAbout: 'Not offered any more; where they are used, they stay.',
		add: 'New channel', none: 'No channel of your own yet', noneText: 'A parcel locker, a kiosk, a fitter’s van: make what your customers really come over.',
		newTitle: 'New channel', editTitle: 'Channel “{name}”', name: 'Name', nameHint: 'as your people say it: “parcel locker”', colour: 'Colour', symbol: 'Symbol', preview: 'It looks like this',
		ownColour: 'A colour of your own', ownColourHint: 'as #2563A8', pick: 'Choose from all colours', good: 'Easy to read: contrast {n} to 1', pale: 'Too pale to be read on white: contrast {n} to 1, and it takes 4.5.', darken: 'Take a darker one', noColour: 'A colour is written like #2563A8.',
		needName: 'A channel needs a name.', taken: 'Another channel goes by this name already: choose another.', saved: 'The channel “{name}” is saved',
		edit: 'Change', archive: 'Archive', unarchive: 'Offer again', removeOne: 'Remove', back: 'Back to how Wend has it', menu: 'What to do with “{name}”', changed: 'changed by you',
		removeTitle: 'Remove the channel “{name}”?', unused: 'No map names it. Its history is kept.', usedBy: { one: '{n} touchpoint names it: {names}. It will have the channel “other”.', other: '{n} touchpoints name it: {names}. They will have the channel “other”.' }, usedKnown: 'Maps will show it as Wend has it.', andMore: 'and {n} more', inLibrary: 'library', removed: 'The channel “{name}” is removed', archived: 'The channel “{name}” is not offered any more', offered: 'The channel “{name}” is offered again', undo: 'Undo',
		clash: '{who} has changed this channel meanwhile:', mine: 'Keep mine', theirs: 'Take theirs', clashGone: 'Somebody has removed this channel meanwhile. Saving brings it back.',
		choose: 'Channel', fromEvents: 'From its events', fromEventsHint: 'the channel that most of them came over', written: 'As it is written: “{word}”', makeHere: 'New channel…', backToList: 'Back to the list', makeAndChoose: 'Make it and choose it', mayNot: 'Only editors and administrators change channels.', legendLink: 'Change channels',
		c2563A8: 'blue', c0E7490: 'sea blue', c0F766E: 'teal', c4A6B12: 'olive green', c956003: 'mustard', cB45309: 'amber', c9A3412: 'rust', cBE185D: 'raspberry', c86198F: 'magenta', c5B21B6: 'violet', c334155: 'slate', c6D4C2F: 'brown',
	},
	pl: {
		title: 'Kanały', about: 'Miejsca, w których spotykasz klientów. Kanał ma swoją nazwę, kolor i symbol na każdej mapie, w każdym eksporcie i pod każdym linkiem.',
		own: 'Twoje kanały', known: 'Kanały, które zna Wend', knownAbout: 'Nadaj im inną nazwę, kolor lub symbol: wszystkie słowa nadal będą oznaczać to samo.', archivedOnes: 'W archiwum', archivedAbout: 'Nie ma ich już do wyboru; tam, gdzie są używane, zostają.',
		add: 'Nowy kanał', none: 'Nie masz jeszcze własnych kanałów', noneText: 'Paczkomat, kiosk, samochód montera: dodaj to, czym klienci naprawdę do Ciebie docierają.',
		newTitle: 'Nowy kanał', editTitle: 'Kanał „{name}”', name: 'Nazwa', nameHint: 'tak, jak mówi się u Was: „paczkomat”', colour: 'Kolor', symbol: 'Symbol', preview: 'Będzie wyglądać tak',
		ownColour: 'Własny kolor', ownColourHint: 'na przykład #2563A8', pick: 'Wybierz spośród wszystkich kolorów', good: 'Dobrze czytelny: kontrast {n} do 1', pale: 'Za jasny, żeby dało się go odczytać na bieli: kontrast {n} do 1, a potrzeba 4,5.', darken: 'Weź ciemniejszy', noColour: 'Kolor zapisuje się jak #2563A8.',
		needName: 'Kanał musi mieć nazwę.', taken: 'Inny kanał już tak się nazywa: wybierz inną nazwę.', saved: 'Zapisano kanał „{name}”',
		edit: 'Zmień', archive: 'Do archiwum', unarchive: 'Przywróć do wyboru', removeOne: 'Usuń', back: 'Wróć do wyglądu z Wend', menu: 'Co zrobić z kanałem „{name}”', changed: 'zmieniony przez Was',
		removeTitle: 'Usunąć kanał „{name}”?', unused: 'Żadna mapa go nie wymienia. Historia zostaje.', usedBy: { one: 'Wymienia go {n} punkt styku: {names}. Dostanie kanał „inny”.', few: 'Wymieniają go {n} punkty styku: {names}. Dostaną kanał „inny”.', many: 'Wymienia go {n} punktów styku: {names}. Dostaną kanał „inny”.', other: 'Wymienia go {n} punktu styku: {names}. Dostaną kanał „inny”.' }, usedKnown: 'Mapy pokażą go tak, jak ma go Wend.', andMore: 'i jeszcze {n}', inLibrary: 'biblioteka', removed: 'Usunięto kanał „{name}”', archived: 'Kanału „{name}” nie ma już do wyboru', offered: 'Kanał „{name}” znów jest do wyboru', undo: 'Cofnij',
		clash: 'Ten kanał w międzyczasie się zmienił ({who}):', mine: 'Zostaw moje', theirs: 'Weź tamte', clashGone: 'Ktoś w międzyczasie usunął ten kanał. Zapisanie go przywróci.',
		choose: 'Kanał', fromEvents: 'Według zdarzeń', fromEventsHint: 'kanał, którym przyszło ich najwięcej', written: 'Tak jak zapisano: „{word}”', makeHere: 'Nowy kanał…', backToList: 'Wróć do listy', makeAndChoose: 'Utwórz i wybierz', mayNot: 'Kanały zmieniają tylko redaktorzy i administratorzy.', legendLink: 'Zmień kanały',
		c2563A8: 'niebieski', c0E7490: 'morski', c0F766E: 'turkusowy', c4A6B12: 'oliwkowy', c956003: 'musztardowy', cB45309: 'bursztynowy', c9A3412: 'rdzawy', cBE185D: 'malinowy', c86198F: 'purpurowy', c5B21B6: 'fioletowy', c334155: 'grafitowy', c6D4C2F: 'brązowy',
	},
	ru: {
		title: 'Каналы', about: 'Где вы встречаетесь с клиентами. У канала своё название, цвет и символ – на каждой карте, в каждом файле и по каждой ссылке.',
		own: 'Ваши каналы', known: 'Каналы, которые знает Wend', knownAbout: 'Дайте им другое название, цвет или символ: все слова будут значить то же самое.', archivedOnes: 'В архиве', archivedAbout: 'Их больше не предлагают; где они стоят, там и остаются.',
		add: 'Новый канал', none: 'Своих каналов пока нет', noneText: 'Постамат, киоск, машина монтажника: добавьте то, через что клиенты приходят на самом деле.',
		newTitle: 'Новый канал', editTitle: 'Канал «{name}»', name: 'Название', nameHint: 'как говорят у вас: «постамат»', colour: 'Цвет', symbol: 'Символ', preview: 'Выглядеть будет так',
		ownColour: 'Свой цвет', ownColourHint: 'например, #2563A8', pick: 'Выбрать из всех цветов', good: 'Хорошо читается: контраст {n} к 1', pale: 'Слишком светлый, на белом не прочесть: контраст {n} к 1, а нужно 4,5.', darken: 'Взять темнее', noColour: 'Цвет записывают так: #2563A8.',
		needName: 'Каналу нужно название.', taken: 'Так уже называется другой канал: выберите другое название.', saved: 'Канал «{name}» сохранён',
		edit: 'Изменить', archive: 'В архив', unarchive: 'Снова предлагать', removeOne: 'Удалить', back: 'Вернуть вид, как в Wend', menu: 'Что сделать с каналом «{name}»', changed: 'изменён вами',
		removeTitle: 'Удалить канал «{name}»?', unused: 'Ни на одной карте его нет. История сохранится.', usedBy: { one: 'Он стоит у {n} точки контакта: {names}. У неё будет канал «другое».', few: 'Он стоит у {n} точек контакта: {names}. У них будет канал «другое».', many: 'Он стоит у {n} точек контакта: {names}. У них будет канал «другое».', other: 'Он стоит у {n} точки контакта: {names}. У них будет канал «другое».' }, usedKnown: 'На картах он будет выглядеть, как в Wend.', andMore: 'и ещё {n}', inLibrary: 'библиотека', removed: 'Канал «{name}» удалён', archived: 'Канал «{name}» больше не предлагается', offered: 'Канал «{name}» снова предлагается', undo: 'Отменить',
		clash: 'Тем временем этот канал изменился ({who}):', mine: 'Оставить моё', theirs: 'Взять чужое', clashGone: 'Тем временем этот канал удалили. Если сохранить, он вернётся.',
		choose: 'Канал', fromEvents: 'По событиям', fromEventsHint: 'канал, через который их пришло больше всего', written: 'Как записано: «{word}»', makeHere: 'Новый канал…', backToList: 'Назад к списку', makeAndChoose: 'Создать и выбрать', mayNot: 'Каналы меняют только редакторы и администраторы.', legendLink: 'Изменить каналы',
		c2563A8: 'синий', c0E7490: 'морская волна', c0F766E: 'бирюзовый', c4A6B12: 'оливковый', c956003: 'горчичный', cB45309: 'янтарный', c9A3412: 'ржавый', cBE185D: 'малиновый', c86198F: 'пурпурный', c5B21B6: 'фиолетовый', c334155: 'графитовый', c6D4C2F: 'коричневый',
	},
})
