#include "base/json.h"
#include "base/when.h"
#include "cli/rows.h"
#include "cli/say.h"
#include "cli/table.h"

static const struct option options[] = { OPTION_WORKSPACE, OPTION_JSON };

static void as_json(struct scope *sc, const struct saved_map *maps, size_t n, struct buf *out)
{
	buf_puts(out, "{\"maps\":[");
	for (size_t i = 0; i < n; i++) {
		buf_puts(out, i ? ",{\"id\":" : "{\"id\":");
		json_quote(out, maps[i].id);
		buf_puts(out, ",\"title\":");
		json_quote(out, maps[i].title);
		buf_puts(out, ",\"author\":");
		json_quote(out, maps[i].author);
		buf_printf(out, ",\"revision\":%lld,\"written\":", (long long)maps[i].revision);
		json_quote(out, when_iso(sc, maps[i].written_us));
		buf_puts(out, "}");
	}
	buf_puts(out, "]}\n");
}

static void as_table(struct scope *sc, const struct saved_map *maps, size_t n, struct buf *out)
{
	static const char *const head[] = { "map", "title", "revision", "by", "on" };
	struct table *t = table_new(sc, "llrll", head, COUNT_OF(head));

	if (!n) {
		buf_puts(out, "No map yet: wend map makes the first one.\n");
		return;
	}
	for (size_t i = 0; i < n; i++) {
		table_cell(t, maps[i].id);
		table_cell(t, maps[i].title);
		table_printf(t, "%lld", (long long)maps[i].revision);
		table_cell(t, maps[i].author);
		table_cell(t, when_date(sc, maps[i].written_us));
	}
	table_write(t, out);
}

static bool run(struct scope *sc, const struct arguments *args)
{
	struct workspace *ws = workspace_open(sc, arg_workspace(args), WORKSPACE_WRITE);
	struct buf *out = buf_new(sc, 16 << 20);
	struct saved_map *maps;
	size_t n;

	bool ok = ws && documents_maps(sc, ws->documents, &maps, &n);
	workspace_close(ws);
	if (!ok)
		return false;
	arg_flag(args, "json") ? as_json(sc, maps, n, out) : as_table(sc, maps, n, out);
	return say_out(sc, out);
}

const struct command command_maps = {
	.name = "maps",
	.use = "[-w DIR] [--json]",
	.help = "list the maps of a workspace",
	.options = options,
	.n_options = COUNT_OF(options),
	.max_plain = 0,
	.run = run,
};
