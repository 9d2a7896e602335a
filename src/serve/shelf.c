#include "serve/shelf.h"

#include <pthread.h>
#include <stdlib.h>

enum { PLACES = 128 };

struct kept {
	uint64_t state, asked; /* asked 0: nothing stands here */
	char *what, *bytes;
	size_t n_what, n;
	struct shelf_mark mark;
};

struct shelf {
	pthread_mutex_t lock;
	size_t most, bytes;
	uint64_t asks;
	struct kept at[PLACES];
};

struct shelf *shelf_open(struct scope *sc, size_t most_bytes)
{
	struct shelf *s = NEW(sc, struct shelf);

	s->most = most_bytes;
	pthread_mutex_init(&s->lock, NULL);
	return s;
}

static void clear(struct shelf *s, struct kept *k)
{
	s->bytes -= k->n + k->n_what;
	free(k->what);
	free(k->bytes);
	*k = (struct kept){ 0 };
}

void shelf_close(struct shelf *s)
{
	if (!s)
		return;
	for (size_t i = 0; i < PLACES; i++)
		clear(s, &s->at[i]);
	pthread_mutex_destroy(&s->lock);
}

static struct kept *find(struct shelf *s, struct shelf_key key)
{
	for (size_t i = 0; i < PLACES; i++) {
		struct kept *k = &s->at[i];
		if (k->asked && k->state == key.state &&
			str_equal((struct str){ k->what, k->n_what }, key.what))
			return k;
	}
	return NULL;
}

bool shelf_get(struct shelf *s, struct scope *sc, struct shelf_key key, struct str *bytes)
{
	struct shelf_mark mark;

	return shelf_get_marked(s, sc, key, &mark, bytes);
}

bool shelf_get_marked(
	struct shelf *s, struct scope *sc, struct shelf_key key, struct shelf_mark *mark, struct str *bytes)
{
	pthread_mutex_lock(&s->lock);
	struct kept *k = find(s, key);
	if (k) {
		k->asked = ++s->asks;
		*mark = k->mark;
		*bytes = str_copy(sc, (struct str){ k->bytes, k->n });
	}
	pthread_mutex_unlock(&s->lock);
	return k != NULL;
}

static struct kept *oldest(struct shelf *s)
{
	struct kept *oldest = &s->at[0];

	for (size_t i = 1; i < PLACES; i++)
		if (s->at[i].asked < oldest->asked)
			oldest = &s->at[i];
	return oldest;
}

static struct kept *used_longest_ago(struct shelf *s)
{
	struct kept *found = NULL;

	for (size_t i = 0; i < PLACES; i++)
		if (s->at[i].asked && (!found || s->at[i].asked < found->asked))
			found = &s->at[i];
	return found;
}

/* What is kept under an older state is never asked for again; of what has a mark states are others. */
static void make_room(struct shelf *s, uint64_t state, bool marked, size_t n)
{
	for (size_t i = 0; i < PLACES; i++)
		if (s->at[i].asked && (s->at[i].mark.of != 0) == marked && s->at[i].state < state)
			clear(s, &s->at[i]);
	while (s->bytes + n > s->most && used_longest_ago(s))
		clear(s, used_longest_ago(s));
}

static char *copy(struct str s)
{
	char *p = malloc(s.n + 1);

	if (!p)
		abort();
	memcpy(p, s.p, s.n);
	p[s.n] = 0;
	return p;
}

void shelf_put(struct shelf *s, struct shelf_key key, struct str bytes)
{
	shelf_put_marked(s, key, &(struct shelf_mark){ 0 }, bytes);
}

void shelf_put_marked(struct shelf *s, struct shelf_key key, const struct shelf_mark *mark, struct str bytes)
{
	if (bytes.n > s->most)
		return;
	pthread_mutex_lock(&s->lock);
	struct kept *k = find(s, key);
	if (k)
		clear(s, k);
	make_room(s, key.state, mark->of != 0, bytes.n + key.what.n);
	k = oldest(s);
	clear(s, k);
	*k = (struct kept){ key.state, ++s->asks, copy(key.what), copy(bytes), key.what.n, bytes.n, *mark };
	s->bytes += bytes.n + key.what.n;
	pthread_mutex_unlock(&s->lock);
}
