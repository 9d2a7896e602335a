/* survey - a survey tool's table of responses as facts: a rating an event, what was written beside it.
 *
 *	static const struct survey_column columns[] = { { "Respondent ID", SURVEY_ID }, { "End Date", SURVEY_TIME }, ... };
 *	static const struct survey_tool tool = { .name = "surveymonkey", .columns = columns, .n_columns = COUNT_OF(columns) };
 *	return survey_read(sc, in, options, names, sink, notes, &tool);
 *
 * A tool says which columns are its own; all others are questions.  By its words and the answers of the first rows a
 * question is
 *
 *	rated     an event called after the question, with the rating
 *	a text    stands with the rating of the question before it, else it is an event itself
 *	options   of one question with several answers: one property, "Web; Phone"
 *	a choice  a property
 *
 * and where one question asks what was expected and another, otherwise worded alike, what was experienced, they are one
 * event.  Properties stand with the first event of a response; one that has nothing but them is "survey_answered".
 */
#pragma once

#include "formats/facts.h"
#include "formats/table.h"

enum survey_role {
	SURVEY_PUT,  /* what `fact` says */
	SURVEY_ID,   /* the response's */
	SURVEY_SALT, /* goes with an id that other surveys give, too: 1, 2, 3, ... */
	SURVEY_TIME, /* of several the first that is there and not empty, in the order of the tool's table */
	SURVEY_SAY,  /* a property called `values`, or as the column */
	SURVEY_IP,
	SURVEY_GATE, /* leaves the response out where the value is one of `values`, with | between them */
	SURVEY_DROP,
};

struct survey_column {
	const char *names; /* as table_find has them */
	enum survey_role role;
	enum fact fact;
	const char *values;
};

/* p NULL or empty: there is none. */
struct survey_question {
	struct str code;   /* the tool's short name of the column: "NPS", "CH[SQ001]" */
	struct str stem;   /* of the question that several columns belong to: "CH"; else as the code */
	struct str text;   /* what was asked */
	struct str option; /* what this column is of it: "Web", "Delivery" */
	bool open;         /* asks for a text for certain */
	bool closed;       /* asks to choose for certain */
	bool property;     /* no question: what the tool knows of the respondent */
	bool drop;
};

struct survey;

enum { SURVEY_HEADS = 3 /* rows below the names that a header may have */ };

struct survey_tool {
	const char *name; /* goes before its identifiers */
	const struct survey_column *columns;
	size_t n_columns;
	enum when_order order; /* of day and month where the file does not tell */
	bool utc;
	const char *no_time;  /* a time that says there is none: "1980-01-01 00:00:00" */
	bool counts_from_1;   /* each survey its responses */
	const char *left_out; /* what the gates leave out, for people: "previews, tests and spam" */
	/* How many rows below the names belong to the header, up to SURVEY_HEADS; NULL: none. */
	size_t (*heads)(struct survey *s, struct table *t);
	/* `below` has the header's other rows of this column; `before` is the question left of it, or NULL.  NULL: the
	 * name is the text. */
	void (*question)(struct survey *s, struct str name, const struct str *below,
		const struct survey_question *before, struct survey_question *out);
};

bool survey_read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes,
	const struct survey_tool *tool) MUST_USE;

struct scope *survey_scope(struct survey *s);
/* The zone that the file itself says its times are in. */
void survey_zone(struct survey *s, struct when_zone *zone);
/* In one line, without markup, as people read it. */
struct str survey_text(struct survey *s, struct str header);
/* "Channels [Web]": the part in brackets at the end, and the text before it; p NULL: there is none. */
struct str survey_bracket(struct str *text);
