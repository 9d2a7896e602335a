#include "cli/say.h"

#include "draw/terminal_cell.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>
#include <pwd.h>
#include <unistd.h>

struct str terminal_text(struct scope *sc, struct str text)
{
	struct buf *b = buf_new(sc, 3 * text.n + 1);

	cell_put(b, text, SIZE_MAX);
	return buf_str(b);
}

bool say_out(struct scope *sc, const struct buf *text)
{
	struct str s = buf_str(text);

	if (!buf_ok(text, "the answer"))
		return false;
	if (fwrite(s.p, 1, s.n, stdout) != s.n || fflush(stdout) != 0)
		return scope_fail(sc, FAULT_IO, "cannot write the answer: %s", strerror(errno));
	return true;
}

static bool write_whole(const char *path, struct str bytes)
{
	FILE *f = fopen(path, "wb");
	bool ok = f && fwrite(bytes.p, 1, bytes.n, f) == bytes.n && fflush(f) == 0 && fsync(fileno(f)) == 0;

	if (f && fclose(f) != 0)
		ok = false;
	return ok;
}

bool say_file(struct scope *sc, const char *path, struct str bytes)
{
	char *part = scope_printf(sc, "%s.part-%ld", path, (long)getpid());

	if (write_whole(part, bytes) && rename(part, path) == 0)
		return true;
	int why = errno;
	unlink(part);
	return scope_fail(sc, FAULT_IO, "cannot write \"%s\": %s", path, strerror(why));
}

/* --- progress ------------------------------------------------------------------------------------ */

struct progress {
	const char *what;
	int64_t began_us, shown_us;
	bool terminal, drawn;
};

enum { PATIENCE_US = 1000000, EVERY_US = 100000, BAR = 30 };

struct progress *progress_new(struct scope *sc, const char *what)
{
	struct progress *p = NEW(sc, struct progress);

	p->what = what;
	p->began_us = clock_us();
	p->terminal = isatty(STDERR_FILENO);
	return p;
}

void progress_step(void *progress, uint64_t done, uint64_t all)
{
	struct progress *p = progress;
	int64_t now = p->terminal ? clock_us() : 0;

	if (!p->terminal || now - p->began_us < PATIENCE_US || now - p->shown_us < EVERY_US)
		return;
	p->shown_us = now;
	p->drawn = true;
	if (!all) {
		fprintf(stderr, "\r%s  %llu\033[K", p->what, (unsigned long long)done);
		return;
	}
	int full = (int)(done >= all ? BAR : done * BAR / all);
	fprintf(stderr, "\r%s  [%.*s%*s] %3d %%\033[K", p->what, full, "##############################",
		BAR - full, "", (int)(done >= all ? 100 : done * 100 / all));
}

void progress_end(struct progress *p)
{
	if (p->drawn)
		fputs("\r\033[K", stderr);
}

/* --- the terminal -------------------------------------------------------------------------------- */

int terminal_width(void)
{
	enum { LEAST = 80, MOST = 200, USUAL = 100 };
	struct winsize size = { 0 };
	const char *columns = getenv("COLUMNS");
	int64_t n = USUAL;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col)
		n = size.ws_col;
	else if (columns && !str_integer(str_of(columns), &n))
		n = USUAL;
	return n < LEAST ? LEAST : n > MOST ? MOST : (int)n;
}

bool terminal_colour(void)
{
	const char *no = getenv("NO_COLOR");

	return isatty(STDOUT_FILENO) && !(no && *no);
}

struct str login_name(void)
{
	const struct passwd *user = getpwuid(getuid());

	return user && user->pw_name && *user->pw_name ? str_of(user->pw_name) : STR("staff");
}
