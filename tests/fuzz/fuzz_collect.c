/* The body of a request: what can be taken of it is moved on as lines of sound JSON, an event each or a batch, and the
 * verdicts add up.  The first byte says where it was sent to. */
#include "collect/event.h"
#include "collect/move_lines.h"
#include "collect/webhook.h"
#include "must.h"
#include "sources/json_pull.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct move_lines moved(struct scope *sc, int kind, struct str body)
{
	struct move_lines lines = { .text = buf_new(sc, 64 << 20), .inbox = STR("0123456789abcdef") };

	move_lines_add(
		sc, &lines, &(struct inbox_item){ .seq = 7, .source = 3, .kind = kind, .bytes = body });
	must(!buf_over(lines.text));
	return lines;
}

/* Each line is one sound value. */
static void check_lines(struct scope *sc, const struct move_lines *lines)
{
	struct str rest = buf_str(lines->text);
	uint64_t n = 0;

	for (; rest.n; n++) {
		struct str line = str_cut(&rest, '\n');
		struct json j;
		json_begin(&j, line, scope_alloc(sc, line.n + 1, 1));
		must(json_sound(&j));
	}
	must(n == lines->n);
}

/* What was moved is read again as it was: of a batch all are calls of a kind. */
static void check_calls(struct scope *sc, const struct move_lines *lines, size_t good)
{
	static const struct collect_limits limits = { INBOX_ITEM, INBOX_ITEM, INBOX_ITEM, SIZE_MAX };
	struct str line = buf_str(lines->text);
	struct collect_result again;

	must(lines->n == (good > 0));
	if (!good)
		return;
	must(collect_read(sc, COLLECT_BATCH, str_sub(line, 0, line.n - 1), &limits, &again));
	must(again.received == good);
	/* Ours is longer by its source's part. */
	for (size_t i = 0; i < again.errors.n; i++)
		must(strstr(again.errors.at[i].why, "\"messageId\" is longer") != NULL);
}

static void calls(struct scope *sc, enum collect_kind kind, struct str body)
{
	struct collect_result r;
	bool ok = collect_read(sc, kind, body, NULL, &r);
	struct move_lines lines = moved(sc, (int)kind, body);

	must(ok == (sc->fault == FAULT_NONE) && (ok || sc->why[0]));
	check_lines(sc, &lines);
	if (!ok) {
		must(lines.bad.n == 1 && lines.n == 0);
		return;
	}
	must(r.ok <= r.received && (r.errors.n == COLLECT_ERRORS || r.ok + r.errors.n == r.received));
	must(lines.bad.n == r.received - r.ok);
	check_calls(sc, &lines, r.ok);
}

static void webhook(struct scope *sc, enum collect_kind kind, struct str body)
{
	const struct webhook *hook = webhook_find(str_of(collect_kind_name(kind)));
	uint32_t events;
	bool ok = webhook_count(sc, hook, body, 0, &events);
	struct move_lines lines = moved(sc, (int)kind, body);

	check_lines(sc, &lines);
	must(!ok || lines.n == events);
	must(ok == (lines.bad.n == 0));
	if (ok)
		must(!webhook_verify(
			sc, hook, STR("a-long-enough-secret"), &(struct webhook_request){ .body = body }));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct scope sc = { 0 };

	if (size < 1)
		return 0;
	struct str body = fuzz_tight((struct str){ (const char *)data + 1, size - 1 });
	int kind = data[0] % COLLECT_KINDS;
	if (kind <= COLLECT_BATCH)
		calls(&sc, (enum collect_kind)kind, body);
	else
		webhook(&sc, (enum collect_kind)kind, body);
	free((char *)(uintptr_t)body.p);
	scope_close(&sc);
	return 0;
}
