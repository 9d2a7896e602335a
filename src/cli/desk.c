#include "cli/desk.h"

#include <unistd.h>

#include "answer/kept.h"
#include "cli/say.h"
#include "cli/wishes.h"

static bool is_path(struct scope *sc, struct str text)
{
	return access(str_c(sc, text), F_OK) == 0;
}

/* What looks like a file and is not there is not the name of a map. */
static bool looks_like_path(struct str text)
{
	return str_has(text, STR("/")) || str_has(text, STR("."));
}

struct remembering {
	struct desk *desk;
	struct str file; /* the only one so far */
	bool several;
};

static void note_file(struct scope *sc, void *to, struct str file, struct str remark)
{
	struct remembering *m = to;

	(void)sc, (void)remark;
	m->several |= m->file.p && !str_equal(m->file, file);
	m->file = file;
}

/* Which file it was is said only where there are several; the same remark once. */
static void note_remark(struct scope *sc, void *to, struct str file, struct str remark)
{
	struct remembering *m = to;
	struct str said = remark;

	if (m->several)
		said = str_of(scope_printf(sc, "%.*s: %.*s", STR_ARG(file), STR_ARG(remark)));
	for (size_t i = 0; i < m->desk->remarks.n; i++)
		if (str_equal(m->desk->remarks.at[i], said))
			return;
	*LIST_ADD(sc, &m->desk->remarks) = said;
}

static bool collect_remarks(struct scope *sc, struct desk *desk)
{
	struct remembering m = { .desk = desk };

	return evidence_remarks(sc, desk->ws->evidence, note_file, &m) &&
	       evidence_remarks(sc, desk->ws->evidence, note_remark, &m);
}

struct opening {
	struct scope *sc;
	const struct arguments *args;
	struct desk *desk;
	LIST(struct str) files;
	struct str map; /* p NULL: not named */
};

static bool sort_arguments(struct opening *o)
{
	for (size_t i = 0; i < o->args->plain.n; i++) {
		struct str word = o->args->plain.at[i];
		if (is_path(o->sc, word))
			*LIST_ADD(o->sc, &o->files) = word;
		else if (looks_like_path(word))
			return scope_fail(o->sc, FAULT_NOT_FOUND, "there is no file \"%.*s\"", STR_ARG(word));
		else if (o->map.p)
			return scope_fail(o->sc, FAULT_INVALID, "one map at a time: \"%.*s\" or \"%.*s\"",
				STR_ARG(o->map), STR_ARG(word));
		else
			o->map = word;
	}
	return true;
}

/* "orders.csv: user_id is the customer, ...": what a file's columns were taken for. */
static void note_reading(struct scope *sc, struct desk *desk, const struct import_report *r)
{
	struct buf *b = buf_new(sc, 4000);
	const struct format *format = format_find(r->format);

	if (format && format->facts)
		buf_puts(b, format->about);
	for (size_t i = 0; (!format || !format->facts) && i < r->n_columns; i++) {
		const struct mapped_column *c = &r->columns[i];
		if (c->role != ROLE_NONE && c->role != ROLE_IGNORE)
			buf_printf(b, "%s%s = %.*s", buf_len(b) ? ", " : "", role_name(c->role),
				STR_ARG(c->name));
	}
	*LIST_ADD(sc, &desk->readings) =
		str_of(scope_printf(sc, "Read %.*s: %.*s", STR_ARG(r->file), STR_ARG(buf_str(b))));
}

/* Of an archive some may fail: what stands in the others is asked about. */
static void each_report(void *to, struct import_report *r, const char *name)
{
	struct opening *o = to;

	(void)name;
	if (r)
		note_reading(o->sc, o->desk, r);
}

static bool import_files(struct opening *o)
{
	struct import_wish wish = { 0 };

	if (!wishes_read(o->sc, o->args, &wish))
		return false;
	for (size_t i = 0; i < o->files.n; i++) {
		char *path = str_c(o->sc, o->files.at[i]);
		struct progress *p = progress_new(o->sc, path);
		wish.progress = progress_step;
		wish.progress_to = p;
		bool ok = import_path(o->sc, o->desk->ws, path, &wish, each_report, o);
		progress_end(p);
		if (!ok)
			return false;
	}
	return true;
}

static bool open_workspace(struct opening *o)
{
	o->desk->temporary = o->files.n && !arg_text(o->args, "workspace").p;
	o->desk->ws = o->desk->temporary ? workspace_temporary(o->sc)
					 : workspace_open(o->sc, arg_workspace(o->args), WORKSPACE_WRITE);
	return o->desk->ws && import_files(o);
}

/* "simple-onlineshop.csv" makes a map called "simple-onlineshop"; p NULL: as any first map. */
static struct str title_of(struct opening *o)
{
	if (!o->desk->temporary || o->files.n != 1)
		return (struct str){ 0 };
	struct str path = o->files.at[0], rest = path, name = path;
	while (rest.p)
		name = str_cut(&rest, '/');
	struct str stem = name;
	return str_copy(o->sc, str_cut(&stem, '.'));
}

static bool choose(struct opening *o)
{
	struct kept_wish wish = { .id = o->map,
		.title = title_of(o),
		.speech = o->desk->speech,
		.goal = arg_text(o->args, "goal"),
		.author = STR("you"),
		.now_us = clock_us(),
		.never = o->desk->temporary };
	struct kept kept;

	o->desk->definition = kept_definition(o->sc, o->desk->study, &wish, &kept);
	if (o->desk->definition && kept.changed)
		o->desk->kept_as = o->desk->definition->id;
	return o->desk->definition != NULL;
}

bool desk_open(struct scope *sc, const struct arguments *args, struct desk *desk)
{
	struct opening o = { .sc = sc, .args = args, .desk = desk };

	if (!sort_arguments(&o) || !open_workspace(&o))
		return false;
	struct progress *p = progress_new(sc, "counting");
	desk->study = study_open(sc, desk->ws, progress_step, p);
	progress_end(p);
	return desk->study && collect_remarks(sc, desk) && choose(&o);
}

void desk_close(struct desk *desk)
{
	study_close(desk->study);
	workspace_close(desk->ws);
}
