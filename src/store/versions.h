/* versions - of what a source changes and exports again, only the highest version counts.
 *
 *	versions_settle(sc, ev, import, &superseded);      // within the transaction of the import
 *
 * Events of lower versions, and of what is deleted, lie in `event_past`; they come back when what went before them is
 * undone.
 */
#pragma once

#include "store/evidence.h"

/* Of the subjects that an import speaks of. */
bool versions_settle(struct scope *sc, struct evidence *ev, int64_t import, uint64_t *superseded) MUST_USE;
