#include "serve/api_papers.h"

#include "doors/notice.h"
#include "model/comment.h"
#include "model/definition_io.h"
#include "store/own_channels.h"
#include "tell/papers.h"

struct writing {
	struct api *api;
	json_t *doc; /* what was sent, to be completed; NULL: nothing is sent */
	struct paper paper;
	const struct paper *now; /* as it was found; NULL: there is none (any more) */
	int64_t seen, from, made;
	bool same; /* it reads as before: that is no revision */
	struct audit_entry entry;
	struct notice_told told; /* of a comment: whose pages are to ask for their notices */
};

/* --- who may ------------------------------------------------------------------------------------------------- */

static bool same_text(struct str a, struct str b)
{
	return !a.p == !b.p && str_equal(a, b);
}

static bool mentions(const struct comment *comment, int64_t user)
{
	for (size_t i = 0; comment && i < comment->mentions.at.n; i++)
		if (comment->mentions.at.at[i] == user)
			return true;
	return false;
}

static bool same_mentions(const struct comment *a, const struct comment *b)
{
	for (size_t i = 0; i < a->mentions.at.n; i++)
		if (!mentions(b, a->mentions.at.at[i]))
			return false;
	return a->mentions.at.n == b->mentions.at.n;
}

/* All but whether it is done, which is everybody's to say. */
static bool same_words(const struct comment *a, const struct comment *b)
{
	const struct str *x[] = { &a->map, &a->at, &a->lane, &a->text, &a->answers },
			 *y[] = { &b->map, &b->at, &b->lane, &b->text, &b->answers };

	for (size_t i = 0; i < COUNT_OF(x); i++)
		if (!same_text(*x[i], *y[i]))
			return false;
	return same_mentions(a, b);
}

/* By who wrote it first in the audit log: names are no proof, for two may have the same. */
static bool may_change(struct writing *w, struct documents *docs, struct str author)
{
	const struct visitor *by = &w->api->visitor;
	int64_t owner;

	if (by->grants & GRANT_ADMIN)
		return true;
	if (!audit_first(w->api->sc, documents_lite(docs), w->entry.on, w->paper.id, &owner))
		return false;
	return (owner && owner == by->user) ||
	       scope_fail(w->api->sc, FAULT_DENIED,
		       "the comment \"%.*s\" is by %.*s: only they or an admin may change or remove it",
		       STR_ARG(w->paper.id), STR_ARG(str_short(w->api->sc, author, 60)));
}

/* `next` p NULL: it is removed.  What is removed may come back by whoever might have removed it. */
static bool is_theirs(struct writing *w, struct documents *docs, struct str next)
{
	struct scope *sc = w->api->sc;

	if (w->paper.kind != PAPER_COMMENT || (!w->now && !w->from))
		return true;
	const struct comment *old =
		paper_read(sc, PAPER_COMMENT, DOCUMENT_JSON, w->now ? w->now->body : next);
	const struct comment *new = next.p ? paper_read(sc, PAPER_COMMENT, DOCUMENT_JSON, next) : NULL;
	if (!old || (next.p && !new))
		return false;
	return (w->now && new &&same_words(old, new)) || may_change(w, docs, old->author);
}

/* --- a comment to be ------------------------------------------------------------------------------------------- */

static struct str text_in(const json_t *doc, const char *name)
{
	const json_t *v = json_object_get(doc, name);

	return json_is_string(v) ? (struct str){ json_string_value(v), json_string_length(v) }
				 : (struct str){ 0 };
}

static void set_text(json_t *doc, const char *name, struct str text)
{
	if (text.p)
		json_object_set_new(doc, name, json_stringn(text.p, text.n));
}

/* An answer is about what the first one is about. */
static bool place_answer(struct writing *w, struct documents *docs)
{
	struct scope *sc = w->api->sc;
	struct str answers = text_in(w->doc, "answers");
	const struct paper *first = papers_get(sc, docs, PAPER_COMMENT, answers);
	const struct comment *begun =
		first ? paper_read(sc, PAPER_COMMENT, DOCUMENT_JSON, first->body) : NULL;

	if (!begun)
		return sc->fault == FAULT_NOT_FOUND ? api_problem(w->api, 422, "answers: %s", sc->why)
						    : false;
	if (text_in(w->doc, "map").p || text_in(w->doc, "at").p || text_in(w->doc, "lane").p)
		return scope_fail(sc, FAULT_INVALID,
			"an answer is about what the first comment is about: leave out map, at and lane");
	set_text(w->doc, "map", begun->map);
	set_text(w->doc, "at", begun->at);
	set_text(w->doc, "lane", begun->lane);
	return true;
}

static bool has_place(const struct definition *def, struct str at)
{
	for (size_t s = 0; s < def->stages.n; s++)
		if (str_equal(def->stages.at[s].id, at))
			return true;
	for (size_t t = 0; t < definition_touchpoints(def); t++)
		if (str_equal(definition_touchpoint(def, t)->id, at))
			return true;
	return false;
}

/* A new comment is about something that is there; what it is about may go afterwards. */
static bool is_about_something(struct writing *w, struct documents *docs)
{
	struct scope *sc = w->api->sc;
	struct str id = text_in(w->doc, "map"), at = text_in(w->doc, "at");
	const struct saved_map *map = id.p ? documents_map(sc, docs, id) : NULL;

	if (!map)
		return !id.p ||
		       (sc->fault == FAULT_NOT_FOUND && api_problem(w->api, 422, "map: %s", sc->why));
	const struct definition *def = definition_from_text(sc, DOCUMENT_JSON, map->text);
	return def &&
	       (!at.p || has_place(def, at) ||
		       api_problem(w->api, 422, "at: the map \"%.*s\" has no touchpoint or stage \"%.*s\"",
			       STR_ARG(id), STR_ARG(str_short(sc, at, 60))));
}

/* Its author is who writes it, whatever was sent. */
static bool complete_comment(struct writing *w, struct documents *docs)
{
	const struct comment *old = NULL;

	if (w->now)
		old = paper_read(w->api->sc, PAPER_COMMENT, DOCUMENT_JSON, w->now->body);
	if (w->now && !old)
		return false;
	set_text(w->doc, "author", old ? old->author : w->api->visitor.name);
	if (old && same_text(text_in(w->doc, "map"), old->map) && same_text(text_in(w->doc, "at"), old->at))
		return true;
	return (old || !text_in(w->doc, "answers").p || place_answer(w, docs)) && is_about_something(w, docs);
}

/* --- what is sent ------------------------------------------------------------------------------------------------ */

/* A channel is called by its key. */
static const char *id_field(enum paper_kind kind)
{
	return kind == PAPER_CHANNEL ? "key" : "id";
}

static bool complete_id(struct writing *w, struct documents *docs)
{
	const char *kind = paper_kind_name(w->paper.kind), *field = id_field(w->paper.kind);
	bool given = json_object_get(w->doc, field) != NULL;
	struct str sent = text_in(w->doc, field);

	if (given && !w->paper.id.p && w->paper.kind == PAPER_COMMENT)
		return scope_fail(w->api->sc, FAULT_INVALID, "a comment gets its id here: leave it out");
	if (given && !w->paper.id.p)
		return true;
	if (sent.p && !str_equal(sent, w->paper.id))
		return scope_fail(w->api->sc, FAULT_INVALID,
			"the %s is called \"%.*s\", not \"%.*s\": a %s keeps its %s", kind,
			STR_ARG(w->paper.id), STR_ARG(str_short(w->api->sc, sent, 60)), kind, field);
	if (!w->paper.id.p && !papers_new_id(w->api->sc, docs, w->paper.kind, *kind, &w->paper.id))
		return false;
	set_text(w->doc, field, w->paper.id);
	return true;
}

static bool find_now(struct writing *w, struct documents *docs)
{
	struct scope *sc = w->api->sc;

	w->now = w->paper.id.p ? papers_get(sc, docs, w->paper.kind, w->paper.id) : NULL;
	if (w->now || !w->paper.id.p)
		return true;
	/* a comment is never made under an id that was named */
	if (sc->fault != FAULT_NOT_FOUND ||
		(w->paper.kind == PAPER_COMMENT && w->api->req->method == METHOD_PUT))
		return false;
	scope_forgive(sc);
	return true;
}

static bool check_text(struct writing *w)
{
	struct scope *sc = w->api->sc;
	struct str text = document_to_json(sc, w->doc);
	struct paper_text checked;

	if (!text.p || !paper_from_text(sc, w->paper.kind, DOCUMENT_JSON, text, &checked))
		return false;
	w->paper.id = checked.id;
	w->paper.title = checked.title;
	w->paper.body = checked.json;
	return true;
}

/* What only the other channels can tell. */
static bool check_channel(struct writing *w, struct documents *docs, struct str body)
{
	struct scope *sc = w->api->sc;

	if (w->paper.kind != PAPER_CHANNEL)
		return true;
	const struct library_channel *channel = paper_read(sc, PAPER_CHANNEL, DOCUMENT_JSON, body);
	return channel && own_channels_check(sc, docs, channel);
}

static bool begin_writing(struct writing *w, struct documents *docs)
{
	return complete_id(w, docs) && find_now(w, docs) &&
	       (w->paper.kind != PAPER_COMMENT || complete_comment(w, docs)) && check_text(w) &&
	       check_channel(w, docs, w->paper.body) && find_now(w, docs);
}

/* --- whom it is told ----------------------------------------------------------------------------------------------- */

/* A user's number stands in it once (model/comment.c), so that there is room for all. */
static size_t list_added(
	struct scope *sc, const struct comment *old, const struct comment *new, int64_t **users)
{
	size_t n = 0;

	*users = NEW_ARRAY(sc, int64_t, new->mentions.at.n + 1);
	for (size_t i = 0; i < new->mentions.at.n; i++)
		if (!mentions(old, new->mentions.at.at[i]))
			(*users)[n++] = new->mentions.at.at[i];
	return n;
}

/* Those whom the comment did not mention before; whose comment it answers, where it is new.  What is sent must mention
 * people that there are; what comes back may be about some who have gone since. */
static bool notify(struct writing *w, struct documents *docs, bool sent)
{
	struct scope *sc = w->api->sc;
	struct lite *db = documents_lite(docs);
	const struct comment *new = paper_read(sc, PAPER_COMMENT, DOCUMENT_JSON, w->paper.body), *old = NULL;
	struct notice_wish wish = {
		.comment = w->paper.id, .by = w->api->visitor.user, .now_us = w->api->req->now_us
	};
	int64_t *added;

	if (!new || (w->now && !(old = paper_read(sc, PAPER_COMMENT, DOCUMENT_JSON, w->now->body))))
		return false;
	wish.n = list_added(sc, old, new, &added);
	wish.mentions = added;
	if (!old && new->answers.p && !audit_first(sc, db, w->entry.on, new->answers, &wish.answered))
		return false;
	return (!sent || notices_check(sc, db, added, wish.n)) && notices_write(sc, db, &wish, &w->told);
}

static bool is_comment(const struct writing *w)
{
	return w->paper.kind == PAPER_COMMENT;
}

/* Pages of those who are told ask again; what is kept of answers stays as true as it was. */
static void ring(const struct writing *w)
{
	const struct api *api = w->api;

	for (size_t i = 0; i < w->told.users.n; i++)
		bell_ring(api->house->bell, STR("notice"),
			str_of(scope_printf(api->sc, "%lld", (long long)w->told.users.at[i])), 0,
			api->visitor.name);
}

/* The log's row is written after the change: by then it is known what it became. */
static bool note(struct writing *w)
{
	struct str made = str_of(scope_printf(w->api->sc, "%lld", (long long)w->made));

	w->entry.on_id = w->paper.id;
	w->entry.details[0] = (struct audit_detail){ "revision", made };
	return true;
}

/* --- the changes ---------------------------------------------------------------------------------------------------- */

/* False without a fault where it is the same: then nothing is written, and nothing is noted. */
static bool put(struct api *api, struct documents *docs, void *to)
{
	struct writing *w = to;

	if (!begin_writing(w, docs))
		return false;
	w->same = w->now && w->now->revision == w->seen && str_equal(w->now->body, w->paper.body);
	if (w->same) {
		w->paper = *w->now;
		w->made = w->seen;
		return false;
	}
	return is_theirs(w, docs, w->paper.body) && papers_put(api->sc, docs, &w->paper, w->seen, &w->made) &&
	       (!is_comment(w) || notify(w, docs, true)) && note(w);
}

static bool take_away(struct api *api, struct documents *docs, void *to)
{
	struct writing *w = to;

	if (!find_now(w, docs) || !is_theirs(w, docs, (struct str){ 0 }))
		return false;
	if (!w->seen && w->now)
		w->seen = w->now->revision;
	return papers_remove(api->sc, docs, &w->paper, w->seen, &w->made) &&
	       (!is_comment(w) || notices_drop(api->sc, documents_lite(docs), w->paper.id, &w->told)) &&
	       note(w);
}

static bool bring_back(struct api *api, struct documents *docs, void *to)
{
	struct writing *w = to;
	const struct paper *old = papers_revision(api->sc, docs, w->paper.kind, w->paper.id, w->from);

	if (!old || !find_now(w, docs) || !is_theirs(w, docs, old->body) ||
		!check_channel(w, docs, old->body) ||
		!papers_restore(api->sc, docs, &w->paper, w->from, w->seen, &w->made))
		return false;
	w->paper.title = old->title;
	w->paper.body = old->body;
	return (!is_comment(w) || notify(w, docs, false)) && note(w);
}

/* --- what is answered ------------------------------------------------------------------------------------------------ */

static void add_text(struct buf *out, const char *name, struct str json)
{
	buf_printf(out, "\"%s\":", name);
	buf_str_add(out, json.p ? json : STR("null"));
	buf_putc(out, ',');
}

/* Both texts: what was sent, and what is there by now. */
static bool say_conflict(struct writing *w)
{
	struct api *api = w->api;
	struct scope sc = { 0 };
	struct buf *out = buf_new(api->sc, API_ANSWER);
	const struct paper *now = papers_get(&sc, api->docs, w->paper.kind, w->paper.id);

	add_text(out, "mine", w->paper.body);
	add_text(out, "theirs", now ? now->body : (struct str){ 0 });
	buf_printf(out, "\"removed\":%s", sc.fault == FAULT_NOT_FOUND ? "true" : "false");
	if (now) {
		buf_printf(out, ",\"revision\":%lld,\"author\":", (long long)now->revision);
		json_quote(out, now->author);
	}
	api_problem_with(api, 409, buf_str(out), "%s", api->sc->why);
	scope_close(&sc);
	return false;
}

static bool change(struct writing *w, change_fn fn)
{
	struct api *api = w->api;

	if (api_change(api, api->docs, fn, w, &w->entry)) {
		bool gone = !w->paper.body.p;
		house_tell(api->house, w->entry.on, w->paper.id, gone ? 0 : w->made, api->visitor.name);
		ring(w);
		return true;
	}
	if (w->same)
		return true;
	return api->sc->fault == FAULT_CONFLICT && !api->reply->status ? say_conflict(w) : false;
}

static bool tell(struct writing *w)
{
	struct json *j = api_json(w->api);

	w->paper.revision = w->made;
	tell_paper_begin(w->api->sc, &w->paper, j->out);
	buf_puts(j->out, "}");
	return true;
}

static enum audit_action action_of(enum paper_kind kind, bool removes)
{
	static const enum audit_action actions[PAPER_KINDS][2] = {
		[PAPER_PERSONA] = { AUDIT_PERSONA_CHANGE, AUDIT_PERSONA_REMOVE },
		[PAPER_SEGMENT] = { AUDIT_SEGMENT_CHANGE, AUDIT_SEGMENT_REMOVE },
		[PAPER_TOUCHPOINT] = { AUDIT_LIBRARY_CHANGE, AUDIT_LIBRARY_CHANGE },
		[PAPER_CHANNEL] = { AUDIT_LIBRARY_CHANGE, AUDIT_LIBRARY_CHANGE },
		[PAPER_OPPORTUNITY] = { AUDIT_OPPORTUNITY_CHANGE, AUDIT_OPPORTUNITY_REMOVE },
		[PAPER_COMMENT] = { AUDIT_COMMENT_CHANGE, AUDIT_COMMENT_REMOVE },
	};

	return actions[kind][removes];
}

static struct writing begin(struct api *api, bool removes)
{
	enum paper_kind kind = api_papers_kind(api);

	return (struct writing){ .api = api,
		.paper = { .kind = kind,
			.id = request_part(api->req, "id"),
			.author = api->visitor.name,
			.written_us = api->req->now_us },
		.seen = api_count(api, "seen", 0),
		.from = api_count(api, "revision", 0),
		.entry = { .action = action_of(kind, removes), .on = paper_kind_name(kind) } };
}

static bool write_document(struct writing *w)
{
	const char *kind = paper_kind_name(w->paper.kind);
	const json_t *sent = api_value(w->api, kind);

	if (!json_is_object(sent))
		return scope_fail(w->api->sc, FAULT_INVALID, "%s: an object is needed", kind);
	w->doc = json_copy((json_t *)(uintptr_t)sent);
	bool ok = change(w, put);
	json_decref(w->doc);
	return ok && tell(w);
}

/* --- the routes ------------------------------------------------------------------------------------------------------- */

bool api_papers_put(struct api *api)
{
	struct writing w = begin(api, false);

	return write_document(&w);
}

bool api_papers_remove(struct api *api)
{
	struct writing w = begin(api, true);

	return request_count(api->req, "seen", 1, PAPER_REVISIONS, 0, &w.seen) && change(&w, take_away);
}

bool api_papers_restore(struct api *api)
{
	struct writing w = begin(api, false);

	return change(&w, bring_back) && tell(&w);
}
