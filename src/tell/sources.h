/* sources - a live source, with its key, as JSON.
 *
 *	tell_source(sc, &json, source);
 */
#pragma once

#include "base/json.h"
#include "store/live.h"

/* The same without its end, for who has more to say of it. */
void tell_source_begin(struct scope *sc, struct json *j, const struct live_source *s);
void tell_source(struct scope *sc, struct json *j, const struct live_source *s);
