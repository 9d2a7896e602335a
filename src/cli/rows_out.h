/* rows_out - rows of the database on the screen: as CSV, JSON or a table. */
#pragma once

#include "cli/cli.h"

enum rows_format { ROWS_TABLE, ROWS_CSV, ROWS_JSON };

/* Every column is text already.  false: the stream or the database failed. */
bool rows_out(struct scope *sc, struct duck_rows *rows, enum rows_format format) MUST_USE;
