#include "draw/layout.h"

/* In a square of 24 units, drawn as lines. */
static const char *const drawings[CHANNELS] = {
	[CHANNEL_OTHER] = "O5 12 1.6 O12 12 1.6 O19 12 1.6",
	[CHANNEL_WEBSITE] =
		"O12 12 9.5 M2.5 12 L21.5 12 M12 2.5 C7 7 7 17 12 21.5 M12 2.5 C17 7 17 17 12 21.5",
	[CHANNEL_APP] =
		"M8 2 L16 2 C17.1 2 18 2.9 18 4 L18 20 C18 21.1 17.1 22 16 22 L8 22 C6.9 22 6 21.1 6 20 "
		"L6 4 C6 2.9 6.9 2 8 2 Z M10.5 18.5 L13.5 18.5",
	[CHANNEL_EMAIL] = "M2.5 5 L21.5 5 L21.5 19 L2.5 19 Z M2.5 6 L12 13.5 L21.5 6",
	[CHANNEL_PHONE] = "M7 2.5 L10 8.5 L7.5 11 C8.5 13.5 10.5 15.5 13 16.5 L15.5 14 L21.5 17 "
			  "C21.5 19.5 20 21.5 17.5 21.5 C10 21 3 14 2.5 6.5 C2.5 4 4.5 2.5 7 2.5 Z",
	[CHANNEL_CHAT] =
		"M5 3 L19 3 C20.7 3 22 4.3 22 6 L22 14 C22 15.7 20.7 17 19 17 L11 17 L6 21.5 L6 17 L5 17 "
		"C3.3 17 2 15.7 2 14 L2 6 C2 4.3 3.3 3 5 3 Z M7 8 L17 8 M7 12 L13 12",
	[CHANNEL_STORE] =
		"M3 9 L5 3 L19 3 L21 9 Z M4.5 9 L4.5 21 L19.5 21 L19.5 9 M9.5 21 L9.5 14 L14.5 14 L14.5 21",
	[CHANNEL_SOCIAL] = "M12 20.5 C4 15 2.5 11.5 2.5 8.5 C2.5 5.5 4.8 3.5 7.3 3.5 C9.3 3.5 11 4.6 12 6.5 "
			   "C13 4.6 14.7 3.5 16.7 3.5 C19.2 3.5 21.5 5.5 21.5 8.5 C21.5 11.5 20 15 12 20.5 Z",
	[CHANNEL_ADS] = "M3 9.5 L8 9.5 L19 4 L19 19 L8 14.5 L3 14.5 Z M7 14.5 L8.5 21 L11.5 21 L10.5 15.5 "
			"M21.5 10 L21.5 13.5",
	[CHANNEL_POST] = "M12 2.5 L21 7 L21 17 L12 21.5 L3 17 L3 7 Z M3 7 L12 11.5 L21 7 M12 11.5 L12 21.5 "
			 "M7.5 4.8 L16.5 9.2",
	[CHANNEL_SURVEY] = "M5 4 L19 4 L19 22 L5 22 Z M9 2 L15 2 L15 6 L9 6 Z M8.5 12 L10 13.5 L12.5 10.5 "
			   "M8.5 17.5 L10 19 L12.5 16 M15 12.5 L16 12.5 M15 18 L16 18",
	[CHANNEL_OFFICE] =
		"O12 6 3.5 M5.5 15.5 C5.5 12 8 10.5 12 10.5 C16 10.5 18.5 12 18.5 15.5 M2 15.5 L22 15.5 "
		"M4 15.5 L4 21.5 M20 15.5 L20 21.5",
	[CHANNEL_PARTNER] = "M1.5 7 L5 5 L9 6.5 L12 5 L15.5 5 L19 6.5 L22.5 5.5 M22.5 15 L19.5 16 L14 20.5 "
			    "L11.5 20.5 L4.5 15 L1.5 15 M12 5.5 L8.5 10.5 C10 12 12 11.5 13.5 9.5 L19.5 16",
};

const char *channel_drawing(enum channel channel)
{
	return drawings[channel];
}

/* A company's own colour is written small, and white on it as well: on a dark page it stays as it is (page.css). */
static const char *own_colour(struct scope *sc, const struct map_look *look)
{
	return str_equal(str_of(look->colour), str_of(channel_colour(look->symbol)))
		       ? NULL
		       : str_c(sc, str_fold(sc, str_of(look->colour)));
}

void channel_badge(struct scene *scene, double x, double y, double size, const struct map_look *look)
{
	const char *own = own_colour(scene->sc, look);

	scene_rect(scene, (struct box){ x, y, size, size }, size * 0.28,
		(struct paint){ .fill = own ? own : look->colour });
	scene_drawing(scene, channel_drawing(look->symbol), x + size * 0.2, y + size * 0.2, size * 0.6,
		(struct paint){ .stroke = own ? "#ffffff" : PAPER, .width = size * 0.055 });
}
