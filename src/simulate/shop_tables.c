#include "simulate/shop_tables.h"

#include <stdlib.h>
#include <string.h>

/* clang-format off */
static const struct shop_touchpoint customers[] = {
	{ "Ad Clicked", FILE_WEB, "ads", "/", 210, 45, DWELL_WIDE, 60, 0, RATED_NOT, { 0 },
		{ { "Home Visited", 450 }, { "Product Viewed", 330 } } },
	{ "Newsletter Opened", FILE_EMAIL, "email", NULL, 160, 70, DWELL_WIDE, 120, 100, RATED_NOT, { 0 },
		{ { "Newsletter Link Clicked", 560 } } },
	{ "Newsletter Link Clicked", FILE_EMAIL, "email", NULL, 0, 40, DWELL_WIDE, 0, 0, RATED_NOT, { 0 },
		{ { "Product Viewed", 580 }, { "Category Browsed", 260 } } },
	{ "Home Visited", FILE_WEB, "website", "/", 270, 50, DWELL_WIDE, 50, 120, RATED_NOT, { 0 },
		{ { "Category Browsed", 430 }, { "Products Searched", 270 }, { "Product Viewed", 130 } } },
	{ "Category Browsed", FILE_WEB, "website", "/category/%u", 170, 65, DWELL_WIDE, 60, 200, RATED_NOT, { 0 },
		{ { "Product Viewed", 610 }, { "Products Searched", 120 }, { "Home Visited", 50 } } },
	{ "Products Searched", FILE_WEB, "website", "/search", 90, 48, DWELL_WIDE, 40, 250, RATED_NOT, { 0 },
		{ { "Product Viewed", 680 }, { "Category Browsed", 130 } } },
	{ "Product Viewed", FILE_WEB, "website", "/product/%u", 100, 95, DWELL_WIDE, 110, 180, RATED_NOT, { 0 },
		{ { "Product Added", 410 }, { "Category Browsed", 170 }, { "Reviews Read", 200 },
		  { "Products Searched", 70 } } },
	{ "Reviews Read", FILE_WEB, "website", "/product/%u/reviews", 0, 120, DWELL_EVEN, 90, 0, RATED_NOT, { 0 },
		{ { "Product Viewed", 380 }, { "Product Added", 420 } } },
	{ "Product Added", FILE_WEB, "website", "/product/%u", 0, 42, DWELL_WIDE, 70, 60, RATED_NOT, { 0 },
		{ { "Cart Viewed", 810 }, { "Product Viewed", 110 } } },
	{ "Cart Viewed", FILE_WEB, "website", "/cart", 0, 75, DWELL_WIDE, 130, 90, RATED_NOT, { 0 },
		{ { "Checkout Started", 740 }, { "Product Viewed", 100 } } },
	{ "Checkout Started", FILE_WEB, "website", "/checkout", 0, 80, DWELL_EVEN, 0, 40, RATED_NOT, { 0 },
		{ { "Delivery Chosen", 880 }, { "Cart Viewed", 50 } } },
	{ "Delivery Chosen", FILE_WEB, "website", "/checkout/delivery", 0, 55, DWELL_EVEN, 0, 0, RATED_NOT, { 0 },
		{ { "Payment Started", 870 }, { "Help Chat Opened", 80 } } },
	{ "Payment Started", FILE_WEB, "website", "/checkout/payment", 0, 85, DWELL_WIDE, 60, 150, RATED_NOT, { 0 },
		{ { "Order Completed", 560 }, { "Help Chat Opened", 110 } } },
	{ "Help Chat Opened", FILE_SUPPORT, "chat", NULL, 0, 240, DWELL_EVEN, 0, 0,
		RATED_1_5, { 220, 240, 250, 180, 110 },
		{ { "Payment Started", 620 } } },
	{ "Order Completed", FILE_ORDERS, "website", NULL, 0, 320, DWELL_WIDE, 0, 0,
		RATED_1_5, { 40, 70, 190, 390, 310 },
		{ { "Order Confirmation Opened", 550 }, { "Parcel Shipped", 450 } } },
	{ "Order Confirmation Opened", FILE_EMAIL, "email", NULL, 0, 70000, DWELL_EVEN, 0, 0, RATED_NOT, { 0 },
		{ { "Parcel Shipped", 1000 } } },
	{ "Parcel Shipped", FILE_ORDERS, "post", NULL, 0, 110000, DWELL_TIGHT, 0, 0, RATED_NOT, { 0 },
		{ { "Parcel Tracked", 380 }, { "Parcel Delivered", 430 }, { "Support Called", 190 } } },
	{ "Parcel Tracked", FILE_WEB, "app", "/orders/%u/track", 0, 60000, DWELL_EVEN, 0, 150, RATED_NOT, { 0 },
		{ { "Parcel Delivered", 810 }, { "Support Called", 190 } } },
	{ "Support Called", FILE_SUPPORT, "phone", NULL, 0, 420, DWELL_EVEN, 0, 0, RATED_NOT, { 0 },
		{ { "Support Survey Answered", 740 }, { "Parcel Delivered", 200 } } },
	{ "Support Survey Answered", FILE_SURVEY, "email", NULL, 0, 50000, DWELL_EVEN, 0, 0,
		RATED_1_5, { 280, 210, 200, 190, 120 },
		{ { "Parcel Delivered", 500 } } },
	{ "Parcel Delivered", FILE_ORDERS, "post", NULL, 0, 130000, DWELL_EVEN, 0, 0, RATED_NOT, { 0 },
		{ { "Delivery Survey Answered", 420 }, { "App Opened", 330 }, { "Return Requested", 150 } } },
	{ "Delivery Survey Answered", FILE_SURVEY, "email", NULL, 0, 100000, DWELL_EVEN, 0, 0,
		RATED_1_5, { 40, 70, 160, 360, 370 },
		{ { "App Opened", 420 }, { "Return Requested", 90 }, { "NPS Survey Answered", 250 } } },
	{ "App Opened", FILE_WEB, "app", "/app", 0, 150, DWELL_WIDE, 0, 200, RATED_NOT, { 0 },
		{ { "NPS Survey Answered", 480 }, { "Return Requested", 80 } } },
	{ "Return Requested", FILE_SUPPORT, "website", NULL, 0, 170000, DWELL_TIGHT, 0, 0, RATED_NOT, { 0 },
		{ { "Refund Paid", 930 } } },
	{ "Refund Paid", FILE_ORDERS, "website", NULL, 0, 90000, DWELL_EVEN, 0, 0, RATED_NOT, { 0 },
		{ { "NPS Survey Answered", 420 } } },
	{ "NPS Survey Answered", FILE_NPS, "email", NULL, 0, 140, DWELL_EVEN, 0, 0,
		RATED_NPS, { 20, 15, 25, 30, 40, 80, 90, 160, 190, 180, 170 },
		{ { "Friend Invited", 500 } } },
	{ "Friend Invited", FILE_WEB, "app", "/invite", 0, 60, DWELL_EVEN, 0, 0, RATED_NOT, { 0 }, { { NULL, 0 } } },
};

static const struct shop_touchpoint partners[] = {
	{ "Partner Invited", FILE_PARTNERS, "email", NULL, 700, 90000, DWELL_EVEN, 0, 0, RATED_NOT, { 0 },
		{ { "Partner Portal Opened", 820 } } },
	{ "Partner Portal Opened", FILE_PARTNERS, "website", NULL, 300, 300, DWELL_WIDE, 80, 100, RATED_NOT, { 0 },
		{ { "Partner Contract Signed", 580 }, { "Account Manager Met", 300 } } },
	{ "Account Manager Met", FILE_PARTNERS, "store", NULL, 0, 80000, DWELL_TIGHT, 0, 0, RATED_NOT, { 0 },
		{ { "Partner Contract Signed", 740 } } },
	{ "Partner Contract Signed", FILE_PARTNERS, "post", NULL, 0, 120000, DWELL_EVEN, 0, 0, RATED_NOT, { 0 },
		{ { "Sales Training Attended", 620 }, { "Wholesale Order Sent", 300 } } },
	{ "Sales Training Attended", FILE_PARTNERS, "store", NULL, 0, 150000, DWELL_EVEN, 0, 0,
		RATED_1_5, { 60, 110, 250, 350, 230 },
		{ { "Wholesale Order Sent", 840 } } },
	{ "Wholesale Order Sent", FILE_PARTNERS, "website", NULL, 0, 200000, DWELL_EVEN, 0, 0, RATED_NOT, { 0 },
		{ { "Wholesale Delivery Received", 920 } } },
	{ "Wholesale Delivery Received", FILE_PARTNERS, "post", NULL, 0, 180000, DWELL_EVEN, 0, 0,
		RATED_1_5, { 90, 130, 230, 330, 220 },
		{ { "Wholesale Order Sent", 250 } } },
};
/* clang-format on */

const struct shop shop_customers = { customers, COUNT_OF(customers), "Order Completed" };
const struct shop shop_partners = { partners, COUNT_OF(partners), NULL };

/* The tables are ours: a name that is not there is a mistake in them. */
size_t shop_find(const struct shop *shop, const char *event)
{
	for (size_t i = 0; i < shop->n; i++)
		if (strcmp(shop->at[i].event, event) == 0)
			return i;
	abort();
}

void shop_chain(const struct shop *shop, struct chain *chain)
{
	*chain = (struct chain){ .n = shop->n };
	for (size_t i = 0; i < shop->n; i++) {
		chain->start[i] = shop->at[i].start / 1000.0;
		for (size_t m = 0; m < SHOP_MOVES && shop->at[i].moves[m].to; m++)
			chain->next[i][shop_find(shop, shop->at[i].moves[m].to)] =
				shop->at[i].moves[m].chance / 1000.0;
	}
}

double shop_rating_low(enum shop_scale scale)
{
	return scale == RATED_1_5 ? 1 : 0;
}

double shop_rating_high(enum shop_scale scale)
{
	return scale == RATED_1_5 ? 5 : 10;
}
