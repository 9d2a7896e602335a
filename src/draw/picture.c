#include "draw/picture.h"

#include <math.h>

const struct map_picture *picture_find(const struct map *map, struct str id)
{
	for (size_t i = 0; i < map->pictures.n; i++)
		if (str_equal(map->pictures.at[i].id, id))
			return &map->pictures.at[i];
	return NULL;
}

/* --- as text ------------------------------------------------------------------------------------------ */

void picture_url(const struct map_picture *p, struct buf *out)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned char *b = (const unsigned char *)p->bytes.p;

	buf_printf(out, "data:%s;base64,", p->jpeg ? "image/jpeg" : "image/png");
	for (size_t i = 0; i < p->bytes.n; i += 3) {
		size_t left = p->bytes.n - i;
		unsigned long three = (unsigned long)b[i] << 16 |
				      (left > 1 ? (unsigned long)b[i + 1] << 8 : 0) |
				      (left > 2 ? b[i + 2] : 0);
		const char four[] = { digits[three >> 18], digits[three >> 12 & 63],
			left > 1 ? digits[three >> 6 & 63] : '=', left > 2 ? digits[three & 63] : '=' };
		buf_add(out, four, sizeof four);
	}
}

/* --- as pixels ---------------------------------------------------------------------------------------- */

struct source {
	struct str rest;
};

static cairo_status_t take(void *to, unsigned char *bytes, unsigned n)
{
	struct source *s = to;

	if (n > s->rest.n)
		return CAIRO_STATUS_READ_ERROR;
	memcpy(bytes, s->rest.p, n);
	s->rest = str_sub(s->rest, n, s->rest.n);
	return CAIRO_STATUS_SUCCESS;
}

static cairo_status_t put(void *to, const unsigned char *bytes, unsigned n)
{
	buf_add(to, bytes, n);
	return buf_over(to) ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *unless_bad(cairo_surface_t *surface)
{
	if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS)
		return surface;
	cairo_surface_destroy(surface);
	return NULL;
}

static cairo_surface_t *read_png(const struct map_picture *p)
{
	struct source source = { p->bytes };

	return unless_bad(cairo_image_surface_create_from_png_stream(take, &source));
}

static bool set_mime(cairo_surface_t *s, const char *type, struct str bytes)
{
	return cairo_surface_set_mime_data(s, type, (const unsigned char *)bytes.p, bytes.n, NULL, NULL) ==
	       CAIRO_STATUS_SUCCESS;
}

/* A surface of its size that nothing was drawn on: the PDF takes the JPEG itself. */
static cairo_surface_t *carry_jpeg(const struct map_picture *p)
{
	cairo_surface_t *s =
		unless_bad(cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)p->width, (int)p->height));

	/* Once in the PDF, however many cells have it. */
	if (s && (!set_mime(s, CAIRO_MIME_TYPE_JPEG, p->bytes) ||
			 !set_mime(s, CAIRO_MIME_TYPE_UNIQUE_ID, p->id))) {
		cairo_surface_destroy(s);
		return NULL;
	}
	return s;
}

cairo_surface_t *picture_surface(const struct map_picture *p, bool pdf)
{
	if ((uint64_t)p->width * p->height > PICTURE_PIXELS)
		return NULL;
	if (!p->jpeg)
		return read_png(p);
	return pdf ? carry_jpeg(p) : NULL;
}

/* --- small -------------------------------------------------------------------------------------------- */

static cairo_surface_t *scaled(cairo_surface_t *from, double scale)
{
	int w = (int)fmax(1, round(cairo_image_surface_get_width(from) * scale));
	int h = (int)fmax(1, round(cairo_image_surface_get_height(from) * scale));
	cairo_surface_t *to = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, w, h);
	cairo_t *cr = cairo_create(to);

	cairo_scale(cr, (double)w / cairo_image_surface_get_width(from),
		(double)h / cairo_image_surface_get_height(from));
	cairo_set_source_surface(cr, from, 0, 0);
	cairo_pattern_set_filter(cairo_get_source(cr), CAIRO_FILTER_GOOD);
	cairo_paint(cr);
	cairo_destroy(cr);
	return to;
}

static bool make_small(struct scope *sc, struct map_picture *p, cairo_surface_t *whole)
{
	double scale = fmin(1, fmin((double)PICTURE_WIDE / p->width, (double)PICTURE_HIGH / p->height));
	cairo_surface_t *small = scaled(whole, scale);
	struct buf *out = buf_new(sc, p->bytes.n);
	bool ok = cairo_surface_write_to_png_stream(small, put, out) == CAIRO_STATUS_SUCCESS;

	if (ok) {
		p->bytes = buf_str(out);
		p->width = (uint32_t)cairo_image_surface_get_width(small);
		p->height = (uint32_t)cairo_image_surface_get_height(small);
	}
	cairo_surface_destroy(small);
	return ok;
}

struct map_picture picture_small(struct scope *sc, struct map_picture p)
{
	cairo_surface_t *whole;

	if (p.jpeg || p.bytes.n <= PICTURE_KEPT || !(whole = picture_surface(&p, false)))
		return p;
	(void)make_small(sc, &p, whole);
	cairo_surface_destroy(whole);
	return p;
}
