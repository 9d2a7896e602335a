/* operation_io - operations from JSON, and back.
 *
 *	struct operations ops = { 0 };
 *	if (!operations_read(sc, json, &ops)) ...        // the reason names the place
 *	json_t *again = operations_write(&ops);
 *
 * {"op": "set_cell", "at": "cart", "lane": "needs", "text": "Know the price", "basis": "assumed", "seen": 12}
 */
#pragma once

#include "model/form.h"
#include "model/operation.h"

bool operation_read(struct scope *sc, const json_t *json, struct operation *op) MUST_USE;
bool operations_read(struct scope *sc, const json_t *list, struct operations *ops) MUST_USE;

/* The caller's to json_decref. */
json_t *operation_write(const struct operation *op);
json_t *operations_write(const struct operations *ops);

/* The fields of a kind, for whoever describes them. */
const struct fields *operation_fields(enum operation_kind kind);
