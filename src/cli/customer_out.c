#include "cli/customer_out.h"

#include "base/when.h"
#include "cli/say.h"
#include "cli/table.h"

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
