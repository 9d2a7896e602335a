#include <errno.h>
#include <stdio.h>

#include "base/json.h"
#include "base/when.h"
#include "cli/rows.h"
#include "cli/say.h"
#include "cli/table.h"
#include "collect/webhook.h"
#include "store/live.h"
#include "tell/sources.h"

/* clang-format off */
static const struct option options[] = {
	OPTION_WORKSPACE,
	{ "kind", 0, OPTION_TEXT, "KIND", "what kind of source it is (else web; email with --webhook)",
		"web email social survey interview support session crm ads staff log" },
	{ "origin", 0, OPTION_REPEAT, "URL", "from where pages may send: https://shop.example (else from anywhere)", NULL },
	{ "webhook", 0, OPTION_TEXT, "SERVICE", "a service that tells what became of its mails", "sendgrid postmark mailgun" },
	{ "secret-file", 0, OPTION_TEXT, "FILE", "with --webhook: what its messages are checked with", NULL },
	OPTION_JSON,
};
/* clang-format on */

/* --- add ----------------------------------------------------------------------------------------- */

static bool read_secret(struct scope *sc, const char *path, struct str *secret)
{
	char *bytes = scope_alloc(sc, LIVE_SECRET + 1, 1);
	FILE *f = fopen(path, "rb");
	size_t n = f ? fread(bytes, 1, LIVE_SECRET + 1, f) : 0;
	bool ok = f && !ferror(f);

	if (!ok)
		scope_fail(sc, FAULT_NOT_FOUND, "cannot read \"%s\": %s", path, strerror(errno));
	if (f)
		fclose(f);
	*secret = str_trim((struct str){ bytes, n });
	if (!ok)
		return false;
	return n <= LIVE_SECRET ||
	       scope_fail(sc, FAULT_LIMIT, "\"%s\" has more than %d bytes, the ceiling of a secret", path,
		       LIVE_SECRET);
}

static bool take_webhook(struct scope *sc, const struct arguments *args, struct live_source *source)
{
	struct str file = arg_text(args, "secret-file");
	const struct webhook *hook;

	source->webhook = arg_text(args, "webhook");
	if (!source->webhook.p)
		return !file.p || scope_fail(sc, FAULT_INVALID, "--secret-file goes with --webhook SERVICE");
	hook = webhook_find(source->webhook);
	if (!hook)
		return scope_fail(sc, FAULT_NOT_FOUND, "no service \"%.*s\": sendgrid, postmark, mailgun",
			STR_ARG(source->webhook));
	if (!file.p)
		return scope_fail(
			sc, FAULT_INVALID, "%s wants --secret-file FILE: %s", hook->name, hook->about);
	source->kind = SOURCE_EMAIL;
	return read_secret(sc, str_c(sc, file), &source->secret) && hook->secret_ok(sc, source->secret);
}

static bool take_kind(struct scope *sc, const struct arguments *args, struct live_source *source)
{
	struct str kind = arg_text(args, "kind");

	return !kind.p || source_find(kind, &source->kind) ||
	       scope_fail(sc, FAULT_INVALID,
		       "there is no kind of source \"%.*s\" (wend help source lists them)", STR_ARG(kind));
}

/* What goes into the page, or into the service's settings. */
static void say_use(struct scope *sc, const struct live_source *s, struct buf *out)
{
	struct str name = terminal_text(sc, s->name);

	if (s->webhook.p && str_equal(s->webhook, STR("postmark")))
		buf_printf(out,
			"Source \"%.*s\" is made.  In Postmark, as the webhook's address:\n\n"
			"    https://wend:SECRET@YOUR-SERVER/v1/webhook/%.*s\n\n"
			"SECRET is what stands in the file of --secret-file.\n",
			STR_ARG(name), STR_ARG(s->key));
	else if (s->webhook.p)
		buf_printf(out,
			"Source \"%.*s\" is made.  At %.*s, as the webhook's address:\n\n"
			"    https://YOUR-SERVER/v1/webhook/%.*s\n",
			STR_ARG(name), STR_ARG(s->webhook), STR_ARG(s->key));
	else
		buf_printf(out,
			"Source \"%.*s\" is made.  Into each page:\n\n"
			"    <script async src=\"https://YOUR-SERVER/wend.js\" data-key=\"%.*s\"></script>\n\n"
			"Or with a library of Segment's or RudderStack's: the write key is %.*s,\n"
			"the address https://YOUR-SERVER.\n",
			STR_ARG(name), STR_ARG(s->key), STR_ARG(s->key));
}

static void say_source(
	struct scope *sc, const struct arguments *args, const struct live_source *s, struct buf *out)
{
	struct json j = { .out = out };

	if (!arg_flag(args, "json")) {
		say_use(sc, s, out);
		return;
	}
	tell_source(sc, &j, s);
	buf_putc(out, '\n');
}

static bool add(struct scope *sc, const struct arguments *args, struct documents *docs, struct buf *out)
{
	struct live_source source = { .name = args->plain.at[1] };

	source.origins = arg_list(args, "origin", &source.n_origins);
	if (!take_webhook(sc, args, &source) || !take_kind(sc, args, &source) ||
		!live_add(sc, docs, &source, clock_us()))
		return false;
	say_source(sc, args, &source, out);
	return true;
}

/* --- changes ------------------------------------------------------------------------------------- */

static bool set_disabled(
	struct scope *sc, const struct arguments *args, struct documents *docs, bool disabled)
{
	struct str name = args->plain.at[1];

	if (!live_disable(sc, docs, name, disabled))
		return false;
	fprintf(stderr, "Source \"%.*s\" is %s.\n", STR_ARG(terminal_text(sc, name)),
		disabled ? "disabled: what it sends is refused" : "enabled");
	return true;
}

static bool disable(struct scope *sc, const struct arguments *args, struct documents *docs, struct buf *out)
{
	(void)out;
	return set_disabled(sc, args, docs, true);
}

static bool enable(struct scope *sc, const struct arguments *args, struct documents *docs, struct buf *out)
{
	(void)out;
	return set_disabled(sc, args, docs, false);
}

static bool new_key(struct scope *sc, const struct arguments *args, struct documents *docs, struct buf *out)
{
	struct str key;

	if (!live_new_key(sc, docs, args->plain.at[1], &key))
		return false;
	const struct live_table *table = live_load(sc, docs);
	if (!table)
		return false;
	say_source(sc, args, live_find(table, key), out);
	return true;
}

static bool allow(struct scope *sc, const struct arguments *args, struct documents *docs, struct buf *out)
{
	size_t n;
	const struct str *origins = arg_list(args, "origin", &n);
	struct str name = terminal_text(sc, args->plain.at[1]);

	(void)out;
	if (!live_allow(sc, docs, args->plain.at[1], origins, n))
		return false;
	if (n)
		fprintf(stderr, "Pages of %zu origins may send to \"%.*s\".\n", n, STR_ARG(name));
	else
		fprintf(stderr, "Pages from anywhere may send to \"%.*s\".\n", STR_ARG(name));
	return true;
}

/* --- list ---------------------------------------------------------------------------------------- */

static struct str origins_words(struct scope *sc, const struct live_source *s)
{
	struct buf *b = buf_new(sc, 400);

	for (size_t i = 0; i < s->n_origins && i < 3; i++)
		buf_printf(b, "%s%.*s", i ? ", " : "", STR_ARG(s->origins[i]));
	if (s->n_origins > 3)
		buf_printf(b, " and %zu more", s->n_origins - 3);
	return s->n_origins ? buf_str(b) : STR("anywhere");
}

static void as_table(struct scope *sc, const struct live_source *sources, size_t n, struct buf *out)
{
	static const char *const head[] = { "source", "kind", "key", "webhook", "pages from", "made", "" };
	struct table *t = table_new(sc, "lllllll", head, COUNT_OF(head));

	if (!n) {
		buf_puts(out, "No live source yet: wend source add NAME makes one.\n");
		return;
	}
	for (size_t i = 0; i < n; i++) {
		const struct live_source *s = &sources[i];
		table_cell(t, terminal_text(sc, s->name));
		table_cell(t, str_of(source_name(s->kind)));
		table_cell(t, s->key);
		table_cell(t, s->webhook.p ? s->webhook : STR(""));
		table_cell(t, s->webhook.p ? STR("") : origins_words(sc, s));
		table_cell(t, when_date(sc, s->made_us));
		table_cell(t, s->disabled ? STR("disabled") : STR(""));
	}
	table_write(t, out);
}

static bool list(struct scope *sc, const struct arguments *args, struct documents *docs, struct buf *out)
{
	const struct live_table *table = live_load(sc, docs);
	struct json j = { .out = out };
	size_t n;

	if (!table)
		return false;
	const struct live_source *sources = live_all(table, &n);
	if (!arg_flag(args, "json")) {
		as_table(sc, sources, n, out);
		return true;
	}
	json_open(&j, NULL, '{');
	json_open(&j, "sources", '[');
	for (size_t i = 0; i < n; i++)
		tell_source(sc, &j, &sources[i]);
	json_close(&j, ']');
	json_close(&j, '}');
	buf_putc(out, '\n');
	return true;
}

/* --- the command --------------------------------------------------------------------------------- */

static const struct verb {
	const char *name;
	bool named; /* which source stands behind it */
	bool (*run)(struct scope *sc, const struct arguments *args, struct documents *docs, struct buf *out);
} verbs[] = {
	{ "list", false, list },
	{ "add", true, add },
	{ "disable", true, disable },
	{ "enable", true, enable },
	{ "new-key", true, new_key },
	{ "allow", true, allow },
};

static const struct verb *verb_of(struct scope *sc, const struct arguments *args)
{
	struct str name = args->plain.n ? args->plain.at[0] : STR("list");
	struct buf *known = buf_new(sc, 400);

	for (size_t i = 0; i < COUNT_OF(verbs); i++) {
		buf_printf(known, "%s%s", i ? ", " : "", verbs[i].name);
		if (!str_equal(name, str_of(verbs[i].name)))
			continue;
		if (verbs[i].named == (args->plain.n == 2))
			return &verbs[i];
		return scope_fail(sc, FAULT_INVALID,
			verbs[i].named ? "wend source %s wants a source's name"
				       : "wend source %s takes no name",
			verbs[i].name);
	}
	return scope_fail(sc, FAULT_INVALID, "wend source does not know \"%.*s\": %.*s", STR_ARG(name),
		STR_ARG(buf_str(known)));
}

static bool run(struct scope *sc, const struct arguments *args)
{
	const struct verb *verb = verb_of(sc, args);
	struct buf *out = buf_new(sc, 16 << 20);
	struct workspace *ws = verb ? workspace_open(sc, arg_workspace(args), WORKSPACE_WRITE) : NULL;
	bool ok = ws && verb->run(sc, args, ws->documents, out);

	workspace_close(ws);
	return ok && say_out(sc, out);
}

const struct command command_source = {
	.name = "source",
	.use = "[list] | add NAME [--kind KIND] [--origin URL]... [--webhook SERVICE --secret-file FILE] |"
	       " disable NAME | enable NAME | new-key NAME | allow NAME [--origin URL]... [-w DIR] [--json]",
	.help = "live sources: who may send events to the server, and with which key",
	.more = "add: a new source and what goes into its pages. disable: what it sends is refused; its events stay."
		" new-key: the old key is nobody's from then on. allow: from which pages it may be sent to; without"
		" --origin from all. A write key stands in the page for everybody to see: it lets in events and nothing else.",
	.options = options,
	.n_options = COUNT_OF(options),
	.max_plain = 2,
	.run = run,
};
