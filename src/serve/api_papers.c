#include "serve/api_papers.h"

#include <stdlib.h>
#include <xxhash.h>

#include "model/opportunity.h"
#include "serve/api_page.h"
#include "serve/api_viewer.h"
#include "serve/shelf.h"
#include "tell/papers.h"
#include "tell/people.h"

enum paper_kind api_papers_kind(const struct api *api)
{
	struct str path = str_sub(str_of(api->req->route->path), sizeof "/api/v1/" - 1, SIZE_MAX);
	enum paper_kind kind = PAPER_PERSONA;

	(void)!paper_kind_find(str_cut(&path, '/'), &kind);
	return kind;
}

static bool is_people(enum paper_kind kind)
{
	return kind == PAPER_PERSONA || kind == PAPER_SEGMENT;
}

/* What those who work on a map say to each other about it is not for those who look at it. */
static bool may_look(struct api *api)
{
	return api_papers_kind(api) != PAPER_COMMENT || !viewer_only(api) ||
	       api_problem(api, 403, "comments are for those who work on the maps");
}

/* --- what viewers see ---------------------------------------------------------------------------------------- */

struct sight {
	bool limited; /* to what is about maps that are published, or about none in particular */
	struct published *heads;
	size_t n;
};

static bool open_sight(struct api *api, struct sight *s)
{
	*s = (struct sight){ .limited = viewer_only(api) && api_papers_kind(api) == PAPER_OPPORTUNITY };
	return !s->limited || viewer_published(api, &s->heads, &s->n);
}

static bool is_seen(const struct sight *s, const struct opportunity *o)
{
	return !s->limited || !o->map.p || viewer_head(s->heads, s->n, o->map);
}

static bool see(struct api *api, const struct sight *s, const struct paper *paper, bool *seen)
{
	const struct opportunity *o =
		s->limited ? paper_read(api->sc, paper->kind, DOCUMENT_JSON, paper->body) : NULL;

	*seen = !s->limited || (o && is_seen(s, o));
	return !s->limited || o;
}

/* In the same words whether there never was one, it is removed, or it is about a draft: names of others stay untold. */
static bool not_seen(struct api *api, const struct sight *s)
{
	if (!s->limited || (api->sc->fault && api->sc->fault != FAULT_NOT_FOUND))
		return false;
	scope_forgive(api->sc);
	return scope_fail(api->sc, FAULT_NOT_FOUND,
		"there is no opportunity \"%.*s\" about what is published",
		STR_ARG(str_short(api->sc, request_part(api->req, "id"), PAPER_ID_LETTERS)));
}

/* --- whose customers --------------------------------------------------------------------------------------- */

struct looking {
	struct api *api;
	uint64_t state; /* the office's, from before anything was read: what is older is never kept as new */
	struct people people;
	const struct paper *papers; /* what is told: a page, or one */
	size_t n;
	bool more;
};

typedef bool (*looking_fn)(struct looking *l, struct buf *out);

/* Without evidence what is written stands alone, and why is said. */
static bool open_people(struct looking *l, struct asking *a)
{
	struct scope *sc = l->api->sc;
	struct str one = l->n == 1 ? l->papers->id : (struct str){ 0 };

	if (!asking_enter(a, l->api))
		return false;
	l->people = (struct people){ .sc = sc, .docs = l->api->docs, .published = viewer_only(l->api) };
	l->people.study = office_study(l->api->house->office, sc);
	if (!l->people.study && sc->fault != FAULT_NOT_FOUND)
		return false;
	if (!l->people.study)
		l->people.why = people_fault(sc);
	return people_map(&l->people, request_query(l->api->req, "map"), one);
}

static bool look(struct looking *l, looking_fn fn, struct buf *out)
{
	bool people = is_people(api_papers_kind(l->api));
	struct asking a = { .api = l->api };
	bool ok = (!people || open_people(l, &a)) && fn(l, out) && buf_ok(out, "the answer");

	asking_close(&a);
	return ok;
}

/* What is told of people hangs on all papers, maps and the evidence: all of it is in the office's state. */
static bool give(struct looking *l, looking_fn fn)
{
	struct api *api = l->api;
	struct shelf_key key = { l->state, str_of(scope_printf(api->sc, "%s\n%d\n%.*s", api->row->name,
						   (int)api->visitor.rank, STR_ARG(api->req->target))) };
	bool kept = is_people(api_papers_kind(api));
	struct str bytes;

	if (!kept || !shelf_get(api->house->shelf, api->sc, key, &bytes)) {
		struct buf *out = buf_new(api->sc, API_ANSWER);
		if (!look(l, fn, out))
			return false;
		bytes = buf_str(out);
		if (kept)
			shelf_put(api->house->shelf, key, bytes);
	}
	api_send(api, "application/json", bytes);
	reply_tag(api->req, api->reply, XXH3_64bits(bytes.p, bytes.n));
	return true;
}

/* --- all of them --------------------------------------------------------------------------------------------- */

struct sorted {
	const void *read; /* first: what opportunity_compare looks at */
	struct paper paper;
};

/* Cheap opportunities first, as the command has them: how dear one is stands in what is written of it. */
static bool arrange(struct api *api, struct paper *papers, size_t *n)
{
	struct sorted *sorted = NEW_ARRAY(api->sc, struct sorted, *n + 1);
	struct str map = request_query(api->req, "map");
	struct sight sight;
	size_t kept = 0;

	if (!open_sight(api, &sight))
		return false;
	for (size_t i = 0; i < *n; i++) {
		const struct opportunity *o =
			paper_read(api->sc, PAPER_OPPORTUNITY, DOCUMENT_JSON, papers[i].body);
		if (!o)
			return false;
		if ((!map.p || str_equal(o->map, map)) && is_seen(&sight, o))
			sorted[kept++] = (struct sorted){ o, papers[i] };
	}
	qsort(sorted, kept, sizeof *sorted, opportunity_compare);
	for (size_t i = 0; i < kept; i++)
		papers[i] = sorted[i].paper;
	*n = kept;
	return true;
}

static bool tell_row(struct looking *l, const struct paper *paper, struct buf *out)
{
	if (is_people(paper->kind))
		return tell_people_row(&l->people, paper, out);
	tell_paper_begin(l->api->sc, paper, out);
	buf_puts(out, "}");
	return true;
}

static bool tell_page(struct looking *l, struct buf *out)
{
	struct json tail = { .out = out, .filled = true, .depth = 1 };

	buf_printf(out, "{\"%s\":[", paper_kind_plural(api_papers_kind(l->api)));
	for (size_t i = 0; i < l->n; i++) {
		buf_puts(out, i ? "," : "");
		if (!tell_row(l, &l->papers[i], out))
			return false;
	}
	buf_puts(out, "]");
	api_page_next(l->api, &tail, l->more, l->n ? l->papers[l->n - 1].id : STR(""));
	buf_puts(out, "}\n");
	return true;
}

static bool find_after(struct api *api, const struct paper *papers, size_t n, struct str after, size_t *from)
{
	*from = 0;
	for (size_t i = 0; after.p && i < n; i++)
		if (str_equal(papers[i].id, after))
			*from = i + 1;
	return !after.p || *from || api_page_lost(api);
}

static bool take_sorted(struct looking *l, const struct api_page *page)
{
	struct api *api = l->api;
	struct paper *papers;
	size_t n, from;

	if (!papers_list(api->sc, api->docs, PAPER_OPPORTUNITY, &papers, &n) || !arrange(api, papers, &n) ||
		!find_after(api, papers, n, page->after, &from))
		return false;
	l->more = n - from > page->limit;
	l->papers = papers + from;
	l->n = l->more ? page->limit : n - from;
	return true;
}

/* In the order of their making; ?map= of people is whose touchpoints are meant, and picks none of them. */
static bool take_page(struct looking *l, const struct api_page *page)
{
	struct papers_wish wish = {
		.kind = api_papers_kind(l->api), .after = page->after, .most = page->limit + 1
	};
	struct paper *papers;

	if (wish.kind == PAPER_COMMENT)
		wish.map = request_query(l->api->req, "map");
	if (!papers_page(l->api->sc, l->api->docs, &wish, &papers, &l->n))
		return false;
	l->more = l->n > page->limit;
	l->n -= l->more;
	l->papers = papers;
	return true;
}

bool api_papers_list(struct api *api)
{
	struct looking l = { .api = api, .state = office_state(api->house->office) };
	bool sorted = api_papers_kind(api) == PAPER_OPPORTUNITY;
	struct api_page page;

	return may_look(api) && api_page_open(api, &page) &&
	       (sorted ? take_sorted(&l, &page) : take_page(&l, &page)) && give(&l, tell_page);
}

/* --- one of them ----------------------------------------------------------------------------------------------- */

static bool tell_one(struct looking *l, struct buf *out)
{
	if (is_people(l->papers->kind))
		return tell_one_of_people(&l->people, l->papers, out);
	tell_paper_begin(l->api->sc, l->papers, out);
	buf_puts(out, "}\n");
	return true;
}

bool api_papers_get(struct api *api)
{
	struct str id = request_part(api->req, "id");
	enum paper_kind kind = api_papers_kind(api);
	struct looking l = { .api = api, .state = office_state(api->house->office), .n = 1 };
	struct sight sight;
	int64_t revision;
	bool seen;

	if (!may_look(api) || !open_sight(api, &sight) ||
		!request_count(api->req, "revision", 1, PAPER_REVISIONS, 0, &revision))
		return false;
	l.papers = revision ? papers_revision(api->sc, api->docs, kind, id, revision)
			    : papers_get(api->sc, api->docs, kind, id);
	if (!l.papers)
		return not_seen(api, &sight);
	return see(api, &sight, l.papers, &seen) && (seen ? give(&l, tell_one) : not_seen(api, &sight));
}

/* --- its history ------------------------------------------------------------------------------------------------- */

static bool tell_revisions(
	struct api *api, const struct sight *s, const struct paper *papers, size_t n, struct buf *out)
{
	bool seen, any = false;

	buf_puts(out, "{\"revisions\":[");
	for (size_t i = 0; i < n; i++) {
		if (!see(api, s, &papers[i], &seen))
			return false;
		if (!seen)
			continue;
		buf_puts(out, any ? "," : "");
		tell_paper_revision(api->sc, &papers[i], out);
		any = true;
	}
	buf_puts(out, "]");
	return true;
}

/* Newest first: the cursor is the revision that the page before ended with.  Viewers see it where the newest is theirs
 * to see, and of it those revisions that are. */
bool api_papers_history(struct api *api)
{
	struct paper before = { .kind = api_papers_kind(api), .id = request_part(api->req, "id") }, *papers;
	struct api_page page;
	struct sight sight;
	size_t n;
	bool seen = true;

	if (!may_look(api) || !open_sight(api, &sight) || !api_page_open(api, &page))
		return false;
	before.revision = page.at;
	if (!papers_history_page(api->sc, api->docs, &before, page.limit + 1, &papers, &n))
		return not_seen(api, &sight);
	if (n && !page.at && !see(api, &sight, &papers[0], &seen))
		return false;
	if (!seen)
		return not_seen(api, &sight);
	bool more = n > page.limit;
	n -= more;
	struct buf *out = api_json(api)->out;
	struct json tail = { .out = out, .filled = true, .depth = 1 };
	if (!tell_revisions(api, &sight, papers, n, out))
		return false;
	api_page_next_at(api, &tail, more, n ? papers[n - 1].revision : 0);
	buf_puts(out, "}");
	return true;
}
