/* known - the formats, each defined in a file of its own name; formats.c has them in a table. */
#pragma once

#include "formats/format.h"

extern const struct format format_csv, format_tsv, format_json, format_ndjson, format_xes;
extern const struct format format_segment;
extern const struct format format_ga4;
extern const struct format format_matomo;
extern const struct format format_posthog;
extern const struct format format_posthog_csv;
extern const struct format format_access_log;
extern const struct format format_snowplow;
extern const struct format format_ga4_report;
extern const struct format format_ad_spend;
extern const struct format format_clarity, format_rrweb;
