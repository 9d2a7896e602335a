#include "serve/api_maps.h"

#include "answer/kept.h"
#include "answer/members.h"
#include "base/when.h"
#include "draw/draw.h"
#include "doors/audit.h"
#include "model/definition_io.h"
#include "serve/api.h"
#include "serve/shelf.h"

#include <xxhash.h>

enum { BODY = 4 << 20 };

/* --- shapes ------------------------------------------------------------------------------------------------ */

/* clang-format off */
static const struct shape_field row_fields[] = {
	{ "id", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL },
	{ "title", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL },
	{ "revision", SHAPE_COUNT, SHAPE_NEEDED, .about = "of its draft" },
	{ "author", SHAPE_TEXT, SHAPE_NEEDED, .about = "wend: proposed, and never touched" },
	{ "written", SHAPE_TIME, SHAPE_NEEDED, .about = NULL },
};
static const struct shape row_shape = { "MapRow", "a map that is kept", row_fields, COUNT_OF(row_fields), false };
static const struct shape_field rows_fields[] = { { "maps", SHAPE_LIST, SHAPE_NEEDED, .of = &row_shape } };
static const struct shape rows_shape = { "Maps", "the maps of the workspace", rows_fields, COUNT_OF(rows_fields), false };

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

static const struct shape map_shape = { "Map", "a map with all its numbers, as docs/map-schema.json describes it", NULL, 0, true };

static const struct shape_field where_queries[] = {
	{ "where", SHAPE_TEXT, 0, .most = 4000, .about = "only these customers: country=PL, {did: cart, at_least: 2}, segment:ID" },
};
/* clang-format on */

/* --- lists and definitions ---------------------------------------------------------------------------------- */

static bool run_list(struct api *api)
{
	struct json *j = api_json(api);
	struct saved_map *maps;
	size_t n;

	if (!documents_maps(api->sc, api->docs, &maps, &n))
		return false;
	json_open(j, NULL, '{');
	json_open(j, "maps", '[');
	for (size_t i = 0; i < n; i++) {
		json_open(j, NULL, '{');
		json_text(j, "id", maps[i].id);
		json_text(j, "title", maps[i].title);
		json_count(j, "revision", (uint64_t)maps[i].revision);
		json_text(j, "author", maps[i].author);
		json_text(j, "written", when_iso(api->sc, maps[i].written_us));
		json_close(j, '}');
	}
	json_close(j, ']');
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

static bool run_definition(struct api *api)
{
	struct saved_map *map = documents_map(api->sc, api->docs, request_part(api->req, "map"));

	if (!map)
		return false;
	write_definition(api, map);
	reply_tag(api->req, api->reply, XXH3_64bits(map->text.p, map->text.n) + (uint64_t)map->revision);
	return true;
}

static bool log_change(struct api *api, struct str map, int64_t revision)
{
	struct audit_entry entry = { .action = AUDIT_MAP_CHANGE,
		.on = "map",
		.on_id = map,
		.details = { { "revision", str_of(scope_printf(api->sc, "%lld", (long long)revision)) } } };

	return audit_add(api->sc, api->doors->db, &api->visitor, &entry, api->req->now_us);
}

/* Both texts: what was sent is the asker's own, what is there stands in the answer. */
static bool say_conflict(struct api *api, struct str id)
{
	struct scope sc = { 0 };
	struct saved_map *map = documents_map(&sc, api->docs, id);

	api_problem(api, 409, "%s", api->sc->why);
	if (map)
		reply_add(api->reply, "X-Revision",
			str_of(scope_printf(api->sc, "%lld", (long long)map->revision)));
	scope_close(&sc);
	return false;
}

static bool put(struct api *api, const struct definition *def, struct str id)
{
	int64_t seen = api_count(api, "seen", 0);
	struct saved_map map = { .id = id,
		.title = def->title,
		.text = definition_to_json(api->sc, def),
		.author = api->visitor.name,
		.revision = seen + 1,
		.written_us = api->req->now_us };

	if (!map.text.p)
		return false;
	if (!documents_put_map(api->sc, api->docs, &map, seen))
		return api->sc->fault == FAULT_CONFLICT ? say_conflict(api, id) : false;
	office_changed(api->house->office);
	write_definition(api, &map);
	return log_change(api, id, map.revision);
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

/* What wend map does where there is no map yet. */
static bool run_first(struct api *api)
{
	struct kept_wish wish = { .author = api->visitor.name, .now_us = api->req->now_us, .live = true };
	struct kept kept;

	if (!office_enter(api->house->office, api->sc))
		return false;
	struct study *study = office_study(api->house->office, api->sc);
	struct definition *def = study ? kept_definition(api->sc, study, &wish, &kept) : NULL;
	office_leave(api->house->office);
	struct saved_map *map = def ? documents_map(api->sc, api->docs, def->id) : NULL;
	if (map)
		write_definition(api, map);
	return map != NULL;
}

/* --- numbers and pictures -------------------------------------------------------------------------------------- */

struct drawing {
	struct api *api;
	struct str id, format, where;
	struct shelf_key key;
};

/* The map's personas, and of them those whom the question means. */
static bool whom(struct drawing *d, struct study *study, const struct definition *def,
	const struct map_members *counted, const uint64_t **members)
{
	struct scope *sc = d->api->sc;
	const uint64_t *asked = NULL;
	struct str words;

	if (d->where.p && !str_empty(d->where)) {
		asked = members_where(sc, study, def, d->where, &words);
		if (!asked)
			return false;
	}
	*members = members_both(sc, study, counted->customers, asked);
	return true;
}

static bool draw(struct drawing *d, struct study *study, struct buf *out)
{
	struct scope *sc = d->api->sc;
	struct kept_wish wish = { .id = d->id, .now_us = d->api->req->now_us, .live = true };
	struct kept kept;
	const uint64_t *members;
	struct definition *def = kept_definition(sc, study, &wish, &kept);
	const struct map_members *counted = def ? map_members(sc, study, def) : NULL;

	if (!counted || !whom(d, study, def, counted, &members))
		return false;
	struct map *map = study_map(sc, study, def,
		&(struct study_wish){ .customers = members,
			.remarks = counted->remarks.at,
			.n_remarks = counted->remarks.n });
	return map && draw_write(sc, map, d->format, out);
}

static bool compute(struct drawing *d, struct str *bytes)
{
	struct api *api = d->api;
	struct buf *out = buf_new(api->sc, DRAW_CEILING);

	if (!office_enter(api->house->office, api->sc))
		return false;
	struct study *study = office_study(api->house->office, api->sc);
	bool ok = study && draw(d, study, out);
	office_leave(api->house->office);
	*bytes = buf_str(out);
	if (ok)
		shelf_put(api->house->shelf, d->key, *bytes);
	return ok;
}

static bool give(struct api *api, struct str format, const char *type)
{
	struct drawing d = { .api = api,
		.id = request_part(api->req, "map"),
		.format = format,
		.where = request_query(api->req, "where") };
	struct str bytes;

	d.key.state = office_state(api->house->office);
	d.key.what = str_of(scope_printf(api->sc, "%.*s\n%.*s\n%.*s", STR_ARG(d.id), STR_ARG(format),
		STR_ARG(d.where.p ? d.where : STR(""))));
	if (!shelf_get(api->house->shelf, api->sc, d.key, &bytes) && !compute(&d, &bytes))
		return false;
	api_send(api, type, bytes);
	reply_tag(api->req, api->reply, XXH3_64bits(bytes.p, bytes.n));
	return true;
}

static bool run_map(struct api *api)
{
	return give(api, STR("json"), "application/json");
}

static bool run_drawing(struct api *api)
{
	struct str format = request_part(api->req, "format");
	const struct draw_format *row = draw_format_find(format);

	if (!row)
		return scope_fail(
			api->sc, FAULT_NOT_FOUND, "a map is drawn as svg, pdf, png, html, csv or txt");
	return give(api, format, row->mime);
}

/* clang-format off */
static const struct api_row list_row = { .name = "listMaps", .about = "The maps of the workspace.", .group = "maps", .grant = GRANT_READ, .gives = &rows_shape, .run = run_list };
static const struct api_row definition_row = { .name = "getDefinition", .about = "A map as people write it.", .group = "maps", .grant = GRANT_READ,
	.gives = &definition_shape, .run = run_definition, .cached = true };
static const struct api_row put_row = { .name = "putDefinition", .about = "A map's new definition, where nobody else was first.", .group = "maps", .grant = GRANT_WRITE,
	.takes = &put_shape, .gives = &definition_shape, .run = run_put };
static const struct api_row first_row = { .name = "makeFirstMap", .about = "The first map, proposed out of what is there; where there is one already, that.", .group = "maps", .grant = GRANT_WRITE,
	.gives = &definition_shape, .made = 201, .run = run_first };
static const struct api_row map_row = { .name = "getMap", .about = "A map with all its numbers.", .group = "maps", .grant = GRANT_READ, .gives = &map_shape,
	.queries = where_queries, .n_queries = COUNT_OF(where_queries), .run = run_map, .cached = true };
static const struct api_row drawing_row = { .name = "drawMap", .about = "A map as a picture, a page or a table: svg, pdf, png, html, csv, txt.", .group = "maps", .grant = GRANT_READ,
	.gives_type = "image/svg+xml application/pdf image/png text/html text/csv text/plain", .queries = where_queries, .n_queries = COUNT_OF(where_queries), .run = run_drawing, .cached = true };

static const struct route rows[] = {
	{ METHOD_GET, "/api/v1/maps",                        ROUTE_WORKER, 0, api_answer, false, &list_row },
	{ METHOD_POST, "/api/v1/maps",                       ROUTE_WORKER, 0, api_answer, false, &first_row },
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
