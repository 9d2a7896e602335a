/* told - the facts of a file as text for people, a line each: what a golden file has, and what a test compares.
 *
 *	1.0  2026-03-02T10:15:00Z  event=page_view  page=https://shop.example/cart  cookie=segment/a-77  url=...
 *	2.0  broken: the time is missing
 *
 * Plain tables are told column by column as the reader gives them, under their own names.
 */
#pragma once

#include "base/buf.h"
#include "formats/facts.h"
#include "formats/format.h"
#include "test.h"

struct told {
	struct scope sc;
	struct input *in;
	const struct format *format;
	struct names *columns;
	struct reader_notes notes;
	struct buf *text;
	bool ok;
};

static inline bool told_is_time(struct str name)
{
	return str_equal(name, STR("$time")) || str_equal(name, STR("$end"));
}

static inline bool told_record(void *to, const struct record *record)
{
	struct told *t = to;
	int64_t us;

	buf_printf(t->text, "%llu.%u", (unsigned long long)record->row, record->part);
	for (size_t i = 0; i < record->n; i++) {
		struct str name = names_at(t->columns, (uint32_t)i), value = record->values[i];
		if (!value.p)
			continue;
		if (t->format->facts && told_is_time(name) && str_integer(value, &us))
			value = when_iso(&t->sc, us);
		buf_printf(t->text, "  %.*s=", STR_ARG(name));
		for (size_t k = 0; k < value.n; k++)
			value.p[k] == '\n' ? buf_puts(t->text, "\\n") : buf_putc(t->text, value.p[k]);
	}
	buf_putc(t->text, '\n');
	return true;
}

static inline bool told_broken(void *to, uint64_t row, struct str raw, const char *why)
{
	struct told *t = to;

	(void)raw;
	buf_printf(t->text, "%llu  broken: %s\n", (unsigned long long)row, why);
	return true;
}

static inline void told_from(struct told *t, const char *format, const struct reader_options *options)
{
	const struct sink sink = { t, told_record, told_broken };

	t->columns = names_new(&t->sc);
	t->text = buf_new(&t->sc, 64 << 20);
	if (t->in)
		t->format = format ? format_find(str_of(format)) : format_detect(&t->sc, t->in);
	t->ok = t->format && t->format->read(&t->sc, t->in, options, t->columns, &sink, &t->notes);
	for (size_t i = 0; i < t->notes.remarks.n; i++)
		buf_printf(t->text, "remark: %.*s\n", STR_ARG(t->notes.remarks.at[i]));
	if (t->notes.zone_assumed)
		buf_puts(t->text, "zone assumed\n");
}

/* The path matters where a format heeds it; `format` NULL: found. */
static inline void told_text(struct told *t, const char *format, const char *path, struct str content)
{
	static const struct reader_options options = { 0 };

	*t = (struct told){ 0 };
	t->in = input_of(&t->sc, path, content);
	told_from(t, format, &options);
}

static inline void told_close(struct told *t)
{
	input_close(t->in);
	scope_close(&t->sc);
}

static inline void assert_told(const char *format, const char *path, const char *content, const char *want)
{
	struct told t;

	told_text(&t, format, path, str_of(content));
	if (!t.ok)
		fail_msg("refused: %s", t.sc.why);
	assert_str(buf_str(t.text), want);
	told_close(&t);
}

static inline void assert_told_refused(
	const char *format, const char *content, enum fault fault, const char *words)
{
	struct told t;

	told_text(&t, format, "a.txt", str_of(content));
	assert_false(t.ok);
	assert_fault(&t.sc, fault, words);
	told_close(&t);
}
