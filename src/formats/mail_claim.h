/* mail_claim - whether a text begins as mails do.
 *
 *	if (mail_head_claim(mail_start(s->head))) return 95;
 */
#pragma once

#include "base/str.h"

struct str mail_start(struct str text); /* without a byte order mark and empty lines above */

/* A mail's headers, or a mailbox's first line above them. */
bool mail_is_begun(struct str text);

/* Headers, line by line, of which three are those that mails have. */
bool mail_head_claim(struct str head);

/* "From ewa@example.test Wed Mar 04 08:00:00 2026", which stands above each mail of an mbox [RFC 4155]. */
bool mail_is_postmark(struct str line);
