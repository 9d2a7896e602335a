#include "model/channel.h"

#include <unicode/uchar.h>

static const struct {
	const char *key, *name, *colour;
} channels[CHANNELS] = {
	[CHANNEL_OTHER] = { "other", "Other", "#4B5563" },
	[CHANNEL_WEBSITE] = { "website", "Website", "#2563A8" },
	[CHANNEL_APP] = { "app", "App", "#5B21B6" },
	[CHANNEL_EMAIL] = { "email", "E-mail", "#0F766E" },
	[CHANNEL_PHONE] = { "phone", "Phone", "#B45309" },
	[CHANNEL_CHAT] = { "chat", "Chat", "#0E7490" },
	[CHANNEL_STORE] = { "store", "Store", "#9A3412" },
	[CHANNEL_SOCIAL] = { "social", "Social", "#BE185D" },
	[CHANNEL_ADS] = { "ads", "Ads", "#956003" },
	[CHANNEL_POST] = { "post", "Post and packaging", "#6D4C2F" },
	[CHANNEL_SURVEY] = { "survey", "Survey", "#4A6B12" },
	[CHANNEL_OFFICE] = { "office", "Office", "#334155" },
	[CHANNEL_PARTNER] = { "partner", "Partner", "#86198F" },
};

/* What people and tools write for a channel, in lower case, words parted by one space. */
/* clang-format off */
static const struct {
	enum channel channel;
	const char *words[40];
} words[] = {
	{ CHANNEL_WEBSITE, { "web", "www", "site", "internet", "online", "desktop", "browser", "page", "homepage",
		"landing", "seo", "organic", "search", "portal", "webshop", "web shop", "online store", "online shop",
		"e commerce", "ecommerce", "strona", "strona www", "witryna", "internetowy", "internetowa",
		"sklep internetowy", "wyszukiwarka", "сайт", "вебсайт", "веб", "интернет", "онлайн",
		"интернет магазин", "страница", "портал", "поиск" } },
	{ CHANNEL_APP, { "application", "mobile", "mobile app", "ios", "android", "iphone", "smartphone", "tablet",
		"push", "aplikacja", "aplikacja mobilna", "mobilna", "mobilny", "komórka", "приложение",
		"мобильное", "мобильный", "смартфон" } },
	{ CHANNEL_EMAIL, { "e mail", "mail", "mailing", "newsletter", "emailing", "mejl", "e mailing", "biuletyn",
		"poczta elektroniczna", "имейл", "мейл", "емейл", "электронная почта", "рассылка", "письмо" } },
	{ CHANNEL_PHONE, { "call", "calls", "telephone", "tel", "hotline", "helpline", "call center", "call centre",
		"contact center", "contact centre", "voice", "ivr", "sms", "text message", "telefon", "infolinia",
		"rozmowa", "телефон", "звонок", "колл центр", "смс", "горячая линия" } },
	{ CHANNEL_CHAT, { "live chat", "livechat", "chatbot", "bot", "messenger", "whatsapp", "telegram", "viber",
		"intercom", "czat", "komunikator", "чат", "мессенджер", "ватсап", "телеграм", "бот" } },
	{ CHANNEL_STORE, { "shop", "retail", "branch", "pos", "in store", "instore", "showroom", "boutique", "outlet",
		"point of sale", "physical", "offline", "sklep", "salon", "oddział", "placówka", "магазин",
		"салон", "филиал", "отделение" } },
	{ CHANNEL_SOCIAL, { "social media", "facebook", "instagram", "twitter", "x", "tiktok", "linkedin", "youtube",
		"pinterest", "reddit", "vk", "reviews", "review", "trustpilot", "media społecznościowe",
		"społecznościowe", "opinie", "соцсети", "социальные сети", "вконтакте", "отзывы", "отзыв" } },
	{ CHANNEL_ADS, { "ad", "advert", "advertising", "advertisement", "banner", "cpc", "ppc", "paid", "display",
		"sem", "paid search", "paid social", "adwords", "google ads", "facebook ads", "retargeting",
		"remarketing", "billboard", "tv", "radio", "reklama", "reklamy", "kampania", "реклама", "баннер",
		"таргет", "кампания" } },
	{ CHANNEL_POST, { "packaging", "package", "parcel", "delivery", "shipping", "courier", "letter", "post office",
		"direct mail", "poczta", "przesyłka", "paczka", "kurier", "dostawa", "list", "почта", "посылка",
		"доставка", "курьер", "упаковка" } },
	{ CHANNEL_SURVEY, { "surveys", "form", "questionnaire", "nps", "csat", "feedback", "poll", "interview", "ankieta",
		"formularz", "badanie", "wywiad", "опрос", "анкета", "форма", "интервью" } },
	{ CHANNEL_OFFICE, { "desk", "counter", "front desk", "reception", "back office", "backoffice", "help desk",
		"helpdesk", "in person", "atm", "balie", "biuro", "okienko", "urząd", "recepcja", "офис", "стойка",
		"касса", "окно", "банкомат" } },
	{ CHANNEL_PARTNER, { "partners", "reseller", "dealer", "affiliate", "agent", "broker", "marketplace", "amazon",
		"allegro", "ebay", "referral", "pośrednik", "sprzedawca", "партнёр", "партнер", "дилер",
		"посредник", "маркетплейс" } },
	{ CHANNEL_OTHER, { "unknown", "none", "inne", "inny", "другое" } },
};
/* clang-format on */

const char *channel_key(enum channel channel)
{
	return channels[channel].key;
}

const char *channel_name(enum channel channel)
{
	return channels[channel].name;
}

const char *channel_colour(enum channel channel)
{
	return channels[channel].colour;
}

static bool find_exact(struct str word, enum channel *out)
{
	for (int i = 0; i < CHANNELS; i++) {
		if (str_same(word, str_of(channels[i].key)) || str_same(word, str_of(channels[i].name))) {
			*out = (enum channel)i;
			return true;
		}
	}
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		for (size_t k = 0; k < COUNT_OF(words[i].words) && words[i].words[k]; k++) {
			if (str_same(word, str_of(words[i].words[k]))) {
				*out = words[i].channel;
				return true;
			}
		}
	}
	return false;
}

/* The words of `text` with one space between them, whatever stood there; what does not fit is cut off. */
static struct str spaced(struct str text, char *out, size_t room)
{
	size_t n = 0;

	for (size_t i = 0; i < text.n;) {
		size_t from = i;
		uint32_t c = str_next(text, &i);
		if (n + (i - from) + 1 >= room)
			break;
		if (u_isalnum((UChar32)c)) {
			memcpy(out + n, text.p + from, i - from);
			n += i - from;
		} else if (n && out[n - 1] != ' ') {
			out[n++] = ' ';
		}
	}
	while (n && out[n - 1] == ' ')
		n--;
	return (struct str){ out, n };
}

/* The whole is looked up first, then its words, the last one first: "Facebook ads" are ads, and a
 * "live chat" is a chat. */
enum channel channel_find(struct str word)
{
	char text[200];
	struct str rest = spaced(word, text, sizeof text);
	enum channel found = CHANNEL_OTHER;

	if (find_exact(rest, &found))
		return found;
	while (rest.n) {
		const char *space = memrchr(rest.p, ' ', rest.n);
		size_t from = space ? (size_t)(space - rest.p) + 1 : 0;
		if (find_exact(str_sub(rest, from, rest.n), &found))
			return found;
		rest.n = from ? from - 1 : 0;
	}
	return CHANNEL_OTHER;
}
