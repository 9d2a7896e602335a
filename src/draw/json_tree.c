#include "draw/json_tree.h"

enum { NAME_MOST = 10000 };

/* As it stands between the quotes: names of our own need nothing, but the tree may be anybody's. */
static const char *escaped(struct scope *sc, const char *name)
{
	struct buf *out = buf_new(sc, NAME_MOST);

	json_quote(out, str_of(name));
	struct str quoted = buf_str(out);
	return quoted.n < 2 ? "" : str_c(sc, str_sub(quoted, 1, quoted.n - 1));
}

static void object(struct json *j, struct scope *sc, const char *name, const json_t *value)
{
	const char *key;
	json_t *item;

	json_open(j, name, '{');
	json_object_foreach((json_t *)(uintptr_t)value, key, item)
	{
		json_tree(j, sc, escaped(sc, key), item);
	}
	json_close(j, '}');
}

static void array(struct json *j, struct scope *sc, const char *name, const json_t *value)
{
	json_open(j, name, '[');
	for (size_t i = 0; i < json_array_size(value); i++)
		json_tree(j, sc, NULL, json_array_get(value, i));
	json_close(j, ']');
}

static void integer(struct json *j, const char *name, json_int_t n)
{
	if (n >= 0)
		json_count(j, name, (uint64_t)n);
	else
		json_number(j, name, true, (double)n);
}

void json_tree(struct json *j, struct scope *sc, const char *name, const json_t *value)
{
	struct str text = { json_string_value(value), json_string_length(value) };

	if (json_is_object(value))
		object(j, sc, name, value);
	else if (json_is_array(value))
		array(j, sc, name, value);
	else if (json_is_integer(value))
		integer(j, name, json_integer_value(value));
	else if (json_is_real(value))
		json_number(j, name, true, json_real_value(value));
	else if (json_is_boolean(value))
		json_bool(j, name, json_is_true(value));
	else
		json_text(j, name, text);
}
