#include "formats/members.h"

#include <ctype.h>
#include <stdio.h>

enum { NAME = 1024 };

/* Digits and points only, or with colons: most values are told from an address by their first bytes. */
static bool may_be_address(struct str text)
{
	if (text.n < 3 || text.n > 45 || !(isxdigit((unsigned char)text.p[0]) || text.p[0] == ':'))
		return false;
	for (size_t i = 0; i < text.n; i++)
		if (!isxdigit((unsigned char)text.p[i]) && text.p[i] != '.' && text.p[i] != ':')
			return false;
	return memchr(text.p, '.', text.n) || memchr(text.p, ':', text.n);
}

void members_say_text(struct facts *f, struct str name, struct str value)
{
	struct str cut = { 0 };

	if (veil_is_email(value))
		return;
	if (may_be_address(value))
		cut = facts_ip(f, value);
	facts_say(f, name, cut.p ? cut : value);
}

void members_say_one(struct facts *f, const char *name, struct str value)
{
	if (value.n)
		members_say_text(f, str_of(name), value);
}

static bool is_used(const struct members *how, const struct json_node *node)
{
	for (size_t i = 0; i < how->n_used; i++)
		if (how->used[i] == node)
			return true;
	return false;
}

/* As deep as the parser lets it; `n` bytes of the name are there. */
static void say_member(struct facts *f, bool person, const struct json_node *member, char *name, size_t n)
{
	size_t end = n + member->key.n;
	bool nested = member->kind == JSON_OBJECT;

	if (member->kind == JSON_NULL || (!nested && veil_is_private(member->key, person)))
		return;
	if (end >= NAME) {
		facts_remark(f, "Properties whose names are longer than 1024 bytes were left out.");
		return;
	}
	memcpy(name + n, member->key.p, member->key.n);
	if (nested) {
		name[end] = '.';
		for (const struct json_node *it = member->first; it; it = it->next)
			say_member(f, person, it, name, end + 1);
	} else if (member->kind != JSON_ARRAY) {
		members_say_text(f, (struct str){ name, end }, member->text);
	} else if (member->first && !memchr(member->text.p, '@', member->text.n)) {
		facts_say(f, (struct str){ name, end }, member->text);
	}
}

static size_t begin_name(const struct members *how, char name[static NAME])
{
	size_t n = how->group ? strlen(how->group) : 0;

	if (!n)
		return 0;
	memcpy(name, how->group, n);
	name[n] = '.';
	return n + 1;
}

void members_say_member(struct facts *f, const struct members *how, const struct json_node *member)
{
	char name[NAME + 1];

	say_member(f, how->person, member, name, begin_name(how, name));
}

void members_say(struct facts *f, const struct members *how, const struct json_node *object)
{
	char name[NAME + 1];
	size_t n = begin_name(how, name);

	if (!object || object->kind != JSON_OBJECT)
		return;
	for (const struct json_node *it = object->first; it; it = it->next)
		if (!is_used(how, it))
			say_member(f, how->person, it, name, n);
}

void members_pick(
	const struct json_node *object, const struct str *keys, size_t n, const struct json_node **found)
{
	memset(found, 0, n * sizeof *found);
	if (!object || object->kind != JSON_OBJECT)
		return;
	for (const struct json_node *it = object->first; it; it = it->next)
		for (size_t i = 0; i < n; i++) {
			/* most keys differ in their length or last letter */
			size_t k = it->key.n;
			if (keys[i].n != k || !k || keys[i].p[k - 1] != it->key.p[k - 1] ||
				memcmp(keys[i].p, it->key.p, k) != 0)
				continue;
			if (!found[i])
				found[i] = it;
			break;
		}
}

struct str members_id(const struct json_node *node)
{
	return node && (node->kind == JSON_STRING || node->kind == JSON_NUMBER) ? node->text
										: (struct str){ 0 };
}

struct str members_money(const struct json_node *node)
{
	struct str text = members_id(node);
	double number;

	return text.n && str_number(str_trim(text), &number) ? text : (struct str){ 0 };
}

bool members_broken(
	struct facts *f, uint64_t row, struct str raw, const char *what, const char *name, struct str value)
{
	char why[240];

	if (!str_trim(value).n)
		snprintf(why, sizeof why, "%s: %s is missing", what, name);
	else
		snprintf(why, sizeof why, "%s: %s is \"%.*s\"", what, name, value.n < 60 ? (int)value.n : 60,
			value.p);
	return facts_broken(f, row, raw, why);
}
