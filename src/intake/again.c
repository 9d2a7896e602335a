#include <jansson.h>
#include <stdlib.h>

#include "formats/facts.h"
#include "intake/import.h"
#include "intake/loader.h"

/* One file's rows in quarantine, read again. */
struct again {
	struct scope *sc;
	struct workspace *ws;
	const struct import_wish *wish;
	struct import_report *report;
	struct evidence_file file;
	struct names *columns;
	LIST(struct record) records; /* what was a record; raw: its JSON */
	LIST(struct record) broken;  /* what never was one: raw only */
	LIST(struct str) reasons;    /* of the broken */
};

struct waiting { /* a file with rows in quarantine */
	struct evidence_file file;
	struct str fingerprint;
};

static struct str text_of(struct scope *sc, const json_t *value)
{
	return str_copy(sc, (struct str){ json_string_value(value), json_string_length(value) });
}

static void add_record(struct again *a, uint64_t row, const json_t *object, struct str raw)
{
	const char *key;
	json_t *value;
	size_t n = 0;

	json_object_foreach((json_t *)object, key, value)
	{
		uint32_t code = names_add(a->columns, str_of(key));
		if (code < READER_COLUMNS && code >= n)
			n = code + 1;
	}
	struct str *values = NEW_ARRAY(a->sc, struct str, n + 1);
	json_object_foreach((json_t *)object, key, value)
	{
		uint32_t code = names_find(a->columns, str_of(key));
		if (code < n && json_is_string(value))
			values[code] = text_of(a->sc, value);
	}
	*LIST_ADD(a->sc, &a->records) = (struct record){ .values = values, .n = n, .row = row, .raw = raw };
}

static bool load_rows(struct again *a, struct str fingerprint)
{
	struct duck_rows *rows = duck_ask(a->sc, evidence_duck(a->ws->evidence),
		"SELECT q.row, q.record, q.reason FROM quarantine q JOIN import i ON i.id = q.import"
		" WHERE i.fingerprint = ?::UBIGINT ORDER BY q.row",
		1, &DUCK_TEXT(fingerprint));

	if (!rows)
		return false;
	while (duck_next(rows)) {
		struct str raw = str_copy(a->sc, duck_text(rows, 1));
		uint64_t row = (uint64_t)duck_int(rows, 0);
		json_t *json = json_loadb(raw.p, raw.n, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
		if (json_is_object(json)) {
			add_record(a, row, json, raw);
		} else {
			*LIST_ADD(a->sc, &a->broken) = (struct record){ .row = row, .raw = text_of(a->sc, json) };
			*LIST_ADD(a->sc, &a->reasons) = str_copy(a->sc, duck_text(rows, 2));
		}
		json_decref(json);
	}
	return duck_done(a->sc, rows);
}

static bool wished(const struct mapping_wishes *wishes, enum role role, struct str column)
{
	for (size_t i = 0; i < wishes->n_columns; i++)
		if (wishes->columns[i].role == role || str_same(wishes->columns[i].column, column))
			return true;
	return false;
}

/* What the columns were taken for in the first place, under what is wished now. */
static void add_old_roles(struct again *a, struct mapping_wishes *wishes)
{
	json_t *old = json_loadb(a->file.mapping.p, a->file.mapping.n, 0, NULL);
	size_t n = wishes->n_columns;
	struct column_wish *columns = NEW_ARRAY(a->sc, struct column_wish, n + json_object_size(old) + 1);
	const char *key;
	json_t *value;

	if (n)
		memcpy(columns, wishes->columns, n * sizeof *columns);
	json_object_foreach(old, key, value)
	{
		struct column_wish wish = { .column = str_copy(a->sc, str_of(key)) };
		bool role = role_find(str_of(json_string_value(value)), &wish.role) && wish.role != ROLE_NONE;
		if (role && names_find(a->columns, wish.column) != NAMES_NONE &&
			!wished(wishes, wish.role, wish.column))
			columns[n++] = wish;
	}
	json_decref(old);
	wishes->columns = columns;
	wishes->n_columns = n;
}

static void show(struct again *a, uint64_t row, const char *why)
{
	struct import_report *r = a->report;

	if (r->n_shown < IMPORT_SHOWN)
		r->shown[r->n_shown++] =
			(struct import_quarantined){ row, str_of(scope_printf(a->sc, "%s", why)) };
}

static bool hand_over(struct again *a, struct loader *loader, struct filler *filler, struct portion *p)
{
	filler_end(filler);
	for (size_t i = 0; i < p->unread.n; i++)
		show(a, p->unread.at[i].row, p->unread.at[i].why.p);
	a->report->rows += p->rows;
	bool ok = loader_take(a->sc, loader, p, 1);
	filler_begin(filler, p);
	return ok;
}

static bool fill(struct again *a, struct loader *loader, struct filler *filler, struct portion *p)
{
	bool ok = true;

	filler_begin(filler, p);
	for (size_t i = 0; ok && i < a->records.n; i++) {
		ok = filler_record(filler, &a->records.at[i]);
		if (!ok || portion_is_full(p))
			ok = hand_over(a, loader, filler, p) && ok;
	}
	/* What never was a record is not news. */
	ok = ok && hand_over(a, loader, filler, p);
	for (size_t i = 0; ok && i < a->broken.n; i++)
		ok = filler_broken(
			filler, a->broken.at[i].row, a->broken.at[i].raw, str_c(a->sc, a->reasons.at[i]));
	filler_end(filler);
	return ok && loader_take(a->sc, loader, p, 1);
}

static bool take_all(struct again *a, struct mapping *mapping, struct loader *loader)
{
	struct filling filling = { .import = loader_import(loader),
		.columns = a->columns,
		.secret = a->ws->secret,
		.source = a->file.source,
		.now_us = a->wish->now_us,
		.contacts = a->wish->contacts };
	struct filler *filler = filler_new(a->sc, &filling, mapping, false);
	struct portion portion = { 0 };
	struct loader_counts counts;
	bool ok = fill(a, loader, filler, &portion) && loader_settle(a->sc, loader, &counts);

	portion_close(&portion);
	filler_close(filler);
	if (!ok)
		return false;
	a->report->events += counts.events;
	a->report->duplicates += counts.duplicates;
	a->report->quarantined += counts.quarantined;
	return a->wish->dry_run || loader_commit(a->sc, loader, a->records.n, (struct str){ 0 });
}

static bool read_file(struct again *a, struct str fingerprint)
{
	struct mapping_wishes wishes = a->wish->mapping;

	a->columns = names_new(a->sc);
	a->records.n = a->broken.n = a->reasons.n = 0;
	const struct format *format = format_find(a->file.format);
	for (int i = 0; format && format->facts && i < FACTS; i++)
		names_add(a->columns, str_of(fact_names[i]));
	if (!load_rows(a, fingerprint))
		return false;
	if (!a->records.n) {
		a->report->quarantined += a->broken.n;
		return true;
	}
	add_old_roles(a, &wishes);
	wishes.file_name = a->file.name;
	wishes.format = format;
	struct mapping *mapping = mapping_guess(a->sc, a->columns, a->records.at, a->records.n, &wishes);
	if (!mapping)
		return false;
	struct loader *loader = loader_open(a->sc, a->ws, &a->file, 1);
	bool ok = loader && take_all(a, mapping, loader);
	loader_close(loader);
	a->report->columns = mapping_columns(mapping, &a->report->n_columns);
	size_t n;
	const struct str *remarks = mapping_remarks(mapping, &n);
	for (size_t i = 0; i < n; i++)
		*LIST_ADD(a->sc, &a->report->remarks) = remarks[i];
	return ok;
}

static bool find_waiting(struct scope *sc, struct workspace *ws, struct waiting **files, size_t *n)
{
	LIST(struct waiting) list = { 0 };
	struct duck_rows *rows = duck_ask(sc, evidence_duck(ws->evidence),
		"SELECT i.file, i.format, i.mapping, i.source, CAST(i.fingerprint AS VARCHAR), i.fingerprint FROM import i"
		" WHERE i.id IN (SELECT max(i.id) FROM import i JOIN quarantine q ON q.import = i.id"
		" GROUP BY i.fingerprint) ORDER BY i.id",
		0, NULL);

	if (!rows)
		return false;
	while (duck_next(rows))
		*LIST_ADD(sc, &list) = (struct waiting){
			.file = { .name = str_copy(sc, duck_text(rows, 0)),
				.format = str_copy(sc, duck_text(rows, 1)),
				.mapping = str_copy(sc, duck_text(rows, 2)),
				.source = (enum source_kind)duck_int(rows, 3),
				.fingerprint = (uint64_t)duck_int(rows, 5) },
			.fingerprint = str_copy(sc, duck_text(rows, 4)),
		};
	*files = list.at;
	*n = list.n;
	return duck_done(sc, rows);
}

static void *not_understood(struct again *a)
{
	enum fault fault = a->sc->fault;
	char *why = scope_printf(a->sc, "%s", a->sc->why);

	scope_forgive(a->sc);
	return scope_fail(a->sc, fault,
		"%.*s, in quarantine: %s (--column ROLE=NAME, --tz or --at read it otherwise)",
		STR_ARG(a->file.name), why);
}

/* The wishes suit other files: this one's rows stay where they are. */
static void leave_waiting(struct again *a)
{
	a->report->quarantined += a->records.n + a->broken.n;
	*LIST_ADD(a->sc, &a->report->remarks) =
		str_of(scope_printf(a->sc, "%.*s: %s", STR_ARG(a->file.name), a->sc->why));
	scope_forgive(a->sc);
}

struct import_report *import_quarantined(
	struct scope *sc, struct workspace *ws, const struct import_wish *wish)
{
	struct again a = { .sc = sc, .ws = ws, .wish = wish, .report = NEW(sc, struct import_report) };
	struct waiting *files;
	size_t n;

	a.report->file = STR("quarantine");
	a.report->format = STR("quarantined rows");
	a.report->kept = !wish->dry_run;
	if (!find_waiting(sc, ws, &files, &n))
		return NULL;
	if (!n)
		return scope_fail(sc, FAULT_NOT_FOUND, "there is nothing in quarantine");
	size_t failed = 0;
	for (size_t i = 0; i < n; i++) {
		a.file = files[i].file;
		a.file.imported_us = wish->now_us;
		a.report->source = a.file.source;
		if (read_file(&a, files[i].fingerprint))
			continue;
		if (++failed == n || sc->fault == FAULT_IO)
			return not_understood(&a);
		leave_waiting(&a);
	}
	return a.report;
}
