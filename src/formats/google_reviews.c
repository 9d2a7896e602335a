/* Google Business Profile: reviews with their replies, from the API or Takeout.  A review that was edited comes again
 * under its number with a later updateTime. */
#include "formats/facts.h"
#include "formats/json_each.h"
#include "formats/known.h"

static const struct {
	const char *word, *stars;
} stars[] = { { "ONE", "1" }, { "TWO", "2" }, { "THREE", "3" }, { "FOUR", "4" }, { "FIVE", "5" },
	{ "1", "1" }, { "2", "2" }, { "3", "3" }, { "4", "4" }, { "5", "5" } };

static int claim(const struct sniff *s)
{
	return sniff_has_keys(s, "starRating", "reviewId|reviewer|createTime", NULL) ? 95 : 0;
}

/* "" where no stars were given; p NULL: no such word. */
static struct str stars_of(struct str word)
{
	if (!word.n || str_equal(word, STR("STAR_RATING_UNSPECIFIED")))
		return STR("");
	for (size_t i = 0; i < COUNT_OF(stars); i++)
		if (str_same(word, str_of(stars[i].word)))
			return str_of(stars[i].stars);
	return (struct str){ 0 };
}

/* What the customer wrote: Google puts its translation before it, or behind it. */
static struct str original(struct str text)
{
	static const char translated[] = "(Translated by Google)", own[] = "(Original)";
	const char *t = text.n ? memmem(text.p, text.n, translated, sizeof translated - 1) : NULL;
	const char *o = t ? memmem(t, (size_t)(text.p + text.n - t), own, sizeof own - 1) : NULL;

	if (o)
		return str_trim(str_sub(text, (size_t)(o - text.p) + sizeof own - 1, text.n));
	return t && t > text.p ? str_trim(str_sub(text, 0, (size_t)(t - text.p))) : text;
}

static struct str last_part(struct str name)
{
	const char *slash = name.n ? memrchr(name.p, '/', name.n) : NULL;

	return slash ? str_sub(name, (size_t)(slash - name.p) + 1, name.n) : name;
}

static struct str id_of(const struct json_node *review)
{
	struct str id = json_text_at(review, "reviewId");

	return id.n ? id : last_part(json_text_at(review, "name"));
}

/* "accounts/1/locations/77/reviews/x": the place that was reviewed. */
static struct str place_of(const struct json_node *review)
{
	struct str rest = json_text_at(review, "name");

	while (rest.p)
		if (str_equal(str_cut(&rest, '/'), STR("locations")))
			return str_cut(&rest, '/');
	return rest;
}

static int64_t time_of(const struct json_node *time)
{
	struct str text = json_text(time);
	int64_t us;

	return text.n && when_read(&(struct when_shape){ .family = WHEN_ISO }, NULL, text, &us, NULL) ? us
												      : 0;
}

/* A reply that comes later is a new version too. */
static void begin(struct facts *f, const struct json_node *review, uint64_t row, struct str raw)
{
	int64_t changed = time_of(json_at(review, "updateTime")),
		replied = time_of(json_at(review, "reviewReply.updateTime"));
	const struct json_node *reviewer = json_at(review, "reviewer");

	changed = changed ? changed : time_of(json_at(review, "createTime"));
	facts_begin(f, row, raw);
	facts_put(f, FACT_CHANNEL, STR("social"));
	facts_put(f, FACT_SUBJECT, id_of(review));
	if (facts_has(f, FACT_SUBJECT))
		facts_time(f, FACT_VERSION, changed > replied ? changed : replied);
	if (!json_is_true(json_at(reviewer, "isAnonymous")) &&
		!str_same(json_text_at(reviewer, "displayName"), STR("A Google user")))
		facts_put(f, FACT_HANDLE, json_text_at(reviewer, "displayName"));
	facts_say(f, STR("location"), place_of(review));
}

static bool reply(struct facts *f, const struct json_node *review, uint64_t row, struct str raw)
{
	const struct json_node *reply = json_at(review, "reviewReply");

	if (!reply || reply->kind != JSON_OBJECT)
		return true;
	begin(f, review, row, raw);
	if (!facts_utc(f, FACT_TIME, json_text_at(reply, "updateTime")))
		return facts_broken(f, row, raw, "the reply's \"updateTime\" is missing or no time");
	facts_put(f, FACT_EVENT, STR("reply_sent"));
	return facts_send(f);
}

static bool record(void *to, const struct json_node *review, const struct json_node *around, uint64_t row,
	struct str raw)
{
	struct facts *f = to;
	struct str word = json_text_at(review, "starRating"), given = stars_of(word);

	(void)around;
	begin(f, review, row, raw);
	if (!given.p)
		return facts_broken(f, row, raw, "\"starRating\" is none of ONE, TWO, THREE, FOUR, FIVE");
	if (!facts_utc(f, FACT_TIME, json_text_at(review, "createTime")) &&
		!facts_utc(f, FACT_TIME, json_text_at(review, "updateTime")))
		return facts_broken(f, row, raw, "\"createTime\" is missing or no time");
	facts_put(f, FACT_EVENT, STR("review_posted"));
	facts_put(f, FACT_RATING, given);
	facts_put(f, FACT_SCALE, given.n ? STR("1-5") : given);
	facts_put(f, FACT_TEXT, original(json_text_at(review, "comment")));
	return facts_send(f) && reply(f, review, row, raw);
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
	struct facts *f = facts_new(sc, columns, options, sink, notes, "google");

	return json_each(sc, in, &(struct json_wish){ .list = "reviews" }, notes,
		&(struct json_fns){ record, broken, full }, f);
}

const struct format format_google_reviews = {
	.name = "google-reviews",
	.about = "Google Business Profile: reviews of places, from the API or Takeout",
	.becomes =
		"review_posted with stars and text, the last version of each; the owner's reply_sent; the name as a weak "
		"identifier",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_SOCIAL,
	.facts = true,
	.claim = claim,
	.read = read,
};
