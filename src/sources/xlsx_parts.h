/* xlsx_parts - what the files of the reader of workbooks share: styles, shared texts, a sheet's cells. */
#pragma once

#include "base/buf.h"
#include "sources/spool.h"
#include "sources/unzip.h"

enum xlsx_kind { XLSX_NUMBER, XLSX_DATE, XLSX_DATE_TIME, XLSX_CLOCK, XLSX_ELAPSED };

struct xlsx_book {
	struct scope *sc;
	const char *name; /* for messages */
	struct unzip *zip;
	bool since_1904;
	uint8_t *kinds; /* enum xlsx_kind by cell style */
	size_t n_kinds;
	struct str *texts; /* shared ones */
	size_t n_texts;
};

/* Reads a member of the archive as XML; true where it is not there. */
struct xml_fns;
bool xlsx_member(struct xlsx_book *book, const char *name, const struct xml_fns *fns, void *to) MUST_USE;

bool xlsx_styles(struct xlsx_book *book, const char *member) MUST_USE;
enum xlsx_kind xlsx_kind_of(struct str format); /* of a format's code: "dd.mm.yyyy hh:mm" */

bool xlsx_texts(struct xlsx_book *book, const char *member) MUST_USE;
/* Adds a text without its _x000D_ escapes. */
void xlsx_unescape(struct buf *out, struct str text);

/* A stored number as the date or time that it stands for; false: it stands for none, and is a number. */
bool xlsx_when(const struct xlsx_book *book, enum xlsx_kind kind, struct str number, char out[static 40]);

bool xlsx_cells(struct xlsx_book *book, const char *member, struct spool *spool) MUST_USE;
