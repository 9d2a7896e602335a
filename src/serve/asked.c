#include <microhttpd.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "serve/line.h"
#include "serve/request.h"

/* What the library read of a request. */

enum { HEADERS_MOST = 1 << 18 /* bytes: more than all headers of a request may have */ };

struct str request_header(const struct request *req, const char *name)
{
	const struct line *line = req->line;

	return line ? str_of(MHD_lookup_connection_value(line->connection, MHD_HEADER_KIND, name))
		    : (struct str){ 0 };
}

struct gathered {
	const char *name;
	struct buf *list;
};

static enum MHD_Result gather(void *to, enum MHD_ValueKind kind, const char *name, const char *value)
{
	struct gathered *g = to;

	(void)kind;
	if (value && strcasecmp(name, g->name) == 0)
		buf_printf(g->list, "%s%s", buf_len(g->list) ? ", " : "", value);
	return MHD_YES;
}

struct str request_headers(const struct request *req, const char *name)
{
	const struct line *line = req->line;
	struct gathered g = { name, buf_new(req->sc, HEADERS_MOST) };

	if (line)
		MHD_get_connection_values(line->connection, MHD_HEADER_KIND, gather, &g);
	return buf_len(g.list) ? buf_str(g.list) : (struct str){ 0 };
}

struct str request_query(const struct request *req, const char *name)
{
	const struct line *line = req->line;
	const char *value = NULL;
	size_t n = 0;

	if (!line || MHD_lookup_connection_value_n(line->connection, MHD_GET_ARGUMENT_KIND, name,
			     strlen(name), &value, &n) != MHD_YES)
		return (struct str){ 0 };
	return (struct str){ value ? value : "", n };
}

struct each_query {
	request_query_fn fn;
	void *to;
};

/* As long as it is: a NUL within hides nothing that follows. */
static enum MHD_Result tell_query(
	void *to, enum MHD_ValueKind kind, const char *name, size_t name_n, const char *value, size_t n)
{
	struct each_query *each = to;

	(void)kind, (void)name_n;
	return each->fn(each->to, name, (struct str){ value ? value : "", value ? n : 0 }) ? MHD_YES : MHD_NO;
}

void request_each_query(const struct request *req, request_query_fn fn, void *to)
{
	const struct line *line = req->line;

	if (line)
		MHD_get_connection_values_n(
			line->connection, MHD_GET_ARGUMENT_KIND, tell_query, &(struct each_query){ fn, to });
}
