#include "simulate/shop_names.h"

#include "base/str.h"

/* clang-format off */
static const char *const names[][SPEECHES] = {
	{ "Ad Clicked", "Kliknięcie reklamy", "Клик по рекламе" },
	{ "Newsletter Opened", "Newsletter otwarty", "Рассылка открыта" },
	{ "Newsletter Link Clicked", "Link w newsletterze kliknięty", "Клик по ссылке в рассылке" },
	{ "Home Visited", "Strona główna", "Главная страница" },
	{ "Category Browsed", "Przeglądanie kategorii", "Просмотр категории" },
	{ "Products Searched", "Wyszukiwanie produktów", "Поиск товаров" },
	{ "Product Viewed", "Karta produktu", "Карточка товара" },
	{ "Reviews Read", "Czytanie opinii", "Чтение отзывов" },
	{ "Product Added", "Produkt dodany do koszyka", "Товар добавлен в корзину" },
	{ "Cart Viewed", "Koszyk", "Корзина" },
	{ "Checkout Started", "Rozpoczęcie zamówienia", "Начало оформления заказа" },
	{ "Delivery Chosen", "Wybór dostawy", "Выбор доставки" },
	{ "Payment Started", "Rozpoczęcie płatności", "Начало оплаты" },
	{ "Help Chat Opened", "Czat z pomocą", "Чат с поддержкой" },
	{ "Order Completed", "Zamówienie złożone", "Заказ оформлен" },
	{ "Order Confirmation Opened", "E-mail po zamówieniu otwarty", "Письмо после заказа открыто" },
	{ "Parcel Shipped", "Paczka wysłana", "Посылка отправлена" },
	{ "Parcel Tracked", "Przesyłka śledzona", "Отслеживание посылки" },
	{ "Support Called", "Telefon do obsługi klienta", "Звонок в поддержку" },
	{ "Support Survey Answered", "Ankieta o obsłudze", "Опрос о поддержке" },
	{ "Parcel Delivered", "Paczka doręczona", "Посылка доставлена" },
	{ "Delivery Survey Answered", "Ankieta o dostawie", "Опрос о доставке" },
	{ "App Opened", "Aplikacja otwarta", "Приложение открыто" },
	{ "Return Requested", "Zgłoszenie zwrotu", "Заявка на возврат" },
	{ "Refund Paid", "Zwrot pieniędzy", "Возврат денег" },
	{ "NPS Survey Answered", "Ankieta NPS", "Опрос NPS" },
	{ "Friend Invited", "Zaproszenie znajomego", "Приглашение друга" },
};
/* clang-format on */

const char *shop_name(const char *event, enum speech speech)
{
	for (size_t i = 0; speech != SPEECH_EN && i < COUNT_OF(names); i++)
		if (strcmp(names[i][SPEECH_EN], event) == 0)
			return names[i][speech];
	return event;
}
