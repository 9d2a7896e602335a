/* scope - the memory and the error of one piece of work.
 *
 *	struct scope sc = { 0 };
 *	struct map *map = map_make(&sc, ...);     // NULL: scope_why(&sc) says why
 *	scope_close(&sc);
 *
 * A request, a job or a command opens a scope, hands it down, and closes it.  What it allocates is
 * zeroed and lives until scope_close; nothing else frees it.  Running out of memory ends the process,
 * so allocation is never checked.
 */
#pragma once

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MUST_USE __attribute__((warn_unused_result))
#define COUNT_OF(a) (sizeof(a) / sizeof *(a))

/* The languages that Wend's own words are in (base/speech.h); texts of customers are in any (voice/language.h). */
enum speech { SPEECH_EN, SPEECH_PL, SPEECH_RU, SPEECHES };

/* What can go wrong, as the outside sees it: an exit code here, a status over HTTP. */
enum fault {
	FAULT_NONE,
	FAULT_INVALID,   /* what was given makes no sense */
	FAULT_NOT_FOUND, /* what was named is not there */
	FAULT_CONFLICT,  /* somebody else was first, or it is in use */
	FAULT_DENIED,    /* not allowed */
	FAULT_LIMIT,     /* past a named ceiling */
	FAULT_IO,        /* the disk, the database, the network */
};

struct scope {
	struct scope_block *blocks;
	enum fault fault;
	char why[600];
	enum speech speech; /* what is written to people; English where nobody says */
};

void *scope_alloc(struct scope *sc, size_t count, size_t size) MUST_USE;

/* Makes room for `count` items of `size` in a block that scope_alloc or scope_grow gave; what lay in the
 * old one is kept, the rest is zero.  `old` may be NULL with `old_count` 0. */
void *scope_grow(struct scope *sc, void *old, size_t old_count, size_t count, size_t size) MUST_USE;

void scope_close(struct scope *sc);

/* Records why the work cannot go on.  Always NULL (false): `return scope_fail(...)`.  The first reason
 * stays: what fails because of it does not cover it up. */
void *scope_fail(struct scope *sc, enum fault fault, const char *why, ...)
	__attribute__((format(printf, 3, 4)));

/* Forgets the fault, where a failure is an answer and not the end. */
void scope_forgive(struct scope *sc);

char *scope_printf(struct scope *sc, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* 0 for FAULT_NONE, else the process's exit code. */
int fault_exit_code(enum fault fault);
const char *fault_name(enum fault fault);

#define NEW(sc, type) ((type *)scope_alloc((sc), 1, sizeof(type)))
#define NEW_ARRAY(sc, type, n) ((type *)scope_alloc((sc), (n), sizeof(type)))

/* A list that grows in a scope: `LIST(struct kind) kinds = { 0 }; *LIST_ADD(sc, &kinds) = kind;` */
#define LIST(type)                                                                                           \
	struct {                                                                                             \
		type *at;                                                                                    \
		size_t n, room;                                                                              \
	}
#define LIST_ADD(sc, list)                                                                                   \
	((list)->at = list_room((sc), (list)->at, (list)->n, &(list)->room, sizeof *(list)->at),             \
		&(list)->at[(list)->n++])

void *list_room(struct scope *sc, void *at, size_t n, size_t *room, size_t size) MUST_USE;
