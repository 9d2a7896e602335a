/* wishes - the options about reading files that import and map share. */
#pragma once

#include "cli/cli.h"
#include "intake/import.h"

/* clang-format off */
#define OPTIONS_WISHES \
	{ "source", 0, OPTION_TEXT, "KIND", "what kind of source it is: web, email, survey, crm, ... (else found)", \
		"web email social survey interview support session crm ads staff log" }, \
	{ "format", 0, OPTION_TEXT, "NAME", "the file's format (else found)", "csv tsv json ndjson xes parquet " \
		"typeform surveymonkey google-forms limesurvey qualtrics eml mbox mailgun postmark sendgrid " \
		"mailchimp-clicks mailchimp-activity mailchimp-audience segment ga4 matomo posthog " \
		"posthog-csv access-log snowplow ga4-report ad-spend clarity rrweb instagram facebook " \
		"x-archive google-reviews trustpilot comments vtt srt otter transcript turns shopify " \
		"woocommerce prestashop allegro shoper zendesk zendesk-csv intercom hubspot-contacts " \
		"hubspot-deals salesforce pipedrive ocel-json ocel-xml ocel-sqlite" }, \
	{ "column", 0, OPTION_REPEAT, "ROLE=NAME", "this column is the customer, time, event, rating, ...", NULL }, \
	{ "recipe", 0, OPTION_TEXT, "FILE", "a YAML file that says what the columns are, for many tables", NULL }, \
	{ "tz", 0, OPTION_TEXT, "ZONE", "the zone of times that have none, as Europe/Warsaw (else UTC)", NULL }, \
	{ "scale", 0, OPTION_TEXT, "SCALE", "the scale of the ratings: nps, 1-5, 1-7, 0-10, ... (else found)", \
		"nps 1-5 1-7 1-10 0-10 1-6 0-100" }, \
	{ "header", 0, OPTION_TEXT, "ANSWER", "whether a table's first line has the columns' names (else found)", \
		"yes no" }, \
	{ "at", 0, OPTION_TEXT, "DATE", "the time of rows that have none; marked as assumed", NULL }
/* clang-format on */

/* false, with the reason, where an option's value makes no sense. */
bool wishes_read(struct scope *sc, const struct arguments *args, struct import_wish *wish) MUST_USE;
