#include "answer/scores.h"

#include "answer/first.h"
#include "base/buf.h"
#include "base/when.h"
#include "bench.h"
#include "model/definition_io.h"

static const char MAP[] =
	"map: m\ntitle: M\nstages:\n"
	"  - id: buy\n    name: Buying\n    touchpoints:\n"
	"      - { id: order, name: Order, match: [ { event: order } ] }\n"
	"      - { id: question, name: Question, match: [ { event: help } ], when: { before: order } }\n"
	"      - { id: complaint, name: Complaint, match: [ { event: help } ] }\n"
	"      - { id: quiet, name: Quiet, match: [ { event: quiet } ] }\n";

static struct scores_answer *ask(struct bench *b, const struct definition *def, struct scores_question q)
{
	struct scores_answer *a = study_scores(&b->sc, b->study, def, &q);

	if (!a)
		fail_msg("%s", b->sc.why);
	return a;
}

static struct definition *first_map(struct bench *b)
{
	struct definition *def =
		study_first(&b->sc, b->study, &(struct first_wish){ .id = STR("m"), .title = STR("m") });

	if (!def)
		fail_msg("%s", b->sc.why);
	return def;
}

static const struct scores_line *line_of(
	const struct scores_answer *a, const char *place, const char *question, enum score score)
{
	for (size_t i = 0; i < a->lines.n; i++) {
		const struct scores_line *l = &a->lines.at[i];
		if ((!place || str_equal(l->place_id, str_of(place))) &&
			str_equal(l->question, str_of(question)) && l->score == score)
			return l;
	}
	return NULL;
}

/* help before an order is a question, after it a complaint; anna asked twice before and ben said two things after. */
static void a_rating_stands_where_the_walk_has_its_event(void **state)
{
	struct bench b = bench_new();
	const struct scores_line *l;

	(void)state;
	bench_take(&b, "log.csv",
		"customer,time,event,rating\n"
		"anna,2026-01-01 10:00:00,help,5\nanna,2026-01-01 11:00:00,help,2\n"
		"anna,2026-01-01 12:00:00,order,4\nben,2026-01-01 10:00:00,order,\n"
		"ben,2026-01-01 11:00:00,help,1\nben,2026-01-01 12:00:00,Help,3\n"
		"cora,2026-01-01 11:00:00,help,4\ncora,2026-01-02 11:00:00,quiet,\n"
		"dan,2026-01-01 11:00:00,fax,2\n");
	bench_study(&b);
	struct definition *def = definition_from_text(&b.sc, DOCUMENT_GUESS, str_of(MAP));
	assert_non_null(def);
	struct scores_answer *a = ask(&b, def, (struct scores_question){ 0 });
	assert_int_equal(a->lines.n, 8); /* order, question, complaint, unsorted: a share and a mean each */
	l = line_of(a, "question", "help", SCORE_MEAN);
	assert_non_null(l);
	assert_int_equal(l->cells.at[0].value.n, 2);
	assert_int_equal(l->cells.at[0].answers, 3);
	assert_near(l->cells.at[0].value.value, (3.5 + 4) / 2, 1e-9);
	assert_near(line_of(a, "question", "help", SCORE_CSAT)->cells.at[0].value.value, .5, 1e-9);
	assert_near(line_of(a, "complaint", "help", SCORE_MEAN)->cells.at[0].value.value, 2, 1e-9);
	assert_int_equal(line_of(a, "(unsorted)", "fax", SCORE_MEAN)->cells.at[0].value.n, 1);
	assert_int_equal(a->without.n, 1);
	assert_str(a->without.at[0], "Quiet");
	a = ask(&b, def, (struct scores_question){ .by = SCORES_BY_SOURCE });
	assert_int_equal(a->lines.n, 6);
	bench_close(&b);
}

/* Scores, gaps and conditions tell one rating alike: to 1/1000 of a point. */
static void a_rating_is_what_it_is_everywhere(void **state)
{
	struct bench b = bench_new();

	(void)state;
	bench_take(&b, "log.csv",
		"customer,time,event,rating\nanna,2026-01-01 10:00:00,help,4.0628\n"
		"anna,2026-01-02 10:00:00,order,2\n");
	bench_study(&b);
	const struct trail_rating *r = &b.study->trail->parts[0].ratings[0];
	struct scores_answer *a = ask(
		&b, definition_from_text(&b.sc, DOCUMENT_GUESS, str_of(MAP)), (struct scores_question){ 0 });
	double mean = line_of(a, "question", "help", SCORE_MEAN)->cells.at[0].value.value;
	assert_near(mean, 4.063, 1e-12);
	assert_near(mean, scale_given((enum scale)r->scale, (double)r->rating), 0);
	bench_close(&b);
}

/* --- against a slow count ------------------------------------------------------------------------ */

enum { PEOPLE = 60, EVENTS = 3, MONTHS = 5, ROWS = 900 };

struct given {
	unsigned person, event, month, second;
	int rating; /* 1..5; NPS 0..10 */
};

static const char *const event_names[EVENTS] = { "alpha", "beta", "gamma" };

/* One value a customer: NPS by the last, else the mean. */
static struct score_sum count_slowly(
	const struct given *rows, size_t n, unsigned event, unsigned month, bool nps, unsigned parity)
{
	struct score_sum s = { 0 };

	for (unsigned p = 0; p < PEOPLE; p++) {
		double sum = 0, last = 0;
		unsigned answers = 0, at = 0;
		for (size_t i = 0; i < n; i++) {
			const struct given *g = &rows[i];
			if (g->person != p || g->event != event || g->month != month)
				continue;
			sum += g->rating;
			if (!answers || g->second >= at) {
				last = g->rating;
				at = g->second;
			}
			answers++;
		}
		if (answers && (parity > 1 || p % 2 == parity))
			score_take(&s, nps ? SCALE_NPS : SCALE_1_5, nps ? last : sum / answers, answers);
	}
	return s;
}

static void random_log(struct bench *b, struct given *rows, bool nps, uint64_t *rng)
{
	struct buf *text = buf_new(&b->sc, 1 << 20);

	buf_printf(text, "customer,time,event,%s\n", nps ? "nps" : "rating");
	for (unsigned i = 0; i < ROWS; i++) {
		struct given *g = &rows[i];
		*g = (struct given){ (unsigned)(test_random(rng) % PEOPLE),
			(unsigned)(test_random(rng) % EVENTS), (unsigned)(test_random(rng) % MONTHS), i,
			nps ? (int)(test_random(rng) % 11) : 1 + (int)(test_random(rng) % 5) };
		buf_printf(text, "p%u,2026-%02u-10 %02u:%02u:%02u,%s%s,%d\n", g->person, g->month + 1,
			i / 3600, i / 60 % 60, i % 60, nps ? "ask " : "", event_names[g->event], g->rating);
	}
	bench_import(b, bench_write(b, nps ? "nps.csv" : "stars.csv", buf_str(text)));
}

static void assert_series(const struct scores_answer *a, const struct given *rows, bool nps, size_t segments)
{
	enum score score = nps ? SCORE_NPS : SCORE_CSAT;
	enum scale scale = nps ? SCALE_NPS : SCALE_1_5;

	for (unsigned e = 0; e < EVENTS; e++) {
		char name[40];
		snprintf(name, sizeof name, "%s%s", nps ? "ask " : "", event_names[e]);
		const struct scores_line *l = line_of(a, NULL, name, score);
		assert_non_null(l);
		for (size_t s = 0; s < segments; s++, l++) {
			unsigned parity = segments > 1 ? (unsigned)s : 2;
			struct score_sum before = { 0 };
			assert_int_equal(l->segment, s);
			assert_int_equal(l->cells.n, MONTHS);
			for (unsigned m = 0; m < MONTHS; m++) {
				struct score_sum want = count_slowly(rows, ROWS, e, m, nps, parity);
				struct estimate estimate = score_estimate(score, scale, &want);
				const struct scores_cell *cell = &l->cells.at[m];
				assert_int_equal(cell->value.n, want.n);
				assert_int_equal(cell->answers, want.answers);
				assert_near(cell->value.value, estimate.value, 1e-12);
				assert_near(cell->value.low, estimate.low, 1e-12);
				struct score_change change = score_change(score, scale, &before, &want);
				assert_int_equal(cell->change.known, m > 0);
				assert_near(cell->change.p, change.p, 1e-12);
				before = want;
			}
		}
	}
}

static void a_fold_is_a_slow_count(void **state)
{
	struct bench b = bench_new();
	struct given *stars = NEW_ARRAY(&b.sc, struct given, ROWS),
		     *nps = NEW_ARRAY(&b.sc, struct given, ROWS);
	uint64_t rng = 5;

	(void)state;
	random_log(&b, stars, false, &rng);
	random_log(&b, nps, true, &rng);
	bench_study(&b);
	struct definition *def = first_map(&b);
	struct scores_question q = { .by = SCORES_BY_EVENT, .per = PERIOD_MONTH };
	struct scores_answer *a = ask(&b, def, q);
	assert_series(a, stars, false, 1);
	assert_series(a, nps, true, 1);
	assert_int_equal(a->tested, EVENTS * (MONTHS - 1) * 3); /* a share, a mean, an NPS */

	uint64_t *parts[2];
	for (int i = 0; i < 2; i++)
		parts[i] = NEW_ARRAY(&b.sc, uint64_t, b.study->trail->customers / 64 + 1);
	struct duck_rows *rows =
		duck_ask(&b.sc, evidence_duck(b.ws->evidence), "SELECT code, key FROM customer", 0, NULL);
	assert_non_null(rows);
	while (duck_next(rows)) {
		unsigned person = (unsigned)strtoul(duck_text(rows, 1).p + 1, NULL, 10);
		int64_t code = duck_int(rows, 0);
		parts[person % 2][code / 64] |= UINT64_C(1) << (code % 64);
	}
	assert_true(duck_done(&b.sc, rows));
	q.segments = (const uint64_t *const[]){ parts[0], parts[1] };
	q.n_segments = 2;
	a = ask(&b, def, q);
	assert_series(a, stars, false, 2);
	assert_series(a, nps, true, 2);
	bench_close(&b);
}

/* --- SUS ----------------------------------------------------------------------------------------- */

/* Brooke's example, 55, by one; another left the fourth out; and the same said by sentences, in two languages. */
static void take_sus(struct bench *b, const char *file, const char *const names[SUS_ITEMS])
{
	static const int brooke[SUS_ITEMS] = { 5, 4, 2, 1, 2, 3, 2, 4, 5, 2 };
	struct buf *text = buf_new(&b->sc, 1 << 16);

	buf_puts(text, "customer,time,event,rating\n");
	for (int i = 0; i < SUS_ITEMS; i++) {
		buf_printf(text, "anna,2026-01-01 10:00:%02d,%s,%d\n", i, names[i], brooke[i]);
		if (i != 3)
			buf_printf(text, "ben,2026-01-01 10:00:%02d,%s,3\n", i, names[i]);
	}
	bench_import(b, bench_write(b, file, buf_str(text)));
}

static void sus_is_made_of_ten_answers(void **state)
{
	static const struct {
		const char *file, *question, *items[SUS_ITEMS];
	} rows[] = {
		{ "app.csv", "sus",
			{ "sus_1", "SUS_2", "sus 3", "sus-04", "sus5", "sus_6", "sus_7", "sus_8", "sus_9",
				"sus_10" } },
		{ "pilot sus.csv", "sus", { "q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8", "q9", "q10" } },
		{ "english.csv", "system usability scale",
			{ "I think that I would like to use this system frequently",
				"I found the system unnecessarily complex",
				"I thought the system was easy to use",
				"I think that I would need the support of a technical person to be able to use this system",
				"I found the various functions in this system were well integrated",
				"I thought there was too much inconsistency in this system",
				"I would imagine that most people would learn to use this system very quickly",
				"I found the system very cumbersome to use",
				"I felt very confident using the system",
				"I needed to learn a lot of things before I could get going with this system" } },
		{ "polski.csv", "system usability scale",
			{ "Chciałbym często korzystać z tego systemu",
				"System był niepotrzebnie skomplikowany", "System był łatwy w użyciu",
				"Potrzebuję wsparcia osoby technicznej",
				"Funkcje systemu są dobrze zintegrowane",
				"W systemie było zbyt wiele niespójności",
				"Większość osób szybko nauczy się tego systemu", "System był nieporęczny",
				"Korzystając z systemu czułem się pewnie",
				"Musiałem nauczyć się wielu rzeczy" } },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct bench b = bench_new();
		take_sus(&b, rows[i].file, rows[i].items);
		bench_study(&b);
		struct scores_answer *a = ask(&b, first_map(&b), (struct scores_question){ 0 });
		assert_int_equal(a->lines.n, 1);
		const struct scores_line *l = line_of(a, NULL, rows[i].question, SCORE_SUS);
		if (!l)
			fail_msg("%s: %.*s", rows[i].file, STR_ARG(a->lines.at[0].question));
		assert_int_equal(l->cells.at[0].value.n, 1);
		assert_near(l->cells.at[0].value.value, 55, 1e-9);
		assert_int_equal(l->incomplete, 1);
		bench_close(&b);
	}
}

/* Nine items are no SUS, and q1 to q10 of a file of another name are none either. */
static void what_is_no_sus_stays_itself(void **state)
{
	static const char *const nine[SUS_ITEMS] = { "sus_1", "sus_2", "sus_3", "sus_4", "sus_5", "sus_6",
		"sus_7", "sus_8", "sus_9", "sus_9" },
				 *const other[SUS_ITEMS] = { "q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8",
					 "q9", "q10" };

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct bench b = bench_new();
		take_sus(&b, "answers.csv", i ? other : nine);
		bench_study(&b);
		struct scores_answer *a =
			ask(&b, first_map(&b), (struct scores_question){ .by = SCORES_BY_EVENT });
		assert_int_equal(a->lines.n, i ? 20 : 18);
		for (size_t k = 0; k < a->lines.n; k++)
			assert_true(a->lines.at[k].score != SCORE_SUS);
		bench_close(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_rating_stands_where_the_walk_has_its_event),
		cmocka_unit_test(a_rating_is_what_it_is_everywhere),
		cmocka_unit_test(a_fold_is_a_slow_count),
		cmocka_unit_test(sus_is_made_of_ten_answers),
		cmocka_unit_test(what_is_no_sus_stays_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
