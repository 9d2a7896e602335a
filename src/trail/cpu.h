/* cpu - loops that are made for several instruction sets from the same lines; all give the same bits.
 *
 *	EACH_CPU
 *	void find_gaps(...) { for (...) ... }
 *
 * The one that fits is chosen when the program starts.  Elsewhere than on x86-64, and with the sanitizers, whose
 * start comes after that choice, there is one alone.
 */
#pragma once

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) &&     \
	!defined(__SANITIZE_THREAD__)
#define EACH_CPU __attribute__((target_clones("default", "avx2", "arch=x86-64-v4")))
#else
#define EACH_CPU
#endif
