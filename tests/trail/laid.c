#include "laid.h"

#include <dirent.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "same.h"
#include "test.h"

struct image_facts laid_facts(const struct trail_event *at, size_t n)
{
	struct image_facts facts = { .silence_s = 30 * DAY_S };

	for (size_t i = 0; i < n; i++) {
		facts.from_us = i == 0 || at[i].time_us < facts.from_us ? at[i].time_us : facts.from_us;
		facts.to_us = i == 0 || at[i].time_us > facts.to_us ? at[i].time_us : facts.to_us;
	}
	return facts;
}

static struct image_plan plan_of(const struct trail_event *at, size_t n, uint32_t rows, uint32_t kinds)
{
	struct image_facts facts = laid_facts(at, n);
	struct image_plan plan = {
		.rows = rows, .kinds = kinds, .events = n, .from_us = facts.from_us, .to_us = facts.to_us
	};

	for (size_t i = 0; i < n; i++) {
		plan.rows = at[i].customer >= plan.rows ? at[i].customer + 1 : plan.rows;
		plan.kinds = at[i].kind >= plan.kinds ? at[i].kind + 1 : plan.kinds;
		plan.cases |= at[i].case_code != TRAIL_NO_CASE;
		plan.ratings += isnan(at[i].rating) ? 0 : 1;
		plan.values += at[i].has_value;
	}
	return plan;
}

static void lay(struct scope *sc, struct image *im, const struct trail_rows *rows,
	const struct trail_event *at, size_t n, const struct laid_wish *wish)
{
	struct trail_builder *b = trail_builder_open(im, rows);
	size_t passes = wish->passes ? wish->passes : 1;
	uint32_t all = im->part.rows;

	for (size_t pass = 0; pass < passes; pass++) {
		trail_builder_range(
			b, (uint32_t)(all * pass / passes), (uint32_t)(all * (pass + 1) / passes));
		for (size_t i = 0; i < n; i++)
			trail_builder_add(b, &at[i]);
		assert_true(trail_builder_flush(sc, b, wish->workers));
	}
	trail_builder_close(b);
}

struct image *laid_main(struct scope *sc, const char *path, const struct trail_event *at, size_t n,
	const struct laid_wish *wish)
{
	struct image_plan plan = plan_of(at, n, wish->rows, wish->kinds);
	struct image *im = image_new(sc, path, &plan);
	struct image_facts facts = laid_facts(at, n);

	if (!im)
		fail_msg("no image: %s", sc->why);
	lay(sc, im, NULL, at, n, wish);
	assert_true(image_seal(sc, im, &facts));
	return im;
}

struct image *laid_fresh(struct scope *sc, const struct trail_event *at, size_t n, uint32_t kinds)
{
	struct image_plan plan = plan_of(at, n, 0, kinds);
	size_t words = plan.rows / 64 + 1;
	uint64_t *bits = NEW_ARRAY(sc, uint64_t, words);
	uint32_t *rank = NEW_ARRAY(sc, uint32_t, words), rows = 0;
	struct trail_rows of = { bits, rank };
	struct image_facts facts = laid_facts(at, n);

	for (size_t i = 0; i < n; i++)
		bits[at[i].customer / 64] |= 1ull << (at[i].customer % 64);
	for (size_t w = 0; w < words; w++) {
		rank[w] = rows;
		for (uint32_t c = 0; c < 64; c++)
			rows += (uint32_t)(bits[w] >> c & 1);
	}
	plan.rows = rows;
	plan.coded = true;
	struct image *im = image_new(sc, NULL, &plan);
	assert_non_null(im);
	for (uint32_t c = 0, row = 0; c < words * 64; c++)
		if (bits[c / 64] >> (c % 64) & 1)
			IMAGE_COLUMN(uint32_t, im->part.code)[row++] = c;
	lay(sc, im, &of, at, n, &(struct laid_wish){ 0 });
	assert_true(image_seal(sc, im, &facts));
	return im;
}

const struct trail *laid_two(struct scope *sc, const struct slow_log *log)
{
	struct trail_event *old = NEW_ARRAY(sc, struct trail_event, log->n + 1),
			   *new = NEW_ARRAY(sc, struct trail_event, log->n + 1);
	struct image_facts facts = laid_facts(log->at, log->n);
	uint64_t *whole = NEW_ARRAY(sc, uint64_t, log->customers / 64 + 1);
	size_t n_old = 0, n_new = 0;

	for (size_t i = 0; i < log->n; i++) {
		bool third = log->at[i].customer % 3 == 0;
		if (!third || i % 2)
			old[n_old++] = log->at[i];
		if (third)
			new[n_new++] = log->at[i];
	}
	for (size_t w = 0; w <= log->customers / 64; w++)
		whole[w] = UINT64_MAX;
	struct image *main = laid_main(sc, NULL, old, n_old,
			     &(struct laid_wish){ log->customers, log->dictionary->n, 1, 1 }),
		     *fresh = laid_fresh(sc, new, n_new, log->dictionary->n);
	main->facts = fresh->facts = facts;
	struct image *delta = parts_delta(sc, NULL, main, fresh, whole);
	assert_non_null(delta);
	assert_true(image_seal(sc, delta, &facts));
	return trail_of_images(sc, main, delta);
}

/* --- against the log ------------------------------------------------------------------------------ */

struct reading {
	const struct trail_part *p;
	size_t rating, value; /* the next ones */
};

static void same_event(struct reading *r, const struct trail_event *e, uint64_t at)
{
	const struct trail_part *p = r->p;

	assert_int_equal(part_kind(p, at), e->kind);
	assert_int_equal(part_second(p, at), slow_seconds(e->time_us));
	assert_int_equal(part_case(p, at), e->case_code);
	if (!isnan(e->rating)) {
		assert_true(r->rating < p->n_ratings);
		const struct trail_rating *rating = &p->ratings[r->rating++];
		assert_int_equal(rating->event, at);
		assert_int_equal(rating->customer, e->customer);
		assert_near((double)rating->rating, (double)e->rating, 0);
		assert_int_equal(rating->nps, e->nps);
		assert_int_equal(rating->scale, e->scale);
	}
	if (e->has_value) {
		assert_true(r->value < p->n_values);
		assert_int_equal(p->values[r->value].event, at);
		assert_int_equal(p->values[r->value++].minor, e->value_minor);
	}
}

static void same_kinds(const struct image *im, const struct slow_log *log)
{
	for (uint32_t k = 0; k < im->kinds; k++) {
		uint64_t n = 0;
		int64_t newest = INT64_MIN;
		for (size_t i = 0; i < log->n; i++) {
			n += log->at[i].kind == k;
			if (log->at[i].kind == k && log->at[i].time_us > newest)
				newest = log->at[i].time_us;
		}
		assert_int_equal(im->kind_events[k], n);
		assert_int_equal(im->kind_newest[k], newest);
	}
}

void same_layout(struct scope *sc, const struct image *im, const struct slow_log *log)
{
	const struct trail_part *p = &im->part;
	struct reading r = { p, 0, 0 };
	uint64_t at = 0;

	assert_int_equal(p->first[0], 0);
	for (uint32_t row = 0; row < p->rows; row++) {
		size_t n;
		struct slow_event *all = slow_history(sc, log, p->code ? p->code[row] : row, &n);
		for (size_t i = 0; i < n; i++)
			same_event(&r, &all[i].is, at++);
		assert_int_equal(p->first[row + 1], at);
	}
	assert_int_equal(p->events, at);
	assert_int_equal(at, log->n);
	assert_int_equal(p->n_ratings, r.rating);
	assert_int_equal(p->n_values, r.value);
	same_kinds(im, log);
}

/* --- files ---------------------------------------------------------------------------------------- */

static char folder[200];

char *laid_path(struct scope *sc, const char *name)
{
	const char *tmp = getenv("TMPDIR");

	if (!*folder) {
		snprintf(folder, sizeof folder, "%s/wend-trail-XXXXXX", tmp ? tmp : "/tmp");
		if (!mkdtemp(folder))
			fail_msg("no folder %s", folder);
	}
	return scope_printf(sc, "%s/%s", folder, name);
}

void laid_sweep(void)
{
	DIR *d = *folder ? opendir(folder) : NULL;

	for (struct dirent *e; d && (e = readdir(d));) {
		char path[600];
		snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
		if (e->d_name[0] != '.')
			remove(path);
	}
	if (d) {
		closedir(d);
		rmdir(folder);
	}
}
