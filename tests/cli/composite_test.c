/* One shop's history in fifteen systems' files: after import the planted customers are found again, and the ways that
 * they went, in whatever order and pieces the files come. */
#include "shop.h"

#include "base/buf.h"
#include "base/names.h"
#include "simulate/agreement.h"

enum { CUSTOMERS = 600, MANY = 3000, PIECES = 5, BATCHES = 4, ROWS = 400000 };

static const double precision_least = .999, recall_least = .99, map_most = .02;

static const int64_t map_gap_us = 95 * 86400 * 1000000ll;

/* What stands around the records of each file; the rest of a file is its records, whole lines. */
static const struct {
	const char *name, *head, *foot;
	bool list;        /* records have a comma between them */
	bool has_columns; /* the first line names them */
} files[] = {
	{ "segment.ndjson", "", "", false, false },
	{ "ga4.ndjson", "", "", false, false },
	{ "access.log", "", "", false, false },
	{ "shopify_orders.csv", "", "", false, true },
	{ "sendgrid.json", "[", "]\n", true, false },
	{ "subscribed_members_export.csv", "", "", false, true },
	{ "zendesk.ndjson", "", "", false, false },
	{ "intercom.ndjson", "", "", false, false },
	{ "typeform.csv", "", "", false, true },
	{ "trustpilot.csv", "", "", false, true },
	{ "hubspot_contacts.csv", "", "", false, true },
	{ "posthog.ndjson", "", "", false, false },
	{ "google_reviews.json", "{\"reviews\":[", "]}\n", true, false },
	{ "facebook_comments.json", "{\"comments_v2\":[", "]}\n", true, false },
	{ "complaints.mbox", "", "", false, false },
	{ "ads.csv", "", "", false, true },
};

enum { MAIL = 14 };

/* --- the truth ---------------------------------------------------------------------------------------------- */

struct record {
	uint64_t line;
	uint32_t customer, history; /* numbers; history AGREEMENT_ALONE: cannot be told */
	bool identity;              /* no event: it only says who it is */
	uint64_t events;            /* that were found */
	uint32_t found;             /* the customer of one of them */
};

struct truth {
	struct {
		LIST(struct record) records; /* in the order of their lines */
		struct str text;
	} files[COUNT_OF(files)];
	json_t *json;
};

static size_t file_of(struct str name)
{
	for (size_t i = 0; i < COUNT_OF(files); i++)
		if (str_equal(name, str_of(files[i].name)))
			return i;
	fail_msg("no file \"%.*s\"", STR_ARG(name));
	return 0;
}

static uint64_t whole(struct str s)
{
	int64_t n;

	if (!str_integer(s, &n) || n < 0)
		fail_msg("\"%.*s\" is no number", STR_ARG(s));
	return (uint64_t)n;
}

static void read_whose(struct box *box, struct truth *t)
{
	struct names *customers = names_new(&box->sc), *histories = names_new(&box->sc);
	struct str rest = box_read(box, "files/truth.csv"), cell[9];

	(void)str_cut(&rest, '\n');
	while (rest.n) {
		struct str row = str_cut(&rest, '\n');
		for (size_t i = 0; i < COUNT_OF(cell); i++)
			cell[i] = str_cut(&row, ',');
		size_t file = file_of(cell[0]);
		if (whole(cell[2]) <= t->files[file].records.n)
			continue; /* another event of the same record */
		*LIST_ADD(&box->sc, &t->files[file].records) = (struct record){ .line = whole(cell[1]),
			.customer = names_add(customers, cell[7]),
			.history = cell[8].n ? names_add(histories, cell[8]) : AGREEMENT_ALONE,
			.identity = str_equal(cell[4], STR("app identify")),
			.found = AGREEMENT_ALONE };
	}
}

static struct truth *simulated(struct box *box, unsigned customers, const char *seed)
{
	struct truth *t = NEW(&box->sc, struct truth);

	wend_ok(box, "simulate", "files", "--sources", "--seed", seed, "--customers",
		scope_printf(&box->sc, "%u", customers));
	for (size_t i = 0; i < COUNT_OF(files); i++)
		t->files[i].text = box_read(box, scope_printf(&box->sc, "files/%s", files[i].name));
	read_whose(box, t);
	t->json = json_of(box_read(box, "files/truth.json"));
	return t;
}

/* --- pieces ------------------------------------------------------------------------------------------------- */

struct piece {
	char *name;
	size_t file, first, end; /* of the file's records */
	uint64_t line;           /* of the first one in the whole file */
};

struct pieces {
	LIST(struct piece) list;
};

/* The text from one line to another, both from 1; `to` 0: to the end. */
static struct str lines_of(struct str text, uint64_t from, uint64_t to)
{
	size_t at = 0, begin = 0;

	for (uint64_t line = 1; at < text.n && (!to || line < to); line++) {
		if (line == from)
			begin = at;
		const char *end = memchr(text.p + at, '\n', text.n - at);
		at = end ? (size_t)(end - text.p) + 1 : text.n;
	}
	return str_sub(text, begin, at);
}

/* The records without what stands around all of them. */
static struct str bare(size_t file, struct str text)
{
	struct str head = str_of(files[file].head), foot = str_of(files[file].foot);

	if (str_starts(text, head))
		text = str_sub(text, head.n, text.n);
	if (foot.n && str_ends(text, foot))
		text = str_sub(text, 0, text.n - foot.n);
	if (files[file].list && str_ends(text, STR(",\n")))
		text = str_sub(text, 0, text.n - 2);
	return text;
}

static void write_piece(struct box *box, const struct truth *t, const struct piece *p)
{
	struct buf *b = buf_new(&box->sc, 1 << 28);
	struct str text = t->files[p->file].text;
	bool last = p->end == t->files[p->file].records.n;

	buf_puts(b, files[p->file].head);
	if (files[p->file].has_columns)
		buf_str_add(b, lines_of(text, 1, 2));
	buf_str_add(b,
		bare(p->file, lines_of(text, p->line, last ? 0 : t->files[p->file].records.at[p->end].line)));
	buf_puts(b, files[p->file].foot);
	box_write(box, p->name, buf_str(b).p, buf_len(b));
}

/* Each file in up to `n` pieces of whole records; 1: as it is. */
static struct pieces cut(struct box *box, const struct truth *t, size_t n)
{
	struct pieces pieces = { 0 };

	for (size_t file = 0; file < COUNT_OF(files); file++) {
		size_t records = t->files[file].records.n, each = (records + n - 1) / n;
		for (size_t first = 0; n > 1 && first < records; first += each) {
			struct piece *p = LIST_ADD(&box->sc, &pieces.list);
			p->name = scope_printf(&box->sc, "part%zu_%s", first / each, files[file].name);
			p->file = file;
			p->first = first;
			p->end = first + each < records ? first + each : records;
			p->line = t->files[file].records.at[first].line;
			write_piece(box, t, p);
		}
		if (n > 1 && records)
			continue;
		*LIST_ADD(&box->sc, &pieces.list) = (struct piece){ .file = file,
			.name = scope_printf(&box->sc, "files/%s", files[file].name),
			.end = records,
			.line = 1 + files[file].has_columns };
	}
	return pieces;
}

static void shuffle(struct pieces *pieces, uint64_t *random)
{
	for (size_t i = pieces->list.n; i > 1; i--) {
		size_t k = test_random(random) % i;
		struct piece swap = pieces->list.at[i - 1];
		pieces->list.at[i - 1] = pieces->list.at[k];
		pieces->list.at[k] = swap;
	}
}

/* In so many imports, one after the other. */
static void import(struct box *box, const struct pieces *pieces, const char *workspace, size_t batches)
{
	size_t each = (pieces->list.n + batches - 1) / batches;

	make_workspace(box, workspace);
	for (size_t first = 0; first < pieces->list.n; first += each) {
		const char **args = NEW_ARRAY(&box->sc, const char *, each + 4);
		size_t n = 0;
		args[n++] = "import";
		for (size_t i = first; i < first + each && i < pieces->list.n; i++)
			args[n++] = pieces->list.at[i].name;
		args[n++] = "-w";
		args[n] = workspace;
		assert_ran(spawn(box, wend_bin(), args), __FILE__, __LINE__);
	}
}

/* --- what was found ----------------------------------------------------------------------------------------- */

struct event {
	struct record *record;
	size_t file;
	uint32_t found; /* the customer */
	int64_t time_us;
	struct str name;
};

struct found {
	LIST(struct event) events;
};

static struct piece *piece_of(struct pieces *pieces, struct str file)
{
	for (size_t i = 0; i < pieces->list.n; i++) {
		struct str name = str_of(pieces->list.at[i].name);
		const char *slash = memrchr(name.p, '/', name.n);
		if (slash)
			name = str_sub(name, (size_t)(slash - name.p) + 1, name.n);
		if (str_ends(file, name))
			return &pieces->list.at[i];
	}
	fail_msg("no piece \"%.*s\"", STR_ARG(file));
	return NULL;
}

/* The record that has the line, which may be one of its further lines. */
static struct record *record_at(struct truth *t, const struct piece *p, uint64_t line)
{
	struct record *found = NULL;

	for (size_t low = p->first, high = p->end; low < high;) {
		size_t middle = low + (high - low) / 2;
		if (t->files[p->file].records.at[middle].line <= line) {
			found = &t->files[p->file].records.at[middle];
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	if (!found)
		fail_msg("no record in line %llu of %s", (unsigned long long)line, p->name);
	return found;
}

/* Rows are lines; a mailbox's may be counted letter by letter. */
static struct record *record_of(struct truth *t, const struct piece *p, uint64_t row, bool letters)
{
	uint64_t above = files[p->file].has_columns;

	if (p->file == MAIL && letters) {
		assert_true(row >= 1 && row <= p->end - p->first);
		return &t->files[MAIL].records.at[p->first + row - 1];
	}
	return record_at(t, p, p->line + row - 1 - above);
}

static const char query[] = "SELECT customer, file, row, epoch_us(time), event,"
			    " max(row) OVER (PARTITION BY file) AS most FROM events WHERE event IS NOT NULL";

static struct found *ask(struct box *box, struct truth *t, struct pieces *pieces, const char *workspace)
{
	struct found *found = NEW(&box->sc, struct found);
	struct names *customers = names_new(&box->sc);
	struct str rest = wend_ok(box, "sql", query, "-w", workspace, "--csv"), cell[6];

	(void)str_cut(&rest, '\n');
	while (rest.n) {
		struct str row = str_cut(&rest, '\n');
		struct event *e = LIST_ADD(&box->sc, &found->events);
		for (size_t i = 0; i < COUNT_OF(cell); i++)
			cell[i] = str_cut(&row, ',');
		struct piece *p = piece_of(pieces, cell[1]);
		bool letters = whole(cell[5]) <= p->end - p->first;
		e->file = p->file;
		e->record = record_of(t, p, whole(cell[2]), letters);
		e->found = cell[0].n ? names_add(customers, cell[0]) : AGREEMENT_ALONE;
		e->time_us = (int64_t)whole(cell[3]);
		e->name = cell[4];
		e->record->events++;
		e->record->found = e->found;
	}
	return found;
}

/* Every record that is an event is there. */
static void assert_all_there(const struct truth *t)
{
	for (size_t f = 0; f < COUNT_OF(files); f++)
		for (size_t i = 0; i < t->files[f].records.n; i++)
			if (!t->files[f].records.at[i].events && !t->files[f].records.at[i].identity)
				fail_msg("%s, line %llu: no event came of it", files[f].name,
					(unsigned long long)t->files[f].records.at[i].line);
}

/* Soundness against who it truly was, completeness against what can be known; over the events that can be known. */
static void assert_customers(struct box *box, const struct found *found)
{
	uint32_t *who = NEW_ARRAY(&box->sc, uint32_t, found->events.n + 1);
	uint32_t *history = NEW_ARRAY(&box->sc, uint32_t, found->events.n + 1);
	uint32_t *got = NEW_ARRAY(&box->sc, uint32_t, found->events.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < found->events.n; i++) {
		const struct event *e = &found->events.at[i];
		if (e->record->history == AGREEMENT_ALONE)
			continue;
		who[n] = e->record->customer;
		history[n] = e->record->history;
		got[n++] = e->found;
	}
	struct agreement sound = agreement_count(&box->sc, who, got, n);
	struct agreement complete = agreement_count(&box->sc, history, got, n);
	double precision = agreement_precision(&sound), recall = agreement_recall(&complete);
	print_message("# %zu events: precision %.5f, recall %.5f\n", n, precision, recall);
	assert_true(n > 0);
	if (precision < precision_least || recall < recall_least)
		fail_msg("precision %.5f, recall %.5f", precision, recall);
}

/* What cannot be told to be anybody's is counted to nobody else who can. */
static void assert_nobody_gets_the_weak(struct box *box, const struct found *found)
{
	uint32_t *owner = NEW_ARRAY(&box->sc, uint32_t, found->events.n + 1);
	size_t wrong = 0;

	for (size_t i = 0; i < found->events.n; i++)
		if (found->events.at[i].record->history != AGREEMENT_ALONE &&
			found->events.at[i].found != AGREEMENT_ALONE)
			owner[found->events.at[i].found] = found->events.at[i].record->customer + 1;
	for (size_t i = 0; i < found->events.n; i++) {
		const struct event *e = &found->events.at[i];
		if (e->record->history == AGREEMENT_ALONE && e->found != AGREEMENT_ALONE)
			wrong += owner[e->found] && owner[e->found] != e->record->customer + 1;
	}
	if (wrong * 1000 > found->events.n)
		fail_msg("%zu events that cannot be told are counted to somebody else", wrong);
}

/* --- the map ------------------------------------------------------------------------------------------------ */

/* Touchpoints are told by file and event: reviews are posted in two places. */
static struct str point_name(struct box *box, struct str file, struct str event)
{
	return str_of(scope_printf(&box->sc, "%.*s: %.*s", STR_ARG(file), STR_ARG(event)));
}

static const json_t *point_with(const json_t *truth, const char *id)
{
	const json_t *point;
	size_t i;

	json_array_foreach(json_object_get(truth, "touchpoints"), i, point)
	{
		if (strcmp(json_string_value(json_object_get(point, "id")), id) == 0)
			return point;
	}
	fail_msg("no touchpoint \"%s\"", id);
	return NULL;
}

static struct str text_in(const json_t *object, const char *name)
{
	return str_of(json_string_value(json_object_get(object, name)));
}

static struct str point_of(struct box *box, const json_t *truth, const char *id)
{
	const json_t *point = point_with(truth, id);

	return point_name(box, text_in(point, "file"), text_in(point, "event"));
}

struct ways {
	struct names *points, *moves;
	double *planted, *found;
};

static struct ways planted_ways(struct box *box, const json_t *truth)
{
	struct ways w = { names_new(&box->sc), names_new(&box->sc), NEW_ARRAY(&box->sc, double, ROWS),
		NEW_ARRAY(&box->sc, double, ROWS) };
	const json_t *it;
	size_t i;

	json_array_foreach(json_object_get(truth, "touchpoints"), i, it)
	{
		if (json_is_true(json_object_get(it, "is_event")))
			names_add(w.points, point_name(box, text_in(it, "file"), text_in(it, "event")));
	}
	json_array_foreach(json_object_get(truth, "moves"), i, it)
	{
		struct str from = point_of(box, truth, text_in(it, "from").p);
		struct str to = point_of(box, truth, text_in(it, "to").p);
		uint32_t move = names_add(
			w.moves, str_of(scope_printf(&box->sc, "%.*s > %.*s", STR_ARG(from), STR_ARG(to))));
		w.planted[move] += (double)json_integer_value(json_object_get(it, "knowable"));
	}
	return w;
}

static int by_customer_and_time(const void *a, const void *b)
{
	const struct event *x = a, *y = b;

	if (x->found != y->found)
		return x->found < y->found ? -1 : 1;
	if (x->time_us != y->time_us)
		return x->time_us < y->time_us ? -1 : 1;
	return str_compare(x->name, y->name);
}

/* The events of planted touchpoints only: a format may make more of a record than was planted. */
static void count_ways(struct box *box, const struct found *found, struct ways *w)
{
	struct event *events = NEW_ARRAY(&box->sc, struct event, found->events.n + 1);
	struct str *points = NEW_ARRAY(&box->sc, struct str, found->events.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < found->events.n; i++) {
		const struct event *e = &found->events.at[i];
		struct str point = point_name(box, str_of(files[e->file].name), e->name);
		if (e->record->history != AGREEMENT_ALONE && names_find(w->points, point) != NAMES_NONE)
			events[n++] = *e;
	}
	qsort(events, n, sizeof *events, by_customer_and_time);
	for (size_t i = 0; i < n; i++) {
		points[i] = point_name(box, str_of(files[events[i].file].name), events[i].name);
		if (i == 0 || events[i].found != events[i - 1].found ||
			events[i].time_us - events[i - 1].time_us > map_gap_us)
			continue;
		uint32_t move = names_add(w->moves, str_of(scope_printf(&box->sc, "%.*s > %.*s",
							    STR_ARG(points[i - 1]), STR_ARG(points[i]))));
		assert_true(move < ROWS);
		w->found[move]++;
	}
}

static void assert_map(struct box *box, const struct truth *t, const struct found *found)
{
	struct ways w = planted_ways(box, t->json);
	double all = 0, off = 0, worst = 0;
	uint32_t worst_move = 0;

	count_ways(box, found, &w);
	for (uint32_t i = 0; i < names_count(w.moves); i++) {
		double d = fabs(w.planted[i] - w.found[i]);
		all += w.planted[i];
		off += d;
		worst_move = d > worst ? i : worst_move;
		worst = d > worst ? d : worst;
	}
	print_message("# %.0f moves, %.0f off\n", all, off);
	if (off > map_most * all)
		fail_msg("of %.0f moves %.0f are off; the most \"%.*s\": %.0f planted, %.0f found", all, off,
			STR_ARG(names_at(w.moves, worst_move)), w.planted[worst_move], w.found[worst_move]);
}

/* --- the tests ---------------------------------------------------------------------------------------------- */

static uint32_t *grouping(struct box *box, const struct truth *t, size_t *n)
{
	uint32_t *out = NEW_ARRAY(&box->sc, uint32_t, ROWS);

	*n = 0;
	for (size_t f = 0; f < COUNT_OF(files); f++)
		for (size_t i = 0; i < t->files[f].records.n; i++)
			out[(*n)++] = t->files[f].records.at[i].found;
	return out;
}

static void forget(struct truth *t)
{
	for (size_t f = 0; f < COUNT_OF(files); f++)
		for (size_t i = 0; i < t->files[f].records.n; i++) {
			t->files[f].records.at[i].events = 0;
			t->files[f].records.at[i].found = AGREEMENT_ALONE;
		}
}

static void check(
	struct box *box, struct truth *t, struct pieces *pieces, const char *workspace, size_t batches)
{
	forget(t);
	import(box, pieces, workspace, batches);
	struct found *found = ask(box, t, pieces, workspace);
	assert_all_there(t);
	assert_customers(box, found);
	assert_nobody_gets_the_weak(box, found);
	assert_map(box, t, found);
}

static void customers_are_found(void **state)
{
	struct box *box = *state;
	struct truth *t = simulated(box, is_sanitized() ? CUSTOMERS : MANY, "1");
	struct pieces pieces = cut(box, t, 1);

	check(box, t, &pieces, "ws", 1);
	json_decref(t->json);
}

/* Not only as well: the very same. */
static void in_whatever_order_and_pieces(void **state)
{
	static const struct {
		size_t pieces, batches;
	} ways[] = { { 1, 1 }, { 1, BATCHES }, { PIECES, 1 }, { PIECES, BATCHES } };
	struct box *box = *state;
	struct truth *t = simulated(box, CUSTOMERS, "2");
	struct pieces first = cut(box, t, 1);
	uint64_t random = 77;
	size_t n;

	check(box, t, &first, "ws", 1);
	uint32_t *want = grouping(box, t, &n);
	for (size_t i = 0; i < COUNT_OF(ways); i++) {
		struct pieces pieces = cut(box, t, ways[i].pieces);
		shuffle(&pieces, &random);
		check(box, t, &pieces, scope_printf(&box->sc, "ws%zu", i), ways[i].batches);
		struct agreement a = agreement_count(&box->sc, want, grouping(box, t, &n), n);
		if (a.pairs_true != a.pairs_both || a.pairs_found != a.pairs_both)
			fail_msg("way %zu: %llu pairs before, %llu now, %llu both", i,
				(unsigned long long)a.pairs_true, (unsigned long long)a.pairs_found,
				(unsigned long long)a.pairs_both);
	}
	json_decref(t->json);
}

/* The sums of the ads are nobody's events. */
static void sums_are_no_events(void **state)
{
	struct box *box = *state;

	wend_ok(box, "simulate", "files", "--sources", "--customers", "60");
	make_workspace(box, "ws");
	wend_ok(box, "import", "files/ads.csv", "files/trustpilot.csv", "-w", "ws");
	assert_str(wend_ok(box, "sql", "SELECT count(*) AS n FROM events WHERE file LIKE '%ads.csv'", "-w",
			   "ws", "--csv"),
		"n\n0\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(customers_are_found, box_open, box_close),
		cmocka_unit_test_setup_teardown(in_whatever_order_and_pieces, box_open, box_close),
		cmocka_unit_test_setup_teardown(sums_are_no_events, box_open, box_close),
	};

	return cmocka_run_group_tests_name("composite", tests, NULL, NULL);
}
