/* duck_feed - columns out of memory into a table, and a table's rows past a judge, on all of DuckDB's threads.
 *
 *	struct duck_feed feed = { columns, n, parts, fill, to };
 *	duck_feed(sc, db, "INSERT INTO event SELECT * FROM wend_feed()", &feed);
 *	struct duck_judge judge = { judge_rows, to };
 *	duck_judge(sc, db, "SELECT count(*) FROM event WHERE wend_judge(id, customer, kind, time, import)", ...);
 *
 * An appender compresses on one thread, and keeps what it was given until it is done; rows that DuckDB draws by itself
 * are compressed by as many threads as it has, and written as they come.
 */
#pragma once

#include "store/duck.h"

enum duck_type {
	DUCK_U8,
	DUCK_U16,
	DUCK_U32,
	DUCK_U64,
	DUCK_I64,
	DUCK_TIME,
	DUCK_BOOL,
	DUCK_FLOAT,
	DUCK_STRING
};

struct duck_feed_column {
	const char *name;
	enum duck_type type;
	unsigned char size; /* of a value in the batch that it comes from */
};

/* A column of a chunk that is being filled. */
struct duck_vector;
void *duck_vector_data(struct duck_vector *v); /* not of DUCK_STRING */
void duck_vector_null(struct duck_vector *v, size_t row);
void duck_vector_text(struct duck_vector *v, size_t row, struct str text);

struct duck_feed {
	const struct duck_feed_column *columns[64];
	size_t n;
	size_t parts;
	/* At most `room` rows of this part from *at on, which is moved; 0: the part is done.  Called by several threads,
	 * for one part by one. */
	size_t (*fill)(void *to, size_t part, size_t *at, size_t room, struct duck_vector *const *vectors);
	void *to;
	_Atomic size_t next; /* part */
};

struct duck_judge {
	/* Called by several threads, with the columns of n rows. */
	void (*judge)(void *to, size_t n, const uint64_t *ids, const uint32_t *customers,
		const uint32_t *kinds, const int64_t *times, const int32_t *imports, bool *verdicts);
	void *to;
};

/* `sql` draws from the table function wend_feed(). */
bool duck_feed(struct scope *sc, struct duck *db, const char *sql, size_t n, const struct duck_value *values,
	struct duck_feed *feed) MUST_USE;

/* `sql` asks for one number, and wend_judge(UBIGINT, UINTEGER, UINTEGER, TIMESTAMP, INTEGER) in it. */
bool duck_judge(struct scope *sc, struct duck *db, const char *sql, size_t n, const struct duck_value *values,
	struct duck_judge *judge, int64_t *out) MUST_USE;
