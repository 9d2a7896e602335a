/* rows - rows of the event store as CSV or as JSON, a line each.
 *
 *	struct duck_rows *rows = duck_ask(sc, duck, "SELECT CAST(COLUMNS(*) AS VARCHAR) FROM ...", 0, NULL);
 *	return rows && tell_rows_csv(sc, rows, stdout);
 *
 * Every column is text already.  false: the stream or the database failed.
 */
#pragma once

#include <stdio.h>

#include "store/duck.h"

bool tell_rows_csv(struct scope *sc, struct duck_rows *rows, FILE *to) MUST_USE;
bool tell_rows_json(struct scope *sc, struct duck_rows *rows, FILE *to) MUST_USE;
