/* known - the formats, each defined in a file of its own name; formats.c has them in a table. */
#pragma once

#include "formats/format.h"

extern const struct format format_csv, format_tsv, format_json, format_ndjson, format_xes;
extern const struct format format_typeform;
extern const struct format format_surveymonkey;
extern const struct format format_google_forms;
extern const struct format format_limesurvey;
extern const struct format format_qualtrics;
