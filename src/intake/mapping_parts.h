/* mapping_parts - what a mapping is made of, as its own files hand it to each other; private to intake.
 *
 *	name_words(sc, name, &column->words);               // words.c: what the name says
 *	look_at(sc, column, code, sample, n, comma);        // look.c: what the values say
 *	roles_assign(m);                                    // roles.c: both, under the user's wishes
 */
#pragma once

#include "base/address.h"
#include "intake/mapping.h"

enum {
	NAME_WORDS = 24,
	SAMPLE_VALUES = 1000,
	SAMPLE_TIMES = 300,
	STAGES = 64,
	JOINED = 4,
	TOGETHER = 8 << 20
};

/* A name's parts, in small letters and without Polish diacritics: "CaseID" is "case", "id". */
struct words {
	struct str at[NAME_WORDS];
	size_t n;
};

/* What the values of a column look like; counts are of the filled ones. */
struct look {
	size_t seen, filled, distinct, numbers, integers, fractions, money, urls, emails, addresses,
		sentences, times, ordered;
	double low, high; /* of the numbers */
	double letters;   /* mean length */
	size_t zeros, sixes, ones;
	bool bare_numbers;       /* its times are plain numbers: a name must say that they are times */
	bool long_ago;           /* all its times lie before 1901: a clock time on a spreadsheet's day zero */
	struct when_shape shape; /* of its times */
};

/* How a rating column is read, and what came of it. */
struct rater {
	enum scale scale;
	bool given; /* by --scale or @scale */
	bool zero_is_none, six_is_none;
	uint64_t answers, zeros, sixes, outside, unreadable;
	double example; /* one that lay outside */
};

struct column {
	struct str name;
	struct words words;
	struct look look;
	enum role role;
	bool wished, by_recipe;
	size_t rank; /* of those by a recipe, in its order; 0 else */
	struct str why;
	struct when_shape shape; /* for times */
	struct rater rater;      /* for ratings */
	struct str event;        /* for stage times, flags and one of several ratings: the event's name */
	bool own_event;          /* a rating of which a wish names the event: it stands by itself */
	uint32_t joined[JOINED]; /* the columns whose values follow its own, after a "+" */
	size_t n_joined;
	struct buf *together; /* NULL: nothing is joined */
	uint64_t
		shares; /* in a wide table: the stages that share a word, as bits; of a property, without times */
	size_t stage;       /* its place among the mapping's stages */
	bool order_assumed; /* day or month first was not settled */
	bool say;           /* in this record it is a property although it has a role: it could not be read */
	uint64_t unreadable;
};

struct mapping;

/* What is done with a column's value when it says something. */
struct step {
	uint32_t column;
	bool (*take)(struct mapping *m, struct column *column, struct str value);
	size_t offset; /* of the text in the event that it fills; for take_text */
};

/* What is told about a mapping; made anew whenever it is asked for. */
struct said {
	LIST(struct str) remarks;
	LIST(struct mapped_column) mapped;
};

enum mapping_kind {
	KIND_PLAIN,   /* a record is an event */
	KIND_ANSWERS, /* each of several ratings is one */
	KIND_WIDE,    /* each of several times is one */
	KIND_WHO,     /* no event: the columns say who is who */
};

struct record_counts {
	uint64_t no_customer, no_case, time_assumed, ends_before;
};

struct mapping {
	struct scope *sc;
	const struct names *names;
	struct column *columns;
	size_t n_columns, columns_room;
	enum mapping_kind kind;
	struct when_zone *zone; /* NULL: UTC is assumed */
	bool has_at, decimal_comma;
	bool log_cases; /* a process log: its cases are the customers */
	int64_t at_us;
	struct str base_event; /* of a record that names none; p NULL: it cannot be read then */
	bool weak_event;       /* the event column was taken for want of a better one */

	/* the columns with a role, as steps; and those that become events of their own: times of a wide
	 * table, or several ratings */
	LIST(struct step) steps;
	uint32_t stages[STAGES];
	size_t n_stages;
	uint32_t flags[STAGES];
	size_t n_flags;
	LIST(uint32_t) sayable;   /* the columns that may be properties, sorted by name */
	LIST(struct str) missing; /* ratings that a recipe asked for and the table has not */
	size_t n_missing;         /* all that it has not */
	size_t n_ranked;
	bool has_customer, has_who, has_case, settled;
	bool case_is_order; /* the case's name says that it is an order: it joins other files' orders */
	bool facts;         /* the format says itself what happened */

	/* of the record at hand */
	const struct record *record;
	struct intake_event draft;
	bool has_draft_time;
	struct intake_event events[STAGES];
	struct property *properties;
	uint32_t *property_columns; /* of the properties at hand */
	struct property *each;      /* those of every event */
	struct property *placed;    /* in a wide table: the properties of one event after another's */
	size_t properties_room, n_each, each_columns;
	char row_name[32];
	char address[ADDRESS_ROOM];
	char *why;
	struct {
		int64_t us;
		bool has;
	} stage_times[STAGES];
	struct {
		double value;
		bool has;
	} answers[STAGES];
	bool flagged[STAGES];

	struct record_counts counts;
	struct said *said;
};

/* mapping.c: orders, their items and the like, where other files say whose they are */
bool who_is_order(const struct mapping *m);

/* words.c */
void name_words(struct scope *sc, struct str name, struct words *out);
/* The same words with their accents: "złożenia" where the others have "zlozenia". */
void name_words_spelled(struct scope *sc, struct str name, struct words *out);
bool words_have(const struct words *words, const char *patterns); /* "birth|urodz*": any of them, anywhere */
struct str name_clean(struct scope *sc, struct str name);         /* as an event's name */
struct str stem_clean(
	struct scope *sc, struct str file_name); /* "nps_march.csv": "nps march"; p NULL: none */

/* role_words.c: how much the name says that the column has this role, 0 to 100. */
int role_by_name(const struct column *column, enum role role);
int event_by_weak_name(const struct column *column); /* "SURVEY_SUB_TYPE" */
bool name_is_plain_property(const struct column *column);
bool name_is_deadline(const struct column *column); /* "shipping_limit_date": by when */
bool name_is_a_thing(const struct column *column);  /* "product_id" */

/* look.c */
void look_at(struct scope *sc, struct column *column, size_t code, const struct record *sample,
	size_t n_sample, bool decimal_comma);
bool looks_like_times(const struct look *look);

/* scale_guess.c */
bool rating_read(struct str text, double *out) MUST_USE;
/* false: these values are no ratings. */
bool rater_guess(struct column *column);
/* A scale that was given; from 1 to 5, what the sample has of 0 and 6 is no answer. */
void rater_give(struct column *column, enum scale scale);
/* What the rating means: false where it is no answer, which is counted. */
bool rater_take(struct rater *rater, struct str text, double *rating);
void rater_remarks(const struct mapping *m, const struct column *column);

/* wishes.c: false with the reason in the scope. */
bool wishes_apply(struct mapping *m, const struct mapping_wishes *wishes) MUST_USE;
char *columns_said(const struct mapping *m); /* "a, b, c and 4 more" */

/* roles.c */
void roles_assign(struct mapping *m, bool rows_are_customers);
void weak_event_assign(struct mapping *m);
void column_is(struct column *column, enum role role, struct str why);
struct column *column_with(const struct mapping *m, enum role role); /* the first; NULL: none */
size_t columns_with(const struct mapping *m, enum role role);

/* flags.c */
bool flags_prepare(struct mapping *m) MUST_USE;
bool take_flag(struct mapping *m, struct column *c, struct str value);
void flags_add(struct mapping *m, struct intake_events *events);

/* known.c: what a known format says itself. */
struct mapping *mapping_of_facts(struct mapping *m);
void private_columns_guard(struct mapping *m); /* what must not be kept as it is */

/* wide.c */
bool wide_find(struct mapping *m); /* whether it is wide: then its roles are set */
void wide_finish(struct mapping *m, struct intake_events *events);

/* apply.c */
void steps_build(struct mapping *m);
void orders_settle(struct mapping *m);
void properties_room(struct mapping *m);                          /* anew: of a twin, or for one more */
void event_is_another(struct mapping *m, struct intake_event *e); /* of the same record, not its first */
struct str clip(struct str s, size_t bytes); /* no more than so many, and no half letter */

/* remarks.c */
void remark(const struct mapping *m, const char *format, ...) __attribute__((format(printf, 2, 3)));
