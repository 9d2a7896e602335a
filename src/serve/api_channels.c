#include "serve/api_channels.h"

#include "serve/api_ask.h"
#include "store/own_channels.h"
#include "store/papers.h"

enum { TOLD = 200 /* uses that are told one by one */ };

/* clang-format off */
static const struct shape_field use_fields[] = {
	{ "map", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = "whose draft names it; null: a touchpoint of the library" },
	{ "title", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = "the map's" },
	{ "touchpoint", SHAPE_TEXT, SHAPE_NEEDED, .about = "its id" },
	{ "name", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL },
};
static const struct shape use_shape = { "ChannelUse", "a touchpoint that names the channel", use_fields, COUNT_OF(use_fields), false };
static const struct shape_field uses_fields[] = {
	{ "touchpoints", SHAPE_COUNT, SHAPE_NEEDED, .about = "how many name it" },
	{ "maps", SHAPE_COUNT, SHAPE_NEEDED, .about = "on how many maps" },
	{ "uses", SHAPE_LIST, SHAPE_NEEDED, .of = &use_shape, .about = "the first 200 of them, map by map" },
};
static const struct shape uses_shape = { "ChannelUses", "what names a channel", uses_fields, COUNT_OF(uses_fields), false };
/* clang-format on */

/* The uses of a map stand together. */
static size_t maps_of(const struct own_channel_uses *uses)
{
	size_t n = 0;

	for (size_t i = 0; i < uses->at.n; i++)
		n += uses->at.at[i].map.p && (!i || !str_equal(uses->at.at[i].map, uses->at.at[i - 1].map));
	return n;
}

static void tell_uses(struct api *api, const struct own_channel_uses *uses)
{
	struct json *j = api_json(api);

	json_open(j, NULL, '{');
	json_count(j, "touchpoints", uses->at.n);
	json_count(j, "maps", maps_of(uses));
	json_open(j, "uses", '[');
	for (size_t i = 0; i < uses->at.n && i < TOLD; i++) {
		const struct own_channel_use *use = &uses->at.at[i];
		json_open(j, NULL, '{');
		json_text(j, "map", use->map);
		json_text(j, "title", use->title);
		json_text(j, "touchpoint", use->touchpoint);
		json_text(j, "name", str_empty(use->name) ? use->touchpoint : use->name);
		json_close(j, '}');
	}
	json_close(j, ']');
	json_close(j, '}');
}

static bool run_uses(struct api *api)
{
	const struct paper *paper =
		papers_get(api->sc, api->docs, PAPER_CHANNEL, request_part(api->req, "id"));
	const struct library_channel *channel =
		paper ? paper_read(api->sc, PAPER_CHANNEL, DOCUMENT_JSON, paper->body) : NULL;
	struct own_channel_uses uses;

	if (!channel || !own_channels_uses(api->sc, api->docs, channel, &uses))
		return false;
	tell_uses(api, &uses);
	return true;
}

/* clang-format off */
/* Drafts are for those who work on them. */
static const struct api_row uses_row = { .name = "getChannelUses", .about = "Which touchpoints of drafts and of the library name it.", .group = "channels", .grant = GRANT_WRITE, .gives = &uses_shape, .run = run_uses };
static const struct route rows[] = {
	{ METHOD_GET, "/api/v1/channels/{id}/uses", ROUTE_WORKER, 0, api_answer, false, &uses_row },
};
/* clang-format on */

struct routes api_channels_routes(void)
{
	return (struct routes){ rows, COUNT_OF(rows) };
}
