/* A table's bytes through mapping_guess and mapping_apply: events that hold what intake/mapping.h says of
 * them, the same ones each time; what cannot be read comes with a reason. */
#include "base/buf.h"
#include "intake/mapping.h"
#include "must.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { COLUMNS = 12, ROWS = 24 };

struct table {
	struct names *columns;
	struct record rows[ROWS];
	size_t n;
};

static void cut_head(struct scope *sc, struct table *t, struct str line, char delimiter)
{
	while (line.p && names_count(t->columns) < COLUMNS) {
		struct str name = str_cut(&line, delimiter);
		if (names_find(t->columns, name) != NAMES_NONE)
			name = str_of(scope_printf(sc, "%.*s %u", STR_ARG(name), names_count(t->columns)));
		names_add(t->columns, name);
	}
}

static void cut_row(struct scope *sc, struct table *t, struct str line, char delimiter)
{
	struct str *values = NEW_ARRAY(sc, struct str, COLUMNS);
	struct record *r = &t->rows[t->n++];

	*r = (struct record){ .values = values, .row = t->n + 1, .raw = line };
	while (line.p && r->n < names_count(t->columns)) {
		struct str value = str_cut(&line, delimiter);
		values[r->n++] = str_equal(value, STR("-")) ? (struct str){ 0 } : value;
	}
}

static void cut_table(struct scope *sc, struct table *t, struct str text, char delimiter)
{
	t->columns = names_new(sc);
	cut_head(sc, t, str_cut(&text, '\n'), delimiter);
	while (text.p && t->n < ROWS)
		cut_row(sc, t, str_cut(&text, '\n'), delimiter);
}

static uint64_t hash_text(uint64_t sum, struct str s)
{
	must(str_is_utf8(s));
	return hash_mix(sum, hash_str(s, s.p != NULL));
}

static uint64_t check_event(const struct intake_event *e, uint64_t row)
{
	uint64_t sum = (uint64_t)e->time_us;
	const struct str texts[] = { e->customer, e->case_id, e->event, e->page, e->channel, e->campaign,
		e->text, e->currency };

	for (size_t i = 0; i < COUNT_OF(texts); i++)
		sum = hash_text(sum, texts[i]);
	for (size_t i = 0; i < e->n_properties; i++) {
		must(i == 0 || str_compare(e->properties[i - 1].name, e->properties[i].name) < 0);
		sum = hash_text(hash_text(sum, e->properties[i].name), e->properties[i].value);
	}
	must(e->row == row);
	if (e->has_rating)
		sum = hash_mix(sum, (uint64_t)(int64_t)(e->rating * 1000));
	must(!e->has_rating || (e->rating > -1e15 && e->rating < 1e15));
	must(e->scale < SCALES);
	return hash_mix(sum, e->has_value ? (uint64_t)e->value_minor : 1);
}

static uint64_t apply(struct mapping *m, const struct record *record)
{
	struct intake_events events = { 0 };
	char why[256] = "";
	uint64_t sum = 0;

	if (!mapping_apply(m, record, &events, why)) {
		must(why[0] && str_is_utf8(str_of(why)));
		return hash_str(str_of(why), 2);
	}
	for (size_t i = 0; i < events.n; i++) {
		for (size_t k = 0; k < i;
			k++) /* a part is a stage's number: those without a time are missing */
			must(events.at[k].part != events.at[i].part);
		sum = hash_mix(sum, check_event(&events.at[i], record->row));
	}
	return sum;
}

static void check_words(const struct mapping *m)
{
	size_t n;
	const struct mapped_column *columns = mapping_columns(m, &n);

	for (size_t i = 0; i < n; i++)
		must(columns[i].role < ROLES && str_is_utf8(columns[i].why) && str_is_utf8(columns[i].shape));
	const struct str *remarks = mapping_remarks(m, &n);
	for (size_t i = 0; i < n; i++)
		must(remarks[i].n > 0 && str_is_utf8(remarks[i]));
}

static struct mapping *guess(struct scope *sc, const struct table *t, uint8_t how)
{
	const struct mapping_wishes wishes = { .zone = how & 8 ? "Europe/Warsaw" : NULL,
		.has_at = how & 16,
		.at_us = 1772446500000000,
		.file_name = STR("nps_march.csv"),
		.cases = how & 32,
		.decimal_comma = how & 64 };

	return mapping_guess(sc, t->columns, t->rows, t->n < ROWS / 2 ? t->n : ROWS / 2, &wishes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char delimiters[] = { ',', ';', '\t', '|' };
	struct scope sc = { 0 };
	struct table t = { 0 };

	if (size < 1)
		return 0;
	cut_table(&sc, &t, fuzz_text(&sc, data + 1, size - 1), delimiters[data[0] % COUNT_OF(delimiters)]);
	struct mapping *m = guess(&sc, &t, data[0]);
	must(!m == (sc.fault != FAULT_NONE) && (m || sc.why[0]));
	for (size_t i = 0; m && mapping_unsettled(m) && i < t.n; i++)
		mapping_settle(m, &t.rows[i]);
	for (size_t i = 0; m && i < t.n; i++) {
		uint64_t sum = apply(m, &t.rows[i]);
		must(sum == apply(m, &t.rows[i]));
	}
	if (m)
		check_words(m);
	scope_close(&sc);
	return 0;
}
