/* preview - the first rows of a file as JSON, as they stand and as the events that they would become.
 *
 *	tell_preview(preview, out);
 *
 * Column by column the first values; then the first events, and the rows that were not read with their reason.
 */
#pragma once

#include "base/buf.h"
#include "intake/preview.h"

void tell_preview(const struct import_preview *preview, struct buf *out);
