/* papers - what people write beside maps, as JSON.
 *
 *	tell_paper_begin(sc, paper, out); ... more of it ...; buf_puts(out, "}");
 *	tell_papers(sc, PAPER_SEGMENT, papers, n, out);              // {"segments":[...]}
 *	tell_paper_history(sc, papers, n, out);                      // {"revisions":[...]}, removals too
 */
#pragma once

#include "base/buf.h"
#include "store/papers.h"

/* {"segment":{...},"revision":2,"author":"anna","written":"...": the beginning of an object about it. */
void tell_paper_begin(struct scope *sc, const struct paper *paper, struct buf *out);
void tell_papers(
	struct scope *sc, enum paper_kind kind, const struct paper *papers, size_t n, struct buf *out);
void tell_paper_revision(struct scope *sc, const struct paper *paper, struct buf *out);
void tell_paper_history(struct scope *sc, const struct paper *papers, size_t n, struct buf *out);
