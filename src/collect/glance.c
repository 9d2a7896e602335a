#include "collect/glance.h"

#include "sources/json_pull.h"

struct looking {
	struct scope *sc;
	struct glance found;
	struct str event, called, path, url; /* called: of pages and screens */
};

struct place {
	const char *inside; /* "", "properties", ... */
	const char *key;
	size_t into; /* a struct str */
};

#define AT(member) offsetof(struct looking, member)
/* clang-format off */
static const struct place places[] = {
	{ "", "type", AT(found.type) },
	{ "", "event", AT(event) },
	{ "", "name", AT(called) },
	{ "properties", "path", AT(path) },
	{ "properties", "url", AT(url) },
	{ "page", "path", AT(path) },
	{ "page", "url", AT(url) },
};
/* The objects that are looked into, and what is in which. */
static const struct {
	const char *inside, *key;
} objects[] = {
	{ "", "properties" },
	{ "", "context" },
	{ "context", "page" },
};
/* clang-format on */

static void note(struct looking *l, const char *inside, struct str key, struct str text)
{
	for (size_t i = 0; i < COUNT_OF(places); i++) {
		struct str *into = (struct str *)(void *)((char *)l + places[i].into);
		if (strcmp(places[i].inside, inside) == 0 && str_equal(key, str_of(places[i].key)) &&
			!into->p)
			*into = str_copy(l->sc, text);
	}
}

static const char *object_of(const char *inside, struct str key)
{
	for (size_t i = 0; i < COUNT_OF(objects); i++)
		if (strcmp(objects[i].inside, inside) == 0 && str_equal(key, str_of(objects[i].key)))
			return objects[i].key;
	return NULL;
}

/* An object's members, to its end; at most as deep as `objects` goes. */
static void look(struct looking *l, struct str text, const char *inside)
{
	struct json j;
	enum json_kind kind;

	json_begin(&j, text, scope_alloc(l->sc, text.n + 1, 1));
	if (json_next(&j) != JSON_OBJECT)
		return;
	while (json_next(&j) == JSON_KEY) {
		struct str key = j.value;
		const char *object = object_of(inside, key);
		kind = json_next(&j);
		if (kind == JSON_STRING)
			note(l, inside, key, j.value);
		if (kind != JSON_OBJECT && kind != JSON_ARRAY)
			continue;
		struct str whole = json_skip(&j);
		if (!whole.p)
			return;
		if (object && kind == JSON_OBJECT)
			look(l, whole, object);
	}
}

/* "https://shop.example/cart?x=1#y": "/cart" */
static struct str path_of(struct str url)
{
	struct str rest = url;
	const char *at = url.n ? memmem(url.p, url.n, "://", 3) : NULL;

	if (at) {
		rest = str_sub(url, (size_t)(at - url.p) + 3, url.n);
		const char *slash = rest.n ? memchr(rest.p, '/', rest.n) : NULL;
		rest = slash ? str_sub(rest, (size_t)(slash - rest.p), rest.n) : STR("/");
	}
	rest = str_cut(&rest, '?');
	return str_cut(&rest, '#');
}

struct glance collect_glance(struct scope *sc, struct str event)
{
	struct looking l = { .sc = sc };

	if (event.n > GLANCE_EVENT)
		return l.found;
	look(&l, event, "");
	l.found.name = l.event.p ? l.event : l.called;
	if (l.path.p || l.url.p)
		l.found.page = path_of(l.path.p ? l.path : l.url);
	return l.found;
}
