#include "collect/move_lines.h"

#include "collect/move_call.h"
#include "sources/json_pull.h"

/* Between the tokens of JSON a line's end is a blank, and within its strings none may stand. */
static void add_in_line(struct buf *out, struct str text)
{
	while (text.n) {
		const char *end = memchr(text.p, '\n', text.n), *back = memchr(text.p, '\r', text.n);
		const char *first = !end || (back && back < end) ? back : end;
		size_t n = first ? (size_t)(first - text.p) : text.n;
		buf_add(out, text.p, n);
		if (first)
			buf_putc(out, ' ');
		text = str_sub(text, n + (first != NULL), text.n);
	}
}

static void refuse(
	struct scope *sc, struct move_lines *lines, int64_t seq, const char *why, struct str record)
{
	*LIST_ADD(sc, &lines->bad) = (struct move_bad){ seq, why, str_copy(sc, record) };
}

void move_lines_refuse(
	struct scope *sc, struct move_lines *lines, const struct inbox_item *item, const char *why)
{
	refuse(sc, lines, item->seq, why, item->bytes);
}

/* --- calls --------------------------------------------------------------------------------------- */

struct calls {
	struct scope *sc, mine;
	struct move_lines *lines;
	const struct inbox_item *item;
	struct buf *line; /* of this item; "" as long as none of its calls is good */
};

static void begin_line(struct calls *c, const struct collect_event *e)
{
	if (buf_len(c->line)) {
		buf_putc(c->line, ',');
		return;
	}
	buf_putc(c->line, '{');
	if (e->context.p) {
		buf_puts(c->line, "\"context\":");
		buf_str_add(c->line, e->context);
		buf_putc(c->line, ',');
	}
	buf_puts(c->line, "\"batch\":[");
}

static bool add_call(void *to, const struct collect_event *e)
{
	struct calls *c = to;

	if (e->why) {
		refuse(c->sc, c->lines, c->item->seq, str_c(c->sc, str_of(e->why)), e->text);
		return true;
	}
	begin_line(c, e);
	move_call_write(&c->mine, c->line, &(struct move_call){ c->item, e, c->lines->inbox });
	return true;
}

static void add_calls(struct scope *sc, struct move_lines *lines, const struct inbox_item *item)
{
	struct calls c = { .sc = sc, .lines = lines, .item = item };
	size_t bad = lines->bad.n;
	/* It was answered under other ceilings perhaps: of the whole there is none any more. */
	const struct collect_limits limits = { INBOX_ITEM, INBOX_ITEM, lines->event_bytes, SIZE_MAX };

	c.line = buf_new(&c.mine, 4 * INBOX_ITEM);
	if (!collect_each(&c.mine, (enum collect_kind)item->kind, item->bytes, &limits, add_call, &c)) {
		lines->bad.n = bad;
		move_lines_refuse(sc, lines, item, str_c(sc, str_of(c.mine.why)));
	} else if (buf_len(c.line)) {
		add_in_line(lines->text, buf_str(c.line));
		buf_puts(lines->text, "]}\n");
		lines->n++;
	}
	scope_close(&c.mine);
}

/* --- webhooks ------------------------------------------------------------------------------------ */

static void add_record(struct move_lines *lines, struct str record)
{
	add_in_line(lines->text, record);
	buf_putc(lines->text, '\n');
	lines->n++;
}

static bool add_records(struct json *j, struct move_lines *lines)
{
	enum json_kind kind = json_next(j);
	bool list = kind == JSON_ARRAY;

	if (list)
		kind = json_next(j);
	for (; kind == JSON_OBJECT; kind = json_next(j)) {
		struct str record = json_skip(j);
		if (!record.p)
			return false;
		add_record(lines, record);
	}
	return list ? kind == JSON_ARRAY_END && json_next(j) == JSON_END : kind == JSON_END;
}

static void add_webhook(struct scope *sc, struct move_lines *lines, const struct inbox_item *item)
{
	struct scope mine = { 0 };
	size_t before = buf_len(lines->text);
	uint64_t n = lines->n;
	struct json j;

	json_begin(&j, item->bytes, scope_alloc(&mine, item->bytes.n + 1, 1));
	if (!str_is_utf8(item->bytes) || !add_records(&j, lines)) {
		buf_cut(lines->text, before);
		lines->n = n;
		move_lines_refuse(sc, lines, item, "no sound JSON");
	}
	scope_close(&mine);
}

void move_lines_add(struct scope *sc, struct move_lines *lines, const struct inbox_item *item)
{
	if (item->kind >= 0 && item->kind <= COLLECT_BATCH)
		add_calls(sc, lines, item);
	else
		add_webhook(sc, lines, item);
}
