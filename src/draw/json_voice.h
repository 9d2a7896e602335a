/* json_voice - what customers said, as JSON: of one touchpoint, and of a whole map. */
#pragma once

#include "base/json.h"
#include "insight/voices.h"

/* {"customers":…, "feeling":…, "findings":[…]}; NULL: nothing. */
void json_voice_place(struct json *j, struct scope *sc, const char *name, const struct voice_place *place);
void json_voice_totals(struct json *j, const char *name, const struct voices *voices);
