/* shop_truth - what is exactly true of the simulated shop, as JSON. */
#pragma once

#include "base/buf.h"
#include "simulate/shop.h"

void shop_truth_write(
	const struct simulate_options *options, const struct simulate_report *report, struct buf *out);
