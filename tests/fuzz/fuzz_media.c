/* Any bytes as a file that somebody sends: its headers are read within its bytes, a picture that is shown has a size within
 * the ceiling, the type that was told is known again, and one that can be drawn is drawn no larger than asked for. */
#include "draw/picture.h"
#include "must.h"
#include "store/media.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void draw(struct scope *sc, struct str bytes, const struct media *m)
{
	struct map_picture p = { .id = STR("x"),
		.bytes = bytes,
		.jpeg = strcmp(m->ending, "jpg") == 0,
		.width = m->width,
		.height = m->height };
	struct map_picture small = picture_small(sc, p);
	struct buf *url = buf_new(sc, 1 << 20);

	must(small.bytes.n <= bytes.n && small.width && small.height);
	picture_url(&small, url);
	must(!buf_over(url) && str_is_utf8(buf_str(url)));
	for (int pdf = 0; pdf < 2; pdf++) {
		cairo_surface_t *s = picture_surface(&small, pdf);
		must(!s || cairo_surface_status(s) == CAIRO_STATUS_SUCCESS);
		cairo_surface_destroy(s);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	enum { DRAWN = 1000000 /* pixels: what more costs here is unpacking alone */ };
	struct scope sc = { 0 };
	struct str bytes = fuzz_tight((struct str){ (const char *)data, size });
	struct media m = media_look(bytes), same = media_of(str_of(m.type));

	must(m.type && m.ending && strcmp(same.type, m.type) == 0 && strcmp(same.ending, m.ending) == 0);
	must(m.shown ? m.width && m.height && (uint64_t)m.width * m.height <= MEDIA_PIXELS
		     : !m.width && !m.height);
	bool drawn = strcmp(m.ending, "png") == 0 || strcmp(m.ending, "jpg") == 0;
	if (m.shown && drawn && (uint64_t)m.width * m.height <= DRAWN)
		draw(&sc, bytes, &m);
	free((char *)(uintptr_t)bytes.p);
	scope_close(&sc);
	return 0;
}
