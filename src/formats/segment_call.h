/* segment_call - one of Segment's tracking calls: its members, and what they say in whatever kind of call they stand.
 *
 *	struct call c;
 *	call_find(&c, record, around);
 *	c.event = json_text(c.top[TOP_EVENT]);
 *	call_say(f, &c, CALL_TRACK);
 */
#pragma once

#include "formats/facts.h"
#include "formats/json_tree.h"

enum call_kind { CALL_TRACK, CALL_PAGE, CALL_SCREEN, CALL_IDENTIFY, CALL_GROUP, CALL_ALIAS, CALL_KINDS };

enum call_top {
	TOP_TYPE,
	TOP_MESSAGE,
	TOP_USER,
	TOP_ANONYMOUS,
	TOP_EVENT,
	TOP_NAME,
	TOP_CATEGORY,
	TOP_PROPERTIES,
	TOP_TRAITS,
	TOP_CONTEXT,
	TOP_TIMESTAMP,
	TOP_ORIGINAL,
	TOP_SENT,
	TOP_RECEIVED,
	TOP_GROUP,
	TOP_PREVIOUS,
	TOP_INTEGRATIONS,
	TOP_CHANNEL,
	CALL_TOPS
};

enum call_context {
	CONTEXT_PAGE,
	CONTEXT_CAMPAIGN,
	CONTEXT_CONSENT,
	CONTEXT_DEVICE,
	CONTEXT_OS,
	CONTEXT_APP,
	CONTEXT_LIBRARY,
	CONTEXT_LOCATION,
	CONTEXT_OF_PERSON,
	CONTEXT_IP,
	CONTEXT_AGENT,
	CONTEXT_LOCALE,
	CONTEXT_TIMEZONE,
	CONTEXT_IN_GROUP,
	CONTEXT_SESSION,
	CONTEXT_SESSION_TOO,
	CALL_CONTEXTS
};

enum call_property {
	PROPERTY_URL,
	PROPERTY_REFERRER,
	PROPERTY_REVENUE,
	PROPERTY_TOTAL,
	PROPERTY_VALUE,
	PROPERTY_PRICE,
	PROPERTY_CURRENCY,
	PROPERTY_ORDER,
	PROPERTY_ORDER_TOO,
	PROPERTY_ORDER_NUMBER,
	PROPERTY_OWN_SESSION,
	PROPERTY_CAMPAIGN_NAME,
	PROPERTY_CAMPAIGN_ID,
	PROPERTY_PATH,
	CALL_PROPERTIES
};

struct call {
	const struct json_node *top[CALL_TOPS], *context[CALL_CONTEXTS], *property[CALL_PROPERTIES];
	const struct json_node *around; /* the batch; NULL where there is none */
	struct str event;               /* its name as it is told */
};

/* The batch's own context holds for all its calls, under what a call says itself. */
void call_find(struct call *c, const struct json_node *record, const struct json_node *around);
struct str call_id(const struct call *c, enum call_top top);
struct str call_who(const struct call *c); /* anonymous or not */

/* All but the time, the name and the key. */
void call_say(struct facts *f, const struct call *c, enum call_kind kind);
