/* run - how long whole processes take and how much memory, as one line with tabs.
 *
 *	run --label "import" --runs 3 --warm 1 --before 'rm -rf ws' -- wend init ws --then wend import log.csv -w ws
 *	import<TAB>wall<TAB>cpu<TAB>MB<TAB>anonymous MB                   medians; of memory the largest
 *
 * Commands that follow one another (--then) are added up; --before is not measured.  What they say is thrown away.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "measure.h"

enum { RUNS = 50 };

struct wish {
	const char *label, *before;
	size_t runs, warm;
	char **command; /* the words behind -- */
};

static pid_t start(char **words)
{
	pid_t pid = fork();

	if (pid != 0)
		return pid;
	int nothing = open("/dev/null", O_RDWR);
	dup2(nothing, 1);
	dup2(nothing, 2);
	execvp(words[0], words);
	_exit(127);
}

/* Up to the next --then, which becomes the end of the words; NULL behind the last. */
static char **next_command(char **words)
{
	for (; *words; words++) {
		if (strcmp(*words, "--then") == 0) {
			*words = NULL;
			return words + 1;
		}
	}
	return NULL;
}

static void add(struct measured *all, const struct measured *m)
{
	all->wall_s += m->wall_s;
	all->cpu_s += m->cpu_s;
	all->rss_mb = m->rss_mb > all->rss_mb ? m->rss_mb : all->rss_mb;
	all->anon_mb = m->anon_mb > all->anon_mb ? m->anon_mb : all->anon_mb;
}

static bool run_once(const struct wish *wish, char *const *commands[], size_t n, struct measured *all)
{
	if (wish->before && system(wish->before) != 0) {
		fprintf(stderr, "run: failed: %s\n", wish->before);
		return false;
	}
	*all = (struct measured){ 0 };
	for (size_t i = 0; i < n; i++) {
		struct measured m = measure_wait(start((char **)commands[i]), 0);
		if (!m.ok) {
			fprintf(stderr, "run: failed: %s %s\n", commands[i][0],
				commands[i][1] ? commands[i][1] : "");
			return false;
		}
		add(all, &m);
	}
	return true;
}

static bool run_all(const struct wish *wish)
{
	char *const *commands[16];
	double wall[RUNS], cpu[RUNS];
	struct measured m, most = { 0 };
	size_t n = 0;

	for (char **next, **at = wish->command; at && n < 16; at = next) {
		next = next_command(at);
		commands[n++] = at;
	}
	for (size_t i = 0; i < wish->warm + wish->runs; i++) {
		if (!run_once(wish, commands, n, &m))
			return false;
		if (i < wish->warm)
			continue;
		wall[i - wish->warm] = m.wall_s;
		cpu[i - wish->warm] = m.cpu_s;
		add(&most, &m);
	}
	printf("%s\t%.3f\t%.3f\t%.0f\t%.0f\n", wish->label, measure_median(wall, wish->runs),
		measure_median(cpu, wish->runs), most.rss_mb, most.anon_mb);
	return true;
}

static bool read_wish(int argc, char **argv, struct wish *wish)
{
	for (int i = 1; i + 1 < argc; i += 2) {
		char *value = argv[i + 1];
		if (strcmp(argv[i], "--") == 0) {
			wish->command = argv + i + 1;
			return wish->runs >= 1 && wish->runs <= RUNS;
		}
		if (strcmp(argv[i], "--label") == 0)
			wish->label = value;
		else if (strcmp(argv[i], "--before") == 0)
			wish->before = value;
		else if (strcmp(argv[i], "--runs") == 0)
			wish->runs = strtoul(value, NULL, 10);
		else if (strcmp(argv[i], "--warm") == 0)
			wish->warm = strtoul(value, NULL, 10);
		else
			return false;
	}
	return false;
}

int main(int argc, char **argv)
{
	struct wish wish = { .label = "", .runs = 3, .warm = 1 };

	if (!read_wish(argc, argv, &wish)) {
		fputs("use: run [--label TEXT] [--runs N] [--warm N] [--before SH] -- COMMAND [--then COMMAND]\n",
			stderr);
		return 2;
	}
	return run_all(&wish) ? 0 : 1;
}
