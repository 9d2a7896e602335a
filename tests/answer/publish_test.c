/* Publishing: what is frozen, that no words of customers are in it, how it is shown later, and periods. */
#include "answer/publish.h"

#include <jansson.h>

#include "answer/first.h"
#include "answer/members.h"
#include "base/buf.h"
#include "base/when.h"
#include "bench.h"
#include "draw/draw.h"
#include "model/definition_io.h"

static const char *const comments[] = { "The Payment failed late and left the parcel outside in the rain",
	"I love this shop, the parcel was here sooner than promised",
	"Payment failed three times, terrible, I gave up and bought elsewhere",
	"Please let me choose the hour of the delivery, I work in the evening",
	"Great help on the phone, thank you so much for that" };

/* Customers who visit, pay, and say something: in January, and in February others. */
static struct str evidence_of(struct scope *sc, unsigned customers, uint64_t seed, const char *month)
{
	struct buf *out = buf_new(sc, 1 << 22);

	buf_puts(out, "customer_id,time,event,rating,comment\n");
	for (unsigned c = 0; c < customers; c++) {
		unsigned day = 1 + (unsigned)(test_random(&seed) % 25);
		unsigned said = (unsigned)(test_random(&seed) % COUNT_OF(comments));
		buf_printf(out, "%s-%u,%s-%02uT10:00:00Z,visit,,\n", month, c, month, day);
		if (test_random(&seed) % 3)
			buf_printf(out, "%s-%u,%s-%02uT10:05:00Z,pay,,\n", month, c, month, day);
		if (test_random(&seed) % 2)
			buf_printf(out, "%s-%u,%s-%02uT11:00:00Z,review,%u,\"%s, %u\"\n", month, c, month,
				day, (unsigned)(test_random(&seed) % 5) + 1, comments[said], c);
	}
	return buf_str(out);
}

static struct bench shop(void)
{
	struct bench b = bench_new();

	bench_import(&b, bench_write(&b, "january.csv", evidence_of(&b.sc, 120, 9, "2026-01")));
	bench_import(&b, bench_write(&b, "february.csv", evidence_of(&b.sc, 100, 4, "2026-02")));
	bench_study(&b);
	return b;
}

static const char map_text[] = "map: m\ntitle: M\ngoal: pay\nstages:\n- id: all\n  touchpoints:\n"
			       "  - {id: visit, match: [{event: visit}]}\n"
			       "  - {id: pay, match: [{event: pay}], keywords: [payment]}\n"
			       "  - {id: parcel, match: [{event: review}], keywords: [parcel, delivery]}\n";

static struct saved_map *saved(struct bench *b)
{
	struct definition *def = definition_from_text(&b->sc, DOCUMENT_GUESS, STR(map_text));
	struct saved_map map = { .id = STR("m"),
		.title = STR("M"),
		.text = definition_to_json(&b->sc, def),
		.author = STR("anna") };

	assert_true(documents_put_map(&b->sc, b->ws->documents, &map, 0));
	return documents_map(&b->sc, b->ws->documents, STR("m"));
}

static struct published publish_it(struct bench *b, const struct saved_map *map)
{
	struct published v = { .author = STR("anna"), .note = STR("first"), .published_us = 1000000 };

	if (!publish(&b->sc, b->study, map, &(struct publish_wish){ .version = &v }))
		fail_msg("%s", b->sc.why);
	return v;
}

static json_t *shown_json(struct bench *b, struct shown **shown)
{
	*shown = publish_show(&b->sc, b->ws->documents, STR("m"), 1);
	if (!*shown)
		fail_msg("%s", b->sc.why);
	json_t *json = json_loadb((*shown)->json.p, (*shown)->json.n, 0, NULL);
	assert_non_null(json);
	return json;
}

static json_t *now_json(struct bench *b, const struct saved_map *map)
{
	struct definition *def = definition_from_text(&b->sc, DOCUMENT_JSON, map->text);
	struct buf *out = buf_new(&b->sc, 1 << 24);

	assert_true(draw_json(&b->sc, study_map(&b->sc, b->study, def, &(struct study_wish){ 0 }), out));
	return json_loadb(buf_str(out).p, buf_len(out), 0, NULL);
}

static size_t count_of(struct str text, const char *words)
{
	size_t n = 0, length = strlen(words);

	for (const char *p = text.p; (p = strstr(p, words)) != NULL; p += length)
		n++;
	return n;
}

static void a_version_reads_as_the_map_did(void **state)
{
	struct bench b = shop();
	const struct saved_map *map = saved(&b);
	struct published v = publish_it(&b, map);
	struct shown *shown;
	json_t *json = shown_json(&b, &shown), *now = now_json(&b, map);

	(void)state;
	assert_int_equal(v.no, 1);
	assert_int_equal(
		json_integer_value(json_object_get(json_object_get(json, "version"), "revision")), 1);
	json_object_del(json, "version");
	assert_true(json_equal(json, now));
	assert_true(shown->quotes > 3);
	assert_int_equal(shown->gone, 0);
	assert_true(count_of(shown->json, "Payment failed") > 0);
	json_decref(json);
	json_decref(now);
	bench_close(&b);
}

/* The remark that says which version it is apart, every picture is the one of the day. */
static void a_version_is_drawn_as_the_map_was(void **state)
{
	static const char *const shapes[] = { "svg", "html", "csv", "txt" };
	struct bench b = shop();
	const struct saved_map *saved_map = saved(&b);
	struct shown *shown;

	(void)state;
	publish_it(&b, saved_map);
	json_decref(shown_json(&b, &shown));
	struct map *then = publish_map(&b.sc, shown);
	struct definition *def = definition_from_text(&b.sc, DOCUMENT_JSON, saved_map->text);
	struct map *now = study_map(&b.sc, b.study, def, &(struct study_wish){ 0 });
	assert_non_null(then);
	assert_true(str_starts(then->remarks.at[0],
		STR("Version 1 of \"m\" (current), published 1970-01-01 by anna: first.")));
	then->remarks.at++;
	then->remarks.n--;
	for (size_t i = 0; i < COUNT_OF(shapes); i++) {
		struct buf *a = buf_new(&b.sc, DRAW_CEILING), *c = buf_new(&b.sc, DRAW_CEILING);
		assert_true(draw_write(&b.sc, now, str_of(shapes[i]), a) &&
			    draw_write(&b.sc, then, str_of(shapes[i]), c));
		if (!str_equal(buf_str(a), buf_str(c)))
			fail_msg("the %s is another", shapes[i]);
	}
	bench_close(&b);
}

/* Nothing that a customer wrote, and nothing that names a text, is in what is kept. */
static void no_words_of_customers_are_kept(void **state)
{
	struct bench b = shop();

	(void)state;
	publish_it(&b, saved(&b));
	struct published *v = published_get(&b.sc, b.ws->documents, STR("m"), 1);
	for (size_t i = 0; i < COUNT_OF(comments); i++) {
		struct str part = str_sub(str_of(comments[i]), 0, 16);
		assert_int_equal(count_of(v->frozen, str_c(&b.sc, part)), 0);
		assert_int_equal(count_of(v->measures, str_c(&b.sc, part)), 0);
	}
	assert_true(count_of(v->frozen, "wend-quote:") > 3);
	assert_int_equal(
		count_of(v->frozen, "\"id\": \"0000000000\""), count_of(v->frozen, "\"linked_by\": \""));
	bench_close(&b);
}

static void new_evidence_does_not_touch_it(void **state)
{
	struct bench b = shop();
	struct shown *shown;

	(void)state;
	publish_it(&b, saved(&b));
	json_t *before = shown_json(&b, &shown);
	study_close(b.study);
	bench_import(&b, bench_write(&b, "march.csv", evidence_of(&b.sc, 90, 77, "2026-03")));
	bench_study(&b);
	json_t *after = shown_json(&b, &shown);
	assert_true(json_equal(before, after));
	json_decref(before);
	json_decref(after);
	bench_close(&b);
}

static void quotes_of_the_erased_are_gone_and_counted(void **state)
{
	struct bench b = shop();
	struct shown *shown;

	(void)state;
	publish_it(&b, saved(&b));
	json_decref(shown_json(&b, &shown));
	size_t had = shown->quotes, lines = count_of(shown->json, "Payment failed");
	assert_true(lines > 0);
	assert_true(lite_run(&b.sc, documents_lite(b.ws->documents),
		"DELETE FROM feedback WHERE instr(text, 'Payment failed')", 0, NULL));
	json_decref(shown_json(&b, &shown));
	assert_int_equal(count_of(shown->json, "Payment failed"), 0);
	assert_int_equal(count_of(shown->json, "wend-quote"), 0);
	assert_int_equal(shown->quotes, had);
	assert_true(shown->gone > 0 && shown->gone < had);
	assert_int_equal(count_of(shown->json, scope_printf(&b.sc, "\"quotes_gone\": %zu", shown->gone)), 1);
	bench_close(&b);
}

static void the_state_may_be_wished(void **state)
{
	struct bench b = shop();
	struct published v = { .author = STR("anna"), .state = MAP_FUTURE };

	(void)state;
	assert_true(publish(
		&b.sc, b.study, saved(&b), &(struct publish_wish){ .version = &v, .has_state = true }));
	struct published *kept = published_get(&b.sc, b.ws->documents, STR("m"), 1);
	assert_int_equal(kept->state, MAP_FUTURE);
	assert_true(str_has(kept->definition, STR("\"state\": \"future\"")));
	assert_true(str_has(kept->frozen, STR("\"state\": \"future\"")));
	bench_close(&b);
}

/* A map for a persona: the version has its customers only, and now is compared by the same. */
static void a_version_is_of_its_personas(void **state)
{
	struct bench b = shop();
	struct paper paper = { .kind = PAPER_PERSONA, .author = STR("anna"), .written_us = 1 };
	struct shown *shown;
	int64_t made;

	(void)state;
	struct paper_text text;
	assert_true(paper_from_text(&b.sc, PAPER_PERSONA, DOCUMENT_GUESS,
		STR("id: payer\nname: Payers\nrule: { did: pay }\n"), &text));
	paper.id = text.id;
	paper.title = text.title;
	paper.body = text.json;
	if (!papers_put(&b.sc, b.ws->documents, &paper, 0, &made))
		fail_msg("%s", b.sc.why);
	struct saved_map map = *saved(&b);
	struct definition *def = definition_from_text(&b.sc, DOCUMENT_JSON, map.text);
	struct measures *all = publish_measures(&b.sc, b.study, def, false, 0, 0);
	*LIST_ADD(&b.sc, &def->personas) = STR("payer");
	struct measures *payers = publish_measures(&b.sc, b.study, def, false, 0, 0);
	assert_true(payers->customers < all->customers && payers->customers > 0);
	assert_int_equal(payers->touchpoints.at[1].journeys, all->touchpoints.at[1].journeys);
	assert_str(all->who, "");
	assert_true(str_starts(payers->who, STR("payer: ")));
	map.text = definition_to_json(&b.sc, def);
	publish_it(&b, &map);
	json_t *json = shown_json(&b, &shown);
	assert_int_equal(
		json_integer_value(json_object_get(json, "customers")), (long long)payers->customers);
	json_decref(json);
	bench_close(&b);
}

/* --- periods, counted by hand --- */

struct counting {
	int64_t from_s, to_s;
	uint64_t journeys, at[3];
	uint32_t touchpoints;
};

static void count_journey(void *to, const struct journey *j)
{
	struct counting *c = to;
	int64_t start = part_second(j->part, j->events[0]);
	bool seen[3] = { false };

	if (start < c->from_s || start > c->to_s)
		return;
	c->journeys++;
	for (size_t i = 0; i < j->n; i++)
		if (j->touch[i] < 3)
			seen[j->touch[i]] = true;
	for (size_t t = 0; t < 3; t++)
		c->at[t] += seen[t];
}

static int64_t second_of(const char *date)
{
	int64_t us = 0;

	assert_true(when_read_any(NULL, str_of(date), &us));
	return us / 1000000;
}

static void periods_are_those_of_their_journeys(void **state)
{
	struct bench b = shop();
	struct definition *def = definition_from_text(&b.sc, DOCUMENT_GUESS, STR(map_text));
	struct study_rules *rules = study_rules(&b.sc, b.study, def);
	uint64_t seed = 21, texts = 0;

	(void)state;
	for (int i = 0; i < 20; i++) {
		int64_t from = second_of("2026-01-01") + (int64_t)(test_random(&seed) % (50 * DAY_S)),
			to = from + (int64_t)(test_random(&seed) % (30 * DAY_S));
		struct counting slow = { .from_s = from, .to_s = to };
		trail_walk(b.study->trail, &rules->walk, &(struct walk_wish){ .workers = 1 }, count_journey,
			&slow);
		struct measures *m = publish_measures(&b.sc, b.study, def, true, from, to);
		assert_int_equal(m->journeys, slow.journeys);
		for (size_t t = 0; t < 3; t++)
			assert_int_equal(m->touchpoints.at[t].journeys, slow.at[t]);
	}
	int64_t february = second_of("2026-02-01");
	struct measures *all = publish_measures(&b.sc, b.study, def, false, 0, 0),
			*first = publish_measures(&b.sc, b.study, def, true, 0, february - 1),
			*second = publish_measures(&b.sc, b.study, def, true, february, INT64_MAX / 1000000);
	assert_int_equal(first->journeys + second->journeys, all->journeys);
	for (size_t t = 0; t < 3;
		t++) { /* nobody is a customer in both months: values of customers add up too */
		const struct measured *x = &first->touchpoints.at[t], *y = &second->touchpoints.at[t],
				      *z = &all->touchpoints.at[t];
		assert_int_equal(x->rating.n + y->rating.n, z->rating.n);
		assert_int_equal(x->rating.sum + y->rating.sum, z->rating.sum);
		assert_int_equal(x->text.n + y->text.n, z->text.n);
		assert_int_equal(x->text.sum + y->text.sum, z->text.sum);
		texts += z->text.n;
	}
	assert_true(texts > 50);
	bench_close(&b);
}

/* A map for a persona is frozen, and measured, with its customers only. */
static void a_version_counts_the_persona_of_its_map(void **state)
{
	struct bench b = shop();
	struct paper_text text;
	int64_t made;

	(void)state;
	assert_true(paper_from_text(&b.sc, PAPER_PERSONA, DOCUMENT_GUESS,
		STR("id: payer\nname: Who pays\nrule: { did: pay }\n"), &text));
	assert_true(papers_put(&b.sc, b.ws->documents,
		&(struct paper){ .kind = PAPER_PERSONA,
			.id = text.id,
			.title = text.title,
			.body = text.json,
			.author = STR("anna") },
		0, &made));
	struct saved_map *map = saved(&b);
	struct definition *def = definition_from_text(&b.sc, DOCUMENT_JSON, map->text);
	*LIST_ADD(&b.sc, &def->personas) = STR("payer");
	map->text = definition_to_json(&b.sc, def);
	const struct map_members *members = map_members(&b.sc, b.study, def);
	publish_it(&b, map);
	struct shown *shown;
	json_t *json = shown_json(&b, &shown);
	json_int_t customers = json_integer_value(json_object_get(json, "customers"));
	assert_int_equal(customers, members->personas.at[0].n);
	assert_true(customers > 100 && customers < 200); /* of 220 */
	assert_int_equal(count_of(shown->json, "Counted for Who pays: "), 1);
	const struct measures *m = publish_measures(&b.sc, b.study, def, false, 0, 0);
	assert_int_equal(m->customers, customers);
	json_decref(json);
	bench_close(&b);
}

static void keep_persona(struct bench *b, const char *text)
{
	struct paper_text read;
	int64_t made;

	if (!paper_from_text(&b->sc, PAPER_PERSONA, DOCUMENT_GUESS, str_of(text), &read) ||
		!papers_put(&b->sc, b->ws->documents,
			&(struct paper){ .kind = PAPER_PERSONA,
				.id = read.id,
				.title = read.title,
				.body = read.json,
				.author = STR("anna") },
			0, &made))
		fail_msg("%s: %s", text, b->sc.why);
}

static struct saved_map *saved_for_two(struct bench *b)
{
	struct definition *def = definition_from_text(&b->sc, DOCUMENT_GUESS,
		str_of(scope_printf(&b->sc, "%spersona: [payers, others]\n", map_text)));
	struct saved_map map = { .id = STR("m"), .title = STR("M"), .author = STR("anna") };

	if (!def)
		fail_msg("%s", b->sc.why);
	map.text = definition_to_json(&b->sc, def);
	assert_true(documents_put_map(&b->sc, b->ws->documents, &map, 0));
	return documents_map(&b->sc, b->ws->documents, STR("m"));
}

/* They stay as they were on the day, while the map of today has others. */
static void curves_are_frozen(void **state)
{
	struct bench b = shop();
	struct shown *shown;
	json_int_t payers, later;

	(void)state;
	keep_persona(&b, "id: payers\nname: Payers\nrule: { did: pay }");
	keep_persona(&b, "id: others\nname: Others\nrule: { not: { did: pay } }");
	const struct saved_map *map = saved_for_two(&b);
	publish_it(&b, map);
	json_t *json = shown_json(&b, &shown);
	const json_t *curves = json_object_get(json, "curves"), *one = json_array_get(curves, 0);
	assert_int_equal(json_array_size(curves), 2);
	assert_string_equal(json_string_value(json_object_get(one, "name")), "Payers");
	assert_int_equal(json_array_size(json_object_get(one, "points")), 3);
	payers = json_integer_value(json_object_get(one, "customers"));
	assert_int_equal(
		payers + json_integer_value(json_object_get(json_array_get(curves, 1), "customers")), 220);

	bench_import(&b, bench_write(&b, "march.csv", evidence_of(&b.sc, 90, 5, "2026-03")));
	study_close(b.study);
	bench_study(&b);
	struct measures *m = publish_measures(
		&b.sc, b.study, definition_from_text(&b.sc, DOCUMENT_JSON, map->text), false, 0, 0);
	assert_non_null(m);
	assert_int_equal(m->customers, 310);
	json_decref(json);
	json = shown_json(&b, &shown);
	later = json_integer_value(
		json_object_get(json_array_get(json_object_get(json, "curves"), 0), "customers"));
	assert_int_equal(later, payers);
	json_decref(json);
	bench_close(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_version_reads_as_the_map_did),
		cmocka_unit_test(a_version_is_drawn_as_the_map_was),
		cmocka_unit_test(a_version_counts_the_persona_of_its_map),
		cmocka_unit_test(no_words_of_customers_are_kept),
		cmocka_unit_test(new_evidence_does_not_touch_it),
		cmocka_unit_test(quotes_of_the_erased_are_gone_and_counted),
		cmocka_unit_test(the_state_may_be_wished),
		cmocka_unit_test(a_version_is_of_its_personas),
		cmocka_unit_test(periods_are_those_of_their_journeys),
		cmocka_unit_test(curves_are_frozen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
