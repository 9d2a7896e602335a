/* mail_bytes - a file of mails as its bytes, since each part of a mail says its own character set.
 *
 *	struct mail_bytes *b = mail_bytes_open(sc, in);
 *	while ((n = mail_bytes_read(b, &chunk)) > 0) ...         // -1: the reason is in the scope
 *	mail_bytes_rewind(b);
 */
#pragma once

#include "sources/input.h"

struct mail_bytes;
struct mail_bytes *mail_bytes_open(struct scope *sc, struct input *in) MUST_USE;
long mail_bytes_read(struct mail_bytes *b, struct str *chunk);
bool mail_bytes_rewind(struct mail_bytes *b) MUST_USE;
