#include "formats/meta.h"

#include "sources/mojibake.h"

enum { CROWD = 100 /* participants of a talk */ };

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

/* What stands for people whose account is gone: many under one name. */
static bool is_nobody(struct str name)
{
	static const char *const names[] = { "Facebook user", "Instagram User", "Użytkownik Facebooka",
		"Użytkownik Instagrama", "Пользователь Facebook", "Пользователь Instagram" };

	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (str_same(name, str_of(names[i])))
			return true;
	return false;
}

void meta_handle(const struct meta *m, const struct json_node *node)
{
	struct str name = meta_text(m, node);

	if (!is_nobody(name))
		facts_put(m->f, FACT_HANDLE, name);
}

/* Exports list the account that was exported last.  Each message asks: of a crowd nobody is looked for. */
static struct str owner_of(const struct json_node *participants, size_t *n)
{
	struct str name = { 0 };

	*n = 0;
	for (const struct json_node *it = json_first(participants); it; it = it->next) {
		name = json_text_at(it, "name");
		if (++*n > CROWD)
			return (struct str){ 0 };
	}
	return name;
}

/* With whom: of a talk of two its title, which stands behind the messages, or whoever is not last. */
static struct str other_of(const struct json_node *around)
{
	const struct json_node *participants = json_at(around, "participants");
	struct str title = json_text_at(around, "title");

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
	if (other.p)
		meta_handle(m, &handle);
	else if (by_customer)
		meta_handle(m, json_at(record, "sender_name"));
	if (by_customer && !json_is_true(json_at(record, "is_unsent")))
		facts_put(m->f, FACT_TEXT, meta_text(m, json_at(record, "content")));
}

bool meta_message(const struct meta *m, const struct json_node *record, const struct json_node *around,
	uint64_t row, struct str raw)
{
	size_t n;
	struct str sender = json_text_at(record, "sender_name");
	struct str owner = owner_of(json_at(around, "participants"), &n);
	struct str other = n == 2 ? other_of(around) : (struct str){ 0 };
	bool by_owner = other.p ? !str_equal(sender, other) : str_equal(sender, owner);

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
