/* recipe - how tables of one kind are read, written down once: for many columns, and for names that change.
 *
 *	struct recipe *recipe = recipe_read(sc, "sfo-survey.yaml");   // YAML or JSON; NULL: the reason names the line
 *	recipe_join(sc, recipe, &wishes);                             // what the command line says goes before
 */
#pragma once

#include "intake/mapping.h"

enum { RECIPE_COLUMNS = 4096, RECIPE_NAMES = 64 };

struct recipe {
	struct str source, zone, at; /* p NULL: not said */
	bool rows_are_customers;
	unsigned others; /* enum wishes_others */
	LIST(struct column_wish) columns;
};

struct recipe *recipe_read(struct scope *sc, const char *path) MUST_USE;
void recipe_join(struct scope *sc, const struct recipe *recipe, struct mapping_wishes *wishes);
