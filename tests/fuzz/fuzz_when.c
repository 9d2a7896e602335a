/* Each line is a sample of a time.  What is read lies in 1600..9999, and its ISO form is read again as it. */
#include "base/when.h"
#include "must.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { SAMPLES = 32, PART_SLACK = 86400 };

static const int64_t first_us = -11676096000 * 1000000, last_us = 253402300800 * 1000000; /* 1600, 10000 */

static void check_time(struct scope *sc, int64_t us)
{
	const struct when_shape iso = { .family = WHEN_ISO, .has_zone = true, .precision = WHEN_US };
	enum when_precision precision;
	struct str text = when_iso(sc, us);
	int64_t again = 0;

	/* a zone may move the ends of the range by a day */
	must(us >= first_us - PART_SLACK * 1000000ll && us < last_us + PART_SLACK * 1000000ll);
	must(when_date(sc, us).n > 0);
	if (us < first_us || us >= last_us)
		return;
	must(when_read_any(NULL, text, &again) && again == us);
	must(when_read(&iso, NULL, text, &again, &precision) && again == us);
}

static void check_sample(
	struct scope *sc, const struct when_shape *shape, struct when_zone *zone, struct str text)
{
	enum when_precision precision;
	int64_t us;

	if (shape && when_read(shape, zone, text, &us, &precision)) {
		must(precision <= WHEN_DAY);
		check_time(sc, us);
	}
	if (when_read_any(zone, text, &us))
		check_time(sc, us);
	if (when_span(text, &us)) {
		must(us >= 0);
		must(str_is_utf8(when_span_words(sc, (double)us / 1e6)));
	}
}

static size_t split(struct str rest, struct str *samples)
{
	size_t n = 0;

	while (rest.p && n < SAMPLES)
		samples[n++] = str_cut(&rest, '\n');
	return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const zones[] = { NULL, "Europe/Warsaw", "America/St_Johns", "Pacific/Apia" };
	struct scope sc = { 0 };
	struct str samples[SAMPLES];
	struct when_shape shape = { 0 };

	if (size < 1)
		return 0;
	struct str tight = fuzz_tight(fuzz_text(&sc, data + 1, size - 1));
	const char *name = data[0] < 240 ? NULL : zones[data[0] % COUNT_OF(zones)];
	struct when_zone *zone = name ? when_zone_open(&sc, name) : NULL;
	size_t n = split(tight, samples), fit = when_guess(samples, n, &shape);
	must(fit <= n && shape.family < WHEN_FAMILIES && (fit > 0 || shape.family == WHEN_NOT_A_TIME));
	for (size_t i = 0; i < n; i++)
		when_settle(&shape, samples[i]);
	for (size_t i = 0; i < n; i++)
		check_sample(&sc, fit ? &shape : NULL, zone, samples[i]);
	free((char *)(uintptr_t)tight.p);
	scope_close(&sc);
	return 0;
}
