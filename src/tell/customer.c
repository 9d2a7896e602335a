#include "tell/customer.h"

#include "base/json.h"
#include "base/when.h"

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
	size_t from, to; /* of the events, those that are told */
	size_t n;        /* how many there were */
};

static void tell_event(struct scope *sc, const struct person_event *e, struct buf *out)
{
	const struct {
		const char *name;
		struct str text;
	} texts[] = { { "source", e->source }, { "event", e->event }, { "page", e->page },
		{ "channel", e->channel }, { "campaign", e->campaign }, { "currency", e->currency },
		{ "text", e->text }, { "identifier", e->identifier }, { "file", e->file } };

	buf_puts(out, "{\"time\":");
	json_quote(out, when_iso(sc, e->time_us));
	buf_printf(out, ",\"time_assumed\":%s", e->assumed ? "true" : "false");
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		if (!texts[i].text.p)
			continue;
		buf_printf(out, ",\"%s\":", texts[i].name);
		json_quote(out, texts[i].text);
	}
	if (e->has_value)
		buf_printf(out, ",\"value\":%.2f", e->value);
	if (e->has_rating)
		buf_printf(out, ",\"rating\":%g", e->rating);
	if (e->properties.p)
		buf_printf(out, ",\"properties\":%.*s", STR_ARG(e->properties));
	buf_printf(out, ",\"row\":%llu}", (unsigned long long)e->row);
}

static bool add_event(struct scope *sc, void *to, const struct person_event *e)
{
	struct listing *l = to;
	size_t i = l->n++;

	if (i < l->from || i >= l->to)
		return true;
	buf_puts(l->out, i > l->from ? ",\n" : "\n");
	tell_event(sc, e, l->out);
	return true;
}

bool tell_customer(struct scope *sc, struct workspace *ws, const struct person *p,
	const struct customer_page *page, struct buf *out)
{
	struct listing l = { out, 0, SIZE_MAX, 0 };

	if (page)
		l.from = page->from, l.to = page->from + page->most;
	buf_puts(out, "{\"customer\":");
	json_quote(out, p->who->name);
	quote_list(out, "identifiers", p->who->identifiers.at, p->who->identifiers.n);
	quote_list(out, "shared", p->who->shared.at, p->who->shared.n);
	json_links(p->who, out);
	json_decisions(sc, p->who, out);
	buf_puts(out, ",\"events\":[");
	bool ok = person_each(sc, ws, p, add_event, &l);
	buf_puts(out, "]");
	if (page) {
		buf_puts(out, ",\"next\":");
		json_quote(out, l.n > l.to ? page->next : (struct str){ 0 });
	}
	buf_puts(out, "}\n");
	return ok;
}
