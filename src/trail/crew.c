#include "trail/crew.h"

#include <pthread.h>
#include <stdbool.h>
#include <unistd.h>

struct hand {
	pthread_t thread;
	bool runs;
	unsigned worker;
	void (*fn)(void *to, unsigned worker);
	void *to;
};

unsigned crew_size(unsigned wish)
{
	long n = wish ? (long)wish : sysconf(_SC_NPROCESSORS_ONLN);

	return n < 1 ? 1 : n > CREW_MOST ? CREW_MOST : (unsigned)n;
}

static void *work(void *hand)
{
	struct hand *h = hand;

	h->fn(h->to, h->worker);
	return NULL;
}

void crew_run(unsigned workers, void (*fn)(void *to, unsigned worker), void *to)
{
	struct hand hands[CREW_MOST];

	for (unsigned i = 1; i < workers; i++) {
		hands[i] = (struct hand){ .worker = i, .fn = fn, .to = to };
		hands[i].runs = pthread_create(&hands[i].thread, NULL, work, &hands[i]) == 0;
	}
	fn(to, 0);
	for (unsigned i = 1; i < workers; i++) {
		if (hands[i].runs)
			pthread_join(hands[i].thread, NULL);
		else
			fn(to, i);
	}
}
