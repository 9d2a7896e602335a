#include "intake/recipe.h"

#include <errno.h>
#include <stdio.h>

#include "base/buf.h"
#include "model/form.h"

enum { LETTERS = 500 };

/* --- a column ------------------------------------------------------------------------------------ */

struct recipe_column {
	struct column_wish wish;
	LIST(struct str) names;
};

static bool read_role(struct form *form, const json_t *value, void *into, const struct field *field)
{
	struct recipe_column *column = into;
	struct scope mine = { 0 };
	struct str name;

	if (!form_string(form, value, 0, field->limit, &name))
		return false;
	bool ok = column_role_find(&mine, name, &column->wish.role);
	if (!ok)
		form_fail(form, FAULT_INVALID, "%s", mine.why);
	scope_close(&mine);
	return ok;
}

static bool read_name(struct form *form, const json_t *item, void *into)
{
	struct recipe_column *column = into;

	return form_string(form, item, 0, LETTERS, LIST_ADD(form->sc, &column->names));
}

static bool read_names(struct form *form, const json_t *value, void *into, const struct field *field)
{
	const struct items items = { .limit = field->limit, .one = true, .read = read_name };

	return form_items(form, value, &items, into);
}

static bool read_scale(struct form *form, const json_t *value, void *into, const struct field *field)
{
	struct recipe_column *column = into;
	struct str name;

	if (!form_string(form, value, 0, field->limit, &name))
		return false;
	return scale_find(name, &column->wish.scale) ||
	       form_fail(form, FAULT_INVALID, "there is no scale \"%.*s\" (nps, 1-5, 0-10, ...)",
		       STR_ARG(name));
}

static bool read_order(struct form *form, const json_t *value, void *into, const struct field *field)
{
	struct recipe_column *column = into;
	struct str name;

	if (!form_string(form, value, 0, field->limit, &name))
		return false;
	if (!str_equal(name, STR("dmy")) && !str_equal(name, STR("mdy")))
		return form_fail(form, FAULT_INVALID, "is dmy or mdy: which of day and month is first");
	column->wish.order = str_equal(name, STR("dmy")) ? WHEN_DAY_FIRST : WHEN_MONTH_FIRST;
	return true;
}

/* clang-format off */
static const struct field column_rows[] = {
	{ "role", FIELD_REQUIRED, 0, LETTERS, read_role, NULL, NULL },
	{ "column", FIELD_REQUIRED, 0, RECIPE_NAMES, read_names, NULL, NULL },
	{ "as", 0, offsetof(struct recipe_column, wish) + offsetof(struct column_wish, event), LETTERS, form_text, form_text_write, NULL },
	{ "scale", 0, 0, LETTERS, read_scale, NULL, NULL },
	{ "order", 0, 0, LETTERS, read_order, NULL, NULL },
};
static const struct fields column_fields = { "a column", column_rows, COUNT_OF(column_rows) };
/* clang-format on */

static bool names_an_event(enum role role)
{
	return role == ROLE_RATING || role == ROLE_STAGE_TIME || role == ROLE_FLAG;
}

static bool read_column(struct form *form, const json_t *item, void *into)
{
	struct recipe *recipe = into;
	struct recipe_column column = { .wish = { .optional = true } };

	if (!form_read(form, &column_fields, item, &column))
		return false;
	if (!column.names.n)
		return form_fail(form, FAULT_INVALID, "names no column");
	if (column.wish.event.p && !names_an_event(column.wish.role))
		return form_fail(
			form, FAULT_INVALID, "\"as\" names the event of a rating, a stage or a flag");
	column.wish.column = column.names.at[0];
	column.wish.others = column.names.at + 1;
	column.wish.n_others = column.names.n - 1;
	*LIST_ADD(form->sc, &recipe->columns) = column.wish;
	return true;
}

/* --- the whole ----------------------------------------------------------------------------------- */

static bool read_columns(struct form *form, const json_t *value, void *into, const struct field *field)
{
	const struct items items = {
		.noun = "column", .title = "column", .limit = field->limit, .read = read_column
	};

	return form_items(form, value, &items, into);
}

static const char *others_choice(unsigned value)
{
	static const char *const names[] = {
		[OTHERS_FOUND] = "find", [OTHERS_PROPERTY] = "property", [OTHERS_IGNORED] = "ignore"
	};

	return names[value];
}

static bool read_source(struct form *form, const json_t *value, void *into, const struct field *field)
{
	const struct recipe *recipe = into;
	enum source_kind source;

	return form_text(form, value, into, field) &&
	       (source_find(recipe->source, &source) ||
		       form_fail(form, FAULT_INVALID, "there is no kind of source \"%.*s\"",
			       STR_ARG(recipe->source)));
}

/* clang-format off */
#define AT(member) offsetof(struct recipe, member)
static const struct field recipe_rows[] = {
	{ "source", 0, AT(source), LETTERS, read_source, form_text_write, NULL },
	{ "at", 0, AT(at), LETTERS, form_text, form_text_write, NULL },
	{ "tz", 0, AT(zone), LETTERS, form_text, form_text_write, NULL },
	{ "rows_are_customers", 0, AT(rows_are_customers), 0, form_bool, form_true_write, NULL },
	{ "others", 0, AT(others), OTHERS_IGNORED + 1, form_choice, form_choice_write, others_choice },
	{ "columns", FIELD_REQUIRED, 0, RECIPE_COLUMNS, read_columns, NULL, NULL },
};
#undef AT
static const struct fields recipe_fields = { "a recipe", recipe_rows, COUNT_OF(recipe_rows) };
/* clang-format on */

static struct str text_of(struct scope *sc, const char *path)
{
	char piece[4096];
	size_t n;
	FILE *f = fopen(path, "rb");
	struct buf *text = buf_new(sc, DOCUMENT_BYTES);

	if (!f) {
		scope_fail(sc, errno == ENOENT ? FAULT_NOT_FOUND : FAULT_IO, "cannot read \"%s\": %s", path,
			strerror(errno));
		return (struct str){ 0 };
	}
	while ((n = fread(piece, 1, sizeof piece, f)) > 0 && !buf_over(text))
		buf_add(text, piece, n);
	bool ok = !ferror(f);
	fclose(f);
	if (!ok)
		scope_fail(sc, FAULT_IO, "cannot read \"%s\": %s", path, strerror(errno));
	return ok && buf_ok(text, path) ? buf_str(text) : (struct str){ 0 };
}

struct recipe *recipe_read(struct scope *sc, const char *path)
{
	struct recipe *recipe = NEW(sc, struct recipe);
	struct str text = text_of(sc, path);
	struct document *doc = text.p ? document_read(sc, DOCUMENT_GUESS, text) : NULL;

	if (!doc)
		return NULL;
	struct form form = { .sc = sc, .doc = doc };
	bool ok = form_read(&form, &recipe_fields, doc->root, recipe);
	document_close(doc);
	return ok ? recipe : NULL;
}

void recipe_join(struct scope *sc, const struct recipe *recipe, struct mapping_wishes *wishes)
{
	size_t n = wishes->n_columns, more = recipe->columns.n;
	struct column_wish *columns = NEW_ARRAY(sc, struct column_wish, n + more + 1);

	if (n)
		memcpy(columns, wishes->columns, n * sizeof *columns);
	if (more)
		memcpy(columns + n, recipe->columns.at, more * sizeof *columns);
	wishes->columns = columns;
	wishes->n_columns = n + more;
	wishes->at_in_name = recipe->at;
	wishes->rows_are_customers = recipe->rows_are_customers;
	wishes->others = (enum wishes_others)recipe->others;
	if (!wishes->zone && recipe->zone.p)
		wishes->zone = str_c(sc, recipe->zone);
}
