/* figures - numbers with their intervals, for people. */
#pragma once

#include "base/buf.h"
#include "model/estimate.h"

/* "51 % (49 to 53)", "no data". */
struct str share_words(struct scope *sc, const struct estimate *e);
