/* look - how a touchpoint's channel is called and drawn: as Wend knows it, or as the company has it.
 *
 *	struct map_look look = map_look(touchpoint);                    // name, colour and symbol, all three
 *	size_t place = map_channel_place(in, STR("kiosk"));             // by key, name, or a word for it
 *	map_dress(in, touchpoint, place);
 */
#pragma once

#include "map/make.h"

struct map_look {
	struct str key, name;
	const char *colour;
	enum channel symbol;
};

struct map_look map_look(const struct map_touchpoint *t);

/* Its place among all: the known ones, and behind them those of the company that are none of these. */
size_t map_channel_place(const struct map_input *in, struct str word);
void map_dress(const struct map_input *in, struct map_touchpoint *t, size_t place);
