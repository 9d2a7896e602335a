#include "tell/estimate.h"

#include <math.h>

enum { DIGITS = 12 };

void tell_estimate(struct buf *out, const struct estimate *e)
{
	buf_puts(out, "{\"value\":");
	buf_number(out, e->known ? e->value : NAN, DIGITS);
	buf_printf(out, ",\"n\":%llu,\"low\":", (unsigned long long)e->n);
	buf_number(out, e->known ? e->low : NAN, DIGITS);
	buf_puts(out, ",\"high\":");
	buf_number(out, e->known ? e->high : NAN, DIGITS);
	buf_puts(out, "}");
}
