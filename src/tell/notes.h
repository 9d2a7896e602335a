/* notes - what staff wrote down, as JSON.
 *
 *	tell_notes(sc, notes, n, out);           // {"notes":[...]}
 *	tell_note(sc, &j, &notes[0]);            // one, into a list that is open
 */
#pragma once

#include "base/json.h"
#include "store/notes.h"

void tell_note(struct scope *sc, struct json *j, const struct note *note);
void tell_notes(struct scope *sc, const struct note *notes, size_t n, struct buf *out);
