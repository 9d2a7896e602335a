/* Whatever comes over a connection: a whole server with all its routes is at the other end, in threads of this very process.
 * It breaks nowhere, says 500 to nothing, and each of its answers is one, soundly dressed.  The first byte says whose
 * token is put in behind the request's line, and whether the bytes come at once or in two. */
#include "../serve/house_kit.h"
#include "must.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOMENT_MS = 2, QUIET_MS = 500 };

static struct house_kit *kit;

static void end(void)
{
	house_kit_close(kit);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc, (void)argv;
	kit = house_kit_open();
	kit->house->journal.from = JOURNAL_LEVELS;
	atexit(end);
	return 0;
}

/* --- what is sent --------------------------------------------------------------------------------------------- */

static struct str with_token(struct scope *sc, struct str bytes, const struct kit_user *user)
{
	size_t line = 0;

	while (line < bytes.n && bytes.p[line] != '\n')
		line++;
	if (!user->token.p || line == bytes.n)
		return bytes;
	struct buf *out = buf_new(sc, bytes.n + 200);
	buf_add(out, bytes.p, line + 1);
	buf_printf(out, "Authorization: Bearer %.*s\r\n", STR_ARG(user->token));
	buf_add(out, bytes.p + line + 1, bytes.n - line - 1);
	return buf_str(out);
}

/* The end is sent by itself, a moment later: what comes with the bytes is not always seen by the library, which then
 * waits for more until the connection's time is over. */
static struct str talk(struct scope *sc, struct str bytes, size_t first)
{
	char *room = scope_alloc(sc, TALK_ROOM, 1);
	int fd = talk_open(kit->port);
	struct pollfd p = { fd, POLLIN, 0 };
	size_t n = 0;
	ssize_t k = -1;

	(void)!(talk_send_n(fd, bytes.p, first) && talk_send_n(fd, bytes.p + first, bytes.n - first));
	poll(&p, 1, MOMENT_MS);
	shutdown(fd, SHUT_WR);
	for (; n < TALK_ROOM - 1 && poll(&p, 1, QUIET_MS) > 0; n += (size_t)k) {
		k = recv(fd, room + n, TALK_ROOM - 1 - n, 0);
		if (k <= 0)
			break;
	}
	close(fd);
	/* Not ended, or closed with bytes that nobody had read: what was said may not be all. */
	return (struct str){ room, k == 0 ? n : 0 };
}

/* --- what comes back -------------------------------------------------------------------------------------------- */

static struct str value_of(struct str head, struct str name)
{
	while (head.n) {
		struct str line = str_trim(str_cut(&head, '\n')), value = line, key = str_cut(&value, ':');
		if (value.p && str_same(key, name))
			return str_trim(value);
	}
	return (struct str){ 0 };
}

static void check_json(struct str head, struct str body)
{
	struct str type = value_of(head, STR("Content-Type"));
	json_t *json = NULL;

	if (!type.p || !str_has(type, STR("json")) || value_of(head, STR("Content-Encoding")).p)
		return;
	json = json_loadb(body.p, body.n, JSON_REJECT_DUPLICATES, NULL);
	must(json != NULL);
	json_decref(json);
}

static void check_head(struct str head, int status)
{
	struct str all = head;

	must(status >= 200 && status < 600 && status != 500);
	must(str_equal(value_of(head, STR("X-Content-Type-Options")), STR("nosniff")));
	must(value_of(head, STR("Content-Security-Policy")).n > 0);
	while (all.n) {
		struct str line = str_cut(&all, '\n');
		for (size_t i = 0; i < line.n; i++)
			must((unsigned char)line.p[i] >= 0x20 || line.p[i] == '\t' || i + 1 == line.n);
	}
}

/* What the library says by itself of what it cannot read ends the connection; it has no number. */
static bool check_answer(struct str *said, bool head_only)
{
	const char *end = memmem(said->p, said->n, "\r\n\r\n", 4);

	must(str_starts(*said, STR("HTTP/1.1 ")) && end);
	struct str head = { said->p, (size_t)(end - said->p) + 2 };
	int status = talk_status(said->p);
	int64_t length = 0;
	if (!value_of(head, STR("X-Request-Id")).p) {
		must(status >= 400);
		return false;
	}
	check_head(head, status);
	struct str has = value_of(head, STR("Content-Length"));
	must(!has.p || str_integer(has, &length));
	*said = str_sub(*said, head.n + 2, said->n);
	if (head_only || status == 304 || status == 204 || value_of(head, STR("Transfer-Encoding")).p)
		return false; /* a body is announced that does not come, or comes in pieces */
	must((size_t)length <= said->n);
	check_json(head, str_sub(*said, 0, (size_t)length));
	*said = str_sub(*said, (size_t)length, said->n);
	return said->n > 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const size_t at_once = SIZE_MAX;
	struct scope sc = { 0 };

	if (size < 2)
		return 0;
	const struct kit_user *people[] = { kit->nobody, kit->viewer, kit->editor, kit->nobody };
	struct str bytes =
		with_token(&sc, (struct str){ (const char *)data + 1, size - 1 }, people[data[0] & 3]);
	size_t first = data[0] & 4 ? data[0] % bytes.n : at_once;
	struct str said = talk(&sc, bytes, first < bytes.n ? first : bytes.n);
	bool head = str_has(bytes, STR("HEAD "));
	while (said.n && check_answer(&said, head))
		;
	scope_close(&sc);
	return 0;
}
