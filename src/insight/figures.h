/* figures - from counted tables to the numbers of a map, each with its n and its interval.
 *
 *	struct map_figures f = figures_of(sc, stats, t);
 *	figures_critical(sc, stats, feedback, figures, n);          // marks the critical moments among n touchpoints
 */
#pragma once

#include "model/figures.h"
#include "trail/stats.h"

/* Of the touchpoint (or, where the tables were folded, the stage) `t`.  Where no journey has a second step (the
 * answers of a survey, each a customer of its own), nobody can be seen leaving: drop-off is not known. */
struct map_figures figures_of(struct scope *sc, const struct stats *stats, uint32_t t);

/* A quantile report of a histogram: median by nearest rank with its order-statistic interval, 95 % quantile. */
struct duration figures_duration(const struct hist *hist);

/* The map's own drop-off: of all stays at a touchpoint (journeys by touchpoints that they reached), the share
 * that ended there and left.  What single touchpoints are compared with.
 * `feedback` (NULL: none): [touchpoints] where customers only answer, which is a step of nobody's way. */
struct estimate figures_drop_off(const struct stats *stats, const bool *feedback);

enum { FIGURES_HOLLOW = 30 }; /* under this n a marker is hollow */

/* A critical moment: its drop-off is above that of the other touchpoints, significantly (two shares,
 * Benjamini-Hochberg over all touchpoints, q = .05), and by at least CRITICAL_FLOOR. */
#define CRITICAL_FLOOR .05
void figures_critical(struct scope *sc, const struct stats *stats, const bool *feedback,
	struct map_figures *figures, size_t n);

/* Evidence, from the n it stands on: 0 none, 1 weak (under 30), 2 some, 3 good, 4 strong (400 and more). */
unsigned figures_grade(uint64_t n);

/* A value shrunk to the mean of all, for ranking only: (n v + k M) / (n + k), k = 8. */
double figures_shrunk(const struct estimate *e, double mean_of_all);
