/* Transcripts as plain text: "Speaker: text", Otter's "Speaker  1:05" above the text, and the chat that Zoom saves. */
#include "base/buf.h"
#include "formats/known.h"
#include "formats/talk.h"
#include "sources/binary.h"
#include "sources/feed.h"

enum { SPEAKERS = 64 /* that a claim counts */, NAME_MOST = 80 };

/* A line that begins a turn. */
struct opening {
	struct str name, rest;
	bool has_clock, chat;
	int64_t us;
};

/* --- how a turn begins --------------------------------------------------------------------------- */

/* "Ewa N.  0:04": the time is the line's last word, two blanks or a tab before it. */
static bool otter_opens(struct str line, struct opening *o)
{
	size_t at = line.n;
	struct str clock;

	while (at && memchr("0123456789:", line.p[at - 1], 11))
		at--;
	clock = str_sub(line, at, line.n);
	if (at < 2 || !clock.n ||
		!(line.p[at - 1] == '\t' || (line.p[at - 1] == ' ' && line.p[at - 2] == ' ')))
		return false;
	*o = (struct opening){ .name = str_trim(str_sub(line, 0, at)) };
	o->has_clock = talk_clock(&clock, &o->us) && !clock.n;
	return o->has_clock && o->name.n && o->name.n <= NAME_MOST;
}

/* "2:42 PM", "14:02", "14:02:30": of two numbers the first are hours. */
static bool clock_of_day(struct str *text, int64_t *us)
{
	const int64_t half = 12 * 3600 * (int64_t)1000000;
	struct str clock = str_trim(*text);

	if (!talk_clock(text, us))
		return false;
	const char *colon = memchr(clock.p, ':', clock.n);
	if (!memchr(colon + 1, ':', (size_t)(text->p - colon - 1)))
		*us *= 60;
	*text = str_trim(*text);
	bool pm = str_starts(*text, STR("PM")), am = str_starts(*text, STR("AM"));
	if (pm || am)
		*text = str_sub(*text, 2, text->n);
	if ((pm && *us < half) || (am && *us >= half))
		*us += pm ? half : -half;
	return *us < 2 * half;
}

/* As it is copied out of the window, the time behind: "From Ewa to Everyone 10:55 AM", "...: (18:09)", "... 02:01 PM:
 * text". */
static bool copy_opens(struct str line, struct opening *o)
{
	const char *to = line.n ? memmem(line.p, line.n, " to ", 4) : NULL;

	if (!to)
		return false;
	o->name = str_trim(str_sub(line, 0, (size_t)(to - line.p)));
	for (size_t i = o->name.n + 4; i < line.n && i < o->name.n + NAME_MOST; i++) {
		struct str rest = str_sub(line, i, line.n);
		if (!memchr(" (", line.p[i - 1], 2) || !clock_of_day(&rest, &o->us))
			continue;
		while (rest.n && memchr("): ", rest.p[0], 3))
			rest = str_sub(rest, 1, rest.n);
		o->rest = rest;
		return o->has_clock = o->name.n > 0;
	}
	return false;
}

/* "10:15:03\t From Ewa to Everyone:" with the text below or behind; before 2021 "From  Ewa : text". */
static bool chat_opens(struct str line, struct opening *o)
{
	const char *to, *colon;

	line = str_trim(line);
	*o = (struct opening){ .chat = true };
	o->has_clock = talk_clock(&line, &o->us);
	line = str_trim(line);
	if (!str_starts(line, STR("From ")))
		return false;
	line = str_trim(str_sub(line, 5, line.n));
	if (!line.n || !o->has_clock)
		return line.n && copy_opens(line, o);
	to = memmem(line.p, line.n, " to ", 4);
	colon = memchr(line.p, ':', line.n);
	if (!colon)
		return false;
	o->name = str_trim(str_sub(line, 0, (size_t)((to && to < colon ? to : colon) - line.p)));
	o->rest = str_trim(str_sub(line, (size_t)(colon - line.p) + 1, line.n));
	return o->name.n > 0;
}

/* "[0:04] Ewa: text", "0:04 Ewa: text": a time in front. */
static void clock_in_front(struct str *line, struct opening *o)
{
	bool bracket = line->n && memchr("[(", line->p[0], 2);
	struct str text = str_sub(*line, bracket, line->n);

	if (!talk_clock(&text, &o->us))
		return;
	if (bracket && (!text.n || !memchr("])", text.p[0], 2)))
		return;
	o->has_clock = true;
	*line = str_trim(str_sub(text, bracket, text.n));
}

/* "Ewa (0:04): text", "Ewa [0:04] text". */
static bool clock_in_brackets(struct str line, struct opening *o)
{
	for (size_t i = 1; i < line.n && i < 60; i++) {
		struct str text = str_sub(line, i + 1, line.n), name, none;
		if (!memchr("([", line.p[i], 2) || !talk_clock(&text, &o->us) || !text.n ||
			!memchr(")]", text.p[0], 2))
			continue;
		text = str_trim(str_sub(text, 1, text.n));
		text = str_starts(text, STR(":")) ? str_sub(text, 1, text.n) : text;
		char with_colon[64];
		memcpy(with_colon, line.p, i);
		with_colon[i] = ':';
		if (!talk_speaker((struct str){ with_colon, i + 1 }, &name, &none))
			return false;
		o->name = str_trim(str_sub(line, 0, i));
		o->rest = str_trim(text);
		return o->has_clock = true;
	}
	return false;
}

static bool text_opens(struct str line, struct opening *o)
{
	if (chat_opens(line, o))
		return true;
	*o = (struct opening){ 0 };
	line = str_trim(line);
	clock_in_front(&line, o);
	return (!o->has_clock && clock_in_brackets(line, o)) || talk_speaker(line, &o->name, &o->rest);
}

/* --- whether it is one --------------------------------------------------------------------------- */

struct count {
	size_t lines, openings, n, seen[SPEAKERS];
	struct str names[SPEAKERS];
	bool asks, mail;
};

/* The headings of mail and of what goes over the web. */
static bool is_heading(struct str name)
{
	static const char *const words[] = { "From", "To", "Cc", "Subject", "Date", "Received", "Sent",
		"Accept", "Server", "Disallow", "Allow", "Sitemap" };

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (str_same(name, str_of(words[i])))
			return true;
	return name.n && memchr(name.p, '-', name.n) && !memchr(name.p, ' ', name.n);
}

static void count_name(struct count *c, struct str name)
{
	size_t i = 0;

	c->asks |= talk_is_interviewer(name);
	c->mail |= is_heading(name);
	while (i < c->n && !str_equal(c->names[i], name))
		i++;
	if (i == SPEAKERS)
		return;
	c->names[i] = name;
	c->seen[i]++;
	c->n += i == c->n;
}

static struct count count_openings(struct str head, bool (*opens)(struct str line, struct opening *o))
{
	struct count c = { 0 };
	struct opening o;

	while (head.p) {
		struct str line = str_trim(str_cut(&head, '\n'));
		c.lines += line.n > 0;
		if (!line.n || !opens(line, &o))
			continue;
		c.openings++;
		count_name(&c, o.name);
	}
	return c;
}

static bool is_text(const struct sniff *s)
{
	struct str text = str_trim(s->head);

	return text.n && !s->is_json && text.p[0] != '<' && !memchr(text.p, 0, text.n) &&
	       !str_starts(text, STR("WEBVTT"));
}

static int claim_otter(const struct sniff *s)
{
	struct count c = is_text(s) ? count_openings(s->head, otter_opens) : (struct count){ 0 };

	if (c.openings && str_has(s->head, STR("otter.ai")))
		return 95;
	return c.openings >= 2 && c.openings * 2 <= c.lines ? 90 : 0;
}

static size_t talkers(const struct count *c)
{
	size_t n = 0;

	for (size_t i = 0; i < c->n; i++)
		n += c->seen[i] > 1;
	return n;
}

static struct str first_line(struct str text)
{
	text = str_trim(text);
	return str_trim(str_cut(&text, '\n'));
}

/* Two who speak, and one of them asks; or two who speak more than once. */
static int claim_text(const struct sniff *s)
{
	struct count c = is_text(s) ? count_openings(s->head, text_opens) : (struct count){ 0 };
	struct opening first;

	if (c.openings && chat_opens(first_line(s->head), &first))
		return 92;
	if (c.mail || c.n < 2 || c.openings * 5 < c.lines)
		return 0;
	return c.asks ? 89 : talkers(&c) > 1 ? 86 : 0;
}

/* --- reading ------------------------------------------------------------------------------------- */

struct transcript {
	struct talk *talk;
	bool (*opens)(struct str line, struct opening *o);
	bool any;
};

static bool take_line(struct transcript *t, struct str line, uint64_t row)
{
	struct turn turn = { .row = row };
	struct opening o;

	line = str_trim(line);
	if (!line.n || str_has(line, STR("Transcribed by https://otter.ai")))
		return true;
	if (!t->any && !t->talk->has_start && talk_says_when(t->talk, line))
		return true;
	if (t->opens(line, &o)) {
		t->any = true;
		turn.speaker = o.name;
		turn.text = o.rest;
		turn.has_start = o.has_clock;
		turn.start_us = o.us;
		turn.alone = o.chat;
		return talk_add(t->talk, &turn);
	}
	turn.text = line;
	return !t->any || talk_add(t->talk, &turn);
}

/* Zoom's folder is called after the day: "2026-03-04 09.00.12 Tea shop/meeting_saved_chat.txt". */
static void day_of_folder(struct transcript *t, const char *path)
{
	struct str rest = str_of(path);

	while (rest.p && !t->talk->has_start)
		talk_says_when(t->talk, str_sub(str_cut(&rest, '/'), 0, 10));
}

static bool read_lines(struct scope *sc, struct input *in, struct transcript *t, struct reader_notes *notes)
{
	struct feed feed;
	struct str line;
	size_t whole;
	bool ok = true;

	if (!binary_refuse(sc, in) || !feed_open(&feed, sc, in))
		return false;
	while (ok && !facts_full(t->talk->f) && feed_line(&feed, &line, &whole)) {
		ok = take_line(t, line, feed.line);
		feed_take(&feed, whole, 1);
	}
	notes->encoding = str_of(input_encoding(in));
	if (!ok || sc->fault != FAULT_NONE)
		return false;
	if (!t->any)
		return scope_fail(sc, FAULT_INVALID, "%s has no line that says who speaks (\"Ewa: ...\")",
			input_name(in));
	return facts_full(t->talk->f) || talk_end(t->talk);
}

static bool read_otter(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	struct transcript t = { .opens = otter_opens };

	t.talk = talk_new(sc, in, columns, options, sink, notes);
	return read_lines(sc, in, &t, notes);
}

static bool read_text(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	struct transcript t = { .opens = text_opens };

	t.talk = talk_new(sc, in, columns, options, sink, notes);
	if (count_openings(input_head(in), chat_opens).openings) {
		t.opens = chat_opens;
		day_of_folder(&t, input_path(in));
		facts_remark(t.talk->f,
			"the reading of Zoom's chat was built from descriptions: tell us where it "
			"differs; its times are of a day, which is the folder's or --at says");
	} else {
		facts_remark(t.talk->f,
			"who speaks was told by the words before a colon at the beginning of a line");
	}
	return read_lines(sc, in, &t, notes);
}

const struct format format_otter = {
	.name = "otter",
	.about = "Otter: a transcript as text, the speaker and the time above each turn",
	.becomes = "as vtt",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_INTERVIEW,
	.facts = true,
	.claim = claim_otter,
	.read = read_otter,
};

const struct format format_transcript = {
	.name = "transcript",
	.about = "plain text of a conversation, \"Speaker: what was said\"; the chat that Zoom saves",
	.becomes = "as vtt; times where the lines have them",
	.proof = FORMAT_UNCHECKED,
	.has_source = true,
	.source = SOURCE_INTERVIEW,
	.facts = true,
	.claim = claim_text,
	.read = read_text,
};
