/* mail - what a mail says of a customer: his message, our reply, a report that a mail did not arrive.
 *
 *	struct mail_reading reading = { .f = f, .ours = STR("shop.example") };
 *	mail_take(&reading, &(struct mail_at){ bytes, row, time });
 *	mail_end(&reading);                                              // remarks what was left out
 *
 * From others: message_sent with its text.  From us: reply_sent of each customer it goes to, without text.  What
 * machines send: email_auto_replied, email_bounced, email_complained, or left out.
 */
#pragma once

#include "formats/facts.h"
#include "formats/mime.h"

struct mail_reading {
	struct facts *f;
	struct str ours;                              /* as mail_owner.h has it */
	size_t lists, machines, internals, discarded; /* left out */
};

struct mail_at {
	struct str bytes;
	uint64_t row;
	struct str time; /* that stood around it, where its headers have none: "Wed Mar 04 08:00:00 2026" */
};

bool mail_take(struct mail_reading *m, const struct mail_at *at) MUST_USE;
void mail_end(struct mail_reading *m);

/* --- what its parts share ---------------------------------------------------------------------- */

struct mail {
	struct mail_reading *reading;
	struct facts *f;
	struct scope *sc; /* until the mail's end */
	const struct mime *mime;
	const struct mail_at *at;
	struct str id;  /* without <>; n 0: none */
	unsigned facts; /* sent so far */
};

/* Begins a fact at the mail's time, keyed by the mail's number; false: it has no time (mail_timeless says so). */
bool mail_begin(struct mail *m, const char *event, struct str address) MUST_USE;
bool mail_timeless(struct mail *m) MUST_USE;
bool mail_wrong(struct mail *m, const char *why) MUST_USE;

/* A report about another mail [RFC 3464, 5965]: true where it is one, and `ok` whether reading goes on. */
bool mail_is_report(struct mail *m, bool *ok);
