/* What stands in a request's headers and path, and on the command line about them: addresses of proxies, chains of
 * addresses, limits, lists of words, paths, secrets, lengths.  The first byte says which of them. */
#include <netinet/in.h>

#include "doors/ticket.h"
#include "must.h"
#include "serve/framing.h"
#include "serve/journal.h"
#include "serve/limits.h"
#include "serve/proxies.h"
#include "serve/route.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void trust(struct scope *sc, struct str text)
{
	struct proxies p = { 0 };
	bool ok = proxies_trust(sc, &p, text);

	must(ok == (sc->fault == FAULT_NONE) && ok == (p.n == 1 || p.local));
	must(!p.n || p.at[0].bits <= 128);
}

/* What is found can be read again as it is; a stranger's word about others is never found. */
static void locate(struct scope *sc, struct str text)
{
	struct sockaddr_in near = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	struct proxies nobody = { 0 }, some = { 0 };
	char room[PROXY_ROOM], again[PROXY_ROOM];

	must(proxies_trust(sc, &some, STR("127.0.0.0/8")) && proxies_trust(sc, &some, STR("10.0.0.0/8")));
	proxies_locate(&nobody, (const struct sockaddr *)&near, text, room);
	must(str_equal(str_of(room), STR("127.0.0.1")));
	proxies_locate(&some, (const struct sockaddr *)&near, text, room);
	must(strlen(room) > 0);
	proxies_locate(&some, (const struct sockaddr *)&near, str_of(room), again);
	must(strcmp(room, again) == 0);
	(void)proxies_inside(text);
}

static void limit(struct scope *sc, struct str text)
{
	struct limits limits = limits_usual();
	bool ok = limits_set(sc, &limits, text);

	must(ok == (sc->fault == FAULT_NONE));
	for (int i = 0; i < LIMITS; i++)
		must(limits.at[i] >= limit_row((enum limit)i)->least &&
			limits.at[i] <= limit_row((enum limit)i)->most);
}

static void words(struct scope *sc, struct str text)
{
	const char *word = journal_word(sc, text.n ? str_copy(sc, text).p : "");

	(void)request_accepts(text, "gzip");
	for (const char *at = word; *at; at++)
		must((unsigned char)*at >= 0x20 && *at != 0x7F);
}

static enum answered nothing(struct request *req, struct reply *reply)
{
	(void)req, (void)reply;
	return ANSWERED;
}

/* What stands for a name is text, and leads nowhere. */
static void path(struct scope *sc, struct str text)
{
	static const struct route rows[] = {
		{ METHOD_GET, "/a/{b}/c/{d}", ROUTE_HERE, 0, nothing, false, NULL },
		{ METHOD_POST, "/a/{b}", ROUTE_HERE, 0, nothing, false, NULL },
		{ METHOD_GET, "/x/*", ROUTE_HERE, 0, nothing, false, NULL },
	};
	const struct routes table = { rows, 3 };
	struct request req = { .sc = sc, .target = text };
	bool allowed[METHODS];

	if (route_find(&table, 1, &req, allowed) != ROUTE_FOUND)
		return;
	for (size_t i = 0; i < REQUEST_PARTS; i++) {
		struct str part = req.parts[i];
		must(str_is_utf8(part) && !str_equal(part, STR(".")) && !str_equal(part, STR("..")));
		must(!part.n || !memchr(part.p, 0, part.n));
	}
}

static void secret(struct scope *sc, struct str text)
{
	(void)sc;
	for (int kind = 0; kind < 4; kind++) {
		struct ticket t;
		if (ticket_read((enum ticket_kind)kind, text, &t))
			must(str_equal(str_of(t.text), text));
	}
}

/* Whatever is said about the length, at most one thing is believed. */
static void framed(struct scope *sc, struct str text)
{
	struct framing f = { 0 };

	framing_line(&f, "POST", 1, "HTTP/1.1");
	while (text.p) {
		struct str value = str_cut(&text, '\n'), name = str_cut(&value, ':');
		framing_note(&f, str_copy(sc, name).p, str_copy(sc, value.p ? value : STR("")).p);
	}
	if (framing_wrong(&f))
		must(framing_ends(&f));
	else
		must(f.lengths + f.encodings <= 1 && f.hosts <= 1 && !f.dirty && !f.odd);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const fuzz_fn all[] = { trust, locate, limit, words, path, secret, framed };

	fuzz_one_of(all, COUNT_OF(all), data, size);
	return 0;
}
