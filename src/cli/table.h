/* table - rows of text in columns, for people: numbers right, words left, widths by letters. */
#pragma once

#include "base/buf.h"

struct table;

/* `align`: a letter a column, 'l' or 'r'; head NULL: no first row. */
struct table *table_new(struct scope *sc, const char *align, const char *const *head, size_t n);
void table_cell(struct table *t, struct str text);
void table_printf(struct table *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
void table_write(const struct table *t, struct buf *out);

/* 32283 as "32,283". */
struct str count_words(struct scope *sc, uint64_t n);
