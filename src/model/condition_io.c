#include "model/condition_io.h"

#include <stdlib.h>

#include "model/comparison.h"
#include "model/scalar.h"

enum { THEME_LETTERS = 500 };

static const struct fields *fields_of(enum condition_kind kind);
static bool read_condition(struct form *form, const json_t *value, struct condition *c);

/* form->user: how deep the reading is. */
static int *depth_of(struct form *form)
{
	return form->user;
}

static const char *feeling_choice(unsigned value)
{
	return condition_feeling_name((enum condition_feeling)(value + 1));
}

static const char *party_choice(unsigned value)
{
	return condition_party_name((enum condition_party)value);
}

/* --- all, any, not --- */

static bool read_part(struct form *form, const json_t *item, void *into)
{
	struct condition *c = into, part = { 0 };

	if (!read_condition(form, item, &part))
		return false;
	*LIST_ADD(form->sc, &c->parts) = part;
	return true;
}

static bool read_parts(struct form *form, const json_t *value, void *into, const struct field *field)
{
	const struct items items = { .limit = field->limit, .read = read_part };

	return form_items(form, value, &items, into);
}

static json_t *write_parts(const void *from, const struct field *field)
{
	const struct condition *c = from;
	json_t *array = json_array();

	(void)field;
	for (size_t i = 0; i < c->parts.n; i++)
		json_array_append_new(array, condition_write(&c->parts.at[i]));
	return array;
}

static bool read_not(struct form *form, const json_t *value, void *into, const struct field *field)
{
	(void)field;
	return read_part(form, value, into);
}

static json_t *write_not(const void *from, const struct field *field)
{
	const struct condition *c = from;

	(void)field;
	return condition_write(&c->parts.at[0]);
}

/* --- did --- */

static bool read_at_least(struct form *form, const json_t *value, void *into, const struct field *field)
{
	struct condition *c = into;

	(void)field;
	c->at_least = json_integer_value(value);
	if (!json_is_integer(value) || c->at_least < 1 || c->at_least > INT32_MAX)
		return form_fail(form, FAULT_INVALID, "must be a whole number, 1 or more");
	return true;
}

static json_t *write_at_least(const void *from, const struct field *field)
{
	const struct condition *c = from;

	(void)field;
	return c->at_least > 1 ? json_integer(c->at_least) : NULL;
}

static bool read_where(struct form *form, const json_t *value, void *into, const struct field *field)
{
	struct condition *c = into;
	const char *name;
	json_t *test;

	if (!json_is_object(value))
		return form_fail(form, FAULT_INVALID,
			"must be properties with what they are: { value: { above: 100 } }");
	if (json_object_size(value) > field->limit)
		return form_fail(form, FAULT_LIMIT, "more than %zu properties, the ceiling", field->limit);
	json_object_foreach((json_t *)value, name, test)
	{
		struct condition_property property = { .name = str_copy(form->sc, str_of(name)) };
		form_enter(form, value, name);
		if (!condition_test_read(form, test, &property.test))
			return false;
		form_leave(form);
		*LIST_ADD(form->sc, &c->where) = property;
	}
	return true;
}

static json_t *write_where(const void *from, const struct field *field)
{
	const struct condition *c = from;
	json_t *object = c->where.n ? json_object() : NULL;
	struct scope sc = { 0 };

	(void)field;
	for (size_t i = 0; i < c->where.n; i++)
		json_object_set_new(
			object, str_c(&sc, c->where.at[i].name), condition_test_write(&c->where.at[i].test));
	scope_close(&sc);
	return object;
}

/* --- sequence --- */

static bool read_step(struct form *form, const json_t *item, void *into)
{
	struct condition *c = into;
	struct str step;

	if (!form_string(form, item, 0, CONDITION_LETTERS, &step))
		return false;
	*LIST_ADD(form->sc, &c->steps) = step;
	return true;
}

static bool read_steps(struct form *form, const json_t *value, void *into, const struct field *field)
{
	const struct items items = { .limit = field->limit, .read = read_step };

	if (json_array_size(value) == 1 || (json_is_array(value) && json_array_size(value) == 0))
		return form_fail(form, FAULT_INVALID, "needs two steps or more");
	return form_items(form, value, &items, into);
}

static json_t *write_steps(const void *from, const struct field *field)
{
	const struct condition *c = from;
	json_t *array = json_array();

	(void)field;
	for (size_t i = 0; i < c->steps.n; i++)
		json_array_append_new(array, form_string_write(c->steps.at[i]));
	return array;
}

/* --- said --- */

static bool read_feeling(struct form *form, const json_t *value, void *into, const struct field *field)
{
	struct condition *c = into;

	if (!form_choice(form, value, into, field))
		return false;
	c->feeling = (enum condition_feeling)(c->feeling + 1);
	return true;
}

static json_t *write_feeling(const void *from, const struct field *field)
{
	const struct condition *c = from;

	(void)field;
	return c->feeling == FEELING_ANY ? NULL : json_string(condition_feeling_name(c->feeling));
}

/* --- promised --- */

/* Said also where it is false. */
static json_t *write_kept(const void *from, const struct field *field)
{
	const struct condition *c = from;

	(void)field;
	return json_boolean(c->kept);
}

#define AT(member) offsetof(struct condition, member)

/* clang-format off */
static const struct field said_rows[] = {
	{ "at", 0, AT(at), CONDITION_LETTERS, form_text, form_text_write, NULL },
	{ "feeling", 0, AT(feeling), CONDITION_FEELINGS - 1, read_feeling, write_feeling, feeling_choice },
	{ "theme", 0, AT(theme), THEME_LETTERS, form_text, form_text_write, NULL },
};
static const struct fields said_fields = { "said", said_rows, COUNT_OF(said_rows) };
/* clang-format on */

static bool read_said(struct form *form, const json_t *value, void *into, const struct field *field)
{
	(void)field;
	return form_read(form, &said_fields, value, into);
}

static json_t *write_said(const void *from, const struct field *field)
{
	(void)field;
	return form_write(&said_fields, from);
}

/* --- the kinds, by the field that tells them, which is the first --- */

/* clang-format off */
static const struct field all_rows[] = {
	{ "all", FIELD_REQUIRED, 0, CONDITION_PARTS, read_parts, write_parts, NULL },
};
static const struct field any_rows[] = {
	{ "any", FIELD_REQUIRED, 0, CONDITION_PARTS, read_parts, write_parts, NULL },
};
static const struct field not_rows[] = {
	{ "not", FIELD_REQUIRED, 0, 1, read_not, write_not, NULL },
};
static const struct field attr_rows[] = {
	{ "attr", FIELD_REQUIRED, AT(name), CONDITION_LETTERS, form_text, form_text_write, NULL },
	CONDITION_TEST_ROWS(AT(test)),
	{ "exists", 0, AT(test), 0, test_exists_read, test_exists_write, NULL },
};
static const struct field did_rows[] = {
	{ "did", FIELD_REQUIRED, AT(name), CONDITION_LETTERS, form_text, form_text_write, NULL },
	{ "where", 0, 0, CONDITION_PARTS, read_where, write_where, NULL },
	{ "at_least", 0, 0, 0, read_at_least, write_at_least, NULL },
	{ "within", 0, AT(within_us), 0, form_span, form_span_write, NULL },
};
static const struct field sequence_rows[] = {
	{ "sequence", FIELD_REQUIRED, 0, CONDITION_PARTS, read_steps, write_steps, NULL },
	{ "within", 0, AT(within_us), 0, form_span, form_span_write, NULL },
	{ "then_not", 0, AT(then_not), CONDITION_LETTERS, form_text, form_text_write, NULL },
};
static const struct field rating_rows[] = {
	{ "rating", FIELD_REQUIRED, AT(name), CONDITION_LETTERS, form_text, form_text_write, NULL },
	{ "at", 0, AT(at), CONDITION_LETTERS, form_text, form_text_write, NULL },
	CONDITION_TEST_ROWS(AT(test)),
};
static const struct field outer_said_rows[] = {
	{ "said", FIELD_REQUIRED, 0, 0, read_said, write_said, NULL },
};
static const struct field promised_rows[] = {
	{ "promised", FIELD_REQUIRED, AT(name), CONDITION_LETTERS, form_text, form_text_write, NULL },
	{ "kept", FIELD_REQUIRED, AT(kept), 0, form_bool, write_kept, NULL },
};
static const struct field party_rows[] = {
	{ "party", FIELD_REQUIRED, AT(party), CONDITION_PARTIES, form_choice, form_choice_write, party_choice },
};
#undef AT

#define FIELDS(what, rows) { what, rows, COUNT_OF(rows) }
static const struct {
	struct fields fields;
	bool tested; /* needs a test */
} kinds[CONDITION_KINDS] = {
	[CONDITION_ALL] = { FIELDS("an all", all_rows), false },
	[CONDITION_ANY] = { FIELDS("an any", any_rows), false },
	[CONDITION_NOT] = { FIELDS("a not", not_rows), false },
	[CONDITION_ATTR] = { FIELDS("an attr", attr_rows), true },
	[CONDITION_DID] = { FIELDS("a did", did_rows), false },
	[CONDITION_SEQUENCE] = { FIELDS("a sequence", sequence_rows), false },
	[CONDITION_RATING] = { FIELDS("a rating", rating_rows), true },
	[CONDITION_SAID] = { FIELDS("a said", outer_said_rows), false },
	[CONDITION_PARTY] = { FIELDS("a party", party_rows), false },
	[CONDITION_PROMISED] = { FIELDS("a promised", promised_rows), false },
};
/* clang-format on */

static const struct fields *fields_of(enum condition_kind kind)
{
	return &kinds[kind].fields;
}

const struct fields *const *condition_fields(size_t *n)
{
	static const struct fields *const all[] = { &kinds[0].fields, &kinds[1].fields, &kinds[2].fields,
		&kinds[3].fields, &kinds[4].fields, &kinds[5].fields, &kinds[6].fields, &kinds[7].fields,
		&kinds[8].fields, &kinds[9].fields, &condition_test_fields, &said_fields };

	*n = COUNT_OF(all);
	return all;
}

static bool kind_find(struct form *form, const json_t *value, enum condition_kind *kind)
{
	char *known = "";

	for (int i = 0; i < CONDITION_KINDS; i++) {
		const char *name = kinds[i].fields.at[0].name;
		known = scope_printf(form->sc, "%s%s%s", known, i ? ", " : "", name);
		if (!json_object_get(value, name))
			continue;
		*kind = (enum condition_kind)i;
		return true;
	}
	return form_fail(form, FAULT_INVALID, "a condition needs one of the fields %s", known);
}

static bool read_condition(struct form *form, const json_t *value, struct condition *c)
{
	c->at_least = 1;
	if (++*depth_of(form) > CONDITION_DEPTH)
		return form_fail(form, FAULT_LIMIT, "conditions nest at most %d deep", CONDITION_DEPTH);
	if (!kind_find(form, value, &c->kind) || !form_read(form, fields_of(c->kind), value, c))
		return false;
	--*depth_of(form);
	return !kinds[c->kind].tested || condition_test_check(form, &c->test);
}

static struct condition *read_with_lines(struct scope *sc, const struct document *doc, const json_t *root)
{
	struct condition *c = NEW(sc, struct condition);
	int depth = 0;
	struct form form = { .sc = sc, .doc = doc, .user = &depth };

	return read_condition(&form, root, c) ? c : NULL;
}

struct condition *condition_read(struct scope *sc, const json_t *root)
{
	return read_with_lines(sc, NULL, root);
}

json_t *condition_write(const struct condition *c)
{
	return form_write(fields_of(c->kind), c);
}

/* The form's own user waits meanwhile. */
bool form_condition(struct form *form, const json_t *value, void *into, const struct field *field)
{
	struct condition *c = NEW(form->sc, struct condition);
	void *user = form->user;
	int depth = 0;

	form->user = &depth;
	bool ok = read_condition(form, value, c);
	form->user = user;
	*(struct condition **)((char *)into + field->offset) = c;
	return ok;
}

json_t *form_condition_write(const void *from, const struct field *field)
{
	const struct condition *c = *(struct condition *const *)((const char *)from + field->offset);

	return c ? condition_write(c) : NULL;
}

/* --- country=PL --- */

static const struct {
	const char *sign;
	const char *field;
	bool negated;
} signs[] = {
	{ "!=", "is", true },
	{ "=", "is", false },
	{ ">", "above", false },
	{ "<", "below", false },
};

/* Where the first sign stands, unless YAML's "key: " or another line comes before it. */
static size_t sign_find(struct str text, size_t *sign)
{
	for (size_t i = 0; i < text.n && text.p[i] != '\n'; i++) {
		if (i + 1 < text.n && text.p[i] == ':' && text.p[i + 1] == ' ')
			return text.n;
		for (*sign = 0; *sign < COUNT_OF(signs); ++*sign)
			if (str_starts(str_sub(text, i, text.n), str_of(signs[*sign].sign)))
				return i;
	}
	return text.n;
}

static json_t *plain_value(struct str text)
{
	struct scalar s = scalar_read(text);

	if (s.kind == SCALAR_INTEGER)
		return json_integer(s.integer);
	if (s.kind == SCALAR_REAL)
		return json_real(s.real);
	if (s.kind == SCALAR_BOOL)
		return json_boolean(s.truth);
	return json_stringn(text.p, text.n);
}

static struct condition *short_read(struct scope *sc, struct str text, size_t at, size_t sign)
{
	struct str name = str_trim(str_sub(text, 0, at));
	struct str value = str_trim(str_sub(text, at + strlen(signs[sign].sign), text.n));
	struct str shown = str_short(sc, text, 80);

	if (str_empty(name) || str_empty(value) || strchr("=<>!", value.p[0]))
		return scope_fail(sc, FAULT_INVALID,
			"\"%.*s\" is not a condition: write country=PL, country!=PL, "
			"value>100 or value<100, or a whole condition such as { did: cart, at_least: 2 }",
			STR_ARG(shown));
	json_t *json =
		json_pack("{s:s%, s:o}", "attr", name.p, name.n, signs[sign].field, plain_value(value));
	if (!json)
		return scope_fail(sc, FAULT_INVALID, "the condition is not UTF-8");
	if (signs[sign].negated)
		json = json_pack("{s:o}", "not", json);
	struct condition *c = condition_read(sc, json);
	json_decref(json);
	return c;
}

struct condition *condition_from_text(struct scope *sc, struct str text)
{
	struct str trimmed = str_trim(text);
	size_t sign = 0, at = sign_find(trimmed, &sign);

	if (at < trimmed.n && !str_starts(trimmed, STR("{")) && !str_starts(trimmed, STR("[")))
		return short_read(sc, trimmed, at, sign);
	struct document *doc = document_read(sc, DOCUMENT_GUESS, text);
	if (!doc)
		return NULL;
	struct condition *c = read_with_lines(sc, doc, doc->root);
	document_close(doc);
	return c;
}
