/* imports - uploads on their way into the evidence, one after the other, by a thread of their own; how far they are.
 *
 *	struct import_job *job = import_job_new(imports);                  // its wish lies in import_job_scope
 *	if (!import_words_read(import_job_scope(job), &words, import_job_wish(job))) ... import_job_drop(job);
 *	if (!imports_start(sc, imports, job, upload, who)) ...             // FAULT_LIMIT: too many wait; the job is dropped
 *	imports_tell(sc, imports, id, out);                                // as JSON; FAULT_NOT_FOUND
 *	stream = imports_watch(sc, imports, id);                           // the same as events, until it is done
 *	imports_preview(sc, imports, id, &visitor, out);                   // its first rows, for who began it
 *	imports_stop(sc, imports, id);                                     // nothing of it is kept
 *
 * The last ones are remembered while the server runs; what was taken in stands in the evidence (tell/status.h).
 */
#pragma once

#include "doors/visitor.h"
#include "intake/import.h"
#include "serve/bell.h"
#include "serve/office.h"
#include "serve/stream.h"
#include "serve/uploads.h"

struct imports;
struct import_job;

enum { IMPORT_JOBS_WAITING = 20, IMPORT_JOBS_KEPT = 50, IMPORT_WATCHERS = 32 };

struct imports_wish {
	struct office *office;
	struct uploads *uploads;
	struct bell *bell;
	const struct journal *journal;
	int64_t (*clock_us)(void);
};

struct imports *imports_open(struct scope *sc, const struct imports_wish *wish) MUST_USE;
void imports_close(struct imports *imports); /* after what is under way; takes NULL */

struct import_job *import_job_new(struct imports *imports);
struct str import_job_id(const struct import_job *job); /* that it will have */
struct scope *import_job_scope(struct import_job *job);
struct import_wish *import_job_wish(struct import_job *job);
void import_job_drop(struct import_job *job); /* of one that was not started */

/* The id lies in sc. */
struct str imports_start(struct scope *sc, struct imports *imports, struct import_job *job,
	const struct upload *upload, const struct visitor *by) MUST_USE;

bool imports_tell(struct scope *sc, struct imports *imports, struct str id, struct buf *out) MUST_USE;
void imports_tell_all(struct scope *sc, struct imports *imports, struct buf *out); /* newest first */
/* FAULT_DENIED for anybody but who began it: it has what customers wrote and are called. */
bool imports_preview(struct scope *sc, struct imports *imports, struct str id, const struct visitor *by,
	struct buf *out) MUST_USE;
/* FAULT_CONFLICT: it is over. */
bool imports_stop(struct scope *sc, struct imports *imports, struct str id) MUST_USE;
struct stream *imports_watch(struct scope *sc, struct imports *imports, struct str id) MUST_USE;
