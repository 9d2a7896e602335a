#include "base/json.h"
#include "simulate/source_put.h"
#include "simulate/stamp.h"

enum { SHOPS_ZONE_S = 3600 }; /* the shop's clock is an hour before UTC, all year */

/* --- Shopify ---------------------------------------------------------------------------------------------- */

static void put_shop_time(const struct source_writing *w, int64_t time_s)
{
	if (time_s)
		stamp_put(w->b, time_s + SHOPS_ZONE_S, "Y-M-D h:m:s +0100");
	buf_putc(w->b, ',');
}

static void put_line_item(const struct source_writing *w, uint32_t line)
{
	uint32_t product = 1 + (w->r->choice / 1000 + line * 7) % 60;

	buf_printf(w->b, "%u,\"Tea, kind %u\",%u.50,,TEA-%u,true,true,pending,", 1 + line % 2, product,
		9 + product, product);
}

/* The further lines of an order say its name, the address and the line. */
static void put_shopify_line(const struct source_writing *w, uint32_t line)
{
	put_cell(w, w->given->id[IDENTIFIER_ORDER]);
	put_cell(w, w->given->id[IDENTIFIER_EMAIL]);
	buf_puts(w->b, ",,,,,,,,,,,,,,");
	put_line_item(w, line);
	buf_puts(w->b, ",,,,,,,,,,,,,,,Tea Shop,,,,,,,,0.00,\n");
}

void put_shopify(const struct source_writing *w)
{
	const int64_t *t = w->r->time_s;
	uint32_t price = 29 + w->r->choice % 300;

	put_cell(w, w->given->id[IDENTIFIER_ORDER]);
	put_cell(w, w->given->id[IDENTIFIER_EMAIL]);
	buf_puts(w->b, t[1] ? "paid," : "pending,");
	put_shop_time(w, t[1]);
	buf_puts(w->b, t[2] ? "fulfilled," : "unfulfilled,");
	put_shop_time(w, t[2]);
	buf_printf(w->b, "no,PLN,%u.00,0.00,0.00,%u.00,,0.00,Courier,", price, price);
	put_shop_time(w, t[0]);
	put_line_item(w, 0);
	put_cell(w, w->p->name);
	buf_puts(w->b, "Long Street 1,Lublin,20-001,PL,,");
	put_cell(w, w->p->name);
	buf_puts(w->b, "Lublin,,,,,Card,,0.00,Tea Shop,,,,");
	put_cell(w, w->key);
	buf_puts(w->b, ",Low,web,0.00,");
	buf_printf(w->b, "%.*s\n", STR_ARG(w->given->id[IDENTIFIER_PHONE]));
	for (uint32_t line = 1; line < 1 + w->r->choice / 17 % 3; line++)
		put_shopify_line(w, line);
}

/* --- SendGrid --------------------------------------------------------------------------------------------- */

void put_sendgrid(const struct source_writing *w)
{
	static const char *const events[] = { "delivered", "open", "click" };

	buf_putc(w->b, '{');
	put_member(w, "email", w->given->id[IDENTIFIER_EMAIL]);
	buf_printf(w->b, "\"timestamp\":%lld,\"event\":\"%s\",\"category\":[\"newsletter\"],",
		(long long)w->r->time_s[0], events[w->r->at - AT_DELIVERED]);
	put_member(w, "sg_event_id", w->key);
	if (w->r->at == AT_CLICKED)
		put_member(w, "url", STR("https://shop.example/spring"));
	buf_printf(w->b, "\"sg_message_id\":\"nl%u-%u.filter0001.1.0\"}", w->p->number, w->r->journey);
}

/* --- Mailchimp -------------------------------------------------------------------------------------------- */

void put_mailchimp(const struct source_writing *w)
{
	const int64_t *t = w->r->time_s;

	put_cell(w, w->given->id[IDENTIFIER_EMAIL]);
	put_cell(w, w->p->first);
	put_cell(w, w->p->last);
	buf_printf(w->b, "%u,", 2 + w->r->choice % 4);
	put_cell_time(w, t[0]);
	put_cell(w, w->p->device[0].address);
	put_cell_time(w, t[1]);
	put_cell(w, w->p->device[0].address);
	buf_puts(w->b, "Europe/Warsaw,PL,14,");
	put_cell_time(w, t[1] + 5000);
	put_cell(w, w->given->id[IDENTIFIER_EXTERNAL]);
	buf_printf(w->b, "%010x,,\"\"\"tea\"\"\"\n", w->p->number + 1);
}

/* --- HubSpot ---------------------------------------------------------------------------------------------- */

void put_hubspot(const struct source_writing *w)
{
	put_cell(w, w->given->id[IDENTIFIER_EXTERNAL]);
	put_cell(w, w->p->first);
	put_cell(w, w->p->last);
	put_cell(w, w->given->id[IDENTIFIER_EMAIL]);
	put_cell(w, w->given->id[IDENTIFIER_PHONE]);
	buf_puts(w->b, w->p->kind == PERSON_GUEST ? "Lead," : "Customer,");
	stamp_put(w->b, w->r->time_s[0], "Y-M-D h:m");
	buf_puts(w->b, ",Sam Sales,\n");
}
