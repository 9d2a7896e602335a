#include "formats/json_tree.h"

struct json_tree {
	struct scope *sc;
	struct json j;
	struct json_node *nodes;
	size_t n, room;
	char *store;
	size_t store_room;
	const char *why;
};

struct json_tree *json_tree_new(struct scope *sc)
{
	struct json_tree *tree = NEW(sc, struct json_tree);

	tree->sc = sc;
	return tree;
}

enum { SHORT = 32 * 1024 };

/* Each but the top needs a byte for itself and one that separates it; a long text is looked through. */
static size_t most_nodes(struct str text)
{
	size_t most = 2;

	if (text.n <= SHORT)
		return text.n / 2 + 2;
	for (size_t i = 0; i < text.n; i++)
		most += text.p[i] == ',' || text.p[i] == '[' || text.p[i] == '{';
	return most;
}

/* Nodes point at each other, so there must be enough of them before the first. */
static void make_room(struct json_tree *tree, struct str text)
{
	size_t most = most_nodes(text);

	if (tree->room < most) {
		tree->nodes = NEW_ARRAY(tree->sc, struct json_node, most * 2);
		tree->room = most * 2;
	}
	if (tree->store_room < text.n + 1) {
		tree->store = scope_alloc(tree->sc, text.n * 2 + 1024, 1);
		tree->store_room = text.n * 2 + 1024;
	}
}

static struct json_node *value(struct json_tree *tree, enum json_kind kind);

static bool children(struct json_tree *tree, struct json_node *parent, bool object)
{
	const struct json_node **link = &parent->first;
	enum json_kind kind;

	while ((kind = json_next(&tree->j)) > JSON_END && kind != JSON_OBJECT_END && kind != JSON_ARRAY_END) {
		struct str key = { 0 };
		if (object) {
			key = tree->j.value;
			kind = json_next(&tree->j);
		}
		struct json_node *child = kind == JSON_WRONG ? NULL : value(tree, kind);
		if (!child)
			return false;
		child->key = key;
		*link = child;
		link = &child->next;
	}
	return kind != JSON_WRONG;
}

/* As deep as the parser lets it. */
static struct json_node *value(struct json_tree *tree, enum json_kind kind)
{
	struct json_node *node = &tree->nodes[tree->n++];
	size_t from = tree->j.start;

	*node = (struct json_node){ .kind = kind };
	if (kind != JSON_OBJECT && kind != JSON_ARRAY) {
		node->text = kind != JSON_NULL ? tree->j.value : (struct str){ 0 };
		return node;
	}
	if (!children(tree, node, kind == JSON_OBJECT))
		return NULL;
	node->text = str_sub(tree->j.text, from, tree->j.at);
	return node;
}

const struct json_node *json_tree_read(struct json_tree *tree, struct str text)
{
	make_room(tree, text);
	tree->n = 0;
	json_begin(&tree->j, text, tree->store);
	enum json_kind kind = json_next(&tree->j);
	const struct json_node *top = kind == JSON_WRONG || kind == JSON_END ? NULL : value(tree, kind);
	if (top && json_next(&tree->j) == JSON_END)
		return top;
	tree->why = tree->j.too_deep ? "nested deeper than 64 levels" : tree->j.why;
	return NULL;
}

const char *json_tree_why(const struct json_tree *tree, size_t *at, bool *too_deep)
{
	*at = tree->j.at;
	*too_deep = tree->j.too_deep;
	return tree->why;
}

static const struct json_node *child_named(const struct json_node *node, struct str key)
{
	if (!node || node->kind != JSON_OBJECT)
		return NULL;
	for (const struct json_node *it = node->first; it; it = it->next)
		if (str_equal(it->key, key))
			return it;
	return NULL;
}

const struct json_node *json_at(const struct json_node *object, const char *path)
{
	for (const char *dot; (dot = strchr(path, '.')) != NULL; path = dot + 1)
		object = child_named(object, (struct str){ path, (size_t)(dot - path) });
	return child_named(object, str_of(path));
}

const struct json_node *json_first(const struct json_node *node)
{
	return node ? node->first : NULL;
}

struct str json_value(const struct json_node *node)
{
	bool scalar =
		node && node->kind != JSON_OBJECT && node->kind != JSON_ARRAY && node->kind != JSON_NULL;

	return scalar ? node->text : (struct str){ 0 };
}

struct str json_text_at(const struct json_node *object, const char *path)
{
	return json_value(json_at(object, path));
}

bool json_is_true(const struct json_node *node)
{
	struct str text = json_value(node);

	return str_same(text, STR("true")) || str_equal(text, STR("1"));
}
