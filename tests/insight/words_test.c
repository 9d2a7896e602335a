#include "insight/given.h"
#include "insight/words.h"
#include "insight/words_table.h"
#include "test.h"

#define A STAGE_AWARENESS
#define C STAGE_CONSIDERATION
#define P STAGE_PURCHASE
#define O STAGE_ONBOARDING
#define U STAGE_USE
#define S STAGE_SUPPORT
#define L STAGE_LOYALTY
#define NO STAGE_UNKNOWN

/* clang-format off */
static const struct {
	const char *text;
	enum default_stage stage;
} stages[] = {
	/* Segment: e-commerce v2, B2B, e-mail, mobile */
	{ "Products Searched", C }, { "Product List Viewed", C }, { "Product List Filtered", C },
	{ "Promotion Viewed", A }, { "Promotion Clicked", A }, { "Product Clicked", C },
	{ "Product Viewed", C }, { "Product Added", P }, { "Product Removed", P }, { "Cart Viewed", P },
	{ "Checkout Started", P }, { "Checkout Step Viewed", P }, { "Checkout Step Completed", P },
	{ "Payment Info Entered", P }, { "Order Updated", P }, { "Order Completed", P },
	{ "Order Refunded", S }, { "Order Cancelled", P }, { "Coupon Entered", P }, { "Coupon Applied", P },
	{ "Product Added to Wishlist", C }, { "Product Shared", L }, { "Cart Shared", P },
	{ "Product Reviewed", L }, { "Account Created", O }, { "Signed Up", O }, { "Signed In", U },
	{ "Signed Out", U }, { "Invite Sent", NO }, { "Trial Started", O }, { "Email Opened", A },
	{ "Email Link Clicked", A }, { "Unsubscribed", L }, { "Application Installed", O },
	{ "Application Opened", NO }, { "Install Attributed", A },
	/* Google Analytics 4 */
	{ "view_item", C }, { "view_item_list", C }, { "select_item", C }, { "add_to_cart", P },
	{ "remove_from_cart", P }, { "view_cart", P }, { "begin_checkout", P }, { "add_shipping_info", P },
	{ "add_payment_info", P }, { "purchase", P }, { "refund", S }, { "add_to_wishlist", C },
	{ "generate_lead", C }, { "login", U }, { "sign_up", O }, { "search", C },
	{ "view_search_results", C }, { "view_promotion", A }, { "select_promotion", A }, { "share", L },
	{ "tutorial_begin", O }, { "tutorial_complete", O }, { "level_up", U }, { "post_score", U },
	{ "first_visit", A }, { "page_view", NO }, { "scroll", NO }, { "click", NO },
	{ "session_start", NO }, { "form_start", NO }, { "user_engagement", NO },
	{ "close_convert_lead", P }, { "qualify_lead", C },
	/* shops, offices, telecoms, addresses */
	{ "catalog", C }, { "product2", C }, { "cart", P }, { "delivery_courier", P },
	{ "payment_card", P }, { "payment_done", P }, { "main", NO }, { "Order", P },
	{ "Equipment Received", O }, { "Service in Use", U }, { "First Payment", U }, { "addToCart", P },
	{ "ADD_TO_CART", P }, { "/checkout/payment", P }, { "https://basket.example/product/*", C },
	{ "/faq", S }, { "Resolve ticket", S }, { "order status", S }, { "review_page", C },
	{ "support_chat", S }, { "order_delivered_customer_date", O }, { "wishlistAdd", C },
	{ "koszyk", P }, { "Dodano do koszyka", P }, { "płatność", P }, { "Wyszukiwanie", C },
	{ "Reklamacja", S }, { "zwrot_towaru", S }, { "Rejestracja", O }, { "Polecenie znajomym", L },
	{ "kampania", A }, { "корзина", P }, { "Добавлено в корзину", P }, { "Оформление заказа", P },
	{ "Возврат", S }, { "реклама", A }, { "Регистрация", O }, { "Поиск", C },
	{ "Повторная покупка", L }, { "Личный кабинет", U },
	/* nothing to be sure of */
	{ "view", NO }, { "", NO }, { "status", NO }, { "T06 Determine necessity of stop advice", NO },
	{ "x", NO }, { "lost", NO }, { "decide", NO }, { "12345", NO },
	{ "Create Purchase Order Item", NO }, { "Accepted", NO },
};

static const struct {
	const char *text;
	int least, most;
} goals[] = {
	{ "Order Completed", 9, 10 }, { "payment_done", 9, 10 }, { "purchase", 9, 10 },
	{ "checkout_completed", 9, 10 }, { "Zamówienie złożone", 9, 10 }, { "Złożono zamówienie", 9, 10 },
	{ "zakup", 8, 10 }, { "покупка", 8, 10 }, { "Заказ оформлен", 9, 10 },
	{ "заказ успешно оформлен", 8, 10 }, { "signed up", 6, 8 }, { "sign_up", 6, 8 },
	{ "approved", 4, 6 }, { "won", 7, 9 }, { "Deal Won", 9, 10 }, { "closed", 3, 5 },
	{ "Completed", 3, 5 }, { "/thank-you-page", 8, 10 }, { "order_received_page", 9, 10 },
	{ "Payment Handled", 8, 10 }, { "Permit FINAL_APPROVED by SUPERVISOR", 4, 6 },
	{ "Transaction successful", 8, 10 }, { "booked", 6, 8 }, { "/thank-you", 5, 7 },
	{ "/checkout/order-received/*", 9, 10 }, { "/purchase", 0, 0 }, { "/order/done", 0, 0 },
	{ "thank_you_email", 0, 0 }, { "payment received", 9, 10 }, { "subscription_started", 6, 8 },
	{ "lead_generated", 0, 0 }, { "payment failed", 0, 0 }, { "Order Cancelled", 0, 0 },
	{ "checkout abandoned", 0, 0 }, { "purchase_failed", 0, 0 }, { "purchase_started", 0, 0 },
	{ "Checkout Started", 0, 0 }, { "payment_choice", 0, 0 }, { "payment", 0, 0 }, { "order", 0, 0 },
	{ "order status", 0, 0 }, { "Closed lost", 0, 0 }, { "not approved", 0, 0 }, { "unpaid", 0, 0 },
	{ "Zamówienie anulowane", 0, 0 }, { "nie opłacono", 0, 0 }, { "заказ отменен", 0, 0 },
	{ "Заказ отменён", 0, 0 }, { "не оплачен", 0, 0 },
	{ "Request For Payment REJECTED by EMPLOYEE", 0, 0 }, { "view_purchase_page", 0, 0 },
	{ "Create Purchase Order Item", 0, 0 }, { "purchase history", 0, 0 }, { "video completed", 0, 0 },
	{ "Checkout Step Completed", 0, 0 }, { "buy_button_click", 0, 0 }, { "add_to_cart", 0, 0 },
	{ "Email Opened", 0, 0 }, { "Declaration REJECTED", 0, 0 }, { "refund completed", 0, 0 },
	{ "", 0, 0 }, { "cart_abandoned", 0, 0 },
};

static const struct {
	const char *text, *name;
} names[] = {
	{ "payment_choice", "Payment choice" }, { "addToCart", "Add to cart" },
	{ "ADD_TO_CART", "Add to cart" }, { "/product/*", "Product pages" }, { "/", "Home page" },
	{ "/*", "Pages" }, { "/faq", "FAQ" }, { "/blog/*/comments", "Blog pages: comments" },
	{ "/checkout/payment", "Checkout: payment" }, { "/pl/koszyk.html", "Koszyk" },
	{ "https://shop.example/p/*?x=1", "P pages" }, { "https://shop.example", "Home page" },
	{ "catalog", "Catalog" }, { "product2", "Product 2" }, { "T06", "T06" }, { "B2B", "B2B" },
	{ "nps", "NPS" }, { "faq_opened", "FAQ opened" }, { "NPS", "NPS" }, { "VERIFIED", "Verified" },
	{ "$pageview", "Pageview" }, { "URLClicked", "URL clicked" }, { "order:created", "Order created" },
	{ "płatność_online", "Płatność online" }, { "оплата_картой", "Оплата картой" },
	{ "Take in charge ticket", "Take in charge ticket" }, { "  T02 Check  ", "T02 Check" },
	{ "SRM: Created", "SRM: Created" }, { "page.viewed", "Page viewed" }, { "żądanie", "Żądanie" },
	{ "", "" }, { "***", "***" }, { "don't_know", "Don't know" }, { "/how-to-buy/", "How to buy" },
};
/* clang-format on */

static void stages_are_known_by_words(void **state)
{
	struct scope sc = { 0 };
	const struct words *words = words_new(&sc);
	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(stages); i++) {
		struct words_say say = words_read(words, str_of(stages[i].text));
		enum default_stage got = words_stage(&say);
		if (got == stages[i].stage)
			continue;
		wrong++;
		print_message("# %s: %s, not %s\n", stages[i].text,
			got < 0 ? "none" : given_stage(SPEECH_EN, got).p,
			stages[i].stage < 0 ? "none" : given_stage(SPEECH_EN, stages[i].stage).p);
	}
	assert_int_equal(wrong, 0);
	scope_close(&sc);
}

static void goals_are_known_by_words(void **state)
{
	struct scope sc = { 0 };
	const struct words *words = words_new(&sc);
	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(goals); i++) {
		int got = words_read(words, str_of(goals[i].text)).goal;
		if (got >= goals[i].least && got <= goals[i].most)
			continue;
		wrong++;
		print_message("# %s: %d, not %d to %d\n", goals[i].text, got, goals[i].least, goals[i].most);
	}
	assert_int_equal(wrong, 0);
	scope_close(&sc);
}

static void names_are_written_for_people(void **state)
{
	struct scope sc = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(names); i++)
		assert_str(words_name(&sc, str_of(names[i].text)), names[i].name);
	scope_close(&sc);
}

static void pages_are_called_in_the_language(void **state)
{
	static const struct {
		const char *text, *pl, *ru;
	} pages[] = {
		{ "/", "Strona główna", "Главная страница" }, { "/pl/", "Pl", "Pl" },
		{ "/pl/index.html", "Strona główna", "Главная страница" }, { "/*", "Strony", "Страницы" },
		{ "/produkt/*", "Strony: produkt", "Страницы: produkt" },
		{ "https://shop.example/blog/*/comments", "Strony: blog: comments",
			"Страницы: blog: comments" },
		{ "/koszyk/platnosc", "Koszyk: platnosc", "Koszyk: platnosc" },
		{ "payment_done", "Payment done", "Payment done" }, /* is the company's own word */
	};
	struct scope sc = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(pages); i++) {
		struct str text = str_of(pages[i].text);
		assert_str(words_name_in(&sc, text, SPEECH_PL), pages[i].pl);
		assert_str(words_name_in(&sc, text, SPEECH_RU), pages[i].ru);
	}
	scope_close(&sc);
}

static void parcels_are_told_from_accounts(void **state)
{
	static const struct {
		const char *text;
		bool parcels;
	} texts[] = { { "Order Delivered", true }, { "Order Shipped", true }, { "Paczka nadana", true },
		{ "Paczka doręczona", true }, { "Parcel Handed Over", true }, { "Посылка вручена", true },
		{ "Заказ отправлен", true }, { "Signed Up", false }, { "Equipment Received", false },
		{ "Account Activated", false }, { "Rejestracja", false }, { "Первый вход", false } };
	struct scope sc = { 0 };
	const struct words *words = words_new(&sc);

	(void)state;
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		struct words_say say = words_read(words, str_of(texts[i].text));
		assert_int_equal(words_stage(&say), STAGE_ONBOARDING);
		assert_int_equal(say.delivery, texts[i].parcels);
	}
	scope_close(&sc);
}

static void failure_and_page_views_are_told(void **state)
{
	struct scope sc = { 0 };
	const struct words *words = words_new(&sc);

	(void)state;
	assert_true(words_read(words, STR("payment_error")).failure);
	assert_true(words_read(words, STR("Order Cancelled")).failure);
	assert_true(words_read(words, STR("Zamówienie anulowane")).failure);
	assert_false(words_read(words, STR("cart")).failure);
	assert_true(words_read(words, STR("page_view")).page_view);
	assert_true(words_read(words, STR("$pageview")).page_view);
	assert_true(words_read(words, STR("Loaded a Page")).page_view);
	assert_true(words_read(words, STR("screen_view")).page_view);
	assert_true(words_read(words, STR("просмотр страницы")).page_view);
	assert_true(words_read(words, STR("Odsłona strony")).page_view);
	assert_false(words_read(words, STR("product_view")).page_view);
	assert_false(words_read(words, STR("")).page_view);
	scope_close(&sc);
}

static void names_say_that_customers_are_asked(void **state)
{
	static const char *const yes[] = { "NPS Survey Answered", "review_written", "CSAT",
		"Ankieta wypełniona", "Opinia dodana", "отзыв оставлен", "Опрос после доставки",
		"Satisfaction score" };
	static const char *const no[] = { "Order completed", "Help chat opened", "Ticket created",
		"previewed", "access", "Zamówienie", "доставка", "" };
	struct scope sc = { 0 };
	const struct words *words = words_new(&sc);

	(void)state;
	for (size_t i = 0; i < COUNT_OF(yes); i++)
		if (!words_read(words, str_of(yes[i])).feedback)
			fail_msg("\"%s\" says nothing of it", yes[i]);
	for (size_t i = 0; i < COUNT_OF(no); i++)
		if (words_read(words, str_of(no[i])).feedback)
			fail_msg("\"%s\" says so", no[i]);
	scope_close(&sc);
}

static void a_stage_says_its_word(void **state)
{
	struct scope sc = { 0 };
	const struct words *words = words_new(&sc);

	(void)state;
	assert_str(words_because(&sc, words, STR("payment_card"), STAGE_PURCHASE), "payment");
	assert_str(words_because(&sc, words, STR("Dodano do Koszyka"), STAGE_PURCHASE), "dodano do koszyka");
	assert_null(words_because(&sc, words, STR("payment_card"), STAGE_USE).p);
	scope_close(&sc);
}

/* Whatever is given: nothing read outside, no crash; long names are only cut. */
static void any_bytes_may_be_a_name(void **state)
{
	struct scope sc = { 0 };
	const struct words *words = words_new(&sc);
	uint64_t seed = 7;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		size_t n = test_random(&seed) % 90;
		char *text = malloc(n + 1);
		for (size_t i = 0; i < n; i++)
			text[i] =
				round % 2 ? (char)test_random(&seed) : "abT_/* -1:."[test_random(&seed) % 11];
		struct str s = { text, n };
		struct words_say say = words_read(words, s);
		assert_in_range(say.goal, 0, 10);
		assert_true(str_is_utf8(words_name(&sc, s)) || !str_is_utf8(s));
		free(text);
	}
	char *many = scope_alloc(&sc, 60001, 1);
	for (size_t i = 0; i < 60000; i++)
		many[i] = "cart "[i % 5];
	assert_int_equal(words_read(words, str_of(many)).stage[STAGE_PURCHASE], 240);
	scope_close(&sc);
}

/* Each entry of the table is found by its own text, in its folded form, and says at least what its row says.
 */
static void the_table_is_well_formed(void **state)
{
	struct scope sc = { 0 };
	const struct words *words = words_new(&sc);
	size_t n = 0;

	(void)state;
	for (const struct words_row *row = words_rows; row->entries; row++) {
		struct str rest = str_of(row->entries);
		while (rest.p) {
			struct str entry = str_trim(str_cut(&rest, ',')), left = entry;
			char *text = str_c(&sc, entry);
			for (size_t i = 0; text[i]; i++)
				text[i] = text[i] == '*' ? 'y' : text[i]; /* some letter */
			struct words_say say = words_read(words, str_of(text));
			if (row->stage >= 0 && say.stage[row->stage] < row->weight)
				fail_msg("\"%.*s\" is not found", STR_ARG(entry));
			if ((row->flags & WORD_FAILED) && !say.failure)
				fail_msg("\"%.*s\" does not fail", STR_ARG(entry));
			if (row->goal && !(row->flags & WORD_ALONE) && say.goal < row->goal)
				fail_msg("\"%.*s\" is no goal", STR_ARG(entry));
			size_t parts = 0;
			for (; left.p; parts++)
				assert_true(str_cut(&left, ' ').n > 0);
			assert_in_range(parts, 1, 5);
			n++;
		}
	}
	assert_true(n > 1500);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stages_are_known_by_words),
		cmocka_unit_test(goals_are_known_by_words),
		cmocka_unit_test(names_are_written_for_people),
		cmocka_unit_test(pages_are_called_in_the_language),
		cmocka_unit_test(parcels_are_told_from_accounts),
		cmocka_unit_test(failure_and_page_views_are_told),
		cmocka_unit_test(names_say_that_customers_are_asked),
		cmocka_unit_test(a_stage_says_its_word),
		cmocka_unit_test(any_bytes_may_be_a_name),
		cmocka_unit_test(the_table_is_well_formed),
	};

	return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
