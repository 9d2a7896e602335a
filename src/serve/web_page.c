#include "serve/web_page.h"

#include "serve/gzip.h"

enum { YEAR_S = 365 * 24 * 3600, ICON_S = 3600 };

static const struct web_file *find(const char *folder, struct str name)
{
	size_t n = strlen(folder);

	for (size_t i = 0; i < web_files_n; i++)
		if (strncmp(web_files[i].path, folder, n) == 0 &&
			str_same(str_of(web_files[i].path + n), name))
			return &web_files[i];
	return NULL;
}

static bool write_file(struct request *req, struct reply *reply, const struct web_file *file)
{
	struct str body = { (const char *)file->packed, file->n_packed };
	bool packed = request_accepts(request_header(req, "Accept-Encoding"), "gzip");

	if (!packed && !gzip_unpack(req->sc, body, file->n, &body))
		return reply_fault(req, reply);
	reply_text(reply, file->type, body);
	reply->as_it_is = true;
	reply_add(reply, "Vary", STR("Accept-Encoding"));
	if (packed)
		reply_add(reply, "Content-Encoding", STR("gzip"));
	return true;
}

/* It names the others by their hashes: whoever keeps it asks each time whether it is still that. */
static enum answered give_index(struct request *req, struct reply *reply)
{
	const struct web_file *file = find("", STR("index.html"));

	if (write_file(req, reply, file))
		reply_tag(req, reply, file->hash);
	return ANSWERED;
}

static enum answered give_icon(struct request *req, struct reply *reply)
{
	const struct web_file *file = find("", STR("wend.svg"));

	if (write_file(req, reply, file))
		reply_tag_public(req, reply, file->hash, ICON_S);
	return ANSWERED;
}

/* A name with a hash never means anything else. */
static enum answered give_page(struct request *req, struct reply *reply)
{
	struct str name = request_part(req, "file");
	const struct web_file *file = find("page/", name);

	if (!file)
		reply_problem(req, reply, 404, "the page has no file \"%.*s\": load it anew", STR_ARG(name));
	else if (write_file(req, reply, file))
		reply_tag_public(req, reply, file->hash, YEAR_S);
	return ANSWERED;
}

/* clang-format off */
static const struct route rows[] = {
	{ METHOD_GET, "/",            ROUTE_HERE, 0, give_index, true, NULL },
	{ METHOD_GET, "/wend.svg",    ROUTE_HERE, 0, give_icon, true, NULL },
	{ METHOD_GET, "/page/{file}", ROUTE_HERE, 0, give_page, true, NULL },
};
/* clang-format on */

struct routes web_page_routes(void)
{
	return (struct routes){ rows, COUNT_OF(rows) };
}
