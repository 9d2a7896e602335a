#include "tell/exported.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "answer/publish.h"
#include "base/json.h"
#include "base/when.h"
#include "insight/voices.h"
#include "model/definition_io.h"
#include "store/attachments.h"
#include "store/draft.h"
#include "store/judged.h"
#include "store/notes.h"
#include "store/papers.h"
#include "tell/rows.h"

struct exporting {
	struct scope *sc;
	struct workspace *ws;
	const char *dir;
	struct exported_files *written;
};

static FILE *create(struct exporting *e, const char *name)
{
	char *path = scope_printf(e->sc, "%s/%s", e->dir, name);
	FILE *f = fopen(path, "wb");

	if (!f)
		scope_fail(e->sc, FAULT_IO, "cannot write \"%s\": %s", path, strerror(errno));
	else
		*LIST_ADD(e->sc, &e->written->paths) = str_of(path);
	return f;
}

static bool finish(struct exporting *e, FILE *f, bool ok)
{
	if (fclose(f) != 0 && ok)
		return scope_fail(e->sc, FAULT_IO, "cannot write into \"%s\": %s", e->dir, strerror(errno));
	return ok;
}

static bool write_text_file(struct exporting *e, const char *name, struct str text)
{
	FILE *f = create(e, name);

	return f &&
	       finish(e, f,
		       fwrite(text.p, 1, text.n, f) == text.n ||
			       scope_fail(e->sc, FAULT_IO, "cannot write \"%s\": %s", name, strerror(errno)));
}

static const struct exported {
	const char *name;
	bool (*write)(struct scope *sc, struct duck_rows *rows, FILE *to);
	size_t values; /* 1: the names of the scales are bound, with blanks between them */
	const char *sql;
} tables[] = {
	/* "source" alone would be taken for a channel when the file is imported again. */
	{ "events.csv", tell_rows_csv, 1,
		"SELECT c.key AS customer_id, strftime(e.time, '%Y-%m-%dT%H:%M:%S.%fZ') AS time, s.name AS source_kind,"
		" k.event, k.page, k.channel, k.campaign, j.key AS case_id, CAST(e.value / 100.0 AS VARCHAR) AS value,"
		" e.currency, CAST(e.rating AS VARCHAR) AS rating, string_split(?, ' ')[e.scale] AS scale,"
		" strftime(e.ended, '%Y-%m-%dT%H:%M:%S.%fZ') AS end_time, CAST(e.assumed AS VARCHAR) AS time_assumed,"
		" e.properties, i.file, CAST(e.row AS VARCHAR) AS row"
		" FROM event e JOIN customer o ON o.code = e.customer JOIN customer c ON"
		" c.code = coalesce(o.person, o.code) JOIN kind k ON k.code = e.kind"
		" JOIN source_kind s ON s.code = k.source JOIN import i ON i.id = e.import"
		" LEFT JOIN journey_case j ON j.code = e.case_code ORDER BY e.time, e.row, e.part, e.id" },
	{ "imports.csv", tell_rows_csv, 0, "SELECT CAST(COLUMNS(*) AS VARCHAR) FROM import ORDER BY id" },
	{ "quarantine.ndjson", tell_rows_json, 0,
		"SELECT i.file, CAST(q.row AS VARCHAR) AS row, q.reason, q.record FROM quarantine q"
		" JOIN import i ON i.id = q.import ORDER BY q.import, q.row" },
};

static struct str scale_names(struct scope *sc)
{
	struct buf *b = buf_new(sc, 1000);

	for (int i = SCALE_NONE + 1; i < SCALES; i++)
		buf_printf(b, "%s%s", i > SCALE_NONE + 1 ? " " : "", scale_name((enum scale)i));
	return buf_str(b);
}

static bool write_rows(struct exporting *e, const struct exported *t)
{
	FILE *f = create(e, t->name);
	struct duck_rows *rows = f ? duck_ask(e->sc, evidence_duck(e->ws->evidence), t->sql, t->values,
					     &DUCK_TEXT(scale_names(e->sc)))
				   : NULL;

	return f && finish(e, f, rows && t->write(e->sc, rows, f));
}

struct texts {
	struct exporting *e;
	FILE *f;
	LIST(struct str) customers; /* by code, what they are called by */
};

static bool write_text(struct scope *sc, void *to, const struct feedback *f)
{
	struct texts *t = to;
	struct scope mine = { 0 };
	struct buf *b = buf_new(&mine, 64 << 20);

	buf_puts(b, "{\"customer_id\":");
	json_quote(b, f->customer < t->customers.n ? t->customers.at[f->customer] : (struct str){ 0 });
	buf_puts(b, ",\"time\":");
	json_quote(b, when_iso(&mine, f->time_us));
	buf_puts(b, ",\"text\":");
	json_quote(b, f->text);
	buf_puts(b, "}\n");
	struct str s = buf_str(b);
	bool ok = fwrite(s.p, 1, s.n, t->f) == s.n;
	scope_close(&mine);
	return ok || scope_fail(sc, FAULT_IO, "cannot write the feedback: %s", strerror(errno));
}

static bool write_feedback(struct exporting *e)
{
	struct texts t = { .e = e, .f = create(e, "feedback.ndjson") };
	struct duck_rows *rows =
		t.f ? duck_ask(e->sc, evidence_duck(e->ws->evidence),
			      "SELECT p.key FROM customer c JOIN customer p ON p.code = coalesce(c.person, c.code) ORDER BY c.code",
			      0, NULL)
		    : NULL;

	if (!rows)
		return t.f && finish(e, t.f, false);
	while (duck_next(rows))
		*LIST_ADD(e->sc, &t.customers) = str_copy(e->sc, duck_text(rows, 0));
	bool ok = duck_done(e->sc, rows) && documents_feedback(e->sc, e->ws->documents, write_text, &t);
	return finish(e, t.f, ok);
}

static bool write_note(struct scope *sc, const struct note *n, FILE *f)
{
	struct scope mine = { 0 };
	struct buf *b = buf_new(&mine, 1 << 20);
	const struct {
		const char *name;
		struct str value;
	} parts[] = { { "written", when_iso(&mine, n->written_us) }, { "map", n->map },
		{ "touchpoint", n->touchpoint }, { "author", n->author }, { "about", n->about },
		{ "text", n->text } };

	buf_printf(b, "{\"note\":%lld", (long long)n->id);
	for (size_t i = 0; i < COUNT_OF(parts); i++) {
		buf_printf(b, ",\"%s\":", parts[i].name);
		json_quote(b, parts[i].value);
	}
	buf_puts(b, "}\n");
	bool ok = fwrite(buf_str(b).p, 1, buf_len(b), f) == buf_len(b);
	scope_close(&mine);
	return ok || scope_fail(sc, FAULT_IO, "cannot write the notes: %s", strerror(errno));
}

static bool write_notes(struct exporting *e)
{
	FILE *f = create(e, "notes.ndjson");
	struct note *notes;
	size_t n;

	if (!f)
		return false;
	bool ok = notes_of(e->sc, e->ws->documents, (struct str){ 0 }, &notes, &n);
	for (size_t i = 0; ok && i < n; i++)
		ok = write_note(e->sc, &notes[i], f);
	return finish(e, f, ok);
}

static bool write_line(struct scope *sc, FILE *f, const struct buf *b)
{
	return fwrite(buf_str(b).p, 1, buf_len(b), f) == buf_len(b) ||
	       scope_fail(sc, FAULT_IO, "cannot write what people judged: %s", strerror(errno));
}

/* What people corrected: texts by the id that `wend voice` shows, and by the whole hash. */
static bool write_labels(struct exporting *e, FILE *f)
{
	struct judged_label *labels;
	size_t n;
	bool ok = judged_labels(e->sc, e->ws->documents, &labels, &n);

	for (size_t i = 0; ok && i < n; i++) {
		struct buf *b = buf_new(e->sc, 1 << 16);
		buf_printf(b, "{\"id\":\"%.*s\",\"text\":\"%016llx\",\"task\":",
			STR_ARG(voice_text_id(e->sc, labels[i].text)), (unsigned long long)labels[i].text);
		json_quote(b, labels[i].task);
		buf_puts(b, ",\"label\":");
		json_quote(b, labels[i].label);
		buf_puts(b, ",\"author\":");
		json_quote(b, labels[i].author);
		buf_puts(b, ",\"written\":");
		json_quote(b, when_iso(e->sc, labels[i].written_us));
		buf_puts(b, "}\n");
		ok = write_line(e->sc, f, b);
	}
	return ok;
}

static bool write_verdicts(struct exporting *e, FILE *f, struct str map)
{
	struct judged_verdict *verdicts;
	size_t n;
	bool ok = judged_verdicts(e->sc, e->ws->documents, map, &verdicts, &n);

	for (size_t i = 0; ok && i < n; i++) {
		struct buf *b = buf_new(e->sc, 1 << 16);
		buf_puts(b, "{\"map\":");
		json_quote(b, map);
		buf_puts(b, ",\"finding\":");
		json_quote(b, verdicts[i].finding);
		buf_printf(b, ",\"confirmed\":%s,\"author\":", verdicts[i].confirmed ? "true" : "false");
		json_quote(b, verdicts[i].author);
		buf_puts(b, ",\"written\":");
		json_quote(b, when_iso(e->sc, verdicts[i].written_us));
		buf_puts(b, "}\n");
		ok = write_line(e->sc, f, b);
	}
	return ok;
}

static bool write_judged(struct exporting *e)
{
	FILE *f = create(e, "judged.ndjson");
	struct saved_map *maps;
	size_t n;

	if (!f)
		return false;
	bool ok = write_labels(e, f) && documents_maps(e->sc, e->ws->documents, &maps, &n);
	for (size_t i = 0; ok && i < n; i++)
		ok = write_verdicts(e, f, maps[i].id);
	return finish(e, f, ok);
}

static bool write_revision(struct scope *sc, FILE *f, const struct draft_revision *r)
{
	json_t *line = json_object();

	json_object_set_new(line, "map", json_string(r->map.id.p));
	json_object_set_new(line, "revision", json_integer(r->map.revision));
	json_object_set_new(line, "author", json_string(r->map.author.p));
	json_object_set_new(line, "written", json_string(when_iso(sc, r->map.written_us).p));
	json_object_set_new(line, "definition", json_loadb(r->map.text.p, r->map.text.n, 0, NULL));
	char *text = json_dumps(line, JSON_COMPACT);
	bool ok = text && fprintf(f, "%s\n", text) > 0;
	free(text);
	json_decref(line);
	return ok || scope_fail(sc, FAULT_IO, "cannot write the map's history: %s", strerror(errno));
}

/* Some at a time, each time in memory of its own: a map may have been changed very often. */
static bool write_some(struct exporting *e, FILE *f, struct str map, int64_t *after, size_t *n)
{
	enum { AT_A_TIME = 50 };
	struct scope mine = { 0 };
	struct draft_revision *list;
	bool ok = draft_page(&mine, e->ws->documents, map, *after, AT_A_TIME, &list, n);

	for (size_t i = 0; ok && i < *n; i++) {
		ok = write_revision(&mine, f, &list[i]);
		*after = list[i].map.revision;
	}
	if (!ok)
		scope_fail(e->sc, mine.fault, "%s", mine.why);
	scope_close(&mine);
	return ok;
}

/* A revision a line. */
static bool write_revisions(struct exporting *e, FILE *f, struct str map)
{
	int64_t after = 0;
	size_t n = 1;

	while (n)
		if (!write_some(e, f, map, &after, &n))
			return false;
	return true;
}

static bool write_versions(struct exporting *e, struct str map, size_t number)
{
	struct published *versions;
	size_t n;

	if (!published_of(e->sc, e->ws->documents, map, &versions, &n))
		return false;
	for (size_t i = 0; i < n; i++) {
		struct shown *shown = publish_show(e->sc, e->ws->documents, map, versions[i].no);
		if (!shown || !write_text_file(e,
				      scope_printf(e->sc, "map-%zu-version-%lld.json", number,
					      (long long)versions[i].no),
				      shown->json))
			return false;
	}
	return true;
}

/* What a map was, where it was more than one thing. */
static bool write_history(struct exporting *e, const struct saved_map *map, size_t number)
{
	if (map->revision > 1) {
		FILE *f = create(e, scope_printf(e->sc, "map-%zu-history.ndjson", number));
		if (!f || !finish(e, f, write_revisions(e, f, map->id)))
			return false;
	}
	return write_versions(e, map->id, number);
}

static bool write_maps(struct exporting *e)
{
	struct saved_map *maps;
	size_t n;

	if (!documents_maps(e->sc, e->ws->documents, &maps, &n))
		return false;
	for (size_t i = 0; i < n; i++) {
		struct definition *def = definition_from_text(e->sc, DOCUMENT_JSON, maps[i].text);
		struct str yaml = def ? definition_to_yaml(e->sc, def) : (struct str){ 0 };
		if (!yaml.p || !write_text_file(e, scope_printf(e->sc, "map-%zu.yaml", i + 1), yaml) ||
			!write_history(e, &maps[i], i + 1))
			return false;
	}
	return true;
}

/* A revision a line: what is written on several is put on one. */
static bool write_paper(struct scope *sc, void *to, const struct paper *paper)
{
	json_t *body = json_loadb(paper->body.p, paper->body.n, 0, NULL);
	char *text = body ? json_dumps(body, JSON_COMPACT) : NULL;
	struct scope mine = { 0 };
	struct buf *b = buf_new(&mine, 16 << 20);

	buf_printf(b, "{\"kind\":\"%s\",\"id\":", paper_kind_name(paper->kind));
	json_quote(b, paper->id);
	buf_printf(b, ",\"revision\":%lld,\"removed\":%s,\"author\":", (long long)paper->revision,
		paper->gone ? "true" : "false");
	json_quote(b, paper->author);
	buf_puts(b, ",\"written\":");
	json_quote(b, when_iso(&mine, paper->written_us));
	buf_printf(b, ",\"paper\":%s}\n", text ? text : "null");
	bool ok = fwrite(buf_str(b).p, 1, buf_len(b), to) == buf_len(b);
	scope_close(&mine);
	free(text);
	json_decref(body);
	return ok || scope_fail(sc, FAULT_IO, "cannot write the papers: %s", strerror(errno));
}

static bool write_papers(struct exporting *e)
{
	FILE *f = create(e, "papers.ndjson");

	return f && finish(e, f, papers_each(e->sc, e->ws->documents, write_paper, f));
}

static bool make_folder(struct scope *sc, const char *dir)
{
	if (mkdir(dir, 0777) == 0 || errno == EEXIST)
		return true;
	return scope_fail(sc, FAULT_IO, "cannot make the folder \"%s\": %s", dir, strerror(errno));
}

struct attachments {
	struct exporting *e;
	FILE *list;
};

/* By their ids, as the definitions name them; what each was called stands in a line of its own. */
static bool write_attachment(struct scope *sc, void *to, const struct attachment *a, struct str bytes)
{
	struct attachments *out = to;
	struct scope mine = { 0 };
	struct buf *b = buf_new(&mine, 1 << 16);
	char *name = scope_printf(&mine, "attachments/%.*s.%s", STR_ARG(a->id), a->media.ending);

	buf_puts(b, "{\"file\":");
	json_quote(b, str_of(name));
	buf_puts(b, ",\"name\":");
	json_quote(b, a->name);
	buf_printf(b, ",\"type\":\"%s\",\"bytes\":%llu,\"author\":", a->media.type,
		(unsigned long long)a->bytes);
	json_quote(b, a->author);
	buf_puts(b, ",\"sent\":");
	json_quote(b, when_iso(&mine, a->sent_us));
	buf_puts(b, "}\n");
	bool ok = write_text_file(out->e, name, bytes) &&
		  (fwrite(buf_str(b).p, 1, buf_len(b), out->list) == buf_len(b) ||
			  scope_fail(
				  sc, FAULT_IO, "cannot write the list of attachments: %s", strerror(errno)));
	scope_close(&mine);
	return ok;
}

/* No empty folder where nobody sent anything. */
static bool write_attachments(struct exporting *e)
{
	struct attachments out = { .e = e };
	uint64_t n;

	if (!attachments_count(e->sc, e->ws->documents, &n))
		return false;
	if (!n)
		return true;
	if (!make_folder(e->sc, scope_printf(e->sc, "%s/attachments", e->dir)))
		return false;
	out.list = create(e, "attachments.ndjson");
	return out.list &&
	       finish(e, out.list, attachments_each(e->sc, e->ws->documents, write_attachment, &out));
}

static bool write_all(struct exporting *e)
{
	if (!make_folder(e->sc, e->dir))
		return false;
	for (size_t i = 0; i < COUNT_OF(tables); i++)
		if (!write_rows(e, &tables[i]))
			return false;
	return write_feedback(e) && write_notes(e) && write_papers(e) && write_judged(e) && write_maps(e) &&
	       write_attachments(e);
}

bool tell_exported(struct scope *sc, struct workspace *ws, const char *dir, struct exported_files *written)
{
	struct exporting e = { .sc = sc, .ws = ws, .dir = dir, .written = written };

	return write_all(&e);
}
