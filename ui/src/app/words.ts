/* What the frame around the views says. */
import { words } from '../words/words'

export const t = words({
	en: {
		skip: 'Skip to the content', menu: 'Menu', mainMenu: 'Main menu', mapViews: 'Views of this map', signOut: 'Sign out',
		language: 'Language', theme: 'Appearance', light: 'Light', dark: 'Dark', system: 'As the system', account: 'Account',
		offline: 'No connection to the server. What you see stays; what you change is sent when it is back.',
		nowhere: 'There is nothing here', nowhereText: 'The link may be old, or what it led to was removed.',
		toMaps: 'To the maps', denied: 'This is not open to you', deniedText: 'Your role does not allow it. An administrator can change that.',
		version: 'Version {n}, as it was published on {date}', toDraft: 'To the draft', alsoHere: 'Also here: {names}',
		help: 'Help', apiDocs: 'Description of the API', designSystem: 'Design system', crashed: 'The page stumbled', notLoaded: 'This view is not here yet', notLoadedText: 'It opens as soon as the connection is back. What you have changed waits in this browser until it is sent.',
		crashedText: 'Nothing that was saved is lost. Load the page again; if it happens again, tell whoever runs Wend.', reload: 'Load again',
		noMap: 'There is no such map', published: 'You see what was published last.', filtered: 'Filtered', period: 'Period',
	},
	pl: {
		skip: 'Przejdź do treści', menu: 'Menu', mainMenu: 'Menu główne', mapViews: 'Widoki tej mapy', signOut: 'Wyloguj się',
		language: 'Język', theme: 'Wygląd', light: 'Jasny', dark: 'Ciemny', system: 'Jak w systemie', account: 'Konto',
		offline: 'Brak połączenia z serwerem. To, co widzisz, zostaje; zmiany zostaną wysłane, gdy połączenie wróci.',
		nowhere: 'Tu nic nie ma', nowhereText: 'Link może być stary albo usunięto to, do czego prowadził.',
		toMaps: 'Do map', denied: 'Brak dostępu', deniedText: 'Twoja rola na to nie pozwala. Administrator może to zmienić.',
		version: 'Wersja {n}, tak jak opublikowano {date}', toDraft: 'Do wersji roboczej', alsoHere: 'Są tu też: {names}',
		help: 'Pomoc', apiDocs: 'Opis API', designSystem: 'System projektowy', crashed: 'Coś poszło nie tak', notLoaded: 'Tego widoku jeszcze nie wczytano', notLoadedText: 'Otworzy się, gdy tylko wróci połączenie. Twoje zmiany czekają w tej przeglądarce na wysłanie.',
		crashedText: 'Nic, co zapisano, nie przepadło. Wczytaj stronę ponownie; jeśli to się powtórzy, powiedz osobie, która prowadzi Wend.', reload: 'Wczytaj ponownie',
		noMap: 'Nie ma takiej mapy', published: 'Widzisz to, co opublikowano ostatnio.', filtered: 'Filtr', period: 'Okres',
	},
	ru: {
		skip: 'Перейти к содержанию', menu: 'Меню', mainMenu: 'Главное меню', mapViews: 'Виды этой карты', signOut: 'Выйти',
		language: 'Язык', theme: 'Оформление', light: 'Светлое', dark: 'Тёмное', system: 'Как в системе', account: 'Учётная запись',
		offline: 'Нет связи с сервером. То, что вы видите, останется; изменения отправятся, когда связь вернётся.',
		nowhere: 'Здесь ничего нет', nowhereText: 'Возможно, ссылка устарела или то, к чему она вела, удалено.',
		toMaps: 'К картам', denied: 'Доступ закрыт', deniedText: 'Ваша роль этого не позволяет. Администратор может это изменить.',
		version: 'Версия {n}, как опубликована {date}', toDraft: 'К черновику', alsoHere: 'Здесь также: {names}',
		help: 'Справка', apiDocs: 'Описание API', designSystem: 'Дизайн-система', crashed: 'Что-то пошло не так', notLoaded: 'Этот вид ещё не загружен', notLoadedText: 'Он откроется, как только вернётся связь. Ваши изменения ждут отправки в этом браузере.',
		crashedText: 'Ничего из сохранённого не потеряно. Загрузите страницу снова; если это повторится, скажите тому, кто ведёт Wend.', reload: 'Загрузить снова',
		noMap: 'Такой карты нет', published: 'Вы видите то, что опубликовано последним.', filtered: 'Фильтр', period: 'Период',
	},
})
