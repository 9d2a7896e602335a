/* Allegro's report of a seller's orders: a table of orders and, behind an empty line, one of their lines. */
#include "formats/known.h"
#include "formats/orders.h"

static const struct order_shop shop = {
	.system = "allegro",
	.channel = "partner",
	.remark = "Allegro's report of orders was read by its columns' names; no real file was seen yet: tell us where "
		  "yours differs",
	.columns = {
		[ORDER_TYPE] = "Type|Typ",
		[ORDER_NUMBER] = "OrderId|Numer zamówienia|Nr zamówienia|Id zamówienia|ID zamówienia",
		[ORDER_PLACED] = "OrderDate|Data zakupu|Data zamówienia|Data złożenia zamówienia",
		[ORDER_PAID] = "PaymentDate|Data płatności|Data wpłaty",
		[ORDER_SHIPPED] = "ShipmentDate|Data wysłania|Data wysyłki|Data nadania",
		[ORDER_DELIVERED] = "DeliveryDate|Data dostarczenia",
		[ORDER_CANCELLED] = "CancellationDate|Data anulowania",
		[ORDER_EMAIL] = "BuyerEmail|E-mail kupującego|Email kupującego|Adres e-mail kupującego",
		[ORDER_PHONE] = "BuyerPhone|Telefon kupującego|Numer telefonu kupującego",
		[ORDER_CUSTOMER] = "BuyerId|Id kupującego|ID kupującego",
		[ORDER_HANDLE] = "BuyerLogin|Login kupującego|Nick kupującego",
		[ORDER_TOTAL] = "TotalToPayAmount|Kwota do zapłaty|Razem do zapłaty|Wartość zamówienia",
		[ORDER_CURRENCY] = "PaymentCurrency|Waluta",
		[ORDER_SKU] = "ExternalId|Sygnatura|SKU",
		[ORDER_PRODUCT] = "OfferName|Nazwa oferty|Tytuł oferty",
		[ORDER_QUANTITY] = "Quantity|Ilość|Liczba sztuk",
	},
	.leave = "Buyer*|*kupując*|*odbiorc*|Delivery*|*dostawy|InvoiceTaxId|Invoice*|*faktur*|PaymentId|"
		 "MessageToSeller|Wiadomość*|Uwagi*",
};

static int claim(const struct sniff *s)
{
	if (sniff_has_columns(s, "OrderId", "OrderDate", "SellerStatus|BuyerLogin", NULL))
		return 95;
	return sniff_has_columns(s, "Login kupującego|Nick kupującego",
		       "Numer zamówienia|Nr zamówienia|Id zamówienia|ID zamówienia", NULL)
		       ? 91
		       : 0;
}

static bool read_allegro(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	return orders_read(sc, in, options, columns, sink, notes, &shop);
}

const struct format format_allegro = {
	.name = "allegro",
	.about = "Allegro: a seller's report of orders, CSV",
	.becomes = "an order placed an event; order number, buyer's number and login, masked e-mail, phone",
	.proof = FORMAT_UNCHECKED,
	.has_source = true,
	.source = SOURCE_CRM,
	.facts = true,
	.claim = claim,
	.read = read_allegro,
};
