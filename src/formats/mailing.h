/* mailing - what the reports of services that send mail have in common: their words for what became of a mail, and the
 * sender's own values that they carry back.
 *
 *	static const struct mailing_word words[] = { { "open", "email_opened" }, ... };
 *	static bool record(struct mailing *m, const struct json_node *record, const struct json_node *around) {
 *		facts_put(m->f, FACT_EVENT, mailing_word(words, COUNT_OF(words), json_text_at(record, "event")));
 *		mailing_say(m, "reason", json_at(record, "reason"));
 *		return facts_send(m->f);
 *	}
 *	return mailing_read(sc, in, options, columns, sink, notes, &(struct mailing_kind){ "sendgrid", NULL, record });
 */
#pragma once

#include "formats/facts.h"
#include "formats/json_each.h"

struct mailing {
	struct facts *f;
	struct buf *text;
	const struct mailing_kind *kind;
	uint64_t row;
	struct str raw;
};

struct mailing_kind {
	const char *system;
	const char *list; /* as json_wish has it */
	/* facts_begin was called and the channel is put; false stops. */
	bool (*record)(struct mailing *m, const struct json_node *record, const struct json_node *around);
};

struct mailing_word {
	const char *theirs, *ours;
};

bool mailing_read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes,
	const struct mailing_kind *kind) MUST_USE;

/* p NULL: no word of the table. */
struct str mailing_word(const struct mailing_word *words, size_t n, struct str theirs);

/* A property: a scalar, or a list of them with commas between. */
void mailing_say(struct mailing *m, const char *name, const struct json_node *value);

/* A value that the sender gave along: a customer's or an order's number where its name says so; nothing where it would
 * name a person; else a property. */
void mailing_extra(struct mailing *m, const struct json_node *value);
void mailing_extras(struct mailing *m, const struct json_node *object);

/* The record cannot be used: `why` has one %.*s for the value. */
bool mailing_wrong(struct mailing *m, const char *why, struct str value) MUST_USE;
