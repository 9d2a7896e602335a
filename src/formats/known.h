/* known - the formats, each defined in a file of its own name; formats.c has them in a table. */
#pragma once

#include "formats/format.h"

extern const struct format format_csv, format_tsv, format_json, format_ndjson, format_xes;
extern const struct format format_mailchimp_audience;
extern const struct format format_mailchimp_activity;
extern const struct format format_mailchimp_clicks;
extern const struct format format_sendgrid;
extern const struct format format_postmark;
extern const struct format format_mailgun;
extern const struct format format_mbox;
extern const struct format format_eml;
