/* preview - the first rows of a file as people see them: what stands in each column, and what would become of the rows.
 *
 *	struct import_preview *p = preview_columns(sc, columns, sample.at, sample.n);   // before anything is understood
 *	preview_roles(p, mapping);                                                      // as far as it is understood
 *	preview_events(sc, p, mapping, sample.at, sample.n);                            // once it is
 *	p->columns[i].values, p->events.at[i].event
 *
 * Nothing of it is kept; it has what customers wrote and are called, so it is for whoever has the file in hand.
 */
#pragma once

#include "intake/mapping.h"

enum {
	PREVIEW_VALUES = 4,
	PREVIEW_VALUE = 80 /* letters */,
	PREVIEW_TEXT = 200 /* letters */,
	PREVIEW_EVENTS = 8,
	PREVIEW_ROWS = 400, /* are looked at for them */
};

struct preview_column {
	struct str name;
	struct str values[PREVIEW_VALUES]; /* different ones, in the order of their coming */
	size_t n_values;
	size_t filled; /* rows of the sample that say something in it */
};

struct preview_event {
	uint64_t row;
	struct str why; /* p NULL: it was read; else why the row was not */
	struct str who, event, page, channel, text, currency;
	int64_t time_us, value_minor;
	bool time_assumed, has_value, has_rating;
	double rating;
	enum scale scale;
};

struct import_preview {
	struct str file;
	bool known; /* a format that says itself what its columns mean */
	const struct preview_column *columns;
	size_t n_columns;
	const struct mapped_column *roles; /* as far as they were understood; NULL: not at all */
	size_t n_roles;
	size_t rows; /* of the sample */
	struct str
		remark; /* what is said of the file before anything is read: its other sheets; p NULL: nothing */
	LIST(struct preview_event) events;
};

struct import_preview *preview_columns(
	struct scope *sc, const struct names *columns, const struct record *sample, size_t n_sample);

/* Also of a mapping that no event can come of: `seen` of its wishes. */
void preview_roles(struct import_preview *p, const struct mapping *m);

/* Rows that become no event are left out, rows that cannot be read have their reason. */
void preview_events(struct scope *sc, struct import_preview *p, struct mapping *m,
	const struct record *sample, size_t n_sample);
