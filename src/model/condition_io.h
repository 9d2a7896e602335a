/* condition_io - conditions from JSON, YAML and the short form of the command line, validated, and back.
 *
 *	struct condition *c = condition_from_text(sc, STR("country=PL"));   // or "{did: cart, at_least: 2}"
 *	json_t *json = condition_write(c);                                  // {"attr": "country", "is": "PL"}
 *
 * The field that is there tells the kind: all, any, not, attr, did, sequence, rating, said, party.  Fields that
 * a kind does not know are errors that name those that it does.
 */
#pragma once

#include "model/condition.h"
#include "model/document.h"
#include "model/form.h"

/* NULL: FAULT_INVALID or FAULT_LIMIT, with the place in words. */
struct condition *condition_read(struct scope *sc, const json_t *root) MUST_USE;

/* The caller's to json_decref; condition_read gives back the same condition. */
json_t *condition_write(const struct condition *c) MUST_USE;

/* A field that is a condition: struct condition * at the offset; NULL is left out again. */
bool form_condition(struct form *form, const json_t *value, void *into, const struct field *field) MUST_USE;
json_t *form_condition_write(const void *from, const struct field *field);

/* JSON, YAML, or one comparison of an attribute: country=PL, channel!=app, value>100, value<100.  There the
 * value is read as YAML would read it plain, so that it means the same in either form; != is not (is). */
struct condition *condition_from_text(struct scope *sc, struct str text) MUST_USE;

/* The tables of fields by kind, and those of a test within `where` and of what was said behind them. */
const struct fields *const *condition_fields(size_t *n);
