/* duck_private - what the two files that see DuckDB's header share. */
#pragma once

#include <duckdb.h>

#include "store/duck_feed.h"

struct duck {
	duckdb_database db;
	duckdb_connection con;
	struct duck_feed *feed;   /* while duck_feed runs */
	struct duck_judge *judge; /* while duck_judge runs */
};

/* Makes wend_feed and wend_judge known to the database. */
bool duck_functions_register(struct scope *sc, struct duck *db) MUST_USE;
