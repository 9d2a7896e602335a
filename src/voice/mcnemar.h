/* mcnemar - whether two who answered the same questions differ by more than chance (McNemar 1947).
 *
 *	old_alone = texts that only the old model was right about, new_alone = those that only the new one was
 *	if (new_alone > old_alone && mcnemar_p(old_alone, new_alone) < .05) ...     // the new one is better
 *
 * What both were right or wrong about says nothing and is not asked for.
 */
#pragma once

#include <stdint.h>

/* The two-sided p: exact under MCNEMAR_EXACT, else from chi-square with Edwards' correction (1948); 1 for 0 and 0. */
enum { MCNEMAR_EXACT = 25 };
double mcnemar_p(uint64_t a_alone, uint64_t b_alone);
