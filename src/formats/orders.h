/* orders - the export of a shop's orders, a table whatever the shop: one order one event, its times further ones.
 *
 *	static const struct order_shop shop = {
 *		.system = "shopify",
 *		.columns = { [ORDER_NUMBER] = "Name", [ORDER_PLACED] = "Created at", ... },
 *	};
 *	return orders_read(sc, in, options, columns, sink, notes, &shop);
 *
 * Rows of the same number that stand together are one order: the first has what is said of the whole, each has a line
 * of it.  An order that comes again further below has the same keys, so that it is told once.
 */
#pragma once

#include "formats/facts.h"

enum order_part {
	ORDER_TYPE,   /* "order" or another kind of row; needed nowhere */
	ORDER_NUMBER, /* as customers know it */
	ORDER_ID,     /* the shop's own, for keys; else the number */
	ORDER_PLACED,
	ORDER_PAID,
	ORDER_SHIPPED,
	ORDER_COMPLETED,
	ORDER_DELIVERED,
	ORDER_CANCELLED,
	ORDER_REFUNDED,
	ORDER_EMAIL,
	ORDER_PHONE,
	ORDER_CUSTOMER, /* the shop's number of the customer; "0" is a guest */
	ORDER_HANDLE,   /* the customer's name in the shop */
	ORDER_TOTAL,
	ORDER_CURRENCY,
	ORDER_PLACE, /* where it was placed: "pos" */
	ORDER_SKU,
	ORDER_PRODUCT,
	ORDER_QUANTITY,
	ORDER_PARTS,
};

struct order_shop {
	const char *system;
	const char *channel; /* where orders are placed, unless ORDER_PLACE says "pos" */
	const char *remark;  /* told once; NULL: the form was checked */
	const char *columns
		[ORDER_PARTS]; /* names with | between them: of several columns the first that is filled */
	const char *leave;     /* columns that are no properties: addresses, notes */
};

bool orders_read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes,
	const struct order_shop *shop) MUST_USE;

/* The events of an order behind the first, in the order of their parts: ORDER_PAID is "paid", "order_paid". */
struct order_event {
	enum order_part part;
	const char *key, *event, *channel;
};
enum { ORDER_EVENTS = 6 };
extern const struct order_event order_events[ORDER_EVENTS];
