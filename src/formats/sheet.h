/* sheet - small things that formats of tables share.
 *
 *	struct reading {
 *		struct facts *f;                                     // first: sheet_broken finds it there
 *		struct sheet_time created;
 *	};
 *	r->created = sheet_time(t, r->f, "Create Date|Created", WHEN_MONTH_FIRST);
 *	if (!sheet_when(r->f, FACT_TIME, t, &r->created))
 *		return sheet_bad(r->f, t, row, &r->created);         // "the Create Date "soon" is no time"
 *	...
 *	return sheet_done(table_each(sc, in, options, notes, &fns, &r), sc, r.f);
 */
#pragma once

#include "base/buf.h"
#include "formats/table.h"

struct sheet_time {
	int column; /* -1: there is none */
	struct when_shape shape;
};

/* Where only the fallback tells day from month, that is remarked. */
struct sheet_time sheet_time(struct table *t, struct facts *f, const char *names, enum when_order fallback);
struct sheet_time sheet_time_at(struct table *t, struct facts *f, int column, enum when_order fallback);

/* false: the row has no such time; one that cannot be read is remarked. */
bool sheet_when(
	struct facts *f, enum fact fact, const struct table *t, const struct sheet_time *time) MUST_USE;

/* The row waits in quarantine because a column's value is missing or no time; where there is no such column, the first
 * of `names` says what is missing. */
bool sheet_bad(struct facts *f, const struct table *t, uint64_t row, int column, const char *names) MUST_USE;

/* false: the table has no such column, which is what `names` says; the whole file is refused. */
bool sheet_needs(struct scope *sc, int column, const char *names) MUST_USE;

/* Of a struct that begins with its facts. */
bool sheet_broken(void *to, uint64_t row, struct str raw, const char *why);

/* How a reading ended: being full is no fault. */
bool sheet_done(bool ok, const struct scope *sc, const struct facts *f) MUST_USE;

/* A column's value as a property under a name of ours. */
void sheet_say(struct facts *f, const char *name, const struct table *t, int column);

/* Money as facts have it, "1 234,50 zł" as 1234.50; nothing where it is no number. */
void sheet_money(struct facts *f, enum fact fact, const struct table *t, int column);

/* "TEA-1; CUP-2": one value more, up to 64 KiB of them. */
void sheet_list(struct buf *list, struct str value);
/* A count or a sum as a property. */
void sheet_say_number(struct facts *f, const char *name, double number);
