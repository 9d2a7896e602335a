/* mail_reply - what somebody wrote in a mail, without what he answers to and without his signature.
 *
 *	mail_reply(sc, STR("It is late.\n\nOn 2 March 2026 Shop <help@shop.example> wrote:\n> Hello"))      // "It is late."
 *
 * English, Polish and Russian; told by lines alone: "> ...", "On ... wrote:", "W dniu ... napisał(a):", "... пишет:",
 * the headers that Outlook puts above the old mail, "-- ".  Its time grows with the length alone.
 */
#pragma once

#include "base/str.h"

struct str mail_reply(struct scope *sc, struct str text);
