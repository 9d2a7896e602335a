/* A list of changes is read as it was written; made on a map it gives a map or a reason; and the difference of two maps
 * leads from the one to the other, and back. */
#include "model/definition_io.h"
#include "model/operation_io.h"
#include "must.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char map[] =
	"{\"map\":\"m\",\"title\":\"M\",\"goal\":\"order\",\"goal_why\":\"w\",\"stages\":[{\"id\":\"look\",\"touchpoints\":["
	"{\"id\":\"home\",\"match\":[{\"event\":\"home\"},{\"event\":\"start\"}],\"keywords\":[\"page\"]},{\"id\":\"cart\"}]},"
	"{\"id\":\"buy\",\"touchpoints\":[{\"id\":\"order\",\"when\":{\"after\":\"cart\"}}]}],"
	"\"cells\":[{\"at\":\"cart\",\"lane\":\"needs\",\"text\":\"x\"},{\"at\":\"buy\",\"lane\":\"pains\",\"text\":\"y\"}]}";

static void read_again(const struct operations *ops)
{
	struct scope sc = { 0 };
	struct operations same = { 0 };
	json_t *list = operations_write(ops);

	must(operations_read(&sc, list, &same));
	json_t *again = operations_write(&same);
	must(json_equal(list, again));
	json_decref(again);
	json_decref(list);
	scope_close(&sc);
}

static void lead(struct scope *sc, const struct definition *from, const struct definition *to)
{
	struct operations ops = operation_difference(sc, from, to);
	struct definition *got = operation_apply(sc, from, ops.at, ops.n);

	must(got != NULL);
	must(operation_difference(sc, got, to).n == 0);
}

static void make(struct scope *sc, const struct operations *ops)
{
	struct definition *before = definition_from_text(sc, DOCUMENT_JSON, STR(map));
	must(before != NULL);
	struct definition *after = operation_apply(sc, before, ops->at, ops->n);

	must((after != NULL) == (sc->fault == FAULT_NONE) && (after || sc->why[0]));
	for (size_t i = 0; i < ops->n; i++)
		(void)operation_part(sc, before, &ops->at[i]);
	if (!after)
		return;
	lead(sc, before, after);
	lead(sc, after, before);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct scope sc = { 0 };
	struct operations ops = { 0 };
	struct str text = fuzz_tight((struct str){ (const char *)data, size });
	struct document *doc = document_read(&sc, DOCUMENT_JSON, text);

	if (doc && operations_read(&sc, doc->root, &ops)) {
		read_again(&ops);
		make(&sc, &ops);
	} else {
		must(sc.fault != FAULT_NONE && sc.why[0]);
	}
	document_close(doc);
	free((char *)(uintptr_t)text.p);
	scope_close(&sc);
	return 0;
}
