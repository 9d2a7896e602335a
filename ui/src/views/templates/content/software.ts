/* A software subscription. */
import { stage, touch, x, type MapTemplate } from './kit'

export const software: MapTemplate = {
	key: 'software',
	icon: 'app',
	title: x('Starting with a software subscription', 'Początek z subskrypcją oprogramowania', 'Начало работы с подпиской на программу'),
	about: x(
		'From the first search to the renewal: trial, first success, invitation of colleagues, support, invoice.',
		'Od pierwszego wyszukiwania do odnowienia: okres próbny, pierwszy sukces, zaproszenie kolegów, wsparcie, faktura.',
		'От первого поиска до продления: пробный период, первый успех, приглашение коллег, поддержка, счёт.',
	),
	persona: 'careful-manager',
	scenario: x('During work, with a problem that has to be gone by Friday', 'W pracy, z problemem do rozwiązania do piątku', 'На работе, с задачей, которую надо решить к пятнице'),
	goal: 'subscribes',
	stages: [
		stage(
			'awareness',
			x('Awareness', 'Świadomość', 'Узнавание'),
			touch('problem', x('Looks for a way out', 'Szuka rozwiązania', 'Ищет решение'), 'website', ['Page Viewed', 'page_view', 'Article Read'], {
				thoughts: x('Somebody must have solved this before', 'Ktoś na pewno już to rozwiązał', 'Кто-то наверняка уже это решил'),
			}),
			touch('pricing', x('Compares prices', 'Porównuje ceny', 'Сравнивает цены'), 'website', ['Pricing Viewed', 'pricing_view', 'Plan Compared'], {
				needs: x('A price without having to call', 'Cena bez telefonu do działu sprzedaży', 'Цена без звонка в отдел продаж'),
			}),
		),
		stage(
			'trial',
			x('Trial', 'Okres próbny', 'Проба'),
			touch('sign-up', x('Signs up', 'Rejestruje się', 'Регистрируется'), 'app', ['Signed Up', 'sign_up', 'Account Created', 'Trial Started'], {
				needs: x('No credit card, no questionnaire', 'Bez karty i bez ankiety', 'Без карты и без анкеты'),
			}),
			touch('first-success', x('Succeeds for the first time', 'Pierwszy raz się udaje', 'Первый успех'), 'app', ['Project Created', 'First Report Created', 'Activated', 'tutorial_complete'], {
				gains: x('Something to show to colleagues', 'Coś, co można pokazać w zespole', 'Есть что показать коллегам'),
				pains: x('An empty screen and no idea what is first', 'Pusty ekran i nie wiadomo, od czego zacząć', 'Пустой экран и непонятно, с чего начать'),
			}, { moment: true }),
			touch('colleagues', x('Invites colleagues', 'Zaprasza kolegów', 'Приглашает коллег'), 'email', ['Teammate Invited', 'Invite Sent', 'invite'], {
				thoughts: x('Will they laugh at me for this?', 'Czy mnie nie wyśmieją?', 'Не засмеют ли меня?'),
			}),
		),
		stage(
			'purchase',
			x('Purchase', 'Zakup', 'Покупка'),
			touch('approval', x('Asks for the budget', 'Prosi o budżet', 'Просит бюджет'), 'office', ['Quote Requested', 'Contact Sales'], {
				needs: x('Two sentences for the boss, and a document on security', 'Dwa zdania dla szefa i dokument o bezpieczeństwie', 'Две фразы для начальника и документ о безопасности'),
			}, { owner: 'customer' }),
			touch('subscribes', x('Subscribes', 'Wykupuje subskrypcję', 'Оформляет подписку'), 'app', ['Subscription Started', 'Subscribed', 'Plan Purchased', 'purchase'], {
				needs: x('An invoice that accounting accepts', 'Faktura, którą przyjmie księgowość', 'Счёт, который примет бухгалтерия'),
			}),
		),
		stage(
			'use',
			x('Use', 'Użytkowanie', 'Использование'),
			touch('daily', x('Uses it every day', 'Używa na co dzień', 'Пользуется каждый день'), 'app', ['Logged In', 'login', 'Feature Used', 'Report Viewed'], {
				needs: x('That it is quicker than the old way', 'Żeby było szybciej niż po staremu', 'Чтобы было быстрее, чем раньше'),
			}),
			touch('support', x('Asks the support', 'Pyta wsparcie', 'Пишет в поддержку'), 'chat', ['Ticket Created', 'Conversation Started', 'Help Viewed'], {
				pains: x('Explains the same thing three times', 'Trzy razy tłumaczy to samo', 'Трижды объясняет одно и то же'),
			}),
		),
		stage(
			'loyalty',
			x('Loyalty', 'Lojalność', 'Лояльность'),
			touch('renewal', x('Renews or cancels', 'Odnawia lub rezygnuje', 'Продлевает или уходит'), 'email', ['Subscription Renewed', 'Subscription Cancelled', 'Renewal Reminder Opened'], {
				thoughts: x('What did we get for it this year?', 'Co nam to dało w tym roku?', 'Что нам это дало за год?'),
			}, { moment: true }),
		),
	],
}
