#include "cli/figures.h"

#include <math.h>

enum { DIGITS = 12 };

void json_estimate(struct buf *out, const struct estimate *e)
{
	buf_puts(out, "{\"value\":");
	buf_number(out, e->known ? e->value : NAN, DIGITS);
	buf_printf(out, ",\"n\":%llu,\"low\":", (unsigned long long)e->n);
	buf_number(out, e->known ? e->low : NAN, DIGITS);
	buf_puts(out, ",\"high\":");
	buf_number(out, e->known ? e->high : NAN, DIGITS);
	buf_puts(out, "}");
}

struct str share_words(struct scope *sc, const struct estimate *e)
{
	if (!e->known)
		return STR("no data");
	return str_of(
		scope_printf(sc, "%.1f %% (%.1f to %.1f)", e->value * 100, e->low * 100, e->high * 100));
}
