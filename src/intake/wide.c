/* Wide tables: a row is a case, and each of several columns of times is an event of it. */
#include "intake/mapping_parts.h"

#include "base/buf.h"

/* Words that say that a column is a time and not which. */
static const char time_words[] =
	"timestamp|at|date|time|datetime|ts|on|day|data|czas|dzien|godzina|dnia|дата|время|день|utc|gmt|local|moment|when";

/* Time words after which a thing stands in the genitive. */
static const char of_words[] = "data|czas|dzien|godzina|дата|время|день";

/* Times that are about the record rather than about what happened. */
static const char plain_words[] =
	"start|started|end|ended|create|created|creation|record|recorded|submit|submitted|answer|answered|response|"
	"received|begin|from|to|first|last|complete|completed|event|submitdate|startdate|enddate|datestamp|action|interview|review|survey|utworzenia|zgloszenia|создания";

static const char never_stages[] =
	"birth*|born|dob|urodz*|рожден*|updated|update|modified|modification|changed|expir*|deleted|imported|exported|"
	"limit|deadline|valid|next|due|zmiany|изменения";

/* "Nr zamówienia", "номер заказа" */
static const char first_id_words[] = "nr|numer|номер|id";

static const char id_words[] = "id|no|nr|num|number|numer|номер|ид|key|uuid|guid|code";

static bool word_is(struct str word, const char *patterns)
{
	struct words one = { .at = { word }, .n = 1 };

	return words_have(&one, patterns);
}

static bool may_be_stage(const struct column *c)
{
	bool free = !c->wished && (c->role == ROLE_NONE || c->role == ROLE_TIME || c->role == ROLE_END);

	return free && looks_like_times(&c->look) && !name_is_plain_property(c) &&
	       !words_have(&c->words, never_stages) && !name_is_deadline(c) &&
	       (!c->look.bare_numbers || role_by_name(c, ROLE_TIME) >= 50);
}

static bool is_plain(const struct column *c)
{
	for (size_t i = 0; i < c->words.n; i++)
		if (!word_is(c->words.at[i], time_words) && !word_is(c->words.at[i], plain_words))
			return false;
	return true;
}

static bool is_stage(const struct column *c)
{
	return c->role == ROLE_STAGE_TIME;
}

/* The word that most stages begin with, when at least two and more than half do. */
static struct str common_first(const struct mapping *m, const struct words *left)
{
	struct str best = { 0 };
	size_t most = 1;

	for (size_t i = 0; i < m->n_stages; i++) {
		size_t n = 0;
		for (size_t k = 0; k < m->n_stages; k++)
			n += left[i].n && left[k].n && str_equal(left[i].at[0], left[k].at[0]);
		if (n > most && n * 2 > m->n_stages) {
			most = n;
			best = left[i].at[0];
		}
	}
	return best;
}

static void drop_first(struct words *words)
{
	memmove(words->at, words->at + 1, --words->n * sizeof *words->at);
}

static void strip_time_words(struct words *words)
{
	while (words->n && word_is(words->at[words->n - 1], time_words))
		words->n--;
	while (words->n && word_is(words->at[0], time_words))
		drop_first(words);
}

static void strip_common_first(const struct mapping *m, struct words *left)
{
	for (struct str first; (first = common_first(m, left)).p;) {
		for (size_t i = 0; i < m->n_stages; i++)
			if (left[i].n && str_equal(left[i].at[0], first))
				drop_first(&left[i]);
	}
}

/* "Data złożenia", "дата оплаты": what is left without the first word, said as what it is. */
static const struct {
	const char *of, *is;
} cases[] = { { "enia", "enie" }, { "ania", "anie" }, { "ęcia", "ęcie" }, { "ości", "ość" }, { "ki", "ka" },
	{ "ения", "ение" }, { "ания", "ание" }, { "оплаты", "оплата" }, { "ки", "ка" } };

static struct str nominative(struct scope *sc, struct str word)
{
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		if (str_ends(word, str_of(cases[i].of)))
			return str_of(scope_printf(
				sc, "%.*s%s", (int)(word.n - strlen(cases[i].of)), word.p, cases[i].is));
	return word;
}

/* The words that are left, as the column spells them. */
static struct words spelled(struct mapping *m, const struct column *c, const struct words *left)
{
	struct words all, out = *left;
	size_t from = 0;

	name_words_spelled(m->sc, c->name, &all);
	while (from < c->words.n && left->n && c->words.at[from].p != left->at[0].p)
		from++;
	if (!left->n || all.n != c->words.n || from + left->n > all.n)
		return out;
	memcpy(out.at, all.at + from, left->n * sizeof *out.at);
	if (from && word_is(c->words.at[from - 1], of_words))
		out.at[0] = nominative(m->sc, out.at[0]);
	return out;
}

static struct str joined(struct scope *sc, const struct words *words)
{
	struct buf *out = buf_new(sc, 4096);

	for (size_t i = 0; i < words->n; i++) {
		if (i)
			buf_putc(out, '_');
		buf_str_add(out, words->at[i]);
	}
	return buf_str(out);
}

static bool name_is_taken(const struct mapping *m, size_t n, struct str name)
{
	for (size_t i = 0; i < n; i++)
		if (str_equal(m->columns[m->stages[i]].event, name))
			return true;
	return false;
}

static void stages_name(struct mapping *m)
{
	struct words *left = NEW_ARRAY(m->sc, struct words, m->n_stages);

	for (size_t i = 0; i < m->n_stages; i++) {
		left[i] = m->columns[m->stages[i]].words;
		strip_time_words(&left[i]);
	}
	strip_common_first(m, left);
	for (size_t i = 0; i < m->n_stages; i++) {
		struct column *c = &m->columns[m->stages[i]];
		if (c->own_event)
			continue;
		strip_time_words(&left[i]);
		struct words words = spelled(m, c, &left[i]);
		struct str name = joined(m->sc, &words);
		c->event = name.n && !name_is_taken(m, i, name) ? name : name_clean(m->sc, c->name);
	}
}

/* The columns that are stages by wish, or all that can be one. */
static void stages_collect(struct mapping *m, bool wished)
{
	for (size_t i = 0; i < m->n_columns && m->n_stages < STAGES; i++) {
		struct column *c = &m->columns[i];
		if (!is_stage(c) && (wished || !may_be_stage(c)))
			continue;
		if (!is_stage(c))
			column_is(c, ROLE_STAGE_TIME, STR("by content: one of several times in a row"));
		c->stage = m->n_stages;
		m->stages[m->n_stages++] = (uint32_t)i;
	}
}

static bool is_unique_id(const struct column *c)
{
	const struct look *look = &c->look;

	return (c->role == ROLE_NONE || c->role == ROLE_ORDER) && !c->wished && c->words.n &&
	       (word_is(c->words.at[c->words.n - 1], id_words) || word_is(c->words.at[0], first_id_words)) &&
	       look->filled == look->seen && look->distinct * 100 >= look->filled * 95 && look->letters <= 60;
}

static void case_find(struct mapping *m)
{
	for (size_t i = 0; i < m->n_columns && !column_with(m, ROLE_CASE); i++)
		if (is_unique_id(&m->columns[i]))
			column_is(&m->columns[i], ROLE_CASE, STR("by content: an id of its own in each row"));
}

static void roles_release(struct mapping *m, enum role role)
{
	for (size_t i = 0; i < m->n_columns; i++)
		if (m->columns[i].role == role && !m->columns[i].wished)
			column_is(&m->columns[i], ROLE_NONE, (struct str){ 0 });
}

/* Which stages have a word in common with a rating's or text's column, as bits. */
static uint64_t shared_stages(const struct mapping *m, const struct column *c)
{
	uint64_t bits = 0;

	for (size_t s = 0; s < m->n_stages; s++) {
		const struct words *stage = &m->columns[m->stages[s]].words;
		for (size_t i = 0; i < c->words.n * stage->n; i++) {
			struct str word = c->words.at[i / stage->n];
			if (str_equal(word, stage->at[i % stage->n]) && !word_is(word, time_words) &&
				!word_is(word, id_words))
				bits |= UINT64_C(1) << s;
		}
	}
	return bits;
}

/* "review_id" belongs to "review_answered": which stages begin with the same word, as bits. */
static uint64_t stages_alike(const struct mapping *m, const struct column *c)
{
	uint64_t bits = 0;

	for (size_t s = 0; s < m->n_stages && c->words.n > 1; s++) {
		const struct words *stage = &m->columns[m->stages[s]].words;
		if (stage->n && str_equal(c->words.at[0], stage->at[0]) && !word_is(stage->at[0], time_words))
			bits |= UINT64_C(1) << s;
	}
	return bits;
}

/* Two times that are about what happened, or one beside the record's own and nothing that is an answer. */
static bool enough_stages(const struct mapping *m)
{
	size_t all = 0, plain = 0;

	for (size_t i = 0; i < m->n_columns; i++) {
		if (!may_be_stage(&m->columns[i]))
			continue;
		all++;
		plain += is_plain(&m->columns[i]);
	}
	bool answers = column_with(m, ROLE_RATING) || column_with(m, ROLE_TEXT);
	return all >= 2 && all - plain >= (answers ? 2u : 1u);
}

static bool wished_otherwise(const struct mapping *m)
{
	const struct column *time = column_with(m, ROLE_TIME);

	return column_with(m, ROLE_EVENT) || column_with(m, ROLE_PAGE) || (time && time->wished) ||
	       columns_with(m, ROLE_RATING) > 1 || column_with(m, ROLE_FLAG);
}

bool wide_find(struct mapping *m)
{
	bool wished = column_with(m, ROLE_STAGE_TIME);

	if (!wished && (wished_otherwise(m) || !enough_stages(m)))
		return false;
	m->kind = KIND_WIDE;
	stages_collect(m, wished);
	roles_release(m, ROLE_TIME);
	roles_release(m, ROLE_END);
	roles_release(m, ROLE_EVENT);
	stages_name(m);
	case_find(m);
	for (size_t i = 0; i < m->n_columns; i++) {
		struct column *c = &m->columns[i];
		bool answer = c->role == ROLE_RATING || c->role == ROLE_TEXT;
		c->shares = answer ? shared_stages(m, c) : stages_alike(m, c);
	}
	return true;
}

/* The latest of the row's events among these stages; among all where the row has none of them. */
static struct intake_event *latest(struct mapping *m, size_t n, uint64_t stages)
{
	struct intake_event *best = NULL;

	for (size_t i = 0; i < n; i++) {
		struct intake_event *e = &m->events[i];
		if ((stages >> e->part & 1) && (!best || e->time_us >= best->time_us))
			best = e;
	}
	return best || stages == UINT64_MAX ? best : latest(m, n, UINT64_MAX);
}

static void answers_place(struct mapping *m, size_t n)
{
	const struct column *rating = column_with(m, ROLE_RATING), *text = column_with(m, ROLE_TEXT);

	if (m->draft.has_rating) {
		struct intake_event *e = latest(m, n, rating->shares ? rating->shares : UINT64_MAX);
		e->has_rating = true;
		e->rating = m->draft.rating;
		e->scale = m->draft.scale;
	}
	if (m->draft.text.p)
		latest(m, n, text->shares ? text->shares : UINT64_MAX)->text = m->draft.text;
}

/* The first of the row's events that the property is about; the row's first where it is about none. */
static size_t place_of(const struct mapping *m, size_t n, size_t property)
{
	uint64_t stages = m->columns[m->property_columns[property]].shares;

	for (size_t i = 0; i < n; i++)
		if (stages >> m->events[i].part & 1)
			return i;
	return 0;
}

/* So a table that joins orders with their reviews says of the orders what the orders' own table says. */
static void properties_place(struct mapping *m, size_t n)
{
	struct property *to = m->placed;

	for (size_t e = 0; e < n; e++) {
		m->events[e].properties = to;
		for (size_t i = 0; i < m->draft.n_properties; i++) {
			bool each = m->columns[m->property_columns[i]].role == ROLE_EACH;
			if (each || place_of(m, n, i) == e)
				*to++ = m->properties[i];
		}
		m->events[e].n_properties = (size_t)(to - m->events[e].properties);
	}
}

void wide_finish(struct mapping *m, struct intake_events *events)
{
	size_t n = 0;

	for (size_t i = 0; i < m->n_stages; i++) {
		if (!m->stage_times[i].has)
			continue;
		struct intake_event *e = &m->events[n];
		*e = m->draft;
		e->event = m->columns[m->stages[i]].event;
		e->time_us = m->stage_times[i].us;
		e->part = (uint16_t)i;
		e->has_rating = false;
		e->scale = SCALE_NONE;
		e->text = (struct str){ 0 };
		if (n++)
			event_is_another(m, e);
	}
	if (n)
		answers_place(m, n);
	properties_place(m, n);
	events->at = m->events;
	events->n = n;
}
