/* sniff - what a file's head shows, looked at once for all formats.
 *
 *	struct sniff *s = sniff_head(sc, in);
 *	if (sniff_has_columns(s, "Review Id|Review ID", "Review Stars", NULL)) return 95;
 *	if (sniff_has_keys(s, "sg_event_id", "event", NULL)) return 95;
 *
 * How sure a claim is: 95 for a signature that nothing else has, 85 for one that is probable; the generic readers say
 * 40 to 93 (CSV 50 to 70, JSON 80, NDJSON 79 to 93), so a known format that means it says 95.
 */
#pragma once

#include "sources/input.h"

struct names;

struct sniff {
	struct str head;            /* decoded, up to 64 KiB; without a mark */
	struct str path;            /* the file's, or "archive.zip/its member" */
	bool is_json;               /* it begins with { or [ */
	const struct names *header; /* the columns' names as the reader of CSV gives them; NULL: no table */
};

struct sniff *sniff_head(struct scope *sc, struct input *in) MUST_USE;

/* Each argument is a name or several with | between them, of which one must be there; letter case is ignored.  NULL
 * ends the list. */
bool sniff_has_columns(const struct sniff *s, ...) __attribute__((sentinel));

/* The JSON in the head has such keys, on whatever level. */
bool sniff_has_keys(const struct sniff *s, ...) __attribute__((sentinel));

/* The path's last part: "post_comments_1.json". */
struct str sniff_file(const struct sniff *s);
