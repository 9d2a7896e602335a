#include "cli/figures.h"

struct str share_words(struct scope *sc, const struct estimate *e)
{
	if (!e->known)
		return STR("no data");
	return str_of(
		scope_printf(sc, "%.1f %% (%.1f to %.1f)", e->value * 100, e->low * 100, e->high * 100));
}
