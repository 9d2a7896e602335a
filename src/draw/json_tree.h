/* json_tree - a tree of jansson values, written by the hand that writes everything else.
 *
 *	json_tree(&j, "watermark", value);
 */
#pragma once

#include <jansson.h>

#include "base/json.h"

void json_tree(struct json *j, struct scope *sc, const char *name, const json_t *value);
