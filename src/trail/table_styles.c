#include "trail/table.h"

enum { QUICK_S = 10 /* at the most, as windows are met */, AGAIN = 3 /* times the same form */ };

struct styles {
	struct scope *sc;
	const uint8_t *mark;
	uint32_t unit, *seen; /* [n + 1] the unit that was there last */
	struct stats_styles s;
};

/* What one unit shows. */
struct movement {
	uint64_t visits, returns, quick;
	bool searched, stuck, same_form;
};

static const char *const names[STYLES] = { "stuck", "searching", "wandering", "direct", "other" };

const char *style_name(enum style style)
{
	return names[style];
}

static void *styles_open(struct scope *sc, const struct table_ask *ask)
{
	struct styles *s = NEW(sc, struct styles);

	s->mark = ask->ask->style_mark;
	s->seen = NEW_ARRAY(sc, uint32_t, (size_t)ask->ask->n + 1);
	return s;
}

static void look_at_events(const struct styles *s, const struct block *b, size_t u, struct movement *m)
{
	unsigned run = 0;

	for (size_t i = b->start[u]; i < b->start[u + 1]; i++) {
		uint8_t mark = s->mark[b->kind[i]];
		bool again = i > b->start[u] && b->kind[i] == b->kind[i - 1];
		run = mark & STYLE_MARK_FORM ? again ? run + 1 : 1 : 0;
		m->same_form |= run >= AGAIN;
		m->searched |= (mark & STYLE_MARK_SEARCH) != 0;
		m->stuck |= (mark & STYLE_MARK_STUCK) != 0;
	}
}

static void look_at_visits(struct styles *s, const struct block *b, size_t u, struct movement *m)
{
	uint32_t unit = ++s->unit, end = b->visits[u + 1];

	m->visits = end - b->visits[u];
	for (uint32_t v = b->visits[u]; v < end; v++) {
		uint16_t touch = b->touch[b->visit[v]];
		m->returns += s->seen[touch] == unit;
		s->seen[touch] = unit;
		m->quick += v + 1 < end &&
			    block_time(b, b->visit[v + 1], !b->time) - block_time(b, b->visit[v], !b->time) <=
				    QUICK_S;
	}
}

/* The first that holds, from the most to the least in need of help. */
static enum style style_of(const struct movement *m)
{
	if (m->stuck || m->same_form)
		return STYLE_STUCK;
	if (m->searched)
		return STYLE_SEARCHING;
	if (m->returns * 3 > m->visits)
		return STYLE_WANDERING;
	return !m->quick && !m->returns ? STYLE_DIRECT : STYLE_OTHER;
}

static void styles_block(void *mine, const struct block *b)
{
	struct styles *s = mine;

	for (size_t u = 0; u < b->units; u++) {
		struct movement m = { 0 };
		look_at_events(s, b, u, &m);
		look_at_visits(s, b, u, &m);
		s->s.units[style_of(&m)]++;
		s->s.searched += m.searched;
		s->s.stuck += m.stuck;
		s->s.same_form += m.same_form;
		s->s.returned += m.returns > 0;
		s->s.left_quickly += m.quick > 0;
		s->s.visits += m.visits;
		s->s.returns += m.returns;
		s->s.quick += m.quick;
	}
}

void styles_merge(struct stats_styles *into, const struct stats_styles *from)
{
	for (int i = 0; i < STYLES; i++)
		into->units[i] += from->units[i];
	into->searched += from->searched;
	into->stuck += from->stuck;
	into->same_form += from->same_form;
	into->returned += from->returned;
	into->left_quickly += from->left_quickly;
	into->visits += from->visits;
	into->returns += from->returns;
	into->quick += from->quick;
}

static void styles_give(struct scope *sc, void *mine, struct stats *s)
{
	struct styles *styles = mine;

	(void)sc;
	styles_merge(&s->styles, &styles->s);
}

const struct table table_styles = { STATS_STYLES, BLOCK_KIND | BLOCK_VISITS, styles_open, styles_block,
	styles_give };
