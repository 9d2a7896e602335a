#include "draw/font.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangofc-fontmap.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unicode/uchar.h>
#include <unistd.h>

#include "base/names.h"

#define FONT(name) extern const unsigned char font_##name##_start[], font_##name##_end[]
FONT(regular);
FONT(medium);
FONT(semibold);
FONT(bold);
FONT(italic);

static const struct {
	int weight;
	PangoWeight pango;
	PangoStyle style;
	const unsigned char *start, *end;
} faces[FACES] = {
	[FACE_REGULAR] = { 400, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, font_regular_start,
		font_regular_end },
	[FACE_MEDIUM] = { 500, PANGO_WEIGHT_MEDIUM, PANGO_STYLE_NORMAL, font_medium_start, font_medium_end },
	[FACE_SEMIBOLD] = { 600, PANGO_WEIGHT_SEMIBOLD, PANGO_STYLE_NORMAL, font_semibold_start,
		font_semibold_end },
	[FACE_BOLD] = { 700, PANGO_WEIGHT_BOLD, PANGO_STYLE_NORMAL, font_bold_start, font_bold_end },
	[FACE_ITALIC] = { 400, PANGO_WEIGHT_NORMAL, PANGO_STYLE_ITALIC, font_italic_start, font_italic_end },
};

/* Widths are kept for this size and scaled: nothing is hinted, so they are proportional. */
enum { MEASURE_PX = 100 };

struct widths {
	struct names *texts;
	LIST(double) px; /* by the text's code */
};

struct font {
	struct scope *sc;
	int files[FACES];           /* descriptors */
	PangoFontMap *own, *system; /* system: opened when a letter first asks for it */
	PangoContext *context;
	PangoLayout *measure;
	PangoFontDescription *faces[FACES];
	PangoCoverage *coverage[FACES];
	struct widths widths[FACES];
};

/* The faces as files that live in memory, and what fontconfig knows of them, once for the process and to its
 * end: fontconfig opens fonts by path only, and cairo keeps faces by their path. */
static struct {
	pthread_once_t once;
	char paths[FACES][32];
	FcConfig *config;
} own = { .once = PTHREAD_ONCE_INIT }, with_system = { .once = PTHREAD_ONCE_INIT };

/* fontconfig keeps its pointers as offsets, where the leak checker of a test build does not find them. */
void __lsan_disable(void) __attribute__((weak));
void __lsan_enable(void) __attribute__((weak));

static bool memory_file(enum face face, char *path, size_t room)
{
	size_t n = (size_t)(faces[face].end - faces[face].start), done = 0;
	int fd = memfd_create("font", MFD_CLOEXEC);

	while (fd >= 0 && done < n) {
		ssize_t got = write(fd, faces[face].start + done, n - done);
		if (got <= 0) {
			close(fd);
			return false;
		}
		done += (size_t)got;
	}
	snprintf(path, room, "/proc/self/fd/%d", fd);
	return fd >= 0;
}

static bool add_faces(FcConfig *config)
{
	for (int i = 0; i < FACES; i++)
		if (!FcConfigAppFontAddFile(config, (const FcChar8 *)own.paths[i]))
			return false;
	return true;
}

static void make_own(void)
{
	for (int i = 0; i < FACES; i++)
		if (!memory_file((enum face)i, own.paths[i], sizeof own.paths[i]))
			return;
	if (__lsan_disable)
		__lsan_disable();
	FcConfig *config = FcConfigCreate();
	if (config && add_faces(config)) {
		own.config = config;
		FcConfigSetCurrent(config); /* else pango has all of the system's read in, for nothing */
	}
	if (__lsan_enable)
		__lsan_enable();
}

/* Our faces beside all that the system has. */
static void make_with_system(void)
{
	if (__lsan_disable)
		__lsan_disable();
	with_system.config = FcInitLoadConfigAndFonts();
	if (with_system.config)
		(void)add_faces(with_system.config);
	if (__lsan_enable)
		__lsan_enable();
}

static PangoFontMap *font_map(FcConfig *config)
{
	PangoFontMap *map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);

	pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), config);
	pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map), 72);
	return map;
}

static PangoContext *context_of(PangoFontMap *map)
{
	PangoContext *context = pango_font_map_create_context(map);
	cairo_font_options_t *options = cairo_font_options_create();

	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
	pango_cairo_context_set_font_options(context, options);
	pango_context_set_round_glyph_positions(context, false);
	cairo_font_options_destroy(options);
	return context;
}

static PangoFontDescription *describe(enum face face)
{
	PangoFontDescription *d = pango_font_description_new();

	pango_font_description_set_family_static(d, FONT_FAMILY);
	pango_font_description_set_weight(d, faces[face].pango);
	pango_font_description_set_style(d, faces[face].style);
	pango_font_description_set_absolute_size(d, MEASURE_PX * PANGO_SCALE);
	return d;
}

static void open_face(struct font *font, enum face face)
{
	font->faces[face] = describe(face);
	font->widths[face].texts = names_new(font->sc);
	PangoFont *got = pango_context_load_font(font->context, font->faces[face]);
	font->coverage[face] = got ? pango_font_get_coverage(got, pango_language_from_string("en")) : NULL;
	g_clear_object(&got);
}

struct font *font_open(struct scope *sc)
{
	pthread_once(&own.once, make_own);
	if (!own.config)
		return scope_fail(sc, FAULT_IO, "the embedded font could not be opened: no memory file");
	struct font *font = NEW(sc, struct font);
	font->sc = sc;
	font->own = font_map(own.config);
	font->context = context_of(font->own);
	font->measure = pango_layout_new(font->context);
	pango_layout_set_single_paragraph_mode(font->measure, true);
	for (int i = 0; i < FACES; i++)
		open_face(font, (enum face)i);
	return font;
}

void font_close(struct font *font)
{
	if (!font)
		return;
	for (int i = 0; i < FACES; i++) {
		pango_font_description_free(font->faces[i]);
		g_clear_object(&font->coverage[i]);
	}
	g_clear_object(&font->measure);
	g_clear_object(&font->context);
	g_clear_object(&font->own);
	g_clear_object(&font->system);
}

int face_weight(enum face face)
{
	return faces[face].weight;
}

static bool covers_letter(struct font *font, uint32_t c, enum face face)
{
	PangoCoverage *coverage = font->coverage[face];

	return coverage && pango_coverage_get(coverage, (int)c) == PANGO_COVERAGE_EXACT;
}

bool font_covers(struct font *font, struct str text, enum face face)
{
	for (size_t i = 0; i < text.n;)
		if (!covers_letter(font, str_next(text, &i), face))
			return false;
	return true;
}

static double shaped_width(struct font *font, struct str text, enum face face)
{
	PangoRectangle logical;

	pango_layout_set_font_description(font->measure, font->faces[face]);
	pango_layout_set_text(font->measure, text.p, (int)text.n);
	pango_layout_get_extents(font->measure, NULL, &logical);
	return (double)logical.width / PANGO_SCALE;
}

/* A letter that the font lacks, in ems: marks take no room, wide ones a square, others what most take. */
static double guessed_em(uint32_t c)
{
	int width = u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
	int8_t kind = u_charType((UChar32)c);

	if (kind == U_NON_SPACING_MARK || kind == U_ENCLOSING_MARK || kind == U_FORMAT_CHAR)
		return 0;
	return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 1.15 : 0.65;
}

static double measured(struct font *font, struct str text, enum face face)
{
	double px = 0;

	if (font_covers(font, text, face))
		return shaped_width(font, text, face);
	for (size_t i = 0, from = 0; i <= text.n;) {
		size_t at = i;
		uint32_t c = i < text.n ? str_next(text, &i) : 0;
		if (at < text.n && covers_letter(font, c, face))
			continue;
		if (at > from)
			px += shaped_width(font, str_sub(text, from, at), face);
		if (at == text.n)
			break;
		px += guessed_em(c) * MEASURE_PX;
		from = i;
	}
	return px;
}

double font_width(struct font *font, struct str text, double size, enum face face)
{
	struct widths *w = &font->widths[face];

	if (str_empty(text))
		return 0;
	uint32_t code = names_add(w->texts, text);
	if (code >= w->px.n)
		*LIST_ADD(font->sc, &w->px) = measured(font, text, face);
	return w->px.at[code] * size / MEASURE_PX;
}

/* Without fonts in the system, ours must do. */
static PangoFontMap *system_map(struct font *font)
{
	pthread_once(&with_system.once, make_with_system);
	if (!font->system && with_system.config)
		font->system = font_map(with_system.config);
	return font->system ? font->system : font->own;
}

PangoLayout *font_layout(struct font *font, cairo_t *cr, struct str text, double size, enum face face)
{
	PangoContext *context = context_of(font_covers(font, text, face) ? font->own : system_map(font));
	PangoFontDescription *d = pango_font_description_copy(font->faces[face]);

	pango_cairo_update_context(cr, context);
	PangoLayout *layout = pango_layout_new(context);
	pango_font_description_set_absolute_size(d, size * PANGO_SCALE);
	pango_layout_set_font_description(layout, d);
	pango_layout_set_single_paragraph_mode(layout, true);
	pango_layout_set_text(layout, text.p, (int)text.n);
	pango_font_description_free(d);
	g_object_unref(context);
	return layout;
}
