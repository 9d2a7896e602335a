#include <math.h>

#include "voice/model.h"

/* The error of calibration by ten steps of certainty (Guo et al. 2017): in each, how sure it was less how often it was
 * right. */

enum { STEPS = MODEL_TRIAL_STEPS };

void model_trial_add(struct model_trial *trial, size_t classes, uint32_t truth, const float *p)
{
	size_t said = 0;

	for (size_t k = 1; k < classes; k++)
		said = p[k] > p[said] ? k : said;
	trial->n++;
	trial->confusion[truth][said]++;
	int step = (int)(p[said] * STEPS);
	trial->gap[step < 0 ? 0 : step < STEPS ? step : STEPS - 1] += (double)p[said] - (said == truth);
}

static double f1(const struct model_trial *trial, size_t classes, size_t of)
{
	uint64_t is = 0, said = 0;

	for (size_t k = 0; k < classes; k++) {
		is += trial->confusion[of][k];
		said += trial->confusion[k][of];
	}
	return is + said ? 2 * (double)trial->confusion[of][of] / (double)(is + said) : 0;
}

void model_trial_end(struct model_trial *trial, size_t classes)
{
	double right = 0, n = (double)trial->n;

	trial->accuracy = trial->macro_f1 = trial->ece = 0;
	if (!trial->n)
		return;
	for (size_t k = 0; k < classes; k++) {
		right += (double)trial->confusion[k][k];
		trial->macro_f1 += f1(trial, classes, k) / (double)classes;
	}
	trial->accuracy = right / n;
	for (int i = 0; i < STEPS; i++)
		trial->ece += fabs(trial->gap[i]) / n;
}
