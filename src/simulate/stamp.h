/* stamp - a time as one system or another writes it.
 *
 *	stamp_put(b, time_s, "Y-M-DTh:m:sZ");             // 2026-03-02T10:15:00Z
 *	stamp_put(b, time_s + 3600, "[D/b/Y:h:m:s +0100]"); // [02/Mar/2026:11:15:00 +0100]
 *
 * Y M D h m s are the parts, b is the month's and a the weekday's English name; anything else stands for itself.
 */
#pragma once

#include "base/buf.h"

/* Whole seconds since 1970; years from 1970 on. */
void stamp_put(struct buf *b, int64_t time_s, const char *format);
