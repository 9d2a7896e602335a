#include "spawn.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"

extern char **environ;

/* --- the folder ---------------------------------------------------------------------------------- */

int box_open(void **state)
{
	struct box *box = calloc(1, sizeof *box);
	const char *tmp = getenv("TMPDIR");

	if (!box)
		return -1;
	snprintf(box->dir, sizeof box->dir, "%s/wend-test-XXXXXX", tmp && *tmp ? tmp : "/tmp");
	*state = box;
	return mkdtemp(box->dir) ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st, (void)type, (void)ftw;
	return remove(path);
}

int box_close(void **state)
{
	struct box *box = *state;

	nftw(box->dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	scope_close(&box->sc);
	free(box);
	return 0;
}

const char *box_path(struct box *box, const char *name)
{
	return scope_printf(&box->sc, "%s/%s", box->dir, name);
}

void box_write(struct box *box, const char *name, const void *bytes, size_t n)
{
	FILE *f = fopen(box_path(box, name), "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
}

void box_text(struct box *box, const char *name, const char *text)
{
	box_write(box, name, text, strlen(text));
}

static struct str read_all(struct scope *sc, int fd)
{
	struct stat st;

	assert_int_equal(fstat(fd, &st), 0);
	char *bytes = scope_alloc(sc, (size_t)st.st_size + 1, 1);
	ssize_t n = pread(fd, bytes, (size_t)st.st_size, 0);
	assert_int_equal(n, st.st_size);
	return (struct str){ bytes, (size_t)n };
}

struct str box_read(struct box *box, const char *name)
{
	int fd = open(box_path(box, name), O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		fail_msg("%s: %s", name, strerror(errno));
	struct str s = read_all(&box->sc, fd);
	close(fd);
	return s;
}

void box_copy(struct box *box, const char *from, const char *to)
{
	struct ran r = run_program(box, "/bin/cp", "-r", from, to);

	assert_int_equal(r.code, 0);
}

struct str box_list(struct box *box, const char *dir)
{
	struct dirent **names;
	struct buf *b = buf_new(&box->sc, 1 << 20);
	int n = scandir(box_path(box, dir), &names, NULL, alphasort);

	assert_true(n >= 0);
	for (int i = 0; i < n; i++) {
		if (names[i]->d_name[0] != '.')
			buf_printf(b, "%s%s", buf_len(b) ? " " : "", names[i]->d_name);
		free(names[i]);
	}
	free(names);
	return buf_str(b);
}

/* --- the process --------------------------------------------------------------------------------- */

const char *wend_bin(void)
{
	const char *bin = getenv("WEND_BIN");

	if (!bin)
		fail_msg("WEND_BIN is not set: run it by meson test");
	return bin;
}

static bool names_same(const char *a, const char *b)
{
	size_t n = strcspn(a, "=");

	return strncmp(a, b, n) == 0 && (b[n] == '=' || b[n] == 0);
}

static char **environment(struct box *box)
{
	LIST(char *) env = { 0 };

	for (size_t i = 0; box->env[i]; i++)
		*LIST_ADD(&box->sc, &env) = str_c(&box->sc, str_of(box->env[i]));
	for (char **e = environ; *e; e++) {
		bool taken = names_same("WEND_WORKSPACE", *e);
		for (size_t i = 0; box->env[i]; i++)
			taken |= names_same(box->env[i], *e);
		if (!taken)
			*LIST_ADD(&box->sc, &env) = *e;
	}
	*LIST_ADD(&box->sc, &env) = NULL;
	return env.at;
}

static pid_t start(struct box *box, const char *program, const char *const *arguments, int out, int err)
{
	posix_spawn_file_actions_t actions;
	LIST(char *) argv = { 0 };
	pid_t pid;

	*LIST_ADD(&box->sc, &argv) = str_c(&box->sc, str_of(program));
	for (; *arguments; arguments++)
		*LIST_ADD(&box->sc, &argv) = str_c(&box->sc, str_of(*arguments));
	*LIST_ADD(&box->sc, &argv) = NULL;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, out, 1);
	posix_spawn_file_actions_adddup2(&actions, err, 2);
	posix_spawn_file_actions_addchdir_np(&actions, box->dir);
	int failed = posix_spawn(&pid, program, &actions, NULL, argv.at, environment(box));
	posix_spawn_file_actions_destroy(&actions);
	if (failed)
		fail_msg("%s: %s", program, strerror(failed));
	return pid;
}

pid_t spawn_start(struct box *box, const char *program, const char *const *arguments)
{
	int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
	pid_t pid = start(box, program, arguments, nowhere, nowhere);

	close(nowhere);
	return pid;
}

struct ran spawn_wait(pid_t pid)
{
	struct rusage usage;
	int status;

	while (wait4(pid, &status, 0, &usage) < 0)
		assert_int_equal(errno, EINTR);
	return (struct ran){ .code = WIFEXITED(status) ? WEXITSTATUS(status) : -1,
		.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0,
		.rss_kb = usage.ru_maxrss };
}

struct ran spawn(struct box *box, const char *program, const char *const *arguments)
{
	int out = memfd_create("out", MFD_CLOEXEC), err = memfd_create("err", MFD_CLOEXEC);

	assert_true(out >= 0 && err >= 0);
	struct ran ran = spawn_wait(start(box, program, arguments, out, err));
	ran.out = read_all(&box->sc, out);
	ran.err = read_all(&box->sc, err);
	close(out);
	close(err);
	return ran;
}

struct str assert_ran(struct ran ran, const char *file, int line)
{
	if (ran.code != 0) {
		print_error("exit code %d, signal %d: %.*s\n", ran.code, ran.signal, STR_ARG(ran.err));
		_fail(file, line);
	}
	return ran.out;
}

static size_t lines(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == '\n';
	return n;
}

void assert_refusal(struct ran ran, int code, const char *words, const char *file, int line)
{
	if (ran.code == code && str_has(ran.err, str_of(words)) && lines(ran.err) == 1 &&
		str_starts(ran.err, STR("wend: ")))
		return;
	print_error("exit code %d, want %d; signal %d; one line with \"%s\" is wanted, said was: %.*s\n",
		ran.code, code, ran.signal, words, STR_ARG(ran.err));
	_fail(file, line);
}

bool is_sanitized(void)
{
#if defined(__SANITIZE_ADDRESS__)
	return true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
	return true;
#else
	return false;
#endif
#else
	return false;
#endif
}

bool wants_full(void)
{
	const char *full = getenv("WEND_FULL");

	return full && *full;
}
