/* shop - made-up evidence for the tests of commands: a shop's visits, the same for the same seed. */
#pragma once

#include <jansson.h>

#include "spawn.h"

struct shop {
	unsigned customers;
	uint64_t seed;            /* not 0 */
	unsigned unreadable_each; /* every so manyth row has no time that could be read; 0: none */
	bool texts, ratings, channels, pages;
	unsigned from, to; /* of the rows only these; to 0: all */
};

/* Writes customer_id,time,event[,channel][,page][,rating][,comment]; how many rows it wrote. */
size_t shop_csv(struct box *box, const char *name, const struct shop *shop);

/* Parsed, or the test fails; lives until json_decref. */
json_t *json_of(struct str text);

/* "files.0.events" in it; NULL: not there. */
const json_t *json_at(const json_t *json, const char *path);
long long json_int_at(const json_t *json, const char *path);

/* Made with `wend init`. */
void make_workspace(struct box *box, const char *name);
struct str status_of(struct box *box, const char *workspace); /* its JSON */
long long status_count(struct box *box, const char *workspace, const char *path);
