#include "tell/imported.h"

#include "base/json.h"

static void json_columns(const struct import_report *r, struct buf *out)
{
	buf_puts(out, ",\"columns\":[");
	for (size_t i = 0; i < r->n_columns; i++) {
		const struct mapped_column *c = &r->columns[i];
		buf_puts(out, i ? ",{\"name\":" : "{\"name\":");
		json_quote(out, c->name);
		buf_printf(out, ",\"role\":\"%s\",\"why\":", role_name(c->role));
		json_quote(out, c->why);
		buf_puts(out, ",\"event\":");
		json_quote(out, c->event);
		buf_puts(out, ",\"shape\":");
		json_quote(out, c->shape);
		buf_printf(out, ",\"scale\":\"%s\"}", scale_name(c->scale));
	}
	buf_puts(out, "]");
}

void tell_imported(const struct import_report *r, struct buf *out)
{
	buf_puts(out, "{\"file\":");
	json_quote(out, r->file);
	buf_puts(out, ",\"format\":");
	json_quote(out, r->format);
	buf_puts(out, ",\"encoding\":");
	json_quote(out, r->encoding);
	buf_printf(out,
		",\"source\":\"%s\",\"rows\":%llu,\"events\":%llu,\"duplicates\":%llu,\"quarantined\":%llu,"
		"\"without_event\":%llu,\"replaced\":%llu,\"superseded\":%llu,\"metrics\":%llu,\"links\":%llu,\"erased\":%llu,"
		"\"kept\":%s,\"wide\":%s,\"rows_are_customers\":%s",
		source_name(r->source), (unsigned long long)r->rows, (unsigned long long)r->events,
		(unsigned long long)r->duplicates, (unsigned long long)r->quarantined,
		(unsigned long long)r->without_event, (unsigned long long)r->replaced,
		(unsigned long long)r->superseded, (unsigned long long)r->metrics,
		(unsigned long long)r->links, (unsigned long long)r->erased, r->kept ? "true" : "false",
		r->wide ? "true" : "false", r->rows_are_customers ? "true" : "false");
	json_columns(r, out);
	buf_puts(out, ",\"quarantine\":[");
	for (size_t i = 0; i < r->n_shown; i++) {
		buf_printf(out, "%s{\"row\":%llu,\"reason\":", i ? "," : "",
			(unsigned long long)r->shown[i].row);
		json_quote(out, r->shown[i].reason);
		buf_puts(out, "}");
	}
	buf_puts(out, "],\"remarks\":[");
	for (size_t i = 0; i < r->remarks.n; i++) {
		buf_puts(out, i ? "," : "");
		json_quote(out, r->remarks.at[i]);
	}
	buf_puts(out, "]}");
}

void tell_undone(int64_t import, const struct evidence_undone *u, struct buf *out)
{
	buf_printf(out, "{\"import\":%lld,\"file\":", (long long)import);
	json_quote(out, u->file);
	buf_printf(out,
		",\"events\":%llu,\"metrics\":%llu,\"quarantined\":%llu,\"restored\":%llu,\"handed_on\":%llu}\n",
		(unsigned long long)u->events, (unsigned long long)u->metrics,
		(unsigned long long)u->quarantined, (unsigned long long)u->restored,
		(unsigned long long)u->handed_on);
}
