#include "formats/talk.h"

#include <stdio.h>

#include "base/buf.h"

enum { TURN_MOST = READER_FIELD / 4 /* bytes: a longer turn becomes several */ };

/* The turn that may go on. */
struct talk_open {
	const struct reader_options *options;
	struct reader_notes *notes;
	struct turn turn;
	struct buf *speaker, *text;
	bool any;
};

struct talk *talk_new(struct scope *sc, struct input *in, struct names *columns,
	const struct reader_options *options, const struct sink *sink, struct reader_notes *notes)
{
	struct talk *t = NEW(sc, struct talk);
	struct str name = str_of(input_name(in));
	const char *slash = name.n ? memrchr(name.p, '/', name.n) : NULL;
	name = slash ? str_sub(name, (size_t)(slash - name.p) + 1, name.n) : name;
	const char *dot = name.n ? memrchr(name.p, '.', name.n) : NULL;

	t->f = facts_new(sc, columns, options, sink, notes, "interview");
	t->recording = dot && dot > name.p ? str_sub(name, 0, (size_t)(dot - name.p)) : name;
	t->open = NEW(sc, struct talk_open);
	t->open->options = options;
	t->open->notes = notes;
	t->open->speaker = buf_new(sc, READER_FIELD);
	t->open->text = buf_new(sc, READER_RECORD);
	return t;
}

/* --- when it began ------------------------------------------------------------------------------- */

static bool take_start(struct talk *t, struct str text)
{
	struct when_shape shape = { 0 };

	while (text.n && memchr(" .,;)]", text.p[text.n - 1], 6))
		text.n--;
	text = str_trim(text);
	if (text.n < 8 || text.n > 60 || !when_guess(&text, 1, &shape) ||
		(shape.family >= WHEN_EPOCH_S && shape.family <= WHEN_EPOCH_US))
		return false;
	if (shape.family == WHEN_DMY_MDY && !shape.order)
		shape.order = WHEN_DAY_FIRST;
	if (!when_read(&shape, t->open->options->zone, text, &t->start_us, NULL))
		return false;
	t->open->notes->zone_assumed |= !shape.has_zone && !t->open->options->zone;
	t->has_start = true;
	return true;
}

/* "2026-03-04" anywhere, with what may stand behind it as its time. */
static bool take_iso(struct talk *t, struct str line)
{
	static const char form[] = "0000-00-00";

	for (size_t i = 0; i + 10 <= line.n; i++) {
		size_t k = 0;
		while (k < 10 && (form[k] == '-' ? line.p[i + k] == '-'
						 : line.p[i + k] >= '0' && line.p[i + k] <= '9'))
			k++;
		if (k < 10)
			continue;
		struct str rest = str_sub(line, i, line.n), date = str_cut(&rest, ' '),
			   time = str_cut(&rest, ' ');
		struct str both = time.n ? str_sub(line, i, (size_t)(time.p - line.p) + time.n) : date;
		return take_start(t, both) || take_start(t, date) || take_start(t, str_sub(date, 0, 10));
	}
	return false;
}

bool talk_says_when(struct talk *t, struct str line)
{
	static const char dot[] = "•"; /* Otter: "Wed, Mar 4, 2026 9:00AM • 32:10" */
	const char *at = line.n ? memmem(line.p, line.n, dot, sizeof dot - 1) : NULL;
	const char *colon;

	if (take_iso(t, line))
		return true;
	if (at)
		line.n = (size_t)(at - line.p);
	if (take_start(t, line))
		return true;
	colon = line.n ? memmem(line.p, line.n, ": ", 2) : NULL;
	return colon && take_start(t, str_sub(line, (size_t)(colon - line.p) + 2, line.n));
}

/* --- turns --------------------------------------------------------------------------------------- */

static void say_times(struct talk *t, const struct turn *turn)
{
	char text[40];
	int n;

	if (t->has_start)
		facts_time(t->f, FACT_TIME, t->start_us + (turn->has_start ? turn->start_us : 0));
	if (t->has_start && turn->has_end)
		facts_time(t->f, FACT_END, t->start_us + turn->end_us);
	t->untimed |= !t->has_start;
	if (!turn->has_start)
		return;
	n = snprintf(text, sizeof text, "%.3f", (double)turn->start_us / 1e6);
	while (text[n - 1] == '0')
		n--;
	n -= text[n - 1] == '.';
	facts_say(t->f, STR("offset_s"), facts_keep(t->f, (struct str){ text, (size_t)n }));
}

bool talk_begin(struct talk *t, const struct turn *turn, bool interviewer)
{
	struct str speaker = turn->speaker.n ? turn->speaker : STR("unknown");

	t->named |= turn->speaker.n > 0;
	t->asked += interviewer;
	if (interviewer)
		return false;
	facts_begin(t->f, turn->row, turn->raw);
	facts_put(t->f, FACT_EVENT, STR("interview_said"));
	facts_put(t->f, FACT_CHANNEL, STR("survey"));
	facts_put(t->f, FACT_TEXT, turn->text);
	facts_put(t->f, FACT_SESSION, t->recording);
	facts_printf(t->f, FACT_HANDLE, "%.*s/%.*s", STR_ARG(t->recording), STR_ARG(speaker));
	say_times(t, turn);
	return true;
}

static bool send(struct talk *t)
{
	struct talk_open *open = t->open;

	if (!open->any)
		return true;
	open->any = false;
	open->turn.speaker = buf_str(open->speaker);
	open->turn.text = buf_str(open->text);
	return !talk_begin(t, &open->turn, talk_is_interviewer(open->turn.speaker)) || facts_send(t->f);
}

static bool ends_sentence(struct str text)
{
	return str_ends(text, STR(".")) || str_ends(text, STR("?")) || str_ends(text, STR("!")) ||
	       str_ends(text, STR("…"));
}

static bool goes_on(const struct talk *t, const struct turn *turn)
{
	struct str speaker = buf_str(t->open->speaker), text = buf_str(t->open->text);

	if (!t->open->any || turn->alone || text.n + turn->text.n > TURN_MOST)
		return false;
	if (turn->speaker.p && !str_equal(str_trim(turn->speaker), speaker))
		return false;
	return speaker.n > 0 || !ends_sentence(text);
}

static void keep_speaker(struct talk *t, struct str speaker)
{
	if (!speaker.p)
		return;
	buf_cut(t->open->speaker, 0);
	buf_str_add(t->open->speaker, str_trim(speaker));
}

bool talk_add(struct talk *t, const struct turn *turn)
{
	struct str text = str_trim(turn->text);
	struct talk_open *open = t->open;

	if (text.n > READER_FIELD || turn->speaker.n > READER_FIELD)
		return facts_broken(
			t->f, turn->row, (struct str){ 0 }, "a turn is longer than 1 MiB, the ceiling");
	if (!text.n && !turn->speaker.n)
		return true;
	if (goes_on(t, turn)) {
		if (buf_len(open->text) && text.n)
			buf_putc(open->text, ' ');
		buf_str_add(open->text, text);
		open->turn.has_end = turn->has_end;
		open->turn.end_us = turn->end_us;
		return true;
	}
	if (!send(t))
		return false;
	keep_speaker(t, turn->speaker);
	buf_cut(open->text, 0);
	buf_str_add(open->text, text);
	open->turn = *turn;
	open->turn.raw = (struct str){ 0 };
	open->any = true;
	return true;
}

void talk_remarks(struct talk *t)
{
	struct scope sc = { 0 };

	if (t->asked)
		facts_remark(t->f, scope_printf(&sc, "%llu turn%s of the interviewer %s left out",
					   (unsigned long long)t->asked, t->asked == 1 ? "" : "s",
					   t->asked == 1 ? "was" : "were"));
	else if (t->named)
		facts_remark(t->f,
			"nobody is called Moderator, Interviewer, Host or the like: all who speak count as customers");
	else
		facts_remark(t->f, "no speakers are named: all that is said counts as one customer's");
	if (t->untimed)
		facts_remark(t->f,
			"it is not said when the recording began: --at says it; the seconds from there are in "
			"offset_s");
	scope_close(&sc);
}

bool talk_end(struct talk *t)
{
	if (!send(t))
		return false;
	talk_remarks(t);
	return true;
}
