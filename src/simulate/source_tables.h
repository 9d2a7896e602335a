/* source_tables - the composite shop's files, its touchpoints, and how one walks between them. */
#pragma once

#include "simulate/chain.h"
#include "simulate/dwell.h"

enum source_file {
	SOURCE_SEGMENT,
	SOURCE_GA4,
	SOURCE_ACCESS,
	SOURCE_SHOPIFY,
	SOURCE_SENDGRID,
	SOURCE_MAILCHIMP,
	SOURCE_ZENDESK,
	SOURCE_INTERCOM,
	SOURCE_TYPEFORM,
	SOURCE_TRUSTPILOT,
	SOURCE_HUBSPOT,
	SOURCE_POSTHOG,
	SOURCE_GOOGLE,
	SOURCE_FACEBOOK,
	SOURCE_MAIL,
	SOURCE_FILES
};

/* In the order of their rows in source_touchpoints. */
enum source_at {
	AT_PROMOTION,
	AT_HELP_PAGE,
	AT_DELIVERED,
	AT_OPENED,
	AT_CLICKED,
	AT_LIST,
	AT_PRODUCT,
	AT_ADDED,
	AT_CHECKOUT,
	AT_CHAT,
	AT_COMPLETED,
	AT_PURCHASE,
	AT_PLACED,
	AT_PAID,
	AT_SHIPPED,
	AT_TRACKED,
	AT_TICKET,
	AT_SOLVED,
	AT_COMPLAINT,
	AT_SURVEY,
	AT_TRUSTPILOT,
	AT_GOOGLE,
	AT_FACEBOOK,
	SOURCE_STEPS,
	AT_PAGE = SOURCE_STEPS, /* from here on: asides, no steps of the way */
	AT_LOGIN,
	AT_SUBSCRIBED,
	AT_CONFIRMED,
	AT_CONTACT,
	AT_IDENTIFY,
	SOURCE_EVENTS,
	AT_APP_IDENTIFY = SOURCE_EVENTS, /* no event, it only says who it is */
	SOURCE_POINTS
};

enum { SOURCE_MOVES = 5 };

struct source_touchpoint {
	const char *id;    /* here and in the truth */
	const char *event; /* as the file says it, or as its format names it */
	enum source_file file;
	const char *channel;
	uint32_t start; /* of a thousand journeys */
	uint32_t typical_s;
	enum dwell_shape shape;
	uint32_t later; /* of a thousand stays: goes on another day */
	struct {
		enum source_at to;
		uint32_t chance; /* of a thousand; what is missing leaves */
	} moves[SOURCE_MOVES];
};

extern const struct source_touchpoint source_touchpoints[SOURCE_POINTS];

void source_chain(struct chain *chain);
