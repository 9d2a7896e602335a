/* JSON as the API takes it: any bytes, held against the shape of each route that takes a body.  Two looks see the same; a
 * refusal has words; of what fits, nothing needed can be left out, nothing unknown added, no text be a list.  The first two
 * bytes say which route's. */
#include "../serve/house_kit.h"
#include "must.h"

enum { SHAPES = 256 };

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct api_row *rows[SHAPES];
static size_t n_rows;
static struct house_kit *kit;

static void end(void)
{
	house_kit_close(kit);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc, (void)argv;
	kit = house_kit_open();
	for (size_t t = 0; t < kit->house->n_tables; t++)
		for (size_t i = 0; i < kit->house->tables[t].n && n_rows < SHAPES; i++)
			if (kit->house->tables[t].at[i].says)
				rows[n_rows++] = kit->house->tables[t].at[i].says;
	atexit(end);
	return 0;
}

static bool fits(const struct shape *shape, const json_t *json)
{
	struct scope sc = { 0 };
	bool ok = shape_check(&sc, shape, json);

	must(ok == (sc.fault == FAULT_NONE) && (ok || (sc.fault == FAULT_INVALID && sc.why[0])));
	scope_close(&sc);
	return ok;
}

/* Each field by itself, taken away or made a list of lists. */
static void spoil(const struct shape *shape, const json_t *json)
{
	for (size_t i = 0; i < shape->n; i++) {
		const struct shape_field *f = &shape->fields[i];
		json_t *less = json_copy((json_t *)(uintptr_t)json);
		json_object_del(less, f->name);
		must(fits(shape, less) == !(f->flags & SHAPE_NEEDED));
		json_object_set_new(less, f->name, json_pack("[[]]"));
		must(!fits(shape, less) || f->type == SHAPE_ANY);
		json_decref(less);
	}
	json_t *more = json_copy((json_t *)(uintptr_t)json);
	json_object_set_new(more, "zz nothing", json_null());
	must(fits(shape, more) == shape->open);
	json_decref(more);
}

static void body(const struct shape *shape, const uint8_t *data, size_t size)
{
	json_t *json = json_loadb((const char *)data, size, JSON_REJECT_DUPLICATES, NULL);

	if (!json)
		return;
	bool ok = fits(shape, json);
	must(ok == fits(shape, json));
	if (ok)
		spoil(shape, json);
	json_decref(json);
}

static void query(const struct api_row *row, const uint8_t *data, size_t size)
{
	struct str text = fuzz_tight((struct str){ (const char *)data, size });

	for (size_t i = 0; i < row->n_queries; i++) {
		struct scope sc = { 0 };
		bool ok = shape_check_text(&sc, &row->queries[i], text);
		must(ok == (sc.fault == FAULT_NONE) && (ok || sc.why[0]));
		must(!ok || (str_is_utf8(text) && !memchr(text.p, 0, text.n)));
		scope_close(&sc);
	}
	free((char *)(uintptr_t)text.p);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size < 2)
		return 0;
	const struct api_row *row = rows[data[0] % n_rows];
	if (row->takes)
		body(row->takes, data + 2, size - 2);
	query(row, data + 2, size - 2);
	return 0;
}
