/* Shoper's export of orders: Polish headers, or the names that its tables have. */
#include "formats/known.h"
#include "formats/orders.h"

static const struct order_shop shop = {
	.system = "shoper",
	.channel = "website",
	.remark = "The columns of Shoper's orders are known from descriptions only: tell us where your file differs",
	.columns = {
		[ORDER_NUMBER] = "Numer zamówienia|Nr zamówienia|ID zamówienia|Zamówienie|order_id",
		[ORDER_PLACED] = "Data złożenia|Data złożenia zamówienia|Data zamówienia|Data dodania|date",
		[ORDER_PAID] = "Data opłacenia|Data płatności|Data zapłaty|paid_date",
		[ORDER_SHIPPED] = "Data wysyłki|Data wysłania|Data nadania|shipping_date",
		[ORDER_COMPLETED] = "Data realizacji|Data zakończenia",
		[ORDER_DELIVERED] = "Data dostarczenia|Data doręczenia",
		[ORDER_CANCELLED] = "Data anulowania",
		[ORDER_EMAIL] = "E-mail|Email|Adres e-mail|E-mail klienta",
		[ORDER_PHONE] = "Telefon|Numer telefonu|Telefon klienta|phone",
		[ORDER_CUSTOMER] = "ID klienta|Id użytkownika|ID użytkownika|user_id",
		[ORDER_TOTAL] = "Suma|Suma zamówienia|Wartość zamówienia|sum",
		[ORDER_CURRENCY] = "Waluta|currency",
		[ORDER_SKU] = "Kod produktu|SKU|product_code",
		[ORDER_PRODUCT] = "Nazwa produktu|Produkt|product_name",
		[ORDER_QUANTITY] = "Ilość|Liczba sztuk|quantity",
	},
	.leave = "*klient*|*uwagi*|*notatk*|notes*|*miejscowość*|*miasto*|login|*odbiorc*|code|"
		 "confirm|delivery_code",
};

static int claim(const struct sniff *s)
{
	bool polish = sniff_has_columns(s, "Numer zamówienia|Nr zamówienia|ID zamówienia",
		"Data złożenia|Data złożenia zamówienia|Data zamówienia",
		"E-mail|Email|Adres e-mail|E-mail klienta", "Suma|Suma zamówienia|Wartość zamówienia", NULL);

	if (sniff_has_columns(s, "order_id", "date", "confirm_date", "status_id", "sum", NULL))
		return 92;
	return polish ? 88 : 0;
}

static bool read_shoper(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	return orders_read(sc, in, options, columns, sink, notes, &shop);
}

const struct format format_shoper = {
	.name = "shoper",
	.about = "Shoper: the export of orders, CSV",
	.becomes =
		"an order placed, paid, shipped an event each; order number, e-mail, phone, customer number",
	.proof = FORMAT_UNCHECKED,
	.has_source = true,
	.source = SOURCE_CRM,
	.facts = true,
	.claim = claim,
	.read = read_shoper,
};
