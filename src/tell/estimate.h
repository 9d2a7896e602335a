/* estimate - a number with its interval, as JSON.
 *
 *	tell_estimate(out, &row->share);                 // {"value":0.5,"n":10,"low":0.2,"high":0.8}
 *
 * Nulls where it is not known.
 */
#pragma once

#include "base/buf.h"
#include "model/estimate.h"

void tell_estimate(struct buf *out, const struct estimate *e);
