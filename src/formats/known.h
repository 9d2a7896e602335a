/* known - the formats, each defined in a file of its own name; formats.c has them in a table. */
#pragma once

#include "formats/format.h"

extern const struct format format_csv, format_tsv, format_json, format_ndjson, format_xes;
extern const struct format format_typeform;
extern const struct format format_surveymonkey;
extern const struct format format_google_forms;
extern const struct format format_limesurvey;
extern const struct format format_qualtrics;
extern const struct format format_mailchimp_audience;
extern const struct format format_mailchimp_activity;
extern const struct format format_mailchimp_clicks;
extern const struct format format_sendgrid;
extern const struct format format_postmark;
extern const struct format format_mailgun;
extern const struct format format_mbox;
extern const struct format format_eml;
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
extern const struct format format_instagram;
extern const struct format format_facebook;
extern const struct format format_x_archive;
extern const struct format format_google_reviews;
extern const struct format format_trustpilot;
extern const struct format format_comments;
extern const struct format format_vtt;
extern const struct format format_srt;
extern const struct format format_otter;
extern const struct format format_transcript;
extern const struct format format_turns;
extern const struct format format_shopify;
extern const struct format format_woocommerce;
extern const struct format format_prestashop;
extern const struct format format_allegro;
extern const struct format format_shoper;
extern const struct format format_zendesk;
extern const struct format format_zendesk_csv;
extern const struct format format_intercom;
extern const struct format format_hubspot_contacts;
extern const struct format format_hubspot_deals;
extern const struct format format_salesforce;
extern const struct format format_pipedrive;
extern const struct format format_ocel_json, format_ocel_xml, format_ocel_sqlite;
