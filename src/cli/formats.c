#include "base/json.h"
#include "cli/rows.h"
#include "cli/say.h"
#include "formats/format.h"

static const struct option options[] = { OPTION_JSON };

static const char *const proofs[] = {
	[FORMAT_PLAIN] = "",
	[FORMAT_CHECKED] = "",
	[FORMAT_UNCHECKED] = " (no real file was seen yet)",
};

static void say_format(
	const char *name, const char *about, const char *proof, const char *becomes, struct buf *out)
{
	buf_printf(out, "%-20s%s%s\n%-20s-> %s\n", name, about, proof, "", becomes);
}

/* Two lines each: what it is, and what it becomes. */
static void as_text(struct buf *out)
{
	for (size_t i = 0; i < n_formats; i++)
		say_format(formats[i]->name, formats[i]->about, proofs[formats[i]->proof],
			formats[i]->becomes, out);
	say_format("parquet", "Parquet: columns of a data store", "", "as csv", out);
	buf_puts(out,
		"\nFiles are recognised by what is in them; --format NAME says it otherwise.  Any of them may be packed\n"
		"with gzip, several in a zip archive, and where delimited text is taken a workbook (.xlsx) is, too.\n");
}

static void as_json(struct buf *out)
{
	buf_puts(out, "{\"formats\":[");
	for (size_t i = 0; i < n_formats; i++) {
		buf_puts(out, i ? ",{\"name\":" : "{\"name\":");
		json_quote(out, str_of(formats[i]->name));
		buf_puts(out, ",\"about\":");
		json_quote(out, str_of(formats[i]->about));
		buf_puts(out, ",\"becomes\":");
		json_quote(out, str_of(formats[i]->becomes));
		buf_printf(out, ",\"checked\":%s,\"source\":",
			formats[i]->proof == FORMAT_UNCHECKED ? "false" : "true");
		json_quote(out,
			formats[i]->has_source ? str_of(source_name(formats[i]->source)) : (struct str){ 0 });
		buf_puts(out, "}");
	}
	buf_puts(out, "]}\n");
}

static bool run(struct scope *sc, const struct arguments *args)
{
	struct buf *out = buf_new(sc, 1 << 20);

	arg_flag(args, "json") ? as_json(out) : as_text(out);
	return say_out(sc, out);
}

const struct command command_formats = {
	.name = "formats",
	.use = "[--json]",
	.help = "list the files that can be imported, and what each becomes",
	.options = options,
	.n_options = COUNT_OF(options),
	.max_plain = 0,
	.run = run,
};
