/* limits - the ceilings of the server, a row each, and how they are moved: --limit header-seconds=30.
 *
 *	struct limits limits = limits_usual();
 *	if (!limits_set(sc, &limits, STR("header-seconds=30"))) ...
 *	limits.at[LIMIT_HEADER_SECONDS]
 */
#pragma once

#include "base/str.h"

enum limit {
	LIMIT_CONNECTIONS,
	LIMIT_ADDRESS_CONNECTIONS,
	LIMIT_HEADER_BYTES,
	LIMIT_HEADER_SECONDS,
	LIMIT_IDLE_SECONDS,
	LIMIT_BODY_SECONDS,
	LIMIT_STOP_SECONDS,
	LIMIT_WORKERS,
	LIMIT_LOOPS,
	LIMIT_WAITING,
	LIMIT_EVENT_BYTES,
	LIMIT_BATCH_BYTES,
	LIMIT_BODY_BYTES,
	LIMIT_UPLOAD_BYTES,
	LIMIT_ATTACHMENT_BYTES,
	LIMIT_ALL_ATTACHMENTS_BYTES,
	LIMIT_INBOX_BYTES,
	LIMIT_QUEUE_BYTES,
	LIMIT_MOVE_SECONDS,
	LIMIT_MOVE_EVENTS,
	LIMIT_SIGN_INS,
	LIMITS,
};

struct limit_row {
	const char *name;
	int64_t usual, least, most;
	const char *help;
};

struct limits {
	int64_t at[LIMITS];
};

const struct limit_row *limit_row(enum limit limit);
struct limits limits_usual(void);
bool limits_set(struct scope *sc, struct limits *limits, struct str text) MUST_USE; /* "name=number" */
