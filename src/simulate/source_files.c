#include "simulate/source_files.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "simulate/source_put.h"
#include "simulate/stamp.h"

enum { FLUSH = 1 << 20, CEILING = 1 << 24, ADS = SOURCE_FILES, WHOSE, TRUTH };

static const struct {
	const char *name, *head, *between, *foot;
	const char *key;  /* goes before a record's number; NULL: records have no key; "": the number alone */
	bool is_external; /* the key is the contact's own number */
} about[SOURCE_PATHS] = {
	[SOURCE_SEGMENT] = { "segment.ndjson", "", "", "", "m-", false },
	[SOURCE_GA4] = { "ga4.ndjson", "", "", "", NULL, false },
	[SOURCE_ACCESS] = { "access.log", "", "", "", NULL, false },
	[SOURCE_SHOPIFY] = { "shopify_orders.csv",
		"Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,"
		"Shipping,Taxes,Total,Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,"
		"Lineitem name,Lineitem price,Lineitem compare at price,Lineitem sku,Lineitem requires shipping,"
		"Lineitem taxable,Lineitem fulfillment status,Billing Name,Billing Street,Billing City,Billing Zip,"
		"Billing Country,Billing Phone,Shipping Name,Shipping City,Shipping Phone,Notes,Note Attributes,"
		"Cancelled at,Payment Method,Payment Reference,Refunded Amount,Vendor,Employee,Location,Device ID,Id,Tags,"
		"Risk Level,Source,Lineitem discount,Phone\n",
		"", "", "5", false },
	[SOURCE_SENDGRID] = { "sendgrid.json", "[", ",\n", "]\n", "sg-", false },
	[SOURCE_MAILCHIMP] = { "subscribed_members_export.csv",
		"Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,TIMEZONE,CC,"
		"REGION,LAST_CHANGED,LEID,EUID,NOTES,TAGS\n",
		"", "", "", true },
	[SOURCE_ZENDESK] = { "zendesk.ndjson", "", "", "", "7", false },
	[SOURCE_INTERCOM] = { "intercom.ndjson", "", "", "", "90", false },
	[SOURCE_TYPEFORM] = { "typeform.csv",
		"#,How likely are you to recommend us?,What should we improve?,uid,Start Date (UTC),Submit Date (UTC),"
		"Network ID\n",
		"", "", "0f2d6f0c9b1a4e7788aa", false },
	[SOURCE_TRUSTPILOT] = { "trustpilot.csv",
		"Review Id,Review Created (UTC),Review Username,Review Title,Review Content,Review Stars,Reference Id,"
		"Domain URL\n",
		"", "", "tp-", false },
	[SOURCE_HUBSPOT] = { "hubspot_contacts.csv",
		"Record ID,First Name,Last Name,Email,Phone Number,Lifecycle Stage,Create Date,Contact owner,"
		"Associated Company IDs\n",
		"", "", "", true },
	[SOURCE_POSTHOG] = { "posthog.ndjson", "", "", "", "0195a111-2222-7333-8444-", false },
	[SOURCE_GOOGLE] = { "google_reviews.json", "{\"reviews\":[", ",\n", "]}\n", "rv-", false },
	[SOURCE_FACEBOOK] = { "facebook_comments.json", "{\"comments_v2\":[", ",\n", "]}\n", NULL, false },
	[SOURCE_MAIL] = { "complaints.mbox", "", "", "", "q", false },
	[ADS] = { "ads.csv", "Campaign name,Day,Amount spent (PLN),Impressions,Link clicks\n", "", "", NULL,
		false },
	[WHOSE] = { "truth.csv", "file,line,record,key,touchpoint,event,time,customer,history\n", "", "",
		NULL, false },
	[TRUTH] = { "truth.json", "", "", "", NULL, false },
};

struct source_files {
	struct {
		char *path;
		FILE *f;
		struct buf *b;
		uint64_t records, lines; /* lines: that have ended */
	} at[SOURCE_PATHS];
	bool failed;
	int why; /* errno of the first failure */
};

const char *source_file_name(enum source_file file)
{
	return about[file].name;
}

bool source_files_free(struct scope *sc, const char *dir)
{
	bool ours = access(scope_printf(sc, "%s/%s", dir, about[WHOSE].name), F_OK) == 0;

	for (size_t i = 0; !ours && i < SOURCE_PATHS; i++)
		if (access(scope_printf(sc, "%s/%s", dir, about[i].name), F_OK) == 0)
			return scope_fail(sc, FAULT_CONFLICT,
				"\"%s/%s\" is there already and was not simulated so: name a new folder", dir,
				about[i].name);
	return true;
}

static void note_failure(struct source_files *f)
{
	if (!f->failed)
		f->why = errno;
	f->failed = true;
}

/* The lines that ended since the buffer had `from` bytes. */
static uint64_t lines_since(const struct buf *b, size_t from)
{
	struct str s = buf_str(b);
	uint64_t lines = 0;

	for (size_t i = from; i < s.n; i++)
		lines += s.p[i] == '\n';
	return lines;
}

struct source_files *source_files_open(struct scope *sc, const char *dir)
{
	struct source_files *f = NEW(sc, struct source_files);

	for (size_t i = 0; i < SOURCE_PATHS; i++) {
		f->at[i].path = scope_printf(sc, "%s/%s", dir, about[i].name);
		f->at[i].b = buf_new(sc, CEILING);
		f->at[i].f = fopen(f->at[i].path, "wb");
		if (!f->at[i].f)
			note_failure(f);
		buf_puts(f->at[i].b, about[i].head);
		f->at[i].lines = lines_since(f->at[i].b, 0);
	}
	return f;
}

static void flush(struct source_files *f, size_t i)
{
	struct str s = buf_str(f->at[i].b);

	if (f->at[i].f && fwrite(s.p, 1, s.n, f->at[i].f) != s.n)
		note_failure(f);
	buf_cut(f->at[i].b, 0);
}

static struct str key_of(struct scope *sc, const struct source_record *r, const struct source_given *given)
{
	enum source_file file = source_touchpoints[r->at].file;

	if (about[file].is_external)
		return given->id[IDENTIFIER_EXTERNAL];
	if (!about[file].key)
		return (struct str){ 0 };
	return str_of(scope_printf(sc, "%s%012u", about[file].key, r->number));
}

static void write_whose(struct source_files *f, const struct source_record *r, struct str key, uint64_t line)
{
	enum source_file file = source_touchpoints[r->at].file;
	struct buf *b = f->at[WHOSE].b;

	for (size_t k = 0; k < RECORD_EVENTS && r->time_s[k]; k++) {
		buf_printf(b, "%s,%llu,%llu,%.*s,%s,%s,", about[file].name, (unsigned long long)line,
			(unsigned long long)f->at[file].records, STR_ARG(key),
			source_touchpoints[r->at + k].id, source_touchpoints[r->at + k].event);
		stamp_put(b, r->time_s[k], "Y-M-DTh:m:sZ");
		buf_printf(b, ",%u,", r->person + 1);
		if (r->claim)
			buf_printf(b, "%u.%u", r->person + 1, r->claim);
		buf_putc(b, '\n');
	}
	if (buf_len(b) > FLUSH)
		flush(f, WHOSE);
}

void source_files_write(
	struct source_files *f, const struct person *person, const struct source_record *record)
{
	enum source_file file = source_touchpoints[record->at].file;
	struct scope sc = { 0 };
	struct source_given given;
	struct buf *b = f->at[file].b;
	size_t before = buf_len(b);

	source_given(&sc, person, record, &given);
	struct str key = key_of(&sc, record, &given);
	if (f->at[file].records++)
		buf_puts(b, about[file].between);
	uint64_t line = f->at[file].lines + lines_since(b, before) + 1;
	sources_put[file](&(struct source_writing){ &sc, b, person, record, &given, key });
	f->at[file].lines += lines_since(b, before);
	write_whose(f, record, key, line);
	if (buf_len(b) > FLUSH)
		flush(f, file);
	scope_close(&sc);
}

/* Of every hundred who click, eight are gone before the page is there. */
static void write_ads(const struct source_truth *truth, struct buf *b)
{
	for (size_t day = 0; day < SOURCE_DAYS; day++) {
		uint32_t came = truth->promotions[day], clicks = came + came * 8 / 92;
		if (!came)
			continue;
		buf_puts(b, "Spring gifts,");
		stamp_put(b, source_truth_day_s(day), "Y-M-D");
		buf_printf(b, ",%u.%02u,%u,%u\n", clicks * 83 / 100, clicks * 83 % 100,
			clicks * 41 + (unsigned)day % 17, clicks);
	}
}

bool source_files_close(struct scope *sc, struct source_files *f, const struct source_truth *truth,
	const struct simulate_options *options, struct str paths[SOURCE_PATHS])
{
	write_ads(truth, f->at[ADS].b);
	source_truth_write(truth, options, f->at[TRUTH].b);
	for (size_t i = 0; i < SOURCE_PATHS; i++) {
		buf_puts(f->at[i].b, about[i].foot);
		flush(f, i);
		if (f->at[i].f && fclose(f->at[i].f) != 0)
			note_failure(f);
		paths[i] = str_of(f->at[i].path);
	}
	if (!f->failed)
		return true;
	return scope_fail(sc, FAULT_IO, "cannot write the simulated files (%s, ...): %s", f->at[0].path,
		strerror(f->why));
}
