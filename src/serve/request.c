#include "serve/request.h"

#include "serve/route.h"

static const char *const names[METHODS] = {
	[METHOD_GET] = "GET",
	[METHOD_HEAD] = "HEAD",
	[METHOD_POST] = "POST",
	[METHOD_PUT] = "PUT",
	[METHOD_PATCH] = "PATCH",
	[METHOD_DELETE] = "DELETE",
	[METHOD_OPTIONS] = "OPTIONS",
};

const char *method_name(enum method method)
{
	return names[method];
}

bool method_find(const char *name, enum method *method)
{
	for (size_t i = 0; i < METHODS; i++)
		if (strcmp(names[i], name) == 0) {
			*method = (enum method)i;
			return true;
		}
	return false;
}

/* The {names} of the path are counted up to the one that is asked for. */
struct str request_part(const struct request *req, const char *name)
{
	struct str rest = str_of(req->route->path), wanted = str_of(name);
	size_t i = 0;

	while (rest.p) {
		struct str piece = str_cut(&rest, '/');
		bool named = str_starts(piece, STR("{")) && str_ends(piece, STR("}"));
		if (named && str_equal(str_sub(piece, 1, piece.n - 1), wanted))
			return req->parts[i];
		i += named || str_equal(piece, STR("*"));
	}
	return (struct str){ 0 };
}

bool request_count(
	const struct request *req, const char *name, int64_t least, int64_t most, int64_t none, int64_t *out)
{
	struct str text = request_query(req, name);

	*out = none;
	if (!text.p || (str_integer(text, out) && *out >= least && *out <= most))
		return true;
	return scope_fail(req->sc, FAULT_INVALID, "\"%s\" is \"%.*s\": a whole number from %lld to %lld fits",
		name, STR_ARG(str_short(req->sc, text, 40)), (long long)least, (long long)most);
}

/* "gzip;q=0" names it only to refuse it. */
static bool weighs(struct str parameters)
{
	while (parameters.p) {
		struct str one = str_trim(str_cut(&parameters, ';'));
		double weight;
		if (str_starts(one, STR("q=")) && str_number(str_sub(one, 2, one.n), &weight) && weight <= 0)
			return false;
	}
	return true;
}

bool request_accepts(struct str header, const char *word)
{
	while (header.p) {
		struct str rest = str_cut(&header, ',');
		struct str one = str_trim(str_cut(&rest, ';'));
		if (str_same(one, str_of(word)))
			return weighs(rest);
	}
	return false;
}

struct str request_cookie(const struct request *req, const char *name)
{
	struct str header = request_header(req, "Cookie");

	while (header.p) {
		struct str value = str_trim(str_cut(&header, ';')), key = str_cut(&value, '=');
		if (value.p && str_equal(key, str_of(name)))
			return value;
	}
	return (struct str){ 0 };
}

int request_hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The finalizer of SplitMix64 (Steele, Lea, Flood 2014). */
void request_number(struct request *req, uint64_t n)
{
	static const char digits[] = "0123456789abcdef";
	uint64_t x = n * UINT64_C(0x9E3779B97F4A7C15);

	x = (x ^ (x >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94D049BB133111EB);
	x ^= x >> 31;
	for (int i = 0; i < REQUEST_ID - 1; i++)
		req->id[i] = digits[x >> (4 * i) & 15];
	req->id[REQUEST_ID - 1] = 0;
}
