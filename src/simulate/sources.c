#include "simulate/sources.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "simulate/source_files.h"

static int by_time(const void *a, const void *b)
{
	const struct source_record *x = a, *y = b;

	if (x->time_s[0] != y->time_s[0])
		return x->time_s[0] < y->time_s[0] ? -1 : 1;
	return x->number < y->number ? -1 : x->number > y->number;
}

static void live(struct scope *sc, const struct simulate_options *options, struct source_truth *truth,
	struct source_records *records)
{
	for (uint32_t i = 0; i < options->customers; i++) {
		struct scope own = { 0 };
		struct person person;
		size_t before = records->n;
		person_make(&own, options->seed, i, options->customers, &person);
		source_records_of(sc, options->seed, &person, records);
		source_claims(&own, &person, records->at + before, records->n - before);
		source_truth_add(&own, truth, &person, records->at + before, records->n - before);
		scope_close(&own);
	}
}

static void write_all(const struct simulate_options *options, const struct source_records *records,
	struct source_files *files)
{
	for (size_t i = 0; i < records->n; i++) {
		struct scope own = { 0 };
		struct person person;
		person_make(&own, options->seed, records->at[i].person, options->customers, &person);
		source_files_write(files, &person, &records->at[i]);
		scope_close(&own);
	}
}

struct simulate_report *simulate_sources(
	struct scope *sc, const struct simulate_options *options, const char *dir)
{
	struct simulate_report *report = NEW(sc, struct simulate_report);
	struct source_truth *truth = NEW(sc, struct source_truth);
	struct source_records records = { 0 };
	struct str paths[SOURCE_PATHS];

	if (options->customers < 1 || options->customers > SIMULATE_SOURCES_CUSTOMERS)
		return scope_fail(sc, FAULT_LIMIT, "1 to %d customers can be simulated in their sources",
			SIMULATE_SOURCES_CUSTOMERS);
	if (mkdir(dir, 0777) != 0 && errno != EEXIST)
		return scope_fail(sc, FAULT_IO, "cannot make the folder \"%s\": %s", dir, strerror(errno));
	if (!source_files_free(sc, dir))
		return NULL;
	live(sc, options, truth, &records);
	qsort(records.at, records.n, sizeof *records.at, by_time);
	struct source_files *files = source_files_open(sc, dir);
	write_all(options, &records, files);
	if (!source_files_close(sc, files, truth, options, paths))
		return NULL;
	report->customers = options->customers;
	report->journeys = truth->journeys;
	report->events = truth->events;
	for (size_t i = 0; i < SOURCE_PATHS; i++)
		*LIST_ADD(sc, &report->files) = paths[i];
	return report;
}
