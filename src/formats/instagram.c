/* Instagram, "Download your information" as JSON: comments and likes of the account, and its messages.  The keys of
 * a comment's parts are in the account's language. */
#include "formats/known.h"
#include "formats/meta.h"

static const char lists[] = "comments_media_comments|comments_reels_comments|comments_story_comments|"
			    "likes_media_likes|likes_comment_likes|messages";
static const char of_comment[] =
	"Comment|Komentarz|Комментарий|Opmerking|Kommentar|Commentaire|Comentario|Comentário|Commento";
static const char of_time[] = "Time|Czas|Godzina|Data|Время|Дата|Tijd|Zeit|Datum|Heure|Date|Hora|Fecha|Ora";

/* Other files have such maps too. */
static bool has_comments(const struct sniff *s)
{
	return sniff_has_keys(s, of_comment, NULL) || str_has(sniff_file(s), STR("comments"));
}

static int claim(const struct sniff *s)
{
	if (sniff_has_keys(
		    s, "comments_media_comments|comments_reels_comments|comments_story_comments", NULL) ||
		sniff_has_keys(s, "likes_media_likes|likes_comment_likes", "string_list_data", NULL) ||
		(sniff_has_keys(s, "string_map_data", NULL) && has_comments(s)))
		return 95;
	if (sniff_has_keys(s, "label_values", "timestamp", NULL) &&
		(str_has(sniff_file(s), STR("comments")) || str_starts(sniff_file(s), STR("liked_"))))
		return 95;
	return meta_is_messages(s) && !str_has(s->path, STR("facebook")) ? 95 : 0;
}

static bool is_named(const struct meta *m, const struct json_node *node, const char *names)
{
	struct str name = meta_text(m, node), rest = str_of(names);

	while (rest.p)
		if (str_same(str_cut(&rest, '|'), name))
			return true;
	return false;
}

static bool named(const struct meta *m, const struct json_node *part, const char *names)
{
	const struct json_node key = { .kind = JSON_STRING, .text = part->key };

	return is_named(m, &key, names);
}

/* The part of that name in any language that is known, else the first that does (or does not) say when. */
static const struct json_node *part_of(
	const struct meta *m, const struct json_node *map, const char *names, bool when)
{
	for (const struct json_node *it = json_first(map); it; it = it->next)
		if (named(m, it, names))
			return it;
	for (const struct json_node *it = json_first(map); it; it = it->next) {
		struct str stamp = json_text_at(it, "timestamp");
		bool says_when = stamp.n && !str_equal(stamp, STR("0"));
		if (says_when == when && (when || json_text_at(it, "value").n))
			return it;
	}
	return NULL;
}

/* Old exports have words: "Apr 19, 2017, 3:35 AM". */
static bool take_time(const struct meta *m, const struct json_node *part)
{
	struct str words = meta_text(m, json_at(part, "value"));
	struct when_shape shape = { 0 };

	if (meta_time(m, json_at(part, "timestamp")))
		return true;
	return words.n && when_guess(&words, 1, &shape) && facts_when(m->f, FACT_TIME, &shape, words);
}

static bool comment(const struct meta *m, const struct json_node *record, uint64_t row, struct str raw)
{
	const struct json_node *map = json_at(record, "string_map_data");
	const struct json_node *text = part_of(m, map, of_comment, false);

	if (!text || !json_text_at(text, "value").n)
		return facts_broken(m->f, row, raw, "\"string_map_data\" has no comment");
	if (!take_time(m, part_of(m, map, of_time, true)))
		return facts_broken(
			m->f, row, raw, "\"string_map_data\" does not say when the comment was written");
	facts_put(m->f, FACT_EVENT, STR("comment_posted"));
	facts_put(m->f, FACT_TEXT, meta_text(m, json_at(text, "value")));
	facts_put(m->f, FACT_CHANNEL, STR("social"));
	facts_put(m->f, FACT_HANDLE, m->account);
	return facts_send(m->f);
}

static bool likes(const struct meta *m, const struct json_node *record, uint64_t row, struct str raw)
{
	for (const struct json_node *it = json_first(json_at(record, "string_list_data")); it;
		it = it->next) {
		facts_begin(m->f, row, raw);
		if (!meta_time(m, json_at(it, "timestamp"))) {
			if (!facts_broken(m->f, row, raw,
				    "a like's \"timestamp\" is missing or no time in seconds"))
				return false;
			continue;
		}
		facts_put(m->f, FACT_EVENT, STR("liked"));
		facts_put(m->f, FACT_PAGE, json_text_at(it, "href"));
		facts_put(m->f, FACT_CHANNEL, STR("social"));
		facts_put(m->f, FACT_HANDLE, m->account);
		if (!facts_send(m->f))
			return false;
	}
	return true;
}

/* Since 2025: {"timestamp":..,"label_values":[{"label":"Comment","value":".."},..]}, the labels in the account's
 * language; a like has an address. */
static bool labelled(const struct meta *m, const struct json_node *record, uint64_t row, struct str raw)
{
	const struct json_node *text = NULL, *link = NULL;

	facts_remark(m->f,
		"the reading of Instagram's newer files (label_values) was built from descriptions: tell us "
		"where it differs");
	for (const struct json_node *it = json_first(json_at(record, "label_values")); it; it = it->next) {
		const struct json_node *label = json_at(it, "label"), *value = json_at(it, "value");
		text = label && !text && is_named(m, label, of_comment) ? value : text;
		link = !link && str_starts(json_text(value), STR("http")) ? value : link;
	}
	if (!text && !link)
		return facts_broken(m->f, row, raw, "\"label_values\" has neither a comment nor an address");
	if (!meta_time(m, json_at(record, "timestamp")))
		return facts_broken(m->f, row, raw, "\"timestamp\" is missing or no time in seconds");
	facts_put(m->f, FACT_EVENT, text ? STR("comment_posted") : STR("liked"));
	facts_put(m->f, FACT_TEXT, meta_text(m, text));
	facts_put(m->f, FACT_PAGE, json_text(link));
	facts_put(m->f, FACT_CHANNEL, STR("social"));
	facts_put(m->f, FACT_HANDLE, m->account);
	return facts_send(m->f);
}

static bool record(void *to, const struct json_node *record, const struct json_node *around, uint64_t row,
	struct str raw)
{
	const struct meta *m = to;

	if (json_at(record, "sender_name"))
		return meta_message(m, record, around, row, raw);
	facts_remark(m->f,
		"an export of Instagram has what the account itself wrote and liked: it is taken for a "
		"customer's; comments of others on a company's posts come as a table (comments)");
	facts_begin(m->f, row, raw);
	if (json_at(record, "string_map_data"))
		return comment(m, record, row, raw);
	if (json_at(record, "string_list_data"))
		return likes(m, record, row, raw);
	if (json_at(record, "label_values"))
		return labelled(m, record, row, raw);
	return facts_broken(m->f, row, raw, "neither a comment, a like, nor a message");
}

static bool read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	struct meta m = { .account = meta_account(input_path(in), "instagram-") };

	m.f = facts_new(sc, columns, options, sink, notes, "instagram");
	return json_each(sc, in, &(struct json_wish){ .list = lists }, notes,
		&(struct json_fns){ record, meta_broken, meta_full }, &m);
}

const struct format format_instagram = {
	.name = "instagram",
	.about = "Instagram, \"Download your information\" as JSON: comments, likes, messages",
	.becomes =
		"comment_posted with its text, liked, message_sent, reply_sent; the account's name where the path has it",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_SOCIAL,
	.facts = true,
	.claim = claim,
	.read = read,
};
