#include "serve/bell.h"

#include <pthread.h>
#include <stdlib.h>

struct slot {
	char *texts; /* the slot's own: a scope of its own would cost far more than they do */
	struct bell_news news;
};

struct bell {
	pthread_mutex_t lock;
	uint64_t first, last; /* numbers: the one before the first, the newest */
	struct slot ring[BELL_NEWS];
	bell_fn fn;
	void *to;
};

struct bell *bell_open(struct scope *sc, int64_t now_us)
{
	struct bell *b = NEW(sc, struct bell);

	pthread_mutex_init(&b->lock, NULL);
	b->first = b->last = now_us > 0 ? (uint64_t)now_us : 0;
	return b;
}

void bell_close(struct bell *b)
{
	if (!b)
		return;
	for (size_t i = 0; i < BELL_NEWS; i++)
		free(b->ring[i].texts);
	pthread_mutex_destroy(&b->lock);
}

void bell_listen(struct bell *b, bell_fn fn, void *to)
{
	pthread_mutex_lock(&b->lock);
	b->fn = fn;
	b->to = to;
	pthread_mutex_unlock(&b->lock);
}

/* Cut between two letters. */
static struct str within(struct str text)
{
	size_t n = text.n < BELL_BYTES ? text.n : BELL_BYTES;

	while (n > 0 && n < text.n && ((unsigned char)text.p[n] & 0xc0) == 0x80)
		n--;
	return str_sub(text, 0, n);
}

static void fill(struct slot *slot, const struct bell_news *news)
{
	struct str *const texts[] = { &slot->news.what, &slot->news.id, &slot->news.who };
	size_t at = 0;

	slot->news = *news;
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		*texts[i] = within(*texts[i]);
	slot->texts = realloc(slot->texts, news->what.n + news->id.n + news->who.n + 1);
	if (!slot->texts)
		abort();
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		if (texts[i]->n)
			memcpy(slot->texts + at, texts[i]->p, texts[i]->n);
		texts[i]->p = slot->texts + at;
		at += texts[i]->n;
	}
}

void bell_ring(struct bell *b, struct str what, struct str id, int64_t revision, struct str who)
{
	struct bell_news news = { .what = what, .id = id, .revision = revision, .who = who };

	pthread_mutex_lock(&b->lock);
	news.no = ++b->last;
	fill(&b->ring[news.no % BELL_NEWS], &news);
	bell_fn fn = b->fn;
	void *to = b->to;
	pthread_mutex_unlock(&b->lock);
	if (fn)
		fn(to);
}

uint64_t bell_last(struct bell *b)
{
	pthread_mutex_lock(&b->lock);
	uint64_t last = b->last;
	pthread_mutex_unlock(&b->lock);
	return last;
}

static uint64_t oldest(const struct bell *b)
{
	return b->last - b->first > BELL_NEWS ? b->last - BELL_NEWS + 1 : b->first + 1;
}

static struct bell_news copy(struct scope *sc, const struct bell_news *news)
{
	struct bell_news out = *news;

	out.what = str_copy(sc, news->what);
	out.id = str_copy(sc, news->id);
	out.who = str_copy(sc, news->who);
	return out;
}

/* A number that was never given is another server's: what happened since is not known. */
size_t bell_since(struct scope *sc, struct bell *b, uint64_t after, struct bell_news **news, bool *missed)
{
	LIST(struct bell_news) list = { 0 };

	pthread_mutex_lock(&b->lock);
	*missed = after > b->last || after + 1 < oldest(b);
	for (uint64_t no = *missed ? oldest(b) : after + 1; no <= b->last; no++)
		*LIST_ADD(sc, &list) = copy(sc, &b->ring[no % BELL_NEWS].news);
	pthread_mutex_unlock(&b->lock);
	*news = list.at;
	return list.n;
}
