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
	bool *broken;                  /* by member: it should be evidence and cannot be opened or told */
	bool any_known;                /* some are of a format that is known by what is in it */
	size_t passed;                 /* files that are no evidence */
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
	u->broken[i] = !in || (!format && has_ending(str_of(archive_name(u->archive, i))));
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

/* Of several files one wants to know which it was. */
static void name_member(struct scope *sc, const char *name)
{
	enum fault fault = sc->fault;
	char *why = scope_printf(sc, "%s", sc->why);

	if (str_has(str_of(why), str_of(name)))
		return;
	scope_forgive(sc);
	scope_fail(sc, fault, "%.200s: %s", name, why);
}

/* What cannot be opened or told is said as if it were to be taken in. */
static void take(struct unpacking *u, size_t i, import_each_fn fn, void *to)
{
	/* Where the archive lies says nothing of what is in it. */
	const char *slash = strrchr(u->path, '/');
	char *name = scope_printf(u->sc, "%s/%s", slash ? slash + 1 : u->path, archive_name(u->archive, i));
	struct input *in = archive_input(u->sc, u->archive, i);
	struct import_report *r = in ? import_member(u->sc, u->ws, in, name, u->wish) : NULL;

	if (r && u->passed) {
		*LIST_ADD(u->sc, &r->remarks) = str_of(scope_printf(u->sc,
			"%zu other files of the archive are no evidence of a known format and were passed over",
			u->passed));
		u->passed = 0; /* said once */
	}
	if (!r)
		name_member(u->sc, name);
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
	u->broken = NEW_ARRAY(u->sc, bool, n + 1);
	for (size_t i = 0; i < n; i++)
		recognise(u, i);
	for (size_t i = 0; i < n; i++)
		wanted += is_wanted(u, i) || u->broken[i];
	u->passed = n - wanted;
	if (!wanted)
		return nothing_wanted(u);
	for (size_t i = 0; i < n; i++)
		if (is_wanted(u, i) || u->broken[i])
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
