/* Comments of any network as a table: who wrote what and when, with the columns called as tools and people call them
 * in English, Polish and Russian.
 *
 *	wend import Tweets.csv --format comments
 */
#include "formats/known.h"
#include "formats/table.h"

/* clang-format off */
static const char of_text[] = "text|comment|message|body|comment_text|comment text|content|full_text|tweet|post_text|"
	"komentarz|treść|tresc|treść komentarza|tekst|wiadomość|wypowiedź|комментарий|текст|текст комментария|сообщение";
static const char of_time[] = "created_at|created|created_time|tweet_created|date|time|timestamp|datetime|published_at|"
	"published|posted_at|comment_date|utworzono|data|data publikacji|data utworzenia|czas|дата|время|дата публикации|"
	"создано|создан";
static const char of_author[] = "author|username|user_name|user|from|from_name|name|author_name|screen_name|handle|"
	"commenter|autor|użytkownik|uzytkownik|nazwa użytkownika|nick|автор|пользователь|имя пользователя|ник";
static const char of_id[] = "comment_id|commentid|comment id|tweet_id|id_str|message_id|id|id komentarza|"
	"id комментария|ид";
static const char of_parent[] = "parent_id|parentid|parent id|in_reply_to|reply_to|in_reply_to_status_id|post_id|"
	"media_id|postid|id posta|id wpisu|id поста|id записи";
static const char of_link[] = "permalink|url|link|href|comment_url|permalink_url|adres|odnośnik|ссылка|адрес";
static const char of_likes[] = "likes|like_count|favorite_count|polubienia|лайки";
static const char of_platform[] = "platform|network|source|channel|platforma|sieć|kanał|платформа|сеть|соцсеть";
static const char of_feeling[] = "sentiment|polarity|airline_sentiment|tonality|nastawienie|sentyment|wydźwięk|"
	"тональность|окраска";
static const char of_rating[] = "rating|stars|score|review stars|ocena|оценка|nps";
/* clang-format on */

/* The beginnings of words for a text's polarity, in small letters. */
static const struct {
	const char *start, *rating;
} feelings[] = { { "neg", "-1" }, { "neu", "0" }, { "pos", "1" }, { "poz", "1" }, { "нег", "-1" },
	{ "отр", "-1" }, { "ней", "0" }, { "поз", "1" }, { "пол", "1" } };

static const struct {
	const char *word, *name;
} networks[] = { { "twitter", "x" }, { "fb", "facebook" }, { "ig", "instagram" }, { "insta", "instagram" },
	{ "yt", "youtube" }, { "вк", "vk" }, { "вконтакте", "vk" } };

struct comments {
	struct facts *f;
	int text, time, author, id, parent, link, platform, feeling, likes;
	struct when_shape clock;
	bool has_key, of_x;
};

static int claim(const struct sniff *s)
{
	if (sniff_has_columns(s, of_rating, NULL) || !sniff_has_columns(s, of_text, of_time, NULL))
		return 0;
	if (sniff_has_columns(s, "tweet_id|comment_id|comment id|id komentarza|id комментария", NULL))
		return 90;
	return sniff_has_columns(s, of_author, "permalink|parent_id|post_id|media_id|id posta|id поста",
		       NULL) || sniff_has_columns(s, of_author, of_platform, of_likes, NULL)
		       ? 88
		       : 0;
}

static bool begin(void *to, struct table *t)
{
	struct comments *c = to;

	c->text = table_find(t, of_text);
	c->time = table_find(t, of_time);
	c->author = table_find(t, of_author);
	c->id = table_find(t, of_id);
	c->parent = table_find(t, of_parent);
	c->link = table_find(t, of_link);
	c->platform = table_find(t, of_platform);
	c->feeling = table_find(t, of_feeling);
	c->likes = table_find(t, of_likes);
	c->clock = table_clock(t, c->time, WHEN_DAY_FIRST);
	c->has_key = table_is_key(t, c->id);
	c->of_x = table_find(t, "tweet_id|tweet_created|tweet") >= 0;
	if (c->id >= 0 && !c->has_key)
		facts_remark(c->f,
			"the column of ids has the same one in several rows, or a spreadsheet has rounded them: it "
			"is left out, and equal rows are told by what they say");
	return true;
}

static struct str network_of(struct comments *c, const struct table *t)
{
	struct scope sc = { 0 };
	struct str name = table_at(t, c->platform);

	if (c->of_x || !name.n)
		return c->of_x ? STR("x") : STR("comments");
	name = facts_keep(c->f, str_fold(&sc, name));
	scope_close(&sc);
	for (size_t i = 0; i < COUNT_OF(networks); i++)
		if (str_equal(name, str_of(networks[i].word)))
			return str_of(networks[i].name);
	return name;
}

/* false: it is no word for a feeling. */
static bool put_feeling(struct comments *c, struct str value)
{
	struct scope sc = { 0 };
	struct str word = str_fold(&sc, value);
	bool found = false;

	for (size_t i = 0; i < COUNT_OF(feelings) && !found; i++) {
		found = str_starts(word, str_of(feelings[i].start));
		if (found)
			facts_put(c->f, FACT_RATING, str_of(feelings[i].rating));
	}
	if (found)
		facts_put(c->f, FACT_SCALE, STR("-1-1"));
	scope_close(&sc);
	return found;
}

static void put_of_network(struct comments *c, enum fact fact, struct str network, struct str value)
{
	if (value.n)
		facts_printf(c->f, fact, "%.*s/%.*s", STR_ARG(network), STR_ARG(value));
}

static bool row(void *to, struct table *t, uint64_t number)
{
	struct comments *c = to;
	struct str text = table_at(t, c->text), network, feeling = table_at(t, c->feeling);

	if (facts_full(c->f))
		return false;
	facts_begin(c->f, number, table_raw(t));
	if (!facts_when(c->f, FACT_TIME, &c->clock, table_at(t, c->time)))
		return facts_broken(c->f, number, table_raw(t),
			c->time < 0 ? "no column says when: it may be called created_at"
				    : "the time is empty or none");
	network = network_of(c, t);
	facts_put(c->f, FACT_EVENT, STR("comment_posted"));
	facts_put(c->f, FACT_TEXT, text);
	facts_put(c->f, FACT_CHANNEL, STR("social"));
	facts_put(c->f, FACT_PAGE, table_at(t, c->link));
	put_of_network(c, FACT_HANDLE, network, table_at(t, c->author));
	put_of_network(c, FACT_KEY, network, c->has_key ? table_at(t, c->id) : (struct str){ 0 });
	facts_say(c->f, STR("platform"), table_at(t, c->platform));
	facts_say(c->f, STR("parent_id"), table_at(t, c->parent));
	facts_say(c->f, STR("likes"), table_at(t, c->likes));
	if (feeling.n && !put_feeling(c, feeling))
		facts_say(c->f, STR("sentiment"), feeling);
	table_say_rest(t, c->f);
	return facts_send(c->f);
}

static bool broken(void *to, uint64_t number, struct str raw, const char *why)
{
	struct comments *c = to;

	return facts_broken(c->f, number, raw, why);
}

static bool read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	struct comments c = { .f = facts_new(sc, columns, options, sink, notes, "") };

	bool ok = table_each(sc, in, options, notes, &(struct table_fns){ begin, row, broken }, &c);
	return (ok || facts_full(c.f)) && sc->fault == FAULT_NONE;
}

const struct format format_comments = {
	.name = "comments",
	.about = "comments of any network as a table: author, text, time; also tweets",
	.becomes =
		"a row comment_posted with its text; a column of sentiment its rating; the author a weak identifier",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_SOCIAL,
	.facts = true,
	.claim = claim,
	.read = read,
};
