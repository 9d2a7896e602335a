#include "model/form.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "model/span.h"

enum { SHOWN_LETTERS = 60, WHY_BYTES = 600 };

struct form_place {
	struct str label; /* p NULL: not named, its items name themselves */
	uint32_t line;    /* 0: not known */
};

static void place_add(struct form *form, struct str label, uint32_t line)
{
	*LIST_ADD(form->sc, &form->places) = (struct form_place){ label, line };
}

void form_enter(struct form *form, const json_t *in, const char *name)
{
	struct str label = str_copy(form->sc, str_of(name));

	place_add(form, label, document_line_of_key(form->doc, in, label));
}

void form_leave(struct form *form)
{
	form->places.n--;
}

struct str form_where(struct form *form)
{
	struct buf *out = buf_new(form->sc, WHY_BYTES);
	const char *before = "";
	uint32_t line = 0;

	for (size_t i = 0; i < form->places.n; i++)
		if (form->places.at[i].line)
			line = form->places.at[i].line;
	if (line)
		buf_printf(out, "line %u: ", line);
	for (size_t i = 0; i < form->places.n; i++) {
		struct str label = form->places.at[i].label;
		if (!label.p)
			continue;
		buf_printf(out, "%s%.*s", before, STR_ARG(label));
		before = ", ";
	}
	if (*before)
		buf_puts(out, ": ");
	return buf_str(out);
}

void *form_fail(struct form *form, enum fault fault, const char *why, ...)
{
	struct str where = form_where(form);
	char text[WHY_BYTES];
	va_list ap;

	va_start(ap, why);
	vsnprintf(text, sizeof text, why, ap);
	va_end(ap);
	return scope_fail(form->sc, fault, "%.*s%s", STR_ARG(where), text);
}

static const char *known_fields(struct scope *sc, const struct fields *fields)
{
	struct buf *out = buf_new(sc, WHY_BYTES);

	for (size_t i = 0; i < fields->n; i++)
		buf_printf(out, "%s%s", i ? ", " : "", fields->at[i].name);
	return buf_str(out).p;
}

static bool fields_known(struct form *form, const struct fields *fields, const json_t *object)
{
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)object, key, value)
	{
		size_t i = 0;
		while (i < fields->n && strcmp(fields->at[i].name, key) != 0)
			i++;
		if (i < fields->n)
			continue;
		struct str shown = str_short(form->sc, str_of(key), SHOWN_LETTERS);
		place_add(form, (struct str){ 0 }, document_line_of_key(form->doc, object, str_of(key)));
		return form_fail(form, FAULT_INVALID, "unknown field \"%.*s\" (known: %s)", STR_ARG(shown),
			known_fields(form->sc, fields));
	}
	return true;
}

bool form_read(struct form *form, const struct fields *fields, const json_t *object, void *into)
{
	if (!json_is_object(object))
		return form_fail(form, FAULT_INVALID, "%s is written as fields (known: %s)", fields->what,
			known_fields(form->sc, fields));
	if (!fields_known(form, fields, object))
		return false;
	for (size_t i = 0; i < fields->n; i++) {
		const struct field *field = &fields->at[i];
		const json_t *value = json_object_get(object, field->name);
		if (!value || json_is_null(value)) {
			if (field->flags & FIELD_REQUIRED)
				return form_fail(form, FAULT_INVALID, "%s needs the field \"%s\"",
					fields->what, field->name);
			continue;
		}
		form_enter(form, object, field->name);
		if (!field->read(form, value, into, field))
			return false;
		form_leave(form);
	}
	return true;
}

json_t *form_write(const struct fields *fields, const void *from)
{
	json_t *object = json_object();

	for (size_t i = 0; i < fields->n; i++) {
		json_t *value = fields->at[i].write(from, &fields->at[i]);
		if (value)
			json_object_set_new(object, fields->at[i].name, value);
	}
	return object;
}

static struct str item_label(
	struct form *form, struct str list, const json_t *item, size_t i, const struct items *items)
{
	const char *title = items->title ? json_string_value(json_object_get(item, items->title)) : NULL;
	struct str shown = title ? str_short(form->sc, str_of(title), SHOWN_LETTERS) : STR("");

	if (title && items->noun)
		return str_of(scope_printf(form->sc, "%s \"%.*s\"", items->noun, STR_ARG(shown)));
	if (title)
		return str_of(
			scope_printf(form->sc, "%.*s[%zu] \"%.*s\"", STR_ARG(list), i + 1, STR_ARG(shown)));
	return str_of(scope_printf(form->sc, "%.*s[%zu]", STR_ARG(list), i + 1));
}

/* While an item is read its label stands in for the list's own. */
static bool items_read(struct form *form, const json_t *array, const struct items *items, void *into)
{
	size_t top = form->places.n - 1, i;
	struct str list = form->places.at[top].label;
	json_t *item;

	form->places.at[top].label.p = NULL;
	json_array_foreach(array, i, item)
	{
		place_add(form, item_label(form, list, item, i, items),
			document_line_of_item(form->doc, array, i));
		if (!items->read(form, item, into))
			return false;
		form_leave(form);
	}
	form->places.at[top].label = list;
	return true;
}

bool form_items(struct form *form, const json_t *value, const struct items *items, void *into)
{
	if (items->one && !json_is_array(value))
		return items->read(form, value, into);
	if (!json_is_array(value))
		return form_fail(form, FAULT_INVALID, "must be a list");
	if (json_array_size(value) > items->limit)
		return form_fail(form, FAULT_LIMIT, "%zu of them are more than %zu, the ceiling",
			json_array_size(value), items->limit);
	return items_read(form, value, items, into);
}

bool form_string(struct form *form, const json_t *value, unsigned flags, size_t letters, struct str *out)
{
	struct str s = { json_string_value(value), json_string_length(value) };
	char *text;

	if (!s.p && (json_is_number(value) || json_is_boolean(value))) {
		text = json_dumps(value, JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));
		form_fail(form, FAULT_INVALID, "must be a text: write \"%s\", in quotes", text);
		free(text);
		return false;
	}
	if (!s.p)
		return form_fail(form, FAULT_INVALID, "must be a text");
	if (str_empty(s) && !(flags & FIELD_EMPTY))
		return form_fail(form, FAULT_INVALID, "is empty");
	if (str_letters(s) > letters)
		return form_fail(form, FAULT_LIMIT, "is longer than %zu letters, the ceiling", letters);
	*out = str_copy(form->sc, s);
	return true;
}

json_t *form_string_write(struct str s)
{
	return s.p ? json_stringn(s.p, s.n) : NULL;
}

static void *member(void *into, const struct field *field)
{
	return (char *)into + field->offset;
}

static const void *member_of(const void *from, const struct field *field)
{
	return (const char *)from + field->offset;
}

bool form_text(struct form *form, const json_t *value, void *into, const struct field *field)
{
	return form_string(form, value, field->flags, field->limit, member(into, field));
}

json_t *form_text_write(const void *from, const struct field *field)
{
	return form_string_write(*(const struct str *)member_of(from, field));
}

bool form_bool(struct form *form, const json_t *value, void *into, const struct field *field)
{
	if (!json_is_boolean(value))
		return form_fail(form, FAULT_INVALID, "must be true or false");
	*(bool *)member(into, field) = json_is_true(value);
	return true;
}

json_t *form_true_write(const void *from, const struct field *field)
{
	return *(const bool *)member_of(from, field) ? json_true() : NULL;
}

static const char *known_choices(struct scope *sc, const struct field *field)
{
	struct buf *out = buf_new(sc, WHY_BYTES);

	for (unsigned i = 0; i < field->limit; i++)
		buf_printf(out, "%s%s", i ? ", " : "", field->choice(i));
	return buf_str(out).p;
}

bool form_choice(struct form *form, const json_t *value, void *into, const struct field *field)
{
	struct str s;

	if (!form_string(form, value, FIELD_EMPTY, SIZE_MAX, &s))
		return false;
	for (unsigned i = 0; i < field->limit; i++) {
		if (str_equal(s, str_of(field->choice(i)))) {
			*(unsigned *)member(into, field) = i;
			return true;
		}
	}
	s = str_short(form->sc, s, SHOWN_LETTERS);
	return form_fail(form, FAULT_INVALID, "\"%.*s\" is not known (known: %s)", STR_ARG(s),
		known_choices(form->sc, field));
}

json_t *form_choice_write(const void *from, const struct field *field)
{
	return json_string(field->choice(*(const unsigned *)member_of(from, field)));
}

bool form_span(struct form *form, const json_t *value, void *into, const struct field *field)
{
	struct str s = { json_string_value(value), json_string_length(value) };

	if (s.p && span_read(s, member(into, field)))
		return true;
	return form_fail(form, FAULT_INVALID, "must be a time such as \"39d\" or \"1h30m\" (w, d, h, m, s)");
}

json_t *form_span_write(const void *from, const struct field *field)
{
	int64_t us = *(const int64_t *)member_of(from, field);
	struct scope sc = { 0 };

	if (us == 0)
		return NULL;
	json_t *value = form_string_write(span_text(&sc, us));
	scope_close(&sc);
	return value;
}
