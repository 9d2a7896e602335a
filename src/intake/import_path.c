/* Archives: which of their files are evidence, and each of them taken in on its own. */
#include "intake/import.h"

#include "sources/archive.h"

struct unpacking {
	struct scope *sc;
	struct workspace *ws;
	const char *path;
	const struct import_wish *wish;
	struct archive *archive;
	const struct format **formats; /* by member; NULL: none that is known */
	bool any_known;                /* some are of a format that is known by what is in it */
	size_t taken;
};

/* In an archive a general format says little: everything that is text can be read as a table. */
static bool has_ending(struct str name)
{
	static const char *const endings[] = { ".csv", ".tsv", ".json", ".ndjson", ".jsonl", ".xes", ".xlsx",
		".csv.gz" };

	for (size_t i = 0; i < COUNT_OF(endings); i++)
		if (name.n >= strlen(endings[i]) &&
			str_same(str_sub(name, name.n - strlen(endings[i]), name.n), str_of(endings[i])))
			return true;
	return false;
}

static void recognise(struct unpacking *u, size_t i)
{
	struct scope mine = { 0 };
	struct input *in = archive_input(&mine, u->archive, i);
	const struct format *format = in ? format_detect(&mine, in) : NULL;

	if (format && format->proof == FORMAT_PLAIN && !has_ending(str_of(archive_name(u->archive, i))))
		format = NULL;
	u->formats[i] = format;
	u->any_known |= format && format->proof != FORMAT_PLAIN;
	input_close(in);
	scope_close(&mine);
}

static bool is_wanted(const struct unpacking *u, size_t i)
{
	const struct format *format = u->formats[i];

	return format && (format->proof != FORMAT_PLAIN || !u->any_known);
}

static void take(struct unpacking *u, size_t i, import_each_fn fn, void *to)
{
	char *name = scope_printf(u->sc, "%s/%s", u->path, archive_name(u->archive, i));
	struct input *in = archive_input(u->sc, u->archive, i);
	struct import_report *r = in ? import_member(u->sc, u->ws, in, name, u->wish) : NULL;

	u->taken += r != NULL;
	fn(to, r, name);
	scope_forgive(u->sc);
}

static bool nothing_wanted(struct unpacking *u)
{
	return scope_fail(u->sc, FAULT_INVALID,
		"%s: none of its %zu files is evidence of a known format (wend formats lists them)", u->path,
		archive_n(u->archive));
}

static bool unpack(struct unpacking *u, import_each_fn fn, void *to)
{
	size_t n = archive_n(u->archive), wanted = 0;

	u->formats = NEW_ARRAY(u->sc, const struct format *, n + 1);
	for (size_t i = 0; i < n; i++)
		recognise(u, i);
	for (size_t i = 0; i < n; i++)
		wanted += is_wanted(u, i);
	if (!wanted)
		return nothing_wanted(u);
	for (size_t i = 0; i < n; i++)
		if (is_wanted(u, i))
			take(u, i, fn, to);
	return true;
}

bool import_path(struct scope *sc, struct workspace *ws, const char *path, const struct import_wish *wish,
	import_each_fn fn, void *to)
{
	struct unpacking u = { .sc = sc, .ws = ws, .path = path, .wish = wish };

	if (!archive_is(path)) {
		struct import_report *r = import_file(sc, ws, path, wish);
		fn(to, r, path);
		return r != NULL;
	}
	u.archive = archive_open(sc, path);
	if (!u.archive)
		return false;
	bool ok = unpack(&u, fn, to);
	archive_close(u.archive);
	return ok;
}
