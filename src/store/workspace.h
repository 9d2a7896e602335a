/* workspace - one folder with everything of one company or brand.
 *
 *	struct workspace *ws = workspace_open(sc, "shop", WORKSPACE_WRITE);      // or workspace_temporary(sc)
 *	... ws->evidence, ws->documents ...
 *	workspace_close(ws);
 *
 * One process writes a workspace at a time; the second one is told so.  A server lends it to the commands beside it.
 */
#pragma once

#include "store/documents.h"
#include "store/evidence.h"
#include "store/secret.h"

enum workspace_mode {
	WORKSPACE_WRITE,
	WORKSPACE_READ,
	WORKSPACE_SERVE, /* to write, by the server itself: it asks no server */
};

struct workspace {
	const char *dir; /* NULL: in memory, gone at the end */
	struct evidence *evidence;
	struct documents *documents;
	struct secret *secret; /* NULL where a workspace that is only read has none yet */
	int lent;              /* by a server that runs on it (lend.h); -1: by none */
};

/* Makes the folder and what belongs into it; refused where the folder holds something else already. */
bool workspace_init(struct scope *sc, const char *dir) MUST_USE;

struct workspace *workspace_open(struct scope *sc, const char *dir, enum workspace_mode mode) MUST_USE;
struct workspace *workspace_temporary(struct scope *sc) MUST_USE;
/* For another thread: connections of its own, on which it reads evidence and reads and writes documents, while this one
 * imports.  Closed first.  Of a workspace on the disk. */
struct workspace *workspace_beside(struct scope *sc, struct workspace *ws) MUST_USE;
void workspace_close(struct workspace *ws); /* takes NULL */

/* Where the documents of a workspace are, for what needs no events and may run beside whoever has those open.  NULL: it is
 * no workspace. */
const char *workspace_documents_path(struct scope *sc, const char *dir) MUST_USE;

/* Writes the event store anew, so that nothing of what was deleted stays in its file.  It must not be open. */
bool workspace_rewrite(struct scope *sc, const char *dir) MUST_USE;

/* Removes feedback of imports that never committed or were taken back: the event store has the last word. */
bool workspace_clean(struct scope *sc, struct workspace *ws) MUST_USE;
