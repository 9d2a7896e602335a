#include "draw/canvas.h"

#include <math.h>

#include "base/buf.h"
#include "draw/palette.h"
#include "draw/picture.h"

struct pen {
	cairo_t *cr;
	struct font *font;
	struct scope *sc;
	bool tags;
};

cairo_status_t canvas_to_buf(void *buf, const unsigned char *bytes, unsigned n)
{
	buf_add(buf, bytes, n);
	return buf_over(buf) ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

static double hex_part(const char *colour, size_t at)
{
	static const char digits[] = "0123456789ABCDEF";
	const char *high = strchr(digits, colour[at]), *low = strchr(digits, colour[at + 1]);

	return (double)((high - digits) * 16 + (low - digits)) / 255;
}

static void set_colour(cairo_t *cr, const char *colour, double opacity)
{
	cairo_set_source_rgba(
		cr, hex_part(colour, 1), hex_part(colour, 3), hex_part(colour, 5), opacity > 0 ? opacity : 1);
}

static void set_dash(cairo_t *cr, const char *dash)
{
	struct str rest = str_of(dash);
	double lengths[8];
	int n = 0;

	while (rest.p && n < (int)COUNT_OF(lengths))
		if (str_number(str_cut(&rest, ' '), &lengths[n]))
			n++;
	cairo_set_dash(cr, lengths, n, 0);
}

static void fill_and_stroke(cairo_t *cr, const struct paint *p)
{
	if (p->fill) {
		set_colour(cr, p->fill, p->opacity);
		cairo_fill_preserve(cr);
	}
	if (p->stroke) {
		set_colour(cr, p->stroke, p->opacity);
		set_dash(cr, p->dash);
		cairo_set_line_width(cr, p->width);
		cairo_stroke_preserve(cr);
	}
	cairo_new_path(cr);
}

/* The names of PDF's structure types that fit: all a reader needs is order and names. */
static void draw_open(struct pen *pen, const struct item *item)
{
	(void)item;
	if (pen->tags)
		cairo_tag_begin(pen->cr, "Sect", NULL);
}

static void draw_close(struct pen *pen, const struct item *item)
{
	(void)item;
	if (pen->tags)
		cairo_tag_end(pen->cr, "Sect");
}

static void draw_rect(struct pen *pen, const struct item *item)
{
	const struct box b = item->box;
	double r = fmax(fmin(item->radius, fmin(b.w, b.h) / 2), 0);

	cairo_new_sub_path(pen->cr);
	cairo_arc(pen->cr, b.x + b.w - r, b.y + r, r, -M_PI / 2, 0);
	cairo_arc(pen->cr, b.x + b.w - r, b.y + b.h - r, r, 0, M_PI / 2);
	cairo_arc(pen->cr, b.x + r, b.y + b.h - r, r, M_PI / 2, M_PI);
	cairo_arc(pen->cr, b.x + r, b.y + r, r, M_PI, 3 * M_PI / 2);
	cairo_close_path(pen->cr);
	fill_and_stroke(pen->cr, &item->paint);
}

static void draw_circle(struct pen *pen, const struct item *item)
{
	cairo_new_sub_path(pen->cr);
	cairo_arc(pen->cr, item->box.x, item->box.y, item->radius, 0, 2 * M_PI);
	cairo_close_path(pen->cr);
	fill_and_stroke(pen->cr, &item->paint);
}

static const double *add_verb(cairo_t *cr, char verb, const double *p)
{
	if (verb == 'M')
		cairo_move_to(cr, p[0], p[1]);
	else if (verb == 'L')
		cairo_line_to(cr, p[0], p[1]);
	else if (verb == 'C')
		cairo_curve_to(cr, p[0], p[1], p[2], p[3], p[4], p[5]);
	else
		cairo_close_path(cr);
	return p + (verb == 'Z' ? 0 : verb == 'C' ? 6 : 2);
}

static void draw_path(struct pen *pen, const struct item *item)
{
	const double *p = item->path->points.at;

	for (size_t i = 0; i < item->path->verbs.n; i++)
		p = add_verb(pen->cr, item->path->verbs.at[i], p);
	fill_and_stroke(pen->cr, &item->paint);
}

/* Control characters have no glyph: what SVG shows as U+FFFD is shown so here. */
static struct str printable(struct scope *sc, struct str text)
{
	struct buf *b = buf_new(sc, text.n * 3 + 16);

	for (size_t i = 0; i < text.n;) {
		uint32_t c = str_next(text, &i);
		buf_letter(b, c < 0x20 || (c >= 0x7F && c < 0xA0) ? 0xFFFD : c);
	}
	return buf_str(b);
}

static void show_layout(cairo_t *cr, PangoLayout *layout, const struct type *t)
{
	PangoLayoutLine *line = pango_layout_get_line_readonly(layout, 0);

	if (t->halo) {
		pango_cairo_layout_line_path(cr, line);
		cairo_set_dash(cr, NULL, 0, 0);
		cairo_set_line_width(cr, 3);
		set_colour(cr, "#FFFFFF", 1);
		cairo_stroke(cr);
		cairo_move_to(cr, 0, 0);
	}
	set_colour(cr, t->colour, 1);
	pango_cairo_show_layout_line(cr, line);
}

/* A text from the system's fonts may come out wider than it was taken for: it is squeezed, so that it stays
 * in its place. */
static void draw_text(struct pen *pen, const struct item *item)
{
	static const double shares[] = { 0, 0.5, 1 };
	const struct type *t = &item->type;
	struct str text = printable(pen->sc, item->text);
	PangoLayout *layout = font_layout(pen->font, pen->cr, text, t->size, t->face);
	PangoRectangle logical;
	double want = font_width(pen->font, item->text, t->size, t->face);

	pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, 0), NULL, &logical);
	double got = (double)logical.width / PANGO_SCALE;
	double squeeze = got > want + 1 && got > 0 ? want / got : 1;
	cairo_save(pen->cr);
	cairo_translate(pen->cr, item->box.x - shares[t->anchor] * got * squeeze, item->box.y);
	cairo_scale(pen->cr, fmax(squeeze, 0.05), 1);
	cairo_move_to(pen->cr, 0, 0);
	show_layout(pen->cr, layout, t);
	cairo_restore(pen->cr);
	cairo_new_path(pen->cr);
	g_object_unref(layout);
}

/* What cannot be unpacked here stands by its name. */
static void draw_name(struct pen *pen, const struct item *item)
{
	struct box b = item->box;
	struct fit fit = font_fit(pen->sc, pen->font, item->text,
		(struct fit_want){
			.width = b.w - 4, .size = 10, .smallest = 8, .lines = 3, .face = FACE_REGULAR });
	double y = b.y + b.h / 2 - (double)(fit.n - 1) * fit.size * .6 + fit.size * .35;

	draw_rect(pen, &(struct item){ .box = b, .paint = { .fill = RULE } });
	for (size_t i = 0; i < fit.n; i++, y += fit.size * 1.2)
		draw_text(pen, &(struct item){ .box = { b.x + b.w / 2, y, 0, 0 },
				       .text = fit.lines[i],
				       .type = { fit.size, FACE_REGULAR, INK_MUTED, ANCHOR_MIDDLE, false } });
}

static void draw_image(struct pen *pen, const struct item *item)
{
	bool pdf = cairo_surface_get_type(cairo_get_target(pen->cr)) == CAIRO_SURFACE_TYPE_PDF;
	cairo_surface_t *image = picture_surface(item->picture, pdf);
	struct box b = item->box;

	if (!image) {
		draw_name(pen, item);
		return;
	}
	double w = cairo_image_surface_get_width(image), h = cairo_image_surface_get_height(image);
	double scale = fmin(b.w / w, b.h / h);
	cairo_save(pen->cr);
	cairo_translate(pen->cr, b.x + (b.w - w * scale) / 2, b.y + (b.h - h * scale) / 2);
	cairo_scale(pen->cr, scale, scale);
	cairo_set_source_surface(pen->cr, image, 0, 0);
	cairo_pattern_set_filter(cairo_get_source(pen->cr), CAIRO_FILTER_GOOD);
	cairo_rectangle(pen->cr, 0, 0, w, h);
	cairo_fill(pen->cr);
	cairo_restore(pen->cr);
	cairo_surface_destroy(image);
}

static void (*const drawers[])(struct pen *, const struct item *) = {
	[MARK_OPEN] = draw_open,
	[MARK_CLOSE] = draw_close,
	[MARK_RECT] = draw_rect,
	[MARK_CIRCLE] = draw_circle,
	[MARK_PATH] = draw_path,
	[MARK_TEXT] = draw_text,
	[MARK_IMAGE] = draw_image,
};

void canvas_draw(cairo_t *cr, struct font *font, const struct scene *scene, bool tags)
{
	struct pen pen = { cr, font, scene->sc, tags };

	cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
	cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
	for (size_t i = 0; i < scene->items.n; i++)
		drawers[scene->items.at[i].mark](&pen, &scene->items.at[i]);
}
