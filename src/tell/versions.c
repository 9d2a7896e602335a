#include "tell/versions.h"

#include "base/when.h"

static void tell_revision(struct scope *sc, struct json *j, const struct draft_revision *r)
{
	json_open(j, NULL, '{');
	json_count(j, "revision", (uint64_t)r->map.revision);
	json_text(j, "written", when_iso(sc, r->map.written_us));
	json_text(j, "author", r->map.author);
	json_text(j, "title", r->map.title);
	json_close(j, '}');
}

void tell_version(struct scope *sc, struct json *j, const struct published *v)
{
	json_open(j, NULL, '{');
	json_count(j, "version", (uint64_t)v->no);
	json_count(j, "revision", (uint64_t)v->revision);
	json_text(j, "published", when_iso(sc, v->published_us));
	json_text(j, "author", v->author);
	json_text(j, "state", str_of(map_state_name(v->state)));
	json_text(j, "note", v->note);
	json_close(j, '}');
}

void tell_history(struct scope *sc, struct str map, const struct map_history *h, struct buf *out)
{
	struct json j = { .out = out };

	json_open(&j, NULL, '{');
	json_text(&j, "map", map);
	json_open(&j, "revisions", '[');
	for (size_t i = 0; i < h->n_revisions; i++)
		tell_revision(sc, &j, &h->revisions[i]);
	json_close(&j, ']');
	json_open(&j, "versions", '[');
	for (size_t i = 0; i < h->n_versions; i++)
		tell_version(sc, &j, &h->versions[i]);
	json_close(&j, ']');
	json_close(&j, '}');
	buf_putc(out, '\n');
}

void tell_published(struct scope *sc, const struct published *v, struct buf *out)
{
	struct json j = { .out = out };

	json_open(&j, NULL, '{');
	json_text(&j, "map", v->map);
	json_count(&j, "version", (uint64_t)v->no);
	json_count(&j, "revision", (uint64_t)v->revision);
	json_text(&j, "state", str_of(map_state_name(v->state)));
	json_text(&j, "note", v->note);
	json_text(&j, "author", v->author);
	json_text(&j, "published", when_iso(sc, v->published_us));
	json_close(&j, '}');
	buf_putc(out, '\n');
}
