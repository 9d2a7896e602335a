#include "serve/api_page.h"

#include <sodium.h>
#include <xxhash.h>

enum { SEAL = 8, CODED = sodium_base64_VARIANT_URLSAFE_NO_PADDING };

/* --- what is asked for: of the same question a cursor means the same place ---------------------------------- */

static bool add_filter(void *to, const char *name, struct str value)
{
	uint64_t *sum = to;

	if (strcmp(name, "cursor") != 0 && strcmp(name, "limit") != 0)
		*sum += XXH3_64bits_withSeed(value.p, value.n, XXH3_64bits(name, strlen(name)));
	return true;
}

/* In whatever order the filters stand. */
static uint64_t question_of(const struct api *api)
{
	uint64_t sum = XXH3_64bits(api->row->name, strlen(api->row->name));

	for (size_t i = 0; i < REQUEST_PARTS; i++)
		sum = XXH3_64bits_withSeed(api->req->parts[i].p, api->req->parts[i].n, sum);
	request_each_query(api->req, add_filter, &sum);
	return sum;
}

static void seal(const struct api *api, struct str place, unsigned char out[static SEAL])
{
	uint64_t sum = XXH3_64bits_withSeed(place.p, place.n, question_of(api));

	for (int i = 0; i < SEAL; i++)
		out[i] = (unsigned char)(sum >> (8 * i));
}

/* --- writing ------------------------------------------------------------------------------------------------ */

struct str api_page_cursor(struct api *api, struct str after)
{
	size_t n = after.n + SEAL, room = sodium_base64_encoded_len(n, CODED);
	unsigned char *bytes = scope_alloc(api->sc, n, 1);
	char *text = scope_alloc(api->sc, room, 1);

	seal(api, after, bytes);
	memcpy(bytes + SEAL, after.p, after.n);
	sodium_bin2base64(text, room, bytes, n, CODED);
	return str_of(text);
}

void api_page_next(struct api *api, struct json *j, bool more, struct str after)
{
	json_text(j, "next", more ? api_page_cursor(api, after) : (struct str){ 0 });
}

void api_page_next_at(struct api *api, struct json *j, bool more, int64_t at)
{
	api_page_next(api, j, more, str_of(scope_printf(api->sc, "%lld", (long long)at)));
}

/* --- reading ------------------------------------------------------------------------------------------------ */

static bool refuse(struct api *api)
{
	return scope_fail(api->sc, FAULT_INVALID,
		"cursor: it is none of this list with these filters: send the `next` of the page before as it is, or begin"
		" without one");
}

bool api_page_lost(struct api *api)
{
	return scope_fail(api->sc, FAULT_INVALID,
		"cursor: the row where the page before ended is gone: begin without one");
}

static bool read_cursor(struct api *api, struct str text, struct api_page *page)
{
	unsigned char *bytes = scope_alloc(api->sc, PAGE_PLACE + SEAL, 1), sealed[SEAL];
	const char *end;
	size_t n;

	if (sodium_base642bin(bytes, PAGE_PLACE + SEAL, text.p, text.n, NULL, &n, &end, CODED) != 0 ||
		end != text.p + text.n || n < SEAL)
		return refuse(api);
	page->after = (struct str){ (const char *)bytes + SEAL, n - SEAL };
	seal(api, page->after, sealed);
	if (memcmp(sealed, bytes, SEAL) != 0)
		return refuse(api);
	if (!str_integer(page->after, &page->at))
		page->at = 0;
	return true;
}

bool api_page_open(struct api *api, struct api_page *page)
{
	struct str cursor = request_query(api->req, "cursor");
	int64_t limit;

	*page = (struct api_page){ 0 };
	if (!request_count(api->req, "limit", 1, PAGE_MOST, PAGE_USUAL, &limit))
		return false;
	page->limit = (size_t)limit;
	return !cursor.p || read_cursor(api, cursor, page);
}
