#include "sources/xlsx.h"

#include "sources/xlsx_parts.h"
#include "sources/xml.h"

static const uint64_t TEXT_BYTES = 8ull << 30; /* ceiling of the text that a sheet becomes */

struct sheet {
	struct str name, id;
	bool hidden;
};

struct relation {
	struct str id, type, target;
};

struct workbook {
	struct xlsx_book book;
	LIST(struct sheet) sheets;
	LIST(struct relation) relations;
};

bool xlsx_member(struct xlsx_book *book, const char *name, const struct xml_fns *fns, void *to)
{
	long i = unzip_find(book->zip, name);

	if (i < 0)
		return true;
	struct unzip_member *m = unzip_member(book->sc, book->zip, (size_t)i);
	bool ok = m && xml_each(book->sc, scope_printf(book->sc, "%s, %s", book->name, name), unzip_read, m,
			       fns, to);
	unzip_member_close(m);
	return ok;
}

static int hex(char c)
{
	const char *digits = "0123456789abcdef0123456789ABCDEF", *at = c ? strchr(digits, c) : NULL;

	return at ? (int)(at - digits) % 16 : -1;
}

/* "_x000D_", which stands for a letter that XML cannot have; 0: it is no such escape, or of no use. */
static uint32_t escaped(struct str s, size_t at)
{
	uint32_t letter = 0;

	if (at + 7 > s.n || s.p[at] != '_' || s.p[at + 1] != 'x' || s.p[at + 6] != '_')
		return 0;
	for (size_t i = at + 2; i < at + 6; i++) {
		if (hex(s.p[i]) < 0)
			return 0;
		letter = letter * 16 + (uint32_t)hex(s.p[i]);
	}
	bool sound = letter >= 0x20 ? letter < 0xd800 : letter == '\t' || letter == '\n' || letter == '\r';
	return sound ? letter : 0;
}

void xlsx_unescape(struct buf *out, struct str text)
{
	size_t from = 0;

	for (size_t at = 0; at < text.n; at++) {
		uint32_t letter = text.p[at] == '_' ? escaped(text, at) : 0;
		if (!letter)
			continue;
		buf_str_add(out, str_sub(text, from, at));
		buf_letter(out, letter);
		at += 6;
		from = at + 1;
	}
	buf_str_add(out, str_sub(text, from, text.n));
}

/* --- the workbook -------------------------------------------------------------------------------- */

static struct str attribute(struct scope *sc, const char **pairs, const char *key)
{
	const char *text = xml_attribute(pairs, key);

	return text ? str_copy(sc, str_of(text)) : STR("");
}

static bool is_on(const char *text)
{
	return text && (strcmp(text, "1") == 0 || strcmp(text, "true") == 0);
}

static void book_start(void *to, struct xml *x, const char *name, const char **pairs)
{
	struct workbook *w = to;
	struct scope *sc = w->book.sc;
	const char *state = xml_attribute(pairs, "state");

	if (strcmp(name, "workbookPr") == 0)
		w->book.since_1904 = is_on(xml_attribute(pairs, "date1904"));
	if (strcmp(name, "sheet") != 0)
		return;
	if (w->sheets.n == XLSX_SHEETS)
		xml_fail(x, FAULT_LIMIT, "more than %d sheets, the ceiling", XLSX_SHEETS);
	else
		*LIST_ADD(sc, &w->sheets) = (struct sheet){ attribute(sc, pairs, "name"),
			attribute(sc, pairs, "id"), state && strcmp(state, "visible") != 0 };
}

static void relation_start(void *to, struct xml *x, const char *name, const char **pairs)
{
	struct workbook *w = to;
	struct scope *sc = w->book.sc;

	if (strcmp(name, "Relationship") != 0)
		return;
	if (w->relations.n == UNZIP_MEMBERS)
		xml_fail(x, FAULT_LIMIT, "more than %d relationships, the ceiling", UNZIP_MEMBERS);
	else
		*LIST_ADD(sc, &w->relations) = (struct relation){ attribute(sc, pairs, "Id"),
			attribute(sc, pairs, "Type"), attribute(sc, pairs, "Target") };
}

static void passed(void *to, struct xml *x, const char *name)
{
	(void)to, (void)x, (void)name;
}

/* The member that a relation leads to, by its id or by the end of its type; NULL: there is none. */
static const char *related(struct workbook *w, struct str id, const char *type)
{
	for (size_t i = 0; i < w->relations.n; i++) {
		const struct relation *r = &w->relations.at[i];
		if (!str_ends(r->type, str_of(type)) || (id.n && !str_equal(id, r->id)))
			continue;
		bool absolute = str_starts(r->target, STR("/"));
		struct str target = str_sub(r->target, absolute, r->target.n);
		return scope_printf(w->book.sc, "%s%.*s", absolute ? "" : "xl/", STR_ARG(target));
	}
	return NULL;
}

static const char *sheet_member(struct workbook *w, const struct sheet *sheet)
{
	const char *member = related(w, sheet->id.n ? sheet->id : STR("none"), "/worksheet");

	return member && unzip_find(w->book.zip, member) >= 0 ? member : NULL;
}

static bool read_book(struct workbook *w)
{
	static const struct xml_fns book = { .start = book_start, .end = passed };
	static const struct xml_fns relations = { .start = relation_start, .end = passed };

	if (!xlsx_member(&w->book, "xl/workbook.xml", &book, w) ||
		!xlsx_member(&w->book, "xl/_rels/workbook.xml.rels", &relations, w))
		return false;
	const char *styles = related(w, STR(""), "/styles"), *texts = related(w, STR(""), "/sharedStrings");
	return (!styles || xlsx_styles(&w->book, styles)) && (!texts || xlsx_texts(&w->book, texts));
}

/* --- which sheet --------------------------------------------------------------------------------- */

/* The names of those that can be read, for people. */
static struct str sheets_in_words(struct workbook *w, const struct sheet *but)
{
	enum { WORDS = 300 };
	struct buf *b = buf_new(w->book.sc, WORDS);

	for (size_t i = 0; i < w->sheets.n; i++) {
		const struct sheet *s = &w->sheets.at[i];
		if (s != but && !s->hidden && sheet_member(w, s))
			buf_printf(b, "%s\"%.*s\"", buf_len(b) ? ", " : "",
				STR_ARG(str_short(w->book.sc, s->name, 40)));
	}
	return buf_str(b);
}

/* The first that is shown, that has this place among those that are shown, or this name. */
static const struct sheet *sheet_wished(struct workbook *w, struct str wish)
{
	int64_t place = 1, number = 0;

	for (size_t i = 0; wish.n && i < w->sheets.n; i++)
		if (str_same(w->sheets.at[i].name, wish) && sheet_member(w, &w->sheets.at[i]))
			return &w->sheets.at[i];
	if (wish.n && !str_integer(wish, &number))
		return NULL;
	for (size_t i = 0; i < w->sheets.n; i++)
		if (!w->sheets.at[i].hidden && sheet_member(w, &w->sheets.at[i]) &&
			(!wish.n || place++ == number))
			return &w->sheets.at[i];
	return NULL;
}

static const struct sheet *choose(struct workbook *w, struct str wish)
{
	const struct sheet *s = sheet_wished(w, wish);

	if (s)
		return s;
	if (wish.n)
		return scope_fail(w->book.sc, FAULT_NOT_FOUND, "%s has no sheet \"%.*s\"; it has %.*s",
			w->book.name, STR_ARG(wish), STR_ARG(sheets_in_words(w, NULL)));
	return scope_fail(w->book.sc, FAULT_INVALID,
		"%s has no sheet with cells that is not hidden: say which with --sheet", w->book.name);
}

static void tell(struct scope *sc, struct workbook *w, const struct sheet *chosen, struct xlsx_sheet *out)
{
	struct str others = sheets_in_words(w, chosen);

	out->name = str_copy(sc, chosen->name);
	out->remark =
		others.n ? scope_printf(sc,
				   "of the workbook's sheets \"%.*s\" was read; --sheet says another: %.*s",
				   STR_ARG(out->name), STR_ARG(others))
			 : NULL;
}

/* --- as text ------------------------------------------------------------------------------------- */

static struct unzip *unpack(struct scope *sc, struct bytes *packed)
{
	struct str content;
	int fd;

	if (!bytes_as_they_lie(packed, &fd, &content))
		return NULL;
	return fd >= 0 ? unzip_open(sc, bytes_name(packed), fd) : unzip_of(sc, bytes_name(packed), content);
}

static int write_sheet(struct scope *sc, struct workbook *w, struct str wish, struct xlsx_sheet *out)
{
	const struct sheet *sheet = read_book(w) ? choose(w, wish) : NULL;
	struct spool *spool = sheet ? spool_open(w->book.sc, w->book.name, TEXT_BYTES) : NULL;
	int fd = spool && xlsx_cells(&w->book, sheet_member(w, sheet), spool) ? spool_done(spool) : -1;

	spool_close(spool);
	if (fd >= 0)
		tell(sc, w, sheet, out);
	return fd;
}

/* What a workbook needs while it is read goes when it is text. */
struct bytes *xlsx_text(struct scope *sc, struct bytes *packed, struct str wish, struct xlsx_sheet *sheet)
{
	struct scope mine = { 0 };
	struct workbook w = { .book = { .sc = &mine, .name = bytes_name(packed) } };
	int fd = -1;

	w.book.zip = unpack(&mine, packed);
	if (w.book.zip && unzip_find(w.book.zip, "xl/workbook.xml") >= 0)
		fd = write_sheet(sc, &w, wish, sheet);
	else
		scope_forgive(&mine);
	unzip_close(w.book.zip);
	if (mine.fault != FAULT_NONE)
		scope_fail(sc, mine.fault, "%s", mine.why);
	scope_close(&mine);
	return fd >= 0 ? bytes_of_file(sc, bytes_name(packed), fd) : NULL;
}
