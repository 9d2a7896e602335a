/* imported - what became of a file, as JSON: how each column was understood, what was taken, what was not.
 *
 *	tell_imported(report, out);
 *	tell_undone(7, &undone, out);                    // what taking it back meant
 */
#pragma once

#include "base/buf.h"
#include "intake/import.h"
#include "store/evidence_change.h"

void tell_imported(const struct import_report *report, struct buf *out);
void tell_undone(int64_t import, const struct evidence_undone *undone, struct buf *out);
