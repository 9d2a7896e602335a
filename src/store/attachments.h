/* attachments - pictures and files that stand in cells of maps, kept by what is in them.
 *
 *	struct attachment_wish wish = { .name = STR("plan.png"), .bytes = body, .author = who, .now_us = now, .most = most };
 *	struct attachment kept;
 *	if (!attachments_put(sc, docs, &wish, &kept, &was_there)) ...       // kept.id: what a cell names
 *	if (!attachments_get(sc, docs, id, &kept, &bytes)) ...              // FAULT_NOT_FOUND
 *
 * The id is the SHA-256 of the bytes: the same file sent twice is one, and what an id gives never changes.  What no
 * revision and no version of any map names goes some time after it was sent last (attachments_tidy).
 */
#pragma once

#include "model/definition.h"
#include "store/documents.h"
#include "store/media.h"

enum { ATTACHMENT_NAME = 200 /* letters */ };

struct attachment {
	struct str id, name; /* as it was called when it was sent first */
	struct media media;
	uint64_t bytes;
	struct str author;
	int64_t sent_us; /* last */
};

struct attachment_wish {
	struct str name, bytes, author;
	int64_t now_us;
	uint64_t most; /* bytes of all together */
};

/* FAULT_LIMIT where all together would be more than `most`; FAULT_INVALID for an empty file and a name that is none.
 * `kept->name` is the wish's. */
bool attachments_put(struct scope *sc, struct documents *docs, const struct attachment_wish *wish,
	struct attachment *kept, bool *was_there) MUST_USE;

bool attachments_get(struct scope *sc, struct documents *docs, struct str id, struct attachment *out,
	struct str *bytes) MUST_USE;

/* Whether the newest version of any map names it: those see it who see no draft. */
bool attachments_published(struct scope *sc, struct documents *docs, struct str id, bool *yes) MUST_USE;

/* How many there are. */
bool attachments_count(struct scope *sc, struct documents *docs, uint64_t *n) MUST_USE;

/* One after the other, by their ids; `bytes` only while `each` runs. */
bool attachments_each(struct scope *sc, struct documents *docs,
	bool (*each)(struct scope *sc, void *to, const struct attachment *a, struct str bytes),
	void *to) MUST_USE;

/* Removes what was sent before and is named nowhere: neither in what maps are, nor in what any of them ever was. */
bool attachments_tidy(
	struct scope *sc, struct documents *docs, int64_t before_us, uint64_t *removed) MUST_USE;
