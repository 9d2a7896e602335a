#include "serve/api_demo.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/speech.h"
#include "doors/audit.h"
#include "serve/api.h"
#include "serve/imports.h"
#include "simulate/shop.h"
#include "store/sweep.h"
#include "store/workspace.h"

enum { BODY = 1 << 16, CUSTOMERS = 4000, SEED = 1, AGAIN_S = 10, FILE_MOST = 64 << 20 };

/* Who sells along is another story than who buys: a first map of both would be of neither.  The truth is for tests. */
static const char *const left_out[] = { "partners.csv", "truth.json" };

/* clang-format off */
static const struct shape_field wish_fields[] = {
	{ "language", SHAPE_TEXT, 0, .words = SPEECH_WORDS, .about = "of the events' names in its files; left out: en" },
};
static const struct shape wish_shape = { "DemoWish", "how a shop is simulated", wish_fields, COUNT_OF(wish_fields), false };
static const struct shape_field begun_fields[] = {
	{ "imports", SHAPE_LIST, SHAPE_NEEDED, .item = SHAPE_TEXT, .about = "their ids, in the order in which they are taken in" },
};
static const struct shape begun_shape = { "DemoBegun", "the imports of a simulated shop's files", begun_fields, COUNT_OF(begun_fields), false };
/* clang-format on */

/* --- its files ---------------------------------------------------------------------------------------------- */

static bool unreadable(struct scope *sc, const char *path)
{
	return scope_fail(sc, FAULT_IO, "cannot read \"%s\": %s", path, strerror(errno));
}

static bool read_whole(struct scope *sc, const char *path, struct str *out)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0 || fstat(fd, &st) != 0 || st.st_size > FILE_MOST) {
		if (fd >= 0)
			close(fd);
		return unreadable(sc, path);
	}
	char *bytes = scope_alloc(sc, (size_t)st.st_size + 1, 1);
	ssize_t n = read(fd, bytes, (size_t)st.st_size);
	close(fd);
	*out = (struct str){ bytes, (size_t)st.st_size };
	return n == st.st_size || unreadable(sc, path);
}

static bool is_left_out(const char *name)
{
	for (size_t i = 0; i < COUNT_OF(left_out); i++)
		if (strcmp(name, left_out[i]) == 0)
			return true;
	return false;
}

static const char *own_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* --- taking in ---------------------------------------------------------------------------------------------- */

/* The log first, as for files that people send. */
static bool start(struct api *api, const struct upload *u)
{
	struct import_job *job = import_job_new(api->house->imports);
	struct audit_entry entry = { .action = AUDIT_IMPORT, .on = "import", .on_id = import_job_id(job) };

	if (!audit_add(api->sc, api->doors->db, &api->visitor, &entry, api->req->now_us)) {
		import_job_drop(job);
		return false;
	}
	struct str id = imports_start(api->sc, api->house->imports, job, u, &api->visitor);
	if (id.p)
		json_text(api_json(api), NULL, id);
	return id.p != NULL;
}

static bool take_file(struct api *api, const char *path)
{
	struct uploads *up = api->house->uploads;
	struct upload u;
	struct str bytes;

	if (!read_whole(api->sc, path, &bytes) ||
		!uploads_new(api->sc, up, str_of(own_name(path)), api->req->now_us, &u) ||
		!uploads_add(api->sc, up, u.id, 0, bytes, &u))
		return false;
	return start(api, &u);
}

static bool take_files(struct api *api, const struct simulate_report *shop)
{
	struct json *j = api_json(api);

	json_open(j, NULL, '{');
	json_open(j, "imports", '[');
	for (size_t i = 0; i < shop->files.n; i++) {
		const char *path = str_c(api->sc, shop->files.at[i]);
		if (!is_left_out(own_name(path)) && !take_file(api, path))
			return false;
	}
	json_close(j, ']');
	json_close(j, '}');
	return true;
}

static bool make_shop(struct api *api)
{
	const struct simulate_options wish = {
		.seed = SEED, .customers = CUSTOMERS, .speech = speech_or_english(api_text(api, "language"))
	};
	char *folder = scope_printf(api->sc, "%s/uploads/.demo-XXXXXX", api->house->dir);

	if (!mkdtemp(folder))
		return scope_fail(api->sc, FAULT_IO, "the demo cannot be made: %s", strerror(errno));
	struct simulate_report *shop = simulate_shop(api->sc, &wish, folder);
	bool ok = shop && take_files(api, shop);
	sweep_folder(folder);
	return ok;
}

/* --- asking ------------------------------------------------------------------------------------------------- */

/* What is made up never stands among what happened. */
static bool is_empty(struct api *api)
{
	struct evidence_totals totals;
	struct workspace *ws = office_enter(api->house->office, api->sc);

	if (!ws)
		return false;
	bool ok = evidence_totals(api->sc, ws->evidence, &totals);
	office_leave(api->house->office);
	if (ok && totals.events)
		return scope_fail(api->sc, FAULT_CONFLICT,
			"the workspace has %llu events: the demo is for an empty one, so that what is made up never stands "
			"among what happened",
			(unsigned long long)totals.events);
	return ok;
}

static bool run_demo(struct api *api)
{
	if (!is_empty(api))
		return false;
	if (make_shop(api))
		return true;
	if (api->sc->fault != FAULT_IO && api->sc->fault != FAULT_LIMIT)
		return false;
	reply_add(api->reply, "Retry-After", str_of(scope_printf(api->sc, "%d", AGAIN_S)));
	return api_problem(api, 503, "%s", api->sc->why);
}

/* clang-format off */
static const struct api_row demo_row = { .name = "makeDemo", .about = "Fills an empty workspace with a simulated shop: its files are imported like any others.", .group = "imports", .grant = GRANT_IMPORT,
	.takes = &wish_shape, .bare = true, .gives = &begun_shape, .made = 202, .run = run_demo };

static const struct route rows[] = {
	{ METHOD_POST, "/api/v1/demo", ROUTE_WORKER, BODY, api_answer, false, &demo_row },
};
/* clang-format on */

struct routes api_demo_routes(void)
{
	return (struct routes){ rows, COUNT_OF(rows) };
}
