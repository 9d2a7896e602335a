/* collect - a reader's records as one text that a test can compare: "2 a=1 b=x|3 a=2" and "4!why". */
#pragma once

#include "base/buf.h"
#include "formats/format.h"
#include "test.h"

struct collected {
	struct scope sc;
	struct input *in;
	struct names *columns;
	struct reader_notes notes;
	struct buf *text;
	uint64_t broken;
	bool ok;
};

static inline bool collect_record(void *to, const struct record *record)
{
	struct collected *c = to;

	buf_printf(c->text, "%s%llu", buf_len(c->text) ? "|" : "", (unsigned long long)record->row);
	for (size_t i = 0; i < record->n; i++)
		if (record->values[i].p)
			buf_printf(c->text, " %.*s=%.*s", STR_ARG(names_at(c->columns, (uint32_t)i)),
				STR_ARG(record->values[i]));
	return true;
}

static inline bool collect_broken(void *to, uint64_t row, struct str raw, const char *why)
{
	struct collected *c = to;

	(void)raw;
	c->broken++;
	buf_printf(c->text, "%s%llu!%s", buf_len(c->text) ? "|" : "", (unsigned long long)row, why);
	return true;
}

/* Reads as the format of that name, or as the one that is found where `format` is NULL. */
static inline void collect_from(struct collected *c, const char *format, const struct reader_options *options)
{
	const struct sink sink = { c, collect_record, collect_broken };
	const struct format *f = NULL;

	c->columns = names_new(&c->sc);
	c->text = buf_new(&c->sc, 64 << 20);
	if (c->in)
		f = format ? format_find(str_of(format)) : format_detect(&c->sc, c->in);
	c->ok = f && f->read(&c->sc, c->in, options, c->columns, &sink, &c->notes);
}

static inline void collect(struct collected *c, const char *format, struct str content, size_t block)
{
	const struct reader_options options = { 0 };

	*c = (struct collected){ 0 };
	c->in = input_of(&c->sc, "a.csv", content);
	if (c->in && block)
		input_set_block(c->in, block);
	collect_from(c, format, &options);
}

static inline void collect_file(struct collected *c, const char *path)
{
	const struct reader_options options = { 0 };

	*c = (struct collected){ 0 };
	c->in = input_open(&c->sc, path);
	collect_from(c, NULL, &options);
}

static inline void collect_close(struct collected *c)
{
	input_close(c->in);
	scope_close(&c->sc);
}

/* Must come out as `want`, whatever the size of the blocks. */
static inline void assert_collected(const char *format, struct str content, const char *want)
{
	static const size_t blocks[] = { 0, 1, 2, 3, 7, 64 };

	for (size_t i = 0; i < COUNT_OF(blocks); i++) {
		struct collected c;
		collect(&c, format, content, blocks[i]);
		if (!c.ok)
			fail_msg("refused: %s", c.sc.why);
		assert_str(buf_str(c.text), want);
		collect_close(&c);
	}
}

static inline void assert_refused(const char *format, struct str content, enum fault fault, const char *words)
{
	struct collected c;

	collect(&c, format, content, 0);
	assert_false(c.ok);
	assert_fault(&c.sc, fault, words);
	assert_null(strchr(c.sc.why, '\n'));
	collect_close(&c);
}
