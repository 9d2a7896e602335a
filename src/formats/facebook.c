/* Facebook, "Download your information" as JSON: comments, reactions and posts of the account, and its messages. */
#include "formats/known.h"
#include "formats/meta.h"

static bool is_posts(const struct sniff *s)
{
	return sniff_has_keys(s, "timestamp", "data", NULL) && str_trim(s->head).p[0] == '[' &&
	       (str_starts(sniff_file(s), STR("your_posts")) ||
		       sniff_has_keys(s, "post", "update_timestamp|attachments", NULL));
}

static int claim(const struct sniff *s)
{
	if (sniff_has_keys(s, "comments_v2|reactions_v2", "timestamp", NULL))
		return 95;
	if (meta_is_messages(s))
		return str_has(s->path, STR("facebook")) ? 95 : 0;
	return is_posts(s) ? 94 : 0;
}

static bool begin(const struct meta *m, const struct json_node *record, const struct json_node *inner,
	uint64_t row, struct str raw)
{
	facts_begin(m->f, row, raw);
	facts_put(m->f, FACT_CHANNEL, STR("social"));
	return meta_time(m, json_at(inner, "timestamp")) || meta_time(m, json_at(record, "timestamp"));
}

static void by(const struct meta *m, const struct json_node *author)
{
	if (json_text(author).n)
		meta_handle(m, author);
	else
		facts_put(m->f, FACT_HANDLE, m->account);
}

static void say_comment(const struct meta *m, const struct json_node *comment)
{
	facts_put(m->f, FACT_EVENT, STR("comment_posted"));
	facts_put(m->f, FACT_TEXT, meta_text(m, json_at(comment, "comment")));
	facts_say(m->f, STR("group"), meta_text(m, json_at(comment, "group")));
	by(m, json_at(comment, "author"));
}

static void say_reaction(const struct meta *m, const struct json_node *reaction)
{
	facts_put(m->f, FACT_EVENT, STR("reacted"));
	facts_say(m->f, STR("reaction"), meta_text(m, json_at(reaction, "reaction")));
	by(m, json_at(reaction, "actor"));
}

static void say_post(const struct meta *m, const struct json_node *post)
{
	facts_put(m->f, FACT_EVENT, STR("post_published"));
	facts_put(m->f, FACT_TEXT, meta_text(m, post));
	by(m, NULL);
}

static const struct part {
	const char *key;
	void (*say)(const struct meta *m, const struct json_node *part);
} parts[] = { { "comment", say_comment }, { "reaction", say_reaction }, { "post", say_post } };

static const struct part *part_in(const struct json_node *entry, const struct json_node **inner)
{
	for (size_t i = 0; i < COUNT_OF(parts); i++)
		if ((*inner = json_at(entry, parts[i].key)) != NULL)
			return &parts[i];
	return NULL;
}

/* A post without words. */
static const struct part picture = { "post", say_post };

static bool tell(const struct meta *m, const struct json_node *record, const struct json_node *inner,
	const struct part *part, uint64_t row, struct str raw)
{
	if (!begin(m, record, inner, row, raw))
		return facts_broken(m->f, row, raw, "\"timestamp\" is missing or no time in seconds");
	part->say(m, inner);
	return facts_send(m->f);
}

static bool record(void *to, const struct json_node *record, const struct json_node *around, uint64_t row,
	struct str raw)
{
	const struct meta *m = to;
	const struct json_node *inner;
	size_t told = 0;

	if (json_at(record, "sender_name"))
		return meta_message(m, record, around, row, raw);
	facts_remark(m->f,
		"an export of Facebook has what the account itself wrote: it is taken for a customer's; "
		"comments of others on a company's posts come as a table (comments)");
	for (const struct json_node *it = json_first(json_at(record, "data")); it; it = it->next) {
		const struct part *part = part_in(it, &inner);
		if (part && !tell(m, record, inner, part, row, raw))
			return false;
		told += part != NULL;
	}
	if (told)
		return true;
	if (around)
		return facts_broken(m->f, row, raw, "\"data\" has neither a comment nor a reaction");
	return tell(m, record, NULL, &picture, row, raw);
}

static bool read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	struct meta m = { .account = meta_account(input_path(in), "facebook-") };

	m.f = facts_new(sc, columns, options, sink, notes, "facebook");
	return json_each(sc, in, &(struct json_wish){ .list = "comments_v2|reactions_v2|messages" }, notes,
		&(struct json_fns){ record, meta_broken, meta_full }, &m);
}

const struct format format_facebook = {
	.name = "facebook",
	.about = "Facebook, \"Download your information\" as JSON: comments, reactions, posts, messages",
	.becomes =
		"comment_posted and post_published with their text, reacted, message_sent, reply_sent; the author's name",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_SOCIAL,
	.facts = true,
	.claim = claim,
	.read = read,
};
