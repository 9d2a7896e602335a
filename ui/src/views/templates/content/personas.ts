/* Personas to start from; each belongs to a map of the same folder. */
import { x, type PersonaTemplate } from './kit'

export const personas: PersonaTemplate[] = [
	{
		key: 'hurried-buyer',
		party: 'customer',
		name: x('Anna, buys in the evening', 'Anna, kupuje wieczorem', 'Анна, покупает вечером'),
		about: x('Shops on the phone when the children sleep, compares in three windows, has never heard of the shop.', 'Kupuje na telefonie, gdy dzieci śpią, porównuje w trzech oknach, nigdy nie słyszała o tym sklepie.', 'Покупает с телефона, когда дети спят, сравнивает в трёх окнах, о магазине раньше не слышала.'),
		quote: x('I only want to know that it comes before Saturday.', 'Chcę tylko wiedzieć, że przyjdzie przed sobotą.', 'Мне только знать, что придёт до субботы.'),
		statements: {
			goals: [x('The right thing, before the day', 'Właściwa rzecz, przed czasem', 'Нужная вещь, до срока')],
			needs: [x('The day of delivery beside the price', 'Dzień dostawy obok ceny', 'День доставки рядом с ценой')],
			fears: [x('That it comes too late', 'Że przyjdzie za późno', 'Что придёт слишком поздно')],
			barriers: [x('Has to make an account', 'Musi założyć konto', 'Нужно регистрироваться')],
			attracts: [x('Real pictures and bad reviews, too', 'Prawdziwe zdjęcia i też złe opinie', 'Настоящие фото и плохие отзывы тоже')],
			puts_off: [x('Costs that appear in the last step', 'Koszty, które pojawiają się na końcu', 'Расходы, которые появляются в конце')],
			habits: [x('Puts things into the cart to see the price', 'Wkłada do koszyka, żeby zobaczyć cenę', 'Кладёт в корзину, чтобы увидеть цену')],
			channels: [x('phone', 'telefon', 'телефон'), x('Instagram', 'Instagram', 'соцсети')],
		},
		traits: [
			{ name: x('hurried', 'w pośpiechu', 'торопится'), value: 0.8 },
			{ name: x('thrifty', 'oszczędna', 'бережлива'), value: 0.6 },
		],
	},
	{
		key: 'careful-manager',
		party: 'customer',
		name: x('Piotr, leads a small team', 'Piotr, kieruje małym zespołem', 'Пётр, руководит небольшой командой'),
		about: x('Has to decide for five people and to answer for it.', 'Musi zdecydować za pięć osób i za to odpowiada.', 'Решает за пятерых и отвечает за это.'),
		quote: x('If it does not run by Friday, we go back to the spreadsheet.', 'Jeśli nie ruszy do piątku, wracamy do arkusza.', 'Если до пятницы не заработает, вернёмся к таблице.'),
		statements: {
			goals: [x('A team that asks less', 'Zespół, który mniej pyta', 'Команда, которая меньше спрашивает')],
			motivations: [x('To be the one who brought order', 'Być tym, kto zaprowadził porządek', 'Быть тем, кто навёл порядок')],
			needs: [x('A price that is known before', 'Cena znana z góry', 'Заранее известная цена')],
			fears: [x('Data that end up somewhere', 'Dane, które gdzieś wyciekną', 'Данные, которые куда-то утекут')],
			barriers: [x('The budget is decided by somebody else', 'O budżecie decyduje ktoś inny', 'Бюджет решает кто-то другой')],
			attracts: [x('A first success in ten minutes', 'Pierwszy sukces w dziesięć minut', 'Первый успех за десять минут')],
			puts_off: [x('“Contact sales”', '„Skontaktuj się ze sprzedażą”', '«Свяжитесь с отделом продаж»')],
		},
		traits: [
			{ name: x('careful', 'ostrożny', 'осторожен'), value: 0.8 },
			{ name: x('skilled', 'biegły', 'опытен'), value: 0.6 },
		],
	},
	{
		key: 'worried-visitor',
		party: 'customer',
		name: x('Halina, has little time', 'Halina, ma mało czasu', 'Галина, у которой мало времени'),
		about: x('Puts visits off until it cannot be put off.', 'Odkłada wizyty, aż nie da się już odłożyć.', 'Откладывает визиты, пока откладывать уже нельзя.'),
		quote: x('Just tell me what it costs and how long it takes.', 'Niech mi ktoś powie, ile to kosztuje i jak długo potrwa.', 'Скажите только, сколько это стоит и сколько займёт.'),
		statements: {
			goals: [x('To have it behind her', 'Mieć to za sobą', 'Чтобы это было позади')],
			needs: [x('A date in the evening', 'Termin wieczorem', 'Время вечером')],
			fears: [x('A bill that is higher than said', 'Rachunek wyższy niż zapowiadano', 'Счёт выше обещанного')],
			barriers: [x('Does not like to call', 'Nie lubi dzwonić', 'Не любит звонить')],
			habits: [x('Books at night', 'Umawia się w nocy', 'Записывается ночью')],
		},
		traits: [
			{ name: x('worried', 'niespokojna', 'тревожна'), value: 0.7 },
			{ name: x('loyal', 'lojalna', 'верна'), value: 0.7 },
		],
	},
	{
		key: 'shop-keeper',
		party: 'partner',
		name: x('Marek, has a shop of his own', 'Marek, ma własny sklep', 'Марек, у него свой магазин'),
		about: x('Orders every second week, by telephone when it has to be quick.', 'Zamawia co dwa tygodnie, telefonicznie, gdy musi być szybko.', 'Заказывает раз в две недели, по телефону, когда нужно быстро.'),
		quote: x('If the note is wrong I stand at the counter and count.', 'Jeśli dokument się nie zgadza, stoję przy ladzie i liczę.', 'Если накладная неверна, я стою у прилавка и считаю.'),
		statements: {
			goals: [x('Full shelves on Friday', 'Pełne półki w piątek', 'Полные полки к пятнице')],
			motivations: [x('A margin that he can count on', 'Marża, na którą można liczyć', 'Наценка, на которую можно рассчитывать')],
			needs: [x('One person who knows his orders', 'Jedna osoba, która zna jego zamówienia', 'Один человек, который знает его заказы')],
			fears: [x('That the chain next door gets a better price', 'Że sieć obok dostanie lepszą cenę', 'Что сеть по соседству получит цену лучше')],
			puts_off: [x('Changed prices without a word', 'Zmiana cen bez słowa', 'Изменение цен без предупреждения')],
		},
		traits: [
			{ name: x('patient', 'cierpliwy', 'терпелив'), value: 0.3 },
			{ name: x('thrifty', 'oszczędny', 'бережлив'), value: 0.9 },
		],
	},
]
