/* What customers said, from the command line: on the map, in the report, searched, judged, learnt from. */
#include "base/buf.h"
#include <sys/stat.h>

#include "shop.h"

/* A shop's customers act and speak: delivery and payment are done, reviews and survey answers are said. */
static const char events[] =
	"customer,time,event,rating,comment\n"
	"1,2026-03-01 10:00,Checkout Payment,,\n1,2026-03-03 12:00,Parcel Delivered,,\n"
	"2,2026-03-01 11:00,Checkout Payment,,\n2,2026-03-04 12:00,Parcel Delivered,,\n"
	"3,2026-03-02 10:00,Checkout Payment,,\n3,2026-03-05 12:00,Parcel Delivered,,\n"
	"4,2026-03-02 11:00,Checkout Payment,,\n4,2026-03-06 12:00,Parcel Delivered,,\n"
	"5,2026-03-02 12:00,Checkout Payment,,\n5,2026-03-07 12:00,Parcel Delivered,,\n"
	"6,2026-03-02 13:00,Checkout Payment,,\n6,2026-03-07 13:00,Parcel Delivered,,\n"
	"1,2026-03-08 10:00,Review Written,1,\"The courier was three days late, and nobody told me why it took so long\"\n"
	"2,2026-03-08 11:00,Review Written,5,\"Zapłaciłam kartą bez problemu, płatność działa świetnie i szybko!\"\n"
	"3,2026-03-08 12:00,Review Written,2,\"Курьер опоздал на два дня и даже не извинился, ужасная доставка\"\n"
	"4,2026-03-08 13:00,Review Written,1,\"Kurierzy znowu nie przyjechali, czekam na przesyłkę już drugi tydzień\"\n"
	"5,2026-03-08 14:00,Review Written,4,\"Alles wunderbar, die Lieferung kam sehr schnell und pünktlich an\"\n"
	"6,2026-03-09 10:00,Review Written,3,\"I wish you would deliver in the evening, please add that to the shop\"\n";

static void shop_that_speaks(struct box *box)
{
	make_workspace(box, "ws");
	box_text(box, "events.csv", events);
	wend_ok(box, "import", "events.csv", "-w", "ws");
	wend_ok(box, "map", "-w", "ws");
}

static const json_t *item(const json_t *list, const char *key, const char *value)
{
	size_t i;
	const json_t *at;

	json_array_foreach(
		list, i, at) if (strcmp(json_string_value(json_at(at, key)), value) == 0) return at;
	fail_msg("there is no %s \"%s\"", key, value);
	return NULL;
}

/* The courier of a review is about the delivery, in three languages, whatever the review is said at. */
static void what_is_said_stands_where_it_is_about(void **state)
{
	struct box *box = *state;

	shop_that_speaks(box);
	json_t *report = json_of(wend_ok(box, "voice", "report", "-w", "ws", "--json"));
	const json_t *delivery = item(json_at(report, "touchpoints"), "id", "Parcel Delivered");
	const json_t *payment = item(json_at(report, "touchpoints"), "id", "Checkout Payment");
	assert_int_equal(json_int_at(delivery, "voice.customers"), 4);
	assert_int_equal(json_int_at(delivery, "voice.kinds.pain.customers"), 3);
	assert_int_equal(json_int_at(delivery, "voice.kinds.need.customers"), 1);
	assert_int_equal(json_int_at(payment, "voice.kinds.gain.customers"), 1);
	assert_int_equal(json_int_at(report, "voice.languages.en"), 2);
	assert_int_equal(json_int_at(report, "voice.languages.pl"), 2);
	assert_int_equal(json_int_at(report, "voice.languages.ru"), 1);
	assert_int_equal(json_int_at(report, "voice.unfelt"), 1);
	json_decref(report);
	struct str text = wend_ok(box, "voice", "report", "-w", "ws");
	assert_true(str_has(text, STR("6 texts of 6 customers")));
}

static const json_t *lane_cells(const json_t *map, const char *lane)
{
	return json_at(item(json_at(map, "lanes"), "lane", lane), "cells");
}

static void the_lanes_are_filled(void **state)
{
	struct box *box = *state;

	shop_that_speaks(box);
	json_t *map = json_of(wend_ok(box, "map", "-w", "ws", "--json"));
	const json_t *need = item(lane_cells(map, "needs"), "at", "Parcel Delivered");
	assert_string_equal(json_string_value(json_at(need, "basis")), "inferred");
	assert_non_null(strstr(json_string_value(json_at(need, "text")), "(proposed)"));
	assert_non_null(strstr(json_string_value(json_at(need, "quote")), "I wish you would deliver"));
	assert_string_equal(json_string_value(json_at(need, "said")), "web, 2026-03-09");
	const json_t *pain = item(lane_cells(map, "pains"), "at", "Parcel Delivered");
	assert_string_equal(json_string_value(json_at(pain, "basis")), "reported");
	assert_non_null(item(lane_cells(map, "gains"), "at", "Checkout Payment"));
	json_decref(map);
	wend_ok(box, "map", "-w", "ws", "-o", "map.svg", "-o", "map.html", "-o", "map.pdf");
	assert_true(str_has(box_read(box, "map.html"), STR("In their own words")));
	assert_true(str_has(box_read(box, "map.svg"), STR("Hurts 3 of 4")));
}

static void every_form_of_a_word_is_found(void **state)
{
	static const char *const asked[][2] = { { "kurier", "Kurierzy" }, { "przesyłki", "przesyłkę" },
		{ "przesylka", "przesyłkę" }, { "курьера", "Курьер" }, { "couriers", "courier" },
		{ "delivering evenings", "evening" }, { "Lieferung", "Lieferung" } };
	struct box *box = *state;

	shop_that_speaks(box);
	for (size_t i = 0; i < COUNT_OF(asked); i++) {
		struct str found = wend_ok(box, "voice", "search", asked[i][0], "-w", "ws");
		if (!str_has(found, str_of(asked[i][1])))
			fail_msg("%s: %.*s", asked[i][0], STR_ARG(found));
	}
	assert_true(str_has(wend_ok(box, "voice", "search", "kur", "-w", "ws"), STR("Nobody said")));
	assert_true(str_has(wend_ok(box, "voice", "search", "a\"b OR *", "-w", "ws"), STR("Nobody said")));
	assert_refused(wend(box, "voice", "search", "?!", "-w", "ws"), 2, "there is no word");
	assert_refused(wend(box, "voice", "search", "-w", "ws"), 2, "needs words");
}

/* The id that stands in brackets before the text. */
static const char *id_of(struct box *box, const char *words)
{
	json_t *found = json_of(wend_ok(box, "voice", "search", words, "-w", "ws", "--json"));
	char *id = scope_printf(&box->sc, "%s", json_string_value(json_at(found, "found.0.id")));

	json_decref(found);
	return id;
}

static int64_t spoken_of(struct box *box, const char *touchpoint)
{
	json_t *report = json_of(wend_ok(box, "voice", "report", "-w", "ws", "--json"));
	int64_t n = json_int_at(item(json_at(report, "touchpoints"), "id", touchpoint), "voice.customers");

	json_decref(report);
	return n;
}

static void corrections_hold(void **state)
{
	struct box *box = *state;

	shop_that_speaks(box);
	const char *id = id_of(box, "evening");
	assert_int_equal(spoken_of(box, "Parcel Delivered"), 4);
	wend_ok(box, "voice", "correct", id, "--touchpoint", "Checkout Payment", "-w", "ws", "--author",
		"anna");
	assert_int_equal(spoken_of(box, "Parcel Delivered"), 3);
	wend_ok(box, "voice", "correct", id, "--feeling", "positive", "-w", "ws");
	wend_ok(box, "voice", "correct", id, "--touchpoint", "Parcel Delivered", "-w", "ws");
	assert_int_equal(spoken_of(box, "Parcel Delivered"), 4);
	wend_ok(box, "voice", "correct", id, "--touchpoint", "Checkout Payment", "-w", "ws");
	assert_int_equal(spoken_of(box, "Parcel Delivered"), 3);
	assert_true(str_has(wend(box, "voice", "uncorrect", id, "--task", "touchpoint", "-w", "ws").err,
		STR("Taken back: touchpoint Checkout Payment.")));
	assert_int_equal(spoken_of(box, "Parcel Delivered"), 4);
	assert_refused(wend(box, "voice", "uncorrect", id, "--task", "touchpoint", "-w", "ws"), 3,
		"nobody has corrected the touchpoint");
	assert_true(str_has(
		wend(box, "voice", "uncorrect", id, "-w", "ws").err, STR("Taken back: feeling positive.")));
	assert_refused(wend(box, "voice", "uncorrect", id, "-w", "ws"), 3, "nobody has corrected anything");
	assert_refused(
		wend(box, "voice", "uncorrect", "0123456789", "-w", "ws"), 3, "no text \"0123456789\"");
	assert_refused(wend(box, "voice", "uncorrect", "-w", "ws"), 2, "by the id");
	assert_refused(wend(box, "voice", "correct", id, "-w", "ws"), 2, "--feeling");
	assert_refused(
		wend(box, "voice", "correct", id, "--feeling", "glad", "-w", "ws"), 2, "no feeling \"glad\"");
	assert_refused(wend(box, "voice", "correct", id, "--touchpoint", "no", "-w", "ws"), 3,
		"no touchpoint \"no\"");
	assert_refused(wend(box, "voice", "correct", "0123456789", "--feeling", "neutral", "-w", "ws"), 3,
		"no text \"0123456789\"");
}

static const char *need_of(struct box *box)
{
	json_t *list = json_of(wend_ok(box, "voice", "findings", "-w", "ws", "--json"));
	char *id = scope_printf(&box->sc, "%s", json_string_value(json_at(item(list, "kind", "need"), "id")));

	json_decref(list);
	return id;
}

static void proposals_are_confirmed_and_rejected(void **state)
{
	struct box *box = *state;

	shop_that_speaks(box);
	const char *id = need_of(box);
	assert_true(str_has(wend_ok(box, "voice", "findings", "-w", "ws"), STR("proposed")));
	wend_ok(box, "voice", "confirm", id, "-w", "ws");
	json_t *map = json_of(wend_ok(box, "map", "-w", "ws", "--json"));
	const json_t *cell = item(lane_cells(map, "needs"), "at", "Parcel Delivered");
	assert_string_equal(json_string_value(json_at(cell, "basis")), "reported");
	json_decref(map);
	wend_ok(box, "voice", "reject", id, "-w", "ws");
	map = json_of(wend_ok(box, "map", "-w", "ws", "--json"));
	assert_int_equal(json_array_size(lane_cells(map, "needs")), 0);
	json_decref(map);
	assert_refused(wend(box, "voice", "confirm", "000000", "-w", "ws"), 3, "no finding \"000000\"");
	assert_refused(wend(box, "voice", "confirm", "-w", "ws"), 2, "which finding");
	assert_refused(wend(box, "voice", "shout", "-w", "ws"), 2, "does not know \"shout\": report, search");
}

/* Ratings without words are no acts, and who is asked about does not change what a thing is about. */
static void who_acts_is_settled_once(void **state)
{
	struct box *box = *state;
	struct buf *b = buf_new(&box->sc, 1 << 16);

	shop_that_speaks(box);
	buf_puts(b, "customer,time,event,rating,comment\n");
	for (int i = 0; i < 40; i++)
		buf_printf(b, "r%d,2026-03-10 10:%02d,Review Written,%d,\n", i, i, i % 5 + 1);
	box_write(box, "rated.csv", buf_str(b).p, buf_len(b));
	wend_ok(box, "import", "rated.csv", "-w", "ws");
	assert_int_equal(spoken_of(box, "Parcel Delivered"), 4);
	json_t *report = json_of(wend_ok(
		box, "voice", "report", "-w", "ws", "--json", "--where", "{ said: { theme: kurier } }"));
	assert_int_equal(json_int_at(item(json_at(report, "touchpoints"), "id", "Parcel Delivered"),
				 "voice.customers"),
		1);
	json_decref(report);
	assert_true(str_has(wend_ok(box, "voice", "report", "-w", "ws", "--touchpoint", "Parcel Delivered"),
		STR("Pains: 3 of 4")));
	assert_refused(wend(box, "voice", "report", "-w", "ws", "--touchpoint", "Parcl"), 3,
		"no touchpoint \"Parcl\"");
	assert_refused(wend(box, "voice", "findings", "-w", "ws", "--touchpoint", "Parcl"), 3,
		"no touchpoint \"Parcl\"");
}

static int64_t needs(struct box *box)
{
	json_t *report = json_of(wend_ok(box, "voice", "report", "-w", "ws", "--json"));
	int64_t n = json_int_at(report, "touchpoints.0.voice.kinds.need.customers");

	json_decref(report);
	return n;
}

/* What somebody else said, or is quoted, is nobody's need; what was rejected does not count. */
static void only_their_own_needs_count(void **state)
{
	struct box *box = *state;

	make_workspace(box, "ws");
	box_text(box, "said.csv",
		"customer,time,event,comment\n1,2026-03-01,Answer,\"I need an invoice with the order, please\"\n"
		"2,2026-03-01,Answer,\"\"\"I need an invoice\"\" is what the sign on the wall was telling\"\n"
		"3,2026-03-01,Answer,\"She said I need a new card and then I went home for the day\"\n"
		"4,2026-03-01,Answer,\"Na ekranie było „proszę o fakturę” i nic więcej się nie działo\"\n"
		"5,2026-03-01,Answer,\"На двери висит «мне нужен чек» и больше ничего там не было\"\n");
	wend_ok(box, "import", "said.csv", "-w", "ws");
	wend_ok(box, "map", "-w", "ws");
	assert_int_equal(needs(box), 1);
	const char *id = need_of(box);
	wend_ok(box, "voice", "reject", id, "-w", "ws");
	json_t *report = json_of(wend_ok(box, "voice", "report", "-w", "ws", "--json"));
	assert_null(json_at(report, "touchpoints.0.voice.kinds.need"));
	json_decref(report);
	assert_true(str_has(wend_ok(box, "voice", "findings", "-w", "ws"), STR("rejected")));
	wend_ok(box, "voice", "confirm", id, "-w", "ws");
	assert_int_equal(needs(box), 1);
}

/* Smileys alone do not make a feeling of a language that is not known. */
static void other_languages_have_no_feeling(void **state)
{
	struct box *box = *state;

	make_workspace(box, "ws");
	box_text(box, "said.csv",
		"customer,time,event,comment\n1,2026-03-01,Answer,\"Дуже погана доставка, чекав цілий тиждень 😡\"\n"
		"2,2026-03-01,Answer,\"Все сподобалось, щиро дякую вашій компанії 😊\"\n");
	wend_ok(box, "import", "said.csv", "-w", "ws");
	json_t *report = json_of(wend_ok(box, "voice", "report", "-w", "ws", "--json"));
	assert_int_equal(json_int_at(report, "voice.unfelt"), 2);
	assert_true(json_is_null(json_at(report, "touchpoints.0.voice.feeling.value")));
	assert_int_equal(json_object_size(json_at(report, "touchpoints.0.voice.kinds")), 0);
	json_decref(report);
}

/* A quote, a search and an explanation show no number and no address, nor half of one. */
static void nobody_is_shown(void **state)
{
	static const char *const verbs[][3] = { { "report", NULL, NULL }, { "search", "rude", NULL },
		{ "findings", NULL, NULL } };
	struct box *box = *state;

	make_workspace(box, "ws");
	box_text(box, "said.csv",
		"customer,time,event,comment\n"
		"1,2026-03-01,Answer,\"The staff was rude to me, you may write to anna.nowakowska@example.com or call 600 123 456\"\n"
		"2,2026-03-01,Answer,\"Rude and slow again, my number is 600-123-456 and nobody called me back for three weeks\"\n");
	wend_ok(box, "import", "said.csv", "-w", "ws");
	wend_ok(box, "map", "-w", "ws", "-o", "map.html", "-o", "map.json");
	const char *id = id_of(box, "nowakowska");
	for (size_t i = 0; i < COUNT_OF(verbs) + 2; i++) {
		struct str out =
			i < COUNT_OF(verbs)
				? wend_ok(box, "voice", verbs[i][0], verbs[i][1] ? verbs[i][1] : "-w",
					  verbs[i][1] ? "-w" : "ws", verbs[i][1] ? "ws" : NULL)
			: i == COUNT_OF(verbs) ? wend_ok(box, "voice", "explain", id, "-w", "ws")
					       : box_read(box, "map.html");
		assert_false(str_has(out, STR("600 1")) || str_has(out, STR("600-")));
		assert_false(str_has(out, STR("nowakowska")));
	}
}

/* Erasing somebody takes the corrections of what they said along. */
static void erasing_takes_corrections_along(void **state)
{
	struct box *box = *state;

	shop_that_speaks(box);
	const char *id = id_of(box, "evening");
	wend_ok(box, "voice", "correct", id, "--feeling", "neutral", "-w", "ws");
	wend_ok(box, "export", "-w", "ws", "-o", "before");
	assert_true(str_has(box_read(box, "before/judged.ndjson"), str_of(id)));
	wend_ok(box, "erase", "6", "-w", "ws");
	wend_ok(box, "export", "-w", "ws", "-o", "after");
	assert_int_equal(box_read(box, "after/judged.ndjson").n, 0);
}

/* The company's own words beside Wend's. */
static void own_words_count(void **state)
{
	struct box *box = *state;

	make_workspace(box, "ws");
	box_text(box, "said.csv",
		"customer,time,event,comment\n1,2026-03-01,Answer,\"It snorfles and the widget is here\"\n"
		"2,2026-03-01,Answer,\"It snorfles and the widget is there\"\n3,2026-03-01,Answer,\"snorfled all day long\"\n"
		"4,2026-03-01,Answer,\"It snorfled and the widget too\"\n5,2026-03-01,Answer,\"it snorfled in the hall\"\n");
	wend_ok(box, "import", "said.csv", "-w", "ws");
	json_t *before = json_of(wend_ok(box, "map", "-w", "ws", "--json"));
	assert_near(json_number_value(json_at(before, "touchpoints.0.feeling.value")), 0, .2);
	json_decref(before);
	mkdir(box_path(box, "ws/voice"), 0700);
	box_text(box, "ws/voice/lexicon-en.txt", "[feeling]\n-3: snorfl*\n");
	json_t *map = json_of(wend_ok(box, "map", "-w", "ws", "--json"));
	assert_true(json_number_value(json_at(map, "touchpoints.0.feeling.value")) < -1);
	json_decref(map);
	box_text(box, "ws/voice/lexicon-en.txt", "[feeling]\nsnorfl*\n");
	assert_refused(
		wend(box, "map", "-w", "ws"), 2, "lexicon-en.txt, line 2: a line of this section starts");
	assert_true(str_has(wend_ok(box, "voice", "lexicon", "--lang", "pl"), STR("[feeling")));
}

/* Words that no lexicon has: only whoever learns from the ratings can know what they mean. */
static void rated_with_words_of_their_own(struct box *box)
{
	static const char *const good[] = { "glimmy", "florble", "zanthic", "wimpled" },
				 *const bad[] = { "grondy", "skrell", "mubbish", "tarnick" },
				 *const flat[] = { "plain", "green", "wooden", "round" };
	static const char *const nouns[] = { "box", "lid", "hall", "visit", "order", "table", "spoon",
		"chair", "room" };
	struct buf *b = buf_new(&box->sc, 1 << 20);
	uint64_t seed = 11;

	buf_puts(b, "customer,time,event,rating,comment\n");
	for (int i = 0; i < 900; i++) {
		uint64_t class = test_random(&seed) % 3;
		const char *const *words = class == 0 ? bad : class == 1 ? flat : good;
		buf_printf(b,
			"%d,2026-03-%02d 10:00,Answer,%d,\"the %s was %s and the %s was %s, number %d of %d\"\n",
			i, i % 28 + 1,
			class == 0   ? 1
			: class == 1 ? 3
				     : 5,
			nouns[test_random(&seed) % COUNT_OF(nouns)], words[test_random(&seed) % 4],
			nouns[test_random(&seed) % COUNT_OF(nouns)], words[test_random(&seed) % 4], i, i * 7);
	}
	box_write(box, "rated.csv", buf_str(b).p, buf_len(b));
	make_workspace(box, "ws");
	wend_ok(box, "import", "rated.csv", "-w", "ws", "--scale", "1-5");
}

static void what_is_learnt_is_used_only_where_it_wins(void **state)
{
	struct box *box = *state;

	rated_with_words_of_their_own(box);
	json_t *eval = json_of(wend_ok(box, "voice", "eval", "-w", "ws", "--lang", "en", "--json"));
	assert_true(json_number_value(json_at(eval, "0.lexicon.accuracy")) < .6);
	assert_true(json_number_value(json_at(eval, "0.learnt.accuracy")) > .9);
	assert_true(json_is_true(json_at(eval, "0.wins")));
	assert_true(json_is_false(json_at(eval, "0.kept")));
	json_decref(eval);
	struct str text = wend_ok(box, "voice", "train", "-w", "ws", "--lang", "en");
	assert_true(str_has(text, STR("it is used from now on")));
	assert_true(str_has(
		wend_ok(box, "voice", "report", "-w", "ws"), STR("by a model of the company's own texts")));
	text = wend_ok(box, "voice", "train", "-w", "ws", "--lang", "en");
	assert_true(str_has(text, STR("no better than the model in use, which stays")));
	box_text(box, "ws/voice/feeling-en.vlm", "not a model");
	assert_int_equal(wend(box, "voice", "report", "-w", "ws").code, 2);
}

static void too_few_are_not_learnt_from(void **state)
{
	struct box *box = *state;

	shop_that_speaks(box);
	assert_true(str_has(
		wend_ok(box, "voice", "train", "-w", "ws", "--lang", "en"), STR("too few to learn from")));
	assert_refused(wend(box, "voice", "train", "-w", "ws", "--lang", "de"), 2, "no language \"de\"");
	assert_refused(wend(box, "voice", "eval", "-w", "ws", "--task", "colour"), 2, "no task \"colour\"");
}

/* What nobody would write: it is taken, counted, and neither stops nor slows anything. */
static void hostile_texts_are_heard(void **state)
{
	struct box *box = *state;
	struct buf *b = buf_new(&box->sc, 8 << 20);

	buf_puts(b, "customer,time,event,comment\n1,2026-03-01,Answer,\"");
	while (buf_len(b) < 520000)
		buf_puts(b, "never again (late) ... ");
	buf_puts(b, "\"\n2,2026-03-01,Answer,\"\xf0\x9f\x98\xa1\xf0\x9f\x98\xa1\xf0\x9f\x91\x8e\"\n"
		    "3,2026-03-01,Answer,\"bad \xff\xfe\x80 bytes and \xc3 more of them in here\"\n"
		    "4,2026-03-01,Answer,\"\xd7\x94\xd7\x9e\xd7\xa9\xd7\x9c\xd7\x95\xd7\x97 \xd7\x9c\xd7\x90 "
		    "\xd7\x94\xd7\x92\xd7\x99\xd7\xa2\"\n"
		    "5,2026-03-01,Answer,\"Great service ale kurier się spóźnił, ужасно and I am sad\"\n"
		    "6,2026-03-01,Answer,\""
		    "))))))))))((((((((((!!!!????\"\n");
	for (int i = 0; i < 10000; i++)
		buf_printf(b,
			"c%d,2026-03-02,Answer,\"The delivery was late and the staff was rude, never again\"\n",
			i);
	box_write(box, "said.csv", buf_str(b).p, buf_len(b));
	make_workspace(box, "ws");
	wend_ok(box, "import", "said.csv", "-w", "ws");
	json_t *report = json_of(wend_ok(box, "voice", "report", "-w", "ws", "--json"));
	assert_int_equal(json_int_at(report, "voice.texts"), 10006);
	assert_int_equal(json_int_at(report, "voice.repeats"), 9999);
	const json_t *at = json_at(report, "touchpoints.0.voice");
	const json_t *findings = json_at(at, "findings");
	size_t i;
	const json_t *f;
	uint64_t quotes = 0;
	json_array_foreach(findings, i, f) if (strcmp(json_string_value(json_at(f, "kind")), "pain") == 0)
		quotes += json_array_size(json_at(f, "quotes"));
	assert_true(quotes >= 1 && quotes <= 5);
	assert_true(json_int_at(at, "kinds.pain.customers") > 10000);
	json_decref(report);
	wend_ok(box, "map", "-w", "ws", "-o", "map.svg");
}

/* The feeling curve by stage of real answers: the same as an independent count of the file. */
static void answers_with_stages_give_the_curve(void **state)
{
	struct box *box = *state;

	NEED_SHARED(path, "data/nps_verbatim/dev_30.csv");
	json_t *report = json_of(wend_ok(box, "voice", "report", path, "--json"));
	static const struct {
		const char *stage;
		int customers;
	} stages[] = { { "Order", 279 }, { "Equipment Received", 77 }, { "Service in Use", 14 },
		{ "First Payment", 353 } };
	for (size_t i = 0; i < COUNT_OF(stages); i++) {
		const json_t *t = item(json_at(report, "touchpoints"), "id", stages[i].stage);
		assert_int_equal(json_int_at(t, "voice.customers"), stages[i].customers);
		assert_true(json_number_value(json_at(t, "voice.feeling.low")) <
			    json_number_value(json_at(t, "voice.feeling.high")));
	}
	json_decref(report);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_is_said_stands_where_it_is_about, box_open, box_close),
		cmocka_unit_test_setup_teardown(the_lanes_are_filled, box_open, box_close),
		cmocka_unit_test_setup_teardown(every_form_of_a_word_is_found, box_open, box_close),
		cmocka_unit_test_setup_teardown(corrections_hold, box_open, box_close),
		cmocka_unit_test_setup_teardown(proposals_are_confirmed_and_rejected, box_open, box_close),
		cmocka_unit_test_setup_teardown(who_acts_is_settled_once, box_open, box_close),
		cmocka_unit_test_setup_teardown(only_their_own_needs_count, box_open, box_close),
		cmocka_unit_test_setup_teardown(other_languages_have_no_feeling, box_open, box_close),
		cmocka_unit_test_setup_teardown(nobody_is_shown, box_open, box_close),
		cmocka_unit_test_setup_teardown(erasing_takes_corrections_along, box_open, box_close),
		cmocka_unit_test_setup_teardown(own_words_count, box_open, box_close),
		cmocka_unit_test_setup_teardown(
			what_is_learnt_is_used_only_where_it_wins, box_open, box_close),
		cmocka_unit_test_setup_teardown(too_few_are_not_learnt_from, box_open, box_close),
		cmocka_unit_test_setup_teardown(hostile_texts_are_heard, box_open, box_close),
		cmocka_unit_test_setup_teardown(answers_with_stages_give_the_curve, box_open, box_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
