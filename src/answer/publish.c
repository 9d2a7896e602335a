#include "answer/publish.h"

#include <jansson.h>
#include <stdlib.h>

#include "answer/members.h"
#include "base/when.h"
#include "draw/draw.h"
#include "draw/json_tree.h"
#include "draw/read.h"
#include "model/condition_io.h"
#include "model/definition_io.h"
#include "store/judged.h"

/* --- marks: what stands for a quote's words until they are looked up --- */

static const char MARK[] = "\x1awend-quote:";

struct marking {
	struct scope *sc;
	const struct listened *heard;
	struct publish_quotes *quotes;
};

static void mark(struct marking *m, struct voice_quote *q)
{
	const struct voice_text *t = &m->heard->texts[q->of];

	*LIST_ADD(m->sc, m->quotes) = (struct published_quote){ .quote = (int64_t)m->quotes->n + 1,
		.import = t->import,
		.row = t->row,
		.part = t->part,
		.from = q->from,
		.to = q->to,
		.least = q->least };
	q->text = str_of(scope_printf(m->sc, "%s%zu", MARK, m->quotes->n));
	q->id = 0;
}

static void mark_all(struct marking *m)
{
	struct voices *v = m->heard->voices;

	for (size_t p = 0; p < v->n; p++)
		for (size_t f = 0; f < v->at[p].findings.n; f++)
			for (size_t q = 0; q < v->at[p].findings.at[f].n_quotes; q++)
				mark(m, &v->at[p].findings.at[f].quotes[q]);
}

/* --- publishing --- */

/* Whose map it is, and what they said. */
struct crowd {
	const struct map_members *members;
	struct str who; /* what tells them; p NULL: everybody is counted */
	struct voice_kit *kit;
	struct listened *heard; /* NULL: nobody said anything */
};

/* "gift-buyer: country is PL": two states of a map count the same people where this is the same. */
static bool say_who(struct scope *sc, struct study *study, struct crowd *c)
{
	struct buf *out = buf_new(sc, 1 << 20);

	for (size_t i = 0; i < c->members->personas.n; i++) {
		struct members_rule rule;
		if (!members_rule(
			    sc, study->ws->documents, PAPER_PERSONA, c->members->personas.at[i].id, &rule))
			return false;
		buf_printf(out, "%s%.*s: %.*s", i ? "; " : "", STR_ARG(rule.id),
			STR_ARG(condition_words(sc, rule.rule)));
	}
	if (c->members->customers)
		c->who = buf_str(out);
	return true;
}

static bool gather(struct scope *sc, struct study *study, const struct definition *def, struct crowd *c)
{
	bool any;

	c->members = map_members(sc, study, def);
	if (!c->members || !say_who(sc, study, c) || !documents_has_feedback(sc, study->ws->documents, &any))
		return false;
	if (!any)
		return true;
	c->kit = voice_kit_open(sc, study->ws);
	c->heard = c->kit ? listen_to(sc, study, def, c->kit, c->members->customers) : NULL;
	return c->heard != NULL;
}

static struct str hex(struct scope *sc, uint64_t x)
{
	return str_of(scope_printf(sc, "%016llx", (unsigned long long)x));
}

static void put_text(json_t *to, const char *name, struct str text)
{
	json_object_set_new(to, name, json_stringn(text.p, text.n));
}

/* Everything that the numbers came from, each by what tells one state of it from another. */
static bool watermark(struct scope *sc, struct study *study, const struct measures *m, struct str *out)
{
	struct evidence_state state;
	json_t *json;

	if (!evidence_state(sc, study->ws->evidence, INT64_MAX, &state))
		return false;
	json = json_object();
	json_object_set_new(json, "last_import", json_integer(state.last_import));
	json_object_set_new(json, "events", json_integer((json_int_t)state.events));
	put_text(json, "evidence", hex(sc, state.sum));
	put_text(json, "identities", hex(sc, state.identity));
	put_text(json, "trail", hex(sc, study_sum(study)));
	json_object_set_new(json, "dictionary", json_integer(study->dictionary->n));
	put_text(json, "text_model", hex(sc, m->text_model));
	put_text(json, "program", STR(WEND_VERSION));
	char *text = json_dumps(json, JSON_COMPACT);
	*out = str_copy(sc, str_of(text));
	free(text);
	json_decref(json);
	return true;
}

static bool draw(struct scope *sc, struct study *study, const struct definition *def,
	const struct publish_wish *wish, const struct crowd *c, struct str *out)
{
	struct buf *text = buf_new(sc, DRAW_CEILING);
	LIST(struct str) remarks = { 0 };

	for (size_t i = 0; i < wish->n_remarks; i++)
		*LIST_ADD(sc, &remarks) = wish->remarks[i];
	for (size_t i = 0; i < c->members->remarks.n; i++)
		*LIST_ADD(sc, &remarks) = c->members->remarks.at[i];
	struct map *map = study_map(sc, study, def,
		&(struct study_wish){ .customers = c->members->customers,
			.remarks = remarks.at,
			.n_remarks = remarks.n,
			.heard = c->heard,
			.personas = c->members->personas.at,
			.n_personas = c->members->personas.n });
	if (!map || !draw_json(sc, map, text))
		return false;
	*out = buf_str(text);
	return true;
}

static bool freeze(struct scope *sc, struct study *study, const struct definition *def,
	const struct publish_wish *wish, struct crowd *c, struct publish_quotes *quotes)
{
	struct published *v = wish->version;
	struct marking marking = { .sc = sc, .heard = c->heard, .quotes = quotes };
	struct measures *m = measures_take(sc, study, def,
		&(struct measures_wish){
			.customers = c->members->customers, .who = c->who, .heard = c->heard });

	if (!m)
		return false;
	if (c->heard)
		mark_all(&marking);
	v->measures = measures_write(sc, m);
	return draw(sc, study, def, wish, c, &v->frozen) && watermark(sc, study, m, &v->watermark);
}

bool publish_prepare(struct scope *sc, struct study *study, const struct saved_map *draft,
	const struct publish_wish *wish, struct publish_quotes *quotes)
{
	struct definition *def = definition_from_text(sc, DOCUMENT_JSON, draft->text);
	struct published *v = wish->version;
	struct crowd c = { 0 };

	if (!def)
		return false;
	if (wish->has_state)
		def->state = v->state;
	v->map = draft->id;
	v->revision = draft->revision;
	v->state = def->state;
	v->definition = definition_to_json(sc, def);
	bool ok = v->definition.p && gather(sc, study, def, &c) && freeze(sc, study, def, wish, &c, quotes);
	voice_kit_close(c.kit);
	return ok;
}

bool publish(
	struct scope *sc, struct study *study, const struct saved_map *draft, const struct publish_wish *wish)
{
	struct publish_quotes quotes = { 0 };

	return publish_prepare(sc, study, draft, wish, &quotes) &&
	       published_add(sc, study->ws->documents, wish->version, quotes.at, quotes.n);
}

struct measures *publish_measures(struct scope *sc, struct study *study, const struct definition *def,
	bool has_period, int64_t from_s, int64_t to_s)
{
	struct crowd c = { 0 };
	struct measures *m = NULL;

	if (gather(sc, study, def, &c))
		m = measures_take(sc, study, def,
			&(struct measures_wish){ .customers = c.members->customers,
				.who = c.who,
				.has_period = has_period,
				.from_s = from_s,
				.to_s = to_s,
				.heard = c.heard });
	voice_kit_close(c.kit);
	return m;
}

/* --- showing --- */

struct filled {
	struct str words, id; /* p NULL: gone */
};

struct showing {
	struct scope *sc;
	struct filled *quotes; /* by the number in the mark, from 1 */
	size_t n;
};

/* The number of the mark in it; 0: it is none.  In cells quotes stand in quotation marks. */
static size_t number_of(const struct showing *s, const json_t *value)
{
	const char *text = json_string_value(value), *at = text ? strstr(text, MARK) : NULL;
	unsigned long long n = at ? strtoull(at + sizeof MARK - 1, NULL, 10) : 0;

	return n <= s->n ? (size_t)n : 0;
}

/* False: it goes. */
static bool fill(struct showing *s, json_t *object, const char *key, const char *format)
{
	size_t n = number_of(s, json_object_get(object, key));

	if (!n || !s->quotes[n].words.p)
		return !n;
	json_object_set_new(object, key,
		json_string(scope_printf(
			s->sc, "%s%.*s%s", format, STR_ARG(s->quotes[n].words), *format ? "”" : "")));
	if (!*format)
		json_object_set_new(object, "id", json_string(s->quotes[n].id.p));
	return true;
}

static void fill_findings(struct showing *s, const json_t *findings)
{
	json_t *finding;
	size_t f;

	json_array_foreach(findings, f, finding)
	{
		json_t *quotes = json_object_get(finding, "quotes");
		for (size_t q = json_array_size(quotes); q-- > 0;)
			if (!fill(s, json_array_get(quotes, q), "text", ""))
				json_array_remove(quotes, q);
	}
}

static void fill_cells(struct showing *s, const json_t *lanes)
{
	json_t *lane, *cell;
	size_t l, c;

	json_array_foreach(lanes, l, lane)
	{
		json_array_foreach(json_object_get(lane, "cells"), c, cell)
		{
			if (fill(s, cell, "quote", "“"))
				continue;
			json_object_del(cell, "quote");
			json_object_del(cell, "said");
		}
	}
}

static void fill_all(struct showing *s, json_t *map)
{
	json_t *touchpoint;
	size_t t;

	json_array_foreach(json_object_get(map, "touchpoints"), t, touchpoint)
	{
		fill_findings(s, json_object_get(json_object_get(touchpoint, "voice"), "findings"));
	}
	fill_cells(s, json_object_get(map, "lanes"));
}

static bool look_up(struct showing *s, struct documents *docs, struct shown *out)
{
	struct published_quote *quotes;
	size_t n;

	if (!published_quotes(s->sc, docs, out->version->map, out->version->no, &quotes, &n))
		return false;
	s->n = n;
	s->quotes = NEW_ARRAY(s->sc, struct filled, n + 1);
	for (size_t i = 0; i < n; i++) {
		struct str text;
		if (!published_text(s->sc, docs, &quotes[i], &text))
			return false;
		if (text.p)
			s->quotes[i + 1] = (struct filled){ voices_again(s->sc, text, quotes[i].from,
								    quotes[i].to, quotes[i].least),
				voice_text_id(s->sc, judged_text(text)) };
		out->gone += !s->quotes[i + 1].words.p;
	}
	out->quotes = n;
	return true;
}

static json_t *facts(struct scope *sc, const struct shown *shown)
{
	const struct published *v = shown->version;
	json_t *json = json_object();

	json_object_set_new(json, "no", json_integer(v->no));
	json_object_set_new(json, "revision", json_integer(v->revision));
	put_text(json, "state", str_of(map_state_name(v->state)));
	put_text(json, "note", v->note);
	put_text(json, "author", v->author);
	put_text(json, "published", when_iso(sc, v->published_us));
	json_object_set_new(json, "parent", v->parent ? json_integer(v->parent) : json_null());
	json_object_set_new(json, "quotes", json_integer((json_int_t)shown->quotes));
	json_object_set_new(json, "quotes_gone", json_integer((json_int_t)shown->gone));
	json_object_set_new(json, "watermark", json_loadb(v->watermark.p, v->watermark.n, 0, NULL));
	return json;
}

struct shown *publish_show(struct scope *sc, struct documents *docs, struct str map, int64_t no)
{
	struct shown *out = NEW(sc, struct shown);
	struct showing s = { .sc = sc };

	out->version = published_get(sc, docs, map, no);
	if (!out->version || !look_up(&s, docs, out))
		return NULL;
	json_t *root = json_loadb(out->version->frozen.p, out->version->frozen.n, 0, NULL);
	if (!json_is_object(root)) {
		json_decref(root);
		return scope_fail(sc, FAULT_INVALID, "version %lld of \"%.*s\" is damaged", (long long)no,
			STR_ARG(map));
	}
	fill_all(&s, root);
	json_object_set_new(root, "version", facts(sc, out));
	struct buf *text = buf_new(sc, DRAW_CEILING);
	json_tree(&(struct json){ .out = text, .exact = true }, sc, NULL, root);
	json_decref(root);
	out->json = buf_str(text);
	return buf_ok(text, "the version") ? out : NULL;
}

static struct str which_version(struct scope *sc, const struct published *v)
{
	return str_of(scope_printf(sc,
		"Version %lld of \"%.*s\" (%s), published %.*s by %.*s%s%.*s. The numbers are"
		" those of that day.",
		(long long)v->no, STR_ARG(v->map), map_state_name(v->state),
		STR_ARG(when_date(sc, v->published_us)), STR_ARG(v->author), v->note.n ? ": " : "",
		(int)v->note.n, v->note.n ? v->note.p : ""));
}

struct map *publish_map(struct scope *sc, const struct shown *shown)
{
	struct map *map = draw_read(sc, shown->json);

	if (!map)
		return NULL;
	LIST_ADD(sc, &map->remarks);
	for (size_t i = map->remarks.n - 1; i > 0; i--)
		map->remarks.at[i] = map->remarks.at[i - 1];
	map->remarks.at[0] = which_version(sc, shown->version);
	if (shown->gone)
		*LIST_ADD(sc, &map->remarks) = str_of(scope_printf(sc,
			"%zu of %zu quotes are not there any more: erased or taken back since.", shown->gone,
			shown->quotes));
	return map;
}
