/* X (Twitter), the archive of an account: data/tweets.js, which is JavaScript; nothing of it is run. */
#include "formats/facts.h"
#include "formats/json_each.h"
#include "formats/known.h"
#include "formats/markup.h"

static int claim(const struct sniff *s)
{
	struct str start = str_sub(str_trim(s->head), 0, 40);

	return str_starts(start, STR("window.YTD.tweet")) ||
			       str_starts(start, STR("window.YTD.community_tweet"))
		       ? 95
		       : 0;
}

/* &lt; and its kin are how the archive writes < > &. */
static void put_text(struct facts *f, struct str text)
{
	struct scope sc = { 0 };

	if (text.n && text.n <= READER_FIELD)
		facts_put(f, FACT_TEXT, facts_keep(f, markup_entities(&sc, text)));
	scope_close(&sc);
}

static void say_counts(struct facts *f, const struct json_node *tweet)
{
	static const struct {
		const char *key, *name;
	} says[] = { { "favorite_count", "likes" }, { "retweet_count", "reposts" }, { "lang", "language" },
		{ "in_reply_to_status_id_str", "parent_id" } };

	for (size_t i = 0; i < COUNT_OF(says); i++)
		facts_say(f, str_of(says[i].name), json_text_at(tweet, says[i].key));
}

static struct str id_of(const struct json_node *tweet)
{
	struct str id = json_text_at(tweet, "id_str");

	return id.n ? id : json_text_at(tweet, "id");
}

static bool record(void *to, const struct json_node *record, const struct json_node *around, uint64_t row,
	struct str raw)
{
	static const struct when_shape clock = { .family = WHEN_CTIME, .has_zone = true };
	struct facts *f = to;
	const struct json_node *wrapped = json_at(record, "tweet"), *tweet = wrapped ? wrapped : record;
	struct str text = json_text_at(tweet, "full_text");

	(void)around;
	text = text.n ? text : json_text_at(tweet, "text");
	facts_begin(f, row, raw);
	if (!facts_when(f, FACT_TIME, &clock, json_text_at(tweet, "created_at")) &&
		!facts_iso(f, FACT_TIME, json_text_at(tweet, "created_at")))
		return facts_broken(f, row, raw, "\"created_at\" is missing or no time");
	bool repost = str_starts(text, STR("RT @")); /* somebody else's words */
	facts_put(f, FACT_EVENT, repost ? STR("reposted") : STR("comment_posted"));
	if (!repost)
		put_text(f, text);
	facts_put(f, FACT_CHANNEL, STR("social"));
	facts_put(f, FACT_KEY, id_of(tweet));
	facts_put(f, FACT_HANDLE, json_text_at(tweet, "user.screen_name"));
	say_counts(f, tweet);
	return facts_send(f);
}

static bool broken(void *to, uint64_t row, struct str raw, const char *why)
{
	return facts_broken(to, row, raw, why);
}

static bool full(void *to)
{
	return facts_full(to);
}

static bool read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	struct facts *f = facts_new(sc, columns, options, sink, notes, "x");

	facts_remark(f, "an archive of X has what the account itself wrote: it is taken for a customer's");
	return json_each(sc, in, &(struct json_wish){ .assigned = true }, notes,
		&(struct json_fns){ record, broken, full }, f);
}

const struct format format_x_archive = {
	.name = "x-archive",
	.about = "X (Twitter), the archive of an account: data/tweets.js",
	.becomes =
		"a post comment_posted with its text, a repost reposted without; likes, reposts, language kept",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_SOCIAL,
	.facts = true,
	.claim = claim,
	.read = read,
};
