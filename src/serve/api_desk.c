#include "serve/api_desk.h"

#include <pthread.h>
#include <stdlib.h>

struct api_desks {
	const char *path;
	struct doors_shared shared;
	pthread_mutex_t lock;
	struct api_desk *free;
};

static void desk_close(struct api_desk *desk)
{
	documents_close(desk->docs);
	doors_close(desk->doors);
	scope_close(&desk->sc);
	free(desk);
}

static struct api_desk *desk_open(struct scope *sc, struct api_desks *desks)
{
	struct api_desk *desk = calloc(1, sizeof *desk);

	if (!desk)
		abort();
	desk->docs = documents_open(&desk->sc, desks->path, LITE_WRITE);
	desk->doors = desk->docs ? doors_open(&desk->sc, desks->path, desks->shared) : NULL;
	if (desk->doors)
		return desk;
	scope_fail(sc, desk->sc.fault, "%s", desk->sc.why);
	desk_close(desk);
	return NULL;
}

struct api_desk *api_desk_take(struct scope *sc, struct api_desks *desks)
{
	pthread_mutex_lock(&desks->lock);
	struct api_desk *desk = desks->free;
	if (desk)
		desks->free = desk->next;
	pthread_mutex_unlock(&desks->lock);
	return desk ? desk : desk_open(sc, desks);
}

void api_desk_give(struct api_desks *desks, struct api_desk *desk)
{
	if (!desk)
		return;
	pthread_mutex_lock(&desks->lock);
	desk->next = desks->free;
	desks->free = desk;
	pthread_mutex_unlock(&desks->lock);
}

struct api_desks *api_desks_open(struct scope *sc, const char *dir, struct doors_shared shared)
{
	struct api_desks *desks = NEW(sc, struct api_desks);

	desks->path = scope_printf(sc, "%s/wend.db", dir);
	desks->shared = shared;
	pthread_mutex_init(&desks->lock, NULL);
	struct api_desk *first = desk_open(sc, desks);
	if (first) {
		api_desk_give(desks, first);
		return desks;
	}
	api_desks_close(desks);
	return NULL;
}

void api_desks_close(struct api_desks *desks)
{
	struct api_desk *next;

	if (!desks)
		return;
	for (struct api_desk *desk = desks->free; desk; desk = next) {
		next = desk->next;
		desk_close(desk);
	}
	pthread_mutex_destroy(&desks->lock);
}
