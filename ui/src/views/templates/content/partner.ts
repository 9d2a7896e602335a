/* A business partner: a shop, a reseller, an agency. */
import { stage, touch, x, type MapTemplate } from './kit'

export const partner: MapTemplate = {
	key: 'partner',
	icon: 'partner',
	title: x('Becoming and staying a business partner', 'Zostać i pozostać partnerem biznesowym', 'Стать и остаться деловым партнёром'),
	about: x(
		'For those who sell through others: invitation, contract, training, orders, deliveries, yearly talk.',
		'Dla tych, którzy sprzedają przez innych: zaproszenie, umowa, szkolenie, zamówienia, dostawy, rozmowa roczna.',
		'Для тех, кто продаёт через других: приглашение, договор, обучение, заказы, поставки, ежегодная встреча.',
	),
	persona: 'shop-keeper',
	scenario: x('Between two customers at the counter', 'Między jednym a drugim klientem przy ladzie', 'Между двумя покупателями у прилавка'),
	goal: 'first-order',
	stages: [
		stage(
			'win',
			x('Getting to know', 'Poznanie', 'Знакомство'),
			touch('invited', x('Is invited', 'Dostaje zaproszenie', 'Получает приглашение'), 'email', ['Partner Invited', 'Lead Created'], {
				thoughts: x('What do they want this time?', 'Czego tym razem chcą?', 'Что им на этот раз нужно?'),
			}),
			touch('meeting', x('Meets the account manager', 'Spotyka opiekuna', 'Встречается с менеджером'), 'office', ['Account Manager Met', 'Meeting Held', 'Demo Held'], {
				needs: x('Numbers from a shop like theirs', 'Liczby ze sklepu takiego jak ich', 'Цифры из такого же магазина'),
			}),
		),
		stage(
			'contract',
			x('Contract', 'Umowa', 'Договор'),
			touch('signs', x('Signs', 'Podpisuje', 'Подписывает'), 'post', ['Partner Contract Signed', 'Contract Signed', 'Deal Won'], {
				needs: x('Terms on one page', 'Warunki na jednej stronie', 'Условия на одной странице'),
			}, { moment: true }),
			touch('training', x('Is trained', 'Przechodzi szkolenie', 'Проходит обучение'), 'store', ['Sales Training Attended', 'Training Completed'], {
				pains: x('A whole day away from the shop', 'Cały dzień poza sklepem', 'Целый день вне магазина'),
			}),
		),
		stage(
			'orders',
			x('Orders', 'Zamówienia', 'Заказы'),
			touch('portal', x('Opens the partners’ page', 'Wchodzi na stronę dla partnerów', 'Заходит на страницу партнёров'), 'website', ['Partner Portal Opened', 'Login'], {
				pains: x('Asks for a password each time', 'Za każdym razem pyta o hasło', 'Каждый раз спрашивает пароль'),
			}),
			touch('first-order', x('Orders', 'Zamawia', 'Заказывает'), 'website', ['Wholesale Order Sent', 'Order Completed', 'Order Placed'], {
				needs: x('Order the same again with one click', 'Zamówić to samo jednym kliknięciem', 'Заказать то же одним нажатием'),
			}),
			touch('delivery', x('Gets the delivery', 'Odbiera dostawę', 'Получает поставку'), 'post', ['Wholesale Delivery Received', 'Delivery Received'], {
				needs: x('A delivery note that is right', 'Zgodny dokument dostawy', 'Правильная накладная'),
				pains: x('Counts at the counter because the note is wrong', 'Liczy przy ladzie, bo dokument się nie zgadza', 'Пересчитывает у прилавка, потому что накладная неверна'),
			}, { moment: true }),
		),
		stage(
			'stay',
			x('Staying', 'Współpraca', 'Сотрудничество'),
			touch('contact', x('Calls their contact', 'Dzwoni do opiekuna', 'Звонит менеджеру'), 'phone', ['Support Called', 'Call Answered'], {
				needs: x('One person who knows their orders', 'Jedna osoba, która zna ich zamówienia', 'Один человек, который знает их заказы'),
			}),
			touch('yearly', x('Has the yearly talk', 'Rozmowa roczna', 'Ежегодный разговор'), 'office', ['Yearly Talk Held', 'Contract Renewed'], {
				thoughts: x('Who else got a better price?', 'Kto dostał lepszą cenę?', 'Кто получил цену лучше?'),
			}),
		),
	],
}
