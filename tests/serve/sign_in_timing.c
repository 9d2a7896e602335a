/* How long a refusal takes must not tell whether an account is there: sign-ins at accounts that are, that were only
 * invited, and that are nobody's, in random order, compared by ranks (Mann and Whitney 1947).
 *
 *	serve_sign_in_timing [TRIES]
 *
 * Says medians, and how often one of somebody took longer than one of nobody: half of the times where time tells nothing.
 * 1 where it is outside of 0.4 to 0.6, which chance does once in 20,000 runs of 300.
 */
#include "doors/user.h"

#include "../doors/kit.h"
#include "serve/clock.h"

enum { KINDS = 3, TRIES = 300, TRIES_MOST = 5000, SLOW_MEMORY = 8 << 20 };

static const char *const kinds[KINDS] = { "nobody", "somebody", "somebody invited" };

static double took[KINDS][TRIES_MOST];

static int by_size(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Another account each time, a day later each time: nothing is throttled. */
static void prepare(struct kit *k, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct user_wish invited = { .email = str_of(scope_printf(&k->sc, "i%zu@shop.example", i)),
			.rank = RANK_VIEWER };
		int64_t id;
		kit_user(k, scope_printf(&k->sc, "k%zu@shop.example", i), RANK_VIEWER);
		kit_ok(k, user_add(&k->sc, k->doors, &k->system, &invited, k->now_us, &id));
	}
}

static double refuse_once(struct kit *k, int kind, size_t i)
{
	static const char letters[KINDS] = { 'n', 'k', 'i' };
	struct scope sc = { 0 };
	struct sign_in_done done;
	struct sign_in_try attempt = { str_of(scope_printf(&sc, "%c%zu@shop.example", letters[kind], i)),
		STR("quite another password"), STR(""), STR("203.0.113.7") };

	k->now_us += KIT_DAY_US;
	int64_t began = clock_steady_us();
	assert_false(sign_in(&sc, k->doors, &attempt, k->now_us, &done));
	double us = (double)(clock_steady_us() - began);
	assert_fault(&sc, FAULT_DENIED, "the e-mail or the password is wrong");
	scope_close(&sc);
	return us;
}

static void measure(struct kit *k, size_t n)
{
	uint64_t chance = 20261126;

	for (size_t i = 0; i < n; i++) {
		int first = (int)(test_random(&chance) % KINDS);
		for (int j = 0; j < KINDS; j++) {
			int kind = (first + j) % KINDS;
			took[kind][i] = refuse_once(k, kind, i);
		}
	}
}

static double share_longer(const double *a, const double *b, size_t n)
{
	double longer = 0;

	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n; j++)
			longer += a[i] > b[j] ? 1 : a[i] == b[j] ? 0.5 : 0;
	return longer / (double)n / (double)n;
}

int main(int argc, char **argv)
{
	size_t n = argc > 1 ? (size_t)strtoul(argv[1], NULL, 10) : TRIES;
	struct kit k = kit_open();
	bool ok = true;

	n = n < 10 || n > TRIES_MOST ? TRIES : n;
	hasher_close(k.doors->shared.hasher);
	k.doors->shared.hasher =
		hasher_new(&k.sc, &(struct hasher_wish){ .at_once = 1, .passes = 1, .memory = SLOW_MEMORY });
	prepare(&k, n);
	measure(&k, n);
	for (int kind = 0; kind < KINDS; kind++)
		qsort(took[kind], n, sizeof took[kind][0], by_size);
	for (int kind = 1; kind < KINDS; kind++) {
		double share = share_longer(took[kind], took[0], n);
		ok &= share > 0.4 && share < 0.6;
		printf("%s longer than %s in %.3f of the pairs, ", kinds[kind], kinds[0], share);
	}
	printf("medians %.2f, %.2f, %.2f ms of %zu\n", took[0][n / 2] / 1000, took[1][n / 2] / 1000,
		took[2][n / 2] / 1000, n);
	kit_close(&k);
	return ok ? 0 : 1;
}
