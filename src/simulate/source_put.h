/* source_put - a record as its file has it: a function a format.
 *
 *	sources_put[SOURCE_ZENDESK](&(struct source_writing){ sc, b, &person, record, &given, STR("7") });
 *
 * What identifies the customer is taken from `given` and from nowhere else.
 */
#pragma once

#include "base/buf.h"
#include "simulate/source_records.h"

struct source_writing {
	struct scope *sc;
	struct buf *b;
	const struct person *p;
	const struct source_record *r;
	const struct source_given *given;
	struct str key; /* the record's own number in its system; p NULL: it has none */
};

extern void (*const sources_put[SOURCE_FILES])(const struct source_writing *w);

void put_segment(const struct source_writing *w), put_ga4(const struct source_writing *w),
	put_access(const struct source_writing *w), put_posthog(const struct source_writing *w),
	put_shopify(const struct source_writing *w), put_sendgrid(const struct source_writing *w),
	put_mailchimp(const struct source_writing *w), put_hubspot(const struct source_writing *w),
	put_zendesk(const struct source_writing *w), put_intercom(const struct source_writing *w),
	put_typeform(const struct source_writing *w), put_trustpilot(const struct source_writing *w),
	put_google(const struct source_writing *w), put_facebook(const struct source_writing *w),
	put_mail(const struct source_writing *w);

/* `"name":"value",` of a JSON object; null where p is NULL. */
void put_member(const struct source_writing *w, const char *name, struct str value);
/* `value,` of a CSV row, in quotes where it needs them. */
void put_cell(const struct source_writing *w, struct str value);
void put_cell_time(const struct source_writing *w, int64_t time_s); /* 2026-03-02 10:15:00, empty for 0 */
/* `"name":"2026-03-02T10:15:00.123Z",`; the milliseconds are the record's. */
void put_member_time(const struct source_writing *w, const char *name, int64_t time_s);
uint32_t put_milliseconds(const struct source_writing *w);

/* What a customer writes; `mood` 0 bad to 2 good. */
const char *put_words(const struct source_writing *w, uint32_t mood);
