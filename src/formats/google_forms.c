/* Google Forms: the answers' sheet, or the CSV that the form itself gives ("2026/03/03 10:05:00 AM GMT+1").  A response
 * has no number of its own. */
#include "formats/known.h"
#include "formats/survey.h"

#define STAMP                                                                                                \
	"Timestamp|Sygnatura czasowa|Отметка времени|Zeitstempel|Horodateur|Marca temporal|"   \
	"Carimbo de data/hora|Informazioni cronologiche|Tijdstempel"
#define ADDRESS                                                                                                              \
	"Email Address|Email address|Username|Adres e-mail|Nazwa użytkownika|Адрес электронной почты|" \
	"Имя пользователя|E-Mail-Adresse|Adresse e-mail|Dirección de correo electrónico"

static const struct survey_column columns[] = {
	{ STAMP, SURVEY_TIME, FACTS, NULL }, { ADDRESS, SURVEY_PUT, FACT_EMAIL, NULL },
	{ "Score|Total score|Wynik|Баллы", SURVEY_SAY, FACTS, "score" }, /* of a quiz */
};

static const struct survey_tool day_first = {
	.name = "google-forms",
	.columns = columns,
	.n_columns = COUNT_OF(columns),
	.order = WHEN_DAY_FIRST,
};

static const struct survey_tool month_first = {
	.name = "google-forms",
	.columns = columns,
	.n_columns = COUNT_OF(columns),
	.order = WHEN_MONTH_FIRST,
};

static bool is_english(const struct sniff *s)
{
	return str_equal(names_at(s->header, 0), STR("Timestamp"));
}

/* A question, as people ask it: "How easy was it?", "Rate these [Price]" */
static bool has_question(const struct sniff *s)
{
	for (uint32_t i = 1; i < names_count(s->header); i++) {
		struct str name = str_trim(names_at(s->header, i));
		if (str_ends(name, STR("?")) || str_ends(name, STR("]")) || str_has(name, STR("? ")))
			return true;
	}
	return false;
}

static int claim(const struct sniff *s)
{
	static const char names[] = STAMP;
	bool stamped = false;

	if (!s->header || names_count(s->header) < 2)
		return 0;
	for (struct str rest = STR(names); rest.p;)
		stamped |= str_equal(names_at(s->header, 0), str_cut(&rest, '|'));
	if (!stamped)
		return 0;
	if (!is_english(s) || has_question(s))
		return 92;
	return sniff_has_columns(s, "Email Address|Username", NULL) ? 88 : 0;
}

/* In English most sheets have the month first. */
static bool read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *names, const struct sink *sink, struct reader_notes *notes)
{
	struct str head = input_head(in);
	bool english = str_has(str_sub(head, 0, 20), STR("Timestamp"));

	return survey_read(sc, in, options, names, sink, notes, english ? &month_first : &day_first);
}

const struct format format_google_forms = {
	.name = "google-forms",
	.about = "Google Forms: answers as CSV",
	.becomes = "a rated question an event, with the comment that follows it; e-mail",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_SURVEY,
	.facts = true,
	.claim = claim,
	.read = read,
};
