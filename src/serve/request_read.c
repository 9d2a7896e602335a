#include <microhttpd.h>

#include <strings.h>

#include "base/buf.h"
#include "serve/request.h"

enum { HEADERS_MOST = 1 << 18 /* bytes: more than all headers of a request may have */ };

struct str request_header(const struct request *req, const char *name)
{
	struct MHD_Connection *c = req->connection;

	return c ? str_of(MHD_lookup_connection_value(c, MHD_HEADER_KIND, name)) : (struct str){ 0 };
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
	struct gathered g = { name, buf_new(req->sc, HEADERS_MOST) };

	if (req->connection)
		MHD_get_connection_values(req->connection, MHD_HEADER_KIND, gather, &g);
	return buf_len(g.list) ? buf_str(g.list) : (struct str){ 0 };
}

struct str request_query(const struct request *req, const char *name)
{
	struct MHD_Connection *c = req->connection;
	const char *value = NULL;
	size_t n = 0;

	if (!c || MHD_lookup_connection_value_n(c, MHD_GET_ARGUMENT_KIND, name, strlen(name), &value, &n) !=
			  MHD_YES)
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
	struct MHD_Connection *c = req->connection;

	if (c)
		MHD_get_connection_values_n(
			c, MHD_GET_ARGUMENT_KIND, tell_query, &(struct each_query){ fn, to });
}
