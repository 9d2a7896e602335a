#include "cli/customer_out.h"

#include "base/json.h"
#include "base/when.h"
#include "cli/say.h"
#include "cli/table.h"

/* --- for people ---------------------------------------------------------------------------------- */

static void say_identifiers(struct scope *sc, const struct identity_customer *who, struct buf *out)
{
	buf_printf(out, "Customer %.*s\n\nIdentifiers\n", STR_ARG(terminal_text(sc, who->name)));
	for (size_t i = 0; i < who->identifiers.n; i++)
		buf_printf(out, "  %.*s\n", STR_ARG(terminal_text(sc, who->identifiers.at[i])));
	buf_puts(out, who->links.n ? "\nWhy they are one customer's\n" : "");
	for (size_t i = 0; i < who->links.n; i++) {
		const struct identity_link *l = &who->links.at[i];
		buf_printf(out, "  %.*s beside %.*s: %.*s, row %llu\n",
			STR_ARG(terminal_text(sc, l->identifier)), STR_ARG(terminal_text(sc, l->beside)),
			STR_ARG(terminal_text(sc, l->file)), (unsigned long long)l->row);
	}
	buf_puts(out, who->decisions.n ? "\nWhat people decided\n" : "");
	for (size_t i = 0; i < who->decisions.n; i++) {
		const struct identity_decision *d = &who->decisions.at[i];
		buf_printf(out, "  %.*s and %.*s are %sone customer's (%.*s, %.*s)\n",
			STR_ARG(terminal_text(sc, d->identifier)), STR_ARG(terminal_text(sc, d->beside)),
			d->joined ? "" : "not ", STR_ARG(terminal_text(sc, d->author)),
			STR_ARG(when_date(sc, d->decided_us)));
	}
	buf_puts(out, who->shared.n ? "\nShared with others, joins nothing\n" : "");
	for (size_t i = 0; i < who->shared.n; i++)
		buf_printf(out, "  %.*s\n", STR_ARG(terminal_text(sc, who->shared.at[i])));
}

struct journey {
	struct table *table;
	uint64_t events;
};

static struct str one_line(struct scope *sc, struct str text)
{
	struct str copy = str_copy(sc, text);
	char *p = (char *)(uintptr_t)copy.p;

	for (size_t i = 0; i < copy.n; i++)
		if (p[i] == '\n' || p[i] == '\r' || p[i] == '\t')
			p[i] = ' ';
	return copy;
}

static struct str said(struct scope *sc, const struct person_event *e)
{
	struct buf *b = buf_new(sc, 4096);

	if (e->has_rating)
		buf_printf(b, "rated %g", e->rating);
	if (e->has_value)
		buf_printf(b, "%s%.2f %.*s", buf_len(b) ? ", " : "", e->value,
			STR_ARG(e->currency.p ? e->currency : STR("")));
	if (e->text.p)
		buf_printf(b, "%s\"%.*s\"", buf_len(b) ? ", " : "",
			STR_ARG(str_short(sc, one_line(sc, e->text), 60)));
	return str_trim(buf_str(b));
}

static bool add_row(struct scope *sc, void *to, const struct person_event *e)
{
	struct journey *j = to;
	struct str place = e->page.p ? e->page : e->campaign;

	j->events++;
	table_printf(j->table, "  %.*s%s", STR_ARG(when_iso(sc, e->time_us)), e->assumed ? " ?" : "");
	table_cell(j->table, e->source);
	table_cell(j->table, terminal_text(sc, str_short(sc, e->event, 40)));
	table_cell(j->table, place.p ? terminal_text(sc, str_short(sc, place, 40)) : STR(""));
	table_cell(j->table, terminal_text(sc, said(sc, e)));
	table_printf(j->table, "%.*s, row %llu", STR_ARG(terminal_text(sc, str_short(sc, e->file, 40))),
		(unsigned long long)e->row);
	return true;
}

bool customer_text(struct scope *sc, struct workspace *ws, const struct person *p, struct buf *out)
{
	static const char *const head[] = { "  when", "source", "event", "where", "said, worth", "from" };
	struct journey j = { .table = table_new(sc, "llllll", head, COUNT_OF(head)) };

	say_identifiers(sc, p->who, out);
	if (!person_each(sc, ws, p, add_row, &j))
		return false;
	buf_printf(out, "\nWhat they did: %.*s events\n", STR_ARG(count_words(sc, j.events)));
	if (j.events)
		table_write(j.table, out);
	return true;
}

/* --- as JSON ------------------------------------------------------------------------------------- */

static void quote_list(struct buf *out, const char *name, const struct str *texts, size_t n)
{
	buf_printf(out, ",\"%s\":[", name);
	for (size_t i = 0; i < n; i++) {
		buf_puts(out, i ? "," : "");
		json_quote(out, texts[i]);
	}
	buf_puts(out, "]");
}

static void json_links(const struct identity_customer *who, struct buf *out)
{
	buf_puts(out, ",\"links\":[");
	for (size_t i = 0; i < who->links.n; i++) {
		const struct identity_link *l = &who->links.at[i];
		buf_puts(out, i ? ",{\"identifier\":" : "{\"identifier\":");
		json_quote(out, l->identifier);
		buf_puts(out, ",\"beside\":");
		json_quote(out, l->beside);
		buf_puts(out, ",\"file\":");
		json_quote(out, l->file);
		buf_printf(out, ",\"row\":%llu}", (unsigned long long)l->row);
	}
	buf_puts(out, "]");
}

static void json_decisions(struct scope *sc, const struct identity_customer *who, struct buf *out)
{
	buf_puts(out, ",\"decisions\":[");
	for (size_t i = 0; i < who->decisions.n; i++) {
		const struct identity_decision *d = &who->decisions.at[i];
		buf_puts(out, i ? ",{\"identifier\":" : "{\"identifier\":");
		json_quote(out, d->identifier);
		buf_puts(out, ",\"beside\":");
		json_quote(out, d->beside);
		buf_printf(out, ",\"joined\":%s,\"author\":", d->joined ? "true" : "false");
		json_quote(out, d->author);
		buf_puts(out, ",\"decided\":");
		json_quote(out, when_iso(sc, d->decided_us));
		buf_puts(out, "}");
	}
	buf_puts(out, "]");
}

struct listing {
	struct buf *out;
	bool filled;
};

static bool add_event(struct scope *sc, void *to, const struct person_event *e)
{
	struct listing *l = to;
	const struct {
		const char *name;
		struct str text;
	} texts[] = { { "source", e->source }, { "event", e->event }, { "page", e->page },
		{ "channel", e->channel }, { "campaign", e->campaign }, { "currency", e->currency },
		{ "text", e->text }, { "identifier", e->identifier }, { "file", e->file } };

	buf_puts(l->out, l->filled ? ",\n{\"time\":" : "\n{\"time\":");
	json_quote(l->out, when_iso(sc, e->time_us));
	buf_printf(l->out, ",\"time_assumed\":%s", e->assumed ? "true" : "false");
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		if (!texts[i].text.p)
			continue;
		buf_printf(l->out, ",\"%s\":", texts[i].name);
		json_quote(l->out, texts[i].text);
	}
	if (e->has_value)
		buf_printf(l->out, ",\"value\":%.2f", e->value);
	if (e->has_rating)
		buf_printf(l->out, ",\"rating\":%g", e->rating);
	if (e->properties.p)
		buf_printf(l->out, ",\"properties\":%.*s", STR_ARG(e->properties));
	buf_printf(l->out, ",\"row\":%llu}", (unsigned long long)e->row);
	l->filled = true;
	return true;
}

bool customer_json(struct scope *sc, struct workspace *ws, const struct person *p, struct buf *out)
{
	struct listing l = { out, false };

	buf_puts(out, "{\"customer\":");
	json_quote(out, p->who->name);
	quote_list(out, "identifiers", p->who->identifiers.at, p->who->identifiers.n);
	quote_list(out, "shared", p->who->shared.at, p->who->shared.n);
	json_links(p->who, out);
	json_decisions(sc, p->who, out);
	buf_puts(out, ",\"events\":[");
	bool ok = person_each(sc, ws, p, add_event, &l);
	buf_puts(out, "]}\n");
	return ok;
}
