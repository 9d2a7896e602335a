#include "intake/import.h"

#include "answer/study.h"
#include "base/json.h"
#include "cli/rows.h"
#include "cli/say.h"
#include "cli/table.h"
#include "cli/wishes.h"
#include "tell/imported.h"

static const struct option options[] = {
	OPTION_WORKSPACE,
	OPTIONS_WISHES,
	{ "quarantined", 0, OPTION_FLAG, NULL, "read the rows in quarantine again, with these options",
		NULL },
	{ "sheet", 0, OPTION_TEXT, "NAME", "the sheet of a workbook, by name or number (else the first)",
		NULL },
	{ "contacts", 0, OPTION_FLAG, NULL,
		"keep e-mail addresses and phone numbers in clear as well, to write to them", NULL },
	{ "dry-run", 0, OPTION_FLAG, NULL, "say what would happen, keep nothing", NULL },
	OPTION_JSON,
};

/* --- for people ---------------------------------------------------------------------------------- */

static void say_columns(struct scope *sc, const struct import_report *r, struct buf *out)
{
	static const char *const head[] = { "  column", "taken for", "because" };
	struct table *t = table_new(sc, "lll", head, COUNT_OF(head));

	for (size_t i = 0; i < r->n_columns; i++) {
		const struct mapped_column *c = &r->columns[i];
		table_printf(t, "  %.*s", STR_ARG(str_short(sc, c->name, 40)));
		table_printf(t, "%s%s%.*s%s%s", c->role == ROLE_NONE ? "property" : role_name(c->role),
			c->event.p ? " \"" : "", STR_ARG(c->event.p ? c->event : STR("")),
			c->event.p ? "\"" : "",
			c->scale ? scope_printf(sc, " (%s)", scale_name(c->scale)) : "");
		table_printf(t, "%.*s%s%.*s", STR_ARG(c->why.p ? c->why : STR("")), c->shape.p ? "; " : "",
			STR_ARG(c->shape.p ? c->shape : STR("")));
	}
	table_write(t, out);
}

/* Of a known format there is nothing to check column by column: only what is kept beside the events. */
static void say_kept(struct scope *sc, const struct import_report *r, struct buf *out)
{
	enum { NAMED = 8 };
	size_t n = 0;

	for (size_t i = 0; i < r->n_columns; i++) {
		const struct mapped_column *c = &r->columns[i];
		if (c->role != ROLE_NONE)
			continue;
		if (n < NAMED)
			buf_printf(out, "%s%.*s", n ? ", " : "  kept beside it: ",
				STR_ARG(terminal_text(sc, str_short(sc, c->name, 40))));
		n++;
	}
	if (n > NAMED)
		buf_printf(out, " and %zu more", n - NAMED);
	buf_puts(out, n ? "\n" : "");
}

static void say_known(struct scope *sc, const struct import_report *r, struct buf *out)
{
	const struct format *format = format_find(r->format);

	if (!format || !format->facts) {
		say_columns(sc, r, out);
		return;
	}
	buf_printf(out, "  %s\n", format->becomes);
	say_kept(sc, r, out);
}

static void say_counts(struct scope *sc, const struct import_report *r, struct buf *out)
{
	const struct {
		uint64_t n;
		const char *words;
	} counts[] = {
		{ r->duplicates, "were there already" },
		{ r->superseded, "earlier versions no longer count" },
		{ r->metrics, "sums kept as metrics" },
		{ r->links, "links between identifiers" },
		{ r->without_event > r->metrics ? r->without_event - r->metrics : 0, "rows say of no event" },
	};

	buf_printf(out, "  %s: %.*s events", r->kept ? "taken" : "would be taken",
		STR_ARG(count_words(sc, r->events)));
	for (size_t i = 0; i < COUNT_OF(counts); i++) {
		if (!counts[i].n)
			continue;
		buf_printf(out, "; %.*s %s", STR_ARG(count_words(sc, counts[i].n)), counts[i].words);
	}
	buf_puts(out, "\n");
}

static void say_report(struct scope *sc, const struct import_report *r, struct buf *out)
{
	buf_printf(out, "%.*s: %.*s%s%.*s, %.*s rows, source %s\n", STR_ARG(terminal_text(sc, r->file)),
		STR_ARG(r->format), r->encoding.n ? ", " : "", STR_ARG(r->encoding),
		STR_ARG(count_words(sc, r->rows)), source_name(r->source));
	say_known(sc, r, out);
	say_counts(sc, r, out);
	if (r->quarantined)
		buf_printf(out, "  in quarantine: %.*s rows that could not be read, as\n",
			STR_ARG(count_words(sc, r->quarantined)));
	for (size_t i = 0; i < r->n_shown; i++)
		buf_printf(out, "    line %llu: %.*s\n", (unsigned long long)r->shown[i].row,
			STR_ARG(terminal_text(sc, r->shown[i].reason)));
	for (size_t i = 0; i < r->remarks.n; i++)
		buf_printf(out, "  note: %.*s\n", STR_ARG(terminal_text(sc, r->remarks.at[i])));
}

/* --- the command --------------------------------------------------------------------------------- */

struct importing {
	struct scope *sc;
	const struct arguments *args;
	struct workspace *ws;
	struct import_wish wish;
	struct buf *out;
	size_t taken, failed;
	enum fault fault;
	char why[600]; /* of the last file that could not be imported */
};

static void add_report(struct importing *im, const struct import_report *r, const char *file)
{
	struct scope *sc = im->sc;
	bool json = arg_flag(im->args, "json");

	if (json && im->taken + im->failed)
		buf_puts(im->out, ",");
	if (r) {
		im->taken++;
		json ? tell_imported(r, im->out) : say_report(sc, r, im->out);
		return;
	}
	im->failed++;
	im->fault = sc->fault;
	memcpy(im->why, sc->why, sizeof im->why);
	scope_forgive(sc);
	if (!json) {
		/* One file's failure is the command's; one of several, also within an archive, is said here. */
		size_t n = im->args->plain.n;
		bool alone = n == 0 || (n == 1 && str_equal(str_of(file), im->args->plain.at[0]));
		if (!alone)
			fprintf(stderr, "wend: %s\n", terminal_text(sc, str_of(im->why)).p);
		return;
	}
	buf_puts(im->out, "{\"file\":");
	json_quote(im->out, str_of(file));
	buf_puts(im->out, ",\"error\":");
	json_quote(im->out, str_of(im->why));
	buf_puts(im->out, "}");
}

static void each_report(void *to, struct import_report *r, const char *name)
{
	add_report(to, r, name);
}

static void import_one(struct importing *im, struct str path)
{
	char *file = str_c(im->sc, path);
	struct progress *p = progress_new(im->sc, file);
	size_t before = im->taken + im->failed;

	im->wish.progress = progress_step;
	im->wish.progress_to = p;
	bool ok = import_path(im->sc, im->ws, file, &im->wish, each_report, im);
	progress_end(p);
	/* An archive that cannot be opened, or has nothing in it, has no report of its own. */
	if (!ok && im->taken + im->failed == before)
		add_report(im, NULL, file);
}

/* What was taken is laid out at once, so that the first question finds it ready.  Nothing of the import fails with
 * it: whoever asks lays it out then. */
static void lay_out(const struct importing *im)
{
	struct scope mine = { 0 };
	struct progress *p = progress_new(&mine, "laying out");
	struct study *study = study_open(&mine, im->ws, progress_step, p);

	progress_end(p);
	study_close(study);
	scope_close(&mine);
}

static bool run(struct scope *sc, const struct arguments *args)
{
	struct importing im = { .sc = sc, .args = args, .out = buf_new(sc, 64 << 20) };
	bool json = arg_flag(args, "json"), again = arg_flag(args, "quarantined");

	im.wish.dry_run = arg_flag(args, "dry-run");
	im.wish.sheet = arg_text(args, "sheet");
	im.wish.contacts = arg_flag(args, "contacts");
	if (!again && !args->plain.n)
		return scope_fail(
			sc, FAULT_INVALID, "wend import needs a file: wend import FILE... [-w DIR]");
	if (!wishes_read(sc, args, &im.wish))
		return false;
	im.ws = workspace_open(sc, arg_workspace(args), WORKSPACE_WRITE);
	if (!im.ws)
		return false;
	buf_puts(im.out, json ? "{\"files\":[" : "");
	if (again)
		add_report(&im, import_quarantined(sc, im.ws, &im.wish), "quarantine");
	for (size_t i = 0; i < args->plain.n; i++)
		import_one(&im, args->plain.at[i]);
	buf_puts(im.out, json ? "]}\n" : "");
	if (im.taken && !im.wish.dry_run)
		lay_out(&im);
	workspace_close(im.ws);
	bool said = say_out(sc, im.out);
	/* Each failure was said where it happened; the exit code tells only where nothing was taken at all. */
	if (said && !im.taken)
		return scope_fail(
			sc, im.fault, "%s%.550s", im.failed > 1 ? "nothing was imported: " : "", im.why);
	return said;
}

const struct command command_import = {
	.name = "import",
	.use = "FILE... [-w DIR] [--source KIND] [--format NAME] [--column ROLE=NAME] [--tz ZONE] [--dry-run]"
	       " [--json]",
	.help = "take evidence in",
	.more = "Exports of web analytics, newsletters, reviews, surveys, interviews, support, CRM and shops (wend formats lists"
		" them), delimited text, Excel workbooks, JSON, NDJSON, XES, OCEL and Parquet, packed with gzip or in a zip"
		" archive, in any usual character set; found by what is in them.  Of a table it shows what each column was taken"
		" for; --column says it better, with the roles customer, email, phone, order, cookie, device, external, handle,"
		" alias, case, session, time, end, event, page, channel, campaign, value, currency, rating, expected, text, flag"
		" (each yes is an event), each (kept with all events of the row), key, ignore; for many columns or files --recipe"
		" FILE does.  Rows that cannot be read wait in quarantine.  Importing a file again adds nothing.",
	.options = options,
	.n_options = COUNT_OF(options),
	.min_plain = 0,
	.max_plain = 10000,
	.run = run,
};
