/* Qualtrics: three rows of header, the names, what was asked, and {"ImportId":"QID1","timeZone":"Europe/Warsaw"}. */
#include "formats/json_tree.h"
#include "formats/known.h"
#include "formats/survey.h"

#define TEST_ANSWERS                                                                                         \
	"Survey Preview|Preview|Survey Test|Spam|Preview Spam|Imported Spam|Offline Survey Preview|"         \
	"1|2|8|9|12|17"

static const struct survey_column columns[] = {
	{ "ResponseId|ResponseID|Response ID|_recordId", SURVEY_ID, FACTS, NULL },
	{ "EndDate|End Date", SURVEY_TIME, FACTS, NULL },
	{ "RecordedDate|Recorded Date", SURVEY_TIME, FACTS, NULL },
	{ "StartDate|Start Date", SURVEY_TIME, FACTS, NULL },
	{ "Status|Response Type", SURVEY_GATE, FACTS, TEST_ANSWERS },
	{ "ExternalReference|ExternalDataReference|External Data Reference", SURVEY_PUT, FACT_USER, NULL },
	{ "RecipientEmail|Recipient Email", SURVEY_PUT, FACT_EMAIL, NULL },
	{ "IPAddress|IP Address", SURVEY_IP, FACTS, NULL },
	{ "RecipientFirstName|RecipientLastName|Recipient First Name|Recipient Last Name|LocationLatitude|"
	  "LocationLongitude|Location Latitude|Location Longitude",
		SURVEY_DROP, FACTS, NULL },
	{ "*_NPS_GROUP|* - Group", SURVEY_DROP, FACTS, NULL },
	{ "Finished|Progress|Duration (in seconds)|DistributionChannel|Distribution Channel|UserLanguage|User Language",
		SURVEY_SAY, FACTS, NULL },
};

static bool is_import_row(const struct table *t, size_t row)
{
	for (size_t i = 0; i < table_columns(t); i++)
		if (str_has(table_sample_at(t, row, (int)i), STR("{\"ImportId\"")))
			return true;
	return false;
}

static struct str member(struct survey *s, struct str below, const char *name)
{
	struct json_tree *tree = json_tree_new(survey_scope(s));

	return below.p ? json_text_at(json_tree_read(tree, below), name) : below;
}

/* The zone is the same for all of the file's times. */
static void zone_take(struct survey *s, const struct table *t, size_t row)
{
	for (size_t i = 0; i < table_columns(t); i++) {
		struct str below = table_sample_at(t, row, (int)i), zone;
		if (!str_has(below, STR("\"timeZone\"")))
			continue;
		zone = member(s, below, "timeZone");
		bool utc = str_equal(zone, STR("Z"));
		struct when_zone *known =
			zone.n ? when_zone_open(survey_scope(s), utc ? "UTC" : str_c(survey_scope(s), zone))
			       : NULL;
		if (known)
			survey_zone(s, known);
		else
			scope_forgive(survey_scope(s));
		return;
	}
}

/* Files that were worked on since have lost one row or both. */
static size_t heads(struct survey *s, struct table *t)
{
	for (size_t row = 0; row < table_samples(t) && row < SURVEY_HEADS; row++) {
		if (!is_import_row(t, row))
			continue;
		zone_take(s, t, row);
		return row + 1;
	}
	int id = table_find(t, columns[0].names);
	struct str first = table_samples(t) ? table_sample_at(t, 0, id) : (struct str){ 0 };
	return first.p && !str_starts(first, STR("R_")) && !str_same(table_name(t, (size_t)id), first) &&
	       str_same(first, STR("Response ID"));
}

/* "Which? - Selected Choice - Web": the option, and the question before it. */
static void option_cut(struct survey_question *q)
{
	static const struct str between = { " - ", 3 }, selected = { " - Selected Choice", 18 };
	const char *at = NULL;

	for (size_t i = 0; i + between.n < q->text.n; i++)
		if (memcmp(q->text.p + i, between.p, between.n) == 0)
			at = q->text.p + i;
	if (at && !str_ends(q->text, selected)) {
		size_t n = (size_t)(at - q->text.p);
		q->option = str_trim(str_sub(q->text, n + between.n, q->text.n));
		q->text = str_trim(str_sub(q->text, 0, n));
	}
	if (str_ends(q->text, selected))
		q->text.n -= selected.n;
}

/* "Q3_1": of "Q3" */
static struct str stem_of(struct str code)
{
	const char *mark = memrchr(code.p, '_', code.n);
	bool number = mark && mark > code.p && mark + 1 < code.p + code.n;

	for (const char *p = mark; number && ++p < code.p + code.n;)
		number = *p >= '0' && *p <= '9';
	return number ? str_sub(code, 0, (size_t)(mark - code.p)) : code;
}

static void question(struct survey *s, struct str name, const struct str *below,
	const struct survey_question *before, struct survey_question *out)
{
	struct str import = { 0 };

	(void)before;
	for (size_t i = 0; i < SURVEY_HEADS && !import.p; i++)
		if (str_has(below[i], STR("{\"ImportId\"")))
			import = member(s, below[i], "ImportId");
	out->code = out->stem = survey_text(s, name);
	if (below[0].p && !str_has(below[0], STR("{\"ImportId\"")))
		out->text = survey_text(s, below[0]);
	out->drop = str_ends(import, STR("_NPS_GROUP")) || str_ends(import, STR("_DO"));
	out->property = import.p && !str_has(import, STR("QID"));
	out->open = !out->property && (str_ends(import, STR("_TEXT")) || str_ends(name, STR("_TEXT")));
	if (out->property)
		return;
	out->closed = import.p && !out->open &&
		      !memchr(import.p, '_', import.n); /* QID10_1 may be a field to fill in */
	if (str_ends(out->text, STR(" - Text")))
		out->text.n -= 7;
	out->stem = stem_of(out->code);
	if (out->open || out->stem.n < out->code.n || str_has(out->text, STR(" - Selected Choice")))
		option_cut(out);
}

static const struct survey_tool tool = {
	.name = "qualtrics",
	.columns = columns,
	.n_columns = COUNT_OF(columns),
	.order = WHEN_MONTH_FIRST,
	.left_out = "previews, tests and spam",
	.heads = heads,
	.question = question,
};

static int claim(const struct sniff *s)
{
	if (!sniff_has_columns(
		    s, "ResponseId|ResponseID|_recordId", "StartDate|EndDate|RecordedDate|endDate", NULL))
		return 0;
	if (str_has(s->head, STR("\"ImportId\"")))
		return 95;
	return sniff_has_columns(s, "Finished|Progress|Status", NULL) ? 95 : 0;
}

static bool read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *names, const struct sink *sink, struct reader_notes *notes)
{
	return survey_read(sc, in, options, names, sink, notes, &tool);
}

const struct format format_qualtrics = {
	.name = "qualtrics",
	.about = "Qualtrics: responses as CSV, with three rows of header",
	.becomes = "a rated question an event, with the comment that follows it; ExternalReference, e-mail",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_SURVEY,
	.facts = true,
	.claim = claim,
	.read = read,
};
