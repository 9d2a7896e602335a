#include "model/scale.h"

#include <math.h>

static const struct {
	const char *name, *label;
	double low, high;
} scales[SCALES] = {
	[SCALE_NONE] = { "none", "no scale", 0, 0 },
	[SCALE_NPS] = { "nps", "NPS, 0 to 10", 0, 10 },
	[SCALE_1_5] = { "1-5", "1 to 5", 1, 5 },
	[SCALE_1_7] = { "1-7", "1 to 7", 1, 7 },
	[SCALE_1_10] = { "1-10", "1 to 10", 1, 10 },
	[SCALE_0_10] = { "0-10", "0 to 10", 0, 10 },
	[SCALE_1_6] = { "1-6", "1 to 6", 1, 6 },
	[SCALE_1_4] = { "1-4", "1 to 4", 1, 4 },
	[SCALE_1_3] = { "1-3", "1 to 3", 1, 3 },
	[SCALE_0_1] = { "0-1", "thumb down or up", 0, 1 },
	[SCALE_0_100] = { "0-100", "0 to 100", 0, 100 },
	[SCALE_FEELING] = { "-2-2", "-2 to +2", -2, 2 },
	[SCALE_POLARITY] = { "-1-1", "-1 to +1", -1, 1 },
	[SCALE_0_5] = { "0-5", "0 to 5", 0, 5 },
	[SCALE_0_4] = { "0-4", "0 to 4", 0, 4 },
	[SCALE_0_6] = { "0-6", "0 to 6", 0, 6 },
};

const char *scale_name(enum scale scale)
{
	return scales[scale].name;
}

const char *scale_label(enum scale scale)
{
	return scales[scale].label;
}

double scale_low(enum scale scale)
{
	return scales[scale].low;
}

double scale_high(enum scale scale)
{
	return scales[scale].high;
}

bool scale_find(struct str name, enum scale *out)
{
	for (int i = SCALE_NONE + 1; i < SCALES; i++) {
		if (str_same(name, str_of(scales[i].name))) {
			*out = (enum scale)i;
			return true;
		}
	}
	return false;
}

double scale_feeling(enum scale scale, double rating)
{
	double low = scales[scale].low, high = scales[scale].high;

	if (scale == SCALE_NONE)
		return 0;
	return (rating - (low + high) / 2) / ((high - low) / 4);
}

double scale_given(enum scale scale, double feeling)
{
	double range = scale_high(scale) - scale_low(scale);

	return round((feeling * range / 4 + (scale_high(scale) + scale_low(scale)) / 2) * 1000) / 1000;
}

bool scale_holds(enum scale scale, double rating)
{
	return scale != SCALE_NONE && rating >= scales[scale].low && rating <= scales[scale].high;
}
