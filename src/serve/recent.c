#include "serve/recent.h"

#include <pthread.h>
#include <stdlib.h>

enum { TEXTS = 4 };

struct line {
	int64_t time_us;
	unsigned char has[TEXTS];
	unsigned char n[TEXTS];
	char texts[TEXTS][RECENT_BYTES];
};

struct ring {
	int64_t source; /* 0: nobody's yet */
	uint64_t noted;
	struct line *lines; /* RECENT_MOST */
};

struct recent {
	pthread_mutex_t lock;
	struct ring rings[RECENT_SOURCES];
};

_Static_assert(RECENT_BYTES <= 255, "a length is one byte");

struct recent *recent_open(struct scope *sc)
{
	struct recent *recent = NEW(sc, struct recent);

	pthread_mutex_init(&recent->lock, NULL);
	return recent;
}

void recent_close(struct recent *recent)
{
	if (!recent)
		return;
	for (size_t i = 0; i < RECENT_SOURCES; i++)
		free(recent->rings[i].lines);
	pthread_mutex_destroy(&recent->lock);
}

/* There are no more sources than rings (store/live.h), and a source is never removed.  NULL: none is made. */
static struct ring *ring_of(struct recent *recent, int64_t source, bool make)
{
	size_t i = 0;

	while (i < RECENT_SOURCES && recent->rings[i].source && recent->rings[i].source != source)
		i++;
	if (i == RECENT_SOURCES || (!recent->rings[i].source && !make))
		return NULL;
	struct ring *ring = &recent->rings[i];
	if (!ring->lines)
		ring->lines = calloc(RECENT_MOST, sizeof *ring->lines);
	if (!ring->lines)
		abort();
	ring->source = source;
	return ring;
}

/* Whole letters alone. */
static unsigned char fitting(struct str text)
{
	size_t n = text.n < RECENT_BYTES ? text.n : RECENT_BYTES;

	while (n < text.n && n && ((unsigned char)text.p[n] & 0xC0) == 0x80)
		n--;
	return (unsigned char)n;
}

static void fill(struct line *line, const struct recent_event *event)
{
	const struct str *texts[TEXTS] = { &event->kind, &event->name, &event->page, &event->why };

	line->time_us = event->time_us;
	for (size_t i = 0; i < TEXTS; i++) {
		line->has[i] = texts[i]->p != NULL;
		line->n[i] = fitting(*texts[i]);
		if (line->n[i])
			memcpy(line->texts[i], texts[i]->p, line->n[i]);
	}
}

void recent_note(struct recent *recent, int64_t source, const struct recent_event *event)
{
	pthread_mutex_lock(&recent->lock);
	struct ring *ring = ring_of(recent, source, true);
	if (ring)
		fill(&ring->lines[ring->noted++ % RECENT_MOST], event);
	pthread_mutex_unlock(&recent->lock);
}

static struct recent_event copy(struct scope *sc, const struct line *line)
{
	struct recent_event event = { .time_us = line->time_us };
	struct str *texts[TEXTS] = { &event.kind, &event.name, &event.page, &event.why };

	for (size_t i = 0; i < TEXTS; i++)
		if (line->has[i])
			*texts[i] = str_copy(sc, (struct str){ line->texts[i], line->n[i] });
	return event;
}

size_t recent_list(struct scope *sc, struct recent *recent, int64_t source, struct recent_event **events)
{
	size_t n = 0;

	*events = NEW_ARRAY(sc, struct recent_event, RECENT_MOST);
	pthread_mutex_lock(&recent->lock);
	const struct ring *ring = ring_of(recent, source, false);
	for (uint64_t no = ring ? ring->noted : 0; no && n < RECENT_MOST; no--)
		(*events)[n++] = copy(sc, &ring->lines[(no - 1) % RECENT_MOST]);
	pthread_mutex_unlock(&recent->lock);
	return n;
}
