#include "serve/journal.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/when.h"

enum { LINE = 2000, WORD = 200 };

static const char *const levels[JOURNAL_LEVELS] = { "debug", "info", "warn", "error" };

bool journal_level_find(struct str name, enum journal_level *level)
{
	for (size_t i = 0; i < JOURNAL_LEVELS; i++)
		if (str_equal(name, str_of(levels[i]))) {
			*level = (enum journal_level)i;
			return true;
		}
	return false;
}

/* One write a line: lines of several threads do not mix. */
void journal_say(
	const struct journal *j, enum journal_level level, const char *event, const char *fields, ...)
{
	struct scope sc = { 0 };
	char rest[LINE];
	va_list args;

	if (level < j->from)
		return;
	va_start(args, fields);
	vsnprintf(rest, sizeof rest, fields, args);
	va_end(args);
	const char *line = scope_printf(&sc, "time=%.*s level=%s event=%s%s%s\n",
		STR_ARG(when_iso(&sc, j->clock_us())), levels[level], event, *rest ? " " : "", rest);
	ssize_t n = write(j->fd, line, strlen(line));
	(void)n;
	scope_close(&sc);
}

const char *journal_word(struct scope *sc, const char *text)
{
	struct buf *out = buf_new(sc, 4 * WORD);

	buf_putc(out, '"');
	for (size_t i = 0; i < WORD && text[i]; i++) {
		char c = text[i];
		if (c == '"' || c == '\\')
			buf_putc(out, '\\');
		buf_putc(out, (unsigned char)c < 0x20 || c == 0x7F ? ' ' : c);
	}
	buf_putc(out, '"');
	return buf_str(out).p;
}
