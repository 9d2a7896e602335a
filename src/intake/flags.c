/* Flags: a column of yes and no, whose yes is an event beside the record's own, at the same time and after it. */
#include "intake/mapping_parts.h"

/* Folded; what is neither is kept as a property. */
static const char yes_words[] = "1|yes|true|y|t|x|tak|prawda|да|истина";
static const char no_words[] = "0|no|false|n|f|nie|falsz|нет|ложь|-";

static bool is_one_of(struct str value, const char *words)
{
	struct str rest = str_of(words);

	while (rest.p)
		if (str_same(str_cut(&rest, '|'), value))
			return true;
	return false;
}

bool take_flag(struct mapping *m, struct column *c, struct str value)
{
	m->flagged[c->stage] = is_one_of(value, yes_words);
	c->say = !m->flagged[c->stage] && !is_one_of(value, no_words);
	c->unreadable += c->say;
	return true;
}

bool flags_prepare(struct mapping *m)
{
	for (size_t i = 0; i < m->n_columns; i++) {
		struct column *c = &m->columns[i];
		if (c->role != ROLE_FLAG)
			continue;
		if (m->kind == KIND_WIDE)
			return scope_fail(m->sc, FAULT_INVALID,
				"flag \"%.*s\": a row of a wide table has several times, and a flag is an event at the one time of its row",
				STR_ARG(clip(c->name, 60)));
		if (m->n_flags + m->n_stages + 1 >= STAGES)
			return scope_fail(m->sc, FAULT_LIMIT, "a record becomes at most %d events", STAGES);
		c->event = c->event.p ? c->event : name_clean(m->sc, c->name);
		c->stage = m->n_flags;
		m->flags[m->n_flags++] = (uint32_t)i;
	}
	return true;
}

static struct intake_event bare(struct mapping *m)
{
	struct intake_event e = m->draft;

	event_is_another(m, &e);
	e.has_rating = e.has_end = false;
	e.scale = SCALE_NONE;
	e.text = e.page = (struct str){ 0 };
	return e;
}

void flags_add(struct mapping *m, struct intake_events *events)
{
	size_t n = events->n;

	if (events->at == &m->draft && n)
		m->events[0] = m->draft;
	for (size_t i = 0; i < m->n_flags; i++) {
		if (!m->flagged[i])
			continue;
		m->events[n] = bare(m);
		m->events[n].event = m->columns[m->flags[i]].event;
		m->events[n++].part = (uint16_t)(m->n_stages + 1 + i);
	}
	events->at = m->events;
	events->n = n;
}
