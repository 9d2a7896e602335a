/* What the names of columns say, in English, Polish and Russian. */
#include "intake/mapping_parts.h"

/* Where the word that counts stands in a name of several: English puts it last ("order date"), Polish and
 * Russian first ("data zamówienia"). */
enum head { HEAD_LAST, HEAD_FIRST };

/* The score is for a name that says nothing else.  Words are folded (words.c); `*` stands for any ending. */
static const struct role_word {
	enum role role;
	int score;
	enum head head;
	const char *names;
} role_words[] = {
	/* clang-format off */
	{ ROLE_CUSTOMER, 99, HEAD_LAST, "customer unique" },
	{ ROLE_CUSTOMER, 98, HEAD_LAST, "customer id|user id|client id|visitor id|person id|distinct id|customerid|userid|clientid|visitorid" },
	{ ROLE_CUSTOMER, 92, HEAD_LAST, "customer|customer number|customer no|member id|contact id|participant id|subscriber id|account id" },
	{ ROLE_CUSTOMER, 88, HEAD_LAST, "user|client|visitor|respondent*|respnum|uid|user pseudo|username|user name|participant|shopper|guest id" },
	{ ROLE_CUSTOMER, 80, HEAD_LAST, "subscriber|recipient|requester|token" },
	{ ROLE_CUSTOMER, 62, HEAD_LAST, "author|author id|person|member|buyer|review username|contact" },
	{ ROLE_CUSTOMER, 90, HEAD_FIRST, "klient*|uzytkownik*|id klient*|id uzytkownik*|numer klient*|respondent*" },
	{ ROLE_CUSTOMER, 75, HEAD_FIRST, "odwiedzajac*|kupujac*|osoba" },
	{ ROLE_CUSTOMER, 90, HEAD_FIRST, "клиент*|пользовател*|id клиент*|id пользовател*|номер клиент*|респондент*" },
	{ ROLE_CUSTOMER, 75, HEAD_FIRST, "покупател*|посетител*" },

	{ ROLE_EMAIL, 92, HEAD_LAST, "email|e mail|email address|e mail address|mail|customer email|user email|contact email|recipient email" },
	{ ROLE_EMAIL, 92, HEAD_FIRST, "adres email|adres e mail|почта|электронная почта|емейл|адрес электронной почты" },
	{ ROLE_PHONE, 90, HEAD_LAST, "phone|phone number|telephone|mobile phone|mobile number|tel" },
	{ ROLE_PHONE, 90, HEAD_FIRST, "telefon|numer telefonu|nr telefonu|телефон|номер телефона" },
	{ ROLE_ORDER, 90, HEAD_LAST, "order id|orderid|order number|order no|order reference|transaction id" },
	{ ROLE_ORDER, 90, HEAD_FIRST, "numer zamowienia|nr zamowienia|id zamowienia|номер заказа|id заказа" },
	{ ROLE_COOKIE, 85, HEAD_LAST, "anonymous id|anonymousid|anonymous|user pseudo|user pseudo id|cookie|cookie id|ga client id" },
	{ ROLE_DEVICE, 85, HEAD_LAST, "device id|deviceid|idfa|gaid|advertising id" },
	{ ROLE_ALIAS, 70, HEAD_LAST, "customer id|customerid|previous id" },
	{ ROLE_ADDRESS, 90, HEAD_LAST, "ip|ip address|client ip|remote addr|adres ip" },

	{ ROLE_CASE, 100, HEAD_LAST, "case concept name" },
	{ ROLE_CASE, 95, HEAD_LAST, "case id|caseid|case|trace id|trace|case number|process instance" },
	{ ROLE_CASE, 85, HEAD_LAST, "ticket id|ticket|incident id|incident|ticket number|application id" },
	{ ROLE_CASE, 85, HEAD_FIRST, "sprawa|id sprawy|numer sprawy|zgloszenie|numer zgloszenia|id zgloszenia" },
	{ ROLE_CASE, 85, HEAD_FIRST, "дело|номер дела|заявка|номер заявки|id заявки|обращение|номер обращения" },

	{ ROLE_SESSION, 95, HEAD_LAST, "session id|sessionid|session|visit id|sess id|ga session" },
	{ ROLE_SESSION, 92, HEAD_FIRST, "sesja|id sesji|сессия|id сессии|сеанс|id сеанса" },

	{ ROLE_TIME, 100, HEAD_LAST, "timestamp|time timestamp" },
	{ ROLE_TIME, 98, HEAD_LAST, "start timestamp" },
	{ ROLE_TIME, 97, HEAD_LAST, "event time|event timestamp|event date|complete timestamp|datetime|date time|occurred at|occurred|ts" },
	{ ROLE_TIME, 93, HEAD_LAST, "start time|started at|created at|created time" },
	{ ROLE_TIME, 88, HEAD_LAST, "created|creation date|create date|create time|date|start date|submit date|submitdate|submitted|started|startdate|response date|recorded date|interview date|intdate" },
	{ ROLE_TIME, 82, HEAD_LAST, "time|day|received at|sent at|when" },
	{ ROLE_TIME, 60, HEAD_LAST, "end time|end date|updated at|modified|changed" },
	{ ROLE_TIME, 90, HEAD_FIRST, "data|czas|data i czas|data i godzina|data zdarzenia|znacznik czasu" },
	{ ROLE_TIME, 65, HEAD_FIRST, "dzien|godzina" },
	{ ROLE_TIME, 90, HEAD_FIRST, "дата|время|дата и время|дата события|метка времени" },

	{ ROLE_END, 92, HEAD_LAST, "end time|end timestamp|end date|ended at|finish time|finished at|end" },
	{ ROLE_END, 72, HEAD_LAST, "complete timestamp|completed at|submit date|finished" },
	{ ROLE_END, 85, HEAD_FIRST, "data zakonczenia|czas zakonczenia|koniec|дата окончания|время окончания|окончание" },

	{ ROLE_EVENT, 100, HEAD_LAST, "concept name|event|event name" },
	{ ROLE_EVENT, 97, HEAD_LAST, "activity|activity id|activity name|activityid" },
	{ ROLE_EVENT, 90, HEAD_LAST, "action|event type|event action|name of step|step name" },
	{ ROLE_EVENT, 78, HEAD_LAST, "step|task|task name|operation|touchpoint" },
	{ ROLE_EVENT, 95, HEAD_FIRST, "zdarzenie|nazwa zdarzenia|typ zdarzenia|czynnosc|aktywnosc|akcja|krok|punkt styku" },
	{ ROLE_EVENT, 95, HEAD_FIRST, "событие|название события|тип события|действие|активность|операция|шаг" },

	{ ROLE_PAGE, 97, HEAD_LAST, "page location|page url|current url|page path|page address" },
	{ ROLE_PAGE, 90, HEAD_LAST, "page|url|uri|page name" },
	{ ROLE_PAGE, 75, HEAD_LAST, "path|href|landing page|permalink" },
	{ ROLE_PAGE, 88, HEAD_FIRST, "strona|adres strony|adres url|страница|адрес страницы" },
	{ ROLE_PAGE, 70, HEAD_FIRST, "adres|адрес" },

	{ ROLE_CHANNEL, 95, HEAD_LAST, "channel|case channel|channel name|touchpoint channel" },
	{ ROLE_CHANNEL, 80, HEAD_LAST, "medium|utm medium|platform" },
	{ ROLE_CHANNEL, 66, HEAD_LAST, "utm source|traffic source|source" },
	{ ROLE_CHANNEL, 95, HEAD_FIRST, "kanal|канал|platforma|платформа" },

	{ ROLE_CAMPAIGN, 95, HEAD_LAST, "utm campaign|campaign|campaign name|campaign id" },
	{ ROLE_CAMPAIGN, 93, HEAD_FIRST, "kampania|nazwa kampanii|кампания|название кампании" },

	{ ROLE_VALUE, 95, HEAD_LAST, "transaction value|order value|revenue|amount|payment value|total price|order total|total amount" },
	{ ROLE_VALUE, 80, HEAD_LAST, "value|price|total|spend|spent|sum" },
	{ ROLE_VALUE, 92, HEAD_FIRST, "kwota|wartosc|kwota zamowienia|przychod" },
	{ ROLE_VALUE, 80, HEAD_FIRST, "cena|suma" },
	{ ROLE_VALUE, 92, HEAD_FIRST, "сумма|стоимость|выручка|сумма заказа" },
	{ ROLE_VALUE, 80, HEAD_FIRST, "цена|итого" },

	{ ROLE_CURRENCY, 95, HEAD_LAST, "currency|currency code|currency of value" },
	{ ROLE_CURRENCY, 95, HEAD_FIRST, "waluta|валюта" },

	{ ROLE_RATING, 97, HEAD_LAST, "nps score|review score|star rating|nps|review stars|csat|satisfaction score" },
	{ ROLE_RATING, 92, HEAD_LAST, "rating|stars|ces|nps rating|csat score|review rating" },
	{ ROLE_RATING, 84, HEAD_LAST, "score|satisfaction|polarity|valence|mark|grade" },
	{ ROLE_RATING, 93, HEAD_FIRST, "ocena|ocena ogolna|zadowolenie|satysfakcja|gwiazdki" },
	{ ROLE_RATING, 93, HEAD_FIRST, "оценка|рейтинг|удовлетворенность|балл|баллы" },

	{ ROLE_TEXT, 95, HEAD_LAST, "text|comment|review text|review comment message|verbatim|comments|full text" },
	{ ROLE_TEXT, 88, HEAD_LAST, "feedback|message|review|review content|description|body|remark|answer text" },
	{ ROLE_TEXT, 68, HEAD_LAST, "content|notes|note|summary" },
	{ ROLE_TEXT, 93, HEAD_FIRST, "komentarz|opinia|tresc|tresc opinii|uwagi|wiadomosc|wypowiedz|tekst" },
	{ ROLE_TEXT, 93, HEAD_FIRST, "комментарий|отзыв|текст|текст отзыва|сообщение|примечание" },
	/* clang-format on */
};

/* Words that may stand in a name beside its role and say nothing against it. */
static const char neutral[] =
	"id|ids|uuid|guid|no|nr|num|number|numer|номер|key|hash|ид|the|column|field|q|utc|gmt|local|in";

/* Names of which one word would mislead. */
static const struct {
	enum role role;
	const char *names;
} misleading[] = {
	{ ROLE_TIME,
		"birth*|born|urodz*|рожден*|zone|timezone|duration|spent|trwania|длительност*|mark|offset" },
	{ ROLE_TIME, "dob|expir*|updated|modified" },
	{ ROLE_PAGE, "referrer|referer|referring|title|count|views|last" },
	{ ROLE_RATING, "member|lead|credit|confidence|risk|count|average|avg|weight|gold" },
	{ ROLE_CHANNEL, "acquisition|code|count|first" },
	{ ROLE_CUSTOMER, "agent|service|type|lifecycle|segment|satisf*|zone|timezone" },
	{ ROLE_TEXT, "count|length|lang|language|type|time|id" },
	{ ROLE_EVENT, "count|duration|time|date|index|sequence" },
	{ ROLE_SESSION, "duration|count|number|length" },
	{ ROLE_VALUE, "rating|lifetime|freight|discount|count" },
};

/* A question as a header: what it asks for tells the role. */
static const char asks_for_rating[] =
	"nps|recommend*|polec*|рекоменд*|satisf*|likely|zadowol*|удовлетвор*|ocen*|оцен*|rate|rating|easy|latwo|легко|stars";

static const char says_expected[] =
	"expected|estimated|promised|planned|scheduled|deadline|expectation|eta|oczekiw*|planowan*|obiecan*|przewidywan*|"
	"ожида*|планов*|обещан*|планируем*";

/* By when, until when, since when somebody lives: never when something happened. */
static const char says_deadline[] =
	"limit|due|until|till|valid|validity|expir*|deadline|birth*|birthday|dob|wazn*|urodz*|срок*|до|"
	"действител*|годн*|рожден*|план|плана";

/* "Termin" is either: of a payment by when, of a visit when. */
static const char
	says_termin
		[] = "termin|terminy",
     says_what_is_due[] =
	     "platno*|zaplat*|splat*|realizac*|dostaw*|dostarcz*|wysylk*|wykonan*|zwrot*|reklamac*|odpowiedz*|koncow*";

/* What tables are of that describe things. */
static const char says_a_thing[] =
	"sku|product|products|item|items|ean|gtin|barcode|category|categories|produkt*|towar*|kategori*|indeks|"
	"товар*|продукт*|артикул*|категори*|наименование";

enum { AT_OTHER_END = 30, AMONG_OTHERS = 60, BESIDE_OTHERS = 15, QUESTION_WORDS = 4, QUESTION_SCORE = 78 };

static bool one_fits(struct str word, struct str pattern)
{
	return str_ends(pattern, STR("*")) ? str_starts(word, str_sub(pattern, 0, pattern.n - 1))
					   : str_equal(word, pattern);
}

/* How many words the pattern takes from `at` on; 0: it does not stand there. */
static size_t fits_at(const struct words *words, size_t at, struct str pattern)
{
	size_t n = 0;

	while (pattern.p) {
		struct str one = str_cut(&pattern, ' ');
		if (at + n >= words->n || !one_fits(words->at[at + n], one))
			return 0;
		n++;
	}
	return n;
}

static bool all_neutral(const struct words *words, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		struct words one = { .at = { words->at[i] }, .n = 1 };
		if (!words_have(&one, neutral))
			return false;
	}
	return true;
}

/* The score of a pattern that takes the words from..to. */
static int place_score(const struct words *words, size_t from, size_t to, const struct role_word *row)
{
	bool first = all_neutral(words, 0, from), last = all_neutral(words, to, words->n);

	if (first && last)
		return row->score;
	bool head = row->head == HEAD_LAST ? last : first;
	if (head)
		return row->score - BESIDE_OTHERS;
	return row->score - (first || last ? AT_OTHER_END : AMONG_OTHERS);
}

static int row_score(const struct words *words, const struct role_word *row)
{
	struct str rest = str_of(row->names);
	int best = 0;

	while (rest.p) {
		struct str pattern = str_cut(&rest, '|');
		for (size_t at = 0; at < words->n; at++) {
			size_t n = fits_at(words, at, pattern);
			int score = n ? place_score(words, at, at + n, row) : 0;
			best = score > best ? score : best;
		}
	}
	return best;
}

static bool misleads(const struct words *words, enum role role)
{
	for (size_t i = 0; i < COUNT_OF(misleading); i++)
		if (misleading[i].role == role && words_have(words, misleading[i].names))
			return true;
	return false;
}

static bool says_by_when(const struct words *words)
{
	return words_have(words, says_deadline) ||
	       (words_have(words, says_termin) && words_have(words, says_what_is_due));
}

bool name_is_deadline(const struct column *column)
{
	return says_by_when(&column->words) || role_by_name(column, ROLE_EXPECTED);
}

bool name_is_a_thing(const struct column *column)
{
	return words_have(&column->words, says_a_thing);
}

bool name_is_plain_property(const struct column *column)
{
	static const char *const prefixes[] = {
		"org:", "lifecycle:", "semantic:", "identity:", "concept:instance"
	};

	if (str_starts(column->name, STR("case:")))
		return !str_equal(column->name, STR("case:concept:name")) &&
		       !str_equal(column->name, STR("case:channel"));
	for (size_t i = 0; i < COUNT_OF(prefixes); i++)
		if (str_starts(column->name, str_of(prefixes[i])))
			return true;
	return false;
}

int role_by_name(const struct column *column, enum role role)
{
	const struct words *words = &column->words;
	int best = 0;

	if (name_is_plain_property(column))
		return 0;
	if (role == ROLE_EXPECTED)
		return words_have(words, says_expected) ? 95 : 0;
	if (misleads(words, role) || (role == ROLE_TIME && says_by_when(words)))
		return 0;
	for (size_t i = 0; i < COUNT_OF(role_words); i++) {
		int score = role_words[i].role == role ? row_score(words, &role_words[i]) : 0;
		best = score > best ? score : best;
	}
	if (role == ROLE_RATING && words->n >= QUESTION_WORDS && words_have(words, asks_for_rating))
		best = best > QUESTION_SCORE ? best : QUESTION_SCORE;
	return best;
}

int event_by_weak_name(const struct column *column)
{
	const struct words *words = &column->words;

	if (name_is_plain_property(column) ||
		words_have(words, "customer|user|visitor|client|device|payment|browser|account"))
		return 0;
	if (words_have(words, "stage|stagename|etap|этап|phase|faza|фаза"))
		return 70;
	return words->n && words_have(&(struct words){ .at = { words->at[words->n - 1] }, .n = 1 },
				   "type|typ|тип|kind|subtype|status|state|stan|статус|состояние")
		       ? 60
		       : 0;
}
