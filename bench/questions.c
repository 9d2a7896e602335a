/* questions - each question to our kernels and to SQL in DuckDB on the same data, and whether they agree.
 *
 *	questions WORKSPACE [--limit SECONDS] [--only PART OF A NAME] >>results.tsv
 *
 * Exit code 1 where two answers differ: then the row is said.  Each side runs in a process of its own, so that its
 * memory is its own, and so that it can be ended past the limit.  Times are the median of several runs after one
 * for warming up; what takes long is run once.
 *
 * A line a question, with tabs: events; the question; ours on one core (processor s, wall s) and on all (wall s),
 * MB; SQL from the events (processor s, wall s, MB); SQL from a table with journeys (the same); rows compared;
 * the largest share by which a quantile was off; "same", "DIFFERENT" or "failed".
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "measure.h"
#include "questions.h"

enum { RUNS = 5, FEW = 3 };
static const double SHORT_S = 1,
		    LONG_S = 15; /* runs that are done five times; that are not repeated at all */

enum side { OURS, SQL, SQL_LAID, SIDES };

struct times {
	double cpu_s, wall_s;
};

/* What a child says of one question. */
struct outcome {
	struct times one, all; /* SQL: only `one` */
	size_t rows;
	bool ok;
};

struct asked {
	enum side side;
	const char *dir, *only;
	double limit_s;
};

/* One side of one question, as the parent has it. */
struct side_answer {
	struct outcome outcome;
	struct measured measured;
	struct row *rows;
	bool there;
};

static bool wanted(const struct asked *a, size_t q)
{
	return (!a->only || strstr(questions[q].name, a->only)) &&
	       (a->side != SQL_LAID || !questions[q].changed);
}

/* --- in the child --------------------------------------------------------------------------------- */

struct job {
	struct bench bench;
	struct duck *db;
	const struct question *q;
	enum side side;
	unsigned workers;
};

static bool answer(struct scope *sc, struct job *job, struct counted *counted, struct rows *rows)
{
	if (job->side == OURS)
		return ours_count(sc, &job->bench, job->q, job->workers, counted);
	if (job->q->changed && !sql_lay(sc, job->db))
		return false;
	return sql_ask(sc, job->db, job->q, job->side == SQL_LAID || job->q->changed, rows);
}

static bool run_once(struct scope *sc, struct job *job, struct times *t, struct rows *rows)
{
	struct scope mine = { 0 };
	struct counted counted;
	struct rows got = { 0 };
	double wall = measure_clock(CLOCK_MONOTONIC), cpu = measure_clock(CLOCK_PROCESS_CPUTIME_ID);
	bool ok = answer(&mine, job, &counted, &got);

	t->wall_s = measure_clock(CLOCK_MONOTONIC) - wall;
	t->cpu_s = measure_clock(CLOCK_PROCESS_CPUTIME_ID) - cpu;
	if (ok && job->side == OURS)
		ours_tell(&mine, job->q, &counted, &got);
	if (ok) {
		*rows = (struct rows){ NEW_ARRAY(sc, struct row, got.n + 1), got.n, got.n };
		memcpy(rows->at, got.at, got.n * sizeof *got.at);
	} else {
		scope_fail(sc, mine.fault, "%s", mine.why);
	}
	scope_close(&mine);
	return ok;
}

/* Once for warming up; what took long then is not asked again. */
static bool run_often(struct scope *sc, struct job *job, struct times *t, struct rows *rows)
{
	double wall[RUNS], cpu[RUNS];

	if (!run_once(sc, job, t, rows))
		return false;
	if (t->wall_s > LONG_S && job->side != OURS)
		return true;
	size_t n = t->wall_s < SHORT_S ? RUNS : FEW;
	for (size_t i = 0; i < n; i++) {
		if (!run_once(sc, job, t, rows))
			return false;
		wall[i] = t->wall_s;
		cpu[i] = t->cpu_s;
	}
	*t = (struct times){ measure_median(cpu, n), measure_median(wall, n) };
	return true;
}

static bool same_bytes(struct scope *sc, const struct rows *a, const struct rows *b)
{
	if (a->n == b->n && (!a->n || memcmp(a->at, b->at, a->n * sizeof *a->at) == 0))
		return true;
	return scope_fail(sc, FAULT_INVALID, "one core and all cores do not count the same");
}

static bool run_sides(struct scope *sc, struct job *job, struct outcome *o, struct rows *rows)
{
	struct rows alone;

	if (job->side != OURS)
		return run_often(sc, job, &o->one, rows);
	job->workers = 1;
	if (!run_often(sc, job, &o->one, &alone))
		return false;
	job->workers = 0;
	return run_often(sc, job, &o->all, rows) && same_bytes(sc, &alone, rows);
}

/* The rules come from the trail; then SQL has the machine for itself. */
static bool open_side(struct scope *sc, const struct asked *a, const struct question *q, struct job *job)
{
	if (!bench_open(sc, a->dir, &job->bench))
		return false;
	job->side = a->side;
	job->q = q;
	if (a->side == OURS)
		return true;
	struct scope numbers = { 0 };
	const struct trail trail = *job->bench.trail;
	bench_close(&job->bench);
	job->bench.trail = &trail;
	job->db = duck_open(sc, scope_printf(&numbers, "%s/events.duckdb", a->dir), DUCK_READ);
	bool ok = job->db && sql_prepare(sc, job->db, &job->bench, q->changed);
	job->bench.trail = NULL;
	scope_close(&numbers);
	return ok;
}

static bool tell_parent(struct scope *sc, FILE *to, const struct outcome *o, const struct rows *rows)
{
	if (fwrite(o, sizeof *o, 1, to) == 1 && fwrite(rows->at, sizeof *rows->at, rows->n, to) == rows->n &&
		fflush(to) == 0)
		return true;
	return scope_fail(sc, FAULT_IO, "the results cannot be handed over");
}

static bool ask_one(struct scope *sc, struct job *job, FILE *to)
{
	struct outcome o = { .ok = true };
	struct rows rows = { 0 };

	if (!run_sides(sc, job, &o, &rows))
		return false;
	o.rows = rows.n;
	return tell_parent(sc, to, &o, &rows);
}

/* The table with journeys is laid out once for all questions; that is the first outcome. */
static bool ask_laid(struct scope *sc, const struct asked *a, struct job *job, FILE *to)
{
	struct outcome o = { .ok = true };
	struct rows none = { 0 };
	double wall = measure_clock(CLOCK_MONOTONIC), cpu = measure_clock(CLOCK_PROCESS_CPUTIME_ID);

	if (!sql_lay(sc, job->db))
		return false;
	o.one.wall_s = measure_clock(CLOCK_MONOTONIC) - wall;
	o.one.cpu_s = measure_clock(CLOCK_PROCESS_CPUTIME_ID) - cpu;
	bool ok = tell_parent(sc, to, &o, &none);
	for (size_t q = 0; ok && q < n_questions; q++) {
		job->q = &questions[q];
		ok = !wanted(a, q) || ask_one(sc, job, to);
	}
	return ok;
}

static int child(const struct asked *a, const struct question *q, FILE *to)
{
	struct scope sc = { 0 };
	struct job job = { 0 };
	bool ok = open_side(&sc, a, q, &job) &&
		  (a->side == SQL_LAID ? ask_laid(&sc, a, &job, to) : ask_one(&sc, &job, to));

	if (!ok)
		fprintf(stderr, "questions: %s: %s\n", q->name, sc.why);
	duck_close(job.db);
	scope_close(&sc);
	return ok ? 0 : 1;
}

/* --- in the parent -------------------------------------------------------------------------------- */

static struct measured ask_child(const struct asked *a, const struct question *q, FILE *to)
{
	fflush(NULL);
	pid_t pid = fork();

	if (pid == 0)
		_exit(child(a, q, to));
	double limit = a->side == SQL_LAID ? a->limit_s * (double)n_questions : a->limit_s;
	struct measured m = measure_wait(pid, a->side == OURS ? 0 : limit);
	rewind(to);
	return m;
}

static void read_answer(struct scope *sc, FILE *from, struct side_answer *s)
{
	if (fread(&s->outcome, sizeof s->outcome, 1, from) != 1)
		return;
	s->rows = NEW_ARRAY(sc, struct row, s->outcome.rows + 1);
	s->there = fread(s->rows, sizeof *s->rows, s->outcome.rows, from) == s->outcome.rows;
}

static FILE *exchange(void)
{
	FILE *file = tmpfile();

	if (!file) {
		perror("questions: no temporary file can be made");
		exit(1);
	}
	return file;
}

static void ask_side(struct scope *sc, const struct asked *a, const struct question *q, struct side_answer *s)
{
	FILE *file = exchange();

	s->measured = ask_child(a, q, file);
	read_answer(sc, file, s);
	fclose(file);
}

/* All questions at once; the outcome of laying out stands behind them. */
static bool ask_all_laid(struct scope *sc, const struct asked *a, struct side_answer *answers)
{
	FILE *file = exchange();
	struct measured m = ask_child(a, &questions[0], file);

	read_answer(sc, file, &answers[n_questions]);
	for (size_t q = 0; q < n_questions; q++)
		if (wanted(a, q))
			read_answer(sc, file, &answers[q]);
	for (size_t q = 0; q <= n_questions; q++)
		answers[q].measured = m;
	fclose(file);
	return m.ok || m.cut;
}

/* --- the same? ------------------------------------------------------------------------------------ */

struct difference {
	size_t row, column;
	double off; /* the largest share */
	bool found;
};

/* A quantile of ours names the middle of its bin. */
static void compare_row(const struct question *q, const struct row *ours, const struct row *exact, size_t row,
	struct difference *d)
{
	const double *within = q->parts[(size_t)ours->v[WIDTH - 1] % PARTS].within;

	for (size_t i = WIDTH; i-- > 0;) {
		double off = fabs(ours->v[i] - exact->v[i]),
		       share = exact->v[i] != 0 ? off / fabs(exact->v[i]) : off;
		if (share > within[i] && !d->found)
			*d = (struct difference){ row, i, d->off, true };
		d->off = share > d->off ? share : d->off;
	}
}

static void print_row(const char *who, const struct row *row)
{
	fprintf(stderr, "  %s:", who);
	for (size_t i = 0; i < WIDTH; i++)
		fprintf(stderr, " %.17g", row->v[i]);
	fputc('\n', stderr);
}

static bool same(const struct question *q, const struct side_answer *ours, const struct side_answer *sql,
	const char *which, double *off)
{
	size_t n = ours->outcome.rows, m = sql->outcome.rows;
	struct difference d = { 0 };

	for (size_t i = 0; i < n && i < m && !d.found; i++)
		compare_row(q, &ours->rows[i], &sql->rows[i], i, &d);
	*off = d.off > *off ? d.off : *off;
	if (!d.found && n == m)
		return true;
	if (!d.found)
		d.row = n < m ? n : m;
	fprintf(stderr, "questions: %s: %zu rows of ours, %zu of %s, and row %zu differs\n", q->name, n, m,
		which, d.row);
	if (d.row < n)
		print_row("ours", &ours->rows[d.row]);
	if (d.row < m)
		print_row("SQL", &sql->rows[d.row]);
	return false;
}

/* --- a line of the table -------------------------------------------------------------------------- */

static void print_sql(const struct side_answer *s, double limit_s)
{
	if (s->there)
		printf("\t%.6f\t%.6f\t%.0f", s->outcome.one.cpu_s, s->outcome.one.wall_s,
			s->measured.anon_mb);
	else if (s->measured.cut)
		printf("\t>%.0f\t>%.0f\t%.0f", s->measured.cpu_s, limit_s, s->measured.anon_mb);
	else
		printf("\t-\t-\t-");
}

struct answers {
	struct side_answer ours, sql;
	const struct side_answer *laid;
};

static const char *verdict(const struct question *q, const struct answers *a, double *off)
{
	if (!a->ours.there || (!a->sql.there && !a->sql.measured.cut))
		return "failed";
	if (a->sql.there && !same(q, &a->ours, &a->sql, "SQL", off))
		return "DIFFERENT";
	if (a->laid->there && !same(q, &a->ours, a->laid, "SQL over journeys", off))
		return "DIFFERENT";
	return "same";
}

static void print_line(
	const struct asked *asked, uint64_t events, const struct question *q, const struct answers *a)
{
	printf("%llu\t%s\t%.6f\t%.6f\t%.6f\t%.0f", (unsigned long long)events, q->name,
		a->ours.outcome.one.cpu_s, a->ours.outcome.one.wall_s, a->ours.outcome.all.wall_s,
		a->ours.measured.anon_mb);
	print_sql(&a->sql, asked->limit_s);
	print_sql(a->laid, asked->limit_s);
}

static bool ask(struct asked asked, uint64_t events, size_t index, const struct side_answer *laid)
{
	struct scope sc = { 0 };
	const struct question *q = &questions[index];
	struct answers a = { .laid = laid };
	double off = 0;

	asked.side = OURS;
	ask_side(&sc, &asked, q, &a.ours);
	asked.side = SQL;
	ask_side(&sc, &asked, q, &a.sql);
	const char *how = verdict(q, &a, &off);
	print_line(&asked, events, q, &a);
	printf("\t%zu\t%.6f\t%s\n", a.sql.there || laid->there ? a.ours.outcome.rows : 0, off, how);
	fflush(stdout);
	scope_close(&sc);
	return strcmp(how, "same") == 0;
}

static bool ask_all(struct asked a, uint64_t events)
{
	struct scope sc = { 0 };
	struct side_answer *laid = NEW_ARRAY(&sc, struct side_answer, n_questions + 1);
	bool ok = true;

	a.side = SQL_LAID;
	ok = ask_all_laid(&sc, &a, laid);
	printf("%llu\t%s\t-\t-\t-\t-\t-\t-\t-", (unsigned long long)events,
		"laying out the table with journeys");
	print_sql(&laid[n_questions], a.limit_s);
	printf("\t0\t0\t%s\n", ok ? "same" : "failed");
	a.side = OURS;
	for (size_t q = 0; q < n_questions; q++)
		if (wanted(&a, q))
			ok = ask(a, events, q, &laid[q]) && ok;
	scope_close(&sc);
	return ok;
}

/* How many events there are is asked in a child too: DuckDB's threads would not live through a fork. */
static uint64_t count_events(const char *dir)
{
	uint64_t events = 0;
	int ends[2];

	if (pipe(ends) != 0)
		return 0;
	if (fork() == 0) {
		struct scope sc = { 0 };
		struct bench b = { 0 };
		if (bench_open(&sc, dir, &b))
			events = b.trail->events;
		else
			fprintf(stderr, "questions: %s\n", sc.why);
		_exit(write(ends[1], &events, sizeof events) == sizeof events ? 0 : 1);
	}
	if (read(ends[0], &events, sizeof events) != sizeof events)
		events = 0;
	wait(NULL);
	return events;
}

int main(int argc, char **argv)
{
	struct asked a = { .dir = argc > 1 ? argv[1] : NULL, .limit_s = 600 };

	for (int i = 2; i + 1 < argc; i += 2) {
		if (strcmp(argv[i], "--limit") == 0)
			a.limit_s = strtod(argv[i + 1], NULL);
		else if (strcmp(argv[i], "--only") == 0)
			a.only = argv[i + 1];
	}
	if (!a.dir) {
		fputs("use: questions WORKSPACE [--limit SECONDS] [--only PART OF A NAME]\n", stderr);
		return 2;
	}
	uint64_t events = count_events(a.dir);
	return events && ask_all(a, events) ? 0 : 1;
}
