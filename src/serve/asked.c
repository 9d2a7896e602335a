#include <microhttpd.h>
#include <string.h>

#include "serve/line.h"
#include "serve/request.h"

/* What the library read of a request. */

struct str request_header(const struct request *req, const char *name)
{
	const struct line *line = req->line;

	return line ? str_of(MHD_lookup_connection_value(line->connection, MHD_HEADER_KIND, name))
		    : (struct str){ 0 };
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

static enum MHD_Result tell_query(void *to, enum MHD_ValueKind kind, const char *name, const char *value)
{
	struct each_query *each = to;

	(void)kind;
	return each->fn(each->to, name, str_of(value ? value : "")) ? MHD_YES : MHD_NO;
}

void request_each_query(const struct request *req, request_query_fn fn, void *to)
{
	const struct line *line = req->line;

	if (line)
		MHD_get_connection_values(
			line->connection, MHD_GET_ARGUMENT_KIND, tell_query, &(struct each_query){ fn, to });
}
