#include "serve/chores.h"

#include "doors/session.h"
#include "serve/api_desk.h"
#include "serve/clock.h"
#include "serve/exports.h"
#include "serve/sources.h"
#include "serve/uploads.h"
#include "store/attachments.h"

enum { TIDY_S = 3600 };

/* As long as somebody may edit without a connection before what they sent is on the map. */
#define UNNAMED_US (7 * 24 * 3600 * INT64_C(1000000))

static void complain(struct house *house, const char *what, struct scope *sc)
{
	journal_say(&house->journal, JOURNAL_ERROR, what, "why=%s", journal_word(sc, sc->why));
}

/* What commands beside the server did to the sources holds within a second. */
static void look_after_sources(struct house *house)
{
	struct scope sc = { 0 };

	if (!sources_refresh(&sc, house->sources))
		complain(house, "reload", &sc);
	scope_close(&sc);
}

/* Pictures and files that were sent and put nowhere. */
static void tidy_attachments(struct house *house, struct api_desk *desk, int64_t now)
{
	struct scope sc = { 0 };
	uint64_t removed = 0;

	if (!attachments_tidy(&sc, desk->docs, now - UNNAMED_US, &removed))
		complain(house, "tidy", &sc);
	if (removed)
		journal_say(&house->journal, JOURNAL_INFO, "attachments", "removed=%llu",
			(unsigned long long)removed);
	scope_close(&sc);
}

/* Sessions and links that are over name addresses and people; files hold what customers wrote. */
static void tidy(struct house *house)
{
	struct scope sc = { 0 };
	int64_t now = clock_us();
	struct api_desk *desk = api_desk_take(&sc, house->desks);

	uploads_tidy(house->uploads, now);
	exports_tidy(house->exports, now);
	if (!desk || !session_sweep(&sc, desk->doors, now))
		complain(house, "tidy", &sc);
	if (desk)
		tidy_attachments(house, desk, now);
	api_desk_give(house->desks, desk);
	scope_close(&sc);
}

void chores_do(struct chores *c, struct house *house)
{
	int64_t now = clock_steady_us();

	look_after_sources(house);
	if (c->tidied_us && now - c->tidied_us < TIDY_S * INT64_C(1000000))
		return;
	c->tidied_us = now;
	tidy(house);
}
