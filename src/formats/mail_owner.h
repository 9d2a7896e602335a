/* mail_owner - whose mailbox it is: which addresses in its mails are the company's own.
 *
 *	struct mail_owners *o = mail_owners_new(sc);
 *	mail_owners_count(o, head);                                  // of each of the first mails
 *	struct str ours = mail_owners_ours(o);                       // "shop.example"
 *	if (mail_is_ours(ours, STR("help@mail.shop.example"))) ...
 *
 * The rule: the domain that most of the mails have among their senders and recipients is ours, with what lies under it.
 * Where people of all sorts have their addresses (gmail.com), it is the whole address.  Among equals a domain of its own
 * goes before such an address, and who receives goes before who sends: of a single mail the sender is the customer.
 */
#pragma once

#include "base/str.h"

enum { MAIL_OWNER_MAILS = 200 /* that are looked at */ };

struct mail_owners;
struct mail_owners *mail_owners_new(struct scope *sc);
void mail_owners_count(struct mail_owners *o, struct str head);
struct str mail_owners_ours(const struct mail_owners *o); /* p NULL: no mail had an address */
bool mail_is_ours(struct str ours, struct str address);
