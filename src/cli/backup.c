#include "store/backup.h"

#include "base/json.h"
#include "base/when.h"
#include "cli/rows.h"
#include "cli/say.h"
#include "cli/table.h"

/* clang-format off */
static const struct option backup_options[] = {
	OPTION_WORKSPACE,
	{ "check", 0, OPTION_FLAG, NULL, "only hold the backup OUT against its checksums", NULL },
	OPTION_JSON,
};
static const struct option restore_options[] = { OPTION_JSON };
/* clang-format on */

static void as_json(struct scope *sc, const char *path, const struct manifest *m, struct buf *out)
{
	struct json j = { .out = out };

	json_open(&j, NULL, '{');
	json_text(&j, "path", str_of(path));
	json_text(&j, "wend", m->wend);
	json_text(&j, "made", when_iso(sc, m->made_us));
	json_count(&j, "files", m->files.n);
	json_count(&j, "bytes", m->bytes);
	json_close(&j, '}');
	buf_puts(out, "\n");
}

static bool say(struct scope *sc, const struct arguments *args, const char *path, const struct manifest *m,
	const char *did)
{
	struct buf *out = buf_new(sc, 1 << 16);

	if (arg_flag(args, "json"))
		as_json(sc, path, m, out);
	else
		buf_printf(out, "%s: %.*s files, %.*s bytes, of %.*s (wend %.*s)\n", did,
			STR_ARG(count_words(sc, m->files.n)), STR_ARG(count_words(sc, m->bytes)),
			STR_ARG(when_iso(sc, m->made_us)), STR_ARG(terminal_text(sc, m->wend)));
	return say_out(sc, out);
}

/* "monday/" is the folder monday. */
static char *place(struct scope *sc, struct str path)
{
	while (path.n > 1 && path.p[path.n - 1] == '/')
		path.n--;
	return str_c(sc, path);
}

static bool run_backup(struct scope *sc, const struct arguments *args)
{
	const char *path = place(sc, args->plain.at[0]);
	bool check = arg_flag(args, "check");
	struct manifest *m =
		check ? backup_check(sc, path) : backup_make(sc, arg_workspace(args), path, clock_us());

	return m && say(sc, args, path, m, scope_printf(sc, check ? "%s is sound" : "Made %s", path));
}

static bool run_restore(struct scope *sc, const struct arguments *args)
{
	const char *path = place(sc, args->plain.at[0]), *dir = place(sc, args->plain.at[1]);
	struct manifest *m = backup_restore(sc, path, dir);

	return m && say(sc, args, path, m, scope_printf(sc, "Made the workspace %s", dir));
}

const struct command command_backup = {
	.name = "backup",
	.use = "OUT [-w DIR] [--check] [--json]",
	.help = "copy a workspace while it is in use",
	.more = "OUT is a new folder, or an archive where it ends in .zip. It has everything but the cache and the exports, with a"
		" checksum of each file, and the key that e-mail addresses are hashed with: keep it as safe as the workspace."
		" Nothing is written over. --check reads a backup and holds every byte against its checksum.",
	.options = backup_options,
	.n_options = COUNT_OF(backup_options),
	.min_plain = 1,
	.max_plain = 1,
	.run = run_backup,
};

const struct command command_restore = {
	.name = "restore",
	.use = "BACKUP DIR [--json]",
	.help = "make a workspace out of a backup",
	.more = "BACKUP is what wend backup made. DIR is a new folder or an empty one; it is there when everything in it has been"
		" held against its checksum and opened, or not at all. Who was erased since the backup was made is in it again:"
		" erase them again.",
	.options = restore_options,
	.n_options = COUNT_OF(restore_options),
	.min_plain = 2,
	.max_plain = 2,
	.run = run_restore,
};
