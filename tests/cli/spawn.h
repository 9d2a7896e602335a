/* spawn - wend as its users see it: a process with arguments, output and an exit code, in a folder of its own.
 *
 *	struct box *box = *state;                                  // by box_open, box_close
 *	struct ran r = wend(box, "import", "shop.csv", "-w", "ws");
 *	assert_int_equal(r.code, 0);
 *
 * The folder is a new one under $TMPDIR for each test and is removed with all that is in it.
 */
#pragma once

#include "../test.h"

#include <sys/types.h>

struct box {
	struct scope sc;
	char dir[400];
	const char *env[8]; /* "EDITOR=...": goes before the test's own environment; ends with NULL */
};

int box_open(void **state);
int box_close(void **state);

/* The path of a file in the box, for the test's own use; the spawned run in the box. */
const char *box_path(struct box *box, const char *name);
void box_write(struct box *box, const char *name, const void *bytes, size_t n);
void box_text(struct box *box, const char *name, const char *text);
struct str box_read(struct box *box, const char *name);
void box_copy(struct box *box, const char *from, const char *to); /* a folder or a file, in the box */
struct str box_list(struct box *box, const char *dir);            /* names in order, blanks between them */

struct ran {
	int code; /* -1: ended by `signal` */
	int signal;
	struct str out, err;
	long rss_kb; /* the most memory that it had */
};

pid_t spawn_start(struct box *box, const char *program, const char *const *arguments);
struct ran spawn_wait(pid_t pid); /* without out and err */
struct ran spawn(struct box *box, const char *program, const char *const *arguments);
const char *wend_bin(void);

#define run_program(box, program, ...) spawn((box), (program), (const char *const[]){ __VA_ARGS__, NULL })
#define wend(box, ...) run_program((box), wend_bin(), __VA_ARGS__)

/* It went well; its output. */
#define wend_ok(box, ...) assert_ran(wend((box), __VA_ARGS__), __FILE__, __LINE__)
struct str assert_ran(struct ran ran, const char *file, int line);

/* A refusal: the exit code, one line on standard error, and these words in it. */
#define assert_refused(ran, code, words) assert_refusal((ran), (code), (words), __FILE__, __LINE__)
void assert_refusal(struct ran ran, int code, const char *words, const char *file, int line);

/* Compiled with AddressSanitizer: memory and time are not what users get. */
bool is_sanitized(void);
bool wants_full(void); /* WEND_FULL is set: whatever takes long is done too */
