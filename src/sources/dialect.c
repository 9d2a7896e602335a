#include "sources/dialect.h"

#include <ctype.h>

enum { RECORDS = 200, LOOK = 50 /* records that a header is held against */ };

/* How far each is trusted.  The weak ones stand in plain text, too: they must cut every record the same. */
static const struct {
	char delimiter;
	double weight;
	bool weak;
} candidates[] = {
	/* clang-format off */
	{ ',', 1.00, false }, { ';', 1.00, false }, { '\t', 1.00, false }, { '|', 0.98, false },
	{ '^', 0.90, false }, { '~', 0.90, false }, { 0x01, 0.98, false }, { 0x1f, 0.98, false },
	{ ':', 0.70, true }, { '#', 0.65, true }, { '!', 0.65, true }, { '*', 0.65, true },
	{ '%', 0.65, true }, { '$', 0.65, true }, { '@', 0.65, true }, { '&', 0.65, true }, { '=', 0.65, true },
	/* clang-format on */
};

static const double ENOUGH = 0.5; /* below, the text is a single column */

struct seen {
	size_t fields; /* 0: broken */
	size_t said;   /* of these, but for empty ones at the end */
	size_t offset;
	uint64_t line;
	bool comment;
};

struct survey {
	struct csv_shape shape;
	struct seen at[RECORDS];
	size_t n, start, columns;
	double score;
};

/* The line's end: with any '\n' in the text, a '\r' is not one. */
static char line_end(struct str head)
{
	return memchr(head.p, '\n', head.n) || !memchr(head.p, '\r', head.n) ? '\n' : '\r';
}

static bool is_blank(const struct csv_record *r)
{
	return r->n == 1 && str_empty(str_trim(r->raw));
}

static struct seen seen(enum csv_found found, const struct csv_record *r)
{
	size_t said = r->n;

	if (found == CSV_BROKEN)
		return (struct seen){ 0 };
	while (said > 0 && said <= CSV_FIELDS && str_empty(r->fields[said - 1]))
		said--;
	return (struct seen){ .fields = r->n, .said = said, .comment = r->raw.n && r->raw.p[0] == '#' };
}

static void see(struct survey *s, struct seen record, size_t offset, uint64_t line)
{
	record.offset = offset;
	record.line = line;
	s->at[s->n++] = record;
}

static void walk(struct survey *s, struct str head, bool whole, struct csv_record *r)
{
	size_t at = 0;
	uint64_t line = 0;

	while (at < head.n && s->n < RECORDS) {
		struct str text = str_sub(head, at, head.n);
		enum csv_found found = csv_split(&s->shape, text, whole, r);
		if (found == CSV_MORE && (s->n > 0 || !r->open || !memchr(text.p, s->shape.end, text.n))) {
			if (s->n == 0) /* a header that is longer than the head */
				see(s, (struct seen){ .fields = r->n + 1, .said = r->n + 1 }, at, line);
			return;
		}
		if (found == CSV_MORE)
			found = csv_first_line(&s->shape, text, r);
		if (found == CSV_BROKEN || !is_blank(r))
			see(s, seen(found, r), at, line);
		at += r->length;
		line += r->lines;
	}
}

/* The most frequent number of fields; among equals that of the first record which has several. */
static size_t usual_fields(const struct survey *s)
{
	size_t best = 0, most = 0;

	for (size_t i = 0; i < s->n; i++) {
		size_t same = 0, fields = s->at[i].fields;
		for (size_t k = 0; k < s->n; k++)
			same += s->at[k].fields == fields;
		if (fields && (same > most || (same == most && best < 2 && fields > best))) {
			most = same;
			best = fields;
		}
	}
	return best;
}

/* A title that a spreadsheet filled up with empty fields to the width of its table. */
static bool is_title(const struct survey *s, size_t i)
{
	enum { NEAR = 5 };
	bool table = false;

	for (size_t k = i + 1; k < s->n && k <= i + NEAR; k++)
		table |= s->at[k].said * 2 > s->columns;
	return s->columns > 2 && s->at[i].said < 2 && table;
}

static size_t table_start(const struct survey *s)
{
	size_t i = 0;

	while (i < s->n &&
		(s->at[i].fields < s->columns || is_title(s, i) || (s->columns == 1 && s->at[i].comment)))
		i++;
	return i < s->n ? i : 0;
}

/* What the lines above the header cost: a comment hardly anything, others are more likely a wrong guess. */
static double preamble_cost(const struct survey *s)
{
	double cost = 0;

	for (size_t i = 0; i < s->start; i++)
		cost += s->at[i].comment ? 0.01 : i == 0 ? 0.2 : 0.03;
	return cost < 0.45 ? cost : 0.45;
}

static void judge(struct survey *s, double weight, bool weak)
{
	double sum = 0;

	s->columns = usual_fields(s);
	s->start = table_start(s);
	if (s->columns < 2)
		return;
	for (size_t i = s->start; i < s->n; i++) {
		size_t fields = s->at[i].fields;
		if (fields > s->columns && s->at[i].said <= s->columns)
			fields = s->columns;
		sum += fields == s->columns ? 1 : fields > s->columns ? 0.3 : fields > 1 ? 0.5 : 0;
	}
	double evenness = sum / (double)(s->n - s->start);
	if (weak && (evenness < 1 || s->start > 0 || s->n < 2))
		return;
	s->score = evenness * weight * (1 - 0.2 / (double)s->columns) - preamble_cost(s);
}

static const struct str *fields_copy(struct scope *sc, const struct csv_record *r)
{
	size_t n = r->n < CSV_FIELDS ? r->n : CSV_FIELDS;
	struct str *fields = NEW_ARRAY(sc, struct str, n + 1);

	for (size_t i = 0; i < n; i++)
		fields[i] = str_copy(sc, str_trim(r->fields[i]));
	return fields;
}

/* Whether the table has a header, from its first records. */
static bool has_header(const struct survey *s, struct str head, struct csv_record *r)
{
	struct scope sc = { 0 };
	const struct str *rows[LOOK + 1];
	size_t n = 0, first = 0;

	for (size_t i = s->start; i < s->n && n <= LOOK; i++) {
		struct str text = str_sub(head, s->at[i].offset, head.n);
		if (s->at[i].fields < s->columns || csv_split(&s->shape, text, true, r) != CSV_RECORD)
			continue;
		if (n == 0)
			first = s->columns < CSV_FIELDS ? s->columns : CSV_FIELDS;
		rows[n++] = fields_copy(&sc, r);
	}
	bool header = n == 0 || !dialect_headless(rows[0], first, rows + 1, n - 1);
	scope_close(&sc);
	return header;
}

static void survey_make(struct survey *s, struct str head, bool whole, char delimiter, struct csv_record *r)
{
	*s = (struct survey){ .shape = { delimiter, line_end(head) } };
	walk(s, head, whole, r);
}

static void survey_best(struct survey *best, struct str head, bool whole, struct csv_record *r)
{
	struct survey s;

	survey_make(best, head, whole, 0, r);
	judge(best, 1, false);
	best->score = ENOUGH;
	for (size_t i = 0; i < COUNT_OF(candidates); i++) {
		if (!memchr(head.p, candidates[i].delimiter, head.n))
			continue;
		survey_make(&s, head, whole, candidates[i].delimiter, r);
		judge(&s, candidates[i].weight, candidates[i].weak);
		if (s.score > best->score && (!candidates[i].weak || has_header(&s, head, r)))
			*best = s;
	}
}

/* Excel's first line `sep=;`: the delimiter that it names, and its length with the line's end. */
static char separator_line(struct str head, size_t *length)
{
	static const char marks[] = "sep=";
	struct str rest = head, line = str_cut(&rest, line_end(head));
	struct str bare = str_trim(line);

	*length = rest.p ? line.n + 1 : line.n;
	if (line.n && line.p[line.n - 1] == '\r')
		line.n--;
	if (bare.n >= 2 && bare.p[0] == '"' && bare.p[bare.n - 1] == '"')
		line = str_sub(bare, 1, bare.n - 1);
	if (line.n != sizeof marks || !str_same(str_sub(line, 0, 4), STR(marks)))
		return 0;
	return line.p[4];
}

void dialect_find(struct scope *sc, struct str head, bool whole, char delimiter, struct dialect *d)
{
	struct csv_record *r = csv_record_new(sc);
	struct survey *s = NEW(sc, struct survey);
	size_t skip = 0;
	char said = separator_line(head, &skip);
	struct str table = said ? str_sub(head, skip, head.n) : head;

	if (!delimiter)
		delimiter = said;
	if (delimiter) {
		survey_make(s, table, whole, delimiter, r);
		judge(s, 1, false);
	} else {
		survey_best(s, table, whole, r);
	}
	*d = (struct dialect){ .shape = s->shape, .columns = s->columns };
	d->header = s->n == 0 || has_header(s, table, r);
	d->offset = (said ? skip : 0) + (s->n ? s->at[s->start].offset : 0);
	d->lines = (said ? 1 : 0) + (s->n ? s->at[s->start].line : 0);
}

enum looks { LOOKS_EMPTY, LOOKS_TEXT, LOOKS_COUNT, LOOKS_NUMBER, LOOKS_TIME, LOOKS_ADDRESS, LOOKS_ID };

struct makeup {
	size_t digits, letters, points, marks, others, hex;
};

static struct makeup makeup_of(struct str s)
{
	struct makeup m = { 0 };

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		m.digits += isdigit(c) != 0;
		m.letters += isalpha(c) || c >= 0x80;
		m.points += c == '.' || c == ',';
		m.marks += memchr("-/:. ", c, 5) != NULL;
		m.others += !isalnum(c) && c < 0x80 && !memchr("+-/:., ", c, 7);
		m.hex += isxdigit(c) || c == '-';
	}
	return m;
}

static enum looks looks_like(struct str s)
{
	struct makeup m = makeup_of(s);
	size_t sign = s.n && (s.p[0] == '-' || s.p[0] == '+');

	if (s.n == 0)
		return LOOKS_EMPTY;
	if (m.digits && m.digits == s.n)
		return LOOKS_COUNT;
	if (m.digits && m.digits + sign + m.points == s.n && m.points < 2)
		return LOOKS_NUMBER;
	if (m.digits >= 6 && m.digits + m.marks >= s.n - 4 && m.marks >= 2 && m.letters <= 4 && !m.others)
		return LOOKS_TIME;
	if (str_has(s, STR("://")) || (memchr(s.p, '@', s.n) && m.points && !memchr(s.p, ' ', s.n)))
		return LOOKS_ADDRESS;
	return m.hex == s.n && s.n >= 16 && m.digits >= 4 ? LOOKS_ID : LOOKS_TEXT;
}

static bool is_numeric(enum looks looks)
{
	return looks == LOOKS_COUNT || looks == LOOKS_NUMBER;
}

/* Most of the column looks as its first field does. */
static bool column_agrees(enum looks first, size_t column, const struct str *const *rows, size_t n_rows)
{
	size_t same = 0, said = 0;

	for (size_t i = 0; i < n_rows; i++) {
		enum looks looks = looks_like(rows[i][column]);
		said += looks != LOOKS_EMPTY;
		same += looks == first || (is_numeric(looks) && is_numeric(first));
	}
	return same * 2 >= said;
}

bool dialect_headless(const struct str *first, size_t n, const struct str *const *rows, size_t n_rows)
{
	size_t numeric = 0, said = 0;

	for (size_t i = 0; i < n; i++) {
		enum looks looks = looks_like(first[i]);
		said += looks != LOOKS_EMPTY;
		if (looks == LOOKS_EMPTY || looks == LOOKS_TEXT || !column_agrees(looks, i, rows, n_rows))
			continue;
		if (looks >= LOOKS_TIME)
			return true;
		numeric += 1;
	}
	return said > 0 && numeric == said;
}
