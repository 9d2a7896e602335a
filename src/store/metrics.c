#include "store/metrics.h"

/* Sums of floating-point numbers depend on their order: it is fixed. */
static const char QUERY[] =
	"WITH newest AS (SELECT * FROM metric QUALIFY import = max(import) OVER (PARTITION BY id)),"
	" told AS (SELECT *, CASE WHEN json_extract_string(properties, '$.breakdown') IS NOT NULL"
	" THEN json_extract_string(properties, '$.breakdown')"
	" WHEN source = ? THEN concat_ws(', ', CASE WHEN page IS NOT NULL THEN 'page' END,"
	" CASE WHEN channel IS NOT NULL THEN 'channel' END, CASE WHEN campaign IS NOT NULL THEN 'campaign' END,"
	" array_to_string(list_sort(json_keys(properties)), ', ')) ELSE '' END AS broken FROM newest)"
	" SELECT name, currency, event, page, channel, campaign, broken, source, sum(amount ORDER BY amount),"
	" max(amount), count(*), epoch_us(min(time)), epoch_us(max(coalesce(ended, time))) FROM told"
	" GROUP BY name, currency, event, page, channel, campaign, broken, source"
	" ORDER BY name, currency, broken, source, event, page, channel, campaign";

bool evidence_metrics(struct scope *sc, struct evidence *ev, evidence_metric_fn fn, void *to)
{
	struct duck_rows *rows = duck_ask(sc, evidence_duck(ev), QUERY, 1, &DUCK_INT(SOURCE_SESSION));
	bool ok = rows != NULL;

	while (ok && duck_next(rows))
		ok = fn(sc, to,
			&(struct metric){ .name = duck_text(rows, 0),
				.currency = duck_text(rows, 1),
				.event = duck_text(rows, 2),
				.page = duck_text(rows, 3),
				.channel = duck_text(rows, 4),
				.campaign = duck_text(rows, 5),
				.table = duck_text(rows, 6),
				.source = (enum source_kind)duck_int(rows, 7),
				.amount = duck_number(rows, 8),
				.largest = duck_number(rows, 9),
				.rows = (uint64_t)duck_int(rows, 10),
				.from_us = duck_int(rows, 11),
				.to_us = duck_int(rows, 12) });
	return rows && duck_done(sc, rows) && ok;
}

bool evidence_metric_rows(struct scope *sc, struct evidence *ev, uint64_t *rows)
{
	int64_t n;

	if (!duck_one(sc, evidence_duck(ev), "SELECT count(*) FROM metric", 0, NULL, 0, &n))
		return false;
	*rows = (uint64_t)n;
	return true;
}
