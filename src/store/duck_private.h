/* duck_private - what the two files that see DuckDB's header share. */
#pragma once

#include <duckdb.h>

#include "store/duck_feed.h"

struct duck {
	duckdb_database db;
	duckdb_connection con;
	bool on_disk;
	/* While duck_feed or duck_judge runs.  Whoever is called on a thread of DuckDB's gets it with all that was
	 * written before. */
	_Atomic(struct duck_feed *) feed;
	_Atomic(struct duck_judge *) judge;
	_Atomic size_t calls; /* that came back: the other way round */
};

/* Makes wend_feed and wend_judge known to the database. */
bool duck_functions_register(struct scope *sc, struct duck *db) MUST_USE;
