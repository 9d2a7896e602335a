/* Subtitles of a recording: WebVTT (https://www.w3.org/TR/webvtt1/) as Teams and Zoom write it, and SRT.  Cues that
 * follow each other are one turn as long as the speaker is the same. */
#include "base/buf.h"
#include "formats/known.h"
#include "formats/markup.h"
#include "formats/talk.h"
#include "sources/binary.h"
#include "sources/feed.h"

enum place { BETWEEN, IN_HEAD, IN_CUE, IN_NOTE, BEHIND_ID };

struct cues {
	struct talk *talk;
	enum place place;
	bool any;        /* a cue was met */
	struct turn cue; /* the open one */
	struct buf *text;
	uint64_t id_row;
};

static int claim_vtt(const struct sniff *s)
{
	struct str start = str_sub(str_trim(s->head), 0, 7);

	return str_starts(start, STR("WEBVTT")) && (start.n == 6 || memchr(" \t\r\n", start.p[6], 4)) ? 95
												      : 0;
}

static bool times_of(struct str line, struct turn *cue)
{
	cue->has_start = talk_clock(&line, &cue->start_us);
	line = str_trim(line);
	if (!cue->has_start || !str_starts(line, STR("-->")))
		return false;
	line = str_sub(line, 3, line.n);
	cue->has_end = talk_clock(&line, &cue->end_us) && cue->end_us >= cue->start_us;
	return true;
}

/* A number, and times behind it. */
static int claim_srt(const struct sniff *s)
{
	struct str rest = str_trim(s->head), id = str_trim(str_cut(&rest, '\n')), times;
	struct turn cue = { 0 };
	int64_t number;

	times = rest.p ? str_trim(str_cut(&rest, '\n')) : rest;
	return str_integer(id, &number) && times.n && times_of(times, &cue) ? 95 : 0;
}

/* --- a cue's text -------------------------------------------------------------------------------- */

static bool add(struct cues *c, struct str speaker, struct str text)
{
	struct scope sc = { 0 };
	struct turn turn = c->cue;
	struct str name, rest;

	text = str_trim(text);
	if (!text.n)
		return true;
	text = markup_entities(&sc, text);
	if (!speaker.p && talk_speaker(text, &name, &rest)) {
		speaker = name;
		text = rest;
	}
	turn.speaker = speaker.p ? markup_entities(&sc, speaker) : speaker;
	turn.text = text;
	bool ok = talk_add(c->talk, &turn);
	scope_close(&sc);
	return ok;
}

/* "v Ewa N." or "v.loud Ewa N.": whose voice it is; p NULL: another tag. */
static struct str voice_of(struct str tag)
{
	const char *blank = tag.n ? memchr(tag.p, ' ', tag.n) : NULL;

	if (!blank || tag.p[0] != 'v' || (tag.p[1] != ' ' && tag.p[1] != '.'))
		return (struct str){ 0 };
	return str_trim(str_sub(tag, (size_t)(blank - tag.p), tag.n));
}

/* Tags are left out; where a voice begins or ends, a part of the line does. */
static bool add_line(struct cues *c, struct str line, struct str *voice)
{
	struct scope sc = { 0 };
	struct buf *part = buf_new(&sc, READER_RECORD);
	const char *last = line.n ? memrchr(line.p, '>', line.n) : NULL;
	bool ok = true;

	for (size_t i = 0; ok && i < line.n; i++) {
		bool tagged = line.p[i] == '<' && line.p + i < last;
		const char *end = tagged ? memchr(line.p + i, '>', line.n - i) : NULL;
		if (!end) {
			buf_putc(part, line.p[i]);
			continue;
		}
		struct str tag = str_sub(line, i + 1, (size_t)(end - line.p)), name = voice_of(tag);
		i = (size_t)(end - line.p);
		if (!name.p && !str_equal(tag, STR("/v")))
			continue;
		ok = add(c, *voice, buf_str(part));
		buf_cut(part, 0);
		*voice = name;
	}
	ok = ok && add(c, *voice, buf_str(part));
	scope_close(&sc);
	return ok;
}

static bool end_cue(struct cues *c)
{
	struct str rest = buf_str(c->text), voice = { 0 };
	bool ok = true;

	if (c->place == BEHIND_ID)
		ok = facts_broken(c->talk->f, c->id_row, buf_str(c->text),
			"no times (00:00:01.000 --> 00:00:04.000) in a cue");
	else if (c->place == IN_CUE)
		while (ok && rest.p)
			ok = add_line(c, str_cut(&rest, '\n'), &voice);
	c->place = BETWEEN;
	buf_cut(c->text, 0);
	return ok;
}

/* --- lines --------------------------------------------------------------------------------------- */

static bool begins_block(struct str line)
{
	static const char *const words[] = { "NOTE", "STYLE", "REGION" };

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (str_starts(line, str_of(words[i])) &&
			(line.n == strlen(words[i]) || memchr(" \t:", line.p[strlen(words[i])], 3)))
			return true;
	return false;
}

/* false: it is more than a cue may have. */
static bool keep_line(struct cues *c, struct str line)
{
	if (buf_len(c->text) + line.n >= READER_FIELD)
		return false;
	buf_puts(c->text, buf_len(c->text) ? "\n" : "");
	buf_str_add(c->text, line);
	return true;
}

/* Behind an id, or instead of one. */
static void begin_block(struct cues *c, struct str line, uint64_t row)
{
	struct turn cue = { .row = row };

	if (times_of(line, &cue)) {
		c->cue = cue;
		c->any = true;
		c->place = IN_CUE;
		buf_cut(c->text, 0);
	} else if (c->place == BETWEEN && begins_block(line)) {
		c->place = IN_NOTE;
	} else {
		c->id_row = c->place == BETWEEN ? row : c->id_row;
		c->place = BEHIND_ID;
		keep_line(c, line);
	}
}

static bool take_line(struct cues *c, struct str line, uint64_t row)
{
	line = str_trim(line);
	if (!line.n)
		return end_cue(c);
	if (c->place == IN_CUE && memmem(line.p, line.n, "-->", 3) && !end_cue(c))
		return false;
	if (c->place == BETWEEN || c->place == BEHIND_ID)
		begin_block(c, line, row);
	else if (c->place == IN_CUE && !keep_line(c, line))
		return facts_broken(c->talk->f, row, str_sub(line, 0, READER_FIELD),
			"a cue is longer than 1 MiB, the ceiling: the rest of it is left out");
	if ((c->place == IN_HEAD || c->place == IN_NOTE) && !c->any && !c->talk->has_start)
		talk_says_when(c->talk, line);
	return true;
}

static bool read_cues(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes, enum place place)
{
	struct cues c = { .place = place, .text = buf_new(sc, READER_RECORD) };
	struct feed feed;
	struct str line;
	size_t whole;
	bool ok = true;

	c.talk = talk_new(sc, in, columns, options, sink, notes);
	if (!binary_refuse(sc, in) || !feed_open(&feed, sc, in))
		return false;
	while (ok && !facts_full(c.talk->f) && feed_line(&feed, &line, &whole)) {
		ok = take_line(&c, line, feed.line);
		feed_take(&feed, whole, 1);
	}
	notes->encoding = str_of(input_encoding(in));
	if (!ok || sc->fault != FAULT_NONE)
		return false;
	if (facts_full(c.talk->f))
		return true;
	return end_cue(&c) && talk_end(c.talk);
}

static bool read_vtt(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	return read_cues(sc, in, options, columns, sink, notes, IN_HEAD);
}

static bool read_srt(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	return read_cues(sc, in, options, columns, sink, notes, BETWEEN);
}

const struct format format_vtt = {
	.name = "vtt",
	.about = "WebVTT: the transcript of a recording, of Teams, Zoom and others",
	.becomes = "a participant's turn interview_said with its text; the speaker within the recording",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_INTERVIEW,
	.facts = true,
	.claim = claim_vtt,
	.read = read_vtt,
};

const struct format format_srt = {
	.name = "srt",
	.about = "SRT: the subtitles of a recording",
	.becomes = "as vtt; without speakers, a sentence an event of one customer",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_INTERVIEW,
	.facts = true,
	.claim = claim_srt,
	.read = read_srt,
};
