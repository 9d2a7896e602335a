/* status - what is in a workspace, as JSON.
 *
 *	struct status s;
 *	if (!status_read(sc, ws, &s)) ...
 *	tell_status(sc, &s, out);
 *	return duck_done(sc, s.imports);
 */
#pragma once

#include "base/buf.h"
#include "store/identity.h"
#include "store/notes.h"
#include "store/strangers.h"
#include "store/workspace.h"

struct status {
	struct evidence_totals totals;
	struct saved_map *maps;
	size_t n_maps;
	struct identity_counts identity;
	struct note *notes;
	size_t n_notes;
	struct stranger *strangers; /* files whose customers are in no other */
	size_t n_strangers;
	struct duck_rows *
		imports; /* file, format, rows, events, duplicates, quarantined, id, undone, source, imported, remarks */
};

bool status_read(struct scope *sc, struct workspace *ws, struct status *s) MUST_USE;
void tell_status(struct scope *sc, struct status *s, struct buf *out);
