/* What clauses are about, held against what people say they are about: the texts of the simulated shop, and others
 * that have the words of touchpoints' names in another meaning. */
#include "test.h"
#include "voice/link.h"

enum { MOST = 40 };

/* A map: the names of its touchpoints in their order. */
static const char *const shop[] = { "Ad Clicked", "Newsletter Opened", "Home Visited", "Category Browsed",
	"Products Searched", "Product Viewed", "Reviews Read", "Product Added", "Cart Viewed",
	"Checkout Started", "Delivery Chosen", "Payment Started", "Help Chat Opened", "Order Completed",
	"Parcel Shipped", "Parcel Tracked", "Support Called", "Parcel Delivered", "App Opened",
	"Return Requested", "Refund Paid", "Friend Invited", NULL };
static const char *const plain_en[] = { "Home", "Search", "Product", "Cart", "Order", "Payment", "Delivery",
	"Account", "Help", "Returns", "Store", "About us", "Thank you", "Newsletter", NULL };
static const char *const pages_en[] = { "Home page", "Product pages", "Order form", "Cart", "Payment page",
	"Order tracking", "Delivery", NULL };
static const char *const plain_pl[] = { "Strona główna", "Produkt", "Koszyk", "Zamówienie", "Płatność",
	"Dostawa", "Sklep", "Dom", "Zwrot", "O nas", NULL };
static const char *const plain_ru[] = { "Главная", "Товар", "Корзина", "Заказ", "Оплата", "Доставка",
	"Магазин", "Возврат", "О нас", NULL };

static const struct truth {
	const char *const *map;
	enum language language;
	const char *text, *about; /* "-": nothing of the map; "A|B": either would do */
} truths[] = {
#define T(map, language, text, about)                                                                        \
	{                                                                                                    \
		map, LANGUAGE_##language, text, about                                                        \
	}
	/* clang-format off */
	/* the simulated shop's */
	T(shop, EN, "The parcel came four days late and nobody told me.", "Parcel Delivered"),
	T(shop, PL, "Czekałam tydzień, nikt nie odpisał na maila.", "-"),
	T(shop, RU, "Обещали за два дня, привезли через неделю.", "Parcel Delivered|-"),
	T(shop, EN, "I had to explain everything three times.", "-"),
	T(shop, PL, "Paczka uszkodzona.", "Parcel Delivered"),
	T(shop, PL, "Zwrot trwał wieki.", "Return Requested|Refund Paid"),
	T(shop, RU, "Оплата не прошла с первого раза.", "Payment Started"),
	T(shop, EN, "Too expensive for what it is.", "-"),
	T(shop, PL, "Nie mogłam znaleźć kontaktu.", "-"),
	T(shop, RU, "Курьер не позвонил.", "Parcel Delivered"),
	T(shop, EN, "It was fine, nothing special.", "-"),
	T(shop, EN, "Delivery ok.", "Parcel Delivered"),
	T(shop, EN, "As described.", "-"),
	T(shop, PL, "Zwykły zakup, bez problemów.", "-"),
	T(shop, RU, "Всё как обычно.", "-"),
	T(shop, EN, "Quick, friendly and well packed!", "Parcel Delivered|-"),
	T(shop, RU, "Быстро доставили, спасибо!", "Parcel Delivered"),
	T(shop, EN, "Lovely present, my sister was delighted.", "-"),
	T(shop, EN, "Easy from start to end.", "-"),
	T(shop, RU, "Всё просто и понятно.", "-"),
	T(shop, EN, "my home was visited by your courier at last", "Parcel Delivered"),
	T(shop, EN, "the refund was paid within a day", "Refund Paid"),
	/* names of one word */
	T(plain_en, EN, "delivered to my home within a day", "Delivery"),
	T(plain_en, EN, "my home smells wonderful now", "-"),
	T(plain_en, EN, "perfect for a new home", "-"),
	T(plain_en, EN, "the home page takes ages to load", "Home"),
	T(plain_en, EN, "your homepage is a mess", "Home|-"),
	T(plain_en, EN, "my order came broken", "Delivery|-"),
	T(plain_en, EN, "I order every month", "-"),
	T(plain_en, EN, "in order to be happy you need tea", "-"),
	T(plain_en, EN, "the order form rejected my postcode", "Order"),
	T(plain_en, EN, "payment with my card failed twice", "Payment"),
	T(plain_en, EN, "the cart lost everything I had put in", "Cart"),
	T(plain_en, EN, "the courier threw it over the fence", "Delivery"),
	T(plain_en, EN, "search finds nothing I type", "Search"),
	T(plain_en, EN, "a great product", "-"),
	T(plain_en, EN, "the product page shows no weight", "Product"),
	T(plain_en, EN, "lovely little store", "-"),
	T(plain_en, EN, "store it in a dry place", "-"),
	T(plain_en, EN, "what about us, the customers?", "-"),
	T(plain_en, EN, "thank you for everything", "-"),
	T(plain_en, EN, "I could not log into my account", "Account"),
	T(plain_en, EN, "sending it back took three weeks", "Returns"),
	T(plain_en, EN, "the newsletter is fun to read", "Newsletter"),
	T(plain_en, EN, "my package was left at a neighbour's home", "Delivery"),
	T(plain_en, EN, "nobody could help me", "Help"),
	/* names of several common words */
	T(pages_en, EN, "the home page does not open on my phone", "Home page"),
	T(pages_en, EN, "delivered to my home", "Delivery"),
	T(pages_en, EN, "I turned the page and went home", "-"),
	T(pages_en, EN, "every page of the product manual is in German", "-"),
	T(pages_en, EN, "product pages without photos", "Product pages"),
	T(pages_en, EN, "payment page froze", "Payment page"),
	T(pages_en, EN, "tracking of my order never worked", "Order tracking"),
	T(pages_en, EN, "please form a queue, my order is hot", "-"),
	T(pages_en, EN, "the order form is too long", "Order form"),
	/* Polish */
	T(plain_pl, PL, "dostawa prosto pod dom, polecam", "Dostawa"),
	T(plain_pl, PL, "w domu pachnie cudownie", "-"),
	T(plain_pl, PL, "moje zamówienie przyszło pobite", "Dostawa|-"),
	T(plain_pl, PL, "formularz zamówienia nie przyjął mojego kodu", "Zamówienie"),
	T(plain_pl, PL, "strona główna ładuje się wieki", "Strona główna"),
	T(plain_pl, PL, "z drugiej strony główna zaleta to smak", "-"),
	T(plain_pl, PL, "świetny produkt", "-"),
	T(plain_pl, PL, "świetny sklep, wrócę", "-"),
	T(plain_pl, PL, "koszyk gubi produkty", "Koszyk"),
	T(plain_pl, PL, "płatność blikiem nie przeszła", "Płatność"),
	T(plain_pl, PL, "kurier nie zadzwonił", "Dostawa"),
	T(plain_pl, PL, "zwrot trwał miesiąc", "Zwrot"),
	T(plain_pl, PL, "zapomnieliście o nas", "-"),
	/* Russian */
	T(plain_ru, RU, "доставка прямо до дома", "Доставка"),
	T(plain_ru, RU, "главная проблема в том, что всё дорого", "-"),
	T(plain_ru, RU, "главная страница не открывается", "Главная"),
	T(plain_ru, RU, "мой заказ пришёл разбитым", "Доставка|-"),
	T(plain_ru, RU, "форма заказа не принимает индекс", "Заказ"),
	T(plain_ru, RU, "отличный товар", "-"),
	T(plain_ru, RU, "отличный магазин, вернусь ещё", "-"),
	T(plain_ru, RU, "оплата картой не прошла", "Оплата"),
	T(plain_ru, RU, "из корзины всё пропало", "Корзина"),
	T(plain_ru, RU, "курьер не позвонил", "Доставка"),
	T(plain_ru, RU, "возврат денег тянули месяц", "Возврат"),
	T(plain_ru, RU, "вы забыли о нас", "-"),
	/* clang-format on */
};

struct measure {
	size_t right, wrong,
		missed; /* linked rightly; linked and should not be there; should be and is not */
};

static bool is_one_of(struct str name, const char *about)
{
	struct str rest = str_of(about);

	while (rest.p)
		if (str_equal(str_cut(&rest, '|'), name))
			return true;
	return false;
}

static struct links *links_of(
	struct scope *sc, const struct lexicon *const *lexicons, const char *const *names)
{
	struct links *links = links_new(sc, MOST);

	for (size_t t = 0; names[t]; t++) {
		(void)links_add(links, t, str_of(names[t]), LINK_NAME);
		links_subject(links, link_subject_of(lexicons, str_of(names[t])), t);
	}
	return links;
}

/* Each truth is one clause at heart: what its clauses are linked to, the first that is linked to anything. */
static int linked_to(const struct links *links, const struct lexicon *const *lexicons, const struct truth *t)
{
	struct link_reader *reader = link_reader_open(links);
	struct listener *listener = listener_open(lexicons[t->language]);
	struct tokens tokens = { 0 };
	struct heard heard = { 0 };
	size_t from = 0;
	int at = -1;

	tokens_read(&tokens, str_of(t->text));
	listener_read(listener, &tokens, &heard);
	for (uint32_t i = 0; at < 0 && i < heard.n_clauses; i++)
		at = link_clause(reader, t->language, &tokens, &heard, i, &from).touchpoint;
	listener_close(listener);
	link_reader_close(reader);
	tokens_close(&tokens);
	heard_close(&heard);
	return at;
}

static void judge(struct measure *m, const struct truth *t, int at)
{
	struct str name = at < 0 ? STR("-") : str_of(t->map[at]);

	if (is_one_of(name, t->about)) {
		m->right += at >= 0;
		return;
	}
	print_message("# \"%s\" is about %s, not %.*s\n", t->text, t->about, STR_ARG(name));
	m->wrong += at >= 0;
	m->missed += !is_one_of(STR("-"), t->about);
}

static void clauses_are_about_what_people_say(void **state)
{
	struct scope sc = { 0 };
	const struct lexicon *lexicons[LANGUAGES] = { 0 };
	struct measure m = { 0 };

	(void)state;
	for (int i = LANGUAGE_EN; i <= LANGUAGE_RU; i++)
		lexicons[i] = lexicon_new(&sc, (enum language)i);
	for (size_t i = 0; i < COUNT_OF(truths); i++)
		judge(&m, &truths[i],
			linked_to(links_of(&sc, lexicons, truths[i].map), lexicons, &truths[i]));
	double precision = (double)m.right / (double)(m.right + m.wrong);
	double recall = (double)m.right / (double)(m.right + m.missed);
	print_message("# of %zu texts: precision %.3f, recall %.3f (right %zu, wrong %zu, missed %zu)\n",
		COUNT_OF(truths), precision, recall, m.right, m.wrong, m.missed);
	assert_true(precision >= .95);
	assert_true(recall >= .9);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(clauses_are_about_what_people_say) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
