/* An online shop. */
import { stage, touch, x, type MapTemplate } from './kit'

export const shop: MapTemplate = {
	key: 'shop',
	icon: 'cart',
	title: x('Buying in an online shop', 'Zakup w sklepie internetowym', 'Покупка в интернет-магазине'),
	about: x(
		'From the first ad to the second order: eleven touchpoints, with what customers usually need and what usually gets in the way.',
		'Od pierwszej reklamy do drugiego zamówienia: jedenaście punktów styku z tym, czego klienci zwykle potrzebują i co im przeszkadza.',
		'От первой рекламы до второго заказа: одиннадцать точек контакта с тем, что обычно нужно клиентам и что им мешает.',
	),
	persona: 'hurried-buyer',
	scenario: x('In the evening, on the phone, for the first time in this shop', 'Wieczorem, na telefonie, pierwszy raz w tym sklepie', 'Вечером, с телефона, впервые в этом магазине'),
	goal: 'order',
	stages: [
		stage(
			'awareness',
			x('Awareness', 'Świadomość', 'Узнавание'),
			touch('ad', x('Sees an ad', 'Widzi reklamę', 'Видит рекламу'), 'ads', ['Ad Clicked', 'ad_click', 'Campaign Clicked'], {
				thoughts: x('Is this for somebody like me?', 'Czy to coś dla mnie?', 'Это для таких, как я?'),
			}),
			touch('recommendation', x('Hears of us from a friend', 'Słyszy o nas od znajomych', 'Слышит о нас от знакомых'), 'social', ['Shared', 'Referral Clicked'], {
				gains: x('Trusts a friend more than an ad', 'Ufa znajomym bardziej niż reklamie', 'Доверяет знакомым больше, чем рекламе'),
			}, { owner: 'social' }),
		),
		stage(
			'consideration',
			x('Consideration', 'Rozważanie', 'Выбор'),
			touch('search', x('Searches and compares', 'Szuka i porównuje', 'Ищет и сравнивает'), 'website', ['Products Searched', 'search', 'view_item_list', 'Product List Viewed'], {
				needs: x('Find it in three steps, with filters that work', 'Znaleźć w trzech krokach, z działającymi filtrami', 'Найти за три шага, с работающими фильтрами'),
			}),
			touch('product', x('Studies a product', 'Ogląda produkt', 'Изучает товар'), 'website', ['Product Viewed', 'view_item', 'product_view'], {
				needs: x('Know the whole price with delivery', 'Znać pełną cenę z dostawą', 'Знать полную цену с доставкой'),
				thoughts: x('Will it look like the picture?', 'Czy będzie wyglądać jak na zdjęciu?', 'Будет ли как на фото?'),
			}),
			touch('reviews', x('Reads reviews', 'Czyta opinie', 'Читает отзывы'), 'social', ['Reviews Read', 'review_view'], {
				needs: x('See bad reviews, too', 'Zobaczyć też złe opinie', 'Увидеть и плохие отзывы'),
			}),
		),
		stage(
			'purchase',
			x('Purchase', 'Zakup', 'Покупка'),
			touch('cart', x('Fills the cart', 'Wkłada do koszyka', 'Кладёт в корзину'), 'website', ['Product Added', 'Cart Viewed', 'add_to_cart', 'view_cart'], {
				pains: x('Delivery costs appear only here', 'Koszty dostawy widać dopiero tutaj', 'Стоимость доставки видна только здесь'),
			}),
			touch('checkout', x('Pays', 'Płaci', 'Платит'), 'website', ['Checkout Started', 'begin_checkout', 'Payment Started', 'add_payment_info', 'Payment Info Entered'], {
				needs: x('Pay the way they are used to, without an account', 'Zapłacić jak zwykle, bez zakładania konta', 'Заплатить привычно, без регистрации'),
				pains: x('Has to make an account', 'Musi założyć konto', 'Нужно заводить учётную запись'),
			}, { moment: true }),
			touch('order', x('Has ordered', 'Zamówienie złożone', 'Заказ оформлен'), 'email', ['Order Completed', 'purchase', 'order_completed'], {
				needs: x('Be sure at once that it worked', 'Od razu mieć pewność, że się udało', 'Сразу знать, что всё получилось'),
			}),
		),
		stage(
			'delivery',
			x('Delivery', 'Dostawa', 'Доставка'),
			touch('parcel', x('Waits for the parcel', 'Czeka na paczkę', 'Ждёт посылку'), 'post', ['Parcel Shipped', 'Order Shipped', 'Parcel Tracked', 'Parcel Delivered', 'Order Delivered'], {
				needs: x('Know the day, and the hour on that day', 'Znać dzień, a tego dnia godzinę', 'Знать день, а в этот день и час'),
				pains: x('Late, and nobody says so', 'Opóźnienie, o którym nikt nie mówi', 'Опоздание, о котором никто не предупреждает'),
			}, { owner: 'partner', moment: true }),
		),
		stage(
			'after',
			x('After the purchase', 'Po zakupie', 'После покупки'),
			touch('help', x('Asks for help or returns it', 'Prosi o pomoc lub zwraca', 'Просит помощи или возвращает'), 'chat', ['Help Chat Opened', 'Support Called', 'Return Requested', 'Ticket Created'], {
				needs: x('An answer on the same day from somebody who may decide', 'Odpowiedź tego samego dnia od kogoś, kto może zdecydować', 'Ответ в тот же день от того, кто может решить'),
			}),
			touch('again', x('Comes back', 'Wraca', 'Возвращается'), 'email', ['Newsletter Opened', 'Email Opened', 'Email Link Clicked', 'Friend Invited'], {
				gains: x('Remembers a parcel that came early', 'Pamięta paczkę, która przyszła wcześniej', 'Помнит посылку, пришедшую раньше срока'),
			}),
		),
	],
}
