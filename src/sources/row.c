#include "sources/row.h"

struct row {
	struct scope *sc;
	struct names *columns;
	struct str *values; /* by code */
	size_t room;
	LIST(uint32_t) said; /* the codes that have a value */
	struct record record;
};

_Static_assert(READER_COLUMNS == 4096 && READER_FIELD == 1 << 20, "the words below name them");

struct row *row_new(struct scope *sc, struct names *columns)
{
	struct row *row = NEW(sc, struct row);

	row->sc = sc;
	row->columns = columns;
	return row;
}

void row_clear(struct row *row)
{
	for (size_t i = 0; i < row->said.n; i++)
		row->values[row->said.at[i]] = (struct str){ 0 };
	row->said.n = 0;
}

const char *row_set(struct row *row, struct str name, struct str value)
{
	if (value.n > READER_FIELD)
		return "a value is longer than 1 MiB";
	uint32_t code = names_add(row->columns, name);
	if (code >= READER_COLUMNS)
		return "more than 4096 columns";
	if (code >= row->room) {
		size_t room = code * 2 + 16;
		row->values = scope_grow(row->sc, row->values, row->room, room, sizeof *row->values);
		row->room = room;
	}
	row->values[code] = value;
	*LIST_ADD(row->sc, &row->said) = code;
	return NULL;
}

const struct record *row_record(struct row *row, uint64_t number, struct str raw)
{
	size_t n = names_count(row->columns);

	row->record = (struct record){ .values = row->values, .row = number, .raw = raw };
	row->record.n = n < row->room ? n : row->room;
	return &row->record;
}
