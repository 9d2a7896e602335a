#include "model/paper_parts.h"

#include <stdlib.h>

#include "base/buf.h"

static const struct paper_row *const rows[PAPER_KINDS] = {
	[PAPER_PERSONA] = &persona_row,
	[PAPER_SEGMENT] = &segment_row,
	[PAPER_TOUCHPOINT] = &touchpoint_row,
	[PAPER_CHANNEL] = &channel_row,
	[PAPER_OPPORTUNITY] = &opportunity_row,
	[PAPER_COMMENT] = &comment_row,
};

const char *paper_kind_name(enum paper_kind kind)
{
	return rows[kind]->name;
}

const char *paper_kind_plural(enum paper_kind kind)
{
	return rows[kind]->plural;
}

const char *paper_kind_one(enum paper_kind kind)
{
	return rows[kind]->fields->what;
}

bool paper_kind_find(struct str name, enum paper_kind *kind)
{
	for (int k = 0; k < PAPER_KINDS; k++) {
		if (!str_equal(name, str_of(rows[k]->name)) && !str_equal(name, str_of(rows[k]->plural)))
			continue;
		*kind = (enum paper_kind)k;
		return true;
	}
	return false;
}

static void *read_form(
	struct scope *sc, const struct paper_row *row, const struct document *doc, const json_t *root)
{
	void *paper = scope_alloc(sc, 1, row->size);
	struct form form = { .sc = sc, .doc = doc };

	if (!form_read(&form, row->fields, root, paper) || (row->check && !row->check(&form, paper)))
		return NULL;
	return paper;
}

void *paper_read(struct scope *sc, enum paper_kind kind, enum document_format format, struct str text)
{
	struct document *doc = document_read(sc, format, text);

	if (!doc)
		return NULL;
	void *paper = read_form(sc, rows[kind], doc, doc->root);
	document_close(doc);
	return paper;
}

static struct str text_at(const void *paper, size_t offset)
{
	return *(const struct str *)((const char *)paper + offset);
}

/* What has no name is called by its first words, on one line. */
static struct str title_of(struct scope *sc, struct str text)
{
	struct buf *line = buf_new(sc, text.n + 1);

	for (size_t i = 0; i < text.n; i++)
		buf_putc(line, (unsigned char)text.p[i] < ' ' ? ' ' : text.p[i]);
	return str_copy(sc, str_short(sc, str_trim(buf_str(line)), PAPER_TITLE_LETTERS));
}

bool paper_from_text(struct scope *sc, enum paper_kind kind, enum document_format format, struct str text,
	struct paper_text *out)
{
	const struct paper_row *row = rows[kind];
	const void *paper = paper_read(sc, kind, format, text);

	if (!paper)
		return false;
	json_t *root = form_write(row->fields, paper);
	out->json = document_to_json(sc, root);
	json_decref(root);
	out->id = text_at(paper, row->id);
	struct str title = text_at(paper, row->title);
	out->title = row->titled ? title : title_of(sc, title);
	if (str_empty(out->title))
		out->title = out->id;
	return out->json.p != NULL;
}

struct str paper_yaml(struct scope *sc, enum paper_kind kind, struct str json)
{
	const void *paper = paper_read(sc, kind, DOCUMENT_JSON, json);

	if (!paper)
		return (struct str){ 0 };
	json_t *root = form_write(rows[kind]->fields, paper);
	struct str yaml = document_to_yaml(sc, root);
	json_decref(root);
	return yaml;
}

const struct fields *const *paper_fields(size_t *n)
{
	static const struct fields *const all[] = { &persona_fields, &statement_fields, &segment_fields,
		&library_touchpoint_fields, &library_channel_fields, &opportunity_fields, &effect_fields,
		&ground_fields, &comment_fields };

	*n = COUNT_OF(all);
	return all;
}
