/* findings - what was found by patterns and waits for somebody's word, as JSON.
 *
 *	tell_findings(&judging, touchpoint, out);             // [...]; touchpoint p NULL: all
 *	tell_finding(&j, &judging, place, finding, state);    // one, into a list that is open
 */
#pragma once

#include "answer/judging.h"
#include "base/json.h"

void tell_finding(struct json *j, const struct judging *g, size_t place, const struct voice_finding *f,
	const char *state);
void tell_findings(const struct judging *g, struct str touchpoint, struct buf *out);
