#include "serve/pool.h"

#include <pthread.h>
#include <stdlib.h>

struct task {
	pool_fn fn;
	void *to;
};

struct pool {
	pthread_mutex_t lock;
	pthread_cond_t some;
	struct task *ring;
	size_t first, n, room;
	pthread_t *threads;
	unsigned n_threads;
	bool ending;
};

static bool take(struct pool *p, struct task *task)
{
	pthread_mutex_lock(&p->lock);
	while (!p->n && !p->ending)
		pthread_cond_wait(&p->some, &p->lock);
	bool got = p->n > 0;
	if (got) {
		*task = p->ring[p->first];
		p->first = (p->first + 1) % p->room;
		p->n--;
	}
	pthread_mutex_unlock(&p->lock);
	return got;
}

static void *work(void *to)
{
	struct task task;

	while (take(to, &task))
		task.fn(task.to);
	return NULL;
}

struct pool *pool_open(struct scope *sc, unsigned threads, size_t most_waiting)
{
	struct pool *p = NEW(sc, struct pool);

	p->room = most_waiting ? most_waiting : 1;
	p->ring = NEW_ARRAY(sc, struct task, p->room);
	p->threads = NEW_ARRAY(sc, pthread_t, threads);
	pthread_mutex_init(&p->lock, NULL);
	pthread_cond_init(&p->some, NULL);
	while (p->n_threads < threads && pthread_create(&p->threads[p->n_threads], NULL, work, p) == 0)
		p->n_threads++;
	if (p->n_threads)
		return p;
	pool_close(p);
	return scope_fail(sc, FAULT_IO, "no thread can be started: is there a limit on processes?");
}

bool pool_put(struct pool *p, pool_fn fn, void *to)
{
	pthread_mutex_lock(&p->lock);
	bool fits = p->n < p->room && !p->ending;
	if (fits) {
		p->ring[(p->first + p->n) % p->room] = (struct task){ fn, to };
		p->n++;
		pthread_cond_signal(&p->some);
	}
	pthread_mutex_unlock(&p->lock);
	return fits;
}

size_t pool_waiting(struct pool *p)
{
	pthread_mutex_lock(&p->lock);
	size_t n = p->n;
	pthread_mutex_unlock(&p->lock);
	return n;
}

void pool_close(struct pool *p)
{
	if (!p)
		return;
	pthread_mutex_lock(&p->lock);
	p->ending = true;
	pthread_cond_broadcast(&p->some);
	pthread_mutex_unlock(&p->lock);
	for (unsigned i = 0; i < p->n_threads; i++)
		pthread_join(p->threads[i], NULL);
	pthread_mutex_destroy(&p->lock);
	pthread_cond_destroy(&p->some);
}
