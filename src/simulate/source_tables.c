#include "simulate/source_tables.h"

/* clang-format off */
const struct source_touchpoint source_touchpoints[SOURCE_POINTS] = {
	[AT_PROMOTION] = { "promotion", "view_promotion", SOURCE_GA4, "website", 300, 40, DWELL_WIDE, 50,
		{ { AT_LIST, 560 }, { AT_PRODUCT, 170 } } },
	[AT_HELP_PAGE] = { "help page", "page_view", SOURCE_ACCESS, "website", 80, 60, DWELL_WIDE, 0,
		{ { AT_LIST, 300 }, { AT_PRODUCT, 250 } } },
	[AT_DELIVERED] = { "mail delivered", "email_delivered", SOURCE_SENDGRID, "email", 240, 5000, DWELL_EVEN, 0,
		{ { AT_OPENED, 720 } } },
	[AT_OPENED] = { "mail opened", "email_opened", SOURCE_SENDGRID, "email", 0, 70, DWELL_WIDE, 60,
		{ { AT_CLICKED, 480 } } },
	[AT_CLICKED] = { "mail clicked", "email_clicked", SOURCE_SENDGRID, "email", 0, 30, DWELL_WIDE, 0,
		{ { AT_PRODUCT, 620 }, { AT_LIST, 240 } } },
	[AT_LIST] = { "list", "view_item_list", SOURCE_GA4, "website", 200, 70, DWELL_WIDE, 50,
		{ { AT_PRODUCT, 640 }, { AT_HELP_PAGE, 60 } } },
	[AT_PRODUCT] = { "product", "Product Viewed", SOURCE_SEGMENT, "website", 180, 90, DWELL_WIDE, 100,
		{ { AT_ADDED, 520 }, { AT_LIST, 160 }, { AT_HELP_PAGE, 50 } } },
	[AT_ADDED] = { "added", "Product Added", SOURCE_SEGMENT, "website", 0, 45, DWELL_WIDE, 70,
		{ { AT_CHECKOUT, 680 }, { AT_PRODUCT, 140 } } },
	[AT_CHECKOUT] = { "checkout", "Checkout Started", SOURCE_SEGMENT, "website", 0, 120, DWELL_EVEN, 0,
		{ { AT_COMPLETED, 680 }, { AT_CHAT, 120 } } },
	[AT_CHAT] = { "chat", "ticket_opened", SOURCE_INTERCOM, "chat", 0, 240, DWELL_EVEN, 0,
		{ { AT_COMPLETED, 520 } } },
	[AT_COMPLETED] = { "completed", "Order Completed", SOURCE_SEGMENT, "website", 0, 3, DWELL_TIGHT, 0,
		{ { AT_PURCHASE, 1000 } } },
	[AT_PURCHASE] = { "purchase", "purchase", SOURCE_GA4, "website", 0, 4, DWELL_TIGHT, 0,
		{ { AT_PLACED, 1000 } } },
	[AT_PLACED] = { "order placed", "order_placed", SOURCE_SHOPIFY, "website", 0, 90, DWELL_EVEN, 0,
		{ { AT_PAID, 960 } } },
	[AT_PAID] = { "order paid", "order_paid", SOURCE_SHOPIFY, "website", 0, 90000, DWELL_TIGHT, 0,
		{ { AT_SHIPPED, 970 } } },
	[AT_SHIPPED] = { "order shipped", "order_shipped", SOURCE_SHOPIFY, "post", 0, 60000, DWELL_TIGHT, 0,
		{ { AT_TRACKED, 420 }, { AT_TICKET, 190 }, { AT_COMPLAINT, 90 }, { AT_SURVEY, 220 } } },
	[AT_TRACKED] = { "parcel tracked", "Parcel Tracked", SOURCE_POSTHOG, "app", 0, 80000, DWELL_EVEN, 0,
		{ { AT_SURVEY, 380 }, { AT_TRUSTPILOT, 160 }, { AT_TICKET, 90 } } },
	[AT_TICKET] = { "ticket", "ticket_opened", SOURCE_ZENDESK, "email", 0, 90000, DWELL_EVEN, 0,
		{ { AT_SOLVED, 820 } } },
	[AT_SOLVED] = { "ticket solved", "ticket_solved", SOURCE_ZENDESK, "email", 0, 50000, DWELL_EVEN, 0,
		{ { AT_SURVEY, 360 }, { AT_FACEBOOK, 280 } } },
	[AT_COMPLAINT] = { "complaint", "message_sent", SOURCE_MAIL, "email", 0, 70000, DWELL_EVEN, 0,
		{ { AT_SURVEY, 250 }, { AT_FACEBOOK, 300 } } },
	[AT_SURVEY] = { "survey", "How likely are you to recommend us", SOURCE_TYPEFORM, "survey", 0, 60000, DWELL_EVEN, 0,
		{ { AT_TRUSTPILOT, 260 }, { AT_GOOGLE, 200 } } },
	[AT_TRUSTPILOT] = { "trustpilot review", "review_posted", SOURCE_TRUSTPILOT, "social", 0, 0, DWELL_EVEN, 0,
		{ { 0, 0 } } },
	[AT_GOOGLE] = { "google review", "review_posted", SOURCE_GOOGLE, "social", 0, 0, DWELL_EVEN, 0,
		{ { 0, 0 } } },
	[AT_FACEBOOK] = { "facebook comment", "comment_posted", SOURCE_FACEBOOK, "social", 0, 0, DWELL_EVEN, 0,
		{ { 0, 0 } } },
	[AT_PAGE] = { "page", "page_view", SOURCE_SEGMENT, "website", 0, 0, DWELL_EVEN, 0, { { 0, 0 } } },
	[AT_IDENTIFY] = { "identify", "identify", SOURCE_SEGMENT, "website", 0, 0, DWELL_EVEN, 0, { { 0, 0 } } },
	[AT_LOGIN] = { "login", "login", SOURCE_GA4, "website", 0, 0, DWELL_EVEN, 0, { { 0, 0 } } },
	[AT_APP_IDENTIFY] = { "app identify", "$identify", SOURCE_POSTHOG, "app", 0, 0, DWELL_EVEN, 0, { { 0, 0 } } },
	[AT_SUBSCRIBED] = { "subscribed", "consent_given", SOURCE_MAILCHIMP, "email", 0, 0, DWELL_EVEN, 0,
		{ { 0, 0 } } },
	[AT_CONFIRMED] = { "confirmed", "consent_given", SOURCE_MAILCHIMP, "email", 0, 0, DWELL_EVEN, 0,
		{ { 0, 0 } } },
	[AT_CONTACT] = { "contact", "contact_created", SOURCE_HUBSPOT, "other", 0, 0, DWELL_EVEN, 0, { { 0, 0 } } },
};
/* clang-format on */

void source_chain(struct chain *chain)
{
	*chain = (struct chain){ .n = SOURCE_STEPS };
	for (size_t i = 0; i < SOURCE_STEPS; i++) {
		chain->start[i] = source_touchpoints[i].start / 1000.0;
		for (size_t m = 0; m < SOURCE_MOVES && source_touchpoints[i].moves[m].chance; m++)
			chain->next[i][source_touchpoints[i].moves[m].to] =
				source_touchpoints[i].moves[m].chance / 1000.0;
	}
}
