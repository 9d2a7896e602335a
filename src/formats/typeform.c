/* Typeform: a row a response, times in UTC by contract; hidden fields are columns under their own names. */
#include "formats/known.h"
#include "formats/survey.h"

static const struct survey_column columns[] = {
	{ "#|Token|Response ID", SURVEY_ID, FACTS, NULL },
	{ "Submit Date (UTC)", SURVEY_TIME, FACTS, NULL },
	{ "Stage Date (UTC)", SURVEY_TIME, FACTS, NULL },
	{ "Start Date (UTC)", SURVEY_TIME, FACTS, NULL },
	/* Made of address and browser: a guess at who it was. */
	{ "Network ID", SURVEY_PUT, FACT_VISITOR, NULL },
	{ "Response Type|Tags|Ending|score|Winning Outcome ID", SURVEY_SAY, FACTS, NULL },
};

static const struct survey_tool tool = {
	.name = "typeform",
	.columns = columns,
	.n_columns = COUNT_OF(columns),
	.utc = true,
};

static int claim(const struct sniff *s)
{
	return sniff_has_columns(s, "Start Date (UTC)", "Submit Date (UTC)", NULL) ? 95 : 0;
}

static bool read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *names, const struct sink *sink, struct reader_notes *notes)
{
	return survey_read(sc, in, options, names, sink, notes, &tool);
}

const struct format format_typeform = {
	.name = "typeform",
	.about = "Typeform: responses as CSV",
	.becomes =
		"a rated question an event, with the comment that follows it; hidden fields uid, user_id, email",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_SURVEY,
	.facts = true,
	.claim = claim,
	.read = read,
};
