/* duck - the same file and part of the same questions in DuckDB alone, for comparison: FILE.
 *
 * Reads the CSV into memory, counts how many customers reach each event, and the transitions by LEAD().
 * A map has far more than that; it is what an analyst would write first.
 */
#include <duckdb.h>
#include <stdio.h>

static int run(duckdb_connection con, const char *sql, const char *path)
{
	duckdb_prepared_statement st;
	duckdb_result result;
	int bad = duckdb_prepare(con, sql, &st) != DuckDBSuccess;

	if (!bad && path)
		duckdb_bind_varchar(st, 1, path);
	if (bad || duckdb_execute_prepared(st, &result) != DuckDBSuccess) {
		fprintf(stderr, "duck: %s\n", duckdb_prepare_error(st));
		return 1;
	}
	duckdb_destroy_result(&result);
	duckdb_destroy_prepare(&st);
	return 0;
}

int main(int argc, char **argv)
{
	duckdb_database db;
	duckdb_connection con;

	if (argc != 2 || duckdb_open(NULL, &db) != DuckDBSuccess || duckdb_connect(db, &con) != DuckDBSuccess)
		return 2;
	int bad =
		run(con, "SET threads = 2", NULL) ||
		run(con, "CREATE TABLE e AS FROM read_csv(?)", argv[1]) ||
		run(con, "SELECT event, count(DISTINCT customer) FROM e GROUP BY event", NULL) ||
		run(con,
			"SELECT event, next, count(*), median(gap) FROM (SELECT event, lead(event) OVER w AS next,"
			" epoch(lead(time) OVER w) - epoch(time) AS gap FROM e"
			" WINDOW w AS (PARTITION BY customer ORDER BY time)) GROUP BY event, next",
			NULL);
	duckdb_disconnect(&con);
	duckdb_close(&db);
	return bad;
}
