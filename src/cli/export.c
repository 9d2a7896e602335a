#include "base/json.h"
#include "base/when.h"
#include "cli/rows.h"
#include "cli/say.h"
#include "tell/customer.h"
#include "tell/exported.h"

/* clang-format off */
static const struct option options[] = {
	OPTION_WORKSPACE,
	{ "output", 'o', OPTION_TEXT, "DIR", "the folder (else a new one in the workspace's exports)", NULL },
	{ "customer", 0, OPTION_TEXT, "ID", "all that is known of one customer, as JSON (-o FILE, else to the screen)", NULL },
	OPTION_JSON,
};
/* clang-format on */

static const char *folder(struct scope *sc, const struct arguments *args)
{
	struct str dir = arg_text(args, "output");

	if (dir.p)
		return str_c(sc, dir);
	return scope_printf(sc, "%s/exports/%.*s-%lld", arg_workspace(args),
		STR_ARG(when_date(sc, clock_us())), (long long)(clock_us() / 1000000 % 86400));
}

static bool report(struct scope *sc, const struct arguments *args, const struct exported_files *written)
{
	struct buf *out = buf_new(sc, 1 << 20);

	for (size_t i = 0; i < written->paths.n; i++) {
		if (!arg_flag(args, "json")) {
			buf_printf(out, "%.*s\n", STR_ARG(written->paths.at[i]));
			continue;
		}
		buf_puts(out, i ? "," : "{\"files\":[");
		json_quote(out, written->paths.at[i]);
	}
	buf_puts(out, arg_flag(args, "json") ? "]}\n" : "");
	return say_out(sc, out);
}

/* Everything that is known of one customer, for them: the right to a copy. */
static bool export_customer(struct scope *sc, const struct arguments *args, struct str id)
{
	struct workspace *ws = workspace_open(sc, arg_workspace(args), WORKSPACE_WRITE);
	struct person *p = ws ? person_find(sc, ws, id) : NULL;
	struct buf *out = buf_new(sc, 256 << 20);
	struct str path = arg_text(args, "output");
	bool ok = p && tell_customer(sc, ws, p, NULL, out) && buf_ok(out, "the customer's history");

	workspace_close(ws);
	if (!ok)
		return false;
	return path.p ? say_file(sc, str_c(sc, path), buf_str(out)) : say_out(sc, out);
}

static bool run(struct scope *sc, const struct arguments *args)
{
	if (arg_text(args, "customer").p)
		return export_customer(sc, args, arg_text(args, "customer"));
	struct exported_files written = { 0 };
	struct workspace *ws = workspace_open(sc, arg_workspace(args), WORKSPACE_WRITE);
	bool ok = ws && tell_exported(sc, ws, folder(sc, args), &written);

	workspace_close(ws);
	return ok && report(sc, args, &written);
}

const struct command command_export = {
	.name = "export",
	.use = "[-w DIR] [-o DIR] [--customer ID] [--json]",
	.help = "everything back out, as CSV, NDJSON and YAML",
	.options = options,
	.n_options = COUNT_OF(options),
	.max_plain = 0,
	.run = run,
};
