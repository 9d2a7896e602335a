/* customer_out - one customer as people read it. */
#pragma once

#include "answer/person.h"
#include "base/buf.h"

bool customer_text(struct scope *sc, struct workspace *ws, const struct person *p, struct buf *out) MUST_USE;
