#include "sources/csv_split.h"

#include <stdio.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

struct cut {
	const struct csv_shape *shape;
	char delimiter; /* the line's end where there is none */
	const char *p, *end;
	bool last;
	struct csv_record *r;
};

struct csv_record *csv_record_new(struct scope *sc)
{
	struct csv_record *r = NEW(sc, struct csv_record);

	r->sc = sc;
	return r;
}

/* The first of two bytes; `end` where there is none. */
static inline const char *find_either(const char *p, const char *end, char a, char b)
{
#ifdef __SSE2__
	const __m128i all_a = _mm_set1_epi8(a), all_b = _mm_set1_epi8(b);

	for (; end - p >= 16; p += 16) {
		__m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)p);
		__m128i hits = _mm_or_si128(_mm_cmpeq_epi8(bytes, all_a), _mm_cmpeq_epi8(bytes, all_b));
		int mask = _mm_movemask_epi8(hits);
		if (mask)
			return p + __builtin_ctz((unsigned)mask);
	}
#endif
	while (p < end && *p != a && *p != b)
		p++;
	return p;
}

static inline void add(struct csv_record *r, const char *p, size_t n)
{
	if (r->n < CSV_FIELDS)
		r->fields[r->n] = (struct str){ p, n };
	r->n++;
	r->long_field |= n > READER_FIELD;
}

static enum csv_found finish(struct cut *c, const char *start, const char *line_end)
{
	struct csv_record *r = c->r;

	r->length = (size_t)(c->p - start);
	r->raw = (struct str){ start, (size_t)(line_end - start) };
	if (c->shape->end == '\n' && r->raw.n && line_end[-1] == '\r')
		r->raw.n--;
	return CSV_RECORD;
}

enum csv_found csv_first_line(const struct csv_shape *shape, struct str text, struct csv_record *r)
{
	const char *end = memchr(text.p, shape->end, text.n);
	struct cut c = { .shape = shape, .p = end ? end + 1 : text.p + text.n, .r = r };

	finish(&c, text.p, end ? end : text.p + text.n);
	r->lines = 1;
	return CSV_BROKEN;
}

static enum csv_found broken(struct cut *c, const char *why)
{
	snprintf(c->r->why, sizeof c->r->why, "%s in field %zu", why, c->r->n + 1);
	return CSV_BROKEN;
}

/* Room for everything that this text can hold, so that nothing moves within one record. */
static void store_ready(struct csv_record *r, size_t room)
{
	if (r->store_room >= room)
		return;
	r->store = scope_grow(r->sc, r->store, r->store_room, room, 1);
	r->store_room = room;
}

static void store(struct csv_record *r, const char *p, size_t n)
{
	if (n)
		memcpy(r->store + r->stored, p, n);
	r->stored += n;
}

static void count_lines(struct cut *c, const char *p, const char *end)
{
	while ((p = memchr(p, c->shape->end, (size_t)(end - p)))) {
		c->r->lines++;
		p++;
	}
}

/* From behind the opening quote to behind the closing one. */
static bool quoted_value(struct cut *c)
{
	struct csv_record *r = c->r;
	const char *start = c->p, *piece = start;
	size_t stored = 0;
	bool doubled = false;

	for (;;) {
		const char *quote = memchr(c->p, '"', (size_t)(c->end - c->p));
		if (!quote || (quote + 1 == c->end && !c->last))
			return false;
		c->p = quote + 1;
		if (c->p == c->end || *c->p != '"')
			break;
		if (!doubled) {
			store_ready(r, r->stored + (size_t)(c->end - start));
			stored = r->stored;
			doubled = true;
		}
		store(r, piece, (size_t)(c->p - piece));
		piece = ++c->p;
	}
	count_lines(c, start, c->p);
	if (!doubled) {
		add(r, start, (size_t)(c->p - 1 - start));
		return true;
	}
	store(r, piece, (size_t)(c->p - 1 - piece));
	add(r, r->store + stored, r->stored - stored);
	return true;
}

/* What the text holds is known to the field's end; what ended it is in `*by`: a delimiter, a line's end, or
 * 0 for the end of the text. */
static bool field_end(struct cut *c, char *by)
{
	if (c->p == c->end) {
		*by = 0;
		return true;
	}
	*by = *c->p;
	if (*by != c->delimiter && *by != c->shape->end)
		return false;
	c->p++;
	return true;
}

static bool is_gap(const struct csv_shape *shape, char c)
{
	return (c == ' ' || c == '\t') && c != shape->delimiter;
}

static enum csv_found quoted_field(struct cut *c, char *by)
{
	size_t nth = c->r->n;

	if (!quoted_value(c)) {
		c->r->open = true;
		return c->last ? broken(c, "the quote is never closed") : CSV_MORE;
	}
	while (c->p < c->end && (is_gap(c->shape, *c->p) || (*c->p == '\r' && c->shape->end == '\n')))
		c->p++;
	if (c->p == c->end && !c->last)
		return CSV_MORE;
	if (field_end(c, by))
		return CSV_RECORD;
	c->r->n = nth;
	return broken(c, "text after the closing quote");
}

static inline enum csv_found plain_field(struct cut *c, char *by)
{
	const char *start = c->p, *hit = find_either(start, c->end, c->delimiter, c->shape->end);

	if (hit == c->end && !c->last)
		return CSV_MORE;
	size_t n = (size_t)(hit - start);
	*by = hit == c->end ? 0 : *hit;
	c->p = hit + (hit < c->end);
	if (n && (hit == c->end || *hit == c->shape->end) && hit[-1] == '\r')
		n--;
	add(c->r, start, n);
	return CSV_RECORD;
}

/* Behind blanks a quote still opens a field. */
static bool quote_opens(struct cut *c)
{
	const char *p = c->p;

	while (p < c->end && is_gap(c->shape, *p))
		p++;
	if (p == c->end || *p != '"')
		return false;
	c->p = p + 1;
	return true;
}

enum csv_found csv_split(const struct csv_shape *shape, struct str text, bool last, struct csv_record *r)
{
	struct cut c = { .shape = shape, .p = text.p, .end = text.p + text.n, .last = last, .r = r };
	char by;

	c.delimiter = shape->delimiter ? shape->delimiter : shape->end;
	r->n = r->stored = 0;
	r->lines = 1;
	r->open = r->long_field = false;
	do {
		bool plain = c.p < c.end && *c.p != '"' && *c.p != ' ' && *c.p != '\t';
		enum csv_found found =
			plain || !quote_opens(&c) ? plain_field(&c, &by) : quoted_field(&c, &by);
		if (found == CSV_BROKEN && (last || memchr(text.p, shape->end, text.n)))
			return csv_first_line(shape, text, r);
		if (found == CSV_BROKEN) /* its first line is not whole yet */
			return CSV_MORE;
		if (found != CSV_RECORD)
			return found;
	} while (by == c.delimiter && by != shape->end);
	return finish(&c, text.p, by ? c.p - 1 : c.p);
}
