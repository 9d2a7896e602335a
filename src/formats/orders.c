#include "formats/orders.h"

#include "formats/sheet.h"

enum { ALTERNATIVES = 4, NUMBER = 256 };

/* clang-format off */
const struct order_event order_events[ORDER_EVENTS] = {
	{ ORDER_PAID,      "paid",      "order_paid",      NULL },
	{ ORDER_SHIPPED,   "shipped",   "order_shipped",   "post" },
	{ ORDER_COMPLETED, "completed", "order_completed", NULL },
	{ ORDER_DELIVERED, "delivered", "order_delivered", "post" },
	{ ORDER_CANCELLED, "cancelled", "order_cancelled", NULL },
	{ ORDER_REFUNDED,  "refunded",  "order_refunded",  NULL },
};
/* clang-format on */

struct reading {
	struct facts *f; /* first, for sheet_broken */
	struct scope *sc;
	const struct order_shop *shop;
	int columns[ORDER_PARTS][ALTERNATIVES + 1]; /* each list ends in -1 */
	struct sheet_time times[ORDER_PARTS];

	/* The order at hand. */
	struct buf *number; /* empty: none */
	struct str key;
	struct str when[ORDER_EVENTS];
	bool usable;
	struct buf *skus, *products;
	uint64_t lines;
	double quantity;
};

/* --- columns ------------------------------------------------------------------------------------- */

static void find_part(struct reading *r, struct table *t, enum order_part part)
{
	struct scope mine = { 0 };
	struct str rest = str_of(r->shop->columns[part]);
	size_t n = 0;

	while (rest.p && n < ALTERNATIVES) {
		int column = table_find(t, str_c(&mine, str_cut(&rest, '|')));
		if (column >= 0)
			r->columns[part][n++] = column;
	}
	r->columns[part][n] = -1;
	scope_close(&mine);
}

static bool begin(void *to, struct table *t)
{
	struct reading *r = to;

	for (int part = 0; part < ORDER_PARTS; part++) {
		find_part(r, t, (enum order_part)part);
		if (part >= ORDER_PLACED && part <= ORDER_REFUNDED)
			r->times[part] = sheet_time_at(t, r->f, r->columns[part][0], WHEN_DAY_FIRST);
	}
	if (r->shop->leave)
		table_leave(t, r->shop->leave);
	if (r->shop->remark)
		facts_remark(r->f, r->shop->remark);
	return sheet_needs(r->sc, r->columns[ORDER_NUMBER][0], r->shop->columns[ORDER_NUMBER]) &&
	       sheet_needs(r->sc, r->columns[ORDER_PLACED][0], r->shop->columns[ORDER_PLACED]);
}

static int column_of(const struct reading *r, const struct table *t, enum order_part part)
{
	const int *column = r->columns[part];

	while (*column >= 0 && !table_at(t, *column).p)
		column++;
	return *column;
}

static struct str value_of(const struct reading *r, const struct table *t, enum order_part part)
{
	return table_at(t, column_of(r, t, part));
}

/* A table of lines below that of orders hides how the column's times are written: then each says it itself. */
static bool put_time(struct reading *r, enum order_part part, struct str text)
{
	struct when_shape shape = r->times[part].shape;

	if (shape.family == WHEN_NOT_A_TIME && text.n && when_guess(&text, 1, &shape) && !shape.order)
		shape.order = WHEN_DAY_FIRST;
	return facts_when(r->f, FACT_TIME, &shape, text);
}

/* --- lines --------------------------------------------------------------------------------------- */

static void add_line(struct reading *r, const struct table *t)
{
	struct str sku = value_of(r, t, ORDER_SKU), product = value_of(r, t, ORDER_PRODUCT);
	double quantity;

	if (!sku.p && !product.p)
		return;
	r->lines++;
	sheet_list(r->skus, sku);
	sheet_list(r->products, product);
	if (table_number(t, column_of(r, t, ORDER_QUANTITY), &quantity))
		r->quantity += quantity;
}

static void say_lines(struct reading *r)
{
	if (r->lines == 0)
		return;
	sheet_say_number(r->f, "items", (double)r->lines);
	facts_say(r->f, STR("skus"), buf_str(r->skus));
	if (!buf_len(r->skus))
		facts_say(r->f, STR("products"), buf_str(r->products));
	if (r->quantity > 0)
		sheet_say_number(r->f, "quantity", r->quantity);
}

/* --- orders -------------------------------------------------------------------------------------- */

static bool send(struct reading *r, const struct order_event *event)
{
	facts_put(r->f, FACT_EVENT, str_of(event->event));
	facts_put(r->f, FACT_CHANNEL, str_of(event->channel));
	facts_printf(r->f, FACT_KEY, "%.*s/%s", STR_ARG(r->key), event->key);
	return facts_send(r->f);
}

static bool further(struct reading *r)
{
	for (size_t i = 0; i < ORDER_EVENTS && !facts_full(r->f); i++) {
		if (!r->when[i].p)
			continue;
		facts_more(r->f);
		if (!put_time(r, order_events[i].part, r->when[i]))
			facts_remark(
				r->f, "Times that cannot be read, in rows that have others, were left out");
		else if (!send(r, &order_events[i]))
			return false;
	}
	return true;
}

/* The order at hand is whole. */
static bool finish(struct reading *r)
{
	bool open = buf_len(r->number) > 0 && r->usable;

	buf_cut(r->number, 0);
	if (!open)
		return true;
	say_lines(r);
	facts_put(r->f, FACT_EVENT, STR("order_placed"));
	facts_printf(r->f, FACT_KEY, "%.*s/placed", STR_ARG(r->key));
	return facts_send(r->f) && further(r) && !facts_full(r->f);
}

static void put_customer(struct reading *r, const struct table *t)
{
	struct str customer = value_of(r, t, ORDER_CUSTOMER);

	facts_put(r->f, FACT_ORDER, value_of(r, t, ORDER_NUMBER));
	facts_put(r->f, FACT_EMAIL, value_of(r, t, ORDER_EMAIL));
	facts_put(r->f, FACT_PHONE, value_of(r, t, ORDER_PHONE));
	facts_put(r->f, FACT_HANDLE, value_of(r, t, ORDER_HANDLE));
	if (!str_equal(customer, STR("0")))
		facts_put(r->f, FACT_EXTERNAL, customer);
}

static void put_order(struct reading *r, struct table *t)
{
	bool store = str_same(value_of(r, t, ORDER_PLACE), STR("pos"));
	struct str id = value_of(r, t, ORDER_ID);

	put_customer(r, t);
	facts_put(r->f, FACT_CHANNEL, store ? STR("store") : str_of(r->shop->channel));
	sheet_money(r->f, FACT_VALUE, t, column_of(r, t, ORDER_TOTAL));
	facts_put(r->f, FACT_CURRENCY, value_of(r, t, ORDER_CURRENCY));
	table_say_rest(t, r->f);
	facts_hold(r->f);
	r->key = facts_keep(r->f, id.p ? id : value_of(r, t, ORDER_NUMBER));
	for (size_t i = 0; i < ORDER_EVENTS; i++)
		r->when[i] = facts_keep(r->f, table_at(t, r->times[order_events[i].part].column));
}

static bool start(struct reading *r, struct table *t, uint64_t row, struct str number)
{
	int placed = r->times[ORDER_PLACED].column;

	buf_str_add(r->number, number);
	buf_cut(r->skus, 0);
	buf_cut(r->products, 0);
	r->lines = 0;
	r->quantity = 0;
	facts_begin(r->f, row, table_raw(t));
	r->usable = put_time(r, ORDER_PLACED, table_at(t, placed));
	if (!r->usable)
		return sheet_bad(r->f, t, row, placed, "time of the order");
	put_order(r, t);
	add_line(r, t);
	return true;
}

/* A table of lines may follow that of orders, with columns of its own. */
static bool is_other_row(const struct reading *r, const struct table *t)
{
	struct str type = value_of(r, t, ORDER_TYPE);

	return type.p && !str_same(type, STR("order"));
}

static bool row(void *to, struct table *t, uint64_t row)
{
	struct reading *r = to;
	struct str number = str_sub(value_of(r, t, ORDER_NUMBER), 0, NUMBER);

	if (is_other_row(r, t)) {
		facts_remark(r->f,
			"The lines of orders, a table of their own behind the orders, were passed over");
		return true;
	}
	if (buf_len(r->number) && (!number.p || str_equal(number, buf_str(r->number)))) {
		add_line(r, t);
		return true;
	}
	if (!finish(r))
		return false;
	if (!number.p)
		return sheet_bad(r->f, t, row, r->columns[ORDER_NUMBER][0], "order's number");
	return start(r, t, row, number);
}

bool orders_read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes,
	const struct order_shop *shop)
{
	static const struct table_fns fns = { begin, row, sheet_broken };
	struct reading r = { .sc = sc, .shop = shop };

	r.f = facts_new(sc, columns, options, sink, notes, shop->system);
	r.number = buf_new(sc, READER_FIELD);
	r.skus = buf_new(sc, READER_FIELD);
	r.products = buf_new(sc, READER_FIELD);
	bool ok = table_each(sc, in, options, notes, &fns, &r);
	return sheet_done(ok && finish(&r), sc, r.f);
}
