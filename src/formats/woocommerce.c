/* WooCommerce's orders, three ways: the tables of its export plugins and of its own report, and the orders of its REST
 * interface as JSON, which have more times and the time of the last change. */
#include "formats/json_each.h"
#include "formats/known.h"
#include "formats/orders.h"
#include "formats/sheet.h"

static const struct order_shop shop = {
	.system = "woocommerce",
	.channel = "website",
	.columns = {
		[ORDER_NUMBER] = "Order Number|order_number|Order #|Order ID",
		[ORDER_ID] = "Order ID|order_id",
		[ORDER_PLACED] = "Order Date|order_date|Date",
		[ORDER_PAID] = "Paid Date|paid_date|date_paid",
		[ORDER_COMPLETED] = "Completed Date|completed_date|date_completed",
		[ORDER_EMAIL] = "Email (Billing)|Billing Email|Billing Email Address|billing_email",
		[ORDER_PHONE] = "Phone (Billing)|Billing Phone|billing_phone|Phone (Shipping)",
		[ORDER_CUSTOMER] = "Customer User ID|Customer ID|customer_id|customer_user",
		[ORDER_TOTAL] = "Order Total Amount|Order Total|order_total|N. Revenue",
		[ORDER_CURRENCY] = "Order Currency|Currency|order_currency",
		[ORDER_PLACE] = "created_via|Created via",
		[ORDER_SKU] = "SKU|Item SKU|item_sku",
		[ORDER_PRODUCT] = "Item Name|Product Name|item_name",
		[ORDER_QUANTITY] = "Quantity|Item Quantity|item_quantity",
	},
	.leave = "* (Billing)|* (Shipping)|Billing*|Shipping Name|Shipping First*|Shipping Last*|Shipping Address*|"
		 "Shipping City*|Shipping Company|Customer|*note*|N. Revenue (formatted)|Item *|item_*|Line*|*user agent*|"
		 "*username*|shipping_first*|shipping_last*|shipping_address*|shipping_city|shipping_company|"
		 "shipping_phone|shipping_postcode|shipping_state|*transaction id*|transaction_id",
};

/* --- JSON ---------------------------------------------------------------------------------------- */

/* clang-format off */
static const struct {
	const char *gmt, *local; /* the second is in the shop's zone, which is not said */
	const char *key, *event;
} times[] = {
	{ "date_created_gmt",   "date_created",   "placed",    "order_placed" },
	{ "date_paid_gmt",      "date_paid",      "paid",      "order_paid" },
	{ "date_completed_gmt", "date_completed", "completed", "order_completed" },
};
static const char *const said[] = { "status", "payment_method", "payment_method_title", "discount_total",
	"shipping_total", "total_tax", "created_via" };
/* clang-format on */

struct reading {
	struct facts *f;
	struct buf *skus, *products, *coupons;
};

static void say_lines(struct reading *r, const struct json_node *order)
{
	double quantity = 0, one;
	size_t n = 0;

	buf_cut(r->skus, 0);
	buf_cut(r->products, 0);
	buf_cut(r->coupons, 0);
	for (const struct json_node *it = json_first(json_at(order, "line_items")); it; it = it->next, n++) {
		sheet_list(r->skus, json_text_at(it, "sku"));
		sheet_list(r->products, json_text_at(it, "name"));
		quantity += str_number(json_text_at(it, "quantity"), &one) ? one : 0;
	}
	for (const struct json_node *it = json_first(json_at(order, "coupon_lines")); it; it = it->next)
		sheet_list(r->coupons, json_text_at(it, "code"));
	if (n) {
		sheet_say_number(r->f, "items", (double)n);
		sheet_say_number(r->f, "quantity", quantity);
	}
	facts_say(r->f, STR("skus"), buf_str(r->skus));
	if (!buf_len(r->skus))
		facts_say(r->f, STR("products"), buf_str(r->products));
	facts_say(r->f, STR("coupons"), buf_str(r->coupons));
}

static void put_customer(struct facts *f, const struct json_node *order)
{
	struct str customer = json_text_at(order, "customer_id"), number = json_text_at(order, "number");

	facts_put(f, FACT_ORDER, number.n ? number : json_text_at(order, "id"));
	facts_put(f, FACT_EMAIL, json_text_at(order, "billing.email"));
	facts_put(f, FACT_PHONE, json_text_at(order, "billing.phone"));
	if (!str_equal(customer, STR("0")))
		facts_put(f, FACT_EXTERNAL, customer);
}

static bool put_time(
	struct facts *f, enum fact fact, const struct json_node *order, const char *gmt, const char *local)
{
	struct str time = json_text_at(order, gmt);

	return time.n ? facts_utc(f, fact, time) : facts_iso(f, fact, json_text_at(order, local));
}

static void put_order(struct reading *r, const struct json_node *order)
{
	for (size_t i = 0; i < COUNT_OF(said); i++)
		facts_say(r->f, str_of(said[i]), json_text_at(order, said[i]));
	facts_say(r->f, STR("ip"), facts_ip(r->f, json_text_at(order, "customer_ip_address")));
	facts_put(r->f, FACT_VALUE, json_text_at(order, "total"));
	facts_put(r->f, FACT_CURRENCY, json_text_at(order, "currency"));
	say_lines(r, order);
}

static bool send_times(struct reading *r, const struct json_node *order)
{
	bool pos = str_starts(json_text_at(order, "created_via"), STR("pos"));
	struct str id = json_text_at(order, "id");

	for (size_t i = 0; i < COUNT_OF(times) && !facts_full(r->f); i++) {
		if (i > 0)
			facts_more(r->f);
		if (!put_time(r->f, FACT_TIME, order, times[i].gmt, times[i].local))
			continue;
		facts_put(r->f, FACT_EVENT, str_of(times[i].event));
		facts_put(r->f, FACT_CHANNEL, pos ? STR("store") : STR("website"));
		if (!facts_has(r->f, FACT_VERSION))
			facts_printf(r->f, FACT_KEY, "%.*s/%s", STR_ARG(id), times[i].key);
		if (!facts_send(r->f))
			return false;
	}
	return true;
}

static bool record(
	void *to, const struct json_node *order, const struct json_node *around, uint64_t row, struct str raw)
{
	struct reading *r = to;

	(void)around;
	facts_begin(r->f, row, raw);
	if (!json_text_at(order, "id").n)
		return facts_broken(r->f, row, raw, "the id is missing");
	if (!put_time(r->f, FACT_TIME, order, times[0].gmt, times[0].local))
		return facts_broken(r->f, row, raw, "date_created_gmt is missing or no time");
	if (put_time(r->f, FACT_VERSION, order, "date_modified_gmt", "date_modified"))
		facts_put(r->f, FACT_SUBJECT, json_text_at(order, "id"));
	put_customer(r->f, order);
	put_order(r, order);
	return send_times(r, order) && !facts_full(r->f);
}

static bool full(void *to)
{
	struct reading *r = to;

	return facts_full(r->f);
}

static bool read_json(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	static const struct json_wish wish = { .list = "orders" };
	static const struct json_fns fns = { record, sheet_broken, full };
	struct reading r = { facts_new(sc, columns, options, sink, notes, shop.system),
		buf_new(sc, READER_FIELD), buf_new(sc, READER_FIELD), buf_new(sc, READER_FIELD) };

	return json_each(sc, in, &wish, notes, &fns, &r);
}

/* ------------------------------------------------------------------------------------------------- */

static int claim(const struct sniff *s)
{
	bool json = sniff_has_keys(
		s, "line_items", "billing", "date_created_gmt|date_created", "order_key|customer_id", NULL);
	bool plugin = sniff_has_columns(s, "Order Number|Order ID|order_number|order_id",
		"Order Date|order_date",
		"Email (Billing)|Phone (Billing)|First Name (Billing)|Billing Email|Billing Email Address|billing_email",
		NULL);

	return json || plugin || sniff_has_columns(s, "Order #", "N. Revenue", "Date", NULL) ? 95 : 0;
}

static bool read_woocommerce(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	struct str head = str_trim(input_head(in));

	return head.n && (head.p[0] == '{' || head.p[0] == '[')
		       ? read_json(sc, in, options, columns, sink, notes)
		       : orders_read(sc, in, options, columns, sink, notes, &shop);
}

const struct format format_woocommerce = {
	.name = "woocommerce",
	.about = "WooCommerce: orders as export plugins write them, CSV, or as its REST interface does, JSON",
	.becomes =
		"an order placed, paid, completed: an event each; e-mail, phone, customer number, order number",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_CRM,
	.facts = true,
	.claim = claim,
	.read = read_woocommerce,
};
