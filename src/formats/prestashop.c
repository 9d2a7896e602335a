/* PrestaShop's list of orders, exported, or the table of orders itself; names of columns in some languages. */
#include "formats/known.h"
#include "formats/orders.h"

static const struct order_shop shop = {
	.system = "prestashop",
	.channel = "website",
	.remark = "The columns of PrestaShop's orders are known from descriptions only: tell us where your file differs",
	.columns = {
		[ORDER_NUMBER] = "Reference|Référence|Numer referencyjny|Indeks|Kod|Артикул",
		[ORDER_ID] = "ID|id_order",
		[ORDER_PLACED] = "Date|date_add|Data|Дата",
		[ORDER_PAID] = "invoice_date|date_paid",
		[ORDER_SHIPPED] = "shipping_date",
		[ORDER_DELIVERED] = "delivery_date",
		[ORDER_EMAIL] = "Email|E-mail|Customer email",
		[ORDER_PHONE] = "Phone|phone_mobile",
		[ORDER_CUSTOMER] = "id_customer|Customer ID",
		[ORDER_TOTAL] = "Total|total_paid_tax_incl|total_paid|Razem|Suma|Итого|Всего",
		[ORDER_CURRENCY] = "Currency|iso_code|Waluta",
		[ORDER_SKU] = "product_reference",
		[ORDER_PRODUCT] = "product_name",
		[ORDER_QUANTITY] = "product_quantity",
	},
	.leave = "Customer|Client|Klient|Клиент|firstname|lastname|secure_key|gift_message",
};

static int claim(const struct sniff *s)
{
	if (sniff_has_columns(s, "ID", "Reference|Référence", "New client|New customer|Nouveau client",
		    "Total", "Status|État", "Date", NULL) ||
		sniff_has_columns(s, "id_order", "reference", "date_add", NULL))
		return 95;
	return sniff_has_columns(
		       s, "ID", "Numer referencyjny|Indeks|Kod", "Nowy klient", "Klient", "Data", NULL)
		       ? 90
		       : 0;
}

static bool read_prestashop(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	return orders_read(sc, in, options, columns, sink, notes, &shop);
}

const struct format format_prestashop = {
	.name = "prestashop",
	.about = "PrestaShop: the export of orders, CSV",
	.becomes =
		"an order placed an event; order reference, customer number and e-mail where they are there",
	.proof = FORMAT_UNCHECKED,
	.has_source = true,
	.source = SOURCE_CRM,
	.facts = true,
	.claim = claim,
	.read = read_prestashop,
};
