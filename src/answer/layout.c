#include "answer/layout.h"

#include <dirent.h>
#include <math.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/scale.h"
#include "trail/build.h"
#include "trail/silence.h"
#include "trail/walk.h"

enum {
	PASS = 64 << 20, /* events sorted at once: two gibibytes */
	TENTH = 10,      /* a delta of more than this part is joined */
	HALF = 2,        /* what is new and more than this part: everything is read anew */
	STEP = 1 << 16,  /* events from one telling of the progress to the next */
};

struct laying {
	struct scope *sc;
	struct workspace *ws;
	const struct dictionary *dictionary;
	layout_progress_fn progress;
	void *to;
	struct evidence_state state;
	const char *main_path, *delta_path; /* NULL: in memory */
	struct layout *l;

	struct trail_builder *builder; /* of the image in work */
	uint64_t done, all, passes;
};

/* --- events into an image --------------------------------------------------------------------------- */

static void add_one(struct laying *y, const struct evidence_columns *c, size_t i)
{
	bool rated = evidence_has(c->has_rating, i);
	struct trail_event event = {
		.customer = c->customer[i],
		.kind = c->kind[i],
		.case_code = evidence_has(c->has_case, i) ? c->case_code[i] : TRAIL_NO_CASE,
		.time_us = c->time_us[i],
		.order = c->row[i] << 16 | c->part[i],
		.id = c->id[i],
		.rating = NAN,
		.nps = -1,
		.has_value = evidence_has(c->has_value, i),
	};

	if (event.has_value)
		event.value_minor = c->value_minor[i];
	if (rated) {
		event.scale = c->scale[i];
		event.rating = (float)scale_feeling((enum scale)c->scale[i], (double)c->rating[i]);
		event.nps = (int8_t)(c->scale[i] == SCALE_NPS ? lround((double)c->rating[i]) : -1);
	}
	if (event.kind < y->dictionary->n)
		trail_builder_add(y->builder, &event);
}

static void add_columns(void *to, const struct evidence_columns *c)
{
	struct laying *y = to;
	uint64_t before = y->done / STEP;

	for (size_t i = 0; i < c->n; i++)
		add_one(y, c, i);
	y->done += c->n;
	if (y->progress && y->done / STEP != before)
		y->progress(y->to, y->done, y->all);
}

/* As many readings as it takes, each of some of the customers, so that sorting has bounded memory. */
static bool fill(struct laying *y, struct image *im, const struct trail_rows *rows, struct evidence_wish wish)
{
	uint32_t n = im->part.rows, passes = (uint32_t)(im->part.events / PASS) + 1;
	bool ok = true;

	y->builder = trail_builder_open(im, rows);
	y->done = 0;
	y->all = im->part.events;
	for (uint32_t pass = 0; ok && pass < passes; pass++) {
		uint32_t from = (uint32_t)((uint64_t)n * pass / passes),
			 to = (uint32_t)((uint64_t)n * (pass + 1) / passes);
		trail_builder_range(y->builder, from, to);
		if (!rows && passes > 1) {
			wish.from = from;
			wish.to = to;
		}
		ok = evidence_scan(y->sc, y->ws->evidence, &wish, add_columns, y) &&
		     trail_builder_flush(y->sc, y->builder, 0);
	}
	trail_builder_close(y->builder);
	return ok;
}

static struct image_mark mark_of(const struct laying *y, const struct evidence_state *state)
{
	return (struct image_mark){ .watermark = (uint64_t)state->last_import,
		.evidence = state->sum,
		.identity = state->identity,
		.dictionary = y->dictionary->n };
}

/* What holds for the whole trail stands in the image that was made last. */
static bool seal(struct laying *y, struct image *im, const struct trail *t, uint64_t under)
{
	struct image_facts facts = {
		.mark = mark_of(y, &y->state), .from_us = t->from_us, .to_us = t->to_us
	};

	facts.mark.under = under;
	facts.silence_s = trail_silence(t, IDLE_S, 0, &facts.silence_learnt);
	return image_seal(y->sc, im, &facts);
}

/* --- everything anew -------------------------------------------------------------------------------- */

static struct image_plan plan_of(const struct laying *y, const struct evidence_extent *e)
{
	return (struct image_plan){ .rows = e->customers,
		.kinds = y->dictionary->n,
		.events = e->events,
		.ratings = e->ratings,
		.values = e->values,
		.cases = e->cases > 0,
		.from_us = e->from_us,
		.to_us = e->to_us };
}

static struct image *build_main(struct laying *y, const char *path)
{
	struct evidence_extent extent;
	struct image *im = NULL;

	if (!evidence_extent(y->sc, y->ws->evidence, 0, &extent))
		return NULL;
	struct image_plan plan = plan_of(y, &extent);
	im = image_new(y->sc, path, &plan);
	if (!im)
		return NULL;
	im->facts.from_us = extent.from_us;
	im->facts.to_us = extent.to_us;
	if (fill(y, im, NULL, (struct evidence_wish){ .to = UINT32_MAX }) &&
		seal(y, im, trail_of_images(y->sc, im, NULL), 0))
		return im;
	image_close(im);
	return NULL;
}

/* --- what is new ------------------------------------------------------------------------------------ */

/* The customers of whom there is something new. */
struct newcomers {
	struct laying *y;
	uint64_t *bits;
	uint32_t *rank, n;
	size_t words;
};

static void note_customers(void *to, const struct evidence_columns *c)
{
	struct newcomers *who = to;

	for (size_t i = 0; i < c->n; i++)
		if (c->customer[i] / 64 < who->words)
			who->bits[c->customer[i] / 64] |= 1ull << (c->customer[i] % 64);
}

static bool find_newcomers(
	struct laying *y, const struct evidence_wish *wish, uint32_t customers, struct newcomers *who)
{
	*who = (struct newcomers){ .y = y, .words = customers / 64 + 1 };
	who->bits = NEW_ARRAY(y->sc, uint64_t, who->words);
	who->rank = NEW_ARRAY(y->sc, uint32_t, who->words);
	if (!evidence_scan(y->sc, y->ws->evidence, wish, note_customers, who))
		return false;
	for (size_t w = 0; w < who->words; w++) {
		who->rank[w] = who->n;
		who->n += (uint32_t)__builtin_popcountll(who->bits[w]);
	}
	return true;
}

static void write_codes(struct image *im, const struct newcomers *who)
{
	uint32_t *code = IMAGE_COLUMN(uint32_t, im->part.code), n = 0;

	for (size_t w = 0; w < who->words; w++)
		for (uint64_t left = who->bits[w]; left; left &= left - 1)
			code[n++] = (uint32_t)(w * 64 + (unsigned)__builtin_ctzll(left));
}

/* The events of a wish, in memory, for those customers alone. */
static struct image *gather(struct laying *y, const struct newcomers *who, const struct evidence_wish *wish,
	const struct evidence_extent *extent)
{
	struct image_plan plan = plan_of(y, extent);

	plan.rows = who->n;
	plan.coded = true;
	struct image *im = image_new(y->sc, NULL, &plan);
	if (!im)
		return NULL;
	im->facts.from_us = extent->from_us;
	im->facts.to_us = extent->to_us;
	write_codes(im, who);
	if (fill(y, im, &(struct trail_rows){ who->bits, who->rank }, *wish))
		return im;
	image_close(im);
	return NULL;
}

struct counting {
	uint64_t events, ratings, values;
};

static void count_columns(void *to, const struct evidence_columns *c)
{
	struct counting *count = to;

	count->events += c->n;
	for (size_t i = 0; i < c->n; i++) {
		count->ratings += evidence_has(c->has_rating, i);
		count->values += evidence_has(c->has_value, i);
	}
}

/* Where old and new share a second, only microseconds tell their order: of those customers everything is read. */
static struct image *gather_again(struct laying *y, const struct newcomers *who, struct evidence_wish wish,
	const struct image *fresh, const uint64_t *clash, uint32_t n)
{
	uint32_t *codes = NEW_ARRAY(y->sc, uint32_t, n);
	struct counting count = { 0 };
	struct evidence_extent extent;

	for (uint32_t r = 0; r < fresh->part.rows; r++)
		if (trail_has_bit(clash, r))
			codes[wish.n_all_of++] = fresh->part.code[r];
	wish.all_of = codes;
	if (!evidence_extent(y->sc, y->ws->evidence, 0, &extent) ||
		!evidence_scan(y->sc, y->ws->evidence, &wish, count_columns, &count))
		return NULL;
	extent.events = count.events;
	extent.ratings = count.ratings;
	extent.values = count.values;
	return gather(y, who, &wish, &extent);
}

static struct image *merge(
	struct laying *y, const struct newcomers *who, const struct evidence_wish *wish, struct image *fresh)
{
	uint64_t *clash = NEW_ARRAY(y->sc, uint64_t, fresh->part.rows / 64 + 1);
	uint32_t n = parts_clash(&y->l->main->part, &fresh->part, clash);

	if (n)
		fresh = gather_again(y, who, *wish, fresh, clash, n);
	if (!fresh)
		return NULL;
	struct image *delta = parts_delta(y->sc, y->delta_path, y->l->main, fresh, n ? clash : NULL);
	if (delta) {
		delta->facts.from_us = fresh->facts.from_us < y->l->main->facts.from_us
					       ? fresh->facts.from_us
					       : y->l->main->facts.from_us;
		delta->facts.to_us = fresh->facts.to_us > y->l->main->facts.to_us ? fresh->facts.to_us
										  : y->l->main->facts.to_us;
	}
	image_close(fresh);
	return delta;
}

static struct image *build_delta(struct laying *y, const struct evidence_extent *extent)
{
	struct evidence_wish wish = { .after_import = (int64_t)y->l->main->facts.mark.watermark,
		.to = UINT32_MAX };
	struct newcomers who;

	if (!find_newcomers(y, &wish, extent->customers, &who))
		return NULL;
	struct image *fresh = gather(y, &who, &wish, extent),
		     *delta = fresh ? merge(y, &who, &wish, fresh) : NULL;
	if (delta && seal(y, delta, trail_of_images(y->sc, y->l->main, delta), y->l->main->sum))
		return delta;
	image_close(delta);
	return NULL;
}

/* Main and delta become one; the delta's file is of no use then. */
static bool join(struct laying *y)
{
	const struct trail *t = trail_of_images(y->sc, y->l->main, y->l->delta);
	struct image *all = parts_join(y->sc, y->main_path, t);

	if (!all)
		return false;
	all->facts.from_us = t->from_us;
	all->facts.to_us = t->to_us;
	if (!seal(y, all, trail_of_images(y->sc, all, NULL), 0)) {
		image_close(all);
		return false;
	}
	image_close(y->l->main);
	image_close(y->l->delta);
	y->l->main = all;
	y->l->delta = NULL;
	(void)!unlink(y->delta_path);
	return true;
}

/* --- what is there ---------------------------------------------------------------------------------- */

static bool holds(const struct laying *y, const struct image *im, const struct evidence_state *state)
{
	return im->facts.mark.evidence == state->sum && im->facts.mark.identity == state->identity &&
	       im->kinds <= y->dictionary->n;
}

/* The main part of a workspace's evidence up to some import, or NULL. */
static bool open_main(struct laying *y)
{
	struct evidence_state then;

	y->l->main = image_open(y->sc, y->main_path);
	if (!y->l->main)
		return true;
	if (!evidence_state(y->sc, y->ws->evidence, (int64_t)y->l->main->facts.mark.watermark, &then))
		return false;
	if (!holds(y, y->l->main, &then) || y->l->main->facts.mark.under) {
		image_close(y->l->main);
		y->l->main = NULL;
	}
	return true;
}

static void open_delta(struct laying *y)
{
	struct image *delta = image_open(y->sc, y->delta_path);

	if (delta && delta->facts.mark.under == y->l->main->sum && holds(y, delta, &y->state))
		y->l->delta = delta;
	else
		image_close(delta);
}

/* The delta that is there, a new one, or all of it anew where there is too much that is new. */
static bool bring_up_to_date(struct laying *y)
{
	struct evidence_extent extent;
	uint64_t events = y->l->main->part.events;

	open_delta(y);
	if (y->l->delta)
		return true;
	if (!evidence_extent(y->sc, y->ws->evidence, (int64_t)y->l->main->facts.mark.watermark, &extent))
		return false;
	if (extent.events <= events / HALF)
		y->l->delta = build_delta(y, &extent);
	if (!y->l->delta)
		return false;
	y->l->made = true;
	return y->l->delta->part.events <= events / TENTH || join(y);
}

/* A delta's watermark may be that of imports without an event, so states are compared, not their numbers. */
static bool is_current(const struct laying *y)
{
	struct evidence_state then = y->state;

	return y->l->main && holds(y, y->l->main, &then) && y->l->main->kinds == y->dictionary->n;
}

static bool open_files(struct laying *y)
{
	if (!open_main(y))
		return false;
	if (y->l->main && !is_current(y) && !bring_up_to_date(y)) {
		scope_forgive(y->sc);
		layout_close(y->l);
		y->l->main = y->l->delta = NULL;
	}
	if (y->l->main)
		return true;
	y->l->made = true;
	y->l->main = build_main(y, y->main_path);
	return y->l->main != NULL;
}

/* What a process that was killed left behind. */
static void sweep(struct scope *sc, const char *dir)
{
	DIR *d = opendir(dir);

	for (struct dirent *e; d && (e = readdir(d));)
		if (str_ends(str_of(e->d_name), STR(".new")))
			(void)!unlink(scope_printf(sc, "%s/%s", dir, e->d_name));
	if (d)
		closedir(d);
}

static void name_files(struct laying *y)
{
	const char *dir = scope_printf(y->sc, "%s/trail", y->ws->dir);

	(void)!mkdir(dir, 0777);
	sweep(y->sc, dir);
	y->main_path = scope_printf(y->sc, "%s/main", dir);
	y->delta_path = scope_printf(y->sc, "%s/delta", dir);
}

struct layout *layout_open(struct scope *sc, struct workspace *ws, const struct dictionary *dictionary,
	layout_progress_fn progress, void *to)
{
	struct laying y = { .sc = sc, .ws = ws, .dictionary = dictionary, .progress = progress, .to = to };

	y.l = NEW(sc, struct layout);
	if (!evidence_state(sc, ws->evidence, INT64_MAX, &y.state))
		return NULL;
	if (ws->dir) {
		name_files(&y);
		if (!open_files(&y)) /* nowhere to write to: in memory then */
			scope_forgive(sc);
	}
	if (!y.l->main) {
		y.l->made = true;
		y.l->main = build_main(&y, NULL);
	}
	if (!y.l->main)
		return NULL;
	y.l->trail = trail_of_images(sc, y.l->main, y.l->delta);
	return y.l;
}

void layout_close(struct layout *l)
{
	if (!l)
		return;
	image_close(l->main);
	image_close(l->delta);
}
