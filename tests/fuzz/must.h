/* must - what all fuzzers say: this holds, and bytes as the readers would hand them on. */
#pragma once

#include <stdlib.h>

#include "base/str.h"

static inline void must(bool true_always)
{
	if (!true_always)
		abort();
}

/* The readers give UTF-8 and nothing else: a byte that is none becomes a question mark. */
static inline struct str fuzz_text(struct scope *sc, const uint8_t *data, size_t size)
{
	char *p = scope_alloc(sc, size + 1, 1);
	struct str s = { p, size };

	if (size)
		memcpy(p, data, size);
	for (size_t at = 0, next = 0; at < size; at = next) {
		uint32_t letter = str_next(s, &next);
		bool real = next - at == 3 && memcmp(p + at, "\xef\xbf\xbd", 3) == 0;
		if (letter == 0xFFFD && !real)
			memset(p + at, '?', next - at);
	}
	must(str_is_utf8(s));
	return s;
}

/* The text in a block of its own and without a NUL behind it: reading past its end is seen. */
static inline struct str fuzz_tight(struct str s)
{
	char *p = malloc(s.n ? s.n : 1);

	must(p != NULL);
	if (s.n)
		memcpy(p, s.p, s.n);
	return (struct str){ p, s.n };
}

typedef void (*fuzz_fn)(struct scope *sc, struct str text);

/* The first byte says which of n functions gets the rest. */
static inline void fuzz_one_of(const fuzz_fn *all, size_t n, const uint8_t *data, size_t size)
{
	struct scope sc = { 0 };

	if (size < 1)
		return;
	struct str text = fuzz_tight((struct str){ (const char *)data + 1, size - 1 });
	all[data[0] % n](&sc, text);
	free((char *)(uintptr_t)text.p);
	scope_close(&sc);
}
