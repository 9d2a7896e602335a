/* What comes from networks and places for reviews: what is no sample, and what is refused. */
#include "told.h"

#define REMARK_INSTAGRAM                                                                                             \
	"remark: an export of Instagram has what the account itself wrote and liked: it is taken for a customer's; " \
	"comments of others on a company's posts come as a table (comments)\n"
#define REMARK_MESSAGES                                                                                          \
	"remark: the account that was exported is taken for the company's: what the others wrote to it are the " \
	"customers' messages\n"
#define REMARK_KEYS                                                                                                  \
	"remark: the column of ids has the same one in several rows, or a spreadsheet has rounded them: it is left " \
	"out, and equal rows are told by what they say\n"

static void files_are_recognised(void **state)
{
	static const struct {
		const char *path, *text, *want;
	} cases[] = {
		{ "a.json", "{\"comments_reels_comments\":[{\"string_map_data\":{}}]}", "instagram" },
		{ "liked_comments.json", "{\"likes_comment_likes\":[{\"string_list_data\":[]}]}",
			"instagram" },
		{ "liked_posts.json", "[{\"timestamp\":1,\"label_values\":[]}]", "instagram" },
		{ "login_activity.json", "{\"account_history\":[{\"string_map_data\":{\"Time\":{}}}]}",
			"json" },
		{ "x/message_1.json",
			"{\"participants\":[],\"messages\":[{\"sender_name\":\"a\",\"timestamp_ms\":1}]}",
			"instagram" },
		{ "your_facebook_activity/message_1.json",
			"{\"participants\":[],\"messages\":[{\"sender_name\":\"a\",\"timestamp_ms\":1}]}",
			"facebook" },
		{ "a.json", "{\"reactions_v2\":[{\"timestamp\":1}]}", "facebook" },
		{ "your_posts_1.json", "[{\"timestamp\":1,\"data\":[]}]", "facebook" },
		{ "a.json", "[{\"timestamp\":1,\"data\":[]}]", "json" },
		{ "a.js", "window.YTD.tweet.part0 = []", "x-archive" },
		{ "a.json", "{\"reviews\":[{\"starRating\":\"ONE\",\"createTime\":\"\"}]}",
			"google-reviews" },
		{ "a.csv", "Review Id;Review Stars\n1;2\n", "trustpilot" },
		{ "a.csv", "review_id,stars\n1,2\n", "csv" },
		{ "a.csv", "tweet_id,text,tweet_created\n1,a,2026-01-01\n", "comments" },
		{ "a.csv", "user,text,date\nu,a,2026-01-01\n", "csv" },
		{ "a.csv", "user,text,date,permalink,rating\nu,a,2026-01-01,x,4\n", "csv" },
		{ "a.csv", "author,message,date,post_id\nu,a,2026-01-01,x\n", "comments" },
		{ "a.csv", "Автор;Текст;Дата;ID комментария\nu;a;2026-01-01;7\n", "comments" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct scope sc = { 0 };
		struct input *in = input_of(&sc, cases[i].path, str_of(cases[i].text));
		const struct format *format = format_detect(&sc, in);
		if (!format)
			fail_msg("%s: %s", cases[i].text, sc.why);
		assert_str(str_of(format->name), cases[i].want);
		input_close(in);
		scope_close(&sc);
	}
}

static const struct {
	const char *format, *path, *text, *want;
} cases[] = {
	/* Whose export it is stands in its folder's name. */
	{ "instagram",
		"instagram-ewa_n-2026-03-02-Ab12/your_instagram_activity/comments/post_comments_1.json",
		"[{\"string_map_data\":{\"Comment\":{\"value\":\"a\"},\"Time\":{\"timestamp\":1772446500}}}]",
		"1.0  $time=2026-03-02T10:15:00Z  $event=comment_posted  $channel=social  $text=a  "
		"$handle=instagram/ewa_n\n" REMARK_INSTAGRAM },
	/* What was no mojibake stays. */
	{ "instagram", "a.json",
		"[{\"string_map_data\":{\"Comment\":{\"value\":\"\\u00e9t\\u00e9 \\u0142\"},\"Time\":{\"timestamp\":1772446500}}}"
		",{\"string_map_data\":{}},{\"x\":1}]",
		"1.0  $time=2026-03-02T10:15:00Z  $event=comment_posted  $channel=social  $text=été ł\n"
		"2  broken: \"string_map_data\" has no comment\n"
		"3  broken: neither a comment, a like, nor a message\n" REMARK_INSTAGRAM },
	{ "instagram", "liked_posts.json",
		"[{\"timestamp\":1772446500,\"label_values\":[{\"label\":\"URL\",\"value\":\"https://i.example/p/1\"}]},"
		"{\"timestamp\":1772446500,\"label_values\":[{\"label\":\"Komentarz\",\"value\":\"wr\\u00c3\\u00b3ci\"}]},"
		"{\"label_values\":[{\"label\":\"Comment\",\"value\":\"a\"}]},{\"label_values\":[]}]",
		"1.0  $time=2026-03-02T10:15:00Z  $event=liked  $page=https://i.example/p/1  $channel=social\n"
		"2.0  $time=2026-03-02T10:15:00Z  $event=comment_posted  $channel=social  $text=wróci\n"
		"3  broken: \"timestamp\" is missing or no time in seconds\n"
		"4  broken: \"label_values\" has neither a comment nor an address\n" REMARK_INSTAGRAM
		"remark: the reading of Instagram's newer files (label_values) was built from descriptions: tell us where "
		"it differs\n" },
	/* Of several who talk, the account that was exported stands last. */
	{ "facebook", "facebook-shop-2026-03-02-x/message_1.json",
		"{\"participants\":[{\"name\":\"Ewa\"},{\"name\":\"Jan\"},{\"name\":\"Shop\"}],\"messages\":["
		"{\"sender_name\":\"Jan\",\"timestamp_ms\":1772446500123,\"content\":\"Hi\"},"
		"{\"sender_name\":\"Shop\",\"timestamp_ms\":1772446500124,\"content\":\"Hello\"},"
		"{\"sender_name\":\"Shop\",\"content\":\"Hello\"}]}",
		"1.0  $time=2026-03-02T10:15:00.123Z  $event=message_sent  $channel=chat  $text=Hi  "
		"$handle=facebook/Jan\n"
		"2.0  $time=2026-03-02T10:15:00.124Z  $event=reply_sent  $channel=chat\n"
		"3  broken: \"timestamp_ms\" is missing or no time in milliseconds\n" REMARK_MESSAGES },
	{ "google-reviews", "a.json",
		"[{\"reviewId\":\"r\",\"starRating\":5,\"createTime\":\"2026-03-02T10:15:00Z\",\"reviewReply\":{\"comment\":\"x\"}}]",
		"1.0  $time=2026-03-02T10:15:00Z  $event=review_posted  $channel=social  $rating=5  $scale=1-5  "
		"$subject=google/r  $version=1772446500000000\n"
		"1  broken: the reply's \"updateTime\" is missing or no time\n" },
	/* A column that says when a review was changed makes it one that has versions. */
	{ "trustpilot", "a.csv",
		"Review Id;Review Created;Review Updated;Review Stars\n1;13/02/2026 10:00;14/02/2026 10:00;4,0\n"
		"2;12/02/2026 10:00;;5\n3;13/02/2026 10:00;;five\n",
		"2.0  $time=2026-02-13T10:00:00Z  $event=review_posted  $channel=social  $rating=4  $scale=1-5  "
		"$subject=trustpilot/1  $version=1771063200000000\n"
		"3.0  $time=2026-02-12T10:00:00Z  $event=review_posted  $channel=social  $rating=5  $scale=1-5  "
		"$subject=trustpilot/2  $version=1770890400000000\n"
		"4  broken: \"Review Stars\" is no number from 1 to 5\nzone assumed\n" },
	/* An id that is there twice, or that a spreadsheet has rounded, is none. */
	{ "comments", "a.csv",
		"comment_id,author,text,date\n1,u,a,2026-03-02T10:15:00Z\n1,v,b,2026-03-02T10:15:00Z\n",
		"2.0  $time=2026-03-02T10:15:00Z  $event=comment_posted  $channel=social  $text=a  $handle=comments/u\n"
		"3.0  $time=2026-03-02T10:15:00Z  $event=comment_posted  $channel=social  $text=b  "
		"$handle=comments/v\n" REMARK_KEYS },
	{ "comments", "a.csv",
		"tweet_id,airline_sentiment,airline,name,text,tweet_created\n5.70306E+17,neutral,Delta,ewa,a,24-02-2015 11.35\n",
		"2.0  $time=2015-02-24T11:35:00Z  $event=comment_posted  $channel=social  $rating=0  $scale=-1-1  $text=a  "
		"$handle=x/ewa  airline=Delta\n" REMARK_KEYS "zone assumed\n" },
	{ "comments", "a.csv",
		"Текст;Дата;ID комментария;Тональность;Платформа\nПлохо;02.03.2026 10:15;7;негативная;ВК\n"
		"Так;13.03.2026 10:15;8;0.4;ВК\n",
		"2.0  $time=2026-03-02T10:15:00Z  $event=comment_posted  $channel=social  $rating=-1  $scale=-1-1  "
		"$text=Плохо  $key=vk/7  platform=ВК\n"
		"3.0  $time=2026-03-13T10:15:00Z  $event=comment_posted  $channel=social  $text=Так  $key=vk/8  "
		"platform=ВК  sentiment=0.4\nzone assumed\n" },
	{ "comments", "a.csv", "author,text\nu,a\n",
		"2  broken: no column says when: it may be called created_at\n" },
};

static void what_files_say(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_told(cases[i].format, cases[i].path, cases[i].text, cases[i].want);
}

static void what_is_no_such_file_is_refused(void **state)
{
	(void)state;
	assert_told_refused("instagram", "{\"comments_media_comments\":[{]}", FAULT_INVALID, "a.txt, line 1");
	assert_told_refused("x-archive", "window.YTD.tweets.part0 = [{]", FAULT_INVALID, "a.txt, line 1");
	assert_told_refused("google-reviews", "{\"reviews\":[{\"a\":1}", FAULT_INVALID, "cut short");
}

struct tally {
	struct names *columns;
	size_t events, keys, negative, neutral, positive, airlines, reasons;
};

static bool has(const struct tally *t, const struct record *record, const char *name, const char *value)
{
	uint32_t code = names_find(t->columns, str_of(name));
	struct str is = code < record->n ? record->values[code] : (struct str){ 0 };

	return value ? str_equal(is, str_of(value)) : is.n > 0;
}

static bool add(void *to, const struct record *record)
{
	struct tally *t = to;

	t->events += has(t, record, "$time", NULL) && has(t, record, "$text", NULL);
	t->keys += has(t, record, "$key", NULL);
	t->negative += has(t, record, "$rating", "-1");
	t->neutral += has(t, record, "$rating", "0");
	t->positive += has(t, record, "$rating", "1");
	t->airlines += has(t, record, "airline", NULL);
	t->reasons += has(t, record, "negativereason", NULL);
	return true;
}

static bool add_broken(void *to, uint64_t row, struct str raw, const char *why)
{
	(void)to, (void)raw;
	fail_msg("row %llu: %s", (unsigned long long)row, why);
	return false;
}

static void tweets_are_taken_whole(void **state)
{
	(void)state;
	NEED_SHARED(path, "data/airline_tweets/Tweets.csv");
	struct scope sc = { 0 };
	struct tally t = { .columns = names_new(&sc) };
	const struct sink sink = { &t, add, add_broken };
	const struct reader_options options = { 0 };
	struct reader_notes notes;

	struct input *in = input_open(&sc, path);
	const struct format *format = format_detect(&sc, in);
	assert_str(str_of(format->name), "comments");
	if (!format->read(&sc, in, &options, t.columns, &sink, &notes))
		fail_msg("%s", sc.why);
	assert_int_equal(t.events, 14640);
	assert_int_equal(t.keys, 0);
	assert_int_equal(t.negative, 9178);
	assert_int_equal(t.neutral, 3099);
	assert_int_equal(t.positive, 2363);
	assert_int_equal(t.airlines, 14640);
	assert_true(t.reasons >= 9178);
	input_close(in);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(files_are_recognised),
		cmocka_unit_test(what_files_say),
		cmocka_unit_test(what_is_no_such_file_is_refused),
		cmocka_unit_test(tweets_are_taken_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
