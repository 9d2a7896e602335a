/* json_voice - what customers said, as JSON: of one touchpoint, and of a whole map. */
#pragma once

#include "base/json.h"
#include "insight/voices.h"

/* null where the count is not told */
static inline void json_told(struct json *j, const char *name, uint64_t n)
{
	if (count_is_told(n))
		json_count(j, name, n);
	else
		json_number(j, name, false, 0);
}

/* {"customers":…, "feeling":…, "findings":[…]}; NULL: nothing. */
void json_voice_place(struct json *j, struct scope *sc, const char *name, const struct voice_place *place);
void json_voice_totals(struct json *j, const char *name, const struct voices *voices);
