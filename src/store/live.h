/* live - the sources that send events as they happen: web sites, servers, services that send mail.
 *
 *	struct live_source source = { .name = STR("shop"), .kind = SOURCE_WEB };
 *	live_add(sc, docs, &source, now_us);                          // source.id, source.key
 *	const struct live_table *table = live_load(sc, docs);         // anew after each change
 *	const struct live_source *from = live_find(table, key);       // NULL: nobody's
 *
 * A source is never removed, for its events stay: it is disabled.
 */
#pragma once

#include "model/source.h"
#include "store/documents.h"

enum {
	LIVE_MOST = 1000,   /* sources */
	LIVE_NAME = 60,     /* letters of a name */
	LIVE_ORIGINS = 50,  /* of a source */
	LIVE_ORIGIN = 255,  /* bytes of one */
	LIVE_SECRET = 4096, /* bytes of a webhook's secret or public key */
};

struct live_source {
	int64_t id;
	struct str name;
	struct str key; /* "wk_...", stands in the pages that send */
	enum source_kind kind;
	const struct str
		*origins; /* "https://shop.example": from where pages may send; none: from anywhere */
	size_t n_origins;
	struct str webhook,
		secret; /* "sendgrid" and what its signatures are checked with; p NULL: it is none */
	bool disabled;
	int64_t made_us;
};

/* Fills in id, key and made_us. */
bool live_add(struct scope *sc, struct documents *docs, struct live_source *source, int64_t now_us) MUST_USE;
bool live_disable(struct scope *sc, struct documents *docs, struct str name, bool disabled) MUST_USE;
/* The old one is nobody's from then on. */
bool live_new_key(struct scope *sc, struct documents *docs, struct str name, struct str *key) MUST_USE;
bool live_allow(struct scope *sc, struct documents *docs, struct str name, const struct str *origins,
	size_t n) MUST_USE;

/* All, in the order of their making. */
struct live_table;
const struct live_table *live_load(struct scope *sc, struct documents *docs) MUST_USE;
const struct live_source *live_all(const struct live_table *table, size_t *n);
/* How long it takes says nothing of how much of a key was right.  Disabled ones are found: ask. */
const struct live_source *live_find(const struct live_table *table, struct str key);
const struct live_source *live_of(const struct live_table *table, int64_t id);
const struct live_source *live_named(const struct live_table *table, struct str name);
/* "https://shop.example", as browsers send it: small letters, nothing behind the port.  p NULL: it is none. */
struct str live_origin(struct scope *sc, struct str text) MUST_USE;
/* Whether a page from there may send: "https://shop.example", as browsers write it. */
bool live_allows(const struct live_source *source, struct str origin);
