#include "formats/json_each.h"

#include "base/buf.h"
#include "sources/json_objects.h"

enum { AROUND = 1 << 20 };

struct each {
	struct scope *sc;
	const struct json_wish *wish;
	const struct json_fns *fns;
	void *to;
	struct json_tree *tree, *around_tree;
	const struct json_node *around;
	struct buf *around_text;
	char *store; /* for the strings of what is around */
	size_t store_room;
};

static bool full(void *to)
{
	struct each *e = to;

	return e->fns->full(e->to);
}

/* The members of the object around a list, but for the list, as an object of their own.  The text may end anywhere. */
static void gather(struct each *e, struct str text)
{
	struct buf *out = e->around_text;
	struct json j;
	bool first = true;

	buf_cut(out, 0);
	buf_putc(out, '{');
	json_begin(&j, text, e->store);
	if (json_next(&j) != JSON_OBJECT)
		return;
	while (json_next(&j) == JSON_KEY) {
		size_t key = j.start;
		bool list = json_named(e->wish->list, j.value);
		enum json_kind kind = json_next(&j);
		bool deep = kind == JSON_OBJECT || kind == JSON_ARRAY;
		bool whole = kind != JSON_WRONG && (!deep || (list ? json_hop(&j) : json_skip(&j).p != NULL));
		if (!whole)
			break;
		if (list || j.at - key > READER_FIELD)
			continue;
		buf_puts(out, first ? "" : ",");
		buf_str_add(out, str_sub(text, key, j.at));
		first = false;
	}
	buf_putc(out, '}');
}

static void around(void *to, struct str text)
{
	struct each *e = to;

	if (e->store_room < text.n + 1) {
		e->store = scope_alloc(e->sc, text.n * 2 + 1024, 1);
		e->store_room = text.n * 2 + 1024;
	}
	gather(e, text);
	e->around = buf_over(e->around_text) ? NULL : json_tree_read(e->around_tree, buf_str(e->around_text));
}

static bool object(void *to, struct str text, uint64_t row, struct json_fault *fault)
{
	struct each *e = to;
	bool too_deep = false;
	const struct json_node *record = json_tree_read(e->tree, text);

	if (record)
		return e->fns->record(e->to, record, e->around, row, text);
	fault->why = json_tree_why(e->tree, &fault->at, &too_deep);
	fault->past = too_deep ? fault->why : NULL;
	return false;
}

static const struct json_node *list_in(const struct each *e, const struct json_node *line)
{
	for (const struct json_node *it = json_first(line); e->wish->list && it; it = it->next)
		if (it->kind == JSON_ARRAY && json_named(e->wish->list, it->key))
			return it;
	return NULL;
}

/* A line is a record, or an object around records. */
static bool line(void *to, struct str text, uint64_t row, struct json_fault *fault)
{
	struct each *e = to;
	bool too_deep = false;
	const struct json_node *top = json_tree_read(e->tree, text), *list = top ? list_in(e, top) : NULL;

	if (!top) {
		fault->why = json_tree_why(e->tree, &fault->at, &too_deep);
		fault->past = too_deep ? fault->why : NULL;
		return false;
	}
	if (top->kind != JSON_OBJECT) {
		fault->why = "no object ({...}) where a record is expected";
		return false;
	}
	if (!list)
		return e->fns->record(e->to, top, NULL, row, text);
	for (const struct json_node *it = list->first; it; it = it->next)
		if (it->kind == JSON_OBJECT && !e->fns->record(e->to, it, top, row, it->text))
			return false;
	return true;
}

static bool broken(void *to, uint64_t row, struct str raw, const char *why)
{
	struct each *e = to;

	return e->fns->broken(e->to, row, raw, why);
}

bool json_each(struct scope *sc, struct input *in, const struct json_wish *wish, struct reader_notes *notes,
	const struct json_fns *fns, void *to)
{
	struct each e = { .sc = sc, .wish = wish, .fns = fns, .to = to };
	bool lines = !wish->assigned && json_lines_in(input_head(in)) > 1;
	struct json_taker taker = { .to = &e, .broken = broken, .full = full, .assigned = wish->assigned };

	e.tree = json_tree_new(sc);
	e.around_tree = json_tree_new(sc);
	e.around_text = buf_new(sc, AROUND);
	taker.object = lines ? line : object;
	taker.around = wish->list ? around : NULL;
	taker.list = wish->list ? wish->list : "";
	bool ok = lines ? json_object_lines(sc, in, &taker) : json_objects(sc, in, &taker);
	notes->encoding = str_of(input_encoding(in));
	return (ok || full(&e)) && sc->fault == FAULT_NONE;
}
