/* Shopify's export of orders: an order with its first line, its other lines in rows that say only Name and the line. */
#include "formats/known.h"
#include "formats/orders.h"

static const struct order_shop shop = {
	.system = "shopify",
	.channel = "website",
	.columns = {
		[ORDER_NUMBER] = "Name",
		[ORDER_ID] = "Id",
		[ORDER_PLACED] = "Created at",
		[ORDER_PAID] = "Paid at",
		[ORDER_SHIPPED] = "Fulfilled at",
		[ORDER_CANCELLED] = "Cancelled at",
		[ORDER_EMAIL] = "Email",
		[ORDER_PHONE] = "Phone|Billing Phone|Shipping Phone",
		[ORDER_CUSTOMER] = "Customer ID",
		[ORDER_TOTAL] = "Total",
		[ORDER_CURRENCY] = "Currency",
		[ORDER_PLACE] = "Source",
		[ORDER_SKU] = "Lineitem sku",
		[ORDER_PRODUCT] = "Lineitem name",
		[ORDER_QUANTITY] = "Lineitem quantity",
	},
	.leave = "Lineitem*|Billing*|Shipping Name|Shipping Street|Shipping Address*|Shipping Company|Shipping City|"
		 "Shipping Zip|Shipping Province*|Shipping Country|Shipping Phone|Notes|Note Attributes|Employee|"
		 "Device ID|Payment Reference*|Payment ID|Receipt Number",
};

static int claim(const struct sniff *s)
{
	return sniff_has_columns(s, "Name", "Email", "Financial Status", "Created at",
		       "Lineitem name|Lineitem sku", NULL)
		       ? 95
		       : 0;
}

static bool read_shopify(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	return orders_read(sc, in, options, columns, sink, notes, &shop);
}

const struct format format_shopify = {
	.name = "shopify",
	.about = "Shopify: the export of orders, CSV",
	.becomes =
		"an order placed, paid, fulfilled, cancelled: an event each; e-mail, phone, order number; lines counted",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_CRM,
	.facts = true,
	.claim = claim,
	.read = read_shopify,
};
