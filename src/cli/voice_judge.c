#include "cli/pick.h"
#include "cli/say.h"
#include "cli/table.h"
#include "cli/voice.h"
#include "tell/findings.h"

/* --- findings --------------------------------------------------------------------------------------------- */

struct judging_desk {
	struct scope *sc;
	struct voice_desk v;
	struct judging g;
};

static bool desk_to_judge(struct scope *sc, const struct arguments *args, bool words, struct judging_desk *d)
{
	*d = (struct judging_desk){ .sc = sc };
	return voice_desk_open(sc, args, words, &d->v) &&
	       judging_open(sc, d->v.desk.study, d->v.desk.definition, d->v.kit, &d->g);
}

struct finding_rows {
	const struct judging_desk *d;
	struct table *t;
};

static void finding_row(void *to, size_t place, const struct voice_finding *f, const char *state)
{
	struct finding_rows *rows = to;
	struct scope *sc = rows->d->sc;
	struct table *t = rows->t;

	table_cell(t, f->id);
	table_cell(t, str_short(sc, terminal_text(sc, judging_place(&rows->d->g, place)), 22));
	table_cell(t, str_of(voice_kind_name(f->kind)));
	table_cell(t, f->theme.p ? str_short(sc, terminal_text(sc, f->theme), 22) : STR("·"));
	table_cell(t, count_words(sc, f->customers));
	table_cell(t, str_of(state));
	table_cell(t, f->n_quotes ? str_short(sc, terminal_text(sc, f->quotes[0].text), 44) : STR("·"));
}

static void as_table(const struct judging_desk *d, struct str touchpoint, struct buf *out)
{
	static const char *const head[] = { "finding", "touchpoint", "kind", "theme", "by", "state",
		"as in" };
	struct table *t = table_new(d->sc, "llllrll", head, COUNT_OF(head));

	if (!judging_each(&d->g, touchpoint, finding_row, &(struct finding_rows){ d, t })) {
		buf_puts(out, "Nothing was found by patterns here.\n");
		return;
	}
	table_write(t, out);
	buf_puts(out,
		"wend voice confirm FINDING or wend voice reject FINDING says whether it is so; both teach.\n");
}

bool voice_findings(struct scope *sc, const struct arguments *args)
{
	struct judging_desk d;
	struct buf *out = buf_new(sc, 16 << 20);
	bool ok = desk_to_judge(sc, args, false, &d);
	struct str touchpoint = ok ? arg_text(&d.v.args, "touchpoint") : (struct str){ 0 };

	ok = ok && judging_knows(sc, &d.g, touchpoint);
	if (ok)
		arg_flag(args, "json") ? tell_findings(&d.g, touchpoint, out) : as_table(&d, touchpoint, out);
	voice_desk_close(&d.v);
	return ok && say_out(sc, out);
}

/* --- confirming and rejecting ------------------------------------------------------------------------------ */

static struct str author_of(const struct arguments *args)
{
	struct str author = arg_text(args, "author");

	return author.p ? author : login_name();
}

static bool judge(struct scope *sc, const struct arguments *args, bool confirmed)
{
	struct judging_desk d;
	const struct voice_finding *f = NULL;

	if (args->plain.n != 2)
		return scope_fail(sc, FAULT_INVALID, "which finding: wend voice findings lists them");
	bool ok = desk_to_judge(sc, args, true, &d) && (f = judging_find(sc, &d.g, args->plain.at[1])) &&
		  judged_put_verdict(sc, d.v.desk.ws->documents,
			  &(struct judged_verdict){ .map = d.v.desk.definition->id,
				  .finding = f->key,
				  .confirmed = confirmed,
				  .author = author_of(args),
				  .written_us = clock_us(),
				  .entries = f->entries,
				  .n_entries = f->n_entries });
	if (ok)
		fprintf(stderr, "%s: %.*s.\n", confirmed ? "Confirmed" : "Rejected",
			STR_ARG(terminal_text(sc, f->key)));
	voice_desk_close(&d.v);
	return ok;
}

bool voice_confirm(struct scope *sc, const struct arguments *args)
{
	return judge(sc, args, true);
}

bool voice_reject(struct scope *sc, const struct arguments *args)
{
	return judge(sc, args, false);
}

/* --- correcting a text ------------------------------------------------------------------------------------- */

static bool correct(struct scope *sc, const struct arguments *args, struct voice_desk *v)
{
	struct correction c = { .text = args->plain.at[1],
		.feeling = arg_text(args, "feeling"),
		.touchpoint = arg_text(args, "touchpoint"),
		.author = author_of(args),
		.now_us = clock_us() };
	struct judged_label labels[2];
	size_t n;

	if (!judging_correct(sc, v->desk.study, v->desk.definition, &c, labels, &n))
		return false;
	for (size_t i = 0; i < n; i++) {
		if (!judged_put_label(sc, v->desk.ws->documents, &labels[i]))
			return false;
		fprintf(stderr, "Corrected: %.*s %.*s.\n", STR_ARG(labels[i].task),
			STR_ARG(terminal_text(sc, labels[i].label)));
	}
	return true;
}

bool voice_correct(struct scope *sc, const struct arguments *args)
{
	struct voice_desk v = { 0 };

	if (args->plain.n != 2 || (!arg_text(args, "feeling").p && !arg_text(args, "touchpoint").p))
		return scope_fail(sc, FAULT_INVALID,
			"wend voice correct TEXT --feeling negative|neutral|positive or --touchpoint T");
	bool ok = voice_desk_open(sc, args, true, &v) && correct(sc, args, &v);
	voice_desk_close(&v);
	return ok;
}

/* --- taking it back ---------------------------------------------------------------------------------------- */

/* The one task that is named, or both; only what somebody had corrected is there to take back. */
static bool take_back(struct scope *sc, const struct arguments *args, struct voice_desk *v)
{
	static const char *const tasks[] = { "feeling", "touchpoint" };
	struct documents *docs = v->desk.ws->documents;
	struct str only = arg_text(args, "task");
	struct judged_label *labels;
	uint64_t text;
	size_t n, taken = 0;

	if (!judging_text(sc, v->desk.study, v->desk.definition, args->plain.at[1], &text) ||
		!judged_labels(sc, docs, &labels, &n))
		return false;
	for (size_t i = 0; i < COUNT_OF(tasks); i++) {
		struct str task = str_of(tasks[i]);
		const struct judged_label *label = judged_find(labels, n, text, task);
		if (!label || (only.p && !str_equal(only, task)))
			continue;
		if (!judged_drop_label(sc, docs, text, task))
			return false;
		fprintf(stderr, "Taken back: %s %.*s.\n", tasks[i], STR_ARG(terminal_text(sc, label->label)));
		taken++;
	}
	return taken || scope_fail(sc, FAULT_NOT_FOUND, "nobody has corrected%s of the text \"%.*s\"",
				only.p ? scope_printf(sc, " the %.*s", STR_ARG(only)) : " anything",
				STR_ARG(args->plain.at[1]));
}

bool voice_uncorrect(struct scope *sc, const struct arguments *args)
{
	struct voice_desk v = { 0 };

	if (args->plain.n != 2)
		return scope_fail(
			sc, FAULT_INVALID, "wend voice uncorrect TEXT, by the id that search shows");
	bool ok = voice_desk_open(sc, args, true, &v) && take_back(sc, args, &v);
	voice_desk_close(&v);
	return ok;
}
