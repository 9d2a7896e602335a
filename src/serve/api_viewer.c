#include "serve/api_viewer.h"

#include "doors/rank.h"

bool viewer_only(const struct api *api)
{
	return !rank_may(api->visitor.rank, RANK_EDITOR);
}

/* In the same words whether there is a draft of the name or not. */
static bool none_published(struct api *api, struct str map)
{
	return scope_fail(api->sc, FAULT_NOT_FOUND, "no version of a map \"%.*s\" is published",
		STR_ARG(str_short(api->sc, map, 60)));
}

bool viewer_version(struct api *api, struct str map, int64_t *no)
{
	struct published *heads;
	size_t n;

	if (!request_count(api->req, "version", 1, PUBLISHED_MOST, 0, no))
		return false;
	if (!viewer_only(api))
		return true;
	if (!published_newest(api->sc, api->docs, map, &heads, &n))
		return false;
	if (!n)
		return none_published(api, map);
	*no = *no ? *no : heads[0].no;
	return true;
}

bool viewer_published(struct api *api, struct published **heads, size_t *n)
{
	return published_newest(api->sc, api->docs, (struct str){ 0 }, heads, n);
}

const struct published *viewer_head(const struct published *heads, size_t n, struct str map)
{
	for (size_t i = 0; i < n; i++)
		if (str_equal(heads[i].map, map))
			return &heads[i];
	return NULL;
}

uint64_t viewer_state(const struct published *heads, size_t n)
{
	uint64_t state = n;

	for (size_t i = 0; i < n; i++)
		state += (uint64_t)heads[i].no << 20;
	return state;
}
