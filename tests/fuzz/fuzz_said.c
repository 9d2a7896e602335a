/* A sentence of any bytes said again in Polish and Russian: what comes is UTF-8, the same each time, and in English what was
 * handed in.  Or the first two bytes choose a row, and the rest fills its holes: what the server made is found again. */
#include "base/buf.h"
#include "draw/said_match.h"
#include "must.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void again(struct scope *sc, struct str text)
{
	for (int i = 0; i < SPEECHES; i++) {
		sc->speech = (enum speech)i;
		struct str first = said_again(sc, text), second = said_again(sc, text);
		must(str_is_utf8(first) && str_equal(first, second));
		must(i != SPEECH_EN || str_equal(first, text));
		must(!said_is_number(text) || said_number(sc, text).n);
		must(str_is_utf8(said_pick(sc, text, STR("a|b|c|d"))) &&
			str_is_utf8(said_pick(sc, text, text)));
	}
}

/* Found, though perhaps by another row that says as much; and each value lies in the text. */
static void find(struct str text, bool must_be)
{
	struct said_found f;
	bool is = said_match(text, &f);

	must(is || !must_be);
	for (size_t i = 0; is && i < f.n; i++)
		must(f.values[i].p >= text.p && f.values[i].p + f.values[i].n <= text.p + text.n &&
			strchr("sdf", f.kinds[i]));
}

/* Holes for numbers get numbers, those for words a line of the rest each. */
static struct str filled(struct scope *sc, const char *format, struct str rest)
{
	struct buf *b = buf_new(sc, 1 << 16);

	for (const char *p = format; *p; p++) {
		bool hole = p[0] == '%' && p[1];
		struct str word = hole && p[1] == 's' ? str_cut(&rest, '\n') : (struct str){ 0 };
		if (!hole)
			buf_putc(b, *p);
		else if (p[1] == '%')
			buf_putc(b, '%');
		else if (p[1] == 's')
			buf_str_add(b, word.n ? word : STR("x"));
		else
			buf_puts(b, p[1] == 'd' ? "1,204" : "3.5");
		p += hole;
	}
	return buf_str(b);
}

/* Sentences are made of C's texts: no NUL. */
static struct str spoken(struct scope *sc, const uint8_t *data, size_t size)
{
	struct buf *b = buf_new(sc, size + 1);
	struct str text = fuzz_text(sc, data, size);

	for (size_t i = 0; i < text.n; i++)
		buf_putc(b, text.p[i] ? text.p[i] : '?');
	return buf_str(b);
}

static struct str without_point(struct str s)
{
	return s.n && s.p[s.n - 1] == '.' ? str_sub(s, 0, s.n - 1) : s;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct scope sc = { 0 };

	if (size < 2)
		return 0;
	size_t row = (size_t)data[0] << 8 | data[1];
	struct str text = spoken(&sc, data + 2, size - 2);
	bool made = row < served_rows_n;
	if (made)
		text = without_point(filled(&sc, served_rows[row].english, text));
	text = fuzz_tight(text);
	/* Whatever somebody wrote into it, a sentence may cost no more than so much: a long one is left as it is. */
	find(text, made && size < 40);
	again(&sc, text);
	free((char *)(uintptr_t)text.p);
	scope_close(&sc);
	return 0;
}
