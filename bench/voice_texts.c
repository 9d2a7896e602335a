#include "voice_texts.h"

#include <errno.h>
#include <stdio.h>

#include "base/names.h"

/* clang-format off */
const struct texts_task texts_tasks[] = {
	{ .name = "English tweets to airlines", .language = "en", .files = { "airline_tweets/Tweets.csv" },
		.label = "airline_sentiment", .text = "text",
		.labels = { { "negative", 0 }, { "neutral", 1 }, { "positive", 2 } },
		.classes = { "negative", "neutral", "positive" }, .accuracy = .82, .macro_f1 = .76 },
	{ .name = "Polish sentences on hotels", .language = "pl", .second_tests = true,
		.files = { "polish_wccrs/WCCRS_HOTELS.train.txt", "polish_wccrs/WCCRS_HOTELS.dev.txt" },
		.labels = { { "3", 0 }, { "0", 1 }, { "2", 2 } },
		.classes = { "negative", "neutral", "positive" }, .accuracy = .85, .macro_f1 = .84 },
	{ .name = "Polish hotels, both files mixed", .language = "pl",
		.files = { "polish_wccrs/WCCRS_HOTELS.train.txt", "polish_wccrs/WCCRS_HOTELS.dev.txt" },
		.labels = { { "3", 0 }, { "0", 1 }, { "2", 2 } },
		.classes = { "negative", "neutral", "positive" } },
	{ .name = "Polish sentences on medicine", .language = "pl", .second_tests = true,
		.files = { "polish_wccrs/WCCRS_MEDICINE.train.txt", "polish_wccrs/WCCRS_MEDICINE.dev.txt" },
		.labels = { { "3", 0 }, { "0", 1 }, { "2", 2 } },
		.classes = { "negative", "neutral", "positive" } },
	{ .name = "Russian posts", .language = "ru", .label = "label", .text = "text",
		.files = { "rusentiment/rusentiment_random_posts.csv", "rusentiment/rusentiment_preselected_posts.csv" },
		.labels = { { "negative", 0 }, { "neutral", 1 }, { "positive", 2 }, { "speech", 2 } },
		.classes = { "negative", "neutral", "positive" }, .accuracy = .77, .macro_f1 = .70 },
	{ .name = "English reasons to complain, 10", .language = "en", .files = { "airline_tweets/Tweets.csv" },
		.label = "negativereason", .text = "text", .only = "airline_sentiment", .only_is = "negative",
		.labels = { { "Customer Service Issue", 0 }, { "Late Flight", 1 }, { "Can't Tell", 2 },
			{ "Cancelled Flight", 3 }, { "Lost Luggage", 4 }, { "Bad Flight", 5 },
			{ "Flight Booking Problems", 6 }, { "Flight Attendant Complaints", 7 },
			{ "longlines", 8 }, { "Damaged Luggage", 9 } },
		.classes = { "service", "late", "unclear", "cancelled", "lost luggage", "bad flight", "booking",
			"attendants", "lines", "damaged luggage" }, .accuracy = .60 },
	{ .name = NULL },
};
/* clang-format on */

enum { COLUMNS = 32 };

static struct str file_of(struct scope *sc, const char *path)
{
	FILE *f = fopen(path, "rb");
	char *bytes = NULL;
	size_t n = 0, room = 0, got;

	if (!f) {
		scope_fail(sc, FAULT_NOT_FOUND, "cannot read %s: %s", path, strerror(errno));
		return (struct str){ NULL, 0 };
	}
	do {
		bytes = scope_grow(sc, bytes, room, room + (4 << 20), 1);
		room += 4 << 20;
		got = fread(bytes + n, 1, room - n, f);
		n += got;
	} while (got);
	fclose(f);
	return (struct str){ bytes, n };
}

/* --- rows --------------------------------------------------------------------------------------------- */

/* One cell, its quotes undone in place; `*p` moves behind what ends it. */
static struct str read_cell(char **p, const char *end, bool *row_ends)
{
	char *out = *p, *at = *p;
	struct str cell = { out, 0 };
	bool quoted = at < end && *at == '"';

	for (at += quoted; at < end; at++) {
		if (quoted && *at == '"' && at + 1 < end && at[1] == '"')
			at++;
		else if (quoted && *at == '"') {
			quoted = false;
			continue;
		} else if (!quoted && (*at == ',' || *at == '\n'))
			break;
		*out++ = *at;
	}
	*row_ends = at >= end || *at == '\n';
	cell.n = (size_t)(out - cell.p);
	*p = at < end ? at + 1 : at;
	return cell;
}

static size_t read_row(char **p, const char *end, struct str *cells)
{
	bool row_ends = false;
	size_t n = 0;

	while (!row_ends) {
		struct str cell = read_cell(p, end, &row_ends);
		if (n < COLUMNS)
			cells[n++] = cell;
	}
	return n;
}

static size_t column(const struct str *names, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (name && str_equal(str_trim(names[i]), str_of(name)))
			return i;
	return COLUMNS;
}

/* --- texts -------------------------------------------------------------------------------------------- */

struct filling {
	struct scope *sc;
	struct texts *texts;
	const struct texts_task *task;
	struct names *seen;
	struct tokens tokens;
};

/* The same words and marks, @names and addresses apart, are the same text: or the trial would know it beforehand. */
static bool is_new(struct filling *f, struct str text)
{
	uint64_t hash = 0;
	uint32_t before = names_count(f->seen);

	tokens_read(&f->tokens, text);
	for (size_t i = 0; i < f->tokens.n; i++)
		hash = hash_mix(hash, f->tokens.at[i].word.n ? f->tokens.at[i].hash : f->tokens.at[i].kind);
	return names_add(f->seen, (struct str){ (const char *)&hash, sizeof hash }) == before;
}

static void add(struct filling *f, struct str label, struct str text)
{
	for (size_t i = 0; f->task->labels[i].label; i++) {
		if (!str_equal(label, str_of(f->task->labels[i].label)))
			continue;
		if (!is_new(f, text)) {
			f->texts->twice++;
			return;
		}
		f->texts->bytes += text.n;
		*LIST_ADD(f->sc, &f->texts->at) = (struct model_example){
			.text = text, .label = f->task->labels[i].class, .weight = 1
		};
	}
}

static bool read_table(struct filling *f, struct str bytes, const char *path)
{
	struct str cells[COLUMNS];
	char *p = (char *)bytes.p;
	const char *end = bytes.p + bytes.n;
	size_t n = read_row(&p, end, cells), label = column(cells, n, f->task->label),
	       text = column(cells, n, f->task->text), only = column(cells, n, f->task->only);

	if (label == COLUMNS || text == COLUMNS)
		return scope_fail(f->sc, FAULT_INVALID, "%s has no column %s or %s", path, f->task->label,
			f->task->text);
	while (p < end) {
		n = read_row(&p, end, cells);
		if (label < n && text < n && (only >= n || str_equal(cells[only], str_of(f->task->only_is))))
			add(f, cells[label], cells[text]);
	}
	return true;
}

static void read_lines(struct filling *f, struct str bytes)
{
	while (bytes.n) {
		struct str line = str_cut(&bytes, '\n');
		struct str label = str_cut(&line, ' ');
		if (line.p)
			add(f, label, line);
	}
}

bool texts_read(struct scope *sc, struct texts *texts, const char *folder, const struct texts_task *task)
{
	struct filling f = { .sc = sc, .texts = texts, .task = task, .seen = names_new(sc) };
	bool ok = true;

	for (size_t i = 0; ok && i < COUNT_OF(task->files) && task->files[i]; i++) {
		const char *path = scope_printf(sc, "%s/%s", folder, task->files[i]);
		struct str bytes = file_of(sc, path);
		ok = bytes.p && (!task->label || read_table(&f, bytes, path));
		if (ok && !task->label)
			read_lines(&f, bytes);
		if (i == 0 && task->second_tests)
			texts->n_train = texts->at.n;
	}
	tokens_close(&f.tokens);
	return ok;
}
