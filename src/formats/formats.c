#include "formats/format.h"

#include "formats/known.h"
#include "sources/binary.h"

/* A line each. */
const struct format *const formats[] = {
	&format_csv,
	&format_tsv,
	&format_json,
	&format_ndjson,
	&format_xes,
	&format_typeform,
	&format_surveymonkey,
	&format_google_forms,
	&format_limesurvey,
	&format_qualtrics,
	&format_eml,
	&format_mbox,
	&format_mailgun,
	&format_postmark,
	&format_sendgrid,
	&format_mailchimp_clicks,
	&format_mailchimp_activity,
	&format_mailchimp_audience,
	&format_segment,
	&format_ga4,
	&format_matomo,
	&format_posthog,
	&format_posthog_csv,
	&format_access_log,
	&format_snowplow,
	&format_ga4_report,
	&format_ad_spend,
	&format_clarity,
	&format_rrweb,
	&format_instagram,
	&format_facebook,
	&format_x_archive,
	&format_google_reviews,
	&format_trustpilot,
	&format_comments,
	&format_vtt,
	&format_srt,
	&format_otter,
	&format_transcript,
	&format_turns,
	&format_shopify,
	&format_woocommerce,
	&format_prestashop,
	&format_allegro,
	&format_shoper,
	&format_zendesk,
	&format_zendesk_csv,
	&format_intercom,
	&format_hubspot_contacts,
	&format_hubspot_deals,
	&format_salesforce,
	&format_pipedrive,
	&format_ocel_json,
	&format_ocel_xml,
	&format_ocel_sqlite,
};
const size_t n_formats = COUNT_OF(formats);

const struct format *format_find(struct str name)
{
	for (size_t i = 0; i < n_formats; i++)
		if (str_same(name, str_of(formats[i]->name)))
			return formats[i];
	return NULL;
}

static void *cannot_tell(struct scope *sc, struct input *in, const struct format *a, const struct format *b)
{
	return scope_fail(sc, FAULT_INVALID, "%s may be %s or %s: say --format %s or --format %s",
		input_name(in), a->name, b->name, a->name, b->name);
}

static void *no_format(struct scope *sc, struct input *in)
{
	struct str start = str_sub(str_trim(input_head(in)), 0, 20);

	if (!binary_refuse(sc, in))
		return NULL;
	start = str_cut(&start, '\n');
	return scope_fail(sc, FAULT_INVALID, "%s begins with \"%.*s\", like no format that is known",
		input_name(in), STR_ARG(start));
}

const struct format *format_detect(struct scope *sc, struct input *in)
{
	const struct format *best = NULL, *second = NULL;
	struct sniff *s = sniff_head(sc, in);
	int sure = 0, most = 0;

	for (size_t i = 0; i < n_formats; i++) {
		sure = formats[i]->claim(s);
		if (sure > 0 && sure == most)
			second = formats[i];
		if (sure <= most)
			continue;
		most = sure;
		best = formats[i];
		second = NULL;
	}
	if (best && second)
		return cannot_tell(sc, in, best, second);
	return best ? best : no_format(sc, in);
}
