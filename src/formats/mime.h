/* mime - one mail, as bytes, taken apart: its headers' values and the parts of its body, decoded [RFC 5322, 2045 to
 * 2047, 6532].
 *
 *	const struct mime *mail = mime_read(sc, bytes);
 *	struct str subject = mime_header(sc, mail->head, "Subject");              // UTF-8; p NULL: there is none
 *	for (size_t i = 0; i < mail->parts.n; i++)
 *		if (mime_is(&mail->parts.at[i], "text/plain")) ... mime_text(sc, &mail->parts.at[i])
 *
 * Never fails, whatever it gets.  Ceilings: MIME_DEPTH multiparts within each other, MIME_PARTS parts, MIME_HEAD bytes
 * of headers, MIME_TEXT bytes of a part's text; what is beyond is left out.
 */
#pragma once

#include "base/str.h"

enum { MIME_DEPTH = 12, MIME_PARTS = 100, MIME_HEAD = 128 * 1024, MIME_TEXT = 512 * 1024 };

struct mime_part {
	struct str head, body; /* as they stand */
	char type[64];         /* "text/plain", small letters */
};

struct mime {
	struct str head;
	char type[64];                /* of the whole: "multipart/report" */
	LIST(struct mime_part) parts; /* the leaves, in order; a mail within the mail is one */
};

const struct mime *mime_read(struct scope *sc, struct str bytes);

/* Bytes of the first header of that name, unfolded but not decoded; p NULL: there is none. */
struct str mime_raw(struct scope *sc, struct str head, const char *name);
/* The same as text: words of RFC 2047 decoded. */
struct str mime_header(struct scope *sc, struct str head, const char *name);
/* `boundary` of `multipart/mixed; boundary="x"`; p NULL: it has none. */
struct str mime_parameter(struct scope *sc, struct str value, const char *name);

bool mime_is(const struct mime_part *part, const char *type);
bool mime_is_attached(struct scope *sc, const struct mime_part *part);
/* What the part says, in UTF-8, line ends "\n". */
struct str mime_text(struct scope *sc, const struct mime_part *part);

/* The head of a mail and what follows its empty line. */
struct str mime_head(struct str bytes, struct str *body);
