/* SurveyMonkey: two rows of header.  The second has what may be answered: "Response", "Open-Ended Response", or the
 * options of a question, which stand under its name and under blank names to the right of it. */
#include <stdio.h>

#include "formats/known.h"
#include "formats/survey.h"

static const struct survey_column columns[] = {
	{ "Respondent ID|RespondentID", SURVEY_ID, FACTS, NULL },
	{ "End Date|EndDate|Date Modified", SURVEY_TIME, FACTS, NULL },
	{ "Start Date|StartDate|Date Created", SURVEY_TIME, FACTS, NULL },
	{ "Email Address", SURVEY_PUT, FACT_EMAIL, NULL },
	{ "Custom Data 1|Custom Data|CustomData|Custom Value", SURVEY_PUT, FACT_USER, NULL },
	{ "IP Address", SURVEY_IP, FACTS, NULL },
	{ "First Name|Last Name", SURVEY_DROP, FACTS, NULL },
	{ "Collector ID|CollectorID|Custom Data *|Language", SURVEY_SAY, FACTS, NULL },
};

/* The second row is there where the respondent's number is not. */
static size_t heads(struct survey *s, struct table *t)
{
	(void)s;
	int id = table_find(t, columns[0].names);
	return table_samples(t) && !table_sample_at(t, 0, id).p;
}

/* As the reader of tables names a column without a name. */
static bool is_blank(struct str name)
{
	return str_starts(name, STR("column "));
}

static void question(struct survey *s, struct str name, const struct str *below,
	const struct survey_question *before, struct survey_question *out)
{
	struct str option = below[0].p ? survey_text(s, below[0]) : (struct str){ 0 };

	out->text = is_blank(name) && before ? before->text : survey_text(s, name);
	out->open = str_same(option, STR("Open-Ended Response"));
	if (!out->open && !str_same(option, STR("Response")))
		out->option = option;
}

static const struct survey_tool tool = {
	.name = "surveymonkey",
	.columns = columns,
	.n_columns = COUNT_OF(columns),
	.order = WHEN_MONTH_FIRST,
	.heads = heads,
	.question = question,
};

static int claim(const struct sniff *s)
{
	return sniff_has_columns(s, "Respondent ID|RespondentID", "Collector ID|CollectorID", NULL) ? 95 : 0;
}

static bool read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *names, const struct sink *sink, struct reader_notes *notes)
{
	return survey_read(sc, in, options, names, sink, notes, &tool);
}

const struct format format_surveymonkey = {
	.name = "surveymonkey",
	.about = "SurveyMonkey: responses as CSV, with two rows of header",
	.becomes = "a rated question an event, with the comment that follows it; Custom Data 1, e-mail",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_SURVEY,
	.facts = true,
	.claim = claim,
	.read = read,
};
