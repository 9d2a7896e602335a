#include "draw/svg.h"

#include "base/speech.h"

#include <math.h>

#include "draw/picture.h"

static void xml_letter(struct buf *out, uint32_t c)
{
	static const struct {
		uint32_t c;
		const char *as;
	} marks[] = { { '&', "&amp;" }, { '<', "&lt;" }, { '>', "&gt;" }, { '"', "&quot;" },
		{ '\'', "&#39;" } };

	for (size_t i = 0; i < COUNT_OF(marks); i++) {
		if (c == marks[i].c) {
			buf_puts(out, marks[i].as);
			return;
		}
	}
	bool blank = c == '\t' || c == '\n' || c == '\r';
	bool unknown = (c < 0x20 && !blank) || (c >= 0x7F && c < 0xA0) || c == 0xFFFE || c == 0xFFFF;
	buf_letter(out, unknown ? 0xFFFD : blank ? ' ' : c);
}

void xml_text(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.n;)
		xml_letter(out, str_next(text, &i));
}

/* At most two decimals, no trailing zeros: hundredths of a pixel are enough for anybody. */
static void number(struct buf *out, double x)
{
	long long hundredths = llround(x * 100);
	long long whole = llabs(hundredths) / 100, part = llabs(hundredths) % 100;

	buf_printf(out, "%s%lld", hundredths < 0 ? "-" : "", whole);
	if (part)
		buf_printf(out, part % 10 ? ".%02lld" : ".%lld", part % 10 ? part : part / 10);
}

static void attribute(struct buf *out, const char *name, double x)
{
	buf_printf(out, " %s=\"", name);
	number(out, x);
	buf_putc(out, '"');
}

static void element(struct buf *out, const char *name, struct str text)
{
	if (str_empty(text))
		return;
	buf_printf(out, "<%s>", name);
	xml_text(out, text);
	buf_printf(out, "</%s>", name);
}

static void paint(struct buf *out, const struct paint *p)
{
	buf_printf(out, " fill=\"%s\"", p->fill ? p->fill : "none");
	if (p->stroke) {
		buf_printf(out, " stroke=\"%s\"", p->stroke);
		attribute(out, "stroke-width", p->width);
	}
	if (p->dash)
		buf_printf(out, " stroke-dasharray=\"%s\"", p->dash);
	if (p->opacity > 0)
		attribute(out, "opacity", p->opacity);
	buf_puts(out, "/>\n");
}

static void write_open(struct buf *out, const struct item *item, bool inside)
{
	const struct group *g = item->group;

	buf_puts(out, g->focus ? "<g class=\"stop\" role=\"img\"" : "<g");
	if (g->focus && inside)
		buf_puts(out, " tabindex=\"0\"");
	buf_putc(out, '>');
	element(out, "title", g->title);
	element(out, "desc", g->desc);
	buf_putc(out, '\n');
}

static void write_close(struct buf *out, const struct item *item, bool inside)
{
	(void)item;
	(void)inside;
	buf_puts(out, "</g>\n");
}

static void write_rect(struct buf *out, const struct item *item, bool inside)
{
	(void)inside;
	buf_puts(out, "<rect");
	attribute(out, "x", item->box.x);
	attribute(out, "y", item->box.y);
	attribute(out, "width", item->box.w);
	attribute(out, "height", item->box.h);
	if (item->radius > 0)
		attribute(out, "rx", fmin(item->radius, fmin(item->box.w, item->box.h) / 2));
	paint(out, &item->paint);
}

static void write_circle(struct buf *out, const struct item *item, bool inside)
{
	(void)inside;
	buf_puts(out, "<circle");
	attribute(out, "cx", item->box.x);
	attribute(out, "cy", item->box.y);
	attribute(out, "r", item->radius);
	paint(out, &item->paint);
}

static void write_path(struct buf *out, const struct item *item, bool inside)
{
	const double *p = item->path->points.at;

	(void)inside;
	buf_puts(out, "<path d=\"");
	for (size_t i = 0; i < item->path->verbs.n; i++) {
		char verb = item->path->verbs.at[i];
		size_t n = verb == 'Z' ? 0 : verb == 'C' ? 6 : 2;
		buf_putc(out, verb);
		for (size_t k = 0; k < n; k++) {
			if (k)
				buf_putc(out, ' ');
			number(out, *p++);
		}
	}
	buf_puts(out, "\" stroke-linecap=\"round\" stroke-linejoin=\"round\"");
	paint(out, &item->paint);
}

static void write_text(struct buf *out, const struct item *item, bool inside)
{
	static const char *const anchors[] = { "", " text-anchor=\"middle\"", " text-anchor=\"end\"" };
	const struct type *t = &item->type;

	(void)inside;
	buf_puts(out, "<text");
	attribute(out, "x", item->box.x);
	attribute(out, "y", item->box.y);
	attribute(out, "font-size", t->size);
	if (face_weight(t->face) != 400)
		buf_printf(out, " font-weight=\"%d\"", face_weight(t->face));
	if (t->face == FACE_ITALIC)
		buf_puts(out, " font-style=\"italic\"");
	buf_printf(out, "%s fill=\"%s\"", anchors[t->anchor], t->colour);
	if (t->halo)
		buf_puts(out,
			" stroke=\"#FFFFFF\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\"");
	buf_putc(out, '>');
	xml_text(out, item->text);
	buf_puts(out, "</text>\n");
}

static void write_image(struct buf *out, const struct item *item, bool inside)
{
	(void)inside;
	buf_puts(out, "<image");
	attribute(out, "x", item->box.x);
	attribute(out, "y", item->box.y);
	attribute(out, "width", item->box.w);
	attribute(out, "height", item->box.h);
	buf_puts(out, " role=\"img\" href=\"");
	picture_url(item->picture, out);
	buf_puts(out, "\">");
	element(out, "title", item->text);
	buf_puts(out, "</image>\n");
}

static void (*const writers[])(struct buf *, const struct item *, bool) = {
	[MARK_OPEN] = write_open,
	[MARK_CLOSE] = write_close,
	[MARK_RECT] = write_rect,
	[MARK_CIRCLE] = write_circle,
	[MARK_PATH] = write_path,
	[MARK_TEXT] = write_text,
	[MARK_IMAGE] = write_image,
};

static void write_root(struct buf *out, const struct scene *scene, bool inside)
{
	if (!inside)
		buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	buf_puts(out, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
	attribute(out, "width", scene->width);
	attribute(out, "height", scene->height);
	buf_puts(out, " viewBox=\"0 0 ");
	number(out, scene->width);
	buf_putc(out, ' ');
	number(out, scene->height);
	if (!inside)
		buf_printf(out, "\" xml:lang=\"%s", speech_code(scene->sc->speech));
	buf_printf(out, "\" role=\"%s\" aria-labelledby=\"wend-title wend-desc\" font-family=\"%s\">\n",
		inside ? "group" : "img", FONT_STACK);
	buf_puts(out, "<title id=\"wend-title\">");
	xml_text(out, scene->title);
	buf_puts(out, "</title>\n<desc id=\"wend-desc\">");
	xml_text(out, scene->desc);
	buf_puts(out, "</desc>\n");
}

void svg_write(const struct scene *scene, struct svg_want want, struct buf *out)
{
	write_root(out, scene, want.inside);
	for (size_t i = 0; i < scene->items.n; i++)
		writers[scene->items.at[i].mark](out, &scene->items.at[i], want.inside);
	buf_puts(out, "</svg>\n");
}
