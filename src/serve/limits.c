#include "serve/limits.h"

#include "base/buf.h"

#define KB (INT64_C(1) << 10)
#define MB (INT64_C(1) << 20)
#define GB (INT64_C(1) << 30)

/* clang-format off */
static const struct limit_row rows[LIMITS] = {
	[LIMIT_CONNECTIONS]    = { "connections", 12000, 16, 200000, "connections at once" },
	[LIMIT_ADDRESS_CONNECTIONS] = { "address-connections", 1000, 1, 200000, "of these, from one address (proxies that are trusted are not counted, nor this computer)" },
	[LIMIT_HEADER_BYTES]   = { "header-bytes", 12 * KB, 4 * KB, 256 * KB, "of a request's line and headers" },
	[LIMIT_HEADER_SECONDS] = { "header-seconds", 15, 1, 600, "until a new connection's headers are whole" },
	[LIMIT_IDLE_SECONDS]   = { "idle-seconds", 75, 1, 3600, "between two requests of a connection" },
	[LIMIT_BODY_SECONDS]   = { "body-seconds", 30, 1, 3600, "until a body is whole or an answer taken, for each megabyte of it" },
	[LIMIT_STOP_SECONDS]   = { "stop-seconds", 20, 1, 600, "that answers may take when the server stops" },
	[LIMIT_WORKERS]        = { "workers", 4, 1, 64, "threads that compute answers" },
	[LIMIT_LOOPS]          = { "loops", 2, 1, 8, "threads that read and send" },
	[LIMIT_WAITING]        = { "waiting", 256, 1, 100000, "requests that wait for a worker" },
	[LIMIT_EVENT_BYTES]    = { "event-bytes", 1 * MB, 1 * KB, 16 * MB, "of a single call to the collector, and of each event in a batch" },
	[LIMIT_BATCH_BYTES]    = { "batch-bytes", 5 * MB, 1 * KB, 16 * MB, "of a batch to the collector, and of what a webhook sends" },
	[LIMIT_BODY_BYTES]     = { "body-bytes", 512 * MB, 1 * MB, 64 * GB, "of bodies that are being sent, all together" },
	[LIMIT_UPLOAD_BYTES]   = { "upload-bytes", 256 * MB, 1 * KB, 4 * GB, "of a file that is uploaded" },
	[LIMIT_ATTACHMENT_BYTES] = { "attachment-bytes", 8 * MB, 1 * KB, 64 * MB, "of a picture or a file in a cell of a map" },
	[LIMIT_ALL_ATTACHMENTS_BYTES] = { "all-attachments-bytes", 1 * GB, 1 * KB, 1024 * GB, "of pictures and files in cells, all together: they lie in wend.db" },
	[LIMIT_INBOX_BYTES]    = { "inbox-bytes", 4 * GB, 1 * MB, 1024 * GB, "of inbox.db: events that wait to be moved" },
	[LIMIT_QUEUE_BYTES]    = { "queue-bytes", 64 * MB, 1 * MB, 4 * GB, "of events in memory that are not yet on the disk" },
	[LIMIT_MOVE_SECONDS]   = { "move-seconds", 10, 1, 3600, "that an event waits at most before it is on the map" },
	[LIMIT_MOVE_EVENTS]    = { "move-events", 100000, 1, 10000000, "that are moved at once even before" },
	[LIMIT_SIGN_INS]       = { "sign-ins", 2, 1, 64, "passwords that are tried at the same time" },
};
/* clang-format on */

const struct limit_row *limit_row(enum limit limit)
{
	return &rows[limit];
}

struct limits limits_usual(void)
{
	struct limits l;

	for (int i = 0; i < LIMITS; i++)
		l.at[i] = rows[i].usual;
	return l;
}

static bool unknown(struct scope *sc, struct str name)
{
	struct buf *known = buf_new(sc, 1000);

	for (int i = 0; i < LIMITS; i++)
		buf_printf(known, " %s", rows[i].name);
	return scope_fail(sc, FAULT_INVALID, "there is no limit \"%.*s\"; there are:%.*s",
		STR_ARG(str_short(sc, name, 60)), STR_ARG(buf_str(known)));
}

bool limits_set(struct scope *sc, struct limits *limits, struct str text)
{
	struct str value = text, name = str_trim(str_cut(&value, '='));

	for (int i = 0; i < LIMITS; i++) {
		int64_t n;
		if (!str_equal(name, str_of(rows[i].name)))
			continue;
		if (!value.p || !str_integer(str_trim(value), &n) || n < rows[i].least || n > rows[i].most)
			return scope_fail(sc, FAULT_INVALID, "%s=NUMBER, from %lld to %lld (%s)",
				rows[i].name, (long long)rows[i].least, (long long)rows[i].most,
				rows[i].help);
		limits->at[i] = n;
		return true;
	}
	return unknown(sc, name);
}
