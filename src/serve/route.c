#include "serve/route.h"

enum { PIECES = 16, PIECE_BYTES = 1000 /* unescaped */ };

/* p NULL: it has half an escape, or what is no text. */
static struct str unescape(struct scope *sc, struct str piece)
{
	char *out = scope_alloc(sc, piece.n + 1, 1);
	size_t n = 0;

	for (size_t i = 0; i < piece.n; i++) {
		char c = piece.p[i];
		if (c == '%') {
			int high = piece.n - i > 2 ? request_hex(piece.p[i + 1]) : -1;
			int low = high >= 0 ? request_hex(piece.p[i + 2]) : -1;
			if (low < 0)
				return (struct str){ 0 };
			c = (char)(high << 4 | low);
			i += 2;
		}
		if ((unsigned char)c < 0x20 || c == 0x7F)
			return (struct str){ 0 };
		out[n++] = c;
	}
	struct str text = { out, n };
	return str_is_utf8(text) ? text : (struct str){ 0 };
}

/* "/a/b" is the pieces a and b.  What names folders above, or nothing, is no path of ours. */
static bool cut(struct scope *sc, struct str target, struct str *pieces, size_t *n)
{
	struct str path = str_cut(&target, '?');

	*n = 0;
	if (str_empty(path) || path.p[0] != '/')
		return false;
	path = str_sub(path, 1, path.n);
	while (path.p) {
		struct str piece = str_cut(&path, '/');
		if (*n == PIECES || piece.n > PIECE_BYTES || memchr(piece.p, '\\', piece.n))
			return false;
		pieces[*n] = unescape(sc, piece);
		if (!pieces[*n].p || str_equal(pieces[*n], STR(".")) || str_equal(pieces[*n], STR("..")))
			return false;
		(*n)++;
	}
	return true;
}

static bool takes(const struct route *r, const struct str *pieces, size_t n, struct str *parts)
{
	struct str rest = str_of(r->path + 1);
	size_t i = 0, part = 0;

	while (rest.p) {
		struct str piece = str_cut(&rest, '/');
		bool all = str_equal(piece, STR("*"));
		if (i == n && !all)
			return false;
		bool named = str_starts(piece, STR("{"));
		if (named && (str_empty(pieces[i]) || part == REQUEST_PARTS))
			return false;
		if (named || (all && i < n))
			parts[part++] = pieces[i];
		else if (!all && !str_equal(piece, pieces[i]))
			return false;
		i = all ? n : i + 1;
	}
	return i == n;
}

static const struct route *look(const struct routes *table, const struct str *pieces, size_t n,
	enum method method, struct str *parts, bool *allowed)
{
	const struct route *found = NULL;

	for (size_t i = 0; i < table->n; i++) {
		struct str mine[REQUEST_PARTS] = { 0 };
		if (!takes(&table->at[i], pieces, n, mine))
			continue;
		allowed[table->at[i].method] = true;
		if (found || table->at[i].method != method)
			continue;
		found = &table->at[i];
		memcpy(parts, mine, sizeof mine);
	}
	return found;
}

/* What can be got can be asked for its headers alone. */
static enum method asked(enum method method)
{
	return method == METHOD_HEAD ? METHOD_GET : method;
}

enum route_found route_find(
	const struct routes *tables, size_t n_tables, struct request *req, bool allowed[static METHODS])
{
	struct str pieces[PIECES];
	size_t n;
	bool any = false;

	memset(allowed, 0, METHODS * sizeof *allowed);
	if (!cut(req->sc, req->target, pieces, &n))
		return ROUTE_BAD_PATH;
	for (size_t i = 0; i < n_tables && !req->route; i++)
		req->route = look(&tables[i], pieces, n, asked(req->method), req->parts, allowed);
	if (req->route)
		return ROUTE_FOUND;
	allowed[METHOD_HEAD] = allowed[METHOD_GET];
	for (size_t i = 0; i < METHODS; i++)
		any |= allowed[i];
	return any ? ROUTE_NO_METHOD : ROUTE_NO_PATH;
}
