/* support - what systems of support share.
 *
 *	facts_put(f, FACT_CHANNEL, support_channel(json_text_at(ticket, "via.channel")));
 */
#pragma once

#include "base/str.h"

/* The channel that a ticket came by, in the words of model/channel.h; p NULL: none that says where the customer was. */
struct str support_channel(struct str via);

/* "good", "goodwithcomment" as "1", "bad" as "0"; p NULL: offered, or no rating at all. */
struct str support_thumb(struct str score);

/* "solved" or "closed". */
bool support_is_solved(struct str status);
