/* glance - what an event is, for somebody who looks whether any arrive: its call, its name, its page, and nothing of whose.
 *
 *	struct glance g = collect_glance(sc, event_text);
 *	g.type, g.name, g.page                       // p NULL: it does not say, or it is no sound JSON
 *
 * The page is a path alone: what stands behind "?" or "#" may name people.
 */
#pragma once

#include "base/str.h"

enum { GLANCE_EVENT = 64 << 10 /* bytes; a longer event is not looked at */ };

struct glance {
	struct str type, name, page;
};

struct glance collect_glance(struct scope *sc, struct str event);
