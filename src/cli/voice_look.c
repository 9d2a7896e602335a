#include <math.h>

#include "answer/voice_search.h"
#include "base/json.h"
#include "base/when.h"
#include "cli/pick.h"
#include "cli/say.h"
#include "cli/table.h"
#include "cli/voice.h"
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

static void as_json(
	struct scope *sc, const struct voice_desk *v, const struct voice_found *f, struct buf *out)
{
	struct json j = { .out = out };

	json_open(&j, NULL, '{');
	json_count(&j, "texts", f->all);
	json_count(&j, "customers", f->customers);
	json_bool(&j, "complete", !f->cut);
	json_open(&j, "found", '[');
	for (size_t i = 0; i < f->n; i++) {
		const struct said *s = f->at[i];
		json_open(&j, NULL, '{');
		json_text(&j, "id", voice_text_id(sc, s->id));
		json_text(&j, "text", mask_text(sc, s->text));
		json_text(&j, "time", when_iso(sc, s->time_us));
		json_text(
			&j, "source", str_of(source_name(v->desk.study->dictionary->kinds[s->kind].source)));
		json_text(&j, "touchpoint",
			s->touchpoint >= 0
				? definition_touchpoint(v->desk.definition, (size_t)s->touchpoint)->id
				: (struct str){ 0 });
		json_number(&j, "rating", !isnan(s->feeling), (double)s->feeling);
		json_close(&j, '}');
	}
	json_close(&j, ']');
	json_close(&j, '}');
	buf_putc(out, '\n');
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
		arg_flag(args, "json") ? as_json(sc, &v, f, out) : as_text(sc, &v, f, words, out);
	voice_desk_close(&v);
	return f && say_out(sc, out);
}
