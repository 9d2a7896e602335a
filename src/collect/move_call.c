/* One call as it is moved on: its time corrected, its number its source's own. */
#include "collect/move_call.h"

#include "base/json.h"
#include "base/when.h"
#include "collect/skew.h"

/* Nobody's clock was right who says that a visit was before 1970. */
#define EARLIEST_US INT64_C(0)

static bool time_of(struct str text, int64_t *us)
{
	return text.p && collect_time(text, us);
}

static struct skew_times times_of(struct scope *sc, const struct move_call *call)
{
	const struct collect_event *e = call->event;
	struct skew_times t = { .received = call->item->received_us };

	t.has_sent = time_of(e->members[MEMBER_SENT].text, &t.sent) || time_of(e->sent, &t.sent);
	t.has_original = time_of(e->members[MEMBER_ORIGINAL].text, &t.original);
	t.has_timestamp = time_of(e->members[MEMBER_TIMESTAMP].text, &t.timestamp);
	/* Only there does it play a part. */
	if (t.has_sent && t.has_timestamp && !t.has_original)
		t.browser = collect_is_browser(sc, e->members[MEMBER_CONTEXT].text, e->context);
	return t;
}

struct timed {
	int64_t us;
	enum skew_rule rule;
	struct str said; /* p NULL: what the sender said is what holds */
};

static struct timed timed_of(struct scope *sc, const struct move_call *call)
{
	const struct collect_event *e = call->event;
	struct skew_times t = times_of(sc, call);
	struct timed timed = { 0 };

	timed.us = skew_correct(&t, &timed.rule);
	if (timed.us < EARLIEST_US && timed.rule == SKEW_CORRECTED) {
		timed.us = t.received;
		timed.rule = SKEW_CLAMPED;
	}
	if (t.has_original && t.original != timed.us)
		timed.said = e->members[MEMBER_ORIGINAL].text;
	else if (!t.has_original && t.has_timestamp && t.timestamp != timed.us)
		timed.said = e->members[MEMBER_TIMESTAMP].text;
	return timed;
}

/* --- members ------------------------------------------------------------------------------------- */

static void put_text(struct buf *out, const char *name, struct str value)
{
	buf_printf(out, "\"%s\":", name);
	json_quote(out, value);
}

/* Of two sources that count alike neither's first event is the other's. */
static void put_message(struct scope *sc, struct buf *out, const struct move_call *call)
{
	struct str id = str_trim(call->event->members[MEMBER_MESSAGE].text);
	long long source = (long long)call->item->source;
	char *made = id.n ? scope_printf(sc, "live/%lld/%.*s", source, STR_ARG(id))
			  : scope_printf(sc, "live/%lld/%.*s.%lld.%zu", source, STR_ARG(call->inbox),
				    (long long)call->item->seq, call->event->at);

	put_text(out, "messageId", str_of(made));
}

/* Ours stand behind the sender's: of equal names the last counts. */
static void put_properties(struct buf *out, const struct move_call *call, const struct timed *timed)
{
	struct str own = call->event->members[MEMBER_PROPERTIES].text;
	struct str inner = own.n > 2 ? str_trim(str_sub(own, 1, own.n - 1)) : (struct str){ 0 };

	buf_puts(out, "\"properties\":{");
	buf_str_add(out, inner);
	buf_puts(out, inner.n ? "," : "");
	put_text(out, "$clock", str_of(skew_rule_name(timed->rule)));
	if (timed->said.p) {
		buf_putc(out, ',');
		put_text(out, "$orig_ts", timed->said);
	}
	buf_putc(out, '}');
}

static const enum collect_member ours[] = { MEMBER_TIMESTAMP, MEMBER_MESSAGE, MEMBER_PROPERTIES,
	MEMBER_TYPE };

static void put_member(struct scope *sc, struct buf *out, const struct move_call *call,
	enum collect_member member, const struct timed *timed)
{
	if (member == MEMBER_TIMESTAMP)
		put_text(out, "timestamp", when_iso(sc, timed->us));
	else if (member == MEMBER_MESSAGE)
		put_message(sc, out, call);
	else if (member == MEMBER_PROPERTIES)
		put_properties(out, call, timed);
	else
		put_text(out, "type", str_of(collect_kind_name((enum collect_kind)call->item->kind)));
}

static bool has_type(const struct collect_event *e)
{
	return str_trim(e->members[MEMBER_TYPE].text).n > 0;
}

/* The next of ours that stands in the call from `at` on. */
static int next_of_ours(const struct collect_event *e, size_t at)
{
	int found = -1;

	for (size_t i = 0; i < COUNT_OF(ours); i++) {
		const struct collect_value *v = &e->members[ours[i]];
		if (!v->to || v->from < at || (ours[i] == MEMBER_TYPE && has_type(e)))
			continue;
		if (found < 0 || v->from < e->members[ours[found]].from)
			found = (int)i;
	}
	return found;
}

void move_call_write(struct scope *sc, struct buf *out, const struct move_call *call)
{
	const struct collect_event *e = call->event;
	struct timed timed = timed_of(sc, call);
	size_t at = 1; /* behind the bracket */
	int i;

	buf_putc(out, '{');
	for (size_t k = 0; k < COUNT_OF(ours); k++) {
		if (e->members[ours[k]].to)
			continue;
		put_member(sc, out, call, ours[k], &timed);
		buf_putc(out, ',');
	}
	while ((i = next_of_ours(e, at)) >= 0) {
		buf_str_add(out, str_sub(e->text, at, e->members[ours[i]].from));
		put_member(sc, out, call, ours[i], &timed);
		at = e->members[ours[i]].to;
	}
	buf_str_add(out, str_sub(e->text, at, e->text.n));
}
