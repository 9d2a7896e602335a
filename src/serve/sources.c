#include "serve/sources.h"

#include <pthread.h>
#include <stdlib.h>

#include "store/lite.h"

struct sources_table {
	struct scope sc;
	const struct live_table *live;
	unsigned holders; /* and one while it is the newest */
};

struct sources {
	const char *path;
	struct scope sc;
	struct lite *watched; /* NULL: not looked at yet */
	int64_t version;      /* of wend.db, as this connection sees it */
	pthread_mutex_t lock,
		reading; /* one reads at a time: an older table never takes the place of a newer one */
	struct sources_table *newest;
};

static void let(struct sources *s, struct sources_table *table)
{
	pthread_mutex_lock(&s->lock);
	bool last = table && --table->holders == 0;
	pthread_mutex_unlock(&s->lock);
	if (!last)
		return;
	scope_close(&table->sc);
	free(table);
}

static struct sources_table *load(struct scope *sc, struct sources *s)
{
	struct sources_table *table = calloc(1, sizeof *table);

	if (!table)
		abort();
	table->holders = 1;
	struct documents *docs = documents_open(&table->sc, s->path, LITE_WRITE);
	table->live = docs ? live_load(&table->sc, docs) : NULL;
	documents_close(docs);
	if (table->live)
		return table;
	scope_fail(sc, table->sc.fault, "%s", table->sc.why);
	scope_close(&table->sc);
	free(table);
	return NULL;
}

bool sources_read(struct scope *sc, struct sources *s)
{
	struct sources_table *table, *old = NULL;

	pthread_mutex_lock(&s->reading);
	table = load(sc, s);
	if (table) {
		pthread_mutex_lock(&s->lock);
		old = s->newest;
		s->newest = table;
		pthread_mutex_unlock(&s->lock);
	}
	pthread_mutex_unlock(&s->reading);
	let(s, old);
	return table != NULL;
}

/* SQLite counts what other connections have written (PRAGMA data_version). */
static bool version_of(struct scope *sc, struct sources *s, int64_t *version)
{
	struct lite_rows *rows = lite_ask(sc, s->watched, "PRAGMA data_version", 0, NULL);

	if (!rows)
		return false;
	*version = lite_next(rows) ? lite_int(rows, 0) : 0;
	return lite_done(sc, rows);
}

bool sources_refresh(struct scope *sc, struct sources *s)
{
	int64_t version;

	if (!s->watched)
		s->watched = lite_open(&s->sc, s->path, LITE_READ);
	if (!s->watched)
		return scope_fail(sc, s->sc.fault, "%s", s->sc.why);
	if (!version_of(sc, s, &version))
		return false;
	if (version == s->version)
		return true;
	s->version = version;
	return sources_read(sc, s);
}

struct sources *sources_open(struct scope *sc, const char *dir)
{
	struct sources *s = NEW(sc, struct sources);

	s->path = scope_printf(sc, "%s/wend.db", dir);
	pthread_mutex_init(&s->lock, NULL);
	pthread_mutex_init(&s->reading, NULL);
	if (sources_read(sc, s))
		return s;
	sources_close(s);
	return NULL;
}

void sources_close(struct sources *s)
{
	if (!s)
		return;
	let(s, s->newest);
	lite_close(s->watched);
	scope_close(&s->sc);
	pthread_mutex_destroy(&s->lock);
	pthread_mutex_destroy(&s->reading);
}

const struct live_source *sources_hold(struct sources *s, struct str key, struct sources_held *held)
{
	pthread_mutex_lock(&s->lock);
	*held = (struct sources_held){ s, s->newest };
	s->newest->holders++;
	pthread_mutex_unlock(&s->lock);
	return live_find(held->table->live, key);
}

void sources_let(struct sources_held *held)
{
	let(held->sources, held->table);
}
