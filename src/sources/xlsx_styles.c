/* Cell styles and shared texts of a workbook. */
#include <stdlib.h>

#include "sources/xlsx.h"
#include "sources/xlsx_parts.h"
#include "sources/xml.h"

/* The numbers of formats that every workbook has and none writes down; 27 to 36 and 50 to 58 are dates of East Asia. */
static const struct {
	long first, last;
	enum xlsx_kind kind;
} builtin[] = { { 14, 17, XLSX_DATE }, { 18, 21, XLSX_CLOCK }, { 22, 22, XLSX_DATE_TIME },
	{ 27, 31, XLSX_DATE }, { 32, 35, XLSX_CLOCK }, { 36, 36, XLSX_DATE }, { 45, 45, XLSX_CLOCK },
	{ 46, 46, XLSX_ELAPSED }, { 47, 47, XLSX_CLOCK }, { 50, 58, XLSX_DATE } };

struct own {
	long id;
	enum xlsx_kind kind;
};

struct styles {
	struct xlsx_book *book;
	LIST(struct own) own;
	LIST(uint8_t) kinds;
	bool in_cells;
};

static enum xlsx_kind kind_at(const struct styles *s, long id)
{
	for (size_t i = 0; i < s->own.n; i++)
		if (s->own.at[i].id == id)
			return s->own.at[i].kind;
	for (size_t i = 0; i < COUNT_OF(builtin); i++)
		if (id >= builtin[i].first && id <= builtin[i].last)
			return builtin[i].kind;
	return XLSX_NUMBER;
}

static long number_of(const char **pairs, const char *key)
{
	const char *text = xml_attribute(pairs, key);
	int64_t n;

	return text && str_integer(str_of(text), &n) && n >= 0 && n <= INT32_MAX ? (long)n : -1;
}

static void style_start(void *to, struct xml *x, const char *name, const char **pairs)
{
	enum { OWN = 4096 };
	struct styles *s = to;
	const char *code = xml_attribute(pairs, "formatCode");

	if (strcmp(name, "cellXfs") == 0)
		s->in_cells = true;
	if (strcmp(name, "numFmt") == 0 && code && s->own.n < OWN)
		*LIST_ADD(s->book->sc, &s->own) =
			(struct own){ number_of(pairs, "numFmtId"), xlsx_kind_of(str_of(code)) };
	if (!s->in_cells || strcmp(name, "xf") != 0)
		return;
	if (s->kinds.n == XLSX_STYLES)
		xml_fail(x, FAULT_LIMIT, "more than %d styles, the ceiling", XLSX_STYLES);
	else
		*LIST_ADD(s->book->sc, &s->kinds) = (uint8_t)kind_at(s, number_of(pairs, "numFmtId"));
}

static void style_end(void *to, struct xml *x, const char *name)
{
	struct styles *s = to;

	if (strcmp(name, "cellXfs") != 0)
		return;
	s->in_cells = false;
	xml_stop(x);
}

bool xlsx_styles(struct xlsx_book *book, const char *member)
{
	static const struct xml_fns fns = { .start = style_start, .end = style_end };
	struct styles s = { .book = book };
	bool ok = xlsx_member(book, member, &fns, &s);

	book->kinds = s.kinds.at;
	book->n_kinds = s.kinds.n;
	return ok;
}

/* --- shared texts -------------------------------------------------------------------------------- */

enum { TEXTS = 20000000, TEXTS_BYTES = 512 << 20, CHUNK = 1 << 20 };

struct texts {
	struct xlsx_book *book;
	LIST(struct str) list;
	struct buf *text;
	char *chunk;
	size_t room, bytes;
	bool within;  /* a <t> */
	size_t aside; /* levels of what is read aloud, not shown (<rPh>) */
};

static void text_start(void *to, struct xml *x, const char *name, const char **pairs)
{
	struct texts *t = to;

	(void)x, (void)pairs;
	if (strcmp(name, "si") == 0)
		buf_cut(t->text, 0);
	t->aside += strcmp(name, "rPh") == 0;
	t->within = strcmp(name, "t") == 0 && !t->aside;
}

static void text_piece(void *to, struct xml *x, struct str piece)
{
	struct texts *t = to;

	(void)x;
	if (t->within)
		buf_str_add(t->text, piece);
}

static struct str keep(struct texts *t, struct str s)
{
	if (!s.n)
		return STR("");
	if (t->room < s.n) {
		t->room = s.n > CHUNK ? s.n : CHUNK;
		t->chunk = scope_alloc(t->book->sc, t->room, 1);
	}
	char *p = t->chunk;
	memcpy(p, s.p, s.n);
	t->chunk += s.n;
	t->room -= s.n;
	t->bytes += s.n;
	return (struct str){ p, s.n };
}

static void text_end(void *to, struct xml *x, const char *name)
{
	struct texts *t = to;

	t->aside -= strcmp(name, "rPh") == 0 && t->aside;
	t->within = false;
	if (strcmp(name, "si") != 0)
		return;
	if (buf_over(t->text) || t->list.n == TEXTS || t->bytes > TEXTS_BYTES)
		xml_fail(x, FAULT_LIMIT, "more text than %d MiB, the ceiling: save the sheet as CSV",
			TEXTS_BYTES >> 20);
	else
		*LIST_ADD(t->book->sc, &t->list) = keep(t, buf_str(t->text));
}

bool xlsx_texts(struct xlsx_book *book, const char *member)
{
	enum { TEXT = 1 << 20 };
	static const struct xml_fns fns = { .start = text_start, .end = text_end, .text = text_piece };
	struct texts t = { .book = book, .text = buf_new(book->sc, TEXT) };
	bool ok = xlsx_member(book, member, &fns, &t);

	book->texts = t.list.at;
	book->n_texts = t.list.n;
	return ok;
}
