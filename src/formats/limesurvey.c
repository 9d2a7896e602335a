/* LimeSurvey: columns are called by code, by text or "code. text", as the export was asked for; a question of several
 * parts is "CODE[SQ001]. Text [Part]". */
#include <ctype.h>

#include "formats/known.h"
#include "formats/survey.h"

static const struct survey_column columns[] = {
	{ "id. *|id|Response ID|ID odpowiedzi|Antwort ID|ID ответа", SURVEY_ID, FACTS, NULL },
	{ "submitdate. *|submitdate|Date submitted|Data wysłania|Data przesłania|Datum Abgeschickt|Дата отправки",
		SURVEY_TIME, FACTS, NULL },
	{ "datestamp. *|datestamp|Date last action|Data ostatniej akcji|Datum letzte Aktivität|Дата последнего действия",
		SURVEY_TIME, FACTS, NULL },
	{ "startdate. *|startdate|Date started|Data rozpoczęcia|Datum gestartet|Дата начала", SURVEY_TIME,
		FACTS, NULL },
	{ "token. *|token|Access code|Kod dostępu|Zugangscode|Код доступа", SURVEY_PUT, FACT_EXTERNAL, NULL },
	{ "ipaddr. *|ipaddr|IP address|Adres IP", SURVEY_IP, FACTS, NULL },
	/* Each survey counts its responses from 1; the seed is drawn at random for each. */
	{ "seed. *|seed", SURVEY_SALT, FACTS, NULL },
	{ "firstname*|lastname*|First name|Last name", SURVEY_DROP, FACTS, NULL },
	{ "email. *|Email address", SURVEY_PUT, FACT_EMAIL, NULL },
	/* How long each group and question took. */
	{ "interviewtime*|*Time. Question time*|*Time. Group time*|Question time*|Group time*|Total time",
		SURVEY_DROP, FACTS, NULL },
	{ "lastpage. *|lastpage|Last page", SURVEY_SAY, FACTS, "last page" },
	{ "startlanguage. *|startlanguage|Start language", SURVEY_SAY, FACTS, "language" },
	{ "refurl. *|refurl|Referrer URL", SURVEY_SAY, FACTS, "referrer" },
};

/* The length of "CH[SQ001]" at the start, with what is in brackets; 0: no code. */
static size_t code_length(struct str name)
{
	size_t n = 0;

	if (!name.n || !isalpha((unsigned char)name.p[0]))
		return 0;
	while (n < name.n && (isalnum((unsigned char)name.p[n]) || name.p[n] == '_'))
		n++;
	while (n < name.n && name.p[n] == '[') {
		const char *close = memchr(name.p + n, ']', name.n - n);
		if (!close)
			return 0;
		n = (size_t)(close - name.p) + 1;
	}
	return n;
}

/* The part's code, "SQ001" of "CH[SQ001]" or of "CH_SQ001", and the question's before it; p NULL: there is none. */
static struct str part_cut(struct str *stem)
{
	struct str part = survey_bracket(stem);
	const char *mark = !part.p && stem->n ? memrchr(stem->p, '_', stem->n) : NULL;

	if (!mark || mark == stem->p)
		return part;
	struct str behind = str_sub(*stem, (size_t)(mark - stem->p) + 1, stem->n);
	if (!str_starts(behind, STR("SQ")) && !str_equal(behind, STR("other")) &&
		!str_ends(behind, STR("comment")))
		return part;
	stem->n -= behind.n + 1;
	return behind;
}

/* Participants' attributes, which the survey's owner gave them. */
static void attribute(struct survey_question *out)
{
	out->property = true;
	if (out->text.n)
		out->code = out->stem = out->text;
}

static void question(struct survey *s, struct str name, const struct str *below,
	const struct survey_question *before, struct survey_question *out)
{
	size_t n = code_length(name);
	bool alone = n == name.n, titled = n && !alone && name.p[n] == '.';

	(void)below, (void)before;
	if (!alone && !titled)
		n = 0;
	out->code = str_sub(name, 0, n);
	out->stem = out->code;
	struct str part = part_cut(&out->stem);
	if (!alone)
		out->text = survey_text(s, str_sub(name, n + titled, name.n));
	if (part.p || !n)
		out->option = survey_bracket(&out->text);
	if (part.p && !out->option.n && !out->text.n)
		out->option = part;
	out->open = str_ends(part, STR("comment"));
	if (str_starts(name, STR("attribute_")))
		attribute(out);
}

static const struct survey_tool tool = {
	.name = "limesurvey",
	.columns = columns,
	.n_columns = COUNT_OF(columns),
	.order = WHEN_DAY_FIRST,
	.no_time = "1980-01-01",
	.counts_from_1 = true,
	.question = question,
};

static int claim(const struct sniff *s)
{
	if (sniff_has_columns(s, "id. Response ID|id. ID odpowiedzi|id. Antwort ID|id. ID ответа", NULL))
		return 95;
	if (sniff_has_columns(s, "id", "submitdate", "lastpage|startlanguage|seed", NULL))
		return 95;
	return sniff_has_columns(s, "Response ID", "Date submitted", "Last page", NULL) ? 95 : 0;
}

static bool read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *names, const struct sink *sink, struct reader_notes *notes)
{
	return survey_read(sc, in, options, names, sink, notes, &tool);
}

const struct format format_limesurvey = {
	.name = "limesurvey",
	.about = "LimeSurvey: responses as CSV, with codes, texts or both as header",
	.becomes = "a rated question an event, with the comment that follows it; access code, e-mail",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_SURVEY,
	.facts = true,
	.claim = claim,
	.read = read,
};
