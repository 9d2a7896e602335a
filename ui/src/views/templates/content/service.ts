/* A service with appointments: a practice, a salon, a workshop. */
import { stage, touch, x, type MapTemplate } from './kit'

export const service: MapTemplate = {
	key: 'service',
	icon: 'calendar',
	title: x('A visit by appointment', 'Wizyta umówiona na termin', 'Визит по записи'),
	about: x(
		'For a practice, a salon, a workshop: from the search for a date to the next visit.',
		'Dla gabinetu, salonu, warsztatu: od szukania terminu do następnej wizyty.',
		'Для кабинета, салона, мастерской: от поиска времени до следующего визита.',
	),
	persona: 'worried-visitor',
	scenario: x('Between two meetings, with little time', 'Między dwoma spotkaniami, w pośpiechu', 'Между двумя встречами, в спешке'),
	goal: 'visit',
	stages: [
		stage(
			'search',
			x('Search', 'Szukanie', 'Поиск'),
			touch('find', x('Looks for somebody near', 'Szuka kogoś w pobliżu', 'Ищет кого-то рядом'), 'website', ['Page Viewed', 'page_view', 'Directions Viewed'], {
				needs: x('Opening hours, prices, a map', 'Godziny otwarcia, ceny, mapa', 'Часы работы, цены, карта'),
			}),
			touch('opinions', x('Reads what others say', 'Czyta, co mówią inni', 'Читает, что говорят другие'), 'social', ['Review Viewed', 'Reviews Read'], {
				thoughts: x('Can I trust them?', 'Czy mogę im zaufać?', 'Можно ли им доверять?'),
			}, { owner: 'social' }),
		),
		stage(
			'booking',
			x('Booking', 'Umawianie', 'Запись'),
			touch('books', x('Books a date', 'Umawia termin', 'Записывается'), 'website', ['Appointment Booked', 'Booking Completed', 'booking_confirmed'], {
				needs: x('Book at night, without calling', 'Umówić się w nocy, bez dzwonienia', 'Записаться ночью, без звонка'),
				pains: x('No free date for two weeks', 'Brak wolnych terminów przez dwa tygodnie', 'Две недели нет свободного времени'),
			}, { moment: true }),
			touch('calls', x('Calls instead', 'Dzwoni', 'Звонит'), 'phone', ['Call Answered', 'Call Missed', 'Phone Call'], {
				pains: x('Nobody answers at noon', 'W południe nikt nie odbiera', 'В обед никто не берёт трубку'),
			}),
			touch('reminder', x('Is reminded', 'Dostaje przypomnienie', 'Получает напоминание'), 'phone', ['Reminder Sent', 'SMS Delivered', 'Email Opened'], {
				gains: x('Can move the date with one tap', 'Może zmienić termin jednym dotknięciem', 'Может перенести одним касанием'),
			}),
		),
		stage(
			'visit',
			x('The visit', 'Wizyta', 'Визит'),
			touch('arrives', x('Arrives and waits', 'Przychodzi i czeka', 'Приходит и ждёт'), 'store', ['Checked In', 'Arrived'], {
				pains: x('Twenty minutes, and nobody says why', 'Dwadzieścia minut i nikt nie mówi dlaczego', 'Двадцать минут, и никто не говорит почему'),
			}),
			touch('visit', x('Is served', 'Jest obsługiwany', 'Получает услугу'), 'store', ['Appointment Completed', 'Visit Completed', 'Service Completed'], {
				needs: x('Hear what is done, and what it costs, before', 'Usłyszeć przed, co będzie zrobione i ile to kosztuje', 'Услышать заранее, что сделают и сколько это стоит'),
			}, { moment: true }),
			touch('pays', x('Pays', 'Płaci', 'Платит'), 'store', ['Payment Completed', 'Invoice Paid'], {}),
		),
		stage(
			'after',
			x('Afterwards', 'Po wizycie', 'После визита'),
			touch('asked', x('Is asked how it was', 'Jest pytany o wrażenia', 'Его спрашивают, как всё прошло'), 'survey', ['Survey Answered', 'NPS Survey Answered', 'Review Written'], {
				thoughts: x('Does anybody read this?', 'Czy ktoś to czyta?', 'Это кто-нибудь читает?'),
			}),
			touch('returns', x('Comes again', 'Przychodzi ponownie', 'Приходит снова'), 'store', ['Appointment Rebooked', 'Second Visit'], {
				gains: x('They remembered my name', 'Pamiętali moje imię', 'Запомнили моё имя'),
			}),
		),
	],
}
