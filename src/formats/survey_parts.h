/* survey_parts - a survey that is being read; private to survey*.c. */
#pragma once

#include "formats/survey.h"
#include "formats/survey_scale.h"

enum survey_kind {
	SURVEY_CHOICE,
	SURVEY_RATED,
	SURVEY_TEXT,
	SURVEY_OPTION,
	SURVEY_OTHER /* admin, or left out */
};

enum { SURVEY_NONE = -1 };

struct survey_item {
	struct survey_question q;
	enum survey_kind kind;
	struct str name;  /* the event's, or the property's */
	struct str asked; /* the question as people read it, with its option */
	struct survey_scale scale;
	int expected;                      /* the item that says what was expected; SURVEY_NONE: none */
	int follows;                       /* a text: the rating before it */
	int group;                         /* an option: the first item of its question */
	int next;                          /* an option: the next of its question; SURVEY_NONE: the last */
	const struct survey_column *admin; /* NULL: a question */
	struct when_shape clock;           /* of a SURVEY_TIME */
	bool unrated;     /* of the response at hand: what is said is no rating, and kept as a property */
	bool is_expected; /* of another item: no event itself */
};

struct survey {
	struct scope *sc;
	const struct survey_tool *tool;
	struct reader_options options;
	struct facts *f;
	struct survey_item *items; /* by column */
	size_t n;
	struct buf *room;
	struct buf *joined;
	LIST(int) times;   /* columns, the first goes before */
	LIST(int) persons; /* columns that say who answered */
	struct reader_notes *notes;
	int64_t time_us; /* of the response at hand */
	int id, salt;
	struct buf *response;          /* what the response at hand is called; empty: it has no number */
	struct survey_answer *answers; /* of the response at hand */
	size_t n_answers;
	uint64_t left_out, empty, outside;
	struct str outside_of, outside_example;
};

struct survey_answer {
	int item, text; /* SURVEY_NONE: no text beside it */
	bool rated, has_expected;
	double rating, expected;
};

/* What each question is, by its words and the first rows. */
void survey_settle(struct survey *s, struct table *t);
/* The items' pairs of expected and experienced. */
void survey_pair(struct survey *s);
/* One row, as facts. */
bool survey_row(struct survey *s, struct table *t, uint64_t row) MUST_USE;
