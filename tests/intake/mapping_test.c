#include "split.h"

/* A table, and what must be found out about it. */
struct found {
	const char *role, *column, *event, *scale;
};

struct guess {
	const char *about, *table;
	struct mapping_wishes wishes;
	struct found found[12]; /* all that have a role, in the order of the columns */
	const char *first;      /* the first record's events: "customer|case|event|time|rating|value" */
	const char *remark;     /* part of one; NULL: none is looked for */
};

static struct str said(struct scope *sc, const struct intake_events *events)
{
	char *out = scope_printf(sc, "%s", "");

	for (size_t i = 0; i < events->n; i++) {
		const struct intake_event *e = &events->at[i];
		out = scope_printf(sc, "%s%s%.*s|%.*s|%.*s|%.*s", out, i ? "; " : "", STR_ARG(e->customer),
			STR_ARG(e->case_id), STR_ARG(e->event), STR_ARG(when_iso(sc, e->time_us)));
		if (e->has_rating)
			out = scope_printf(sc, "%s|%g %s", out, e->rating, scale_name(e->scale));
		long long minor = e->value_minor;
		if (e->has_value)
			out = scope_printf(sc, "%s|%lld %.*s", out, minor, STR_ARG(e->currency));
		if (e->text.p)
			out = scope_printf(sc, "%s|%.*s", out, STR_ARG(e->text));
	}
	return str_of(out);
}

static bool has_remark(const struct mapping *m, const char *part)
{
	size_t n;
	const struct str *remarks = mapping_remarks(m, &n);

	for (size_t i = 0; i < n; i++)
		if (str_has(remarks[i], str_of(part)))
			return true;
	for (size_t i = 0; i < n; i++)
		print_message("# remark: %.*s\n", STR_ARG(remarks[i]));
	return false;
}

static void columns_are(const struct mapping *m, const char *about, const struct found *want)
{
	size_t n, w = 0;
	const struct mapped_column *columns = mapping_columns(m, &n);

	for (size_t i = 0; i < n; i++) {
		if (columns[i].role == ROLE_NONE)
			continue;
		if (!want[w].role || !str_equal(columns[i].name, str_of(want[w].column)) ||
			strcmp(role_name(columns[i].role), want[w].role) != 0)
			fail_msg("%s: \"%.*s\" is %s, want %s for \"%s\"", about, STR_ARG(columns[i].name),
				role_name(columns[i].role), want[w].role ? want[w].role : "nothing",
				want[w].role ? want[w].column : "");
		assert_true(columns[i].why.n > 0);
		if (want[w].event)
			assert_str(columns[i].event, want[w].event);
		if (want[w].scale)
			assert_string_equal(scale_name(columns[i].scale), want[w].scale);
		w++;
	}
	if (want[w].role)
		fail_msg("%s: \"%s\" has no role", about, want[w].column);
}

static void settle_all(struct mapping *m, const struct split *t)
{
	for (size_t i = 0; mapping_unsettled(m) && i < t->records.n; i++)
		mapping_settle(m, &t->records.at[i]);
}

static const struct column_wish sfo_wishes[] = {
	{ .role = ROLE_RATING, .column = { "Q7FOOD", 6 } },
	{ .role = ROLE_RATING, .column = { "Q7ART", 5 }, .scale = SCALE_1_5 },
};
static const struct column_wish mdy_wish[] = {
	{ .role = ROLE_TIME, .column = { "day", 3 }, .order = WHEN_MONTH_FIRST }
};

static const struct guess guesses[] = {
	/* clang-format off */
	{ "simple_shop", "user_id,event,timestamp\n219483890,catalog,2019-11-01 17:59:13.273932\n219483890,product1,2019-11-01 17:59:28.459271\n", { 0 },
		{ { "customer", "user_id", 0, 0 }, { "event", "event", 0, 0 }, { "time", "timestamp", 0, 0 } },
		"219483890||catalog|2019-11-01T17:59:13.273932Z", "times have no zone: read as UTC (--tz ZONE changes it)" },
	{ "simple_shop in Warsaw", "user_id,event,timestamp\nu1,catalog,2019-07-01 12:00:00\n", { .zone = "Europe/Warsaw" },
		{ { "customer", "user_id", 0, 0 }, { "event", "event", 0, 0 }, { "time", "timestamp", 0, 0 } },
		"u1||catalog|2019-07-01T10:00:00Z", NULL },
	{ "olist orders", "order_id,customer_id,order_status,order_purchase_timestamp,order_approved_at,order_delivered_carrier_date,order_delivered_customer_date,order_estimated_delivery_date\n"
		"e481f5,9ef432,delivered,2017-10-02 10:56:33,2017-10-02 11:07:15,2017-10-04 19:55:00,2017-10-10 21:25:13,2017-10-18 00:00:00\n"
		"949d5b,f88197,shipped,2017-11-18 19:28:06,2017-11-18 19:45:59,2017-11-22 13:39:59,,2017-12-15 00:00:00\n", { 0 },
		{ { "case", "order_id", 0, 0 }, { "customer", "customer_id", 0, 0 }, { "stage", "order_purchase_timestamp", "purchase", 0 },
		  { "stage", "order_approved_at", "approved", 0 }, { "stage", "order_delivered_carrier_date", "delivered_carrier", 0 },
		  { "stage", "order_delivered_customer_date", "delivered_customer", 0 }, { "expected", "order_estimated_delivery_date", 0, 0 } },
		"9ef432|e481f5|purchase|2017-10-02T10:56:33Z; 9ef432|e481f5|approved|2017-10-02T11:07:15Z; "
		"9ef432|e481f5|delivered_carrier|2017-10-04T19:55:00Z; 9ef432|e481f5|delivered_customer|2017-10-10T21:25:13Z",
		"each row is a case; its times are the events purchase, approved, delivered_carrier, delivered_customer" },
	{ "orders with their review", "order_id,customer_id,purchased_at,delivered_at,review_score,review_comment_message,review_creation_date,price\n"
		"o1,c1,2018-01-11 15:30:49,2018-01-17 18:42:41,4,good,2018-01-18 00:00:00,10.5\no2,c2,2018-01-11 15:30:49,2018-01-17 18:42:41,5,late,,7\n", { 0 },
		{ { "case", "order_id", 0, 0 }, { "customer", "customer_id", 0, 0 }, { "stage", "purchased_at", "purchased", 0 }, { "stage", "delivered_at", "delivered", 0 },
		  { "rating", "review_score", 0, "1-5" }, { "text", "review_comment_message", 0, 0 }, { "stage", "review_creation_date", "review_creation", 0 }, { "value", "price", 0, 0 } },
		"c1|o1|purchased|2018-01-11T15:30:49Z|1050 ; c1|o1|delivered|2018-01-17T18:42:41Z; c1|o1|review_creation|2018-01-18T00:00:00Z|4 1-5|good", NULL },
	{ "lines of orders", "order_id,shipping_limit_date,price,created\no1,2017-02-13 13:57:51,10,2017-02-09 10:00:00\no1,2017-02-13 13:57:51,12,2017-02-09 10:00:00\n", { .file_name = { "lines.csv", 9 } },
		{ { "order", "order_id", 0, 0 }, { "value", "price", 0, 0 }, { "time", "created", 0, 0 } },
		"||lines|2017-02-09T10:00:00Z|1000 ", NULL },
	{ "a due date beside a plain one", "customer,event,Termin płatności,Data\nk1,Faktura,2026-02-13,2026-02-01\nk2,Faktura,2026-02-14,2026-02-02\n", { 0 },
		{ { "customer", "customer", 0, 0 }, { "event", "event", 0, 0 }, { "time", "Data", 0, 0 } },
		"k1||Faktura|2026-02-01T00:00:00Z", NULL },
	{ "visits that were agreed on", "klient,zdarzenie,Termin wizyty\nk1,Strzyżenie,2026-02-13 10:00\nk2,Farbowanie,2026-02-14 12:30\n", { 0 },
		{ { "customer", "klient", 0, 0 }, { "event", "zdarzenie", 0, 0 }, { "time", "Termin wizyty", 0, 0 } },
		"k1||Strzyżenie|2026-02-13T10:00:00Z", NULL },
	{ "nps_verbatim", "CUSTOMER_RESPONSE_DATE,SURVEY_SUB_TYPE,NPS_RATING,NPS_SCORE,text,Qtr\n01/05/2018 19:43,First Payment,Detractor,2,Too slow,other\n"
		"31/05/2018 16:06,Order,Promoter,10,Easy,other\n", { 0 },
		{ { "time", "CUSTOMER_RESPONSE_DATE", 0, 0 }, { "event", "SURVEY_SUB_TYPE", 0, 0 }, { "rating", "NPS_SCORE", 0, "nps" }, { "text", "text", 0, 0 } },
		"||First Payment|2018-05-01T19:43:00Z|2 nps|Too slow", "each row counts as one" },
	{ "receipt", "case:channel,case:concept:name,case:deadline,case:enddate_planned,case:startdate,concept:instance,concept:name,lifecycle:transition,org:group,org:resource,time:timestamp\n"
		"Internet,case-10011,2011-12-06 13:41:31.788000+01:00,,2011-10-11 13:42:22.688000+02:00,task-42933,Confirmation of receipt,complete,Group 1,Resource21,2011-10-11 13:45:40.276000+02:00\n", { 0 },
		{ { "channel", "case:channel", 0, 0 }, { "case", "case:concept:name", 0, 0 }, { "event", "concept:name", 0, 0 }, { "time", "time:timestamp", 0, 0 } },
		"case-10011|case-10011|Confirmation of receipt|2011-10-11T11:45:40.276Z", "each case counts as one" },
	{ "the same out of XES", "case:concept:name,case:channel,case:startdate,concept:name,lifecycle:transition,org:resource,time:timestamp\n"
		"case-10011,Internet,2011-10-11T13:42:22.688+02:00,Confirmation of receipt,complete,Resource21,2011-10-11T13:45:40.276+02:00\n", { .cases = true },
		{ { "case", "case:concept:name", 0, 0 }, { "channel", "case:channel", 0, 0 }, { "event", "concept:name", 0, 0 }, { "time", "time:timestamp", 0, 0 } },
		"case-10011|case-10011|Confirmation of receipt|2011-10-11T11:45:40.276Z", NULL },
	{ "helpdesk and bpic", "CaseID,ActivityID,CompleteTimestamp\n2,1,2012-04-03 16:55:38\n2,8,2012-04-03 16:55:53\n1-364285768,1,2010-04-01 00:59:00\n", { 0 },
		{ { "case", "CaseID", 0, 0 }, { "event", "ActivityID", 0, 0 }, { "time", "CompleteTimestamp", 0, 0 } },
		"2|2|1|2012-04-03T16:55:38Z", NULL },
	{ "sfo, with wishes", "RESPNUM,CCGID,INTDATE,AIRLINE,Q7ART,Q7FOOD,Q9ALL\n1,348,4,36,5,6,5\n2,349,4,36,6,3,5\n3,350,4,36,1,0,4\n",
		{ .columns = sfo_wishes, .n_columns = 2, .has_at = true, .at_us = 1400112000000000 },
		{ { "customer", "RESPNUM", 0, 0 }, { "rating", "Q7ART", "Q7ART", "1-5" }, { "rating", "Q7FOOD", "Q7FOOD", "1-5" } },
		"1||Q7ART|2014-05-15T00:00:00Z|5 1-5", "have no time of their own: 2014-05-15 stands for it (--at)" },
	{ "ecom", "user_id,session_id,event,timestamp,platform,acquisition_channel,user_cohort,user_lifecycle\nuser_0000,sess_1,home,2024-03-13 10:21:14,desktop,email,2024-01,returning\n", { 0 },
		{ { "customer", "user_id", 0, 0 }, { "session", "session_id", 0, 0 }, { "event", "event", 0, 0 }, { "time", "timestamp", 0, 0 }, { "channel", "platform", 0, 0 } },
		"user_0000||home|2024-03-13T10:21:14Z", NULL },
	{ "olist reviews", "review_id,order_id,review_score,review_comment_title,review_comment_message,review_creation_date\n7bc2,73fc,4,,,2018-01-18 00:00:00\n80e6,a548,5,Ok,Recebi bem antes do prazo,2018-03-10 00:00:00\n",
		{ .file_name = { "in/olist_order_reviews_dataset.csv", 34 } },
		{ { "order", "order_id", 0, 0 }, { "rating", "review_score", 0, "1-5" }, { "text", "review_comment_message", 0, 0 }, { "time", "review_creation_date", 0, 0 } },
		"||olist order reviews|2018-01-18T00:00:00Z|4 1-5", "no column says what happened: every row is the event \"olist order reviews\"" },
	{ "tweets", "tweet_id,airline_sentiment,airline_sentiment_confidence,airline,retweet_count,text,tweet_created,tweet_location,user_timezone\n"
		"5.70306E+17,neutral,1,Virgin America,0,@VirginAmerica What @dhepburn said.,24-02-2015 11.35,,Eastern Time (US & Canada)\n", { 0 },
		{ { "text", "text", 0, 0 }, { "time", "tweet_created", 0, 0 } },
		"||answer|2015-02-24T11:35:00Z|@VirginAmerica What @dhepburn said.", NULL },
	{ "Google Forms", "Timestamp,Email Address,How easy was it to return your order? (1-7)\n2026/03/03 10:05:00 AM GMT+1,ewa@example.test,3\n", { 0 },
		{ { "time", "Timestamp", 0, 0 }, { "email", "Email Address", 0, 0 }, { "rating", "How easy was it to return your order? (1-7)", 0, "1-7" } },
		"||answer|2026-03-03T09:05:00Z|3 1-7", NULL },
	{ "comments keep their page", "platform,comment_id,author,created_at,text,permalink\nfacebook,fbc-1,Ewa Nowak,2026-03-01T18:20:00+01:00,Where is my parcel?,https://facebook.example/p/9\n", { 0 },
		{ { "channel", "platform", 0, 0 }, { "customer", "author", 0, 0 }, { "time", "created_at", 0, 0 }, { "text", "text", 0, 0 }, { "page", "permalink", 0, 0 } },
		"Ewa Nowak||answer|2026-03-01T17:20:00Z|Where is my parcel?", NULL },
	{ "page views", "visitor,page_location,ts,utm_medium,utm_campaign\nv1,https://shop.example/cart,1772446500,email,spring\n", { 0 },
		{ { "customer", "visitor", 0, 0 }, { "page", "page_location", 0, 0 }, { "time", "ts", 0, 0 }, { "channel", "utm_medium", 0, 0 }, { "campaign", "utm_campaign", 0, 0 } },
		"v1||page_view|2026-03-02T10:15:00Z", "every row is the event \"page_view\"" },
	{ "Polish", "Id klienta,Zdarzenie,Data zdarzenia,Kanał,Kwota,Waluta,Ocena,Komentarz,Oczekiwana ocena\nk1,Zakup,02.03.2026 10:15,sklep,\"1 234,50\",PLN,4,Miła obsługa,5\n", { .decimal_comma = true },
		{ { "customer", "Id klienta", 0, 0 }, { "event", "Zdarzenie", 0, 0 }, { "time", "Data zdarzenia", 0, 0 }, { "channel", "Kanał", 0, 0 }, { "value", "Kwota", 0, 0 },
		  { "currency", "Waluta", 0, 0 }, { "rating", "Ocena", 0, "1-5" }, { "text", "Komentarz", 0, 0 }, { "expected", "Oczekiwana ocena", 0, 0 } },
		"k1||Zakup|2026-03-02T10:15:00Z|4 1-5|123450 PLN|Miła obsługa", "\"Data zdarzenia\" never has a part over 12: read as day first (--column time=Data zdarzenia@mdy changes it)" },
	{ "Polish without diacritics", "uzytkownik,typ zdarzenia,czas,adres strony,kampania,wartosc\nu1,klik,2026-03-02 10:00,/koszyk,wiosna,12.30\n", { 0 },
		{ { "customer", "uzytkownik", 0, 0 }, { "event", "typ zdarzenia", 0, 0 }, { "time", "czas", 0, 0 }, { "page", "adres strony", 0, 0 }, { "campaign", "kampania", 0, 0 }, { "value", "wartosc", 0, 0 } },
		"u1||klik|2026-03-02T10:00:00Z|1230 ", NULL },
	{ "Russian", "Клиент,Событие,Дата заказа,Страница,Сумма заказа,Оценка,Отзыв\nк1,Оплата,2 марта 2026,/корзина,\"1234,5 руб.\",5,Быстро\n", { .decimal_comma = true },
		{ { "customer", "Клиент", 0, 0 }, { "event", "Событие", 0, 0 }, { "time", "Дата заказа", 0, 0 }, { "page", "Страница", 0, 0 }, { "value", "Сумма заказа", 0, 0 },
		  { "rating", "Оценка", 0, "1-5" }, { "text", "Отзыв", 0, 0 } },
		"к1||Оплата|2026-03-02T00:00:00Z|5 1-5|123450 RUB|Быстро", NULL },
	{ "camel case", "userId,eventName,createdAt,pageUrl\nu1,cart,2026-03-02T10:15:00Z,/cart\n", { 0 },
		{ { "customer", "userId", 0, 0 }, { "event", "eventName", 0, 0 }, { "time", "createdAt", 0, 0 }, { "page", "pageUrl", 0, 0 } },
		"u1||cart|2026-03-02T10:15:00Z", NULL },
	{ "the person before the order's customer", "customer_id,customer_unique_id,event,date\nx,y,buy,2026-03-02\n", { 0 },
		{ { "customer", "customer_unique_id", 0, 0 }, { "event", "event", 0, 0 }, { "time", "date", 0, 0 } }, "y||buy|2026-03-02T00:00:00Z", NULL },
	{ "start and end", "case_id,activity,start_time,end_time,resource\nc1,check,2026-03-02 10:00,2026-03-02 10:30,Ann\n", { 0 },
		{ { "case", "case_id", 0, 0 }, { "event", "activity", 0, 0 }, { "time", "start_time", 0, 0 }, { "end", "end_time", 0, 0 } }, "c1|c1|check|2026-03-02T10:00:00Z", NULL },
	{ "mdy by wish", "user,event,day\nu1,cart,02/03/2026\n", { .columns = mdy_wish, .n_columns = 1 },
		{ { "customer", "user", 0, 0 }, { "event", "event", 0, 0 }, { "time", "day", 0, 0 } }, "u1||cart|2026-02-03T00:00:00Z", NULL },
	{ "e-mail by content, time by content", "Who,What action,Logged\na@b.pl,open,2026-03-02 10:00\n", { 0 },
		{ { "email", "Who", 0, 0 }, { "event", "What action", 0, 0 }, { "time", "Logged", 0, 0 } }, "||open|2026-03-02T10:00:00Z", NULL },
	{ "numbers are times only by name", "user,event,order,epoch time\nu1,cart,1772446500,1772446500\n", { 0 },
		{ { "customer", "user", 0, 0 }, { "event", "event", 0, 0 }, { "time", "epoch time", 0, 0 } }, "u1||cart|2026-03-02T10:15:00Z", NULL },
	{ "start and complete", "Case ID,Activity,Resource,Start Timestamp,Complete Timestamp\nc1,check,Ann,2026/03/02 10:00:00.000,2026/03/02 10:30:00.000\n", { 0 },
		{ { "case", "Case ID", 0, 0 }, { "event", "Activity", 0, 0 }, { "time", "Start Timestamp", 0, 0 }, { "end", "Complete Timestamp", 0, 0 } }, "c1|c1|check|2026-03-02T10:00:00Z", NULL },
	{ "shop log", "event_time,event_type,product_id,category_code,brand,price,user_id,user_session\n2019-10-01 00:00:00 UTC,view,44600062,,shiseido,35.79,541312140,72d76fde\n", { 0 },
		{ { "time", "event_time", 0, 0 }, { "event", "event_type", 0, 0 }, { "value", "price", 0, 0 }, { "customer", "user_id", 0, 0 }, { "session", "user_session", 0, 0 } },
		"541312140||view|2019-10-01T00:00:00Z|3579 ", NULL },
	{ "epoch milliseconds", "timestamp,visitorid,event,itemid,transactionid\n1433221332117,257597,view,355908,\n", { 0 },
		{ { "time", "timestamp", 0, 0 }, { "customer", "visitorid", 0, 0 }, { "event", "event", 0, 0 } }, "257597||view|2015-06-02T05:02:12.117Z", NULL },
	{ "prose by content", "uid,when,Story\nu1,2026-03-02,The courier came three days late and nobody called me\nu2,2026-03-02,I like the tea and the box it came in\n", { 0 },
		{ { "customer", "uid", 0, 0 }, { "time", "when", 0, 0 }, { "text", "Story", 0, 0 } },
		"u1||answer|2026-03-02T00:00:00Z|The courier came three days late and nobody called me", NULL },
	{ "a Polish wide table keeps its letters", "Nr zamówienia,Data złożenia,Data wysyłki,Data płatności,Data zwrotu\nZ/1,2026-03-01,2026-03-02,2026-03-03,2026-03-04\nZ/2,2026-03-01,2026-03-02,2026-03-03,2026-03-04\n", { 0 },
		{ { "case", "Nr zamówienia", 0, 0 }, { "stage", "Data złożenia", "złożenie", 0 }, { "stage", "Data wysyłki", "wysyłka", 0 }, { "stage", "Data płatności", "płatność", 0 }, { "stage", "Data zwrotu", "zwrotu", 0 } },
		"|Z/1|złożenie|2026-03-01T00:00:00Z; |Z/1|wysyłka|2026-03-02T00:00:00Z; |Z/1|płatność|2026-03-03T00:00:00Z; |Z/1|zwrotu|2026-03-04T00:00:00Z", NULL },
	{ "a Russian wide table, said as what it is", "Номер заказа,Дата оформления заказа,Дата оплаты,Дата доставки\n1,2026-03-01,2026-03-02,2026-03-03\n2,2026-03-01,2026-03-02,2026-03-03\n", { 0 },
		{ { "case", "Номер заказа", 0, 0 }, { "stage", "Дата оформления заказа", "оформление_заказа", 0 }, { "stage", "Дата оплаты", "оплата", 0 }, { "stage", "Дата доставки", "доставка", 0 } },
		"|1|оформление_заказа|2026-03-01T00:00:00Z; |1|оплата|2026-03-02T00:00:00Z; |1|доставка|2026-03-03T00:00:00Z", NULL },
	{ "a wide table without ids", "opened,paid at,born\n2026-03-01,2026-03-02,1990-01-01\n", { 0 },
		{ { "stage", "opened", "opened", 0 }, { "stage", "paid at", "paid", 0 } }, "|row 2|opened|2026-03-01T00:00:00Z; |row 2|paid|2026-03-02T00:00:00Z", NULL },
	/* clang-format on */
};

static void tables_are_understood(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(guesses); i++) {
		struct scope sc = { 0 };
		const struct guess *g = &guesses[i];
		struct split t = split_text(&sc, g->table);
		struct intake_events events;
		char why[256] = "";
		struct mapping *m = mapping_guess(&sc, t.names, t.records.at, t.records.n, &g->wishes);
		if (!m)
			fail_msg("%s: %s", g->about, sc.why);
		settle_all(m, &t);
		columns_are(m, g->about, g->found);
		if (!mapping_apply(m, &t.records.at[0], &events, why))
			fail_msg("%s: %s", g->about, why);
		assert_str(said(&sc, &events), g->first);
		if (g->remark)
			assert_true(has_remark(m, g->remark));
		scope_close(&sc);
	}
}

static struct mapping *applied(struct scope *sc, const char *table, size_t sample,
	const struct mapping_wishes *wishes, size_t *n_events)
{
	struct split t = split_text(sc, table);
	struct mapping *m = mapping_guess(sc, t.names, t.records.at, sample, wishes);
	struct intake_events events;
	char why[256];

	assert_non_null(m);
	*n_events = 0;
	settle_all(m, &t);
	for (size_t i = 0; i < t.records.n; i++) {
		assert_true(mapping_apply(m, &t.records.at[i], &events, why));
		*n_events += events.n;
	}
	return m;
}

static void what_was_left_out_is_counted(void **state)
{
	static const struct {
		const char *table;
		size_t sample, events;
		struct mapping_wishes wishes;
		const char *remark;
	} cases[] = {
		/* clang-format off */
		{ "date,rating\n2026-03-02,5\n2026-03-02,0\n2026-03-02,6\n2026-03-02,6\n", 4, 4, { 0 }, "\"rating\" has 0 to 6: read as 1 to 5 with 0 (1) and 6 (2) as no answer; --scale 0-6 takes all" },
		{ "date,rating\n2026-03-02,5\n2026-03-02,0\n", 2, 2, { 0 }, "\"rating\" has 0 to 5: read as 1 to 5 with 0 (1) as no answer; --scale 0-5 takes all" },
		{ "date,rating\n2026-03-02,5\n2026-03-02,9\n", 1, 2, { 0 }, "1 values of \"rating\" lie outside 1 to 5 (9, say): read as no answer" },
		{ "date,rating\n2026-03-02,5\n2026-03-02,9\n", 2, 2, { .scale = SCALE_1_5 }, "1 values of \"rating\" lie outside 1 to 5 (9, say)" },
		{ "date,rating\n2026-03-02,5\n2026-03-02,n/a\n", 1, 2, { 0 }, "1 values of \"rating\" are no numbers: read as no answer" },
		{ "date,rating\n2026-03-02,0\n2026-03-02,9\n", 2, 2, { 0 }, "read as 0 to 10: --scale nps if it asks for recommending" },
		{ "date,event,price\n2026-03-02,a,5\n2026-03-02,b,free\n", 1, 2, { 0 }, "1 values of \"price\" cannot be read as money: kept as properties" },
		{ "date,user,event\n2026-03-02,u,a\n2026-03-02,,b\n", 2, 2, { 0 }, "1 rows have no \"user\": each counts as a customer of its own" },
		{ "date,user,event\n2026-03-02,u,a\n,u,b\n", 2, 2, { .has_at = true }, "1 rows have no time of their own" },
		{ "date,case,event\n2026-03-02,c,a\n2026-03-02,,b\n", 2, 2, { 0 }, "1 rows have no \"case\": they belong to no case" },
		{ "start time,end time,event\n2026-03-02,2026-03-01,a\n", 1, 1, { 0 }, "1 rows end before they begin" },
		{ "date,rating,csat\n2026-03-02,5,4\n", 1, 1, { 0 }, "1 more columns look like ratings: \"rating\"" },
		{ "date,event\n03/05/2026,a\n03/04/2026,b\n", 2, 2, { 0 }, "\"date\" never has a part over 12: read as day first" },
		{ "order id,bought at,sent at\n1,2026-03-02,2026-03-02\n2,,\n", 2, 2, { 0 }, "each row is a case" },
		/* clang-format on */
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct scope sc = { 0 };
		size_t events;
		struct mapping *m = applied(&sc, cases[i].table, cases[i].sample, &cases[i].wishes, &events);
		assert_int_equal(events, cases[i].events);
		if (!has_remark(m, cases[i].remark))
			fail_msg("no remark \"%s\"", cases[i].remark);
		scope_close(&sc);
	}
}

static void scales_are_guessed(void **state)
{
	static const struct {
		const char *name;
		double values[4];
		const char *scale;
	} cases[] = {
		/* clang-format off */
		{ "rating", { 1, 5, 3, 2 }, "1-5" },
		{ "rating", { 1, 7, 3, 2 }, "1-7" },
		{ "rating", { 1, 6, 3, 2 }, "1-6" },
		{ "rating", { 1, 9, 3, 2 }, "1-10" },
		{ "rating", { 0, 9, 3, 2 }, "0-10" },
		{ "rating", { 0, 77, 30, 2 }, "0-100" },
		{ "rating", { -1, 1, 0, 1 }, "-1-1" },
		{ "rating", { -0.5, 0.75, 0, 1 }, "-1-1" },
		{ "rating", { -2, 2, 0, 1 }, "-2-2" },
		{ "rating", { 0, 1, 1, 0 }, "0-1" },
		{ "rating", { 4.5, 3.5, 1, 5 }, "1-5" },
		{ "rating (0-10)", { 1, 5, 3, 2 }, "0-10" },
		{ "How satisfied are you, 1 to 7", { 1, 5, 3, 2 }, "1-7" },
		{ "NPS", { 2, 5, 3, 2 }, "nps" },
		{ "How likely are you to recommend us?", { 9, 10, 3, 2 }, "nps" },
		{ "Czy polecisz nas znajomym, jaka ocena?", { 9, 10, 3, 2 }, "nps" },
		{ "Насколько вы готовы рекомендовать нас", { 9, 10, 3, 2 }, "nps" },
		/* clang-format on */
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct scope sc = { 0 };
		const double *v = cases[i].values;
		char *table = scope_printf(&sc,
			"date;%s\n2026-03-02;%g\n2026-03-02;%g\n2026-03-02;%g\n2026-03-02;%g\n",
			cases[i].name, v[0], v[1], v[2], v[3]);
		struct split t = split_bytes(&sc, str_of(table), ';');
		struct mapping *m =
			mapping_guess(&sc, t.names, t.records.at, t.records.n, &(struct mapping_wishes){ 0 });
		size_t n;
		if (!m)
			fail_msg("%s: %s", cases[i].name, sc.why);
		assert_string_equal(scale_name(mapping_columns(m, &n)[1].scale), cases[i].scale);
		scope_close(&sc);
	}
}

static void several_ratings_are_events_of_their_own(void **state)
{
	const struct column_wish wishes[] = { { .role = ROLE_RATING, .column = STR("Q1") },
		{ .role = ROLE_RATING, .column = STR("Q2") } };
	struct scope sc = { 0 };
	struct split t = split_text(&sc,
		"id,date,Q1,Q2,comment\n1,2026-03-02,5,4,fine\n2,2026-03-02,,,\n3,2026-03-02,,,just words\n4,2026-03-02,,2,\n");
	struct mapping *m = mapping_guess(&sc, t.names, t.records.at, t.records.n,
		&(struct mapping_wishes){ .columns = wishes, .n_columns = 2 });
	const char *want[] = { "||Q1|2026-03-02T00:00:00Z|5 1-5; ||Q2|2026-03-02T00:00:00Z|4 1-5|fine", "",
		"||answer|2026-03-02T00:00:00Z|just words", "||Q2|2026-03-02T00:00:00Z|2 1-5" };
	struct intake_events events;
	char why[256];

	(void)state;
	assert_non_null(m);
	for (size_t i = 0; i < 4; i++) {
		assert_true(mapping_apply(m, &t.records.at[i], &events, why));
		assert_str(said(&sc, &events), want[i]);
	}
	assert_int_equal(events.at[0].part, 1);
	assert_int_equal(events.at[0].n_properties, 1);
	assert_str(events.at[0].properties[0].name, "id");
	scope_close(&sc);
}

/* Names come sorted, nothing empty is said, and columns that the sample did not have are properties. */
static void other_columns_are_properties(void **state)
{
	struct scope sc = { 0 };
	struct split t =
		split_text(&sc, "zeta,user,event,time,alpha,empty,price\n1,u,a,2026-03-02,2,,free\n");
	struct mapping *m = mapping_guess(&sc, t.names, t.records.at, 1, &(struct mapping_wishes){ 0 });
	struct intake_events events;
	char why[256];

	(void)state;
	assert_non_null(m);
	struct str values[8];
	memcpy(values, t.records.at[0].values, 7 * sizeof *values);
	values[7] = STR("new");
	names_add(t.names, STR("beta"));
	assert_true(mapping_apply(m, &(struct record){ .values = values, .n = 8, .row = 5 }, &events, why));
	assert_int_equal(events.n, 1);
	assert_int_equal(events.at[0].row, 5);
	const char *want[] = { "alpha", "beta", "price", "zeta" };
	assert_int_equal(events.at[0].n_properties, COUNT_OF(want));
	for (size_t i = 0; i < COUNT_OF(want); i++)
		assert_str(events.at[0].properties[i].name, want[i]);
	assert_str(events.at[0].properties[1].value, "new");
	scope_close(&sc);
}

static void the_whole_file_settles_day_and_month(void **state)
{
	struct scope sc = { 0 };
	struct split t = split_text(&sc, "user,event,date\nu,a,03/05/2026\nu,b,03/14/2026\n");
	struct mapping *m = mapping_guess(&sc, t.names, t.records.at, 1, &(struct mapping_wishes){ 0 });
	struct intake_events events;
	char why[256];

	(void)state;
	assert_non_null(m);
	assert_true(mapping_unsettled(m));
	mapping_settle(m, &t.records.at[1]);
	assert_false(mapping_unsettled(m));
	assert_true(mapping_apply(m, &t.records.at[0], &events, why));
	assert_str(when_date(&sc, events.at[0].time_us), "2026-03-05");
	scope_close(&sc);
}

static void wishes_are_read(void **state)
{
	static const struct {
		const char *text;
		enum role role;
		const char *column;
		enum scale scale;
		enum when_order order;
	} cases[] = {
		{ "customer=user id", ROLE_CUSTOMER, "user id", SCALE_NONE, 0 },
		{ "rating=Q7FOOD@1-5", ROLE_RATING, "Q7FOOD", SCALE_1_5, 0 },
		{ "time=INTDATE@mdy", ROLE_TIME, "INTDATE", SCALE_NONE, WHEN_MONTH_FIRST },
		{ "TIME=a=b@home", ROLE_TIME, "a=b@home", SCALE_NONE, 0 },
		{ "ignore=x", ROLE_IGNORE, "x", SCALE_NONE, 0 },
	};
	struct scope sc = { 0 };
	struct column_wish wish;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		assert_true(column_wish_read(&sc, str_of(cases[i].text), &wish));
		assert_int_equal(wish.role, cases[i].role);
		assert_str(wish.column, cases[i].column);
		assert_int_equal(wish.scale, cases[i].scale);
		assert_int_equal(wish.order, cases[i].order);
	}
	assert_false(column_wish_read(&sc, STR("user_id"), &wish));
	assert_fault(&sc, FAULT_INVALID, "customer=user_id");
	scope_forgive(&sc);
	assert_false(column_wish_read(&sc, STR("buyer=user_id"), &wish));
	assert_fault(&sc, FAULT_INVALID, "no role \"buyer\": there are customer, case");
	scope_close(&sc);
}

static void real_tables_are_taken_whole(void **state)
{
	static const struct {
		const char *file;
		size_t events;
		bool wide;
	} files[] = {
		{ "data/simple_shop/simple-onlineshop.csv", 32283, false },
		{ "data/olist/orders.csv", 39385, true },
		{ "data/nps_verbatim/dev_30.csv", 723, false },
		{ "data/receipt/receipt.csv", 8577, false },
		{ "data/helpdesk/helpdesk_verenich.csv", 13710, false },
		{ "data/airline_tweets/Tweets.csv", 14640, false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(files); i++) {
		struct scope sc = { 0 };
		NEED_SHARED(path, files[i].file);
		struct split t = split_file(&sc, path, ',');
		struct mapping *m =
			mapping_guess(&sc, t.names, t.records.at, 500, &(struct mapping_wishes){ 0 });
		struct intake_events events;
		char why[256];
		size_t n = 0;
		assert_non_null(m);
		settle_all(m, &t);
		for (size_t k = 0; k < t.records.n; k++) {
			if (!mapping_apply(m, &t.records.at[k], &events, why))
				fail_msg("%s: %s", files[i].file, why);
			n += events.n;
		}
		assert_int_equal(n, files[i].events);
		assert_int_equal(mapping_is_wide(m), files[i].wide);
		scope_close(&sc);
	}
}

/* Whatever the names and values: a mapping or a reason, and no harm. */
static void random_tables_do_no_harm(void **state)
{
	static const char *const bits[] = { "user", "id", "_", " ", "time", "data", "2026-03-02", "1,5", "5",
		"\"", ",", ",", ",", "\n", "\n", "zł", "событие", "\xff", "event", "0", "6", "01/02/2020",
		"a@b.c", "/x/y", "rating", "-", "12" };
	uint64_t seed = 21;

	(void)state;
	for (int i = 0; i < 3000; i++) {
		struct scope sc = { 0 };
		char text[400] = "";
		size_t n = 0;
		for (size_t k = test_random(&seed) % 60; k > 0; k--) {
			const char *bit = bits[test_random(&seed) % COUNT_OF(bits)];
			n += (size_t)snprintf(text + n, sizeof text - n, "%s", bit);
		}
		struct split t = split_bytes(&sc, (struct str){ text, n }, ',');
		struct mapping_wishes wishes = { .has_at = i % 2 };
		struct mapping *m = mapping_guess(&sc, t.names, t.records.at, t.records.n, &wishes);
		struct intake_events events;
		char why[256];
		assert_true(m || sc.fault);
		for (size_t k = 0; m && k < t.records.n; k++)
			if (mapping_apply(m, &t.records.at[k], &events, why))
				said(&sc, &events);
		if (m)
			mapping_remarks(m, &n);
		scope_close(&sc);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tables_are_understood),
		cmocka_unit_test(what_was_left_out_is_counted),
		cmocka_unit_test(scales_are_guessed),
		cmocka_unit_test(several_ratings_are_events_of_their_own),
		cmocka_unit_test(other_columns_are_properties),
		cmocka_unit_test(the_whole_file_settles_day_and_month),
		cmocka_unit_test(wishes_are_read),
		cmocka_unit_test(real_tables_are_taken_whole),
		cmocka_unit_test(random_tables_do_no_harm),
	};

	return cmocka_run_group_tests_name("mapping", tests, NULL, NULL);
}
