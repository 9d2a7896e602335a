#include "serve/openapi_page.h"

#include <string.h>

#include "serve/api_once.h"

static const char *text_of(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text ? text : "";
}

static void escaped(struct buf *out, const char *text)
{
	for (; *text; text++)
		if (*text == '<')
			buf_puts(out, "&lt;");
		else if (*text == '&')
			buf_puts(out, "&amp;");
		else if (*text == '"')
			buf_puts(out, "&quot;");
		else
			buf_putc(out, *text);
}

/* --- what a value is ------------------------------------------------------------------------------------------ */

static const char *shape_name(const json_t *schema)
{
	const char *slash = strrchr(text_of(schema, "$ref"), '/');

	return slash ? slash + 1 : NULL;
}

static void link_shape(const char *name, struct buf *out)
{
	buf_printf(out, "<a href=\"#shape-%s\">%s</a>", name, name);
}

static void write_words(const json_t *words, struct buf *out)
{
	const json_t *word;
	size_t i;

	json_array_foreach(words, i, word)
	{
		buf_puts(out, i ? ", " : ": ");
		escaped(out, json_is_string(word) ? json_string_value(word) : "null");
	}
}

static void write_range(const json_t *schema, struct buf *out)
{
	const json_t *least = json_object_get(schema, "minimum"), *most = json_object_get(schema, "maximum"),
		     *letters = json_object_get(schema, "maxLength");

	if (json_is_integer(least) && json_is_integer(most) && json_integer_value(most) < INT64_MAX / 2)
		buf_printf(out, ", %lld to %lld", (long long)json_integer_value(least),
			(long long)json_integer_value(most));
	if (json_is_integer(letters))
		buf_printf(out, ", %lld letters at most", (long long)json_integer_value(letters));
}

/* "string", ["string", "null"], or nothing: then it may be anything. */
static void write_plain(const json_t *schema, struct buf *out)
{
	const json_t *type = json_object_get(schema, "type");
	const char *one = json_string_value(json_is_array(type) ? json_array_get(type, 0) : type);

	buf_puts(out, strcmp(text_of(schema, "format"), "date-time") == 0 ? "time" : one ? one : "any JSON");
	write_words(json_object_get(schema, "enum"), out);
	write_range(schema, out);
	if (json_is_array(type))
		buf_puts(out, ", or null");
}

static void write_one(const json_t *schema, struct buf *out)
{
	const json_t *any = json_object_get(schema, "anyOf");
	const char *name = shape_name(any ? json_array_get(any, 0) : schema);

	if (!name) {
		write_plain(schema, out);
		return;
	}
	link_shape(name, out);
	if (any)
		buf_puts(out, ", or null");
}

static void write_type(const json_t *schema, struct buf *out)
{
	const json_t *items = json_object_get(schema, "items");

	if (items)
		buf_puts(out, "list of ");
	write_one(items ? items : schema, out);
}

/* --- tables --------------------------------------------------------------------------------------------------- */

static void begin_table(const char *first, struct buf *out)
{
	buf_printf(out,
		"<div class=\"scroll\"><table><thead><tr><th scope=\"col\">%s</th><th scope=\"col\">type</th>"
		"<th scope=\"col\">needed</th><th scope=\"col\">about</th></tr></thead>\n<tbody>\n",
		first);
}

static void end_table(struct buf *out)
{
	buf_puts(out, "</tbody></table></div>\n");
}

static void write_row(const char *name, const json_t *schema, bool needed, struct buf *out)
{
	buf_printf(out, "<tr><th scope=\"row\"><code>%s</code></th><td>", name);
	write_type(schema, out);
	buf_printf(out, "</td><td>%s</td><td>", needed ? "yes" : "");
	escaped(out, text_of(schema, "description"));
	buf_puts(out, "</td></tr>\n");
}

static bool is_among(const json_t *names, const char *name)
{
	const json_t *one;
	size_t i;

	json_array_foreach(names, i, one)
	{
		if (strcmp(json_string_value(one), name) == 0)
			return true;
	}
	return false;
}

static void write_fields(const json_t *shape, struct buf *out)
{
	json_t *fields = json_object_get(shape, "properties"), *field;
	const char *name;

	if (!json_object_size(fields))
		return;
	begin_table("field", out);
	json_object_foreach(fields, name, field)
	{
		write_row(name, field, is_among(json_object_get(shape, "required"), name), out);
	}
	end_table(out);
}

/* --- a route -------------------------------------------------------------------------------------------------- */

struct writing {
	const json_t *document, *shapes;
	struct buf *out;
};

static void write_parameters(struct writing *w, const json_t *list, const char *in, const char *title)
{
	const json_t *p;
	size_t i, n = 0;

	json_array_foreach(list, i, p)
	{
		if (strcmp(text_of(p, "in"), in) != 0)
			continue;
		if (!n++)
			begin_table(title, w->out);
		write_row(text_of(p, "name"), json_object_get(p, "schema"),
			json_is_true(json_object_get(p, "required")), w->out);
	}
	if (n)
		end_table(w->out);
}

static void write_body(struct writing *w, const char *title, json_t *content)
{
	const char *type;
	json_t *media;

	json_object_foreach(content, type, media)
	{
		const char *name = shape_name(json_object_get(media, "schema"));
		buf_printf(w->out, "<h4>%s ", title);
		if (name)
			link_shape(name, w->out);
		else
			buf_printf(w->out, "<code>%s</code>", type);
		buf_puts(w->out, "</h4>\n");
		if (name)
			write_fields(json_object_get(w->shapes, name), w->out);
	}
}

static void write_answers(struct writing *w, json_t *answers)
{
	const char *status;
	json_t *answer;

	json_object_foreach(answers, status, answer)
	{
		if (status[0] == '2' && strcmp(status, "206") != 0)
			write_body(w, "Gives", json_object_get(answer, "content"));
	}
}

static bool heeds_key(const json_t *parameters)
{
	const json_t *p;
	size_t i;

	json_array_foreach(parameters, i, p)
	{
		if (strcmp(text_of(p, "name"), API_ONCE_HEADER) == 0)
			return true;
	}
	return false;
}

static void write_verb(const char *verb, struct buf *out)
{
	for (; *verb; verb++)
		buf_putc(out, (char)(*verb & ~0x20));
}

static void write_route(struct writing *w, const char *path, const char *verb, const json_t *o)
{
	const json_t *parameters = json_object_get(o, "parameters");
	const char *grant = text_of(o, "x-grant");

	buf_printf(w->out, "<h3 id=\"%s\"><code>", text_of(o, "operationId"));
	write_verb(verb, w->out);
	buf_printf(w->out, " %s</code></h3>\n<p>", path);
	escaped(w->out, text_of(o, "summary"));
	if (*grant)
		buf_printf(w->out, " Needs <em>%s</em>.", grant);
	if (heeds_key(parameters))
		buf_puts(w->out, " Heeds <a href=\"#once\">" API_ONCE_HEADER "</a>.");
	buf_puts(w->out, "</p>\n");
	write_parameters(w, parameters, "path", "in the path");
	write_parameters(w, parameters, "query", "behind the ?");
	write_body(w, "Takes", json_object_get(json_object_get(o, "requestBody"), "content"));
	write_answers(w, json_object_get(o, "responses"));
}

static void each_route(
	struct writing *w, void (*write)(struct writing *, const char *, const char *, const json_t *))
{
	const char *path, *verb;
	json_t *operations, *o;

	json_object_foreach(json_object_get(w->document, "paths"), path, operations)
	{
		json_object_foreach(operations, verb, o)
		{
			write(w, path, verb, o);
		}
	}
}

/* --- the page ------------------------------------------------------------------------------------------------- */

static void write_entry(struct writing *w, const char *path, const char *verb, const json_t *o)
{
	buf_printf(w->out, "<li><a href=\"#%s\"><code>", text_of(o, "operationId"));
	write_verb(verb, w->out);
	buf_printf(w->out, " %s</code></a></li>\n", path);
}

static void write_shapes(struct writing *w)
{
	const char *name;
	json_t *shape;

	buf_puts(w->out, "<h2>Shapes</h2>\n");
	json_object_foreach((json_t *)w->shapes, name, shape)
	{
		buf_printf(w->out, "<h3 id=\"shape-%s\">%s</h3>\n<p>", name, name);
		escaped(w->out, text_of(shape, "description"));
		buf_puts(w->out, "</p>\n");
		write_fields(shape, w->out);
	}
}

static void write_head(struct str style, struct buf *out)
{
	buf_printf(out,
		"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Wend API</title>\n"
		"<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
		"<link rel=\"icon\" href=\"data:,\">\n<link rel=\"stylesheet\" href=\"%.*s\">\n</head>\n<body>\n<main>\n",
		STR_ARG(style));
	buf_puts(out,
		"<h1>Wend API</h1>\n"
		"<p>Everything here comes from <a href=\"/api/v1/openapi.json\">openapi.json</a>. Send a token as"
		" <code>Authorization: Bearer wt_...</code>, or sign in and send the cookie, and its CSRF text as"
		" <code>X-CSRF-Token</code>. Errors are <code>application/problem+json</code>:"
		" <a href=\"#shape-Problem\">Problem</a>.</p>\n"
		"<p id=\"once\"><strong>" API_ONCE_HEADER
		"</strong> is a header with a text of your own making. What was done under this key is not done"
		" again for a day: it is answered as it was. A key goes with one request: with another path or body"
		" it is refused (422).</p>\n");
}

void openapi_page(const json_t *document, struct str style, struct buf *out)
{
	struct writing w = { document, json_object_get(json_object_get(document, "components"), "schemas"),
		out };

	write_head(style, out);
	buf_puts(out, "<nav aria-label=\"Routes\"><ul>\n");
	each_route(&w, write_entry);
	buf_puts(out, "</ul></nav>\n<h2>Routes</h2>\n");
	each_route(&w, write_route);
	write_shapes(&w);
	buf_puts(out, "</main>\n</body>\n</html>\n");
}
