#include "base/scope.h"

#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct scope_block {
	struct scope_block *next, *prev;
	size_t used, size;
	alignas(max_align_t) char bytes[];
};

enum { BLOCK_SIZE = 64 * 1024, BIG = 8 * 1024, HUGE_PIECE = 4 << 20, LIST_FIRST = 8 };

static const struct {
	const char *name;
	int exit_code;
} faults[] = {
	[FAULT_NONE] = { "none", 0 },
	[FAULT_INVALID] = { "invalid", 2 },
	[FAULT_NOT_FOUND] = { "not_found", 3 },
	[FAULT_CONFLICT] = { "conflict", 4 },
	[FAULT_DENIED] = { "denied", 5 },
	[FAULT_LIMIT] = { "limit", 6 },
	[FAULT_IO] = { "io", 7 },
};

static _Noreturn void out_of_memory(void)
{
	static const char why[] = "wend: out of memory\n";

	fwrite(why, 1, sizeof why - 1, stderr);
	_Exit(70);
}

static size_t bytes_of(size_t count, size_t size)
{
	size_t n;

	if (__builtin_mul_overflow(count, size, &n) || n > PTRDIFF_MAX - BLOCK_SIZE)
		out_of_memory();
	return (n + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
}

/* Whoever jumps about in a large table waits less for where its pages are.  A wish: nothing fails with it. */
static void in_huge_pages(void *p, size_t n)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE),
	       at = ((uintptr_t)p + page - 1) / page * page - (uintptr_t)p;

	(void)!madvise((char *)p + at, (n - at) / page * page, MADV_HUGEPAGE);
}

static struct scope_block *block_add(struct scope *sc, size_t size)
{
	struct scope_block *b = calloc(1, sizeof *b + size);

	if (!b)
		out_of_memory();
	if (size >= HUGE_PIECE)
		in_huge_pages(b, size);
	b->size = size;
	b->next = sc->blocks;
	if (b->next)
		b->next->prev = b;
	sc->blocks = b;
	return b;
}

/* A big piece gets a block to itself, behind the one that small pieces are cut from. */
static void *big_alloc(struct scope *sc, size_t n)
{
	struct scope_block *small = sc->blocks, *b = block_add(sc, n);

	b->used = n;
	if (small && small->used < small->size) {
		sc->blocks = small;
		small->prev = NULL;
		b->next = small->next;
		if (b->next)
			b->next->prev = b;
		b->prev = small;
		small->next = b;
	}
	return b->bytes;
}

void *scope_alloc(struct scope *sc, size_t count, size_t size)
{
	size_t n = bytes_of(count, size);

	if (n >= BIG)
		return big_alloc(sc, n);
	if (!sc->blocks || sc->blocks->size - sc->blocks->used < n)
		block_add(sc, BLOCK_SIZE);
	void *p = sc->blocks->bytes + sc->blocks->used;
	sc->blocks->used += n;
	return p;
}

static struct scope_block *block_of(void *bytes)
{
	return (struct scope_block *)(void *)((char *)bytes - offsetof(struct scope_block, bytes));
}

static void *big_grow(struct scope *sc, void *old, size_t old_n, size_t n)
{
	struct scope_block *was = block_of(old);
	struct scope_block *b = realloc(was, sizeof *b + n);

	if (!b)
		out_of_memory();
	memset(b->bytes + old_n, 0, n - old_n);
	b->used = b->size = n;
	if (b->prev)
		b->prev->next = b;
	else
		sc->blocks = b;
	if (b->next)
		b->next->prev = b;
	return b->bytes;
}

void *scope_grow(struct scope *sc, void *old, size_t old_count, size_t count, size_t size)
{
	size_t old_n = bytes_of(old_count, size), n = bytes_of(count, size);

	if (n <= old_n)
		return old;
	if (old_n >= BIG)
		return big_grow(sc, old, old_n, n);
	void *p = scope_alloc(sc, count, size);
	if (old_n)
		memcpy(p, old, old_n);
	return p;
}

void scope_close(struct scope *sc)
{
	for (struct scope_block *b = sc->blocks, *next; b; b = next) {
		next = b->next;
		free(b);
	}
	*sc = (struct scope){ 0 };
}

void *scope_fail(struct scope *sc, enum fault fault, const char *why, ...)
{
	va_list ap;

	if (sc->fault)
		return NULL;
	va_start(ap, why);
	vsnprintf(sc->why, sizeof sc->why, why, ap);
	va_end(ap);
	sc->fault = fault;
	return NULL;
}

void scope_forgive(struct scope *sc)
{
	sc->fault = FAULT_NONE;
	sc->why[0] = 0;
}

char *scope_printf(struct scope *sc, const char *format, ...)
{
	va_list ap, again;

	va_start(ap, format);
	va_copy(again, ap);
	int n = vsnprintf(NULL, 0, format, ap);
	va_end(ap);
	char *p = scope_alloc(sc, (size_t)(n < 0 ? 0 : n) + 1, 1);
	vsnprintf(p, (size_t)(n < 0 ? 0 : n) + 1, format, again);
	va_end(again);
	return p;
}

void *list_room(struct scope *sc, void *at, size_t n, size_t *room, size_t size)
{
	if (n < *room)
		return at;
	size_t more = *room ? *room * 2 : LIST_FIRST;
	at = scope_grow(sc, at, *room, more, size);
	*room = more;
	return at;
}

int fault_exit_code(enum fault fault)
{
	return faults[fault].exit_code;
}

const char *fault_name(enum fault fault)
{
	return faults[fault].name;
}
