#include "draw/layout.h"

#include <math.h>

enum { LINE = 28, GAP = 26, TOP = 26, SMALL = 17, PERSONA_SIGN = 46 };

/* A legend entry draws its sign from x on, around the middle line y, and says how wide it was. */
struct entry {
	const char *text; /* as it is said */
	double sign;      /* width of the sign */
	void (*draw)(struct scene *scene, double x, double y, int what);
	int what;
	const struct map_look *look; /* of a channel, which is drawn instead */
};

struct entries {
	LIST(struct entry) list;
};

static void sign_feeling(struct scene *scene, double x, double y, int what)
{
	feeling_marker(scene, x + 9, y, what, false);
}

static void sign_hollow(struct scene *scene, double x, double y, int what)
{
	feeling_marker(scene, x + 9, y, what, true);
}

static void sign_interval(struct scene *scene, double x, double y, int what)
{
	struct paint ink = { .stroke = INK, .width = 1.5 };

	(void)what;
	scene_line(scene, x + 6, y - 8, x + 6, y + 8, ink);
	scene_line(scene, x + 2, y - 8, x + 10, y - 8, ink);
	scene_line(scene, x + 2, y + 8, x + 10, y + 8, ink);
}

static void sign_basis(struct scene *scene, double x, double y, int what)
{
	basis_card(scene, (struct box){ x, y - 9, 32, 18 }, (enum basis)what, PAPER);
}

static void sign_evidence(struct scene *scene, double x, double y, int what)
{
	evidence_squares(scene, x, y - 6, (unsigned)what);
}

static void sign_owner(struct scene *scene, double x, double y, int what)
{
	owner_badge(scene, x + 14, y, (enum owner)what, STR("1"));
}

static void sign_critical(struct scene *scene, double x, double y, int what)
{
	(void)what;
	scene_rect(scene, (struct box){ x, y - 8, 18, 16 }, 0, (struct paint){ .fill = BAD });
}

static double legend_right(const struct layout *l)
{
	return fmin(l->scene->width - MARGIN, 2200);
}

static void add(struct layout *l, struct entries *entries, struct entry entry)
{
	*LIST_ADD(l->sc, &entries->list) = entry;
}

/* The curve's line with its mark on it. */
static void sign_persona(struct scene *scene, double x, double y, int what)
{
	struct path *path = path_new(scene->sc);

	path_to(scene->sc, path, 'M', x, y);
	path_to(scene->sc, path, 'L', x + PERSONA_SIGN, y);
	persona_stroke(scene, path, (size_t)what);
	persona_marker(scene, x + PERSONA_SIGN / 2., y, (size_t)what, false);
}

static void sign_few(struct scene *scene, double x, double y, int what)
{
	persona_marker(scene, x + 10, y, (size_t)what, true);
}

static void add_personas(struct layout *l, struct entries *e)
{
	double room = legend_right(l) - l->left - PERSONA_SIGN - 8;

	for (size_t i = 0; i < l->map->curves.n; i++) {
		const struct map_curve *c = &l->map->curves.at[i];
		struct str n = words_plural(l->sc, c->customers, "customer", "customers");
		double left = room - font_width(l->font, n, 12, FACE_REGULAR) - 20;
		struct str name = font_cut(l->sc, l->font, c->name, left, 12, FACE_REGULAR);
		add(l, e,
			(struct entry){ words_line(l->sc, "%.*s · %s", STR_ARG(name), n.p).p,
				PERSONA_SIGN + 8, sign_persona, (int)i, NULL });
	}
	add(l, e,
		(struct entry){
			said(l->sc, "hollow: fewer than 30 customers answered"), 26, sign_few, 0, NULL });
}

static void add_feeling(struct layout *l, struct entries *e)
{
	if (!map_has_feeling(l->map))
		return;
	if (l->map->curves.n) {
		add_personas(l, e);
		return;
	}
	add(l, e, (struct entry){ said(l->sc, "feeling good, above +0.25"), 22, sign_feeling, 1, NULL });
	add(l, e, (struct entry){ said(l->sc, "neutral"), 22, sign_feeling, 0, NULL });
	add(l, e,
		(struct entry){ said(l->sc, "bad, below \xe2\x88\x92"
					    "0.25"),
			22, sign_feeling, -1, NULL });
	add(l, e, (struct entry){ said(l->sc, "fewer than 30 customers rated"), 22, sign_hollow, 1, NULL });
}

static bool basis_used(const struct map *map, enum basis basis)
{
	for (size_t k = 0; k < map->lanes.n; k++)
		for (size_t i = 0; map->lanes.at[k].cells && i < map->touchpoints.n; i++)
			for (size_t c = 0; c < map->lanes.at[k].cells[i].cells.n; c++)
				if (map->lanes.at[k].cells[i].cells.at[c].basis == basis)
					return true;
	return false;
}

static void add_bases(struct layout *l, struct entries *e)
{
	for (int b = 0; b < BASES; b++)
		if (basis_used(l->map, (enum basis)b))
			add(l, e,
				(struct entry){
					said(l->sc, basis_name((enum basis)b)), 38, sign_basis, b, NULL });
}

static void add_owners(struct layout *l, struct entries *e)
{
	static const char *const names[OWNERS] = { "the company's touchpoint", "a partner's",
		"the customer's own", "other people's" };

	for (int o = 0; o < OWNERS; o++) {
		bool used = false;
		for (size_t i = 0; i < l->map->touchpoints.n; i++)
			used = used || l->map->touchpoints.at[i].owner == (enum owner)o;
		if (used)
			add(l, e, (struct entry){ said(l->sc, names[o]), 36, sign_owner, o, NULL });
	}
}

/* Whether it has a channel, of the company's own or not, that no touchpoint before it has. */
static bool is_first(const struct map *map, size_t i, bool own)
{
	const struct map_touchpoint *at = map->touchpoints.at;

	for (size_t k = 0; k < i; k++)
		if (!at[k].own == !own && str_equal(map_look(&at[k]).key, map_look(&at[i]).key))
			return false;
	return !at[i].own == !own;
}

static void add_channel(struct layout *l, struct entries *e, size_t i)
{
	enum { SIGN = 27, WIDEST = 300 };
	struct map_look *look = NEW(l->sc, struct map_look);

	*look = map_look(layout_at(l, i));
	struct str name = font_cut(l->sc, l->font, words_channel(l->sc, look), WIDEST, 12, FACE_REGULAR);
	add(l, e, (struct entry){ str_c(l->sc, name), SIGN, NULL, 0, look });
}

static void add_channels(struct layout *l, struct entries *e)
{
	if (!map_has_channels(l->map))
		return;
	for (int c = 0; c < CHANNELS; c++)
		for (size_t i = 0; i < l->map->touchpoints.n; i++)
			if (layout_at(l, i)->channel == (enum channel)c && is_first(l->map, i, false))
				add_channel(l, e, i);
	for (size_t i = 0; i < l->map->touchpoints.n; i++)
		if (is_first(l->map, i, true))
			add_channel(l, e, i);
}

static struct entries entries_of(struct layout *l)
{
	struct entries e = { 0 };

	add_owners(l, &e);
	add_feeling(l, &e);
	add(l, &e, (struct entry){ said(l->sc, "95 % interval"), 18, sign_interval, 0, NULL });
	add(l, &e,
		(struct entry){ said(l->sc, "critical: significantly more leave than on the map as a whole"),
			25, sign_critical, 0, NULL });
	add_bases(l, &e);
	add(l, &e,
		(struct entry){
			said(l->sc, "evidence, from none (0) to strong (4)"), 70, sign_evidence, 3, NULL });
	add_channels(l, &e);
	return e;
}

/* Entries flow from left to right and wrap.  Gives the height; draws only if told to. */
static double flow(struct layout *l, double top, bool draw)
{
	struct entries e = entries_of(l);
	double x = l->left, y = top, right = legend_right(l);

	for (size_t i = 0; i < e.list.n; i++) {
		const struct entry *entry = &e.list.at[i];
		double w = entry->sign + font_width(l->font, str_of(entry->text), 12, FACE_REGULAR);
		if (x > l->left && x + w > right) {
			x = l->left;
			y += LINE;
		}
		if (draw) {
			if (entry->look)
				channel_badge(l->scene, x, y - 10, 20, entry->look);
			else
				entry->draw(l->scene, x, y, entry->what);
			scene_text(l->scene, x + entry->sign, y + 4.5, str_of(entry->text),
				(struct type){ 12, FACE_REGULAR, INK, ANCHOR_START, false });
		}
		x += w + GAP;
	}
	return y - top + LINE;
}

/* Which lines are sums, how they were put together, how many have no room; p NULL where there are none. */
static struct str sums_words(struct layout *l)
{
	size_t n = map_sums_shown(l->map), more = map_sums_more(l->map);

	if (!n)
		return (struct str){ 0 };
	struct str name = str_short(l->sc, l->map->sums.at[0].name, 60);
	struct str which = n == 1 ? words_line(l->sc, "%.*s is a sum", STR_ARG(name))
				  : words_line(l->sc, "%.*s and the %s below it are sums", STR_ARG(name),
					    words_plural(l->sc, n - 1, "line", "lines").p);
	return words_line(l->sc,
		" %s that sources report of many: counts and money added up, averages and shares as the mean of "
		"their rows, people as the largest row%s.",
		which.p, more ? words_line(l->sc, "; not drawn: %zu more", more).p : "");
}

static struct fit definitions(struct layout *l)
{
	const char *how = !l->map->silence_auto    ? ""
			  : l->map->silence_learnt ? said(l->sc, ", a limit taken from the data")
						   : said(l->sc, ", the usual limit");
	struct str limit = l->map->has_cases
				   ? str_of(said(l->sc, "a journey is a case of the log"))
				   : words_line(l->sc, "a journey ends after %s of silence%s",
					     words_span(l->sc, (double)l->map->silence_us / 1e6).p, how);
	struct str sums = sums_words(l);
	struct str text = words_line(l->sc,
		"Reach: share of all journeys that come to the touchpoint. Leaving: of the "
		"journeys that came to it and are settled, the share that ended there without the goal. Until the "
		"next step: median from the first event of a visit to the next visit; time on it: the same within "
		"one session. Feeling: mean of all ratings, put on a scale from \xe2\x88\x92"
		"2 to +2. n: how many "
		"it stands on.%s%s Times are UTC; %s.",
		sums.p ? sums.p : "",
		l->map->curves.n && map_has_feeling(l->map)
			? said(l->sc,
				  " Feeling and \"come here\" are each persona's own; all else is of all of them together.")
			: "",
		limit.p);

	return font_fit(l->sc, l->font, text,
		(struct fit_want){ .width = fmin(l->scene->width - MARGIN - l->left, 1400),
			.size = 12,
			.smallest = 12,
			.lines = FIT_LINES,
			.face = FACE_REGULAR });
}

double legend_height(struct layout *l)
{
	return TOP + flow(l, 0, false) + (double)definitions(l).n * SMALL + 30;
}

void legend_draw(struct layout *l, double top)
{
	struct fit words = definitions(l);
	struct type muted = { 12, FACE_REGULAR, INK_MUTED, ANCHOR_START, false };
	double y = top + TOP;

	scene_open(l->scene, (struct group){ .title = str_of(said(l->sc, "Legend")) });
	scene_line(l->scene, MARGIN, top, l->scene->width - MARGIN, top,
		(struct paint){ .stroke = RULE, .width = 1 });
	scene_text(l->scene, MARGIN, y + 5, str_of(said(l->sc, "Legend")),
		(struct type){ 14, FACE_SEMIBOLD, INK, ANCHOR_START, false });
	y += flow(l, y, true) + 6;
	y = layout_lines(l, l->left, y, &words, muted) + 6;
	scene_text(l->scene, l->left, y, words_line(l->sc, "Made by Wend from input %s", l->map->input_hash),
		muted);
	scene_close(l->scene);
}
