#include "formats/meta.h"

#include "sources/mojibake.h"

struct str meta_account(const char *path, const char *prefix)
{
	struct str rest = str_of(path);

	while (rest.p) {
		struct str part = str_cut(&rest, '/'), name;
		if (!str_starts(part, str_of(prefix)))
			continue;
		name = str_sub(part, strlen(prefix), part.n);
		const char *date = name.n ? memmem(name.p, name.n, "-20", 3) : NULL;
		if (date && date > name.p)
			return (struct str){ name.p, (size_t)(date - name.p) };
	}
	return (struct str){ 0 };
}

struct str meta_text(const struct meta *m, const struct json_node *node)
{
	struct scope sc = { 0 };
	struct str text = json_text(node);

	if (text.p && text.n <= READER_FIELD)
		text = facts_keep(m->f, mojibake_mend(&sc, text));
	scope_close(&sc);
	return text;
}

bool meta_time(const struct meta *m, const struct json_node *seconds)
{
	struct str text = json_text(seconds);

	return !str_equal(text, STR("0")) && facts_epoch(m->f, FACT_TIME, WHEN_EPOCH_S, text);
}

bool meta_is_messages(const struct sniff *s)
{
	return sniff_has_keys(s, "participants", "messages", "sender_name", "timestamp_ms", NULL);
}

static size_t count(const struct json_node *list)
{
	size_t n = 0;

	for (const struct json_node *it = json_first(list); it; it = it->next)
		n++;
	return n;
}

/* Exports list the account that was exported last. */
static struct str owner_of(const struct json_node *participants)
{
	struct str name = { 0 };

	for (const struct json_node *it = json_first(participants); it; it = it->next)
		name = json_text_at(it, "name");
	return name;
}

/* With whom: of a talk of two its title, which stands behind the messages, or whoever is not last. */
static struct str other_of(const struct json_node *around)
{
	const struct json_node *participants = json_at(around, "participants");
	struct str title = json_text_at(around, "title");

	if (count(participants) != 2)
		return (struct str){ 0 };
	for (const struct json_node *it = json_first(participants); it; it = it->next)
		if (title.n && str_equal(json_text_at(it, "name"), title))
			return title;
	return json_text_at(json_first(participants), "name");
}

static void say_sender(
	const struct meta *m, const struct json_node *record, struct str other, bool by_customer)
{
	const struct json_node handle = { .kind = JSON_STRING, .text = other };

	facts_put(m->f, FACT_EVENT, by_customer ? STR("message_sent") : STR("reply_sent"));
	facts_put(m->f, FACT_HANDLE,
		meta_text(m, other.p       ? &handle
			     : by_customer ? json_at(record, "sender_name")
					   : NULL));
	if (by_customer && !json_is_true(json_at(record, "is_unsent")))
		facts_put(m->f, FACT_TEXT, meta_text(m, json_at(record, "content")));
}

bool meta_message(const struct meta *m, const struct json_node *record, const struct json_node *around,
	uint64_t row, struct str raw)
{
	struct str sender = json_text_at(record, "sender_name"), other = other_of(around);
	bool by_owner = other.p ? !str_equal(sender, other)
				: str_equal(sender, owner_of(json_at(around, "participants")));

	facts_remark(m->f,
		"the account that was exported is taken for the company's: what the others wrote to it are "
		"the customers' messages");
	facts_begin(m->f, row, raw);
	if (!facts_epoch(m->f, FACT_TIME, WHEN_EPOCH_MS, json_text_at(record, "timestamp_ms")))
		return facts_broken(m->f, row, raw, "\"timestamp_ms\" is missing or no time in milliseconds");
	facts_put(m->f, FACT_CHANNEL, STR("chat"));
	say_sender(m, record, other, !by_owner);
	return facts_send(m->f);
}

bool meta_broken(void *to, uint64_t row, struct str raw, const char *why)
{
	const struct meta *m = to;

	return facts_broken(m->f, row, raw, why);
}

bool meta_full(void *to)
{
	const struct meta *m = to;

	return facts_full(m->f);
}
