#include "store/backup_manifest.h"

#include <jansson.h>

#include "base/json.h"
#include "base/when.h"

const uint64_t MANIFEST_FILE_BYTES = 16ull << 40;

enum { MADE_LETTERS = 40, VERSION_LETTERS = 40 };

static bool is_plain(struct str name)
{
	for (size_t i = 0; i < name.n; i++) {
		unsigned char c = (unsigned char)name.p[i];
		if (c < 0x20 || c == 0x7f || c == '/' || c == '\\')
			return false;
	}
	return name.n > 0 && name.n <= MANIFEST_NAME && name.p[0] != '.' && str_is_utf8(name);
}

bool manifest_name_ok(struct str name)
{
	static const char *const whole[] = { MANIFEST_EVENTS, MANIFEST_DOCUMENTS, MANIFEST_INBOX,
		MANIFEST_KEY };
	static const char folder[] = MANIFEST_VOICE "/";

	for (size_t i = 0; i < COUNT_OF(whole); i++)
		if (str_equal(name, str_of(whole[i])))
			return true;
	return str_starts(name, STR(folder)) && is_plain(str_sub(name, sizeof folder - 1, name.n));
}

static const struct manifest_file *find(const struct manifest *m, struct str name)
{
	for (size_t i = 0; i < m->files.n; i++)
		if (str_equal(m->files.at[i].name, name))
			return &m->files.at[i];
	return NULL;
}

bool manifest_add(struct scope *sc, struct manifest *m, const struct manifest_file *file)
{
	if (m->files.n >= MANIFEST_FILES)
		return scope_fail(sc, FAULT_LIMIT,
			"the workspace has more than %d files to back up, the ceiling", MANIFEST_FILES);
	if (file->bytes > MANIFEST_FILE_BYTES)
		return scope_fail(
			sc, FAULT_LIMIT, "\"%.*s\" is larger than 16 TiB, the ceiling", STR_ARG(file->name));
	*LIST_ADD(sc, &m->files) = *file;
	m->bytes += file->bytes;
	return true;
}

void manifest_write(struct scope *sc, const struct manifest *m, struct buf *out)
{
	struct json j = { .out = out };

	json_open(&j, NULL, '{');
	json_count(&j, "format", MANIFEST_FORMAT);
	json_text(&j, "wend", m->wend);
	json_text(&j, "made", when_iso(sc, m->made_us));
	json_open(&j, "files", '[');
	for (size_t i = 0; i < m->files.n; i++) {
		json_open(&j, NULL, '{');
		json_text(&j, "name", m->files.at[i].name);
		json_count(&j, "bytes", m->files.at[i].bytes);
		json_text(&j, "blake2b", str_of(m->files.at[i].sum));
		json_close(&j, '}');
	}
	json_close(&j, ']');
	json_close(&j, '}');
	buf_puts(out, "\n");
}

/* --- reading ------------------------------------------------------------------------------------- */

static void *refuse(struct scope *sc, const char *where, const char *what)
{
	return scope_fail(
		sc, FAULT_INVALID, "\"%s\": its manifest.json %s: take another backup", where, what);
}

static struct str text_of(struct scope *sc, const json_t *object, const char *name, size_t most)
{
	const json_t *v = json_object_get(object, name);
	struct str s = { json_string_value(v), json_string_length(v) };

	return s.p && s.n && s.n <= most ? str_copy(sc, s) : (struct str){ 0 };
}

static bool is_sum(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!strchr("0123456789abcdef", s.p[i]))
			return false;
	return s.n == MANIFEST_SUM - 1;
}

static bool read_file(struct scope *sc, const char *where, const json_t *object, struct manifest *m)
{
	const json_t *bytes = json_object_get(object, "bytes");
	struct str sum = text_of(sc, object, "blake2b", MANIFEST_SUM);
	struct manifest_file file = { .name = text_of(sc, object, "name", MANIFEST_NAME * 2) };

	if (!file.name.p || !manifest_name_ok(file.name))
		return refuse(sc, where, "names a file that no backup has");
	if (find(m, file.name))
		return refuse(sc, where, "names a file twice");
	if (!json_is_integer(bytes) || json_integer_value(bytes) < 0)
		return refuse(sc, where, "has a file without a size");
	if (!sum.p || !is_sum(sum))
		return refuse(sc, where, "has a file without a checksum");
	file.bytes = (uint64_t)json_integer_value(bytes);
	memcpy(file.sum, sum.p, sum.n + 1);
	return manifest_add(sc, m, &file);
}

/* "0.10.2" after "0.9": number by number; what is no number counts as 0. */
static int version_compare(struct str a, struct str b)
{
	while (a.p || b.p) {
		struct str x = str_cut(&a, '.'), y = str_cut(&b, '.');
		int64_t i = 0, k = 0;
		if (!x.p || !str_integer(x, &i))
			i = 0;
		if (!y.p || !str_integer(y, &k))
			k = 0;
		if (i != k)
			return i < k ? -1 : 1;
	}
	return 0;
}

static bool fits_this_wend(struct scope *sc, const char *where, const json_t *root, const struct manifest *m)
{
	const json_t *format = json_object_get(root, "format");

	if (!json_is_integer(format) || json_integer_value(format) < 1 || !m->wend.p)
		return refuse(sc, where, "does not say of which wend it is");
	if (json_integer_value(format) > MANIFEST_FORMAT || version_compare(m->wend, STR(WEND_VERSION)) > 0)
		return scope_fail(sc, FAULT_CONFLICT,
			"\"%s\" was made by wend %.*s, and this is %s, which is older: restore it by the newer one",
			where, STR_ARG(m->wend), WEND_VERSION);
	return true;
}

static bool read_root(struct scope *sc, const char *where, const json_t *root, struct manifest *m)
{
	const json_t *files = json_object_get(root, "files"), *file;
	struct str made = text_of(sc, root, "made", MADE_LETTERS);
	size_t i;

	m->wend = text_of(sc, root, "wend", VERSION_LETTERS);
	if (!fits_this_wend(sc, where, root, m))
		return false;
	if (!made.p || !when_read_any(NULL, made, &m->made_us))
		return refuse(sc, where, "does not say when it was made");
	json_array_foreach(files, i, file) if (!read_file(sc, where, file, m)) return false;
	if (!find(m, STR(MANIFEST_EVENTS)) || !find(m, STR(MANIFEST_DOCUMENTS)))
		return refuse(sc, where, "lacks " MANIFEST_EVENTS " or " MANIFEST_DOCUMENTS);
	return true;
}

struct manifest *manifest_read(struct scope *sc, const char *where, struct str text)
{
	struct manifest *m = NEW(sc, struct manifest);
	json_error_t error;
	json_t *root = json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES, &error);

	if (!json_is_object(root)) {
		json_decref(root);
		return refuse(sc, where, "cannot be read");
	}
	bool ok = read_root(sc, where, root, m);
	json_decref(root);
	return ok ? m : NULL;
}
