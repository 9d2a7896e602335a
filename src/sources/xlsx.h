/* xlsx - an Excel workbook's sheet as delimited text, which every reader of tables takes.
 *
 *	struct xlsx_sheet sheet;
 *	struct bytes *text = xlsx_text(sc, bytes, wish, &sheet);   // NULL without a fault: it is no workbook
 *
 * The sheet is the first that is not hidden, or the one that was wished for, by its name or its place among those that
 * are shown.  Its cells are written as they are shown where that matters, and as they are stored where that is more
 * exact: texts in quotes, numbers exactly as stored, dates and times as ISO 8601, true and false as TRUE and FALSE, errors
 * as nothing, formulas by the value that they had.  A line of text is a row of the sheet with the same number, but
 * for texts of several lines; empty columns on the left are left out.
 */
#pragma once

#include "sources/bytes.h"

enum {
	XLSX_SHEETS = 1000, /* ceilings */
	XLSX_STYLES = 65536,
	XLSX_ROWS = 1048576, /* the format's own */
};

struct xlsx_sheet {
	struct str name;
	const char *remark; /* a sentence where the workbook has several; else NULL */
};

struct bytes *xlsx_text(
	struct scope *sc, struct bytes *packed, struct str wish, struct xlsx_sheet *sheet) MUST_USE;
