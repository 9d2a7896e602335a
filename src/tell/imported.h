/* imported - what became of a file, as JSON: how each column was understood, what was taken, what was not.
 *
 *	tell_imported(report, out);
 */
#pragma once

#include "base/buf.h"
#include "intake/import.h"

void tell_imported(const struct import_report *report, struct buf *out);
