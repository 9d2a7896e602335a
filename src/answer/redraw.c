#include "answer/redraw.h"

#include "base/when.h"
#include "draw/json_read.h"

static struct str which_words(struct scope *sc, const struct published *v)
{
	return str_of(scope_printf(sc,
		"Version %lld, published %.*s by %.*s%s%.*s. The numbers are those of that day.",
		(long long)v->no, STR_ARG(when_date(sc, v->published_us)), STR_ARG(v->author),
		v->note.n ? ": " : "", STR_ARG(v->note)));
}

static struct str gone_words(struct scope *sc, const struct shown *shown)
{
	return str_of(
		scope_printf(sc, "%zu of %zu quotes are not there any more: erased or taken back since.",
			shown->gone, shown->quotes));
}

struct map *redraw_map(struct scope *sc, const struct shown *shown)
{
	struct map *map = json_read_map(sc, shown->json);

	if (!map)
		return NULL;
	*LIST_ADD(sc, &map->remarks) = which_words(sc, shown->version);
	if (shown->gone)
		*LIST_ADD(sc, &map->remarks) = gone_words(sc, shown);
	return map;
}
