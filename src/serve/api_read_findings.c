#include "answer/judging.h"
#include "serve/api_ask.h"
#include "serve/api_page.h"
#include "serve/api_read.h"
#include "tell/findings.h"

enum { BODY = 1 << 14 };

/* --- shapes ------------------------------------------------------------------------------------------------ */

/* clang-format off */
#define FINDING_KINDS "pain gain need doubt thought expectation effort barrier leaving"
static const struct shape_field finding_fields[] = {
	{ "id", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL }, { "key", SHAPE_TEXT, SHAPE_NEEDED, .about = "the same whenever it is found again" },
	{ "touchpoint", SHAPE_TEXT, SHAPE_NEEDED, .about = "its name" },
	{ "kind", SHAPE_TEXT, SHAPE_NEEDED, .words = FINDING_KINDS },
	{ "theme", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = NULL }, { "customers", SHAPE_COUNT, SHAPE_NEEDED, .about = NULL },
	{ "state", SHAPE_TEXT, SHAPE_NEEDED, .about = "proposed, confirmed, rejected; confirmed once, rejected once: not found any more" },
	{ "quote", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = "personal data masked" },
};
static const struct shape finding_shape = { "Finding", "what was found by patterns", finding_fields, COUNT_OF(finding_fields), false };
static const struct shape_field findings_fields[] = {
	{ "findings", SHAPE_LIST, SHAPE_NEEDED, .of = &finding_shape },
	PAGE_NEXT,
};
static const struct shape findings_shape = { "Findings", "a page of what waits for somebody's word", findings_fields, COUNT_OF(findings_fields), false };
static const struct shape_field findings_queries[] = {
	{ "touchpoint", SHAPE_TEXT, 0, .most = 400, .about = "of this one alone, by id or name" },
	{ "kind", SHAPE_TEXT, 0, .words = FINDING_KINDS },
	{ "state", SHAPE_TEXT, 0, .most = 40, .about = "proposed, confirmed, rejected, confirmed once, rejected once" },
	PAGE_QUERIES,
};
static const struct shape_field verdict_fields[] = {
	{ "confirmed", SHAPE_BOOL, SHAPE_NEEDED, .about = "false: rejected, and not shown any more" },
};
static const struct shape verdict_shape = { "Verdict", "whether it is so", verdict_fields, COUNT_OF(verdict_fields), false };
static const struct shape_field correction_fields[] = {
	{ "text", SHAPE_TEXT, SHAPE_NEEDED, .least = 1, .most = 40, .about = "the id by which search shows it" },
	{ "map", SHAPE_TEXT, SHAPE_NULL, .least = 1, .most = 400, .about = "whose touchpoint is meant" },
	{ "feeling", SHAPE_TEXT, SHAPE_NULL, .words = "negative neutral positive" },
	{ "touchpoint", SHAPE_TEXT, SHAPE_NULL, .least = 1, .most = 400, .about = "by id or name" },
};
static const struct shape_field back_queries[] = {
	{ "what", SHAPE_TEXT, SHAPE_NEEDED, .words = "feeling touchpoint", .about = "which correction" },
	{ "map", SHAPE_TEXT, 0, .most = 400, .about = "whose texts are meant" },
};
static const struct shape correction_shape = { "Correction", "what a text feels like, or is about", correction_fields, COUNT_OF(correction_fields), false };
/* clang-format on */

/* --- with what was heard -------------------------------------------------------------------------------------- */

typedef bool (*judging_run_fn)(struct asking *a, struct judging *g, void *to);

static bool with_judging(struct asking *a, judging_run_fn fn, void *to)
{
	struct voice_kit *kit = voice_kit_open(a->sc, a->ws);
	struct judging g;
	bool ok = kit && judging_open(a->sc, a->study, a->definition, kit, &g) && fn(a, &g, to);

	voice_kit_close(kit);
	return ok;
}

/* --- listing ----------------------------------------------------------------------------------------------- */

struct telling {
	const struct judging *g;
	struct json j;
	struct str kind, state; /* p NULL: any */
	struct str after;       /* p NULL: from here on they are told */
	struct str last;        /* key of the last one that was told */
	size_t left;
	bool more;
};

static bool is_meant(const struct telling *t, const struct voice_finding *f, const char *state)
{
	return (!t->kind.p || str_equal(t->kind, str_of(voice_kind_key(f->kind)))) &&
	       (!t->state.p || str_equal(t->state, str_of(state)));
}

static void tell_one(void *to, size_t place, const struct voice_finding *f, const char *state)
{
	struct telling *t = to;

	if (!is_meant(t, f, state))
		return;
	if (t->after.p) {
		if (str_equal(f->key, t->after))
			t->after = (struct str){ 0 };
		return;
	}
	t->more |= !t->left;
	if (!t->left)
		return;
	tell_finding(&t->j, t->g, place, f, state);
	t->last = f->key;
	t->left--;
}

static bool tell_page(struct asking *a, struct judging *g, void *to)
{
	struct request *req = a->api->req;
	struct str touchpoint = request_query(req, "touchpoint");
	struct telling t = { .g = g,
		.j = { .out = to },
		.kind = request_query(req, "kind"),
		.state = request_query(req, "state") };
	struct api_page page;

	if (!api_page_open(a->api, &page) || !judging_knows(a->sc, g, touchpoint))
		return false;
	t.left = page.limit;
	t.after = page.after;
	json_open(&t.j, NULL, '{');
	json_open(&t.j, "findings", '[');
	(void)judging_each(g, touchpoint, tell_one, &t);
	json_close(&t.j, ']');
	api_page_next(a->api, &t.j, t.more, t.last);
	json_close(&t.j, '}');
	buf_putc(to, '\n');
	return !t.after.p || api_page_lost(a->api);
}

static bool tell_the_findings(struct asking *a, struct buf *out)
{
	return with_judging(a, tell_page, out);
}

static bool run_list(struct api *api)
{
	return api_ask(api, request_part(api->req, "map"), tell_the_findings);
}

/* --- judging ------------------------------------------------------------------------------------------------- */

static bool put_verdict(struct api *api, struct documents *docs, void *to)
{
	return judged_add_verdict(api->sc, docs, to);
}

static bool judge(struct asking *a, struct judging *g, void *to)
{
	struct api *api = to;
	bool confirmed = api_true(api, "confirmed");
	const struct voice_finding *f = judging_find(a->sc, g, request_part(api->req, "finding"));

	if (!f)
		return false;
	struct judged_verdict verdict = { .map = a->definition->id,
		.finding = f->key,
		.confirmed = confirmed,
		.author = api->visitor.name,
		.written_us = api->req->now_us,
		.entries = f->entries,
		.n_entries = f->n_entries };
	struct audit_entry entry = { .action = AUDIT_SETTING,
		.on = "finding",
		.on_id = f->id,
		.details = { { "map", a->definition->id },
			{ "verdict", confirmed ? STR("confirmed") : STR("rejected") } } };
	return api_change(api, a->ws->documents, put_verdict, &verdict, &entry);
}

static bool run_judge(struct api *api)
{
	struct asking a;
	bool ok = asking_open(&a, api, request_part(api->req, "map")) && with_judging(&a, judge, api);

	if (ok) {
		house_tell(api->house, "finding", request_part(api->req, "map"), 0, api->visitor.name);
	}
	asking_close(&a);
	return ok;
}

/* --- correcting ---------------------------------------------------------------------------------------------- */

struct labels {
	struct judged_label at[2];
	size_t n;
};

static bool put_labels(struct api *api, struct documents *docs, void *to)
{
	struct labels *labels = to;

	for (size_t i = 0; i < labels->n; i++)
		if (!judged_put_label(api->sc, docs, &labels->at[i]))
			return false;
	return true;
}

static bool correct(struct asking *a)
{
	struct api *api = a->api;
	struct correction c = { .text = api_text(api, "text"),
		.feeling = api_text(api, "feeling"),
		.touchpoint = api_text(api, "touchpoint"),
		.author = api->visitor.name,
		.now_us = api->req->now_us };
	struct audit_entry entry = { .action = AUDIT_SETTING,
		.on = "text",
		.on_id = c.text,
		.details = { { "feeling", c.feeling.p ? c.feeling : STR("") },
			{ "touchpoint", c.touchpoint.p ? c.touchpoint : STR("") } } };
	struct labels labels;

	return judging_correct(a->sc, a->study, a->definition, &c, labels.at, &labels.n) &&
	       api_change(api, a->ws->documents, put_labels, &labels, &entry);
}

static bool run_correct(struct api *api)
{
	struct asking a;

	if (!api_value(api, "feeling") && !api_value(api, "touchpoint"))
		return api_problem(api, 422, "feeling or touchpoint: one of them is to be corrected");
	bool ok = asking_open(&a, api, api_text(api, "map")) && correct(&a);
	if (ok)
		house_tell(api->house, "correction", a.definition->id, 0, api->visitor.name);
	asking_close(&a);
	return ok;
}

/* --- taking it back ------------------------------------------------------------------------------------------ */

struct back {
	uint64_t text;
	struct str what;
};

static bool drop_label(struct api *api, struct documents *docs, void *to)
{
	const struct back *back = to;

	return judged_drop_label(api->sc, docs, back->text, back->what);
}

static bool take_back(struct asking *a)
{
	struct str id = request_part(a->api->req, "text");
	struct back back = { .what = request_query(a->api->req, "what") };
	struct audit_entry entry = {
		.action = AUDIT_SETTING, .on = "text", .on_id = id, .details = { { "taken_back", back.what } }
	};

	return judging_text(a->sc, a->study, a->definition, id, &back.text) &&
	       api_change(a->api, a->ws->documents, drop_label, &back, &entry);
}

static bool run_back(struct api *api)
{
	struct asking a;
	bool ok = asking_open(&a, api, request_query(api->req, "map")) && take_back(&a);

	if (ok)
		house_tell(api->house, "correction", a.definition->id, 0, api->visitor.name);
	asking_close(&a);
	return ok;
}

/* clang-format off */
static const struct api_row list_row = { .name = "listFindings", .about = "What was found by patterns and waits for somebody's word.", .group = "voice", .grant = GRANT_READ,
	.gives = &findings_shape, .queries = findings_queries, .n_queries = COUNT_OF(findings_queries), .cached = true, .run = run_list };
static const struct api_row judge_row = { .name = "judgeFinding", .about = "Confirms or rejects a finding, by its id or key; both teach.", .group = "voice", .grant = GRANT_WRITE,
	.takes = &verdict_shape, .made = 204, .run = run_judge };
static const struct api_row correct_row = { .name = "correctText", .about = "What a text feels like or is about, as a person has it.", .group = "voice", .grant = GRANT_WRITE,
	.takes = &correction_shape, .made = 204, .run = run_correct };
static const struct api_row back_row = { .name = "uncorrectText", .about = "Takes a correction of a text back, as if nobody had made it.", .group = "voice", .grant = GRANT_WRITE,
	.queries = back_queries, .n_queries = COUNT_OF(back_queries), .made = 204, .run = run_back };

static const struct route rows[] = {
	{ METHOD_GET,  "/api/v1/maps/{map}/findings",           ROUTE_WORKER, 0, api_answer, false, &list_row },
	{ METHOD_POST, "/api/v1/maps/{map}/findings/{finding}", ROUTE_WORKER, BODY, api_answer, false, &judge_row },
	{ METHOD_POST, "/api/v1/corrections",                   ROUTE_WORKER, BODY, api_answer, false, &correct_row },
	{ METHOD_DELETE, "/api/v1/corrections/{text}",         ROUTE_WORKER, 0, api_answer, false, &back_row },
};
/* clang-format on */

struct routes api_read_findings_routes(void)
{
	return (struct routes){ rows, COUNT_OF(rows) };
}
