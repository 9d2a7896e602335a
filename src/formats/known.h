/* known - the formats, each defined in a file of its own name; formats.c has them in a table. */
#pragma once

#include "formats/format.h"

extern const struct format format_csv, format_tsv, format_json, format_ndjson, format_xes;
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
