#include "formats/table.h"

#include <ctype.h>
#include <stdlib.h>

#include "sources/csv.h"

enum { SAMPLE = 2000, SAMPLE_BYTES = 32 << 20, TIMES = 300 };

struct table {
	struct scope *sc;
	struct names *columns;
	const struct table_fns *fns;
	void *to;
	bool *known; /* by column: table_find found it, or it is to be passed over */
	bool sifted; /* those with personal data are among them */
	size_t n_known;
	LIST(struct record) sample;
	size_t sampled;
	size_t heads, passed; /* rows of the header, and how many of them came by */
	const struct record *record;
	bool decimal_comma;
};

/* --- names --------------------------------------------------------------------------------------- */

bool table_named(const struct table *t, size_t column, const char *names)
{
	struct str rest = str_of(names);
	bool found = false;

	while (rest.p && !found)
		found = str_fits(str_cut(&rest, '|'), table_name(t, column));
	return found;
}

int table_find(struct table *t, const char *names)
{
	struct str rest = str_of(names);
	int found = -1;

	while (rest.p && found < 0) {
		struct str pattern = str_cut(&rest, '|');
		for (size_t i = 0; i < table_columns(t) && found < 0; i++)
			if (str_fits(pattern, table_name(t, i)))
				found = (int)i;
	}
	if (found >= 0 && (size_t)found < t->n_known)
		t->known[found] = true;
	return found;
}

void table_leave(struct table *t, const char *names)
{
	struct str rest = str_of(names);

	while (rest.p) {
		struct str pattern = str_cut(&rest, '|');
		for (size_t i = 0; i < t->n_known; i++)
			t->known[i] |= str_fits(pattern, table_name(t, i));
	}
}

size_t table_columns(const struct table *t)
{
	return names_count(t->columns);
}

struct str table_name(const struct table *t, size_t column)
{
	return names_at(t->columns, (uint32_t)column);
}

/* --- values -------------------------------------------------------------------------------------- */

static struct str value_of(const struct record *record, int column)
{
	struct str s = { 0 };

	if (column >= 0 && (size_t)column < record->n)
		s = str_trim(record->values[column]);
	return s.n ? s : (struct str){ 0 };
}

struct str table_at(const struct table *t, int column)
{
	return value_of(t->record, column);
}

struct str table_raw(const struct table *t)
{
	return t->record->raw;
}

size_t table_samples(const struct table *t)
{
	return t->sample.n;
}

struct str table_sample_at(const struct table *t, size_t sample, int column)
{
	return value_of(&t->sample.at[sample], column);
}

void table_heads(struct table *t, size_t rows)
{
	t->heads = rows;
	rows = rows < t->sample.n ? rows : t->sample.n;
	if (rows)
		t->sample.at += rows;
	t->sample.n -= rows;
}

struct when_shape table_clock(const struct table *t, int column, enum when_order fallback)
{
	struct str times[TIMES];
	struct when_shape shape = { .family = WHEN_NOT_A_TIME };
	size_t n = 0, fit;

	for (size_t i = 0; i < t->sample.n && n < TIMES; i++) {
		times[n] = value_of(&t->sample.at[i], column);
		n += times[n].p != NULL;
	}
	fit = n ? when_guess(times, n, &shape) : 0;
	if (fit * 2 < n)
		shape.family = WHEN_NOT_A_TIME;
	for (size_t i = 0; shape.family == WHEN_DMY_MDY && i < t->sample.n; i++)
		when_settle(&shape, value_of(&t->sample.at[i], column));
	if (shape.family == WHEN_DMY_MDY && !shape.order)
		shape.order = fallback;
	return shape;
}

/* Without the letters and blanks around a number: "zł 12", "24,50 PLN". */
static struct str bare_number(struct str text)
{
	while (text.n && !isdigit((unsigned char)text.p[0]) && !strchr("-.,", text.p[0])) {
		text.p++;
		text.n--;
	}
	while (text.n && !isdigit((unsigned char)text.p[text.n - 1]))
		text.n--;
	return text;
}

/* The digits of a number with a point; false: letters, or two marks that cannot both be right. */
static bool plain_number(struct str text, bool decimal_comma, char out[static 64])
{
	const char *point = memrchr(text.p, '.', text.n), *comma = memrchr(text.p, ',', text.n);
	const char *mark = point && comma ? (point > comma ? point : comma) : point ? point : comma;
	size_t n = 0;

	/* A single comma before three digits parts thousands, unless the file's numbers have a comma. */
	if (mark && mark == comma && !point && !decimal_comma && text.p + text.n - mark == 4)
		mark = NULL;
	for (size_t i = 0; i < text.n && n < 62; i++) {
		char c = text.p[i];
		if (text.p + i == mark)
			out[n++] = '.';
		else if (isdigit((unsigned char)c) || (c == '-' && n == 0))
			out[n++] = c;
		else if (isalpha((unsigned char)c))
			return false;
	}
	out[n] = 0;
	return n > 0;
}

bool table_number(const struct table *t, int column, double *out)
{
	struct str text = table_at(t, column);
	char digits[64];

	return text.p && text.n < 60 && plain_number(bare_number(text), t->decimal_comma, digits) &&
	       str_number(str_of(digits), out);
}

/* --- the rest ------------------------------------------------------------------------------------ */

/* Words in a header that say: a person can be found by this.  Whole words, small letters. */
static const char *const personal[] = { "email", "e-mail", "mail", "phone", "telephone", "tel", "mobile",
	"telefon", "first name", "last name", "full name", "surname", "imię", "imie", "nazwisko",
	"imię i nazwisko", "street", "ulica", "address", "address1", "address2", "adres", "zip", "postcode",
	"postal code", "kod pocztowy", "телефон", "почта", "имя", "фамилия", "адрес", "улица", "nip", "pesel",
	"vat number", "company", "customer note", "billing name", "shipping name", "customer name", "name",
	"firma", "birthday", "date of birth" };

static bool is_word_edge(struct str s, size_t at)
{
	unsigned char c = at < s.n ? (unsigned char)s.p[at] : ' ';

	return !isalnum(c) && c < 0x80;
}

static bool has_word(struct str text, struct str word)
{
	const char *at = text.p, *end = text.p + text.n;

	while (at && (at = memmem(at, (size_t)(end - at), word.p, word.n)) != NULL) {
		size_t from = (size_t)(at - text.p);
		if ((from == 0 || is_word_edge(text, from - 1)) && is_word_edge(text, from + word.n))
			return true;
		at++;
	}
	return false;
}

static bool is_personal(struct scope *sc, struct str name)
{
	struct str small = str_fold(sc, name);

	for (size_t i = 0; i < COUNT_OF(personal); i++)
		if (has_word(small, str_of(personal[i])))
			return true;
	return false;
}

bool table_is_personal(struct str name)
{
	struct scope mine = { 0 };
	bool personal_name = is_personal(&mine, name);

	scope_close(&mine);
	return personal_name;
}

/* Once, when all columns have been found that will be. */
static void leave_personal(struct table *t)
{
	struct scope mine = { 0 };

	for (size_t i = 0; !t->sifted && i < t->n_known; i++)
		t->known[i] |= is_personal(&mine, table_name(t, i));
	t->sifted = true;
	scope_close(&mine);
}

void table_say_rest(struct table *t, struct facts *f)
{
	leave_personal(t);
	for (size_t i = 0; i < t->n_known; i++) {
		struct str value = table_at(t, (int)i), cut;
		if (t->known[i] || !value.p)
			continue;
		cut = facts_ip(f, value);
		facts_say(f, table_name(t, i), cut.p ? cut : value);
	}
}

static bool is_rounded(struct str value)
{
	double number;

	return (memchr(value.p, 'E', value.n) || memchr(value.p, 'e', value.n)) &&
	       memchr(value.p, '+', value.n) && str_number(value, &number);
}

bool table_is_key(const struct table *t, int column)
{
	struct scope mine = { 0 };
	struct names *seen = names_new(&mine);
	bool ok = column >= 0 && t->sample.n > 0;

	for (size_t i = 0; ok && i < t->sample.n; i++) {
		struct str value = value_of(&t->sample.at[i], column);
		ok = value.p && !is_rounded(value) && names_add(seen, value) == i;
	}
	scope_close(&mine);
	return ok;
}

/* --- reading ------------------------------------------------------------------------------------- */

static bool keep_sample(void *to, const struct record *record)
{
	struct table *t = to;
	struct str *values;

	if (t->sampled >= SAMPLE_BYTES)
		return true;
	values = NEW_ARRAY(t->sc, struct str, record->n + 1);
	for (size_t i = 0; i < record->n; i++) {
		values[i] = str_copy(t->sc, record->values[i]);
		t->sampled += record->values[i].n;
	}
	*LIST_ADD(t->sc, &t->sample) =
		(struct record){ .values = values, .n = record->n, .row = record->row };
	return true;
}

static bool pass_over(void *to, uint64_t row, struct str raw, const char *why)
{
	(void)to, (void)row, (void)raw, (void)why;
	return true;
}

static bool row(void *to, const struct record *record)
{
	struct table *t = to;

	t->record = record;
	if (t->passed < t->heads) {
		t->passed++;
		return true;
	}
	return t->fns->row(t->to, t, record->row);
}

static bool broken(void *to, uint64_t number, struct str raw, const char *why)
{
	struct table *t = to;

	return t->fns->broken(t->to, number, raw, why);
}

/* What the facts have counted and remarked stays; what the table's own reader found is added. */
static void notes_add(struct scope *sc, struct reader_notes *notes, const struct reader_notes *of_text)
{
	notes->encoding = of_text->encoding;
	notes->delimiter = of_text->delimiter;
	notes->decimal_comma = of_text->decimal_comma;
	notes->preamble = of_text->preamble;
	notes->total_lines = of_text->total_lines;
	for (size_t i = 0; i < of_text->remarks.n; i++)
		*LIST_ADD(sc, &notes->remarks) = of_text->remarks.at[i];
}

bool table_each(struct scope *sc, struct input *in, const struct reader_options *options,
	struct reader_notes *notes, const struct table_fns *fns, void *to)
{
	struct reader_options look = { .delimiter = options->delimiter, .max_records = SAMPLE },
			      all = { .delimiter = options->delimiter };
	struct table t = { .sc = sc, .columns = names_new(sc), .fns = fns, .to = to };
	const struct sink sample = { &t, keep_sample, pass_over }, rows = { &t, row, broken };
	struct reader_notes of_text;

	if (!csv_read(sc, in, &look, t.columns, &sample, &of_text))
		return false;
	t.decimal_comma = of_text.decimal_comma;
	t.n_known = names_count(t.columns);
	t.known = NEW_ARRAY(sc, bool, t.n_known + 1);
	if (fns->begin && !fns->begin(to, &t))
		return false;
	bool ok = input_rewind(in) && csv_read(sc, in, &all, t.columns, &rows, &of_text);
	notes_add(sc, notes, &of_text);
	return ok;
}
