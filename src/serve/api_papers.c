#include "serve/api_papers.h"

#include <stdlib.h>
#include <xxhash.h>

#include "model/comment.h"
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

/* Of a map: what is kept of it stands in the paper itself. */
static bool is_wanted(enum paper_kind kind, const void *read, struct str map)
{
	const struct opportunity *opportunity = read;
	const struct comment *comment = read;

	if (!map.p || is_people(kind))
		return true;
	return str_equal(kind == PAPER_COMMENT ? comment->map : opportunity->map, map);
}

/* Cheap opportunities first, as the command has them; everything else in the order of its making. */
static bool arrange(struct api *api, struct paper *papers, size_t *n)
{
	struct sorted *sorted = NEW_ARRAY(api->sc, struct sorted, *n + 1);
	struct str map = request_query(api->req, "map");
	enum paper_kind kind = api_papers_kind(api);
	size_t kept = 0;

	if (kind != PAPER_OPPORTUNITY && !map.p)
		return true;
	for (size_t i = 0; i < *n; i++) {
		struct sorted one = { paper_read(api->sc, kind, DOCUMENT_JSON, papers[i].body), papers[i] };
		if (!one.read)
			return false;
		if (is_wanted(kind, one.read, map))
			sorted[kept++] = one;
	}
	if (kind == PAPER_OPPORTUNITY)
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

bool api_papers_list(struct api *api)
{
	struct looking l = { .api = api, .state = office_state(api->house->office) };
	struct api_page page;
	struct paper *papers;
	size_t n, from;

	if (!may_look(api) || !api_page_open(api, &page) ||
		!papers_list(api->sc, api->docs, api_papers_kind(api), &papers, &n) ||
		!arrange(api, papers, &n) || !find_after(api, papers, n, page.after, &from))
		return false;
	l.more = n - from > page.limit;
	l.papers = papers + from;
	l.n = l.more ? page.limit : n - from;
	return give(&l, tell_page);
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
	int64_t revision;

	if (!may_look(api) || !request_count(api->req, "revision", 1, PAPER_REVISIONS, 0, &revision))
		return false;
	l.papers = revision ? papers_revision(api->sc, api->docs, kind, id, revision)
			    : papers_get(api->sc, api->docs, kind, id);
	return l.papers && give(&l, tell_one);
}

/* --- its history ------------------------------------------------------------------------------------------------- */

/* Newest first: the cursor is the revision that the page before ended with. */
bool api_papers_history(struct api *api)
{
	struct paper before = { .kind = api_papers_kind(api), .id = request_part(api->req, "id") }, *papers;
	struct buf *out = api_json(api)->out;
	struct json tail = { .out = out, .filled = true, .depth = 1 };
	struct api_page page;
	size_t n;

	if (!may_look(api) || !api_page_open(api, &page))
		return false;
	before.revision = page.at;
	if (!papers_history_page(api->sc, api->docs, &before, page.limit + 1, &papers, &n))
		return false;
	bool more = n > page.limit;
	n -= more;
	buf_puts(out, "{\"revisions\":[");
	for (size_t i = 0; i < n; i++) {
		buf_puts(out, i ? "," : "");
		tell_paper_revision(api->sc, &papers[i], out);
	}
	buf_puts(out, "]");
	api_page_next_at(api, &tail, more, n ? papers[n - 1].revision : 0);
	buf_puts(out, "}");
	return true;
}
