/* test - what every test file starts with: cmocka, and the few checks that it lacks. */
#pragma once

/* cmocka wants these before it */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"

/* The two must be equal; on failure both are printed as text. */
#define assert_str(got, want)                                                                                \
	do {                                                                                                 \
		struct str got_ = (got), want_ = str_of(want);                                               \
		if (!str_equal(got_, want_))                                                                 \
			fail_msg("got \"%.*s\", want \"%.*s\"", STR_ARG(got_), STR_ARG(want_));              \
	} while (0)

#define assert_near(got, want, within)                                                                       \
	do {                                                                                                 \
		double got_ = (got), want_ = (want);                                                         \
		if (!(fabs(got_ - want_) <= (within)))                                                       \
			fail_msg("got %.12g, want %.12g within %g", got_, want_, (double)(within));          \
	} while (0)

/* A refusal: the scope has this fault, and its reason contains the words. */
#define assert_fault(sc, kind, words)                                                                        \
	do {                                                                                                 \
		assert_int_equal((sc)->fault, (kind));                                                       \
		if (!strstr((sc)->why, (words)))                                                             \
			fail_msg("the reason is \"%s\", without \"%s\"", (sc)->why, (words));                \
	} while (0)

/* The path of a file beside the project ("data/receipt/receipt.csv"), or NULL when it is not there: the test
 * that needs it then skips with a message. */
static inline const char *shared_file(const char *name)
{
	static char path[4096];
	const char *home = getenv("WEND_SHARED");
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", home ? home : "../shared", name);
	f = fopen(path, "rb");
	if (!f)
		return NULL;
	fclose(f);
	return path;
}

#define NEED_SHARED(path, name)                                                                              \
	const char *path = shared_file(name);                                                                \
	if (!path) {                                                                                         \
		print_message("# skipped: %s is not beside the project\n", (name));                          \
		skip();                                                                                      \
	}

/* A fixed-seed generator for tests on random input (xorshift64*, Vigna 2016). */
static inline uint64_t test_random(uint64_t *state)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return *state * 2685821657736338717ull;
}
