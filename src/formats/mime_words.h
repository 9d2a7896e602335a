/* mime_words - letters in mails: character sets, the codings of bodies, words of RFC 2047 in headers, addresses.
 *
 *	mime_utf8(sc, STR("iso-8859-2"), bytes)               // as UTF-8
 *	mime_words(sc, STR("=?utf-8?Q?Ewa_Nowak?="))          // "Ewa Nowak"
 *	while (mime_address(sc, &rest, &address)) ...                   // "ewa@example.test" of "Ewa <ewa@example.test>"
 */
#pragma once

#include "base/str.h"

/* Where the set is not named or nobody knows it: UTF-8 if the bytes are that, else as they look. */
struct str mime_utf8(struct scope *sc, struct str charset, struct str bytes);
struct str mime_words(struct scope *sc, struct str raw);
struct str mime_base64(struct scope *sc, struct str text);
struct str mime_quoted(
	struct scope *sc, struct str text, bool in_header); /* quoted-printable, or Q of RFC 2047 */

/* The next address in a list of them, without its name; false at the end.  `rest` is moved behind it. */
bool mime_address(struct scope *sc, struct str *rest, struct str *address) MUST_USE;
