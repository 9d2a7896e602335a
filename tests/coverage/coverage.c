/* coverage - does the 95 % interval hold the truth 95 times of a hundred?
 *
 *	coverage WEND RUNS [FIRST_SEED [CUSTOMERS]]
 *
 * Simulates RUNS shops, maps each as a user would (`wend map FILES`), and counts how often the map's intervals
 * hold what was planted: every drop-off, every dwell median, every time on it, every rating.  Fails where all
 * together are held in fewer than 93 or more than 97 of a hundred, or, from 100 runs on, a single one in fewer
 * than 88.  Prints TAP; the table goes to standard error.
 */
#include <fcntl.h>
#include <jansson.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { QUANTITIES = 400, NAME = 96, ENOUGH_RUNS = 100 };

static struct quantity {
	char name[NAME];
	unsigned runs, held, below; /* below: the truth lies under the interval */
} quantities[QUANTITIES];
static size_t n_quantities;
static unsigned missing;

static struct quantity *quantity_named(const char *id, const char *what)
{
	char name[NAME];

	snprintf(name, sizeof name, "%s: %s", id, what);
	for (size_t i = 0; i < n_quantities; i++)
		if (strcmp(quantities[i].name, name) == 0)
			return &quantities[i];
	if (n_quantities == QUANTITIES)
		abort();
	memcpy(quantities[n_quantities].name, name, sizeof name);
	return &quantities[n_quantities++];
}

static void run(const char *const *argv)
{
	posix_spawn_file_actions_t quiet;
	pid_t child;
	int status;

	posix_spawn_file_actions_init(&quiet);
	posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(&quiet, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	if (posix_spawn(&child, argv[0], &quiet, NULL, (char *const *)(void *)argv, environ) != 0 ||
		waitpid(child, &status, 0) < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
		printf("Bail out! %s %s failed\n", argv[0], argv[1]);
		exit(1);
	}
	posix_spawn_file_actions_destroy(&quiet);
}

static json_t *load(const char *path)
{
	json_error_t error;
	json_t *json = json_load_file(path, 0, &error);

	if (!json) {
		printf("Bail out! %s: %s\n", path, error.text);
		exit(1);
	}
	return json;
}

static json_t *touchpoint(json_t *map, const char *id)
{
	size_t i;
	json_t *t;

	json_array_foreach(json_object_get(map, "touchpoints"), i,
		t) if (strcmp(json_string_value(json_object_get(t, "id")), id) == 0) return t;
	return NULL;
}

static const struct {
	const char *truth, *figure, *low, *high;
} planted[] = {
	{ "drop_off", "drop_off", "low", "high" },
	{ "dwell_median_s", "dwell", "low_s", "high_s" },
	{ "time_on_median_s", "time_on", "low_s", "high_s" },
	{ "rating_mean", "feeling", "low", "high" },
};

static void compare(json_t *truth, json_t *found, const char *id)
{
	for (size_t k = 0; k < sizeof planted / sizeof *planted; k++) {
		json_t *want = json_object_get(truth, planted[k].truth);
		json_t *figure = json_object_get(found, planted[k].figure);
		if (!want)
			continue;
		json_t *low = json_object_get(figure, planted[k].low),
		       *high = json_object_get(figure, planted[k].high);
		if (!json_is_number(low)) {
			missing++;
			continue;
		}
		struct quantity *q = quantity_named(id, planted[k].truth);
		double x = json_number_value(want);
		q->runs++;
		q->held += x >= json_number_value(low) - 1e-9 && x <= json_number_value(high) + 1e-9;
		q->below += x < json_number_value(low) - 1e-9;
	}
}

static void one_run(const char *wend, const char *dir, const char *seed, const char *customers)
{
	static const char *const names[] = { "web.csv", "email.ndjson", "orders.csv", "support.csv",
		"survey.csv", "nps.csv", "partners.csv" };
	enum { FILES = sizeof names / sizeof *names };
	char files[FILES][256], truth_path[256], map_path[256];
	const char *map[FILES + 8] = { wend, "map", "--goal", "Order Completed", "-o", map_path };
	size_t i;
	json_t *t;

	run((const char *const[]){
		wend, "simulate", dir, "--seed", seed, "--customers", customers, "--json", NULL });
	snprintf(truth_path, sizeof truth_path, "%s/truth.json", dir);
	snprintf(map_path, sizeof map_path, "%s/map.json", dir);
	for (size_t f = 0; f < FILES; f++) {
		snprintf(files[f], sizeof files[f], "%s/%s", dir, names[f]);
		map[6 + f] = files[f];
	}
	run(map);
	json_t *truth = load(truth_path), *found = load(map_path);
	json_array_foreach(json_object_get(truth, "touchpoints"), i, t)
	{
		const char *id = json_string_value(json_object_get(t, "id"));
		json_t *at = touchpoint(found, id);
		at ? compare(t, at, id) : (void)missing++;
	}
	json_decref(truth);
	json_decref(found);
}

int main(int argc, char **argv)
{
	char dir[] = "/tmp/wend-coverage-XXXXXX", seed[32];
	unsigned runs = argc > 2 ? (unsigned)atoi(argv[2]) : 10,
		 first = argc > 3 ? (unsigned)atoi(argv[3]) : 1;
	unsigned all = 0, held = 0, poor = 0;
	double worst = 1;

	if (argc < 2 || !mkdtemp(dir))
		return 2;
	for (unsigned i = 0; i < runs; i++) {
		snprintf(seed, sizeof seed, "%u", first + i);
		one_run(argv[1], dir, seed, argc > 4 ? argv[4] : "3000");
	}
	for (size_t i = 0; i < n_quantities; i++) {
		double share = (double)quantities[i].held / quantities[i].runs;
		fprintf(stderr, "%-48s %5.1f %% of %u (%u below)\n", quantities[i].name, share * 100,
			quantities[i].runs, quantities[i].below);
		all += quantities[i].runs;
		held += quantities[i].held;
		worst = share < worst ? share : worst;
		poor += quantities[i].runs >= ENOUGH_RUNS && share < .88;
	}
	double total = (double)held / all;
	fprintf(stderr,
		"%zu quantities, %u intervals: %.2f %% hold the truth; the worst %.1f %%; %u missing\n",
		n_quantities, all, total * 100, worst * 100, missing);
	printf("1..2\n%sok 1 - of %u intervals %.2f %% hold the truth (93 to 97)\n",
		total >= .93 && total <= .97 ? "" : "not ", all, total * 100);
	printf("%sok 2 - no quantity is held in fewer than 88 %% (the worst: %.1f %% of %u runs)\n",
		poor ? "not " : "", worst * 100, runs);
	return poor || total < .93 || total > .97;
}
