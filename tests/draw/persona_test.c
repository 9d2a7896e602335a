/* What tells the personas of one map apart, for every pair of eyes. */
#include "draw/layout.h"
#include "maps.h"
#include "test.h"

static const char *const colours[] = PERSONA_COLOURS;

static double linear(unsigned byte)
{
	double c = byte / 255.0;

	return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static void linear_of(const char *colour, double *out)
{
	unsigned rgb = (unsigned)strtoul(colour + 1, NULL, 16);

	out[0] = linear(rgb >> 16), out[1] = linear(rgb >> 8 & 255), out[2] = linear(rgb & 255);
}

static void times(const double m[3][3], const double *v, double *out)
{
	for (int i = 0; i < 3; i++)
		out[i] = fmin(fmax(m[i][0] * v[0] + m[i][1] * v[1] + m[i][2] * v[2], 0), 2);
}

static double root(double t)
{
	return t > 216. / 24389 ? cbrt(t) : (24389. / 27 * t + 16) / 116;
}

/* CIE 1976 L*a*b* from linear sRGB, white D65. */
static void lab_of(const double *rgb, double *lab)
{
	static const double to_xyz[3][3] = { { .4124564, .3575761, .1804375 },
		{ .2126729, .7151522, .0721750 }, { .0193339, .1191920, .9503041 } };
	double xyz[3];

	times(to_xyz, rgb, xyz);
	double x = root(xyz[0] / .95047), y = root(xyz[1]), z = root(xyz[2] / 1.08883);
	lab[0] = 116 * y - 16, lab[1] = 500 * (x - y), lab[2] = 200 * (y - z);
}

/* As seen by most, without green, without red, without blue (Machado, Oliveira, Fernandes 2009, severity 1). */
static const double eyes[][3][3] = {
	{ { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
	{ { .367322, .860646, -.227968 }, { .280085, .672501, .047413 }, { -.011820, .042940, .968881 } },
	{ { .152286, 1.052583, -.204868 }, { .114503, .786281, .099216 }, { -.003882, -.048116, 1.051998 } },
	{ { 1.255528, -.076749, -.178779 }, { -.078411, .930809, .147602 }, { .004733, .691367, .303900 } },
};

static double apart(const char *a, const char *b, size_t eye)
{
	double rgb[2][3], seen[2][3], lab[2][3], sum = 0;

	linear_of(a, rgb[0]), linear_of(b, rgb[1]);
	for (int i = 0; i < 2; i++) {
		times(eyes[eye], rgb[i], seen[i]);
		lab_of(seen[i], lab[i]);
	}
	for (int i = 0; i < 3; i++)
		sum += (lab[0][i] - lab[1][i]) * (lab[0][i] - lab[1][i]);
	return sqrt(sum);
}

/* The first two are what most maps have: they are the furthest apart. */
static void colours_differ_for_every_eye(void **state)
{
	static const double least[] = { 25, 25, 25, 20 }, least_of_two[] = { 100, 100, 100, 50 };

	(void)state;
	assert_int_equal(COUNT_OF(colours), MAP_CURVES);
	for (size_t eye = 0; eye < COUNT_OF(eyes); eye++) {
		assert_true(apart(colours[0], colours[1], eye) >= least_of_two[eye]);
		for (size_t a = 0; a < MAP_CURVES; a++)
			for (size_t b = 0; b < a; b++)
				if (apart(colours[a], colours[b], eye) < least[eye])
					fail_msg("%s and %s are %g apart for eye %zu", colours[a], colours[b],
						apart(colours[a], colours[b], eye), eye);
	}
}

/* Red and green of the usual traffic light, which the check must refuse. */
static void the_check_knows_a_bad_pair(void **state)
{
	(void)state;
	assert_true(apart("#2E9E4F", "#D9372C", 0) > 100);
	assert_true(apart("#2E9E4F", "#D9372C", 1) < 25);
}

/* The white letter in a mark is text. */
static void colours_read_on_white(void **state)
{
	(void)state;
	for (size_t i = 0; i < MAP_CURVES; i++) {
		double rgb[3];
		linear_of(colours[i], rgb);
		double l = 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
		if (1.05 / (l + 0.05) < 4.5)
			fail_msg("%s has %g on white", colours[i], 1.05 / (l + 0.05));
	}
}

static struct scene *drawn(struct scope *sc, const struct map *map)
{
	struct font *font = font_open(sc);
	struct scene *scene = layout_map(sc, font, map, (struct layout_want){ .stages = map->stages.n });

	font_close(font);
	return scene;
}

static size_t count_paths(const struct scene *scene, const char *colour, const char *dash)
{
	size_t n = 0;

	for (size_t i = 0; i < scene->items.n; i++) {
		const struct paint *p = &scene->items.at[i].paint;
		if (scene->items.at[i].mark == MARK_PATH && p->stroke && p->width == 2.5 &&
			strcmp(p->stroke, colour) == 0)
			n += dash ? p->dash && strcmp(p->dash, dash) == 0 : !p->dash;
	}
	return n;
}

static size_t count_texts(const struct scene *scene, const char *text)
{
	size_t n = 0;

	for (size_t i = 0; i < scene->items.n; i++)
		n += scene->items.at[i].mark == MARK_TEXT && str_equal(scene->items.at[i].text, str_of(text));
	return n;
}

/* Of the twelve touchpoints 11 are rated; the second persona comes to 8 of these, in three runs and one point, and
 * each curve is once more in the legend. */
static void a_gap_breaks_a_line(void **state)
{
	struct scope sc = { 0 };
	const struct scene *scene = drawn(&sc, maps_make(&sc, MAPS_PAIR));

	(void)state;
	assert_int_equal(count_paths(scene, colours[0], NULL), 1 + 1);
	assert_int_equal(count_paths(scene, colours[1], "10 5"), 3 + 1);
	assert_int_equal(
		count_texts(scene, "A"), 11 + 1 + 2); /* beside its numbers; in the legend, full and hollow */
	assert_int_equal(count_texts(scene, "B"), 8 + 1 + 1);
	assert_int_equal(count_texts(scene, "nobody comes here"), 3);
	assert_int_equal(count_texts(scene, "2,169\xc2\xa0"
					    "customers"),
		1);
	scope_close(&sc);
}

static void a_persona_of_nobody_says_so(void **state)
{
	struct scope sc = { 0 };
	const struct scene *scene = drawn(&sc, maps_make(&sc, MAPS_CROWD));

	(void)state;
	assert_int_equal(count_texts(scene, "E"), 2); /* no point, but its line and the legend */
	assert_int_equal(count_texts(scene, "Nikt"), 1);
	assert_int_equal(count_texts(scene, "0\xc2\xa0"
					    "customers"),
		1);
	scope_close(&sc);
}

/* One curve alone is drawn as it always was: no letters. */
static void one_persona_has_no_letters(void **state)
{
	struct scope sc = { 0 };
	const struct scene *scene = drawn(&sc, maps_make(&sc, MAPS_TWELVE));

	(void)state;
	assert_int_equal(count_texts(scene, "A"), 0);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(colours_differ_for_every_eye),
		cmocka_unit_test(the_check_knows_a_bad_pair),
		cmocka_unit_test(colours_read_on_white),
		cmocka_unit_test(a_gap_breaks_a_line),
		cmocka_unit_test(a_persona_of_nobody_says_so),
		cmocka_unit_test(one_persona_has_no_letters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
