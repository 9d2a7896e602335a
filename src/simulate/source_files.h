/* source_files - the files of the composite shop: one a system, the ads' sums, and whose each record is. */
#pragma once

#include "simulate/source_truth.h"

enum { SOURCE_PATHS = SOURCE_FILES + 3 }; /* ads.csv, truth.csv, truth.json */

const char *source_file_name(enum source_file file); /* "zendesk.ndjson" */

struct source_files;

/* false, with the reason, where one of them is there already and is not an earlier simulation's. */
bool source_files_free(struct scope *sc, const char *dir) MUST_USE;
struct source_files *source_files_open(struct scope *sc, const char *dir) MUST_USE;

void source_files_write(
	struct source_files *files, const struct person *person, const struct source_record *record);

/* Writes what is told of all; false, with the reason, where anything could not be written. */
bool source_files_close(struct scope *sc, struct source_files *files, const struct source_truth *truth,
	const struct simulate_options *options, struct str paths[SOURCE_PATHS]) MUST_USE;
