#include "answer/pictures.h"

#include "draw/draw.h"
#include "draw/picture.h"
#include "store/attachments.h"

struct fetching {
	struct scope *sc;
	struct documents *docs;
	struct map *map;
	struct names *seen;
	uint64_t bytes;
};

static bool is_drawn(const struct attachment *a)
{
	return a->media.shown && a->bytes <= PICTURES_BYTES &&
	       (strcmp(a->media.ending, "png") == 0 || strcmp(a->media.ending, "jpg") == 0) &&
	       (uint64_t)a->media.width * a->media.height <= PICTURE_PIXELS;
}

static void take(struct fetching *f, const struct attachment *a, struct str bytes)
{
	struct map_picture p = picture_small(f->sc, (struct map_picture){ .id = a->id,
							    .bytes = bytes,
							    .jpeg = strcmp(a->media.ending, "jpg") == 0,
							    .width = a->media.width,
							    .height = a->media.height });

	if (f->bytes + p.bytes.n > PICTURES_ALL_BYTES)
		return;
	f->bytes += p.bytes.n;
	*LIST_ADD(f->sc, &f->map->pictures) = p;
}

/* One that is gone is no fault: the map's text still is. */
static bool fetch_one(struct fetching *f, struct str id)
{
	struct attachment a;
	struct str bytes;
	uint32_t before = names_count(f->seen);

	if (names_add(f->seen, id) != before)
		return true;
	if (!attachments_get(f->sc, f->docs, id, &a, &bytes)) {
		if (f->sc->fault != FAULT_NOT_FOUND)
			return false;
		scope_forgive(f->sc);
		return true;
	}
	if (is_drawn(&a))
		take(f, &a, bytes);
	return true;
}

static bool fetch_lane(struct fetching *f, const struct map_lane *lane)
{
	for (size_t t = 0; lane->cells && t < f->map->touchpoints.n; t++)
		for (size_t c = 0; c < lane->cells[t].cells.n; c++) {
			const struct attached_list *list = &lane->cells[t].cells.at[c].attachments;
			for (size_t i = 0; i < list->n; i++)
				if (!fetch_one(f, list->at[i].id))
					return false;
		}
	return true;
}

bool pictures_fetch(struct scope *sc, struct documents *docs, struct map *map)
{
	struct fetching f = { .sc = sc, .docs = docs, .map = map, .seen = names_new(sc) };

	for (size_t i = 0; i < map->lanes.n; i++)
		if (!fetch_lane(&f, &map->lanes.at[i]))
			return false;
	return true;
}

bool pictures_fetch_for(struct scope *sc, struct documents *docs, struct map *map, struct str format)
{
	const struct draw_format *row = draw_format_find(format);

	return !row || !row->pictures || pictures_fetch(sc, docs, map);
}
