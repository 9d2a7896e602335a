/* gzip - bodies packed and unpacked (zlib), with a ceiling against what unpacks to more than anybody meant.
 *
 *	struct str packed = gzip_pack(sc, body);
 *	if (!gzip_unpack(sc, packed, 1 << 20, &body)) ...          // FAULT_LIMIT, FAULT_INVALID
 */
#pragma once

#include "base/str.h"

struct str gzip_pack(struct scope *sc, struct str bytes);
bool gzip_unpack(struct scope *sc, struct str packed, size_t most, struct str *out) MUST_USE;
