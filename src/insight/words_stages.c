#include "insight/words_table.h"

/* The event names of the Segment specs (e-commerce v2, B2B SaaS, e-mail, mobile:
 * twilio.com/docs/segment/connections/spec) and of Google Analytics 4 (recommended and automatic:
 * developers.google.com/analytics/devguides/collection/ga4/reference/events), and the words of shops,
 * telecoms, banks and public offices in English, Polish and Russian. */

#define AWARENESS STAGE_AWARENESS
#define CONSIDERATION STAGE_CONSIDERATION
#define PURCHASE STAGE_PURCHASE
#define ONBOARDING STAGE_ONBOARDING
#define USE STAGE_USE
#define SUPPORT STAGE_SUPPORT
#define LOYALTY STAGE_LOYALTY
#define NONE STAGE_UNKNOWN

/* clang-format off */
const struct words_row words_rows[] = {
	/* Awareness: adverts, campaigns, first contact */
	{ AWARENESS, 9, 0, 0, 0,
		"advert*, ad click*, ads click*, ad impression*, ad view*, ad served, ad shown, saw ad, "
		"clicked ad, campaign*, landing page, landing, impression*, retarget*, remarket*, "
		"billboard, brochure, flyer, leaflet, press release, first visit, first open, "
		"first touch, brand search, install attributed, view promotion, select promotion, "
		"promotion viewed, promotion clicked, promo page, promotion page, word of mouth, "
		"trade fair, referred by, organic search, paid search, paid social, tv spot, radio spot, "
		"display ad, sponsored, influencer*" },
	{ AWARENESS, 9, 0, 0, 0,
		"kampani*, reklam*, ulotk*, baner*, strona docelowa, pierwsza wizyta, billboard*, "
		"polecenie znajomego, targi, materialy reklamowe, reklama w internecie" },
	{ AWARENESS, 9, 0, 0, 0,
		"реклам*, кампани*, баннер*, листовк*, посадочн* страниц*, лендинг*, перв* визит*, "
		"перв* посещен*, показ реклам*, клик по реклам*, выставк*" },
	{ AWARENESS, 6, 0, 0, 0,
		"ad, banner*, newsletter*, promo, promotion*, webinar*, podcast*, blog*, article*, "
		"social post, social media, post liked, post seen, email opened, email open, "
		"email click*, email link clicked, email delivered, email sent, mail opened, mail click*, "
		"push opened, push notification tapped, push notification received, open email, "
		"click email, opened email, clicked email, email received, campaign email, "
		"event attended, deep link opened, deep link clicked" },
	{ AWARENESS, 6, 0, 0, 0,
		"promocj*, artykul*, biuletyn*, otwarcie maila, otwarcie e mail*, klikniecie w mail*, "
		"wyslan* mail*, mailing*, wpis na blogu" },
	{ AWARENESS, 6, 0, 0, 0,
		"акци*, рассылк*, стать*, блог*, письмо открыто, открыти* письма, клик в письме, "
		"переход* из письма, отправлен* письм*, вебинар*, промо*" },
	{ AWARENESS, 3, 0, 0, 0,
		"home, homepage, home page, main page, start page, front page, index, strona glowna, "
		"glowna, главн*, главн* страниц*, session start, session started, application opened, "
		"visit*, wizyt*, визит*, посещен*, facebook, instagram, youtube, tiktok, social, organic" },
	{ AWARENESS, 2, 0, 0, 0,
		"main, about, about us, o nas, о нас, о компании, o firmie, company, team" },

	/* Consideration: looking, comparing, asking */
	{ CONSIDERATION, 9, 0, 0, 0,
		"catalog*, catalogue*, product, products, product page*, product view*, product detail*, "
		"product list*, product clicked, product searched, products searched, view item, "
		"view item list, select item, view search results, item view*, search, searches, "
		"searched, searching, search result*, site search, compare*, comparison*, comparing, "
		"wishlist*, wish list*, add to wishlist, product added to wishlist, favourite*, "
		"favorite*, pricing, pricing page, price list, price check*, category, categories, "
		"category page, collection view*, size guide, configurator, calculator, product review*, "
		"reviews, read review*, case study, case studies, whitepaper*, white paper*, demo, "
		"demo request*, request demo, book demo, request a demo, schedule demo, quote, "
		"request a quote, get quote, quotation*, rfq, store locator, find a store, virtual tour, "
		"showroom, test drive, free sample, viewed product, product viewed, consideration, "
		"research, shortlist*, evaluation*, assortment" },
	{ CONSIDERATION, 9, 0, 0, 0,
		"katalog*, produkt*, karta produktu, lista produktow, wyszukiw*, szuka*, porown*, "
		"ulubion*, schowek, lista zyczen, cennik*, kategori*, kalkulator*, konfigurator*, "
		"zapytanie ofertowe, ofert*, wycen*, recenzj*, jazda probna, prezentacj*, znajdz sklep" },
	{ CONSIDERATION, 9, 0, 0, 0,
		"каталог*, товар*, карточк* товар*, поиск*, искал*, сравн*, избранн*, список желаний, "
		"прайс*, категори*, калькулятор*, конфигуратор*, демо*, тест драйв*, "
		"коммерческ* предложен*, запрос цен*, расчет стоимости, обзор*" },
	{ CONSIDERATION, 6, 0, 0, 0,
		"price*, cena, ceny, цен*, filter*, filtr*, фильтр*, sort, sorted, browse*, browsing, "
		"offer, offers, gallery, lookbook, recommendations, recommended products, lead, leads, "
		"qualify lead, working lead, contact sales, talk to sales, sales call, meeting*, "
		"consultation*, consult*, konsultacj*, консультац*, spotkani*, встреч*, brand page, "
		"review page, specification*, datasheet, trial, free trial, trial requested, "
		"availability, stock check*, add to list, save for later, waitlist*, back in stock, "
		"просмотр товар*, przegladani*, probka, okres probny, пробн* период*, лид, лиды, "
		"lead magnet, sqo, mql, sql lead, opportunity, proposal*, negotiation*, tariff*, plans, "
		"plan comparison, taryf*, тариф*" },
	{ CONSIDERATION, 6, 0, 6, 0,
		"generate lead, lead generated, lead created, form lead, lead form" },
	{ CONSIDERATION, 3, 0, 0, 0,
		"item*, video*, play video, watched video, review, opini*, отзыв*, brand*, model, "
		"collection*, gift*, new arrivals, sale, sales, wyprzedaz*, nowosci, новинк*, распродаж*, "
		"option*, view content, content view*, variant*, interest*, inquir*, enquir*, zapytani*, "
		"list, map" },

	/* Purchase: basket, checkout, payment, contract */
	{ PURCHASE, 10, 0, 0, 0,
		"cart, basket, shopping bag, add to cart, added to cart, add to basket, add to bag, "
		"cart view*, view cart, remove from cart, removed from cart, product added, "
		"product removed, cart updated, update cart, mini cart, cart shared, shopping cart, "
		"checkout step*, checkout step viewed, begin checkout, start checkout, checkout start*, "
		"checkout begin, initiate checkout, checkout progress, add payment info, payment info*, "
		"payment details, payment method*, add shipping info, shipping info*, shipping details, "
		"shipping method*, shipping address, billing address, billing details, delivery choice, "
		"delivery method*, delivery option*, delivery address, choose delivery, order summary, "
		"order review, review order, place order, coupon entered, coupon applied, coupon denied, "
		"coupon removed, payment choice, payment option*, payment form, select payment, "
		"choose payment, order form, purchase button, buy button, buy now, one click buy, "
		"checkout viewed, checkout option set, set checkout option" },
	{ PURCHASE, 9, 0, 9, 0,
		"checkout, payment*, paying, order payment" },
	{ PURCHASE, 10, 9, 9, 0,
		"purchase, purchases, purchased, bought, transaction, transactions, conversion*, converted" },
	{ PURCHASE, 10, 10, 0, WORD_REACHED,
		"order completed, completed order, order placed, placed order, order complete, "
		"order confirmed, order success, order received page, order paid, paid order, "
		"order finished, purchase completed, completed purchase, purchase complete, "
		"purchase success*, purchase confirmed, made purchase, order purchase, payment done, "
		"payment completed, payment complete, payment success*, payment succeeded, "
		"payment intent succeeded, payment received, payment confirmed, payment accepted, "
		"successful payment, checkout completed, checkout complete, completed checkout, "
		"checkout success*, checkout finished, transaction completed, transaction success*, "
		"booking confirmed, booking completed, reservation confirmed, in app purchase, deal won, "
		"won deal, opportunity won, closed won, contract signed, signed contract, "
		"close convert lead, converted lead, lead converted, policy issued, invoice paid, "
		"subscription purchased, order thank you, thank you order, checkout thank you, "
		"cart thank you, checkout order received, checkout onepage success, ecommerce purchase, "
		"first purchase" },
	{ PURCHASE, 9, 9, 0, WORD_REACHED,
		"order confirmation, order confirmation page, thank you page, thankyou page, "
		"thank you for your, order submitted, submitted order, submit order, "
		"purchase confirmation, payment confirmation, booking confirmation" },
	{ PURCHASE, 10, 10, 0, WORD_REACHED,
		"zamowienie zlozone, zlozon* zamowieni*, zlozenie zamowieni*, zlozyl* zamowieni*, "
		"zamowienie oplacone, oplacon* zamowieni*, zamowienie potwierdzone, zakup zakonczony, "
		"zakonczon* zakup*, platnosc zakonczona, platnosc potwierdzona, platnosc przyjeta, "
		"platnosc udana, potwierdzenie zamowieni*, potwierdzenie platnosci, podpisan* umow*, "
		"umowa podpisana, podpisanie umowy, faktura oplacona, rezerwacja potwierdzona, "
		"transakcja zakonczona, dziekujemy za zamowieni*, dziekujemy za zakup*" },
	{ PURCHASE, 10, 10, 0, WORD_REACHED,
		"заказ оформлен, оформлен* заказ, оформил* заказ, заказ оплачен*, оплачен* заказ, "
		"заказ подтвержден*, подтвержден* заказ*, покупка завершена, завершен* покупк*, "
		"покупка совершена, совершен* покупк*, совершил* покупк*, оплата прошла, успешн* оплат*, "
		"оплата успешна, оплата завершена, оплата подтверждена, оплата получена, "
		"договор подписан, подписан* договор*, счет оплачен, бронирование подтверждено, "
		"сделка закрыта, сделка выиграна, спасибо за заказ, спасибо за покупку" },
	{ PURCHASE, 9, 9, 9, 0,
		"zakup, zakupy, zakupion*, kupion*, kupil*, oplacon*, oplacenie, zaplacon*, покупк*, купил*, "
		"куплен*, приобрет*, оплачен*, paid" },
	{ PURCHASE, 10, 0, 0, 0,
		"koszyk*, do koszyka, dodan* do koszyka, dodaj do koszyka, dodanie do koszyka, "
		"usun* z koszyka, wybor platnosci, wybor dostawy, metod* platnosci, sposob platnosci, "
		"sposob dostawy, adres dostawy, dane do wysylki, podsumowanie zamowieni*, kasa, "
		"kup teraz, корзин*, в корзин*, добавлен* в корзин*, добавил* в корзин*, выбор оплат*, "
		"выбор доставк*, способ оплат*, способ доставк*, адрес доставк*, оформлени* заказ*, "
		"купить в один клик, касса" },
	{ PURCHASE, 9, 0, 9, 0,
		"platnosc*, transakcj*, оплат*, платеж*, транзакц*" },
	{ PURCHASE, 6, 0, 10, 0,
		"order, orders, ordering, zamowieni*, zamawia*, zamowion*, заказ*, booking*, "
		"reservation*, rezerwacj*, бронирован*, contract*, umow*, договор*, deal, deals, сделк*" },
	{ PURCHASE, 6, 7, 0, 0,
		"booked, reserved, ordered, zarezerwowan*, забронирован*" },
	{ PURCHASE, 8, 8, 0, 0,
		"won, sold, wygran*, sprzedan*, продан*, выигран*" },
	{ PURCHASE, 6, 0, 0, 0,
		"coupon*, voucher*, promo code*, discount code*, kupon*, kod rabatowy, rabat*, купон*, "
		"промокод*, скидк*, buy, buying, kup, kupuj*, купить, billing, paywall*, pay, "
		"credit check, loan application*, wniosek kredytowy, purchase decision, sign contract, "
		"contract sent, shipping, delivery, dostaw*, доставк*, card payment, cash payment, "
		"bank transfer, przelew*, paypal, blik, apple pay, google pay, order created, "
		"create order, order updated, order cancelled, order canceled, cancel order, "
		"cancelled order, order modified, order item*, approve order, product bought, raty, "
		"рассрочк*, кредит*, deposit paid, down payment" },
	{ PURCHASE, 6, 0, 6, 0,
		"order approved, approved order, approved at" },
	{ PURCHASE, 6, 6, 0, 0,
		"quote accepted, offer accepted, accepted offer, oferta przyjeta, предложение принято" },
	{ PURCHASE, 3, 0, 5, 0,
		"invoice, faktur*, счет" },
	{ NONE, 0, 0, 5, 0,
		"application, request, wniosek, wnioski, wniosk*, заявк*, заявлен*, claim, permit, "
		"declaration*, decision" },
	{ PURCHASE, 3, 0, 0, 0,
		"card, cash, courier, pickup, kurier*, курьер*, paczkomat*, самовывоз*, odbior, gotowk*, "
		"kart*, карт*, наличн*, address, adres*, адрес*, bank*, discount*, credit, instalment*, "
		"installment*" },
	{ NONE, 0, 0, 0, 0,
		"request for payment, request payment, payment request*, payment block*, purchase order*, "
		"purchase requisition*, purchase history, order goods, pay attention, address book, "
		"business card, in order" },

	/* Onboarding: account, activation, delivery of what was bought */
	{ ONBOARDING, 9, 7, 7, 0,
		"sign up, signup, signed up, registered, account created, created account, "
		"create account, registration completed, registration complete, completed registration, "
		"complete registration, user created, user registered, trial started, start trial, "
		"started trial, joined, account opened, zarejestrowan*, zarejestrowal*, "
		"rejestracja zakonczona, konto zalozone, zalozenie konta, zalozyl* konto, "
		"konto utworzone, utworzenie konta, зарегистрирован*, зарегистрировал*, "
		"регистрация завершена, аккаунт создан, создани* аккаунта, открыт счет, счет открыт" },
	{ ONBOARDING, 9, 0, 7, 0,
		"registration*, register, registering, rejestracj*, регистрац*, onboarding*, signups, "
		"activation*, aktywacj*, активац*, setup, set up" },
	{ ONBOARDING, 9, 5, 0, 0,
		"activated, account activated, aktywowan*, активирован*" },
	{ ONBOARDING, 9, 0, 0, 0,
		"welcome*, welcome email, tutorial*, tutorial begin, tutorial complete, getting started, "
		"get started, first login, first log in, first use, first order received, verify email, "
		"email verif*, email confirmed, confirm email, complete profile, profile completed, "
		"profile setup, account verif*, identity verif*, kyc, verification*, weryfikacj*, "
		"верификац*, install*, installation*, application installed, app installed, app install, "
		"instalacj*, установк*, invite teammate, invited user, invite user*, team member invited, "
		"account added user, workspace created, connect account, integration connected, "
		"training*, szkoleni*, обучени*, activate, powitan*, приветств*, unboxing, rozpakowani*, "
		"распаковк*, equipment received, equipment delivered, hardware received, kick off, "
		"kickoff, wdrozeni*, внедрени*, pierwsze logowanie, перв* вход*" },
	{ ONBOARDING, 9, 0, 0, WORD_DELIVERY,
		"order delivered, delivered, order shipped, order dispatched, order fulfilled, "
		"package delivered, parcel delivered, delivered customer, delivered carrier, "
		"delivered to customer, delivered to carrier, handed to carrier, handover to carrier, "
		"delivered carrier date, delivered customer date, product received, package received, "
		"order received, received order, dostarczon*, doreczon*, zamowienie dostarczone, "
		"zamowienie wyslane, paczka odebrana, odebran* paczk*, доставлен*, заказ доставлен*, "
		"заказ получен*, получен* заказ*, заказ отправлен*" },
	{ ONBOARDING, 6, 0, 0, WORD_DELIVERY,
		"shipped, dispatched, dispatch*, shipment*, pack order, ship order, dispatch order, "
		"deliver order, deliver, delivery started, out for delivery, delivery attempt*, wysylk*, "
		"посылка отправлен*, отправлен* посылк*, отгруз*, received goods, goods receipt, "
		"dostarczen*, odbior paczki, вручен*, parcel*, in transit, przesylk*, paczka nadana, "
		"nadan* paczk*, paczka wyslana, wyslan* paczk*, paczka w drodze, w doreczeniu, посылк*" },
	{ ONBOARDING, 6, 0, 0, 0,
		"unpack*, connection date, appointment, technician visit, engineer visit, "
		"equipment, hardware, modem, router" },
	{ ONBOARDING, 3, 0, 0, WORD_DONE,
		"received" },
	{ ONBOARDING, 3, 0, 0, 0,
		"account, trial, konto, аккаунт*, invite*, invitation*, verify, verified, "
		"confirm email address, guide, przewodnik, poradnik, инструкц*, first" },

	/* Use: what customers do with it */
	{ USE, 9, 0, 0, 0,
		"login, log in, logged in, signed in, sign in, signin, logout, log out, signed out, "
		"sign out, feature*, feature used, dashboard*, in use, service in use, usage, daily use, "
		"using, active user, project created, document created, task created, task completed, "
		"report created, report viewed, file uploaded, data export*, data import*, message sent, "
		"playback*, video playback*, song played, level up, level start, level end, "
		"level complete*, post score, unlock achievement, earn virtual currency, "
		"spend virtual currency, join group, left group, application backgrounded, "
		"application updated, app opened, app open, open app, my account, user settings, "
		"settings, preferences, notification settings, data usage, meter reading, self service, "
		"zalogowan*, logowani*, wylogowan*, uzytkowan*, uzyci*, korzystani*, funkcj*, ustawieni*, "
		"pulpit*, moje konto, вход, вошел, вошла, войти, авторизац*, выход, использован*, "
		"пользован*, функци*, настройк*, личн* кабинет*, мой аккаунт" },
	{ USE, 6, 0, 0, 0,
		"session, sessions, profile*, profil, профил*, upload*, export*, sync*, synchron*, "
		"workspace*, project*, integration*, notification*, powiadomieni*, уведомлен*, "
		"statement*, account page, account page view*, billing history, start trip, end trip, "
		"trip, ride, flight, check in, boarding, stay, treatment, level*, play, played, stream*, "
		"watch*, listen*, library, bank statement, transfer money, wyciag*, выписк*, "
		"application crashed, pobran*, скачан*, pobieran*, скачивани*" },
	/* the first bill comes when the service has run for a while */
	{ USE, 6, 0, 0, 0,
		"first payment, first bill, first invoice, pierwsza platnosc, pierwszy rachunek, "
		"pierwsza faktura, перв* платеж*, перв* счет*" },
	{ LOYALTY, 2, 0, 0, 0,
		"first payment, first bill, first invoice, pierwsza platnosc, pierwszy rachunek, "
		"pierwsza faktura, перв* платеж*, перв* счет*" },
	{ USE, 3, 0, 0, 0,
		"download*, use, used, active, engaged, engagement, user engagement, task*, document*, "
		"message*, app, mobile app, report*" },

	/* Support: when something is not right */
	{ SUPPORT, 9, 0, 0, 0,
		"support, support ticket*, contact support, customer service, customer support, help, "
		"help center, help centre, help desk, helpdesk, faq, faqs, complain*, complaint*, "
		"call center, call centre, hotline, live chat*, chat, chats, chat started, chat ended, "
		"chatbot*, chat with agent, return request*, return item*, returns, returned, "
		"product return*, order returned, return order, refund*, order refunded, "
		"refund requested, warranty, guarantee claim, troubleshoot*, knowledge base, bug report*, "
		"report a problem, problem reported, issue reported, incident*, outage*, service desk, "
		"escalat*, return, callback*, call back, repair*, replacement*, warranty claim, "
		"track order, order tracking, order status, where is my order, tracking page, "
		"live chat conversation started, live chat message*, contact center, contact centre" },
	{ SUPPORT, 9, 0, 4, 0,
		"ticket, tickets, case opened, ticket created, insert ticket" },
	{ SUPPORT, 9, 4, 0, 0,
		"ticket resolved, resolve ticket, ticket closed, close ticket, case closed, "
		"case resolved, issue resolved, problem solved" },
	{ SUPPORT, 9, 0, 0, 0,
		"reklamacj*, zwrot*, pomoc*, wsparci*, zgloszeni*, infolini*, czat*, skarg*, skarga, "
		"awari*, usterk*, napraw*, gwarancj*, serwis*, obsluga klienta, biuro obslugi, "
		"status zamowieni*, sledzenie przesylki, sledzenie zamowieni*, czesto zadawane pytania, "
		"centrum pomocy, wymiana towaru" },
	{ SUPPORT, 9, 0, 0, 0,
		"возврат*, жалоб*, поддержк*, помощ*, обращени*, тикет*, гаранти*, рекламаци*, "
		"горяч* лини*, чат, чате, чата, колл центр*, ремонт*, неисправн*, сбой, сбои, авари*, "
		"служба поддержки, статус заказ*, отслеживани* заказ*, вернул*, частые вопросы, "
		"замена товара, претензи*" },
	{ SUPPORT, 6, 0, 0, 0,
		"contact us, contact form, contact page, contact, phone call, call, calls, inbound call, "
		"kontakt*, контакт*, formularz kontaktowy, issue*, problem*, проблем*, anomaly, dispute*, "
		"chargeback*, apology, question*, pytani*, вопрос*, service request*, service call, "
		"telefon*, звонок*, звонк*, agent, intervention, anomal*, interwencj*, appeal*, odwolani*" },
	{ SUPPORT, 3, 0, 0, 0,
		"bug*, error page, service, obslug*, сервис*, solve*, resolve*, resolved, resolution, "
		"seriousness, delay*, late" },

	/* Loyalty: coming back, telling others */
	{ LOYALTY, 9, 0, 0, 0,
		"repeat purchase*, repeat order*, repurchase*, reorder*, re order, buy again, "
		"bought again, second purchase, second order, recommend, recommended, recommend us, "
		"recommendation to friend, refer a friend, referral*, referral sent, loyalty*, loyal, "
		"reward*, rewards, points earned, points redeemed, loyalty card, membership*, renew*, "
		"renewal*, subscription renewed, renew subscription, upsell*, cross sell, nps*, "
		"nps survey, survey, surveys, survey completed, survey sent, csat, feedback, "
		"testimonial*, review submitted, submit review, submitted review, product reviewed, "
		"write review, review written, leave review, left review, rate us, rated, invite friend*, "
		"invited friend, share, shared, product shared, win back, winback, advocate*, advocacy, "
		"anniversary, birthday, upgrade plan, plan upgraded, upgraded plan, account upgraded, "
		"review created, review answer*, review creation*, gave review, satisfaction survey" },
	{ LOYALTY, 9, 0, 0, 0,
		"polec*, lojaln*, odnow*, przedluzeni*, ankiet*, ponown* zakup*, ponown* zamowieni*, "
		"kolejn* zakup*, wystawi* opini*, wystawieni* opini*, ocena zakupu, program partnerski, "
		"karta stalego klienta, program lojalnosciowy, udostepni*, powrot klienta, referencj*" },
	{ LOYALTY, 9, 0, 0, 0,
		"рекоменд*, лояльн*, продлен*, повторн* покупк*, повторн* заказ*, опрос*, анкет*, "
		"оставил* отзыв*, оставить отзыв*, отзыв оставлен, бонусн* карт*, поделил*, поделиться, "
		"постоянн* клиент*, пригласи* друг*, программа лояльности, возвращение клиента" },
	{ LOYALTY, 6, 0, 6, 0,
		"subscription, subscriptions, subskrypcj*, abonament*, подписк*, prenumerat*" },
	{ LOYALTY, 6, 7, 0, 0,
		"subscribe, subscribed, subscription started, start subscription, subscription created, "
		"started subscription, zasubskrybowan*, подписал*, оформил* подписк*" },
	{ LOYALTY, 6, 0, 0, 0,
		"upgrade*, rating*, rate, stars, score, ocen*, оценк*, bonus*, бонус*, points, punkt*, "
		"балл*, member, members, club, klub*, клуб*, vip, cashback*, кэшбэк*, кешбэк*, community, "
		"forum, follow*, fan, ambassador*, unsubscrib*, churn*, likes, polubien*, репост*, repost*" },
	{ LOYALTY, 6, 0, 0, 0,
		"customer review*, review score, review request*, opinia o zakupie, prosba o opini*, "
		"запрос отзыв*" },
	{ NONE, 0, 0, 0, 0,
		"newsletter subscri*, review process, require upgrade, sort by, my points of, "
		"service level" },
	{ AWARENESS, 6, 0, 0, 0,
		"newsletter sign up, newsletter signup, newsletter subscribe*, subscribe newsletter, "
		"subscribed to newsletter, zapis do newslettera, zapis na newsletter, подписк* на рассылк*" },

	/* Goals that belong to no stage */
	{ NONE, 0, 6, 0, WORD_REACHED,
		"application submitted, submitted application, claim submitted, zlozenie wniosku, "
		"wniosek zlozony, zlozon* wnios*, заявка отправлена, заявка подана, отправлен* заявк*, "
		"подан* заявк*, goal reached, goal completed, goal complete, goal achieved, "
		"application approved, request approved, claim approved, permit granted, "
		"application accepted, wniosek zatwierdzony, wniosek zaakceptowany, wniosek przyjety, "
		"заявка одобрена, одобрен* заявк*, loan approved, credit approved" },
	{ NONE, 0, 5, 0, WORD_DONE,
		"approved, granted, accepted, zatwierdzon*, zaakceptowan*, przyznan*, przyjet*, одобрен*, "
		"принят*, утвержден*" },
	/* What is said about a purchase is none */
	{ NONE, 0, 0, 0, WORD_OPEN | WORD_FEEDBACK,
		"review*, rating*, survey*, feedback*, opini*, recenzj*, ankiet*, отзыв*, опрос*, оценк*" },
	{ NONE, 0, 0, 0, WORD_FEEDBACK,
		"nps*, csat*, ces, satisfaction*, questionnaire*, testimonial*, satysfakcj*, zadowoleni*, "
		"kwestionariusz*, ocen*, анкет*, удовлетворенност*" },
	/* Money that goes back is nobody's goal */
	{ NONE, 0, 0, 0, WORD_FAILED, "refund*, chargeback*, zwrot*, возврат*" },
	/* The end of an order's way, where nothing speaks of its payment */
	{ NONE, 0, 4, 0, 0,
		"delivered, order delivered, package delivered, parcel delivered, delivered customer, "
		"delivered to customer, dostarczon*, dostarczenie, doreczenie, доставлен*" },
	{ NONE, 0, 4, 0, WORD_DONE | WORD_ALONE,
		"closed, completed, complete, finished, zakonczon*, zamkniet*, завершен*, закрыт*" },
	{ NONE, 0, 3, 0, WORD_DONE | WORD_ALONE,
		"accept, approve, close" },
	{ NONE, 0, 0, 0, WORD_DONE,
		"done, success, successful, successfully, succeeded, confirmed, confirmation, placed, "
		"submitted, handled, signed, settled, fulfilled, made, zlozon*, potwierdzon*, udan*, "
		"udany, zrealizowan*, wykonan*, podpisan*, успешн*, оформлен*, выполнен*, подтвержден*, "
		"подписан*, готов*, совершен*" },
	{ NONE, 0, 6, 0, WORD_DONE | WORD_ALONE | WORD_REACHED,
		"thank you, thanks, dziekujemy, podziekowanie, спасибо" },

	/* Not there yet */
	{ NONE, 0, 0, 0, WORD_OPEN,
		"start*, begin*, began, begun, initiat*, attempt*, try, tried, pending, click*, button, "
		"btn, open, opened, choice, choose, chosen, choos*, select*, method*, form, form start, "
		"form submit, details, detail, info, history, status, intent*, started, draft*, prepare*, "
		"requested, await*, check, edit*, update*, change*, modal, popup, step*, tab, link, "
		"hover, focus, input, field, reminder*, wait, waiting, send, create, created, sent, "
		"request for, rozpocz*, wybor, wybran*, formularz*, oczekuj*, proba, klik*, przycisk*, "
		"przypomn*, начал*, начат*, выбор*, выбран*, форм*, ожида*, попытк*, кнопк*, клик*, "
		"нажат*, напомин*, статус*, abandon rate" },
	{ NONE, 0, 0, 0, WORD_OPEN | WORD_VIEW,
		"page view, pageview, loaded a page, viewed a page, page viewed, viewed page, "
		"screen view, screen viewed, page, pages, screen, view, views, viewed, page load*, "
		"page visit*, visited page, strona, strony, podstron*, odslon*, wyswietl*, obejrzan*, "
		"страниц*, просмотр*, экран*, scroll*" },

	/* Never a goal */
	{ NONE, 0, 0, 0, WORD_FAILED,
		"fail, fails, failed, failing, failure*, error*, declin*, reject*, cancel*, abandon*, "
		"unsuccessful*, invalid*, expire*, expiring, refus*, denied, deny, lost, unpaid, overdue, "
		"incomplete, not, never, without, no, remove*, delete*, revert*, void*, withdraw*, "
		"time out, timeout, timed out, bounce*, drop off, dropped, exit*, quit, missing, undo, "
		"disput*, unconvert*, closed lost, deal lost, lead lost, disqualify lead, blocked, block, "
		"duplicate, stuck, hold, held, terminat*, churned, reopen*, unfinished, crash*" },
	{ NONE, 0, 0, 0, WORD_FAILED,
		"nie, bez, blad*, bled*, odrzuc*, anulow*, niepowodzeni*, nieudan*, porzuc*, odmow*, "
		"wygas*, przegran*, niezaplacon*, nieoplacon*, usun*, usuni*, przerwan*, rezygnacj*, "
		"wstrzyman*" },
	{ NONE, 0, 0, 0, WORD_FAILED,
		"не, без, отказ*, отмен*, ошибк*, неудач*, брошен*, отклон*, истек*, проигран*, "
		"неоплачен*, удален*, прерван*, неуспешн*, потерян*, просроч*" },
	{ PURCHASE, 9, 0, 0, WORD_FAILED,
		"abandoned cart, cart abandon*, abandoned basket, basket abandon*, abandoned checkout, "
		"checkout abandon*, payment error*, payment fail*, failed payment, payment declined, "
		"checkout error, checkout bug, purchase failed, porzucon* koszyk*, брошен* корзин*, "
		"ошибка оплат*, blad platnosci" },
	{ NONE, 0, 0, 0, 0, NULL },
};
/* clang-format on */
