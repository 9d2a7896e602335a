/* meta - what the exports of Facebook and Instagram ("Download your information") have in common.
 *
 *	struct meta m = { .f = facts_new(..., "instagram"), .account = meta_account(input_path(in), "instagram-") };
 *	facts_put(m.f, FACT_TEXT, meta_text(&m, json_at(record, "content")));
 *	if (json_at(record, "sender_name")) return meta_message(&m, record, around, row, raw);
 */
#pragma once

#include "formats/facts.h"
#include "formats/json_each.h"
#include "formats/sniff.h"

struct meta {
	struct facts *f;
	struct str account; /* whose export it is, where the path says it; else p NULL */
};

/* "ewa_nowak" of "instagram-ewa_nowak-2026-03-02-Ab12.zip/...", the prefix being "instagram-". */
struct str meta_account(const char *path, const char *prefix);

/* A string with its letters mended; valid until the next facts_begin. */
struct str meta_text(const struct meta *m, const struct json_node *node);

/* A name on the network as an identifier, unless it stands for an account that is gone. */
void meta_handle(const struct meta *m, const struct json_node *node);

/* Seconds since 1970; 0 stands for none. */
bool meta_time(const struct meta *m, const struct json_node *seconds) MUST_USE;

bool meta_is_messages(const struct sniff *s);

/* The account that was exported is the company's: what the others write is text, what it writes is a reply. */
bool meta_message(const struct meta *m, const struct json_node *record, const struct json_node *around,
	uint64_t row, struct str raw) MUST_USE;

/* For json_each, `to` being a struct meta. */
bool meta_broken(void *to, uint64_t row, struct str raw, const char *why);
bool meta_full(void *to);
