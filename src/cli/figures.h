/* figures - numbers with their intervals, as JSON and for people. */
#pragma once

#include "base/buf.h"
#include "model/estimate.h"

/* {"value":0.5,"n":10,"low":0.2,"high":0.8}; nulls where it is not known. */
void json_estimate(struct buf *out, const struct estimate *e);

/* "51 % (49 to 53)", "no data". */
struct str share_words(struct scope *sc, const struct estimate *e);
