/* Recorded conversations: who speaks, when, and what is left out. */
#include "formats/talk.h"
#include "told.h"

#define SAID "  $event=interview_said  $channel=survey  $text="
#define OF_A "  $session=a  $handle=interview/a/"
#define UNTIMED                                                                                              \
	"remark: it is not said when the recording began: --at says it; the seconds from there are in offset_s\n"
#define ONE_ASKED "remark: 1 turn of the interviewer was left out\n"
#define NOBODY_ASKS                                                                                          \
	"remark: nobody is called Moderator, Interviewer, Host or the like: all who speak count as customers\n"
#define NO_SPEAKERS "remark: no speakers are named: all that is said counts as one customer's\n"
#define BY_COLON "remark: who speaks was told by the words before a colon at the beginning of a line\n"

static void who_asks_is_known_by_name(void **state)
{
	static const struct {
		const char *name;
		bool asks;
	} names[] = { { "Moderator", true }, { "interviewer 2", true }, { "ER", true }, { "ee", false },
		{ "Ewa (Host)", true }, { "Prowadząca", true }, { "PROWADZĄCY:", true },
		{ "Ankieterka", true }, { "Модератор", true }, { "ИНТЕРВЬЮЕР 1", true }, { "Q", true },
		{ "Interviewee 1", false }, { "Erika", false }, { "", false }, { "Hostel", false },
		{ "Jan Q. Nowak", false } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (talk_is_interviewer(str_of(names[i].name)) != names[i].asks)
			fail_msg("%s", names[i].name);
}

static void who_speaks_stands_before_a_colon(void **state)
{
	static const struct {
		const char *line, *name, *rest;
	} lines[] = {
		{ "Ewa N.: Tea", "Ewa N.", "Tea" },
		{ "  Ewa:", "Ewa", "" },
		{ "interviewee 1: tea", "interviewee 1", "tea" },
		{ "moderator: tea", "moderator", "tea" },
		{ "Łucja Żak-Nowak: herbata", "Łucja Żak-Nowak", "herbata" },
		{ "Анна: чай", "Анна", "чай" },
		{ "P1: tea: black", "P1", "tea: black" },
		{ "Well: tea", NULL, NULL },
		{ "What I mean: tea", NULL, NULL },
		{ "I said, Ewa: tea", NULL, NULL },
		{ "https://shop.example", NULL, NULL },
		{ "10:15 tea", NULL, NULL },
		{ "key: value", NULL, NULL },
		{ "A Name Of Five Words: tea", NULL, NULL },
		{ ": tea", NULL, NULL },
		{ "", NULL, NULL },
	};
	struct str name, rest;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(lines); i++) {
		bool found = talk_speaker(str_of(lines[i].line), &name, &rest);
		if (found != (lines[i].name != NULL))
			fail_msg("%s", lines[i].line);
		if (!found)
			continue;
		assert_str(name, lines[i].name);
		assert_str(rest, lines[i].rest);
	}
}

static void clocks_are_read(void **state)
{
	static const struct {
		const char *text;
		int64_t us; /* -1: none */
		const char *rest;
	} clocks[] = { { "0:04", 4000000, "" }, { "00:00:01.000 -->", 1000000, " -->" },
		{ "00:00:01,250", 1250000, "" }, { "1:02:03.5", 3723500000, "" },
		{ "100:00:00.000", 360000000000, "" }, { "5", -1, NULL }, { "5:7", -1, NULL },
		{ "05:77", -1, NULL }, { "1:02:03:04", -1, NULL }, { "2026-03-04", -1, NULL },
		{ "", -1, NULL }, { "123456:00", -1, NULL } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(clocks); i++) {
		struct str text = str_of(clocks[i].text);
		int64_t us = -1;
		if (talk_clock(&text, &us) != (clocks[i].us >= 0))
			fail_msg("%s", clocks[i].text);
		if (clocks[i].us < 0)
			continue;
		assert_int_equal(us, clocks[i].us);
		assert_str(text, clocks[i].rest);
	}
}

static const struct {
	const char *format, *path, *text, *want;
} cases[] = {
	{ "vtt", "a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nEwa: Tea",
		"3.0" SAID "Tea" OF_A "Ewa  offset_s=1\n" NOBODY_ASKS UNTIMED },
	/* A line without a name goes on with the speaker before; a cue that ends before it begins has no end. */
	{ "vtt", "a.vtt",
		"WEBVTT\r\n\r\nNOTE recorded 2026-03-04T09:00:00+01:00\r\n\r\n1\r\n00:00:01.000 --> 00:00:00.500\r\n"
		"Ewa: Tea\r\nis good\r\n\r\n2\r\n00:00:03.000 --> 00:00:04.000\r\nand late.\r\n\r\n3\r\n"
		"00:00:05.000 --> 00:00:06.000\r\nHost: Why?\r\n",
		"6.0  $time=2026-03-04T08:00:01Z  $end=2026-03-04T08:00:04Z" SAID "Tea is good and late." OF_A
		"Ewa  offset_s=1\n" ONE_ASKED },
	/* A cue that follows without a blank line. */
	{ "srt", "a.srt", "1\n00:00:01,000 --> 00:00:02,000\nTea.\n00:00:03,000 --> 00:00:04,000\nLate.\n",
		"2.0" SAID "Tea." OF_A "unknown  offset_s=1\n4.0" SAID "Late." OF_A
		"unknown  offset_s=3\n" NO_SPEAKERS UNTIMED },
	{ "srt", "a.srt", "1\n00:00:01,000 --> 00:00:02,000\n\n2\nno time\nwords\n",
		"4  broken: no times (00:00:01.000 --> 00:00:04.000) in a cue\n" NO_SPEAKERS },
	{ "otter", "a.txt",
		"Tea shop\nWed, Mar 4, 2026 9:00AM • 32:10\n\nEwa N.  1:00:04\nIt was: late.\nVery.\n\n"
		"Unknown Speaker  1:00:09  \nYes.\n\nTranscribed by https://otter.ai\n",
		"4.0  $time=2026-03-04T10:00:04Z" SAID "It was: late. Very." OF_A "Ewa N.  offset_s=3604\n"
		"8.0  $time=2026-03-04T10:00:09Z" SAID "Yes." OF_A
		"Unknown Speaker  offset_s=3609\n" NOBODY_ASKS "zone assumed\n" },
	{ "transcript", "a.txt", "Interviewer: And?\nP1: Late.\nWell: two days.\nP1: And wet.\n",
		"2.0" SAID "Late. Well: two days. And wet." OF_A "P1\n" BY_COLON ONE_ASKED UNTIMED },
	{ "transcript", "2026-03-04 09.00.12 Tea/a.txt",
		"10:15:03\t From Ewa to Everyone:\n\tLate: two days\n10:15:09\t From Ewa to Host(Direct Message):\n\tWet\n",
		"1.0  $time=2026-03-04T10:15:03Z" SAID "Late: two days" OF_A "Ewa  offset_s=36903\n"
		"3.0  $time=2026-03-04T10:15:09Z" SAID "Wet" OF_A "Ewa  offset_s=36909\n"
		"remark: the reading of Zoom's chat was built from descriptions: tell us where it differs; its times are "
		"of a day, which is the folder's or --at says\n" NOBODY_ASKS "zone assumed\n" },
	/* Copied out of the window. */
	{ "transcript", "a.txt",
		"From Ewa (she/her) to Everyone:  02:42 PM\nLate\nFrom Jan to Everyone: (18:09)\nAnd: wet\n"
		"From Ewa to Everyone 12:01 AM: Night\n",
		"1.0" SAID "Late" OF_A "Ewa (she/her)  offset_s=52920\n3.0" SAID "And: wet" OF_A
		"Jan  offset_s=65340\n5.0" SAID "Night" OF_A "Ewa  offset_s=60\n"
		"remark: the reading of Zoom's chat was built from descriptions: tell us where it differs; its times are "
		"of a day, which is the folder's or --at says\n" NOBODY_ASKS UNTIMED },
	{ "turns", "a.csv",
		"Speaker;Text;Start;Interview date\nModerator;Why?;00:01;04.03.2026\nEwa;Late.;00:03;04.03.2026\n"
		"Ewa;Wet.;2026-03-04T10:00:00Z;14.03.2026\n",
		"3.0  $time=2026-03-04T00:00:03Z" SAID "Late." OF_A "Ewa  offset_s=3\n"
		"4.0  $time=2026-03-04T10:00:00Z" SAID "Wet." OF_A "Ewa\n" ONE_ASKED },
};

static void what_files_say(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_told(cases[i].format, cases[i].path, cases[i].text, cases[i].want);
}

static void files_are_recognised(void **state)
{
	static const struct {
		const char *path, *text, *want;
	} files[] = {
		{ "a.txt", "\xef\xbb\xbfWEBVTT\n\n", "vtt" },
		{ "a.txt", "WEBVTTX,b\n1,2\n", "csv" },
		{ "a.txt", "1\r\n00:00:01,000 --> 00:00:02,000\r\nTea\r\n", "srt" },
		{ "a.txt", "Ewa  0:01\nTea\n\nJan  0:02\nTea\n", "otter" },
		{ "a.txt", "Moderator: Tea?\nEwa: Yes.\n", "transcript" },
		{ "a.txt", "Ewa: Tea?\nJan: Yes.\nEwa: Milk?\nJan: No.\n", "transcript" },
		{ "a.txt", "10:15:03\t From Ewa to Everyone:\n\tHi\n", "transcript" },
		{ "a.txt", "From Ewa to Everyone 10:55 AM\nHi\n", "transcript" },
		{ "a.eml", "From: a@example.com\nTo: b@example.com\nSubject: Tea\n\nHost: x\nTo: y\n",
			"eml" },
		{ "a.yaml", "name: tea\nprice: 1\nname: milk\nprice: 2\n", "csv" },
		{ "a.csv", "Speaker,Text,Time_Mark\na,b,0:01\n", "turns" },
		{ "a.csv", "Speaker,Text\na,b\n", "csv" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(files); i++) {
		struct scope sc = { 0 };
		struct input *in = input_of(&sc, files[i].path, str_of(files[i].text));
		const struct format *format = format_detect(&sc, in);
		if (!format)
			fail_msg("%s: %s", files[i].text, sc.why);
		if (!str_equal(str_of(format->name), str_of(files[i].want)))
			fail_msg("%s is taken for %s", files[i].text, format->name);
		input_close(in);
		scope_close(&sc);
	}
}

static void what_is_no_conversation_is_refused(void **state)
{
	(void)state;
	assert_told_refused(
		"transcript", "just words\n", FAULT_INVALID, "a.txt has no line that says who speaks");
	assert_told_refused("otter", "Ewa: words\n", FAULT_INVALID, "a.txt has no line that says who speaks");
}

/* One speaker without an end, and one line without an end: the memory stays, the turns are cut. */
static void a_long_turn_becomes_several(void **state)
{
	struct scope sc = { 0 };
	struct buf *text = buf_new(&sc, 8 << 20);
	struct told t;

	(void)state;
	buf_puts(text, "Ewa: tea\n");
	for (int i = 0; i < 60000; i++)
		buf_puts(text, "tea and more tea\n");
	for (int i = 0; i < READER_FIELD; i++)
		buf_putc(text, 'x');
	told_text(&t, "transcript", "a.txt", buf_str(text));
	assert_true(t.ok);
	assert_int_equal(t.notes.records, 5);
	told_close(&t);
	scope_close(&sc);
}

struct tally {
	struct names *columns, *people, *sessions;
	size_t said, offsets, turns;
};

static struct str value_of(const struct tally *t, const struct record *record, const char *name)
{
	uint32_t code = names_find(t->columns, str_of(name));

	return code < record->n ? record->values[code] : (struct str){ 0 };
}

static bool add(void *to, const struct record *record)
{
	struct tally *t = to;

	t->said += value_of(t, record, "$text").n > 0;
	t->offsets += value_of(t, record, "offset_s").n > 0;
	t->turns += value_of(t, record, "turn").n > 0;
	names_add(t->people, value_of(t, record, "$handle"));
	names_add(t->sessions, value_of(t, record, "$session"));
	return true;
}

static bool add_broken(void *to, uint64_t row, struct str raw, const char *why)
{
	(void)to, (void)raw;
	fail_msg("row %llu: %s", (unsigned long long)row, why);
	return false;
}

static void real_interviews_are_taken_whole(void **state)
{
	(void)state;
	NEED_SHARED(path, "data/alaska_interviews/interviews.csv");
	struct scope sc = { 0 };
	struct tally t = { names_new(&sc), names_new(&sc), names_new(&sc), 0, 0, 0 };
	const struct sink sink = { &t, add, add_broken };
	const struct reader_options options = { 0 };
	struct reader_notes notes;

	struct input *in = input_open(&sc, path);
	const struct format *format = format_detect(&sc, in);
	assert_str(str_of(format->name), "turns");
	if (!format->read(&sc, in, &options, t.columns, &sink, &notes))
		fail_msg("%s", sc.why);
	assert_int_equal(t.said, 3263);
	assert_int_equal(t.offsets + t.turns, 3263);
	assert_int_equal(names_count(t.sessions), 16); /* of 17: the eighth has nobody but interviewers */
	assert_str(notes.remarks.at[0], "1756 turns of the interviewer were left out");
	input_close(in);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_asks_is_known_by_name),
		cmocka_unit_test(who_speaks_stands_before_a_colon),
		cmocka_unit_test(clocks_are_read),
		cmocka_unit_test(what_files_say),
		cmocka_unit_test(files_are_recognised),
		cmocka_unit_test(what_is_no_conversation_is_refused),
		cmocka_unit_test(a_long_turn_becomes_several),
		cmocka_unit_test(real_interviews_are_taken_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
