#include "intake/import.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/crew.h"
#include "formats/format.h"
#include "intake/loader.h"
#include "intake/parquet.h"
#include "intake/source_guess.h"
#include "store/evidence_change.h"
#include "store/strangers.h"

enum { SAMPLE = 2000, SAMPLE_BYTES = 64 << 20 };

/* A file that is being imported: it is read up to three times, for a look, to settle day or month, in full. */
struct importing {
	struct scope *sc;
	struct workspace *ws;
	const char *path;
	const struct import_wish *wish;
	struct input *in;            /* NULL for Parquet */
	const struct format *format; /* NULL for Parquet */
	struct names *columns;
	struct reader_notes notes;
	bool of_archive;        /* `in` is a member of one */
	struct when_zone *zone; /* NULL: UTC is assumed */
	struct mapping *mapping, *seen;
	struct import_preview *preview; /* NULL: nobody looks */
	LIST(struct record) sample;
	size_t sampled; /* bytes of it */
	unsigned threads;
	struct loader *loader;
	struct filler *fillers[CREW_MOST];
	struct portion portions[READER_SLOTS];
	struct import_report *report;
};

static bool read_again(struct importing *im, const struct sink *sink, uint64_t max_records)
{
	struct reader_options options = {
		.max_records = max_records, .zone = im->zone, .header = im->wish->header
	};

	im->notes = (struct reader_notes){ 0 };
	if (!im->format)
		return parquet_read(im->sc, im->path, &options, im->columns, sink, &im->notes);
	return input_rewind(im->in) &&
	       im->format->read(im->sc, im->in, &options, im->columns, sink, &im->notes);
}

static bool goes_on(const struct importing *im)
{
	if (!im->wish->stop || !atomic_load(im->wish->stop))
		return true;
	return scope_fail(im->sc, FAULT_CONFLICT, "%.*s: it was stopped, nothing of it was taken",
		STR_ARG(im->report->file));
}

/* --- first look ---------------------------------------------------------------------------------- */

/* The sample is kept, so it has a ceiling: records of many megabytes are looked at no longer than that. */
static bool look_at(void *to, const struct record *record)
{
	struct importing *im = to;

	if (im->sampled >= SAMPLE_BYTES)
		return goes_on(im);
	struct str *values = NEW_ARRAY(im->sc, struct str, record->n + 1);
	for (size_t i = 0; i < record->n; i++) {
		values[i] = str_copy(im->sc, record->values[i]);
		im->sampled += record->values[i].n;
	}
	*LIST_ADD(im->sc, &im->sample) =
		(struct record){ .values = values, .n = record->n, .row = record->row, .part = record->part };
	return true;
}

static bool pass_over(void *to, uint64_t row, struct str raw, const char *why)
{
	(void)to, (void)row, (void)raw, (void)why;
	return true;
}

static bool show_for_settling(void *to, const struct record *record)
{
	struct importing *im = to;

	mapping_settle(im->mapping, record);
	return goes_on(im);
}

/* What a format says of itself leaves nothing to wish for: whoever wishes means the general formats. */
static bool wishes_fit(struct importing *im)
{
	const struct mapping_wishes *wishes = &im->wish->mapping;

	if (!im->format || !im->format->facts || !wishes->n_columns)
		return true;
	return scope_fail(im->sc, FAULT_INVALID,
		"%.*s is read as %s, whose columns are known: --column is for tables (--format csv or json reads it as one)",
		STR_ARG(im->report->file), im->format->name);
}

static bool sample_read(struct importing *im)
{
	struct sink look = { im, look_at, pass_over };

	if (!read_again(im, &look, SAMPLE))
		return false;
	if (!im->wish->preview)
		return true;
	im->preview = preview_columns(im->sc, im->columns, im->sample.at, im->sample.n);
	im->preview->file = im->report->file;
	im->preview->known = im->format && im->format->facts;
	if (im->in && input_remark(im->in))
		im->preview->remark = str_of(input_remark(im->in));
	return true;
}

static bool understand(struct importing *im)
{
	struct mapping_wishes wishes = im->wish->mapping;

	wishes.format = im->format;
	wishes.may_be_empty = im->wish->live != NULL;
	if (!wishes_fit(im) || (wishes.zone && !(im->zone = when_zone_open(im->sc, wishes.zone))))
		return false;

	if (!sample_read(im))
		return false;
	wishes.cases |= im->notes.cases;
	wishes.decimal_comma |= im->notes.decimal_comma;
	wishes.file_name = im->report->file;
	wishes.seen = &im->seen;
	im->mapping = mapping_guess(im->sc, im->columns, im->sample.at, im->sample.n, &wishes);
	if (!im->mapping)
		return false;
	struct sink settle = { im, show_for_settling, pass_over };
	return !mapping_unsettled(im->mapping) || read_again(im, &settle, 0);
}

/* --- the whole file ------------------------------------------------------------------------------ */

static void tell_progress(const struct importing *im)
{
	if (im->wish->progress)
		im->wish->progress(im->wish->progress_to, im->in ? input_taken(im->in) : im->report->rows,
			im->in ? input_size(im->in) : 0);
}

static void show_quarantined(struct importing *im, const struct portion *p)
{
	struct import_report *r = im->report;

	for (size_t i = 0; i < p->unread.n && r->n_shown < IMPORT_SHOWN; i++)
		r->shown[r->n_shown++] = (struct import_quarantined){ p->unread.at[i].row,
			str_copy(im->sc, p->unread.at[i].why) };
}

static bool take_portions(void *to, size_t n)
{
	struct importing *im = to;

	if (!goes_on(im) || !loader_take(im->sc, im->loader, im->portions, n))
		return false;
	for (size_t i = 0; i < n; i++) {
		struct portion *p = &im->portions[i];
		im->report->rows += p->rows;
		im->report->without_event += p->without_event;
		im->report->erased += p->erased;
		show_quarantined(im, p);
		if (p->counts)
			mapping_counts_add(im->mapping, p->counts);
		portion_close(p);
	}
	tell_progress(im);
	return true;
}

static struct sink open_portion(void *to, unsigned worker, size_t slot)
{
	struct importing *im = to;

	filler_begin(im->fillers[worker], &im->portions[slot]);
	return (struct sink){ im->fillers[worker], filler_record, filler_broken };
}

static void close_portion(void *to, unsigned worker, size_t slot)
{
	struct importing *im = to;

	(void)slot;
	filler_end(im->fillers[worker]);
}

/* What can be read from front to back only is taken portion by portion all the same. */
static bool hand_over_full(struct importing *im)
{
	if (!portion_is_full(&im->portions[0]))
		return true;
	close_portion(im, 0, 0);
	bool ok = take_portions(im, 1);
	open_portion(im, 0, 0);
	return ok;
}

static bool take_record(void *to, const struct record *record)
{
	struct importing *im = to;

	return filler_record(im->fillers[0], record) && hand_over_full(im);
}

static bool take_broken(void *to, uint64_t row, struct str raw, const char *why)
{
	struct importing *im = to;

	return filler_broken(im->fillers[0], row, raw, why) && hand_over_full(im);
}

static struct filling filling_of(const struct importing *im)
{
	return (struct filling){ .import = loader_import(im->loader),
		.columns = im->columns,
		.secret = im->ws->secret,
		.source = im->report->source,
		.now_us = im->wish->now_us,
		.contacts = im->wish->contacts };
}

static bool read_serially(struct importing *im)
{
	struct sink take = { im, take_record, take_broken };

	struct filling filling = filling_of(im);

	im->fillers[0] = filler_new(im->sc, &filling, im->mapping, false);
	open_portion(im, 0, 0);
	bool ok = read_again(im, &take, 0);
	close_portion(im, 0, 0);
	return (ok || im->portions[0].sc.fault) && take_portions(im, 1) && ok;
}

static bool read_in_pieces(struct importing *im)
{
	struct piece_sinks sinks = { im, im->threads, im->wish->piece, open_portion, close_portion,
		take_portions };
	struct reader_options options = { .header = im->wish->header };
	struct filling filling = filling_of(im);

	for (unsigned i = 0; i < im->threads; i++)
		im->fillers[i] = filler_new(im->sc, &filling, im->mapping, true);
	return input_rewind(im->in) &&
	       im->format->read_pieces(im->sc, im->in, &options, im->columns, &sinks, &im->notes);
}

static void fill_report(struct importing *im)
{
	struct import_report *r = im->report;
	size_t n;
	const struct str *remarks = mapping_remarks(im->mapping, &n);

	r->columns = mapping_columns(im->mapping, &r->n_columns);
	r->wide = mapping_is_wide(im->mapping);
	r->rows_are_customers = mapping_rows_are_customers(im->mapping);
	r->encoding = str_copy(im->sc, im->notes.encoding);
	for (size_t i = 0; i < n; i++)
		*LIST_ADD(im->sc, &r->remarks) = remarks[i];
	for (size_t i = 0; i < im->notes.remarks.n; i++)
		*LIST_ADD(im->sc, &r->remarks) = str_copy(im->sc, im->notes.remarks.at[i]);
	if (im->notes.zone_assumed)
		*LIST_ADD(im->sc, &r->remarks) =
			STR("times have no zone: read as UTC (--tz ZONE changes it)");
	if (r->erased)
		*LIST_ADD(im->sc, &r->remarks) = str_of(scope_printf(im->sc,
			"%llu rows are about customers who were erased: they were left out",
			(unsigned long long)r->erased));
	if (im->notes.headless)
		*LIST_ADD(im->sc, &r->remarks) = STR(
			"the first line is data already, no line has the columns' names (--header yes takes it for them)");
	if (im->notes.preamble)
		*LIST_ADD(im->sc, &r->remarks) =
			str_of(scope_printf(im->sc, "%llu lines above the header were passed over",
				(unsigned long long)im->notes.preamble));
	if (im->notes.total_lines)
		*LIST_ADD(im->sc, &r->remarks) =
			str_of(scope_printf(im->sc, "%llu lines with totals were passed over",
				(unsigned long long)im->notes.total_lines));
}

/* What stays with the import, and stands on every map that is made of it. */
static struct str remark_lines(struct scope *sc, const struct import_report *r)
{
	struct buf *b = buf_new(sc, 1 << 20);

	for (size_t i = 0; i < r->remarks.n; i++)
		buf_printf(b, "%s%.*s", i ? "\n" : "", STR_ARG(r->remarks.at[i]));
	return buf_str(b);
}

static bool nothing_taken(struct importing *im)
{
	const struct import_report *r = im->report;

	if (im->format && im->format->facts)
		return scope_fail(im->sc, FAULT_INVALID,
			"%.*s: no event could be taken out of %llu rows%s%.*s", STR_ARG(r->file),
			(unsigned long long)(r->rows > r->quarantined ? r->rows : r->quarantined),
			r->n_shown ? ": " : "", STR_ARG(r->n_shown ? r->shown[0].reason : STR("")));
	return scope_fail(im->sc, FAULT_INVALID,
		"%.*s: no event could be taken out of %llu rows%s%.*s (see which columns were taken for what with"
		" --dry-run --json, and say it better with --column ROLE=NAME)",
		STR_ARG(r->file), (unsigned long long)(r->rows > r->quarantined ? r->rows : r->quarantined),
		r->n_shown ? ": " : "", STR_ARG(r->n_shown ? r->shown[0].reason : STR("")));
}

static bool take_beside(struct importing *im)
{
	const struct import_live *live = im->wish->live;

	return !live || live->beside(im->sc, live->to, loader_import(im->loader));
}

static bool read_all(struct importing *im)
{
	struct import_report *r = im->report;
	struct loader_counts counts;
	bool pieces = im->format && im->format->read_pieces;

	if (!(pieces ? read_in_pieces(im) : read_serially(im)) || !take_beside(im) ||
		!loader_settle(im->sc, im->loader, &counts))
		return false;
	r->events = counts.events;
	r->duplicates = counts.duplicates;
	r->quarantined = counts.quarantined;
	r->superseded = counts.superseded;
	r->metrics = counts.metrics;
	r->links = counts.links;
	fill_report(im);
	struct str lines = remark_lines(im->sc, r);
	r->replaced = loader_replaced(im->loader);
	if (r->replaced)
		*LIST_ADD(im->sc, &r->remarks) = str_of(scope_printf(im->sc,
			"this file was read otherwise before: %llu events of that reading %s taken back (a file that"
			" repeats some of them wants to be imported again with the same options)",
			(unsigned long long)r->replaced, im->wish->dry_run ? "would be" : "were"));
	if (r->events + r->duplicates + r->metrics + r->links + r->superseded + r->erased == 0 &&
		!im->wish->live && !mapping_is_identity(im->mapping))
		return nothing_taken(im);
	r->kept = !im->wish->dry_run;
	return im->wish->dry_run || loader_commit(im->sc, im->loader, r->rows, lines);
}

static bool fingerprint(struct scope *sc, const char *path, uint64_t *out)
{
	struct scope mine = { 0 };
	enum { PIECE = 1 << 20 };
	char *bytes = scope_alloc(&mine, PIECE, 1);
	FILE *f = fopen(path, "rb");
	size_t n;

	*out = 0;
	while (f && (n = fread(bytes, 1, PIECE, f)) > 0)
		*out = hash_bytes(bytes, n, *out);
	bool ok = f && !ferror(f);
	if (f)
		fclose(f);
	scope_close(&mine);
	return ok || scope_fail(sc, FAULT_IO, "cannot read \"%s\": %s", path, strerror(errno));
}

/* Of what lies in an archive: the text that is read of it. */
static bool fingerprint_input(struct importing *im, uint64_t *out)
{
	struct scope mine = { 0 };
	enum { PIECE = 1 << 20 };
	char *bytes = scope_alloc(&mine, PIECE, 1);
	long n = -1;

	*out = 0;
	if (input_rewind(im->in))
		while ((n = input_read(im->in, bytes, PIECE)) > 0)
			*out = hash_bytes(bytes, (size_t)n, *out);
	scope_close(&mine);
	return n == 0;
}

static struct str base_name(struct scope *sc, const char *path)
{
	const char *slash = strrchr(path, '/');

	return str_copy(sc, str_of(slash ? slash + 1 : path));
}

/* A file is read more than once: what flows away cannot be. */
static bool stays(struct scope *sc, const char *path)
{
	struct stat st;

	if (stat(path, &st) != 0 || S_ISREG(st.st_mode) || S_ISDIR(st.st_mode))
		return true; /* what cannot be opened is said where it is opened */
	return scope_fail(sc, FAULT_INVALID,
		"%s is a pipe or a device: save what comes out of it as a file first", path);
}

static bool open_file(struct importing *im)
{
	im->in = input_open(im->sc, im->path);
	return im->in && (!im->wish->sheet.p || input_set_sheet(im->in, im->wish->sheet));
}

static bool recognise(struct importing *im)
{
	struct str wish = im->wish->format;

	if (!im->in && !stays(im->sc, im->path))
		return false;
	if (!im->in && parquet_is(im->path) && (!wish.p || str_same(wish, STR("parquet")))) {
		im->report->format = STR("parquet");
		return true;
	}
	if (!im->in && !open_file(im))
		return false;
	im->format = wish.p ? format_find(wish) : format_detect(im->sc, im->in);
	if (!im->format)
		return scope_fail(im->sc, FAULT_NOT_FOUND,
			"there is no format \"%.*s\" (wend help import lists them)", STR_ARG(wish));
	im->report->format = str_of(im->format->name);
	return true;
}

/* Whether most rows of the sample have a rating: then the table is a survey, and not a log with a few stars. */
static bool mostly_ratings(const struct importing *im, const struct mapped_column *columns, size_t n)
{
	size_t rated = 0;

	for (size_t i = 0; i < im->sample.n; i++) {
		bool any = false;
		for (size_t c = 0; c < n && c < im->sample.at[i].n; c++)
			any |= columns[c].role == ROLE_RATING && im->sample.at[i].values[c].n > 0;
		rated += any;
	}
	return rated * 2 > im->sample.n;
}

static enum source_kind source_of(const struct importing *im)
{
	size_t n;
	const struct mapped_column *columns = mapping_columns(im->mapping, &n);

	if (im->wish->has_source)
		return im->wish->source;
	if (im->format && im->format->has_source)
		return im->format->source;
	return source_guess(im->sc, columns, n,
		&(struct source_signs){ .wide = mapping_is_wide(im->mapping),
			.cases = im->notes.cases,
			.rated = mostly_ratings(im, columns, n) });
}

/* What was understood is shown before anything is read in full; of what was not, the columns are. */
static bool understood(struct importing *im)
{
	bool ok = understand(im);

	if (im->seen && im->preview)
		preview_roles(im->preview, im->seen);
	if (ok && im->preview)
		preview_events(im->sc, im->preview, im->mapping, im->sample.at, im->sample.n);
	if (im->preview)
		im->wish->preview(im->wish->preview_to, im->preview);
	return ok;
}

static bool import(struct importing *im)
{
	struct evidence_file file = { .name = im->report->file, .imported_us = im->wish->now_us };

	if (!recognise(im) || !understood(im))
		return false;
	if (!(im->of_archive ? fingerprint_input(im, &file.fingerprint)
			     : fingerprint(im->sc, im->path, &file.fingerprint)))
		return false;
	if (im->wish->live)
		file.fingerprint = im->wish->live->fingerprint;
	file.ever = im->wish->live != NULL;
	im->report->source = file.source = source_of(im);
	file.format = im->report->format;
	file.mapping = loader_mapping_json(im->sc, im->mapping, &im->wish->mapping, file.source);
	im->loader = loader_open(im->sc, im->ws, &file, im->threads);
	return im->loader && read_all(im);
}

/* Of several files one wants to know which it was, also where what failed knows only of columns. */
static void *name_file(struct scope *sc, const char *path)
{
	enum fault fault = sc->fault;
	char *why = scope_printf(sc, "%s", sc->why);

	if (fault == FAULT_IO || str_has(str_of(why), base_name(sc, path)))
		return NULL;
	scope_forgive(sc);
	return scope_fail(sc, fault, "%.200s: %s", path, why);
}

/* With what is older than it may be goes what this file has of it. */
static bool expire(struct importing *im)
{
	uint64_t events;

	if (!im->report->kept)
		return true;
	if (!evidence_expire(im->sc, im->ws->evidence, im->wish->now_us, &events))
		return false;
	if (!events)
		return true;
	*LIST_ADD(im->sc, &im->report->remarks) = str_of(scope_printf(im->sc,
		"%llu events are older than they may be kept: they are gone (wend retention)",
		(unsigned long long)events));
	return workspace_clean(im->sc, im->ws);
}

/* Whom nobody else knows, and what that means for the maps that are there. */
static bool tell_strangers(struct importing *im)
{
	struct scope *sc = im->sc;
	struct stranger *list;
	struct saved_map *maps;
	size_t n, n_maps;

	if (!im->report->kept || im->wish->live)
		return true;
	if (!strangers_find(sc, im->ws->evidence, &list, &n) ||
		!documents_maps(sc, im->ws->documents, &maps, &n_maps))
		return false;
	const struct stranger *s = stranger_of(list, n, evidence_import_id(loader_import(im->loader)));
	if (!s)
		return true;
	*LIST_ADD(sc, &im->report->remarks) = stranger_words(sc, s);
	if (n_maps)
		*LIST_ADD(sc, &im->report->remarks) = STR(
			"these customers count on every map that is there: in its totals, its period and its silence limit."
			" A map stays apart with a persona of its own whose rule names its sources ({ attr: source, is: web })"
			" and a silence limit set by hand; or undo this import and take the file into another workspace");
	return true;
}

static struct import_report *import_from(struct importing *im)
{
	const struct import_wish *wish = im->wish;

	im->threads = wish->threads ? wish->threads : crew_size();
	im->columns = names_new(im->sc);
	im->report = NEW(im->sc, struct import_report);
	im->report->file = im->of_archive ? str_copy(im->sc, str_of(im->path)) : base_name(im->sc, im->path);
	bool ok = import(im) && expire(im) && tell_strangers(im);
	for (size_t i = 0; i < COUNT_OF(im->portions); i++)
		portion_close(&im->portions[i]);
	for (size_t i = 0; i < COUNT_OF(im->fillers); i++)
		filler_close(im->fillers[i]);
	loader_close(im->loader);
	input_close(im->in);
	return ok ? im->report : name_file(im->sc, im->path);
}

struct import_report *import_file(
	struct scope *sc, struct workspace *ws, const char *path, const struct import_wish *wish)
{
	struct importing *im = NEW(sc, struct importing);

	*im = (struct importing){ .sc = sc, .ws = ws, .path = path, .wish = wish };
	return import_from(im);
}

struct import_report *import_member(struct scope *sc, struct workspace *ws, struct input *in,
	const char *name, const struct import_wish *wish)
{
	struct importing *im = NEW(sc, struct importing);

	*im = (struct importing){
		.sc = sc, .ws = ws, .path = name, .wish = wish, .in = in, .of_archive = true
	};
	return import_from(im);
}
