#include "base/crew.h"

#include <pthread.h>
#include <unistd.h>

struct crew {
	crew_fn fn;
	void *to;
	size_t tasks;
	_Atomic size_t next;
};

struct hand {
	struct crew *crew;
	unsigned worker;
	pthread_t thread;
	bool hired;
};

unsigned crew_size(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n < 1 ? 1 : n > CREW_MOST ? CREW_MOST : (unsigned)n;
}

unsigned crew_wished(unsigned wish)
{
	return !wish ? crew_size() : wish > CREW_MOST ? CREW_MOST : wish;
}

static void *work(void *arg)
{
	struct hand *hand = arg;
	struct crew *crew = hand->crew;

	for (size_t task; (task = crew->next++) < crew->tasks;)
		crew->fn(crew->to, hand->worker, task);
	return NULL;
}

/* Where no thread can be had, those that are there do the work. */
void crew_run(unsigned threads, size_t tasks, crew_fn fn, void *to)
{
	struct crew crew = { .fn = fn, .to = to, .tasks = tasks };
	struct hand hands[CREW_MOST] = { 0 };

	for (unsigned i = 0; i < CREW_MOST; i++)
		hands[i] = (struct hand){ .crew = &crew, .worker = i };
	for (unsigned i = 1; i < threads && i < tasks && i < CREW_MOST; i++)
		hands[i].hired = pthread_create(&hands[i].thread, NULL, work, &hands[i]) == 0;
	work(&hands[0]);
	for (unsigned i = 1; i < CREW_MOST; i++)
		if (hands[i].hired)
			pthread_join(hands[i].thread, NULL);
}
