#include <math.h>

#include "base/when.h"
#include "cli/pick.h"
#include "cli/say.h"
#include "cli/table.h"
#include "cli/voice.h"
#include "tell/search.h"
#include "voice/mask.h"

enum { SHOWN = 20, LETTERS = 300 };

static struct str joined(struct scope *sc, const struct arguments *args)
{
	struct buf *b = buf_new(sc, 1 << 16);

	for (size_t i = 1; i < args->plain.n; i++)
		buf_printf(b, "%s%.*s", i > 1 ? " " : "", STR_ARG(args->plain.at[i]));
	return buf_str(b);
}

static struct str place_name(const struct voice_desk *v, const struct said *s)
{
	return s->touchpoint < 0 ? STR("off the map")
				 : definition_touchpoint(v->desk.definition, (size_t)s->touchpoint)->name;
}

static void say_one(struct scope *sc, const struct voice_desk *v, const struct said *s, struct buf *out)
{
	const struct kind *kind = &v->desk.study->dictionary->kinds[s->kind];
	struct str text = str_short(sc, mask_text(sc, s->text), LETTERS);

	buf_printf(out, "[%.*s]  %.*s, %s, %.*s", STR_ARG(voice_text_id(sc, s->id)),
		STR_ARG(when_date(sc, s->time_us)), source_name(kind->source),
		STR_ARG(terminal_text(sc, place_name(v, s))));
	if (!isnan(s->feeling))
		buf_printf(out, ", rated %+.1f", (double)s->feeling);
	buf_printf(out, "\n  %.*s\n", STR_ARG(terminal_text(sc, text)));
}

static void as_text(struct scope *sc, const struct voice_desk *v, const struct voice_found *f,
	struct str words, struct buf *out)
{
	if (!f->all) {
		buf_printf(out, "Nobody said anything with \"%.*s\" in it.\n",
			STR_ARG(terminal_text(sc, words)));
		return;
	}
	buf_printf(out, "%.*s texts of %.*s customers%s", STR_ARG(count_words(sc, f->all)),
		STR_ARG(count_words(sc, f->customers)), f->cut ? ", at least" : "");
	if (f->n < f->all)
		buf_printf(out, "; the newest %zu", f->n);
	buf_puts(out, ":\n\n");
	for (size_t i = 0; i < f->n; i++)
		say_one(sc, v, f->at[i], out);
}

bool voice_look(struct scope *sc, const struct arguments *args)
{
	struct voice_desk v = { 0 };
	struct buf *out = buf_new(sc, 64 << 20);
	struct str words = joined(sc, args);
	int64_t top = SHOWN;

	if (args->plain.n < 2)
		return scope_fail(sc, FAULT_INVALID, "wend voice search needs words to look for");
	bool ok = pick_number(sc, args, "top", 100000, &top) && voice_desk_open(sc, args, true, &v);
	struct voice_found *f =
		ok ? voice_search(sc, v.desk.study, v.desk.definition, words, (size_t)top) : NULL;
	if (f)
		arg_flag(args, "json")
			? tell_search(sc,
				  &(struct search_told){ v.desk.study, v.desk.definition, f, .to = f->n },
				  out)
			: as_text(sc, &v, f, words, out);
	voice_desk_close(&v);
	return f && say_out(sc, out);
}
