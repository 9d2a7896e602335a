#include "formats/mailing.h"

#include <stdio.h>

#include "base/buf.h"

enum { LISTED = 64 * 1024 };

/* --- reading ------------------------------------------------------------------------------------- */

static bool record(
	void *to, const struct json_node *node, const struct json_node *around, uint64_t row, struct str raw)
{
	struct mailing *m = to;

	m->row = row;
	m->raw = raw;
	facts_begin(m->f, row, raw);
	facts_put(m->f, FACT_CHANNEL, STR("email"));
	return m->kind->record(m, node, around);
}

static bool broken(void *to, uint64_t row, struct str raw, const char *why)
{
	struct mailing *m = to;

	return facts_broken(m->f, row, raw, why);
}

static bool full(void *to)
{
	struct mailing *m = to;

	return facts_full(m->f);
}

bool mailing_read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes,
	const struct mailing_kind *kind)
{
	static const struct json_fns fns = { record, broken, full };
	struct mailing m = { .f = facts_new(sc, columns, options, sink, notes, kind->system), .kind = kind };

	m.text = buf_new(sc, LISTED);
	return json_each(sc, in, &(struct json_wish){ .list = kind->list }, notes, &fns, &m);
}

bool mailing_wrong(struct mailing *m, const char *why, struct str value)
{
	char text[200];
	struct str shown = str_sub(value, 0, 60);

	while (shown.n && !str_is_utf8(shown))
		shown.n--;
	struct str veiled = facts_veiled(m->f, shown);
	snprintf(text, sizeof text, "%s%s%.*s%s", why, veiled.n ? ": \"" : "", STR_ARG(veiled),
		veiled.n ? "\"" : "");
	return facts_broken(m->f, m->row, m->raw, text);
}

/* --- words --------------------------------------------------------------------------------------- */

struct str mailing_word(const struct mailing_word *words, size_t n, struct str theirs)
{
	for (size_t i = 0; i < n; i++)
		if (str_same(str_of(words[i].theirs), theirs))
			return str_of(words[i].ours);
	return (struct str){ 0 };
}

/* --- properties ---------------------------------------------------------------------------------- */

static struct str listed(struct mailing *m, const struct json_node *list)
{
	buf_cut(m->text, 0);
	for (const struct json_node *it = json_first(list); it; it = it->next) {
		struct str text = json_value(it);
		if (!text.n)
			continue;
		if (buf_len(m->text))
			buf_puts(m->text, ", ");
		buf_str_add(m->text, text);
	}
	return !buf_over(m->text) ? facts_keep(m->f, buf_str(m->text)) : (struct str){ 0 };
}

static struct str value_of(struct mailing *m, const struct json_node *value)
{
	if (!value || value->kind == JSON_OBJECT)
		return (struct str){ 0 };
	return value->kind == JSON_ARRAY ? listed(m, value) : json_value(value);
}

void mailing_say(struct mailing *m, const char *name, const struct json_node *value)
{
	facts_say(m->f, str_of(name), value_of(m, value));
}

/* What a sender calls his own numbers, letter case and the marks between words ignored. */
static const struct {
	const char *names;
	int fact; /* FACTS: it would name a person */
} extras[] = {
	{ " userid customerid externalid clientid memberid uid contactid subscriberid ", FACT_USER },
	{ " orderid ordernumber orderno ", FACT_ORDER },
	{ " email mail emailaddress recipient to name firstname lastname fullname username customername surname phone tel "
	  "mobile phonenumber telephone address street city zip postcode postalcode birthday imie nazwisko telefon adres ",
		FACTS },
};

static int extra_fact(struct str key)
{
	char word[34] = " ";
	size_t n = 1;

	for (size_t i = 0; i < key.n && n < sizeof word - 1; i++)
		if (key.p[i] != '_' && key.p[i] != '-' && key.p[i] != ' ' && key.p[i] != '.')
			word[n++] = (char)(key.p[i] >= 'A' && key.p[i] <= 'Z' ? key.p[i] | 0x20 : key.p[i]);
	word[n++] = ' ';
	for (size_t i = 0; n > 2 && i < COUNT_OF(extras); i++)
		if (str_has(str_of(extras[i].names), (struct str){ word, n }))
			return extras[i].fact;
	return -1;
}

void mailing_extra(struct mailing *m, const struct json_node *value)
{
	int fact = extra_fact(value->key);

	if (fact < 0)
		facts_say(m->f, value->key, value_of(m, value));
	else if (fact != FACTS)
		facts_put(m->f, (enum fact)fact, json_value(value));
}

void mailing_extras(struct mailing *m, const struct json_node *object)
{
	if (object && object->kind == JSON_OBJECT)
		for (const struct json_node *it = object->first; it; it = it->next)
			mailing_extra(m, it);
}
