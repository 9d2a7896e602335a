#include "trail/image.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/names.h"
#include "base/crew.h"

enum section { FIRST, CODE, KIND, TIME, CASE, KIND_EVENTS, KIND_NEWEST, RATING, VALUE, SUMS, SECTIONS };

enum { FORMAT = 1, HEADER = 512, PIECE = 1 << 20, ORDER = 0x01020304 };

static const char MAGIC[8] = "WENDTRL";

struct header {
	char magic[8];
	uint32_t format, order; /* another format or byte order is another file */
	uint64_t size, self;    /* self: hash of this header, itself 0 */
	uint64_t sum;           /* hash of the pieces' hashes */
	uint64_t at[SECTIONS], bytes[SECTIONS];
	uint32_t rows, kinds, kind_bytes, time_bytes;
	uint64_t events, ratings, values;
	int64_t base_s;
	struct image_facts facts;
};

_Static_assert(sizeof(struct header) <= HEADER, "the header has its room");

/* --- layout -------------------------------------------------------------------------------------- */

static void lay_out(struct header *h, const struct image_plan *p)
{
	const uint64_t bytes[SECTIONS] = {
		[FIRST] = ((uint64_t)p->rows + 1) * sizeof(uint64_t),
		[CODE] = p->coded ? (uint64_t)p->rows * sizeof(uint32_t) : 0,
		[KIND] = p->events * h->kind_bytes,
		[TIME] = p->events * h->time_bytes,
		[CASE] = p->cases ? p->events * sizeof(uint32_t) : 0,
		[KIND_EVENTS] = (uint64_t)p->kinds * sizeof(uint64_t),
		[KIND_NEWEST] = (uint64_t)p->kinds * sizeof(int64_t),
		[RATING] = p->ratings * sizeof(struct trail_rating),
		[VALUE] = p->values * sizeof(struct trail_value),
	};
	uint64_t at = HEADER;

	for (int s = 0; s < SECTIONS; s++) {
		h->at[s] = at;
		h->bytes[s] = s == SUMS ? (at + PIECE - 1) / PIECE * sizeof(uint64_t) : bytes[s];
		if (h->bytes[s])
			at = (at + h->bytes[s] + 2 * TRAIL_PAD - 1) / TRAIL_PAD * TRAIL_PAD;
	}
	h->size = at;
}

static struct header plan_header(const struct image_plan *p)
{
	struct header h = { .format = FORMAT, .order = ORDER };
	int64_t from_s = trail_seconds(p->from_us), to_s = trail_seconds(p->to_us);

	memcpy(h.magic, MAGIC, sizeof h.magic);
	h.rows = p->rows;
	h.kinds = p->kinds;
	h.events = p->events;
	h.kind_bytes = p->kinds <= 256 ? 1 : 2;
	h.time_bytes = to_s - from_s <= UINT32_MAX ? 4 : 8;
	h.base_s = from_s;
	lay_out(&h, p);
	return h;
}

static void point_in(struct image *im, const struct header *h)
{
	char *b = im->bytes;

	im->kinds = h->kinds;
	im->kind_events = (uint64_t *)(void *)(b + h->at[KIND_EVENTS]);
	im->kind_newest = (int64_t *)(void *)(b + h->at[KIND_NEWEST]);
	im->part = (struct trail_part){
		.rows = h->rows,
		.events = h->events,
		.code = h->bytes[CODE] ? (const uint32_t *)(void *)(b + h->at[CODE]) : NULL,
		.first = (const uint64_t *)(void *)(b + h->at[FIRST]),
		.kind_bytes = h->kind_bytes,
		.time_bytes = h->time_bytes,
		.base_s = h->base_s,
		.kind = b + h->at[KIND],
		.time = b + h->at[TIME],
		.case_code = h->bytes[CASE] ? (const uint32_t *)(void *)(b + h->at[CASE]) : NULL,
		.ratings = (const struct trail_rating *)(void *)(b + h->at[RATING]),
		.values = (const struct trail_value *)(void *)(b + h->at[VALUE]),
		.n_ratings = h->ratings,
		.n_values = h->values,
	};
}

/* --- making -------------------------------------------------------------------------------------- */

static bool cannot(struct scope *sc, const struct image *im, const char *what)
{
	return scope_fail(sc, FAULT_IO, "cannot %s \"%s\": %s", what, im->path_new ? im->path_new : im->path,
		strerror(errno));
}

/* Its room is taken from the disk at once, so that a full one is an error here and no signal later. */
static bool map_new(struct scope *sc, struct image *im)
{
	im->fd = open(im->path_new, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (im->fd < 0)
		return cannot(sc, im, "write");
	errno = posix_fallocate(im->fd, 0, (off_t)im->size);
	if (errno)
		return cannot(sc, im, "write");
	void *bytes = mmap(NULL, im->size, PROT_READ | PROT_WRITE, MAP_SHARED, im->fd, 0);
	if (bytes == MAP_FAILED)
		return cannot(sc, im, "map");
	im->bytes = bytes;
	return true;
}

static struct image *image_made(struct scope *sc, const char *path)
{
	struct image *im = NEW(sc, struct image);

	im->fd = -1;
	if (path)
		im->path = scope_printf(sc, "%s", path);
	return im;
}

struct image *image_new(struct scope *sc, const char *path, const struct image_plan *plan)
{
	struct image *im = image_made(sc, path);
	struct header h = plan_header(plan);

	im->size = h.size;
	if (path)
		im->path_new = scope_printf(sc, "%s.%ld.new", path, (long)getpid());
	else
		im->bytes = scope_alloc(sc, im->size, 1);
	if (path && !map_new(sc, im)) {
		image_close(im);
		return NULL;
	}
	memcpy(im->bytes, &h, sizeof h);
	point_in(im, &h);
	return im;
}

struct image_plan image_room(const struct image *im)
{
	const struct header *h = (const struct header *)(const void *)im->bytes;

	return (struct image_plan){ .ratings = h->bytes[RATING] / sizeof(struct trail_rating),
		.values = h->bytes[VALUE] / sizeof(struct trail_value) };
}

/* --- checksums ----------------------------------------------------------------------------------- */

struct summing {
	const char *bytes;
	uint64_t n; /* of them */
	const uint64_t *wanted;
	uint64_t *sums; /* NULL: they are compared with what is wanted */
	_Atomic bool differs;
};

static size_t pieces_of(uint64_t n)
{
	return (n + PIECE - 1) / PIECE;
}

static void sum_piece(void *to, unsigned hand, size_t i)
{
	struct summing *s = to;
	uint64_t at = i * PIECE, n = s->n - at < PIECE ? s->n - at : PIECE, skip = i == 0 ? HEADER : 0;

	(void)hand;
	if (s->differs)
		return;
	uint64_t sum = hash_bytes(s->bytes + at + skip, n - skip, 0);
	if (s->sums)
		s->sums[i] = sum;
	else if (sum != s->wanted[i])
		s->differs = true;
}

static uint64_t *sums_of(const struct image *im, const struct header *h)
{
	return (uint64_t *)(void *)(im->bytes + h->at[SUMS]);
}

static uint64_t sum_of_header(const struct header *h)
{
	struct header copy = *h;

	copy.self = 0;
	return hash_bytes(&copy, sizeof copy, 0);
}

static bool sums_hold(const struct image *im, const struct header *h)
{
	struct summing s = { .bytes = im->bytes, .n = h->at[SUMS], .wanted = sums_of(im, h) };

	if (hash_bytes(s.wanted, h->bytes[SUMS], 0) != h->sum)
		return false;
	crew_run(crew_size(), pieces_of(s.n), sum_piece, &s);
	return !s.differs;
}

static void seal(struct image *im, const struct image_facts *facts)
{
	struct header *h = (struct header *)(void *)im->bytes;
	struct summing s = { .bytes = im->bytes, .n = h->at[SUMS], .sums = sums_of(im, h) };

	im->facts = *facts;
	h->facts.mark =
		facts->mark; /* one by one: what lies between them stays 0, the same trail has the same bytes */
	h->facts.from_us = facts->from_us;
	h->facts.to_us = facts->to_us;
	h->facts.silence_s = facts->silence_s;
	h->facts.silence_learnt = facts->silence_learnt;
	h->ratings = im->part.n_ratings;
	h->values = im->part.n_values;
	crew_run(crew_size(), pieces_of(s.n), sum_piece, &s);
	h->sum = im->sum = hash_bytes(s.sums, h->bytes[SUMS], 0);
	h->self = sum_of_header(h);
	im->sealed = true;
}

/* The folder is synced too: else the new name may be gone after a power cut, which only costs building again. */
static void sync_folder(struct scope *sc, const char *path)
{
	char *dir = scope_printf(sc, "%s", path), *slash = strrchr(dir, '/');

	if (slash)
		*slash = 0;
	int fd = open(slash ? dir : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		(void)!fsync(fd);
		close(fd);
	}
}

bool image_seal(struct scope *sc, struct image *im, const struct image_facts *facts)
{
	seal(im, facts);
	if (!im->path_new)
		return true;
	if (msync(im->bytes, im->size, MS_SYNC) != 0 || fsync(im->fd) != 0 ||
		rename(im->path_new, im->path) != 0) {
		im->sealed = false;
		return cannot(sc, im, "write");
	}
	im->path_new = NULL;
	sync_folder(sc, im->path);
	return true;
}

/* --- opening ------------------------------------------------------------------------------------- */

/* Lengths follow from counts, so a header that was not written by image_new does not get this far. */
static bool header_ok(const struct header *h, uint64_t size)
{
	struct header again = *h;
	struct image_plan plan = { .rows = h->rows,
		.kinds = h->kinds,
		.events = h->events,
		.coded = h->bytes[CODE] > 0,
		.cases = h->bytes[CASE] > 0,
		.ratings = h->bytes[RATING] / sizeof(struct trail_rating),
		.values = h->bytes[VALUE] / sizeof(struct trail_value) };

	if (memcmp(h->magic, MAGIC, sizeof h->magic) != 0 || h->format != FORMAT || h->order != ORDER ||
		h->size != size || h->self != sum_of_header(h))
		return false;
	lay_out(&again, &plan);
	return memcmp(&again, h, sizeof again) == 0 && h->ratings <= plan.ratings && h->values <= plan.values;
}

static bool map_old(struct image *im)
{
	struct stat st;

	im->fd = open(im->path, O_RDONLY | O_CLOEXEC);
	if (im->fd < 0 || fstat(im->fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size < HEADER)
		return false;
	void *bytes = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_SHARED, im->fd, 0);
	if (bytes == MAP_FAILED)
		return false;
	im->bytes = bytes;
	im->size = (size_t)st.st_size;
	return true;
}

struct image *image_open(struct scope *sc, const char *path)
{
	struct image *im = image_made(sc, path);
	struct header h;

	im->sealed = true;
	if (map_old(im)) {
		memcpy(&h, im->bytes, sizeof h);
		if (header_ok(&h, im->size) && sums_hold(im, &h)) {
			im->facts = h.facts;
			im->sum = h.sum;
			point_in(im, &h);
			return im;
		}
	}
	image_close(im);
	return NULL;
}

void image_close(struct image *im)
{
	if (!im)
		return;
	if (im->bytes && im->path)
		munmap(im->bytes, im->size);
	if (im->fd >= 0)
		close(im->fd);
	if (im->path_new)
		unlink(im->path_new);
	im->bytes = NULL;
	im->fd = -1;
}
