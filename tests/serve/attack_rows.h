/* attack_rows - every route of the API, as the tables have them: what holds for all of them is tested on all of them, those
 * that somebody adds later too.
 *
 *	for (struct attack_row r = { 0 }; attack_next(kit, &r);)
 *		kit_ask(kit, kit->nobody, r.verb, r.path, r.body);
 */
#pragma once

#include "attack_kit.h"

struct attack_row {
	size_t table, i; /* of the next one */
	const struct route *route;
	const struct api_row *row;
	const char *verb, *path; /* what stands for {names} names nothing */
	const char *body;        /* JSON that no row takes; NULL where it takes none */
};

static inline const char *attack_path(struct house_kit *kit, const char *path)
{
	struct buf *out = buf_new(&kit->sc, 1000);

	for (const char *p = path; *p; p++) {
		if (*p != '{' && *p != '*') {
			buf_putc(out, *p);
			continue;
		}
		buf_puts(out, "999999");
		p = *p == '{' ? strchr(p, '}') : p;
	}
	return buf_str(out).p;
}

static inline bool attack_next(struct house_kit *kit, struct attack_row *r)
{
	for (; r->table < kit->house->n_tables; r->table++, r->i = 0)
		while (r->i < kit->house->tables[r->table].n) {
			r->route = &kit->house->tables[r->table].at[r->i++];
			r->row = r->route->says;
			r->verb = method_name(r->route->method);
			r->path = attack_path(kit, r->route->path);
			r->body = r->row && r->row->takes ? "{\"zz_nothing\":1}" : NULL;
			if (r->row)
				return true;
		}
	return false;
}

static inline bool attack_changes(const struct attack_row *r)
{
	return r->route->method != METHOD_GET && r->route->method != METHOD_HEAD;
}
