#include <float.h>
#include <math.h>

#include "voice/model_private.h"

/* Temperature scaling (Guo et al. 2017): one number that makes what a model says of its certainty true. */

enum { STEPS = 40 };

#define COLDEST .2
#define HOTTEST 5.

void model_softmax(float *z, size_t classes, float temperature)
{
	float most = z[0], sum = 0;

	for (size_t k = 1; k < classes; k++)
		most = z[k] > most ? z[k] : most;
	for (size_t k = 0; k < classes; k++)
		sum += z[k] = expf((z[k] - most) / temperature);
	for (size_t k = 0; k < classes; k++)
		z[k] /= sum;
}

double model_surprise(const float *z, const uint32_t *truth, size_t n, size_t classes, double temperature)
{
	double all = 0;

	for (size_t i = 0; i < n; i++, z += classes) {
		double most = (double)z[0], sum = DBL_MIN;
		for (size_t k = 1; k < classes; k++)
			most = (double)z[k] > most ? (double)z[k] : most;
		for (size_t k = 0; k < classes; k++)
			sum += exp(((double)z[k] - most) / temperature);
		all += log(sum) - ((double)z[truth[i]] - most) / temperature;
	}
	return all;
}

/* Golden section over its logarithm; the surprise has one valley. */
float model_temperature(const float *z, const uint32_t *truth, size_t n, size_t classes)
{
	const double part = (sqrt(5) - 1) / 2;
	double low = log(COLDEST), high = log(HOTTEST), a = high - part * (high - low),
	       b = low + part * (high - low);
	double at_a = model_surprise(z, truth, n, classes, exp(a)),
	       at_b = model_surprise(z, truth, n, classes, exp(b));

	for (int i = 0; i < STEPS; i++) {
		if (at_a < at_b) {
			high = b;
			b = a;
			at_b = at_a;
			a = high - part * (high - low);
			at_a = model_surprise(z, truth, n, classes, exp(a));
		} else {
			low = a;
			a = b;
			at_a = at_b;
			b = low + part * (high - low);
			at_b = model_surprise(z, truth, n, classes, exp(b));
		}
	}
	return (float)exp((low + high) / 2);
}
