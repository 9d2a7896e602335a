#include "draw/curve.h"
#include "test.h"

enum { MOST = 12 };

/* The cubic between i and i+1 at parameter t, from Hermite's four basis functions. */
static double between(const double *x, const double *y, const double *m, size_t i, double t)
{
	double h = x[i + 1] - x[i], t2 = t * t, t3 = t2 * t;

	return (2 * t3 - 3 * t2 + 1) * y[i] + (t3 - 2 * t2 + t) * h * m[i] + (-2 * t3 + 3 * t2) * y[i + 1] +
	       (t3 - t2) * h * m[i + 1];
}

static void a_line_stays_a_line(void **state)
{
	const double x[] = { 0, 1, 3, 4 }, y[] = { 1, 3, 7, 9 };
	double m[4];

	(void)state;
	curve_slopes(x, y, 4, m);
	for (size_t i = 0; i < 4; i++)
		assert_near(m[i], 2, 1e-12);
}

static void turning_points_are_flat(void **state)
{
	const double x[] = { 0, 1, 2 }, y[] = { 0, 5, 0 };
	double m[3];

	(void)state;
	curve_slopes(x, y, 3, m);
	assert_near(m[1], 0, 0);
}

static void few_points_are_no_trouble(void **state)
{
	const double x[] = { 3 }, y[] = { 4 };
	double m[1] = { 9 };

	(void)state;
	curve_slopes(x, y, 1, m);
	assert_near(m[0], 0, 0);
	curve_slopes(x, y, 0, m);
}

static void it_never_swings_past_its_points(void **state)
{
	uint64_t seed = 3;

	(void)state;
	for (int round = 0; round < 2000; round++) {
		double x[MOST], y[MOST], m[MOST], at = 0;
		size_t n = 2 + test_random(&seed) % (MOST - 1);
		for (size_t i = 0; i < n; i++) {
			x[i] = at += 0.1 + (double)(test_random(&seed) % 100) / 10;
			y[i] = (double)(test_random(&seed) % 40) / 10 - 2;
		}
		curve_slopes(x, y, n, m);
		for (size_t i = 0; i + 1 < n; i++) {
			double low = fmin(y[i], y[i + 1]), high = fmax(y[i], y[i + 1]), before = y[i];
			for (int k = 1; k <= 50; k++) {
				double v = between(x, y, m, i, k / 50.0);
				assert_true(v >= low - 1e-9 && v <= high + 1e-9);
				assert_true(y[i + 1] >= y[i] ? v >= before - 1e-9 : v <= before + 1e-9);
				before = v;
			}
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_stays_a_line),
		cmocka_unit_test(turning_points_are_flat),
		cmocka_unit_test(few_points_are_no_trouble),
		cmocka_unit_test(it_never_swings_past_its_points),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
