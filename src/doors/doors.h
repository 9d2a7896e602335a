/* doors - who may come into a workspace: what the doors know stands in wend.db, one connection for each thread.
 *
 *	struct doors_shared shared = { hasher_new(sc, ...), throttle_new(sc, ...) };    // one for the process
 *	struct doors *doors = doors_open(sc, "shop/wend.db", shared);                  // one a thread
 *	doors_close(doors);
 *
 * What the functions of this folder give lives in the scope of the call.  Whoever changes something is a `struct
 * visitor *by`: what he may not do is refused with FAULT_DENIED, and the change and its row of the audit log are
 * one transaction.
 */
#pragma once

#include "doors/hasher.h"
#include "doors/throttle.h"
#include "store/lite.h"

struct doors_shared {
	struct hasher *hasher;
	struct throttle *throttle;
};

struct doors {
	struct lite *db;
	struct doors_shared shared;
};

/* path NULL: in memory, for tests.  Shared things that are NULL: nothing is throttled, no password can be checked. */
struct doors *doors_open(struct scope *sc, const char *path, struct doors_shared shared) MUST_USE;
void doors_close(struct doors *doors); /* takes NULL */

/* The tables, where they are not there yet: for whoever writes the audit log by another connection. */
bool doors_schema(struct scope *sc, struct lite *db) MUST_USE;
