#include "simulate/source_put.h"

#include "base/json.h"
#include "simulate/stamp.h"

void (*const sources_put[SOURCE_FILES])(const struct source_writing *w) = {
	[SOURCE_SEGMENT] = put_segment,
	[SOURCE_GA4] = put_ga4,
	[SOURCE_ACCESS] = put_access,
	[SOURCE_SHOPIFY] = put_shopify,
	[SOURCE_SENDGRID] = put_sendgrid,
	[SOURCE_MAILCHIMP] = put_mailchimp,
	[SOURCE_ZENDESK] = put_zendesk,
	[SOURCE_INTERCOM] = put_intercom,
	[SOURCE_TYPEFORM] = put_typeform,
	[SOURCE_TRUSTPILOT] = put_trustpilot,
	[SOURCE_HUBSPOT] = put_hubspot,
	[SOURCE_POSTHOG] = put_posthog,
	[SOURCE_GOOGLE] = put_google,
	[SOURCE_FACEBOOK] = put_facebook,
	[SOURCE_MAIL] = put_mail,
};

void put_member(const struct source_writing *w, const char *name, struct str value)
{
	buf_printf(w->b, "\"%s\":", name);
	json_quote(w->b, value);
	buf_putc(w->b, ',');
}

uint32_t put_milliseconds(const struct source_writing *w)
{
	return 100 + w->r->choice / 7 % 800;
}

void put_member_time(const struct source_writing *w, const char *name, int64_t time_s)
{
	buf_printf(w->b, "\"%s\":\"", name);
	stamp_put(w->b, time_s, "Y-M-DTh:m:s");
	buf_printf(w->b, ".%03uZ\",", put_milliseconds(w));
}

void put_cell(const struct source_writing *w, struct str value)
{
	bool quotes = false;

	for (size_t i = 0; i < value.n; i++)
		quotes |= value.p[i] == ',' || value.p[i] == '"';
	if (quotes)
		buf_putc(w->b, '"');
	for (size_t i = 0; i < value.n; i++)
		buf_puts(w->b, value.p[i] == '"' ? "\"\"" : (char[]){ value.p[i], 0 });
	buf_puts(w->b, quotes ? "\"," : ",");
}

void put_cell_time(const struct source_writing *w, int64_t time_s)
{
	if (time_s)
		stamp_put(w->b, time_s, "Y-M-D h:m:s");
	buf_putc(w->b, ',');
}

const char *put_words(const struct source_writing *w, uint32_t mood)
{
	static const char *const words[3][6] = {
		{ "The parcel came late, and nobody told me.", "Czekałam tydzień, nikt nie odpisał.",
			"Обещали за два дня, привезли через неделю.", "I had to explain it \"three times\".",
			"Paczka uszkodzona, zwrot trwał wieki.", "Too expensive for what it is." },
		{ "It was fine, nothing special.", "W porządku, ale mogło być szybciej.",
			"Нормально, но упаковка так себе.", "Delivery ok, the site is a bit slow.",
			"Zwykły zakup, bez problemów.", "As described." },
		{ "Quick, friendly and well packed!", "Szybko, sprawnie i z uśmiechem.",
			"Быстро доставили, спасибо!", "Lovely present.", "Polecam, świetna jakość.",
			"Easy from start to end." },
	};

	return words[mood][w->r->choice / 31 % COUNT_OF(words[0])];
}
