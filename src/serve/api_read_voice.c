#include "answer/listen.h"
#include "serve/api_ask.h"
#include "serve/api_page.h"
#include "serve/api_read.h"
#include "serve/api_shapes.h"
#include "tell/search.h"
#include "tell/voice.h"

enum { SEARCH_MOST = 100000 };

/* --- shapes ------------------------------------------------------------------------------------------------ */

/* clang-format off */
#define ESTIMATE(name, what) { name, SHAPE_OBJECT, SHAPE_NEEDED, .of = &shape_estimate, .about = what }
#define COUNT(name, what) { name, SHAPE_COUNT, SHAPE_NEEDED, .about = what }
#define TEXT(name, what) { name, SHAPE_TEXT, SHAPE_NEEDED, .about = what }
#define SHARE(name, what) { name, SHAPE_NUMBER, SHAPE_NEEDED, .about = what }

static const struct shape_field quote_fields[] = {
	TEXT("text", "verbatim, personal data masked"), TEXT("source", NULL), { "event", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = NULL }, TEXT("date", NULL),
	TEXT("language", NULL), TEXT("linked_by", "why it stands at this touchpoint"), TEXT("id", "of the text, for a correction"),
};
static const struct shape quote_shape = { "Quote", "what a customer said", quote_fields, COUNT_OF(quote_fields), false };
static const struct shape_field finding_fields[] = {
	TEXT("id", NULL), { "kind", SHAPE_TEXT, SHAPE_NEEDED, .words = "pain gain need doubt thought expectation effort barrier leaving" },
	{ "theme", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = NULL }, COUNT("customers", NULL), COUNT("texts", NULL), ESTIMATE("share", "of who said anything of the touchpoint"),
	SHARE("depth", "0..1"), SHARE("severity", "share times depth"), { "unmet", SHAPE_COUNT, 0, .about = "of an expectation" },
	TEXT("basis", NULL), { "proposal", SHAPE_BOOL, SHAPE_NEEDED, .about = "waits for somebody's word" }, { "quotes", SHAPE_LIST, SHAPE_NEEDED, .of = &quote_shape },
};
static const struct shape finding_shape = { "VoiceFinding", "what was found in what customers said", finding_fields, COUNT_OF(finding_fields), false };
static const struct shape_field sum_fields[] = {
	COUNT("customers", NULL), ESTIMATE("share", NULL), SHARE("depth", NULL), SHARE("severity", NULL), { "unmet", SHAPE_COUNT, 0, .about = NULL },
};
static const struct shape sum_shape = { "VoiceSum", "all of a kind at a place", sum_fields, COUNT_OF(sum_fields), false };
#define KIND(name) { name, SHAPE_OBJECT, 0, .of = &sum_shape }
static const struct shape_field kinds_fields[] = {
	KIND("pain"), KIND("gain"), KIND("need"), KIND("doubt"), KIND("thought"), KIND("expectation"), KIND("effort"), KIND("barrier"), KIND("leaving"),
};
static const struct shape kinds_shape = { "VoiceKinds", "what was said, by its kind", kinds_fields, COUNT_OF(kinds_fields), false };
static const struct shape rules_shape = { "VoiceRules", "clauses, by why they stand here", NULL, 0, true };
static const struct shape_field place_fields[] = {
	COUNT("customers", NULL), COUNT("texts", NULL), COUNT("clauses", NULL), { "few_voices", SHAPE_BOOL, SHAPE_NEEDED, .about = "all of it from interviews" },
	ESTIMATE("feeling", "by words, -2 to +2"), { "linked_by", SHAPE_OBJECT, SHAPE_NEEDED, .of = &rules_shape }, { "kinds", SHAPE_OBJECT, SHAPE_NEEDED, .of = &kinds_shape },
	{ "findings", SHAPE_LIST, SHAPE_NEEDED, .of = &finding_shape },
};
static const struct shape place_shape = { "VoicePlace", "what was said of a touchpoint", place_fields, COUNT_OF(place_fields), false };
static const struct shape_field language_fields[] = {
	{ "undecided", SHAPE_COUNT, 0, .about = NULL }, { "en", SHAPE_COUNT, 0, .about = NULL }, { "pl", SHAPE_COUNT, 0, .about = NULL }, { "ru", SHAPE_COUNT, 0, .about = NULL }, { "other", SHAPE_COUNT, 0, .about = NULL },
};
static const struct shape languages_shape = { "VoiceLanguages", "texts by language", language_fields, COUNT_OF(language_fields), false };
static const struct shape_field totals_fields[] = {
	COUNT("texts", NULL), COUNT("customers", NULL), COUNT("clauses", NULL), COUNT("repeats", "texts that say again what another says"),
	COUNT("unfelt", "in languages that are not known"), COUNT("learned", "felt by a model"), COUNT("contradictions", "between words and rating"),
	{ "languages", SHAPE_OBJECT, SHAPE_NEEDED, .of = &languages_shape },
};
static const struct shape totals_shape = { "VoiceTotals", "all that was said", totals_fields, COUNT_OF(totals_fields), false };
static const struct shape_field model_fields[] = {
	COUNT("n", "held-out texts"), { "accuracy", SHAPE_NUMBER, SHAPE_NEEDED | SHAPE_NULL, .about = NULL }, { "macro_f1", SHAPE_NUMBER, SHAPE_NEEDED | SHAPE_NULL, .about = NULL },
};
static const struct shape model_shape = { "VoiceModel", "how well a model does", model_fields, COUNT_OF(model_fields), false };
static const struct shape_field models_fields[] = {
	{ "en", SHAPE_OBJECT, 0, .of = &model_shape }, { "pl", SHAPE_OBJECT, 0, .of = &model_shape }, { "ru", SHAPE_OBJECT, 0, .of = &model_shape },
};
static const struct shape models_shape = { "VoiceModels", "the company's own models, by language", models_fields, COUNT_OF(models_fields), false };
static const struct shape_field heard_fields[] = {
	TEXT("id", NULL), TEXT("name", NULL), { "voice", SHAPE_OBJECT, 0, .of = &place_shape, .about = "where anything was said" },
};
static const struct shape heard_shape = { "VoiceTouchpoint", "a touchpoint, and what was said of it", heard_fields, COUNT_OF(heard_fields), false };
static const struct shape_field change_fields[] = {
	TEXT("form", "the words"), TEXT("touchpoint", NULL), COUNT("now", "customers"), COUNT("before", NULL), SHARE("log_odds", "above 0: more"), SHARE("p", NULL),
};
static const struct shape change_shape = { "VoiceChange", "what is spoken of more, or less", change_fields, COUNT_OF(change_fields), false };
static const struct shape_field new_fields[] = {
	{ "from", SHAPE_TIME, SHAPE_NEEDED, .about = NULL }, SHARE("seconds", "how long, and beside as long before"), COUNT("texts_now", NULL), COUNT("texts_before", NULL),
	COUNT("compared", "words and pairs"), { "changes", SHAPE_LIST, SHAPE_NEEDED, .of = &change_shape },
};
static const struct shape new_shape = { "VoiceNew", "what is new", new_fields, COUNT_OF(new_fields), false };
static const struct shape_field voice_fields[] = {
	TEXT("map", NULL), { "voice", SHAPE_OBJECT, 0, .of = &totals_shape, .about = "missing where nobody said anything" }, { "models", SHAPE_OBJECT, SHAPE_NEEDED, .of = &models_shape },
	{ "touchpoints", SHAPE_LIST, SHAPE_NEEDED, .of = &heard_shape }, { "elsewhere", SHAPE_OBJECT, 0, .of = &place_shape, .about = "about no touchpoint of the map" },
	{ "new", SHAPE_OBJECT, SHAPE_NEEDED, .of = &new_shape },
};
static const struct shape voice_shape = { "Voice", "what customers said of a map", voice_fields, COUNT_OF(voice_fields), false };
static const struct shape_field voice_queries[] = {
	{ "where", SHAPE_TEXT, 0, .most = 4000, .about = "only these customers: country=PL, {did: cart, at_least: 2}, segment:ID" },
	{ "last", SHAPE_TEXT, 0, .most = 40, .about = "what is new in the last 7d, 30d, ... beside as long before" },
	PERIOD_QUERY,
};

static const struct shape_field found_fields[] = {
	TEXT("id", "for a correction"), TEXT("text", "personal data masked, but for written=true"), { "time", SHAPE_TIME, SHAPE_NEEDED, .about = NULL }, TEXT("source", NULL),
	{ "touchpoint", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = "where it was said" }, { "rating", SHAPE_NUMBER, SHAPE_NEEDED | SHAPE_NULL, .about = "-2 to +2" },
	{ "corrected_feeling", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = "as somebody corrected all texts with these words" },
	{ "corrected_touchpoint", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = "its id, as somebody corrected all texts with these words" },
};
static const struct shape found_shape = { "FoundText", "a text with the words in it", found_fields, COUNT_OF(found_fields), false };
static const struct shape_field search_fields[] = {
	COUNT("texts", "all that have the words"), COUNT("customers", "whose they are"), { "complete", SHAPE_BOOL, SHAPE_NEEDED, .about = "false: there may be more" },
	{ "found", SHAPE_LIST, SHAPE_NEEDED, .of = &found_shape, .about = "the newest first" },
	PAGE_NEXT,
};
static const struct shape search_shape = { "Search", "everything said with these words, in whatever form", search_fields, COUNT_OF(search_fields), false };
static const struct shape_field search_queries[] = {
	{ "q", SHAPE_TEXT, SHAPE_NEEDED, .least = 1, .most = 400, .about = "words; all must be there" },
	{ "map", SHAPE_TEXT, 0, .most = 400, .about = "whose touchpoints are meant" },
	{ "written", SHAPE_BOOL, 0, .about = "true: texts as they were written; needs personal, and is written down" },
	{ "touchpoint", SHAPE_TEXT, 0, .most = 400, .about = "said at this one alone, by its id" },
	PAGE_QUERIES,
};
/* clang-format on */

/* --- the report -------------------------------------------------------------------------------------------- */

static bool tell_with(struct asking *a, struct voice_kit *kit, struct buf *out)
{
	struct voice_told told;
	struct asked_period period;
	uint64_t *members;
	struct str where;
	int64_t last;

	if (!api_query_span(a->api, "last", &last) || !asking_period(a->api, &period) ||
		!asking_where(a, &members, &where))
		return false;
	struct study_wish whom = {
		.customers = members, .has_period = period.has, .from_s = period.from_s, .to_s = period.to_s
	};
	if (!voice_tell(a->sc, a->study, a->definition, kit, &whom, last, &told))
		return false;
	tell_voice(a->sc, &told, out);
	return true;
}

static bool tell_the_voice(struct asking *a, struct buf *out)
{
	struct voice_kit *kit = voice_kit_open(a->sc, a->ws);
	bool ok = kit && tell_with(a, kit, out);

	voice_kit_close(kit);
	return ok;
}

static bool run_voice(struct api *api)
{
	return api_ask(api, request_part(api->req, "map"), tell_the_voice);
}

/* --- search -------------------------------------------------------------------------------------------------- */

/* Of what was found, that which was said at the touchpoint that is asked for. */
static bool keep_touchpoint(struct asking *a, struct voice_found *found)
{
	struct str name = request_query(a->api->req, "touchpoint");
	int touchpoint = name.p ? definition_find(a->definition, name) : 0;

	if (!name.p)
		return true;
	if (touchpoint < 0)
		return api_problem(a->api, 422, "touchpoint: the map \"%.*s\" has no touchpoint \"%.*s\"",
			STR_ARG(a->definition->id), STR_ARG(str_short(a->sc, name, 60)));
	voice_found_keep(a->sc, found, touchpoint);
	return true;
}

/* Two texts may read the same: where it stands tells one from another. */
static struct str place_of(struct asking *a, const struct said *s)
{
	return str_of(scope_printf(
		a->sc, "%lld %llu %u", (long long)s->import, (unsigned long long)s->row, (unsigned)s->part));
}

/* The place behind the text that a page ended with. */
static bool begin_after(struct asking *a, const struct voice_found *found, struct str after, size_t *from)
{
	*from = 0;
	if (!after.p)
		return true;
	for (size_t i = 0; i < found->n; i++)
		if (str_equal(place_of(a, found->at[i]), after))
			*from = i + 1;
	return *from > 0 || api_page_lost(a->api);
}

static struct str next_of(struct asking *a, const struct search_told *t)
{
	if (t->to == t->from || t->to == t->found->n)
		return (struct str){ 0 };
	return api_page_cursor(a->api, place_of(a, t->found->at[t->to - 1]));
}

static bool tell_the_search(struct asking *a, struct buf *out)
{
	struct search_told t = { .study = a->study,
		.definition = a->definition,
		.written = api_query_true(a->api, "written"),
		.paged = true };
	struct api_page page;

	if (!api_page_open(a->api, &page))
		return false;
	struct voice_found *found =
		voice_search(a->sc, a->study, a->definition, request_query(a->api->req, "q"), SEARCH_MOST);
	if (!found || !keep_touchpoint(a, found) || !begin_after(a, found, page.after, &t.from))
		return false;
	t.found = found;
	t.to = found->n - t.from < page.limit ? found->n : t.from + page.limit;
	t.next = next_of(a, &t);
	tell_search(a->sc, &t, out);
	return true;
}

static bool run_search(struct api *api)
{
	/* The words looked for are personal data themselves where they are a name: they are not written down. */
	if (api_query_true(api, "written") && !api_look(api, AUDIT_LOOK_SEARCH, "texts", "search"))
		return false;
	return api_ask(api, request_query(api->req, "map"), tell_the_search);
}

/* clang-format off */
static const struct api_row voice_row = { .name = "getVoice", .about = "What customers said of a map: feelings, pains, needs, and what is new.", .group = "voice", .grant = GRANT_READ,
	.gives = &voice_shape, .queries = voice_queries, .n_queries = COUNT_OF(voice_queries), .cached = true, .run = run_voice };
static const struct api_row search_row = { .name = "searchTexts", .about = "Everything that was said with these words, in whatever form they stand.", .group = "voice", .grant = GRANT_READ,
	.gives = &search_shape, .queries = search_queries, .n_queries = COUNT_OF(search_queries), .cached = true, .run = run_search };

static const struct route rows[] = {
	{ METHOD_GET, "/api/v1/maps/{map}/voice", ROUTE_WORKER, 0, api_answer, false, &voice_row },
	{ METHOD_GET, "/api/v1/search",           ROUTE_WORKER, 0, api_answer, false, &search_row },
};
/* clang-format on */

struct routes api_read_voice_routes(void)
{
	return (struct routes){ rows, COUNT_OF(rows) };
}
