/* sources_big - a big composite shop, simulated and read back in the most obvious way, for the tests of its files.
 *
 *	cmocka_run_group_tests_name("sources", tests, big_open, big_close);
 */
#pragma once

#include <jansson.h>
#include <time.h>
#include <unistd.h>

#include "../folder.h"
#include "simulate/source_files.h"
#include "simulate/sources.h"

enum { BIG = 3000, COLUMNS = 60 };

enum {
	TRUTH_FILE,
	TRUTH_LINE,
	TRUTH_RECORD,
	TRUTH_KEY,
	TRUTH_AT,
	TRUTH_EVENT,
	TRUTH_TIME,
	TRUTH_WHO,
	TRUTH_HISTORY,
	TRUTH_COLUMNS
};

static inline struct str content(struct scope *sc, const char *dir, const char *name)
{
	FILE *f = fopen(scope_printf(sc, "%s/%s", dir, name), "rb");
	struct stat about;

	assert_non_null(f);
	assert_int_equal(fstat(fileno(f), &about), 0);
	char *p = scope_alloc(sc, (size_t)about.st_size + 1, 1);
	assert_int_equal(fread(p, 1, (size_t)about.st_size, f), about.st_size);
	fclose(f);
	return (struct str){ p, (size_t)about.st_size };
}

/* The cells of one line of CSV; a cell has no line break. */
static inline size_t cells(struct scope *sc, struct str line, struct str *out)
{
	size_t n = 0;

	for (size_t i = 0; i <= line.n; i++) {
		struct buf *b = buf_new(sc, 1000);
		bool quoted = i < line.n && line.p[i] == '"';
		for (i += quoted; i < line.n && (quoted || line.p[i] != ','); i++) {
			if (quoted && line.p[i] == '"' && (i + 1 == line.n || line.p[++i] != '"')) {
				quoted = false;
				assert_true(i == line.n || line.p[i] == ',' || i + 1 == line.n);
				if (i < line.n && line.p[i] == ',')
					break;
				continue;
			}
			buf_putc(b, line.p[i]);
		}
		assert_true(!quoted && n < COLUMNS);
		out[n++] = buf_str(b);
	}
	return n;
}

struct row {
	struct str cell[TRUTH_COLUMNS];
	int64_t time_s;
	uint32_t who, at;
	size_t file;
};

struct big {
	struct folder folder;
	struct simulate_report *report;
	json_t *truth;
	LIST(struct row) rows; /* of truth.csv */
	LIST(struct str) lines[SOURCE_PATHS];
};

static inline int64_t whole(struct str s)
{
	int64_t n;

	if (!str_integer(s, &n))
		fail_msg("\"%.*s\" is no whole number", STR_ARG(s));
	return n;
}

static inline int64_t time_of(struct scope *sc, struct str s)
{
	struct tm tm = { 0 };
	const char *end = strptime(str_c(sc, s), "%Y-%m-%dT%H:%M:%SZ", &tm);

	assert_true(end && !*end);
	return (int64_t)timegm(&tm);
}

static inline size_t point_of(struct str id)
{
	for (size_t i = 0; i < SOURCE_POINTS; i++)
		if (str_equal(id, str_of(source_touchpoints[i].id)))
			return i;
	fail_msg("no touchpoint \"%.*s\"", STR_ARG(id));
	return 0;
}

static inline size_t file_of(struct str name)
{
	for (size_t i = 0; i < SOURCE_FILES; i++)
		if (str_equal(name, str_of(source_file_name((enum source_file)i))))
			return i;
	fail_msg("no file \"%.*s\"", STR_ARG(name));
	return 0;
}

static inline void read_row(struct big *big, struct str line)
{
	struct scope *sc = &big->folder.sc;
	struct row *row = LIST_ADD(sc, &big->rows);
	struct str all[COLUMNS];

	assert_int_equal(cells(sc, line, all), TRUTH_COLUMNS);
	memcpy(row->cell, all, sizeof row->cell);
	row->time_s = time_of(sc, all[TRUTH_TIME]);
	row->who = (uint32_t)whole(all[TRUTH_WHO]);
	row->at = (uint32_t)point_of(all[TRUTH_AT]);
	row->file = file_of(all[TRUTH_FILE]);
}

static inline void read_lines(struct big *big, size_t file, const char *name)
{
	struct scope *sc = &big->folder.sc;
	struct str rest = content(sc, big->folder.dir, name);

	while (rest.n)
		*LIST_ADD(sc, &big->lines[file]) = str_cut(&rest, '\n');
}

static inline int big_open(void **state)
{
	struct big *big = calloc(1, sizeof *big);

	assert_non_null(big);
	big->folder = folder_open();
	struct scope *sc = &big->folder.sc;
	big->report = simulate_sources(
		sc, &(struct simulate_options){ .seed = 2, .customers = BIG }, big->folder.dir);
	if (!big->report)
		fail_msg("%s", sc->why);
	for (size_t i = 0; i < SOURCE_FILES; i++)
		read_lines(big, i, source_file_name((enum source_file)i));
	struct str rest = content(sc, big->folder.dir, "truth.csv");
	assert_str(str_cut(&rest, '\n'), "file,line,record,key,touchpoint,event,time,customer,history");
	while (rest.n)
		read_row(big, str_cut(&rest, '\n'));
	big->truth = json_load_file(folder_path(&big->folder, "truth.json"), 0, NULL);
	assert_non_null(big->truth);
	*state = big;
	return 0;
}

static inline int big_close(void **state)
{
	struct big *big = *state;

	json_decref(big->truth);
	folder_close(&big->folder);
	free(big);
	return 0;
}

static inline uint64_t count_of(const json_t *object, const char *name)
{
	return (uint64_t)json_integer_value(json_object_get(object, name));
}

static inline bool starts_a_mail(struct str line)
{
	return str_starts(line, STR("From "));
}
