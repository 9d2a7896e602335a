#include "maps.h"

#include <math.h>

#include "map/cells_voice.h"

const char *const maps_names[MAPS] = {
	[MAPS_ONE] = "one",
	[MAPS_FIVE] = "five",
	[MAPS_TWELVE] = "twelve",
	[MAPS_FORTY] = "forty",
	[MAPS_MOST] = "most",
	[MAPS_LONG_NAMES] = "long_names",
	[MAPS_NO_RATINGS] = "no_ratings",
	[MAPS_NO_GOAL] = "no_goal",
	[MAPS_HOSTILE] = "hostile",
	[MAPS_EMPTY] = "empty",
	[MAPS_BESIDE] = "beside",
	[MAPS_SPOKEN] = "spoken",
	[MAPS_PAIR] = "pair",
	[MAPS_CROWD] = "crowd",
	[MAPS_OWN] = "own_channels",
};

#define S(text)                                                                                              \
	{                                                                                                    \
		text, sizeof text - 1                                                                        \
	}

struct point {
	const char *name;
	enum channel channel;
	const char *words;
	double reach, feeling, leaving; /* feeling over 5: nobody rated */
	uint64_t rated;
};

/* clang-format off */
static const struct point shop[] = {
	{ "Sees an ad", CHANNEL_ADS, "Instagram, Google", 0.62, 0.4, 0.118, 212 },
	{ "Reads reviews", CHANNEL_SOCIAL, "Trustpilot", 0.38, 0.9, 0.062, 340 },
	{ "Home page", CHANNEL_WEBSITE, "web", 0.81, 0.3, 0.142, 188 },
	{ "Product page", CHANNEL_WEBSITE, NULL, 0.74, 0.7, 0.081, 402 },
	{ "Asks in the chat", CHANNEL_CHAT, "Intercom", 0.11, -0.3, 0.094, 41 },
	{ "Basket", CHANNEL_WEBSITE, NULL, 0.46, 0.1, 0.163, 26 },
	{ "Delivery and payment", CHANNEL_WEBSITE, NULL, 0.33, -1.4, 0.312, 96 },
	{ "Order placed", CHANNEL_WEBSITE, "web, app", 0.23, 1.2, 0.011, 1980 },
	{ "Order e-mail", CHANNEL_EMAIL, NULL, 0.225, 0.2, 0.004, 18 },
	{ "Parcel arrives", CHANNEL_POST, "DPD, InPost", 0.21, 1.1, 0.021, 655 },
	{ "Calls support", CHANNEL_PHONE, "hotline", 0.05, -1.2, 0.147, 58 },
	{ "Writes a review", CHANNEL_SOCIAL, NULL, 0.034, 9, 0, 0 },
};
/* clang-format on */

static const char *const stage_names[] = { "Awareness", "Consideration", "Purchase", "Delivery", "Support",
	"Loyalty" };

/* The normal approximation is good enough for a picture. */
static struct estimate share(double p, double n)
{
	double half = n > 0 ? 1.96 * sqrt(p * (1 - p) / n) + 0.5 / n : 0;

	return (struct estimate){ n > 0, p, fmax(p - half, 0), fmin(p + half, 1), (uint64_t)n };
}

static struct duration lasts(double median, uint64_t n)
{
	return (struct duration){ n > 0, median, median * 0.9, median * 1.15, median * 6, n };
}

static void set_figures(struct map_figures *f, const struct point *p, double total, size_t i)
{
	f->journeys = (uint64_t)(total * p->reach);
	f->customers = f->journeys * 9 / 10;
	f->reach = share(p->reach, total);
	f->visits = f->journeys * 14 / 10;
	f->events = f->visits * 2;
	f->repeats = f->events - f->visits;
	f->returns = f->visits - f->journeys;
	f->entries = f->visits / 4, f->arrivals = f->visits - f->entries;
	f->exits = f->visits / 10, f->departures = f->visits - f->exits;
	f->drop_off = share(p->leaving, (double)f->journeys);
	f->critical = p->leaving > 0.25;
	f->conversion = share(fmin(0.23 / p->reach, 1), (double)f->journeys);
	f->dwell = lasts(45.0 * (double)((i * i * 7) % 900 + 1), f->visits);
	f->time_on = lasts(20.0 * (double)(i % 9 + 1), i % 4 == 3 ? 0 : f->visits / 2);
	if (p->rated) {
		double half = 1.1 / sqrt((double)p->rated);
		f->feeling =
			(struct estimate){ true, p->feeling, p->feeling - half, p->feeling + half, p->rated };
		f->scale = STR("1-5");
	}
	f->evidence = f->journeys > 500 ? 4 : f->journeys > 200 ? 3 : f->journeys > 50 ? 2 : f->journeys > 0;
}

static void add_next(struct map *map, size_t i)
{
	struct map_touchpoint *t = &map->touchpoints.at[i];
	int n = (int)map->touchpoints.n;

	if (i + 1 < map->touchpoints.n)
		t->next[t->n_next++] = (struct map_next){ (int)i + 1, t->figures.visits * 62 / 100, 0.62 };
	if (i > 1)
		t->next[t->n_next++] =
			(struct map_next){ ((int)i * 5) % n, t->figures.visits * 17 / 100, 0.17 };
	t->next[t->n_next++] =
		(struct map_next){ i % 3 ? MAP_EXIT : MAP_UNSORTED, t->figures.visits / 20, 0.05 };
}

static void add_touchpoint(struct scope *sc, struct map *map, const struct point *p, size_t i, size_t stage)
{
	struct map_touchpoint *t = LIST_ADD(sc, &map->touchpoints);

	*t = (struct map_touchpoint){ .id = str_of(scope_printf(sc, "t%zu", i + 1)),
		.name = str_of(p->name),
		.stage = stage,
		.channel = p->channel,
		.channel_words = str_of(p->words) };
	set_figures(&t->figures, p, (double)map->journeys.total, i);
	*LIST_ADD(sc, &t->events) =
		(struct map_event){ str_of(scope_printf(sc, "event_%zu", i)), t->figures.events };
	t->owner = p->channel == CHANNEL_SOCIAL ? OWNER_SOCIAL
		   : p->channel == CHANNEL_POST ? OWNER_PARTNER
						: OWNER_BRAND;
	map->stages.at[stage].count++;
}

static void set_stage_figures(struct map *map, struct map_stage *stage)
{
	double most = 0;

	for (size_t i = stage->first; i < stage->first + stage->count; i++)
		most = fmax(most, map->touchpoints.at[i].figures.reach.value);
	struct point all = { .reach = most, .leaving = 0.17 };
	set_figures(&stage->figures, &all, (double)map->journeys.total, 3);
	stage->figures.critical = false;
}

static void add_points(struct scope *sc, struct map *map, const struct point *points, size_t n, size_t stages)
{
	for (size_t s = 0; s < stages; s++) {
		struct map_stage *stage = LIST_ADD(sc, &map->stages);
		const char *name = stage_names[s % COUNT_OF(stage_names)];
		stage->name =
			str_of(s < COUNT_OF(stage_names) ? name : scope_printf(sc, "%s %zu", name, s + 1));
		stage->id = str_of(scope_printf(sc, "s%zu", s + 1));
	}
	for (size_t i = 0; i < n; i++) {
		size_t stage = i * stages / n;
		if (!map->stages.at[stage].count)
			map->stages.at[stage].first = i;
		add_touchpoint(sc, map, &points[i], i, stage);
	}
	for (size_t i = 0; i < n; i++)
		add_next(map, i);
	for (size_t s = 0; s < stages; s++)
		set_stage_figures(map, &map->stages.at[s]);
}

static void add_cell(struct scope *sc, struct map_lane *lane, size_t at, const char *text, enum basis basis)
{
	*LIST_ADD(sc, &lane->cells[at].cells) = (struct map_cell){ .text = str_of(text), .basis = basis };
}

static struct map_lane *add_lane(struct scope *sc, struct map *map, enum lane kind, bool cells)
{
	struct map_lane *lane = LIST_ADD(sc, &map->lanes);

	lane->lane = kind;
	lane->cells = cells ? NEW_ARRAY(sc, struct map_cells, map->touchpoints.n + 1) : NULL;
	return lane;
}

/* clang-format off */
static const struct {
	enum lane lane;
	size_t at;
	const char *text;
	enum basis basis;
} cells[] = {
	{ LANE_ACTIONS, 0, "Scrolls past, stops at the photo of the shoe", BASIS_OBSERVED },
	{ LANE_ACTIONS, 3, "Opens the size table, 4 times of 10", BASIS_OBSERVED },
	{ LANE_ACTIONS, 6, "Types the postcode twice; picks a parcel locker", BASIS_OBSERVED },
	{ LANE_THOUGHTS, 1, "“Are these reviews real?”", BASIS_REPORTED },
	{ LANE_THOUGHTS, 3, "“Will 42 fit me? The table says 41.”", BASIS_REPORTED },
	{ LANE_THOUGHTS, 6, "“Why is delivery dearer than it said on the product page?”", BASIS_REPORTED },
	{ LANE_NEEDS, 4, "An answer before the lunch break ends", BASIS_INFERRED },
	{ LANE_NEEDS, 9, "To know the hour of delivery, not the day", BASIS_ASSUMED },
	{ LANE_PAINS, 6, "Delivery cost appears only here: 3 of 10 leave", BASIS_OBSERVED },
	{ LANE_PAINS, 6, "Parcel locker map does not open on a phone", BASIS_REPORTED },
	{ LANE_PAINS, 10, "Waits 11 min, explains the order number three times", BASIS_REPORTED },
	{ LANE_GAINS, 9, "A hand-written card in the box", BASIS_REPORTED },
	{ LANE_OPPORTUNITIES, 6, "Show the cost of delivery on the product page", BASIS_INFERRED },
	{ LANE_OPPORTUNITIES, 10, "Recognise the caller by the number of the order", BASIS_ASSUMED },
};
/* clang-format on */

static void add_cells(struct scope *sc, struct map *map, struct map_lane *lane)
{
	for (size_t i = 0; i < COUNT_OF(cells); i++)
		if (cells[i].lane == lane->lane && cells[i].at < map->touchpoints.n)
			add_cell(sc, lane, cells[i].at, cells[i].text, cells[i].basis);
}

static void add_lanes(struct scope *sc, struct map *map)
{
	for (int k = 0; k < LANES; k++) {
		bool figures = k == LANE_FEELING || k == LANE_DROP_OFF || k == LANE_METRICS ||
			       k == LANE_EVIDENCE || k == LANE_CHANNELS;
		struct map_lane *lane = add_lane(sc, map, (enum lane)k, !figures);
		if (!figures)
			add_cells(sc, map, lane);
	}
}

static void add_sentences(struct scope *sc, struct map *map)
{
	static const char *const findings[] = {
		"Most leave at Delivery and payment: 31 % (28–34 %) of the 886 journeys that reach it, against 14 % on the map.",
		"Strongest: Order placed, +1.2 (n = 1,980). Weakest: Delivery and payment, −1.4 (n = 96).",
		"Of those who ask in the chat, 38 % order; of those who do not, 21 %.",
	};
	static const char *const remarks[] = {
		"The goal was guessed: \"Order placed\" has the word order and ends most long journeys.",
		"Stages were proposed from words in event names; change them in the definition.",
		"Times in orders.csv have no zone and were read as UTC.",
	};

	for (size_t i = 0; i < COUNT_OF(findings); i++)
		*LIST_ADD(sc, &map->findings) = str_of(findings[i]);
	for (size_t i = 0; i < COUNT_OF(remarks); i++)
		*LIST_ADD(sc, &map->remarks) = str_of(remarks[i]);
}

#define FIRST_DAY_US (1772323200ll * 1000000) /* 2026-03-01 */

static struct map *frame(struct scope *sc)
{
	struct map *map = NEW(sc, struct map);

	map->id = STR("shoes");
	map->title = STR("Buying running shoes online");
	map->scenario = STR("first order, on a phone");
	*LIST_ADD(sc, &map->personas) = STR("Nora, first-time buyer");
	map->owner = STR("Online shop team");
	map->goal_name = STR("Order placed");
	map->from_us = FIRST_DAY_US + 34215000123ll;
	map->to_us = FIRST_DAY_US + 91ll * DAY_S * 1000000;
	map->silence_us = 3ll * DAY_S * 1000000;
	map->silence_auto = true;
	map->customers = 2411, map->events = 48213, map->quarantined = 12;
	map->journeys.total = 2687, map->journeys.converted = 618;
	map->journeys.left = 1893, map->journeys.open = 176;
	map->conversion = share(618.0 / 2511, 2511);
	map->drop_off = share(0.139, 2511);
	map->variants.distinct = 871, map->variants.commonest = 204;
	map->unsorted.events = 311, map->unsorted.visits = 240, map->unsorted.journeys = 97,
	map->unsorted.kinds = 14;
	*LIST_ADD(sc, &map->unsorted.largest) = (struct map_event){ STR("cookie_banner"), 140 };
	*LIST_ADD(sc, &map->unsorted.largest) = (struct map_event){ STR("js_error"), 44 };
	*LIST_ADD(sc, &map->sources) =
		(struct map_source){ .source = SOURCE_WEB, .events = 45310, .newest_us = map->to_us };
	*LIST_ADD(sc, &map->sources) = (struct map_source){
		.source = SOURCE_SURVEY, .events = 2903, .newest_us = map->to_us - 3ll * DAY_S * 1000000
	};
	memcpy(map->input_hash, "9f3c1a70b2d45e68", 17);
	return map;
}

static void set_goal(struct map *map, size_t goal)
{
	map->touchpoints.at[goal].is_goal = true;
	map->touchpoints.at[goal].strongest = map->touchpoints.n > 4;
}

/* Points without end: those of the shop again and again, numbered. */
static const struct point *many(struct scope *sc, size_t n)
{
	struct point *points = NEW_ARRAY(sc, struct point, n);

	for (size_t i = 0; i < n; i++) {
		points[i] = shop[i % COUNT_OF(shop)];
		points[i].reach *= 1 - 0.7 * (double)i / (double)n;
		if (i >= COUNT_OF(shop))
			points[i].name =
				scope_printf(sc, "%s, round %zu", points[i].name, i / COUNT_OF(shop) + 1);
	}
	return points;
}

static struct map *of_points(struct scope *sc, const struct point *points, size_t n, size_t stages)
{
	struct map *map = frame(sc);

	add_points(sc, map, points, n, stages);
	add_lanes(sc, map);
	add_sentences(sc, map);
	return map;
}

static struct map *twelve(struct scope *sc)
{
	struct map *map = of_points(sc, shop, COUNT_OF(shop), 6);

	set_goal(map, 7);
	map->touchpoints.at[6].weakest = map->touchpoints.at[6].moment_of_truth = true;
	map->stages.at[2].why = STR("words: basket, payment, order");
	return map;
}

static struct map *long_names(struct scope *sc)
{
	static const char *const names[] = {
		"Potwierdzenie zamówienia przesłane wiadomością e-mail",
		"Konstantynopolitańczykowianeczka",
		"Восстановление доступа к личному кабинету через контактный центр",
		"Предоставление дополнительных документов, подтверждающих обстоятельства",
		"checkout_delivery_and_payment_method_selected_by_customer",
		"Wypełnienie wniosku o wydanie karty lojalnościowej w sklepie stacjonarnym przy ulicy Marszałkowskiej",
	};
	struct map *map = of_points(sc, shop, COUNT_OF(shop), 3);

	for (size_t i = 0; i < COUNT_OF(names); i++)
		map->touchpoints.at[i].name = str_of(names[i]);
	map->title = STR("Droga klienta od pierwszego zapytania ofertowego do przedłużenia umowy "
			 "ubezpieczenia komunikacyjnego w oddziale regionalnym");
	map->stages.at[0].name = STR("Rozpoznawanie potrzeb i porównywanie ofert konkurencji");
	map->stages.at[1].name = STR("Предварительное согласование");
	set_goal(map, 7);
	return map;
}

#define RTL_OVERRIDE                                                                                         \
	"\xe2\x80\xae"                                                                                       \
	"exe.gpj"

static struct map *hostile(struct scope *sc)
{
	static const char *const names[] = { "<script>alert(1)</script>\"&'", "=HYPERLINK(\"http://x\")",
		"مرحبا بالعالم", "👩‍👩‍👧 family 🛒", "\x1b[31mred\x07", "]]>--><!--",
		"購入手続きと支払い方法の選択", "", RTL_OVERRIDE, "a\xcc\x81\xcc\x81\xcc\x81\xcc\x81 zalgo",
		"-1+1", "bad\xff\xfe bytes" };
	struct map *map = twelve(sc);

	for (size_t i = 0; i < COUNT_OF(names); i++) {
		map->touchpoints.at[i].name = str_of(names[i]);
		map->touchpoints.at[i].id = str_of(names[COUNT_OF(names) - 1 - i]);
	}
	map->title = STR("</title><script>alert(\"&'\")</script>");
	map->stages.at[0].name = STR("\"><img src=x onerror=alert(1)>");
	map->personas.at[0] = STR("@SUM(A1)");
	map->lanes.at[0].cells[0].cells.at[0].text = STR("</textarea>{{7*7}}${x}%s%n");
	return map;
}

static struct map *no_ratings(struct scope *sc)
{
	struct map *map = twelve(sc);

	for (size_t i = 0; i < map->touchpoints.n; i++) {
		map->touchpoints.at[i].figures.feeling = (struct estimate){ 0 };
		map->touchpoints.at[i].figures.scale = (struct str){ 0 };
		map->touchpoints.at[i].strongest = map->touchpoints.at[i].weakest = false;
	}
	*LIST_ADD(sc, &map->remarks) = STR("Nobody rated anything: the feeling is not known and not drawn.");
	return map;
}

static struct map *no_goal(struct scope *sc)
{
	struct map *map = of_points(sc, shop, COUNT_OF(shop), 6);

	map->goal_name = (struct str){ 0 };
	map->conversion = (struct estimate){ 0 };
	map->journeys.left += map->journeys.converted;
	map->journeys.converted = 0;
	for (size_t i = 0; i < map->touchpoints.n; i++)
		map->touchpoints.at[i].figures.conversion = (struct estimate){ 0 };
	return map;
}

static struct map *empty(struct scope *sc)
{
	struct map *map = no_ratings(sc);

	map->journeys.total = map->journeys.left = map->journeys.open = map->journeys.converted = 0;
	map->conversion = map->drop_off = (struct estimate){ 0 };
	for (size_t i = 0; i < map->touchpoints.n; i++) {
		map->touchpoints.at[i].figures = (struct map_figures){ 0 };
		map->touchpoints.at[i].n_next = 0;
	}
	for (size_t s = 0; s < map->stages.n; s++)
		map->stages.at[s].figures = (struct map_figures){ 0 };
	return map;
}

static struct map *five(struct scope *sc)
{
	struct map *map = of_points(sc, shop + 3, 5, 2);

	set_goal(map, 4);
	map->touchpoints.at[3].weakest = true;
	return map;
}

static struct map *one(struct scope *sc)
{
	struct map *map = of_points(sc, shop + 7, 1, 1);

	set_goal(map, 0);
	return map;
}

static struct map *forty(struct scope *sc)
{
	return of_points(sc, many(sc, 40), 40, 8);
}

static struct map *most(struct scope *sc)
{
	return of_points(sc, many(sc, 250), 250, 10);
}

/* clang-format off */
static const struct {
	const char *name, *currency;
	enum metric_way way;
	double at[5]; /* 0: none */
	double elsewhere;
} reported[] = {
	{ "Ad cost", "PLN", METRIC_ADDED, { 0, 0, 0, 1234.5, 0 }, 99 },
	{ "Ad cost", "EUR", METRIC_ADDED, { 0, 0, 0, 80, 0 }, 0 },
	{ "Views", NULL, METRIC_ADDED, { 18250, 310, 4120, 2204, 907 }, 15002 },
	{ "Rage clicks", NULL, METRIC_ADDED, { 3, 0, 0, 41, 0 }, 0 },
	{ "Active users", NULL, METRIC_LARGEST, { 1212, 0, 640, 512, 0 }, 0 },
	{ "Average engagement time of a session, counted by the tool itself", NULL, METRIC_MEAN, { 42.3, 0, 20.75, 95, 0 }, 0 },
	{ "Bounce rate", NULL, METRIC_MEAN, { 0.41, 0, 0, 0, 0 }, 0 },
	{ "Impressions", NULL, METRIC_ADDED, { 0, 0, 0, 0, 0 }, 12000 },
};
/* clang-format on */

static struct map_sum reported_sum(double amount, uint64_t rows)
{
	if (!(amount > 0))
		return (struct map_sum){ 0 };
	return (struct map_sum){ amount, rows, FIRST_DAY_US, FIRST_DAY_US + 31ll * DAY_S * 1000000 };
}

/* With what stands beside the journeys: sums that sources report, notes of staff. */
static struct map *beside(struct scope *sc)
{
	struct map *map = five(sc);

	for (size_t k = 0; k < COUNT_OF(reported); k++) {
		struct map_sums *line = LIST_ADD(sc, &map->sums);
		*line = (struct map_sums){ .name = str_of(reported[k].name),
			.currency = str_of(reported[k].currency),
			.way = reported[k].way,
			.at = NEW_ARRAY(sc, struct map_sum, map->touchpoints.n + 1),
			.elsewhere = reported_sum(reported[k].elsewhere, 4) };
		for (size_t i = 0; i < map->touchpoints.n; i++) {
			line->at[i] = reported_sum(reported[k].at[i], i + 1);
			line->touchpoints += line->at[i].rows > 0;
		}
	}
	struct map_lane *notes = &map->lanes.at[map->lanes.n - 1];
	add_cell(sc, notes, 2, "\"They ask where the basket went\" — anna, new customers", BASIS_REPORTED);
	add_cell(sc, notes, 3, "\"Payment by link fails on Fridays\" — Piotr", BASIS_REPORTED);
	*LIST_ADD(sc, &map->sources) =
		(struct map_source){ .source = SOURCE_STAFF, .notes = 2, .newest_us = map->to_us };
	*LIST_ADD(sc, &map->remarks) =
		STR("Sums that are of no touchpoint count for the whole map: Ad cost 99 PLN.");
	return map;
}

/* What was said of a touchpoint: one finding with a quote each. */
static void add_voice(struct scope *sc, struct map *map, size_t at, enum voice_kind kind, const char *theme,
	const char *quote)
{
	struct voice_place *p = (struct voice_place *)map->touchpoints.at[at].voice;

	if (!p) {
		map->touchpoints.at[at].voice = p = NEW(sc, struct voice_place);
		p->customers = 240;
		p->texts = 251;
		p->clauses = 402;
		p->feeling = (struct estimate){ true, -.4, -.55, -.25, 240 };
		p->rules[LINK_EVENT] = 300;
		p->rules[LINK_OWN] = 102;
	}
	p->kinds[kind] = (struct voice_sum){
		.customers = 29, .depth = .75, .severity = .09, .share = { true, .121, .086, .168, 240 }
	};
	struct voice_finding *f = LIST_ADD(sc, &p->findings);
	*f = (struct voice_finding){ .kind = kind,
		.key = str_of(scope_printf(sc, "%s/%zu", voice_kind_key(kind), at)),
		.id = STR("7ba012"),
		.theme = str_of(theme),
		.customers = 29,
		.texts = 31,
		.clauses = 33,
		.share = p->kinds[kind].share,
		.depth = .75,
		.severity = .09,
		.n_quotes = 1 };
	f->quotes[0] = (struct voice_quote){ .text = str_of(quote),
		.id = 0x123456789abcdef,
		.time_us = map->to_us,
		.source = SOURCE_SURVEY,
		.event = STR("Asked <b>"),
		.language = LANGUAGE_EN,
		.rule = LINK_OWN };
}

static struct map *spoken(struct scope *sc)
{
	static struct voices voices = { .texts = 600,
		.customers = 540,
		.clauses = 900,
		.repeats = 12,
		.unfelt = 3,
		.languages = { [LANGUAGE_EN] = 590, [LANGUAGE_PL] = 7, [LANGUAGE_OTHER] = 3 } };
	struct map *map = five(sc);

	map->voices = &voices;
	add_voice(sc, map, 2, VOICE_PAIN, "courier",
		"The courier never came, and when I called nobody could say where my parcel was & why");
	add_voice(sc, map, 2, VOICE_EXPECTATION, NULL,
		"It was supposed to be here on Monday, and on Thursday I still had no news of it at all");
	add_voice(sc, map, 3, VOICE_GAIN, "płatność kartą",
		"Płatność kartą działa świetnie, wszystko zajęło mi mniej niż minutę, polecam każdemu");
	add_voice(sc, map, 3, VOICE_NEED, NULL,
		"Хотелось бы получать чек на почту, сейчас приходится каждый раз просить об этом");
	map_fill_voices(sc, map);
	return map;
}

static struct map *pair(struct scope *sc)
{
	return maps_for_pair(sc, twelve(sc));
}

static struct map *crowd(struct scope *sc)
{
	return maps_for_crowd(sc, long_names(sc));
}

/* One has a name as long as it may be, and one that would be markup. */
static struct map *own_channels(struct scope *sc)
{
	static const struct map_channel own[] = {
		{ S("parcel-locker"), S("Paczkomat <b>& okolice</b>"), "#7A1F5C", CHANNEL_POST },
		{ S("kiosk"),
			S("A kiosk at the entrance of each of the larger shops, where one orders what is not on the shelves and"
			  " pays at once"),
			"#0F5C2E", CHANNEL_OFFICE },
		{ S("website"), S("Our shop online"), "#8A3B00", CHANNEL_APP },
	};
	struct map *map = five(sc);

	for (size_t i = 0; i < 4; i++) {
		struct map_touchpoint *t = &map->touchpoints.at[i];
		t->own = &own[i % COUNT_OF(own)];
		t->channel = i == 2 ? CHANNEL_WEBSITE : t->own->symbol;
	}
	return map;
}

struct map *maps_make(struct scope *sc, enum maps which)
{
	static struct map *(*const makers[MAPS])(struct scope *) = {
		[MAPS_ONE] = one,
		[MAPS_FIVE] = five,
		[MAPS_TWELVE] = twelve,
		[MAPS_FORTY] = forty,
		[MAPS_MOST] = most,
		[MAPS_LONG_NAMES] = long_names,
		[MAPS_NO_RATINGS] = no_ratings,
		[MAPS_NO_GOAL] = no_goal,
		[MAPS_HOSTILE] = hostile,
		[MAPS_EMPTY] = empty,
		[MAPS_BESIDE] = beside,
		[MAPS_SPOKEN] = spoken,
		[MAPS_PAIR] = pair,
		[MAPS_CROWD] = crowd,
		[MAPS_OWN] = own_channels,
	};

	return makers[which](sc);
}
