#include "map/sums_place.h"

#include "base/buf.h"
#include "map/kinds.h"

enum { NOWHERE = -2 /* nothing says so */ };

/* One that may have what a key names: by events, or (0) because a definition says so. */
struct claimant {
	uint32_t touchpoint; /* the number of touchpoints: none, or it depends */
	uint64_t events;
	uint32_t next; /* + 1 */
};

struct place {
	uint32_t first;         /* claimant, + 1 */
	bool settled, compared; /* with the patterns */
	int touchpoint;
};

/* A match that ends in `*`, letter case folded. */
struct pattern {
	struct str event, page, campaign; /* p NULL: not named */
	int touchpoint;
};

struct places {
	struct scope *sc;
	uint32_t n; /* touchpoints */
	struct names *keys;
	LIST(struct place) at; /* by key */
	LIST(struct claimant) claimants;
	LIST(struct pattern) patterns;
	uint64_t *weights; /* n + 1, all 0 between two uses */
	struct buf *key;
};

/* --- keys ---------------------------------------------------------------------------------------- */

enum key { KEY_PLACE = 'p', KEY_CAMPAIGN = 'c', KEY_CHANNEL = 'h', KEY_WORD = 'w', KEY_SOURCE = 's' };

static void key_part(struct places *p, struct str text)
{
	struct scope mine = { 0 };

	buf_putc(p->key, text.p ? 1 : 0);
	if (text.p)
		buf_str_add(p->key, str_fold(&mine, text));
	buf_putc(p->key, 0);
	scope_close(&mine);
}

static uint32_t key_of(struct places *p, enum key kind, struct str a, struct str b)
{
	buf_cut(p->key, 0);
	buf_putc(p->key, (char)kind);
	key_part(p, a);
	key_part(p, b);
	uint32_t code = names_add(p->keys, buf_str(p->key));
	if (code == p->at.n)
		*LIST_ADD(p->sc, &p->at) = (struct place){ 0 };
	return code;
}

/* Words for a channel that is known are one; another is its own. */
static uint32_t channel_key_of(struct places *p, enum channel channel, struct str word)
{
	const struct str none = { 0 };

	return channel != CHANNEL_OTHER ? key_of(p, KEY_CHANNEL, str_of(channel_key(channel)), none)
					: key_of(p, KEY_WORD, word, none);
}

static void claim(struct places *p, uint32_t key, uint32_t touchpoint, uint64_t events)
{
	*LIST_ADD(p->sc, &p->claimants) = (struct claimant){ touchpoint, events, p->at.at[key].first };
	p->at.at[key].first = (uint32_t)p->claimants.n;
}

/* --- who claims what ----------------------------------------------------------------------------- */

static void claim_parts(struct places *p, const struct match *kind, enum channel channel, uint32_t touchpoint,
	uint64_t events)
{
	const struct str none = { 0 };

	if (kind->event.p)
		claim(p, key_of(p, KEY_PLACE, kind->event, none), touchpoint, events);
	if (kind->page.p)
		claim(p, key_of(p, KEY_PLACE, none, kind->page), touchpoint, events);
	if (kind->event.p && kind->page.p)
		claim(p, key_of(p, KEY_PLACE, kind->event, kind->page), touchpoint, events);
	if (kind->campaign.p)
		claim(p, key_of(p, KEY_CAMPAIGN, kind->campaign, none), touchpoint, events);
	if (kind->channel.p || channel != CHANNEL_OTHER)
		claim(p, channel_key_of(p, channel, kind->channel), touchpoint, events);
}

static void claim_kind(struct places *p, const struct kind *kind, uint32_t touchpoint, uint64_t events)
{
	const struct match parts = {
		.event = kind->event, .page = kind->page, .channel = kind->channel, .campaign = kind->campaign
	};

	claim_parts(p, &parts, map_kind_channel(kind), touchpoint, events);
}

static bool is_pattern(struct str text)
{
	return str_ends(text, STR("*"));
}

static struct str folded(struct places *p, struct str text)
{
	return text.p ? str_fold(p->sc, text) : text;
}

static void claim_match(struct places *p, const struct match *m, uint32_t touchpoint)
{
	bool only_source = !m->event.p && !m->page.p && !m->channel.p && !m->campaign.p;
	bool one_kind = m->source.p && m->event.p && m->page.p && m->channel.p && m->campaign.p;
	const struct str none = { 0 };

	if (!one_kind && (is_pattern(m->event) || is_pattern(m->page) || is_pattern(m->campaign)))
		*LIST_ADD(p->sc, &p->patterns) = (struct pattern){ folded(p, m->event), folded(p, m->page),
			folded(p, m->campaign), (int)touchpoint };
	else if (only_source && m->source.p)
		claim(p, key_of(p, KEY_SOURCE, m->source, none), touchpoint, 0);
	else
		claim_parts(p, m, m->channel.p ? channel_find(m->channel) : CHANNEL_OTHER, touchpoint, 0);
}

static void claim_touchpoint(struct places *p, const struct touchpoint *t, uint32_t index)
{
	for (size_t i = 0; i < t->matches.n; i++)
		claim_match(p, &t->matches.at[i], index);
	if (t->channel.p)
		claim(p, channel_key_of(p, channel_find(t->channel), t->channel), index, 0);
}

struct places *places_new(struct scope *sc, const struct map_input *in)
{
	struct places *p = NEW(sc, struct places);

	p->sc = sc;
	p->n = (uint32_t)definition_touchpoints(in->definition);
	p->keys = names_new(sc);
	p->key = buf_new(sc, 1 << 24);
	p->weights = NEW_ARRAY(sc, uint64_t, (size_t)p->n + 1);
	for (uint32_t k = 0; k < in->dictionary->n; k++) {
		int at = matching_simple(in->matching, k);
		uint64_t events = in->touchpoints->kind_events[k];
		if (events)
			claim_kind(p, &in->dictionary->kinds[k], at < 0 ? p->n : (uint32_t)at, events);
	}
	for (uint32_t t = 0; t < p->n; t++)
		claim_touchpoint(p, definition_touchpoint(in->definition, t), t);
	return p;
}

/* --- who gets it --------------------------------------------------------------------------------- */

/* What a definition says counts only where no event speaks, a vote a match. */
static uint64_t vote(const struct claimant *c, bool by_events)
{
	return by_events ? c->events : c->events == 0;
}

static int majority(struct places *p, uint32_t first, bool by_events)
{
	uint64_t all = 0;
	int most = NOWHERE;

	for (uint32_t c = first; c; c = p->claimants.at[c - 1].next) {
		const struct claimant *at = &p->claimants.at[c - 1];
		p->weights[at->touchpoint] += vote(at, by_events);
		all += vote(at, by_events);
	}
	for (uint32_t c = first; c; c = p->claimants.at[c - 1].next) {
		uint32_t t = p->claimants.at[c - 1].touchpoint;
		if (p->weights[t] * 2 > all)
			most = t < p->n ? (int)t : PLACE_NONE;
		p->weights[t] = 0;
	}
	return all && most == NOWHERE ? PLACE_NONE : most;
}

static int settled(struct places *p, uint32_t key)
{
	struct place *at = &p->at.at[key];

	if (!at->settled) {
		at->touchpoint = majority(p, at->first, true);
		if (at->touchpoint == NOWHERE)
			at->touchpoint = majority(p, at->first, false);
		at->settled = true;
	}
	return at->touchpoint;
}

/* What is not named on one of the sides is not compared. */
static bool holds(struct str rule, struct str text, size_t *letters)
{
	if (!rule.p || !text.p)
		return true;
	bool open = is_pattern(rule);
	struct str start = str_sub(rule, 0, rule.n - open);
	*letters += start.n + 1;
	return open ? text.n && str_starts(text, start) : str_equal(text, rule);
}

/* The pattern with most letters that names something of it; the map's first among equals. */
static int by_pattern(struct places *p, struct str event, struct str page, struct str campaign)
{
	struct scope mine = { 0 };
	size_t most = 0;
	int found = NOWHERE;

	event = event.p ? str_fold(&mine, event) : event;
	page = page.p ? str_fold(&mine, page) : page;
	campaign = campaign.p ? str_fold(&mine, campaign) : campaign;
	for (size_t i = 0; i < p->patterns.n; i++) {
		const struct pattern *at = &p->patterns.at[i];
		size_t letters = 0;
		if (holds(at->event, event, &letters) && holds(at->page, page, &letters) &&
			holds(at->campaign, campaign, &letters) && letters > most) {
			most = letters;
			found = at->touchpoint;
		}
	}
	scope_close(&mine);
	return found;
}

static int known_or_pattern(
	struct places *p, uint32_t key, struct str event, struct str page, struct str campaign)
{
	int found = settled(p, key);

	if (found != NOWHERE || p->at.at[key].compared)
		return found;
	p->at.at[key].compared = true;
	return p->at.at[key].touchpoint = by_pattern(p, event, page, campaign);
}

int places_find(struct places *p, const struct metric *m)
{
	const struct str none = { 0 };
	int found = NOWHERE;

	if (m->event.p || m->page.p) {
		found = known_or_pattern(p, key_of(p, KEY_PLACE, m->event, m->page), m->event, m->page, none);
		return found == NOWHERE ? PLACE_NONE : found;
	}
	if (m->campaign.p)
		found = known_or_pattern(
			p, key_of(p, KEY_CAMPAIGN, m->campaign, none), none, none, m->campaign);
	if (found == NOWHERE && m->channel.p)
		found = settled(p, channel_key_of(p, channel_find(m->channel), m->channel));
	if (found == NOWHERE)
		found = settled(p, key_of(p, KEY_SOURCE, str_of(source_name(m->source)), none));
	return found == NOWHERE ? PLACE_NONE : found;
}
