#include "serve/shape.h"

#include "base/buf.h"
#include "base/when.h"

enum { PLACE = 300 };

struct checking {
	struct scope *sc;
	struct buf *place;
};

static bool wrong(struct checking *c, const char *what)
{
	struct str place = buf_str(c->place);

	scope_fail(c->sc, FAULT_INVALID, "%.*s%s%s", STR_ARG(place), place.n ? ": " : "", what);
	return false;
}

static bool among(const char *words, struct str text)
{
	struct str rest = str_of(words);

	while (rest.p)
		if (str_equal(str_cut(&rest, ' '), text))
			return true;
	return false;
}

/* --- each type by itself ------------------------------------------------------------------------------- */

static bool check_letters(struct checking *c, const struct shape_field *f, struct str text)
{
	size_t most = f->most ? (size_t)f->most : SHAPE_TEXT_MOST, n = str_letters(text);

	if (f->words && !among(f->words, text))
		return wrong(c, scope_printf(c->sc, "one of: %s", f->words));
	if (n > most)
		return wrong(c, scope_printf(c->sc, "at most %zu letters", most));
	if ((int64_t)n < f->least)
		return wrong(c, f->least == 1
					? "it is empty"
					: scope_printf(c->sc, "at least %lld letters", (long long)f->least));
	return true;
}

static bool check_text(struct checking *c, const struct shape_field *f, const json_t *v)
{
	if (!json_is_string(v))
		return wrong(c, "a text is needed");
	return check_letters(c, f, (struct str){ json_string_value(v), json_string_length(v) });
}

/* Only what has a day, a time of day and an offset: anything else could be meant otherwise. */
static bool is_time(struct str text)
{
	int64_t us;

	return text.n >= 20 && text.n <= 40 && text.p[10] == 'T' && when_read_any(NULL, text, &us);
}

static bool check_time(struct checking *c, const struct shape_field *f, const json_t *v)
{
	(void)f;
	if (json_is_string(v) && is_time((struct str){ json_string_value(v), json_string_length(v) }))
		return true;
	return wrong(c, "a time is needed, as 2026-03-02T10:15:00Z");
}

static bool check_range(struct checking *c, const struct shape_field *f, double x)
{
	bool bounded = f->least || f->most;

	if (!bounded || (x >= (double)f->least && x <= (double)f->most))
		return true;
	return wrong(c, scope_printf(c->sc, "from %lld to %lld", (long long)f->least, (long long)f->most));
}

static bool check_count(struct checking *c, const struct shape_field *f, const json_t *v)
{
	if (!json_is_integer(v))
		return wrong(c, "a whole number is needed");
	return check_range(c, f, (double)json_integer_value(v));
}

static bool check_number(struct checking *c, const struct shape_field *f, const json_t *v)
{
	if (!json_is_number(v))
		return wrong(c, "a number is needed");
	return check_range(c, f, json_number_value(v));
}

static bool check_bool(struct checking *c, const struct shape_field *f, const json_t *v)
{
	(void)f;
	return json_is_boolean(v) || wrong(c, "true or false is needed");
}

static bool check_shape(struct checking *c, const struct shape *shape, const json_t *v);

static bool check_object(struct checking *c, const struct shape_field *f, const json_t *v)
{
	return check_shape(c, f->of, v);
}

static bool check_value(struct checking *c, const struct shape_field *f, const json_t *v);

static bool check_list(struct checking *c, const struct shape_field *f, const json_t *v)
{
	const struct shape_field item = {
		.type = f->of ? SHAPE_OBJECT : f->item, .of = f->of, .words = f->words
	};
	size_t most = f->most ? (size_t)f->most : SHAPE_LIST_MOST, at = buf_len(c->place);
	bool ok = true;

	if (!json_is_array(v))
		return wrong(c, "a list is needed");
	if (json_array_size(v) > most)
		return wrong(c, scope_printf(c->sc, "at most %zu items", most));
	if (json_array_size(v) < (size_t)f->least)
		return wrong(c, scope_printf(c->sc, "at least %zu items", (size_t)f->least));
	for (size_t i = 0; ok && i < json_array_size(v); i++) {
		buf_printf(c->place, "[%zu]", i + 1);
		ok = check_value(c, &item, json_array_get(v, i));
		buf_cut(c->place, at);
	}
	return ok;
}

static bool check_any(struct checking *c, const struct shape_field *f, const json_t *v)
{
	(void)c, (void)f, (void)v;
	return true;
}

static bool check_value(struct checking *c, const struct shape_field *f, const json_t *v)
{
	static bool (*const checks[])(struct checking *, const struct shape_field *, const json_t *) = {
		[SHAPE_TEXT] = check_text,
		[SHAPE_TIME] = check_time,
		[SHAPE_COUNT] = check_count,
		[SHAPE_NUMBER] = check_number,
		[SHAPE_BOOL] = check_bool,
		[SHAPE_OBJECT] = check_object,
		[SHAPE_LIST] = check_list,
		[SHAPE_ANY] = check_any,
	};

	if (json_is_null(v) && (f->flags & SHAPE_NULL))
		return true;
	return checks[f->type](c, f, v);
}

/* --- objects -------------------------------------------------------------------------------------------- */

static bool check_field(struct checking *c, const struct shape_field *f, const json_t *object)
{
	const json_t *v = json_object_get(object, f->name);
	size_t at = buf_len(c->place);

	if (!v && !(f->flags & SHAPE_NEEDED))
		return true;
	buf_printf(c->place, "%s%s", at ? "." : "", f->name);
	bool ok = v ? check_value(c, f, v) : wrong(c, "is needed");
	buf_cut(c->place, at);
	return ok;
}

static bool has_field(const struct shape *shape, const char *name)
{
	for (size_t i = 0; i < shape->n; i++)
		if (strcmp(shape->fields[i].name, name) == 0)
			return true;
	return false;
}

static bool unknown(struct checking *c, const struct shape *shape, const char *name)
{
	struct buf *known = buf_new(c->sc, PLACE);

	for (size_t i = 0; i < shape->n; i++)
		buf_printf(known, "%s%s", i ? ", " : "", shape->fields[i].name);
	return wrong(c, scope_printf(c->sc, "there is no field \"%.*s\" (known: %.*s)",
				STR_ARG(str_short(c->sc, str_of(name), 60)), STR_ARG(buf_str(known))));
}

static bool check_shape(struct checking *c, const struct shape *shape, const json_t *v)
{
	if (!json_is_object(v))
		return wrong(c, "an object is needed");
	for (size_t i = 0; i < shape->n; i++)
		if (!check_field(c, &shape->fields[i], v))
			return false;
	for (void *it = json_object_iter((json_t *)(uintptr_t)v); it && !shape->open;
		it = json_object_iter_next((json_t *)(uintptr_t)v, it))
		if (!has_field(shape, json_object_iter_key(it)))
			return unknown(c, shape, json_object_iter_key(it));
	return true;
}

bool shape_check(struct scope *sc, const struct shape *shape, const json_t *value)
{
	return check_shape(&(struct checking){ sc, buf_new(sc, PLACE) }, shape, value);
}

static json_t *value_of(const struct shape_field *f, struct str text)
{
	int64_t n;
	double x;

	if (f->type == SHAPE_COUNT && str_integer(text, &n))
		return json_integer(n);
	if (f->type == SHAPE_NUMBER && str_number(text, &x))
		return json_real(x);
	if (f->type == SHAPE_BOOL && among("true false", text))
		return json_boolean(str_equal(text, STR("true")));
	return json_stringn(text.p, text.n);
}

bool shape_check_text(struct scope *sc, const struct shape_field *field, struct str text)
{
	struct checking c = { sc, buf_new(sc, PLACE) };
	bool sound = str_is_utf8(text) && !memchr(text.p, 0, text.n);
	json_t *value = sound ? value_of(field, text) : NULL;

	buf_puts(c.place, field->name);
	bool ok = value ? check_value(&c, field, value) : wrong(&c, "it is no text");
	json_decref(value);
	return ok;
}

/* --- schema --------------------------------------------------------------------------------------------- */

static json_t *ref(const struct shape *shape)
{
	return json_pack("{s:s+}", "$ref", "#/components/schemas/", shape->name);
}

static json_t *words_schema(const char *words)
{
	struct str rest = str_of(words);
	json_t *list = json_array();

	while (rest.p) {
		struct str word = str_cut(&rest, ' ');
		json_array_append_new(list, json_stringn(word.p, word.n));
	}
	return list;
}

static void put_text(const struct shape_field *f, json_t *s)
{
	if (f->type == SHAPE_TIME) {
		json_object_set_new(s, "format", json_string("date-time"));
		return;
	}
	if (f->words)
		json_object_set_new(s, "enum", words_schema(f->words));
	else
		json_object_set_new(s, "maxLength", json_integer(f->most ? f->most : SHAPE_TEXT_MOST));
	if (f->least)
		json_object_set_new(s, "minLength", json_integer(f->least));
}

static void put_range(const struct shape_field *f, json_t *s)
{
	if (!f->least && !f->most)
		return;
	json_object_set_new(s, "minimum", json_integer(f->least));
	json_object_set_new(s, "maximum", json_integer(f->most));
}

static void put_items(const struct shape_field *f, json_t *s)
{
	const struct shape_field item = { .type = f->item, .words = f->words };

	json_object_set_new(s, "items", f->of ? ref(f->of) : shape_field_schema(&item));
	if (f->least)
		json_object_set_new(s, "minItems", json_integer(f->least));
	json_object_set_new(s, "maxItems", json_integer(f->most ? f->most : SHAPE_LIST_MOST));
}

static const struct {
	const char *name;
	void (*put)(const struct shape_field *f, json_t *s);
} types[] = {
	[SHAPE_TEXT] = { "string", put_text },
	[SHAPE_TIME] = { "string", put_text },
	[SHAPE_COUNT] = { "integer", put_range },
	[SHAPE_NUMBER] = { "number", put_range },
	[SHAPE_BOOL] = { "boolean", NULL },
	[SHAPE_OBJECT] = { "object", NULL },
	[SHAPE_LIST] = { "array", put_items },
	[SHAPE_ANY] = { NULL, NULL },
};

static void put_type(const struct shape_field *f, json_t *s)
{
	const char *name = types[f->type].name;

	if (name && (f->flags & SHAPE_NULL))
		json_object_set_new(s, "type", json_pack("[s,s]", name, "null"));
	else if (name)
		json_object_set_new(s, "type", json_string(name));
	if (types[f->type].put)
		types[f->type].put(f, s);
}

json_t *shape_field_schema(const struct shape_field *f)
{
	json_t *s;

	if (f->type == SHAPE_OBJECT && (f->flags & SHAPE_NULL))
		s = json_pack("{s:[o,{s:s}]}", "anyOf", ref(f->of), "type", "null");
	else
		s = f->type == SHAPE_OBJECT ? ref(f->of) : json_object();
	if (f->type != SHAPE_OBJECT)
		put_type(f, s);
	if (f->about)
		json_object_set_new(s, "description", json_string(f->about));
	return s;
}

json_t *shape_schema(const struct shape *shape)
{
	json_t *s = json_pack("{s:s,s:s}", "type", "object", "description", shape->about);
	json_t *properties = json_object(), *needed = json_array();

	for (size_t i = 0; i < shape->n; i++) {
		json_object_set_new(properties, shape->fields[i].name, shape_field_schema(&shape->fields[i]));
		if (shape->fields[i].flags & SHAPE_NEEDED)
			json_array_append_new(needed, json_string(shape->fields[i].name));
	}
	json_object_set_new(s, "properties", properties);
	json_object_set_new(s, "required", needed);
	json_object_set_new(s, "additionalProperties", json_boolean(shape->open));
	return s;
}
