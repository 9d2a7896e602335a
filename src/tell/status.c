#include "tell/status.h"

#include "base/json.h"
#include "base/when.h"

/* What came live from a source came in very many moves: they are one row, with the last one's number. */
bool status_read(struct scope *sc, struct workspace *ws, struct status *s)
{
	*s = (struct status){ 0 };
	if (!evidence_totals(sc, ws->evidence, &s->totals) ||
		!documents_maps(sc, ws->documents, &s->maps, &s->n_maps) ||
		!identity_counts(sc, ws->evidence, &s->identity) ||
		!notes_of(sc, ws->documents, (struct str){ 0 }, &s->notes, &s->n_notes) ||
		!strangers_find(sc, ws->evidence, &s->strangers, &s->n_strangers))
		return false;
	s->imports = duck_ask(sc, evidence_duck(ws->evidence),
		"SELECT file, format, sum(rows)::BIGINT, sum(events)::BIGINT, sum(duplicates)::BIGINT,"
		" sum(quarantined)::BIGINT, max(id)::BIGINT, coalesce(undone, false) AS gone, arg_max(source, id)::BIGINT,"
		" epoch_us(max(imported)), arg_max(remarks, id) FROM import"
		" GROUP BY file, format, gone, CASE WHEN starts_with(file, 'live/') THEN 0 ELSE id END ORDER BY 7",
		0, NULL);
	return s->imports != NULL;
}

static void json_period(struct scope *sc, const struct evidence_totals *t, struct buf *out)
{
	buf_puts(out, ",\"period\":{\"from\":");
	json_quote(out, t->has_period ? when_iso(sc, t->from_us) : (struct str){ 0 });
	buf_puts(out, ",\"to\":");
	json_quote(out, t->has_period ? when_iso(sc, t->to_us) : (struct str){ 0 });
	buf_puts(out, "}");
}

/* A line each, as they are kept; and what is so now. */
static void json_remarks(struct str lines, struct str now, struct buf *out)
{
	bool first = true;

	buf_puts(out, ",\"remarks\":[");
	while (lines.n) {
		struct str line = str_cut(&lines, '\n');
		if (!line.n)
			continue;
		buf_puts(out, first ? "" : ",");
		json_quote(out, line);
		first = false;
	}
	if (now.p) {
		buf_puts(out, first ? "" : ",");
		json_quote(out, now);
	}
	buf_puts(out, "]");
}

static void json_import(struct scope *sc, const struct status *s, struct duck_rows *row, struct buf *out)
{
	const struct stranger *stranger = stranger_of(s->strangers, s->n_strangers, duck_int(row, 6));

	buf_printf(out, "{\"import\":%lld,\"undone\":%s,\"file\":", (long long)duck_int(row, 6),
		duck_int(row, 7) ? "true" : "false");
	json_quote(out, duck_text(row, 0));
	buf_puts(out, ",\"format\":");
	json_quote(out, duck_text(row, 1));
	buf_printf(out, ",\"source\":\"%s\",\"imported\":", source_name((enum source_kind)duck_int(row, 8)));
	json_quote(out, when_iso(sc, duck_int(row, 9)));
	buf_printf(out, ",\"rows\":%lld,\"events\":%lld,\"duplicates\":%lld,\"quarantined\":%lld",
		(long long)duck_int(row, 2), (long long)duck_int(row, 3), (long long)duck_int(row, 4),
		(long long)duck_int(row, 5));
	json_remarks(duck_text(row, 10), stranger ? stranger_words(sc, stranger) : (struct str){ 0 }, out);
	buf_puts(out, "}");
}

void tell_status(struct scope *sc, struct status *s, struct buf *out)
{
	const struct evidence_totals *t = &s->totals;
	bool first = true;

	buf_printf(out, "{\"customers\":%llu,\"events\":%llu,\"quarantined\":%llu,\"kinds\":%llu",
		(unsigned long long)t->customers, (unsigned long long)t->events,
		(unsigned long long)t->quarantined, (unsigned long long)t->kinds);
	json_period(sc, t, out);
	buf_printf(out,
		",\"identifiers\":{\"all\":%llu,\"joined\":%llu,\"shared\":%llu,\"swallowed\":%llu,\"orphans\":%llu}",
		(unsigned long long)s->identity.identifiers, (unsigned long long)s->identity.joined,
		(unsigned long long)s->identity.shared, (unsigned long long)s->identity.swallowed,
		(unsigned long long)s->identity.orphans);
	buf_puts(out, ",\"imports\":[");
	while (duck_next(s->imports)) {
		buf_puts(out, first ? "" : ",");
		json_import(sc, s, s->imports, out);
		first = false;
	}
	buf_puts(out, "],\"maps\":[");
	for (size_t i = 0; i < s->n_maps; i++) {
		buf_puts(out, i ? "," : "");
		json_quote(out, s->maps[i].id);
	}
	buf_printf(out, "],\"notes\":%zu}\n", s->n_notes);
}
