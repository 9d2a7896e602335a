#include "base/json.h"
#include "cli/rows.h"
#include "cli/say.h"
#include "cli/table.h"
#include "formats/format.h"

static const struct option options[] = { OPTION_JSON };

static const char *const proofs[] = {
	[FORMAT_PLAIN] = "",
	[FORMAT_CHECKED] = "",
	[FORMAT_UNCHECKED] = " (no real file was seen yet)",
};

static void as_table(struct scope *sc, struct buf *out)
{
	static const char *const head[] = { "format", "what it is", "what it becomes" };
	struct table *t = table_new(sc, "lll", head, COUNT_OF(head));

	for (size_t i = 0; i < n_formats; i++) {
		table_cell(t, str_of(formats[i]->name));
		table_printf(t, "%s%s", formats[i]->about, proofs[formats[i]->proof]);
		table_cell(t, str_of(formats[i]->becomes));
	}
	table_cell(t, STR("parquet"));
	table_cell(t, STR("Parquet: columns of a data store"));
	table_cell(t, STR("as csv"));
	table_write(t, out);
	buf_puts(out,
		"\nFiles are recognised by what is in them; --format NAME says it otherwise.  Any of them may be packed"
		" with gzip,\nseveral in a zip archive, and where delimited text is taken a workbook (.xlsx) is, too.\n");
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

	arg_flag(args, "json") ? as_json(out) : as_table(sc, out);
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
