#include "sources/feed.h"

#include "sources/reader.h"

bool feed_open(struct feed *f, struct scope *sc, struct input *in)
{
	*f = (struct feed){ .sc = sc, .in = in, .line = 1 };
	f->room = 2 * input_block(in);
	f->p = scope_alloc(sc, f->room, 1);
	return input_rewind(in);
}

bool feed_more(struct feed *f)
{
	size_t held = f->end - f->from, block = input_block(f->in);
	size_t want = held > block ? held : block;

	if (held > READER_RECORD)
		return scope_fail(f->sc, FAULT_LIMIT,
			"%s, line %llu: a record is longer than %d MiB, the ceiling: is it text with lines?",
			input_name(f->in), (unsigned long long)f->line, READER_RECORD >> 20);
	if (f->from)
		memmove(f->p, f->p + f->from, held);
	f->from = 0;
	f->end = held;
	if (f->room < held + want) {
		f->p = scope_grow(f->sc, f->p, f->room, held + want, 1);
		f->room = held + want;
	}
	long n = input_read(f->in, f->p + held, f->room - held);
	if (n < 0)
		return false;
	f->end += (size_t)n;
	f->ended = n == 0;
	return true;
}

bool feed_line(struct feed *f, struct str *line, size_t *whole)
{
	size_t seen = 0;
	const char *end;

	for (;;) {
		struct str text = feed_text(f);
		end = text.n > seen ? memchr(text.p + seen, '\n', text.n - seen) : NULL;
		if (end || f->ended)
			break;
		seen = text.n;
		if (!feed_more(f))
			return false;
	}
	*line = feed_text(f);
	if (end)
		line->n = (size_t)(end - line->p);
	*whole = line->n + (end != NULL);
	return *whole > 0;
}
