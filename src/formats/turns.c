/* The turns of interviews as a table: recording, speaker, text, a mark of time, and who asks and who answers. */
#include "formats/known.h"
#include "formats/table.h"
#include "formats/talk.h"

/* clang-format off */
static const char of_recording[] = "interview|interview_id|interview id|recording|recording_id|transcript_id|conversation|"
	"conversation_id|session|session_id|group|wywiad|nagranie|rozmowa|интервью|запись|беседа";
static const char of_speaker[] = "speaker|speaker_name|speaker name|mówca|rozmówca|osoba mówiąca|спикер|говорящий";
static const char of_text[] = "text|utterance|transcript|content|speech|wypowiedź|tekst|текст|реплика";
static const char of_start[] = "time_mark|time mark|timestamp|start|start_time|start time|time|offset|begin|czas|początek|"
	"время|начало";
static const char of_end[] = "end|end_time|end time|stop|koniec|конец";
static const char of_role[] = "speaker_type|speaker type|speaker_role|speaker role|role|rola|роль";
static const char of_day[] = "recorded_at|recorded|recording_date|interview_date|interview date|date|data|дата";
/* clang-format on */

struct turns {
	struct talk *talk;
	struct str file;
	int set, recording, speaker, text, start, end, role, day;
	struct when_shape day_clock;
	const struct reader_options *options;
};

static int claim(const struct sniff *s)
{
	if (!sniff_has_columns(s, of_speaker, of_text, NULL))
		return 0;
	return sniff_has_columns(s, of_role, NULL) || sniff_has_columns(s, of_recording, NULL) ||
			       sniff_has_columns(s, of_start, NULL)
		       ? 92
		       : 0;
}

static bool begin(void *to, struct table *t)
{
	struct turns *d = to;

	d->set = table_find(t, "set");
	d->recording = table_find(t, of_recording);
	d->speaker = table_find(t, of_speaker);
	d->text = table_find(t, of_text);
	d->start = table_find(t, of_start);
	d->end = table_find(t, of_end);
	d->role = table_find(t, of_role);
	d->day = table_find(t, of_day);
	d->day_clock = table_clock(t, d->day, WHEN_DAY_FIRST);
	return true;
}

/* The file, and what the row says of the recording: "interviews/21-22 Combined/INTERVIEW 1". */
static struct str recording_of(struct turns *d, const struct table *t, struct scope *sc)
{
	struct str set = table_at(t, d->set), name = table_at(t, d->recording);

	return str_of(scope_printf(sc, "%.*s%s%.*s%s%.*s", STR_ARG(d->file), set.n ? "/" : "", (int)set.n,
		set.n ? set.p : "", name.n ? "/" : "", (int)name.n, name.n ? name.p : ""));
}

/* "1:05" is a time from the recording's start; a number alone is the turn's. */
static bool offset(struct str text, int64_t *us)
{
	return text.n && talk_clock(&text, us) && !str_trim(text).n;
}

static void find_day(struct turns *d, const struct table *t)
{
	struct str day = table_at(t, d->day);

	d->talk->has_start = day.n && d->day_clock.family != WHEN_NOT_A_TIME &&
			     when_read(&d->day_clock, d->options->zone, day, &d->talk->start_us, NULL);
}

static bool is_asking(const struct turns *d, const struct table *t)
{
	struct str role = table_at(t, d->role);

	return talk_is_interviewer(role.n ? role : table_at(t, d->speaker));
}

static bool send(struct turns *d, struct table *t, const struct turn *turn)
{
	struct facts *f = d->talk->f;
	struct str mark = table_at(t, d->start);
	int64_t number;

	if (!talk_begin(d->talk, turn, is_asking(d, t)))
		return true;
	if (mark.n && str_integer(mark, &number))
		facts_say(f, STR("turn"), mark);
	else if (mark.n && !turn->has_start && !facts_iso(f, FACT_TIME, mark))
		return facts_broken(
			f, turn->row, turn->raw, "the mark of time is neither 1:05 nor a date and time");
	table_say_rest(t, f);
	return facts_send(f);
}

static bool row(void *to, struct table *t, uint64_t number)
{
	struct turns *d = to;
	struct scope sc = { 0 };
	struct turn turn = { .row = number, .raw = table_raw(t), .speaker = table_at(t, d->speaker) };

	if (facts_full(d->talk->f))
		return false;
	turn.text = table_at(t, d->text);
	if (!turn.text.n)
		return facts_broken(d->talk->f, number, turn.raw, "the turn has no text");
	turn.has_start = offset(table_at(t, d->start), &turn.start_us);
	turn.has_end = offset(table_at(t, d->end), &turn.end_us);
	find_day(d, t);
	d->talk->recording = recording_of(d, t, &sc);
	bool ok = send(d, t, &turn);
	scope_close(&sc);
	return ok;
}

static bool broken(void *to, uint64_t number, struct str raw, const char *why)
{
	struct turns *d = to;

	return facts_broken(d->talk->f, number, raw, why);
}

static bool read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	struct turns d = { .talk = talk_new(sc, in, columns, options, sink, notes), .options = options };

	d.file = d.talk->recording;
	bool ok = table_each(sc, in, options, notes, &(struct table_fns){ begin, row, broken }, &d);
	if (ok)
		talk_remarks(d.talk);
	return (ok || facts_full(d.talk->f)) && sc->fault == FAULT_NONE;
}

const struct format format_turns = {
	.name = "turns",
	.about = "the turns of interviews as a table: recording, speaker, text, time",
	.becomes = "as vtt, a row a turn; the other columns kept",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_INTERVIEW,
	.facts = true,
	.claim = claim,
	.read = read,
};
