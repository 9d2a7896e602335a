#include "serve/api_maps.h"

#include "answer/kept.h"
#include "answer/pictures.h"
#include "answer/publish.h"
#include "base/when.h"
#include "draw/draw.h"
#include "doors/audit.h"
#include "model/definition_io.h"
#include "serve/api_ask.h"
#include "serve/api_map_row.h"
#include "serve/api_page.h"
#include "serve/api_viewer.h"
#include "serve/drawn.h"
#include "serve/shelf.h"

#include <xxhash.h>

enum { BODY = 4 << 20 };

/* --- shapes ------------------------------------------------------------------------------------------------ */

/* clang-format off */
static const struct shape_field rows_fields[] = {
	{ "maps", SHAPE_LIST, SHAPE_NEEDED, .of = &map_row_shape, .about = "in the order of their making; for viewers, those that are published" }, PAGE_NEXT,
};
static const struct shape rows_shape = { "Maps", "a page of the workspace's maps", rows_fields, COUNT_OF(rows_fields), false };

static const struct shape_field document_fields[] = {
	{ "id", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL },
	{ "revision", SHAPE_COUNT, SHAPE_NEEDED, .about = "to be sent as `seen` with a change" },
	{ "author", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL },
	{ "written", SHAPE_TIME, SHAPE_NEEDED, .about = NULL },
	{ "definition", SHAPE_ANY, SHAPE_NEEDED, .about = "as docs/definition-schema.json describes it" },
};
static const struct shape definition_shape = { "MapDefinition", "a map as people write it", document_fields, COUNT_OF(document_fields), false };

static const struct shape_field put_fields[] = {
	{ "seen", SHAPE_COUNT, SHAPE_NEEDED, .most = INT64_MAX / 2, .about = "the revision that was edited; 0: the map is new" },
	{ "definition", SHAPE_ANY, SHAPE_NEEDED, .about = NULL },
};
static const struct shape put_shape = { "MapChange", "a map's new definition", put_fields, COUNT_OF(put_fields), false };

static const struct shape_field first_fields[] = {
	{ "language", SHAPE_TEXT, 0, .words = SPEECH_WORDS, .about = "of the title and the stages, which Wend names; left out: en. It is kept to while the map is made again" },
	{ "another", SHAPE_BOOL, 0, .about = "true: one more is proposed, beside the maps that there are" },
};
static const struct shape first_shape = { "FirstMapWish", "how a map is proposed", first_fields, COUNT_OF(first_fields), false };

static const struct shape map_shape = { "Map", "a map with all its numbers, as docs/map-schema.json describes it", NULL, 0, true };

#define VERSION { "version", SHAPE_COUNT, 0, .least = 1, .most = PUBLISHED_MOST, .about = "as it was published with this number; left out: the draft, for viewers the newest version" }
static const struct shape_field list_queries[] = { PAGE_QUERIES };
static const struct shape_field definition_queries[] = { VERSION };
#define MAP_QUERIES \
	{ "where", SHAPE_TEXT, 0, .most = 4000, .about = "only these customers: country=PL, {did: cart, at_least: 2}, segment:ID; of a draft alone" }, \
	PERIOD_QUERY, \
	{ "parts", SHAPE_TEXT, 0, .words = "counts", .about = "quickly, without what customers wrote and the gaps; of a draft alone" }, \
	VERSION
static const struct shape_field map_queries[] = { MAP_QUERIES };
static const struct shape_field drawing_queries[] = {
	MAP_QUERIES,
	{ "language", SHAPE_TEXT, 0, .words = SPEECH_WORDS, .about = "of what Wend writes on a svg, pdf, png or html; left out: English" },
	{ "paper", SHAPE_TEXT, 0, .words = PAPER_WORDS, .about = "of a pdf: one sheet that it can be read on, several of long maps (left out); a page of the map's own size; A4 or A3 sheets" },
};
/* clang-format on */

/* --- lists and definitions ---------------------------------------------------------------------------------- */

static struct saved_map as_published(const struct published *v)
{
	return (struct saved_map){ .id = v->map,
		.title = v->title,
		.text = v->definition,
		.author = v->author,
		.revision = v->revision,
		.written_us = v->published_us };
}

struct listing {
	struct saved_map *maps;
	size_t n;
	struct published *heads;
	size_t n_heads;
};

/* What viewers do not see is not on the list: neither by its name nor by a gap. */
static void only_published(struct listing *l)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++) {
		const struct published *head = viewer_head(l->heads, l->n_heads, l->maps[i].id);
		if (head)
			l->maps[n++] = as_published(head);
	}
	l->n = n;
}

static bool begin_after(struct api *api, const struct listing *l, const struct api_page *page, size_t *from)
{
	*from = 0;
	for (size_t i = 0; page->after.p && i < l->n; i++)
		if (str_equal(l->maps[i].id, page->after))
			*from = i + 1;
	return !page->after.p || *from || api_page_lost(api);
}

static bool run_list(struct api *api)
{
	struct json *j = api_json(api);
	struct listing l;
	struct api_page page;
	size_t i, told = 0;

	if (!api_page_open(api, &page) || !documents_maps(api->sc, api->docs, &l.maps, &l.n) ||
		!viewer_published(api, &l.heads, &l.n_heads))
		return false;
	if (viewer_only(api))
		only_published(&l);
	if (!begin_after(api, &l, &page, &i))
		return false;
	json_open(j, NULL, '{');
	json_open(j, "maps", '[');
	for (; i < l.n && told < page.limit; i++, told++)
		if (!map_row_tell(api, j, &l.maps[i], viewer_head(l.heads, l.n_heads, l.maps[i].id)))
			return false;
	json_close(j, ']');
	api_page_next(api, j, i < l.n, i ? l.maps[i - 1].id : (struct str){ 0 });
	json_close(j, '}');
	return true;
}

/* The definition is JSON already: it goes in as it is. */
static void write_definition(struct api *api, const struct saved_map *map)
{
	struct buf *out = api_json(api)->out;

	buf_puts(out, "{\"id\":");
	json_quote(out, map->id);
	buf_printf(out, ",\"revision\":%lld,\"author\":", (long long)map->revision);
	json_quote(out, map->author);
	buf_puts(out, ",\"written\":");
	json_quote(out, when_iso(api->sc, map->written_us));
	buf_puts(out, ",\"definition\":");
	buf_str_add(out, map->text);
	buf_putc(out, '}');
}

static struct saved_map *published_map(struct api *api, struct str id, int64_t no)
{
	struct published *v = published_get(api->sc, api->docs, id, no);
	struct saved_map *map = v ? NEW(api->sc, struct saved_map) : NULL;

	if (map)
		*map = as_published(v);
	return map;
}

static bool run_definition(struct api *api)
{
	struct str id = request_part(api->req, "map");
	struct saved_map *map;
	int64_t no;

	if (!viewer_version(api, id, &no))
		return false;
	map = no ? published_map(api, id, no) : documents_map(api->sc, api->docs, id);
	if (!map)
		return false;
	write_definition(api, map);
	reply_tag(api->req, api->reply, XXH3_64bits(map->text.p, map->text.n) + (uint64_t)map->revision);
	return true;
}

static struct audit_entry entry_of(struct api *api, struct str map, int64_t revision)
{
	return (struct audit_entry){ .action = AUDIT_MAP_CHANGE,
		.on = "map",
		.on_id = map,
		.details = { { "revision", str_of(scope_printf(api->sc, "%lld", (long long)revision)) } } };
}

/* Both texts: what was sent, and what is there by now. */
static bool say_conflict(struct api *api, const struct saved_map *mine)
{
	struct buf *out = buf_new(api->sc, API_ANSWER);
	struct scope sc = { 0 };
	const struct saved_map *map = documents_map(&sc, api->docs, mine->id);

	buf_puts(out, "\"mine\":");
	buf_str_add(out, mine->text);
	buf_puts(out, ",\"theirs\":");
	buf_str_add(out, map ? map->text : STR("null"));
	if (map) {
		buf_printf(out, ",\"revision\":%lld,\"author\":", (long long)map->revision);
		json_quote(out, map->author);
	}
	api_problem_with(api, 409, buf_str(out), "%s", api->sc->why);
	scope_close(&sc);
	return false;
}

static bool put_map(struct api *api, struct documents *docs, void *to)
{
	const struct saved_map *map = to;

	return documents_put_map(api->sc, docs, map, map->revision - 1);
}

/* What reads as before is no revision. */
static bool is_same(struct api *api, struct saved_map *map, int64_t seen)
{
	struct scope sc = { 0 };
	const struct saved_map *now = documents_map(&sc, api->docs, map->id);
	bool same = now && now->revision == seen && str_equal(now->text, map->text);

	if (same) {
		map->revision = seen;
		map->author = str_copy(api->sc, now->author);
		map->written_us = now->written_us;
	}
	scope_close(&sc);
	return same;
}

static bool put(struct api *api, const struct definition *def, struct str id)
{
	int64_t seen = api_count(api, "seen", 0);
	struct saved_map map = { .id = id,
		.title = def->title.p ? def->title : id,
		.text = definition_to_json(api->sc, def),
		.author = api_author(api),
		.revision = seen + 1,
		.written_us = api->req->now_us };
	struct audit_entry entry = entry_of(api, id, map.revision);

	if (!map.text.p)
		return false;
	if (!is_same(api, &map, seen)) {
		if (!api_change(api, api->docs, put_map, &map, &entry))
			return api->sc->fault == FAULT_CONFLICT ? say_conflict(api, &map) : false;
		house_tell(api->house, "map", id, map.revision, api->visitor.name);
	}
	write_definition(api, &map);
	return true;
}

static bool run_put(struct api *api)
{
	struct str id = request_part(api->req, "map");
	const struct definition *def = definition_read(api->sc, api_value(api, "definition"));

	if (!def)
		return false;
	if (!str_equal(def->id, id))
		return api_problem(api, 422, "the map is called \"%.*s\", not \"%.*s\": a map keeps its name",
			STR_ARG(id), STR_ARG(str_short(api->sc, def->id, 60)));
	return put(api, def, id);
}

static bool note_first(struct scope *sc, struct documents *docs, const struct saved_map *map, void *to)
{
	struct api *api = to;
	struct audit_entry entry = entry_of(api, map->id, map->revision);

	return audit_add(sc, documents_lite(docs), &api->visitor, &entry, api->req->now_us);
}

/* What wend map does where there is no map yet. */
static bool run_first(struct api *api)
{
	struct kept_wish wish = { .author = api->visitor.name,
		.speech = speech_or_english(api_text(api, "language")),
		.another = api_true(api, "another"),
		.now_us = api->req->now_us,
		.live = true,
		.also = note_first,
		.also_to = api };
	struct kept kept;

	if (!office_enter(api->house->office, api->sc))
		return false;
	struct study *study = office_study(api->house->office, api->sc);
	struct definition *def = study ? kept_definition(api->sc, study, &wish, &kept) : NULL;
	office_leave(api->house->office);
	struct saved_map *map = def ? documents_map(api->sc, api->docs, def->id) : NULL;
	if (!map)
		return false;
	if (kept.changed)
		house_tell(api->house, "map", map->id, map->revision, map->author);
	api->was_there = !kept.changed || kept.revision > 1;
	write_definition(api, map);
	return true;
}

/* --- numbers and pictures -------------------------------------------------------------------------------------- */

static struct draw_want want_of(struct api *api)
{
	struct draw_want want = { .speech = speech_or_english(request_query(api->req, "language")) };

	if (!sheet_size_find(request_query(api->req, "paper"), &want.paper))
		want.paper = PAPER_FIT;
	return want;
}

static bool give(struct api *api, struct str format, const char *type)
{
	struct drawn_wish wish = { .map = request_part(api->req, "map"),
		.format = format,
		.where = request_query(api->req, "where"),
		.period = request_query(api->req, "period"),
		.counts = str_equal(request_query(api->req, "parts"), STR("counts")),
		.want = want_of(api),
		.now_us = api->req->now_us };
	struct str bytes;

	if (!drawn_get(api->sc, api->house, &wish, &bytes))
		return false;
	api_send(api, type, bytes);
	reply_tag(api->req, api->reply, XXH3_64bits(bytes.p, bytes.n));
	return true;
}

static bool compute_version(struct api *api, struct str id, int64_t no, struct str format, struct str *bytes)
{
	struct shown *shown = publish_show(api->sc, api->docs, id, no);
	struct buf *out = buf_new(api->sc, DRAW_CEILING);

	if (!shown)
		return false;
	*bytes = shown->json;
	if (str_equal(format, STR("json")))
		return true;
	struct map *map = publish_map(api->sc, shown);
	bool ok = map && pictures_fetch_for(api->sc, api->docs, map, format) &&
		  draw_as(api->sc, map, want_of(api), format, out);
	*bytes = buf_str(out);
	return ok;
}

/* Frozen, but for the quotes: those of whoever was erased since are gone, so it is kept no longer than other answers. */
static bool give_version(struct api *api, struct str id, int64_t no, struct str format, const char *type)
{
	struct draw_want want = want_of(api);
	struct shelf_key key = { office_state(api->house->office),
		str_of(scope_printf(api->sc, "version %lld of %.*s\n%.*s\n%d %d", (long long)no, STR_ARG(id),
			STR_ARG(format), (int)want.speech, (int)want.paper)) };
	static const char *const filters[] = { "where", "period", "parts" };
	struct str bytes;

	for (size_t i = 0; i < COUNT_OF(filters); i++)
		if (!str_empty(request_query(api->req, filters[i])))
			return api_problem(api, 422,
				"%s: a version stays as it was counted when it was published; the draft can be asked for"
				" other customers and periods",
				filters[i]);
	if (!shelf_get(api->house->shelf, api->sc, key, &bytes)) {
		if (!compute_version(api, id, no, format, &bytes))
			return false;
		shelf_put(api->house->shelf, key, bytes);
	}
	api_send(api, type, bytes);
	reply_tag(api->req, api->reply, XXH3_64bits(bytes.p, bytes.n));
	return true;
}

static bool give_either(struct api *api, struct str format, const char *type)
{
	struct str id = request_part(api->req, "map");
	int64_t no;

	if (!viewer_version(api, id, &no))
		return false;
	return no ? give_version(api, id, no, format, type) : give(api, format, type);
}

static bool run_map(struct api *api)
{
	return give_either(api, STR("json"), "application/json");
}

static bool run_drawing(struct api *api)
{
	struct str format = request_part(api->req, "format");
	const struct draw_format *row = draw_format_find(format);

	if (!row)
		return scope_fail(
			api->sc, FAULT_NOT_FOUND, "a map is drawn as svg, pdf, png, html, csv or txt");
	/* A page that stands alone has its style and script within, which no page of this server may: it is a file to keep. */
	if (str_equal(str_of(row->ext), STR("html")))
		reply_add(api->reply, "Content-Disposition", STR("attachment; filename=\"map.html\""));
	return give_either(api, str_of(row->ext), row->mime);
}

/* clang-format off */
static const struct api_row list_row = { .name = "listMaps", .about = "The maps of the workspace.", .group = "maps", .grant = GRANT_READ, .gives = &rows_shape,
	.queries = list_queries, .n_queries = COUNT_OF(list_queries), .run = run_list };
static const struct api_row definition_row = { .name = "getDefinition", .about = "A map as people write it.", .group = "maps", .grant = GRANT_READ,
	.gives = &definition_shape, .queries = definition_queries, .n_queries = COUNT_OF(definition_queries), .run = run_definition, .cached = true };
static const struct api_row put_row = { .name = "putDefinition", .about = "A map's new definition, where nobody else was first.", .group = "maps", .grant = GRANT_WRITE,
	.takes = &put_shape, .gives = &definition_shape, .run = run_put };
static const struct api_row first_row = { .name = "makeFirstMap", .about = "The first map, proposed out of what is there; where there is one already, that, or, if it is wished, another one.", .group = "maps", .grant = GRANT_WRITE,
	.takes = &first_shape, .bare = true, .gives = &definition_shape, .made = 201, .or_there = true, .run = run_first };
static const struct api_row map_row = { .name = "getMap", .about = "A map with all its numbers.", .group = "maps", .grant = GRANT_READ, .gives = &map_shape,
	.queries = map_queries, .n_queries = COUNT_OF(map_queries), .run = run_map, .cached = true };
static const struct api_row drawing_row = { .name = "drawMap", .about = "A map as a picture, a page or a table: svg, pdf, png, html, csv, txt.", .group = "maps", .grant = GRANT_READ,
	.gives_type = "image/svg+xml application/pdf image/png text/html text/csv text/plain", .queries = drawing_queries, .n_queries = COUNT_OF(drawing_queries), .run = run_drawing, .cached = true };

static const struct route rows[] = {
	{ METHOD_GET, "/api/v1/maps",                        ROUTE_WORKER, 0, api_answer, false, &list_row },
	{ METHOD_POST, "/api/v1/maps",                       ROUTE_WORKER, 65536, api_answer, false, &first_row },
	{ METHOD_GET, "/api/v1/maps/{map}",                  ROUTE_WORKER, 0, api_answer, false, &map_row },
	{ METHOD_GET, "/api/v1/maps/{map}/drawing/{format}", ROUTE_WORKER, 0, api_answer, false, &drawing_row },
	{ METHOD_GET, "/api/v1/maps/{map}/definition",       ROUTE_WORKER, 0, api_answer, false, &definition_row },
	{ METHOD_PUT, "/api/v1/maps/{map}/definition",       ROUTE_WORKER, BODY, api_answer, false, &put_row },
};
/* clang-format on */

struct routes api_maps_routes(void)
{
	return (struct routes){ rows, COUNT_OF(rows) };
}
