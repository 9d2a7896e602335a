#include "tell/ways.h"

#include "base/json.h"
#include "tell/estimate.h"

/* --- funnels --- */

void tell_funnel(const struct funnel_answer *a, struct str where, struct buf *out)
{
	buf_printf(out,
		"{\"unit\":\"%s\",\"counted\":\"%s\",\"mode\":\"%s\",\"units\":%llu,\"entered\":%llu,\"where\":",
		unit_name(a->unit), a->totals ? "attempts" : unit_name(a->unit), funnel_mode_name(a->mode),
		(unsigned long long)a->units, (unsigned long long)a->entered);
	json_quote(out, where);
	buf_puts(out, ",\"steps\":[");
	for (size_t i = 0; i < a->n; i++) {
		const struct funnel_answer_row *r = &a->rows[i];
		buf_puts(out, i ? ",{\"name\":" : "{\"name\":");
		json_quote(out, r->id);
		buf_puts(out, ",\"label\":");
		json_quote(out, r->name);
		buf_printf(out, ",\"reached\":%llu,\"lost\":%llu,\"open\":%llu,\"share\":",
			(unsigned long long)r->reached, (unsigned long long)r->lost,
			(unsigned long long)r->open);
		tell_estimate(out, &r->share);
		buf_puts(out, ",\"share_previous\":");
		tell_estimate(out, &r->share_previous);
		buf_puts(out, ",\"median_s\":");
		r->has_time ? buf_number(out, r->median_s, 12) : buf_puts(out, "null");
		buf_puts(out, "}");
	}
	buf_puts(out, "]}\n");
}

/* --- flows --- */

static void json_moves(const struct flow_answer *a, struct buf *out)
{
	buf_puts(out, "\"transitions\":[");
	for (size_t i = 0; i < a->moves.n; i++) {
		const struct flow_move *m = &a->moves.at[i];
		buf_puts(out, i ? ",{\"from\":" : "{\"from\":");
		json_quote(out, a->ids[m->from]);
		buf_puts(out, ",\"to\":");
		json_quote(out, a->ids[m->to]);
		buf_printf(out, ",\"count\":%llu,\"journeys\":%llu,\"share_departures\":",
			(unsigned long long)m->count, (unsigned long long)m->journeys);
		tell_estimate(out, &m->share_departures);
		buf_puts(out, ",\"share_arrivals\":");
		tell_estimate(out, &m->share_arrivals);
		buf_puts(out, ",\"gap\":{\"median_s\":");
		buf_number(out, m->median_s, 12);
		buf_puts(out, ",\"p95_s\":");
		buf_number(out, m->p95_s, 12);
		buf_puts(out, "}}");
	}
	buf_puts(out, "]");
}

/* For each row but the last, what goes from where in it to where in the next one. */
static void json_links(const struct flow_answer *a, struct buf *out)
{
	const struct steps *s = a->steps;
	size_t cells = s->columns * s->columns;
	bool first = true;

	buf_puts(out, ",\"links\":[");
	for (size_t i = 0; i < (steps_rows(s) - 1) * cells; i++) {
		if (!s->links[i])
			continue;
		buf_printf(out, "%s{\"row\":%zu,\"from\":", first ? "" : ",", i / cells);
		json_quote(out, a->ids[i % cells / s->columns]);
		buf_puts(out, ",\"to\":");
		json_quote(out, a->ids[i % s->columns]);
		buf_printf(out, ",\"count\":%llu}", (unsigned long long)s->links[i]);
		first = false;
	}
	buf_puts(out, "]");
}

void tell_flow(const struct flow_answer *a, struct buf *out)
{
	const struct steps *s = a->steps;

	buf_printf(out, "{\"unit\":\"journeys\",\"journeys\":%llu,", (unsigned long long)a->journeys);
	json_moves(a, out);
	buf_printf(out,
		",\"steps\":{\"journeys\":%llu,\"anchors\":%llu,\"before\":%zu,\"direction\":\"%s\",\"rows\":[",
		(unsigned long long)s->journeys, (unsigned long long)s->anchors, s->before,
		s->backward ? "backward" : "forward");
	for (size_t row = 0; row < steps_rows(s); row++) {
		bool first = true;
		buf_puts(out, row ? ",{" : "{");
		for (size_t c = 0; c < s->columns; c++) {
			if (!s->at[steps_cell(s, row, c)])
				continue;
			buf_puts(out, first ? "" : ",");
			json_quote(out, a->ids[c]);
			buf_printf(out, ":%llu", (unsigned long long)s->at[steps_cell(s, row, c)]);
			first = false;
		}
		buf_puts(out, "}");
	}
	buf_puts(out, "]");
	if (s->links)
		json_links(a, out);
	buf_puts(out, "}}\n");
}

/* --- whole sequences, runs, coming back, movement --- */

static void json_list(const char *name, const struct path_list *list, const char *also, struct buf *out)
{
	buf_printf(out, ",\"%s\":{\"distinct\":%llu,\"other\":%llu,\"list\":[", name,
		(unsigned long long)list->distinct, (unsigned long long)list->other);
	for (size_t i = 0; i < list->at.n; i++) {
		const struct path *p = &list->at.at[i];
		buf_puts(out, i ? ",{\"events\":[" : "{\"events\":[");
		for (size_t k = 0; k < p->n; k++) {
			buf_puts(out, k ? "," : "");
			json_quote(out, p->names[k]);
		}
		buf_printf(out, "],\"count\":%llu,\"%s\":%llu,\"share\":", (unsigned long long)p->count, also,
			(unsigned long long)(p->converted + p->customers));
		tell_estimate(out, &p->share);
		buf_puts(out, "}");
	}
	buf_puts(out, "]}");
}

static void json_returns(const struct paths_answer *a, struct buf *out)
{
	buf_puts(out, ",\"returns\":[");
	for (size_t i = 0; i < a->returns.n; i++) {
		const struct path_return *r = &a->returns.at[i];
		buf_puts(out, i ? ",{\"touchpoint\":" : "{\"touchpoint\":");
		json_quote(out, r->id);
		buf_printf(out,
			",\"visits\":%llu,\"repeats\":%llu,\"returns\":%llu,\"there_and_back\":%llu,\"share\":",
			(unsigned long long)r->visits, (unsigned long long)(r->events - r->visits),
			(unsigned long long)r->returns, (unsigned long long)r->backs);
		tell_estimate(out, &r->share);
		buf_puts(out, "}");
	}
	buf_puts(out, "]");
}

static void json_spread(const char *name, const char *unit, const struct duration *d, struct buf *out)
{
	buf_printf(out, ",\"%s\":", name);
	if (!d->known) {
		buf_puts(out, "null");
		return;
	}
	buf_printf(out, "{\"median%s\":", unit);
	buf_number(out, d->median_s, 12);
	buf_printf(out, ",\"low%s\":", unit);
	buf_number(out, d->low_s, 12);
	buf_printf(out, ",\"high%s\":", unit);
	buf_number(out, d->high_s, 12);
	buf_printf(out, ",\"p95%s\":", unit);
	buf_number(out, d->p95_s, 12);
	buf_printf(out, ",\"n\":%llu}", (unsigned long long)d->n);
}

static void json_styles(const struct paths_answer *a, struct buf *out)
{
	const struct stats_styles *s = &a->styles;

	buf_printf(out, ",\"movement\":{\"unit\":\"sessions\",\"sessions\":%llu,\"styles\":{",
		(unsigned long long)a->sessions);
	for (int i = 0; i < STYLES; i++) {
		buf_printf(out, "%s\"%s\":", i ? "," : "", style_name((enum style)i));
		tell_estimate(out, &a->style[i]);
	}
	buf_printf(out,
		"},\"searched\":%llu,\"stuck\":%llu,\"same_form\":%llu,\"returned\":%llu,\"left_quickly\":%llu,"
		"\"visits\":%llu,\"returns\":%llu,\"quick\":%llu}",
		(unsigned long long)s->searched, (unsigned long long)s->stuck,
		(unsigned long long)s->same_form, (unsigned long long)s->returned,
		(unsigned long long)s->left_quickly, (unsigned long long)s->visits,
		(unsigned long long)s->returns, (unsigned long long)s->quick);
}

void tell_paths(const struct paths_answer *a, struct str where, struct buf *out)
{
	buf_printf(out, "{\"unit\":\"%s\",\"units\":%llu,\"events\":%llu,\"where\":", unit_name(a->unit),
		(unsigned long long)a->units, (unsigned long long)a->events);
	json_quote(out, where);
	json_list("variants", &a->variants, "converted", out);
	json_list("runs", &a->runs, "customers", out);
	json_returns(a, out);
	json_spread("length", "", &a->length, out);
	json_spread("span", "_s", &a->span, out);
	json_spread("to_goal", "_s", &a->to_goal, out);
	json_styles(a, out);
	buf_puts(out, "}\n");
}
