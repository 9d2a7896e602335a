/* scalar - what a plain YAML scalar is: the YAML 1.2 core schema (10.3.2), both ways.
 *
 *	struct scalar s = scalar_read(STR("0x1F"));       // SCALAR_INTEGER, 31
 *	if (scalar_needs_quotes(STR("no")))               // true: YAML 1.1 readers take it for a boolean
 *		...
 */
#pragma once

#include "base/buf.h"

enum scalar_kind {
	SCALAR_TEXT,
	SCALAR_NULL,
	SCALAR_BOOL,
	SCALAR_INTEGER,
	SCALAR_REAL,
	SCALAR_OUTSIDE, /* a number, but an infinity, not a number, or past 64 bits: nothing here can hold it
			 */
};

struct scalar {
	enum scalar_kind kind;
	bool truth;
	int64_t integer;
	double real;
};

struct scalar scalar_read(struct str text);

/* Whether a text that stands plain might be read back as something else: a number, a boolean, a null, a time,
 * a merge key, by the core schema or by the older rules of YAML 1.1.  Of the text's punctuation it says
 * nothing. */
bool scalar_needs_quotes(struct str text);

/* The shortest decimal that reads back to exactly x, with a point or an exponent so that it stays a real.
 * x must be finite. */
void scalar_real(struct buf *out, double x);
