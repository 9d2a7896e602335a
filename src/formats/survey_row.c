/* A response: what it says, in the order of its questions. */
#include "formats/survey_parts.h"

#include "formats/survey_words.h"

#include <stdio.h>

/* --- who and when -------------------------------------------------------------------------------- */

static bool is_left_out(struct survey *s, const struct table *t)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct survey_column *admin = s->items[i].admin;
		struct str value = table_at(t, (int)i);
		if (!admin || admin->role != SURVEY_GATE || !value.p)
			continue;
		for (struct str rest = str_of(admin->values); rest.p;)
			if (str_same(str_cut(&rest, '|'), value))
				return true;
	}
	return false;
}

static bool time_find(struct survey *s, const struct table *t)
{
	struct str none = s->tool->no_time ? str_of(s->tool->no_time) : STR("-");

	for (size_t i = 0; i < s->times.n; i++) {
		const struct when_shape *clock = &s->items[s->times.at[i]].clock;
		struct str value = table_at(t, s->times.at[i]);
		if (!value.p || str_starts(value, none) || clock->family == WHEN_NOT_A_TIME ||
			!when_read(clock, s->options.zone, value, &s->time_us, NULL))
			continue;
		s->notes->zone_assumed |= !clock->has_zone && !s->options.zone;
		return true;
	}
	return false;
}

static bool no_time(struct survey *s, const struct table *t, uint64_t row)
{
	char why[400] = "no column has the response's time";

	if (s->times.n) {
		struct str value = str_sub(table_at(t, s->times.at[0]), 0, 100);
		struct str name = str_sub(table_name(t, (size_t)s->times.at[0]), 0, 100);
		if (value.p && s->tool->no_time && str_starts(value, str_of(s->tool->no_time)))
			snprintf(why, sizeof why, "\"%.*s\" is %s, which stands for no date", STR_ARG(name),
				s->tool->no_time);
		else if (value.p)
			snprintf(why, sizeof why, "\"%.*s\" is \"%.*s\", which is no time", STR_ARG(name),
				STR_ARG(value));
		else
			snprintf(why, sizeof why, "\"%.*s\" is empty: the response has no time",
				STR_ARG(name));
	}
	return facts_broken(s->f, row, table_raw(t), why);
}

/* What the response is called.  Where each survey counts from 1, its seed or its time goes with the number. */
static void response_name(struct survey *s, const struct table *t)
{
	struct str id = table_at(t, s->id);
	struct str salt = table_at(t, s->salt);

	buf_cut(s->response, 0);
	buf_str_add(s->response, id);
	if (!id.p || !s->tool->counts_from_1)
		return;
	if (salt.p)
		buf_printf(s->response, "-%.*s", STR_ARG(salt));
	else
		buf_printf(s->response, "-%lld", (long long)(s->time_us / 1000000));
}

/* All answers of a response are one person's, though nobody knows whose. */
static void put_nobody(struct survey *s, const struct table *t)
{
	struct str id = buf_str(s->response);

	if (facts_has(s->f, FACT_USER) || facts_has(s->f, FACT_EMAIL) || facts_has(s->f, FACT_PHONE) ||
		facts_has(s->f, FACT_EXTERNAL))
		return;
	if (id.n)
		facts_printf(s->f, FACT_EXTERNAL, "response/%.*s", STR_ARG(id));
	else
		facts_printf(s->f, FACT_EXTERNAL, "response/%016llx",
			(unsigned long long)hash_str(table_raw(t), 0));
}

/* Who answered: the same with each of the response's events. */
static void put_person(struct survey *s, const struct table *t)
{
	for (size_t i = 0; i < s->persons.n; i++)
		facts_put(s->f, s->items[s->persons.at[i]].admin->fact, table_at(t, s->persons.at[i]));
	put_nobody(s, t);
	facts_put(s->f, FACT_CHANNEL, STR("survey"));
}

/* --- properties ---------------------------------------------------------------------------------- */

static bool is_chosen(struct survey *s, const struct survey_question *q, struct str value)
{
	struct str plain;

	if (!value.p || str_same(value, q->option))
		return value.p != NULL;
	plain = survey_plain(s->room, str_sub(value, 0, 40));
	return memchr(plain.p, ' ', plain.n) || !survey_says(plain, survey_no_words);
}

/* "Web; Phone" */
static void say_options(struct survey *s, const struct table *t, size_t first)
{
	buf_cut(s->joined, 0);
	for (int i = (int)first; i != SURVEY_NONE; i = s->items[i].next) {
		if (!is_chosen(s, &s->items[i].q, table_at(t, i)))
			continue;
		if (buf_len(s->joined))
			buf_puts(s->joined, "; ");
		buf_str_add(s->joined, s->items[i].q.option);
	}
	facts_say(s->f, s->items[first].name, facts_keep(s->f, buf_str(s->joined)));
}

static void say_admin(struct survey *s, const struct table *t, size_t i)
{
	const struct survey_column *admin = s->items[i].admin;
	struct str value = table_at(t, (int)i);

	if (admin->role == SURVEY_IP)
		facts_say(s->f, STR("ip"), facts_ip(s->f, value));
	else if (admin->role == SURVEY_SAY)
		facts_say(s->f, admin->values ? str_of(admin->values) : table_name(t, i), value);
}

static void say_properties(struct survey *s, const struct table *t)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct survey_item *it = &s->items[i];
		if (it->admin)
			say_admin(s, t, i);
		else if (it->kind == SURVEY_CHOICE || it->is_expected || it->unrated)
			facts_say(s->f, it->name, table_at(t, (int)i));
		else if (it->kind == SURVEY_OPTION && it->group == (int)i)
			say_options(s, t, i);
	}
}

static bool has_choices(struct survey *s, const struct table *t)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct survey_item *it = &s->items[i];
		struct str value = table_at(t, (int)i);
		if ((it->kind == SURVEY_CHOICE || it->is_expected) && value.p && !it->q.property)
			return true;
		if (it->kind == SURVEY_OPTION && is_chosen(s, &it->q, value))
			return true;
	}
	return false;
}

/* --- answers ------------------------------------------------------------------------------------- */

static bool rated(struct survey *s, const struct table *t, int item, double *rating)
{
	const struct survey_item *it = &s->items[item];
	struct str value = table_at(t, item);

	if (!value.p)
		return false;
	if (survey_rate(s->room, &it->scale, value, rating))
		return true;
	if (!survey_is_no_answer(s->room, value) && s->outside++ == 0) {
		s->outside_of = it->name;
		s->outside_example = str_short(s->sc, value, 40);
	}
	return false;
}

static void take_rating(struct survey *s, const struct table *t, int item)
{
	struct survey_answer a = { .item = item, .text = SURVEY_NONE, .rated = true };
	int expected = s->items[item].expected;

	s->items[item].unrated = false;
	if (s->items[item].is_expected)
		return;
	s->items[item].unrated = !rated(s, t, item, &a.rating);
	if (s->items[item].unrated)
		return;
	a.has_expected = expected != SURVEY_NONE && rated(s, t, expected, &a.expected);
	s->answers[s->n_answers++] = a;
}

static void take_text(struct survey *s, const struct table *t, int item)
{
	struct survey_answer *last = s->n_answers ? &s->answers[s->n_answers - 1] : NULL;
	int follows = s->items[item].follows;

	if (!table_at(t, item).p || survey_is_no_answer(s->room, table_at(t, item)))
		return;
	if (last && last->rated && last->text == SURVEY_NONE && last->item == follows)
		last->text = item;
	else
		s->answers[s->n_answers++] = (struct survey_answer){ .item = item, .text = item };
}

static void answers_take(struct survey *s, const struct table *t)
{
	s->n_answers = 0;
	for (size_t i = 0; i < s->n; i++) {
		if (s->items[i].kind == SURVEY_RATED)
			take_rating(s, t, (int)i);
		else if (s->items[i].kind == SURVEY_TEXT)
			take_text(s, t, (int)i);
	}
}

/* --- events -------------------------------------------------------------------------------------- */

static void put_number(struct survey *s, enum fact fact, double x)
{
	buf_cut(s->room, 0);
	buf_number(s->room, x, 12);
	facts_put(s->f, fact, facts_keep(s->f, buf_str(s->room)));
}

static void put_answer(struct survey *s, const struct table *t, const struct survey_answer *a)
{
	const struct survey_item *it = &s->items[a->item];

	facts_put(s->f, FACT_EVENT, it->name);
	facts_say(s->f, STR("question"), it->asked);
	if (!str_equal(it->name, it->q.code))
		facts_say(s->f, STR("code"), it->q.code);
	if (a->rated) {
		put_number(s, FACT_RATING, a->rating);
		facts_put(s->f, FACT_SCALE, str_of(scale_name(it->scale.scale)));
		facts_say(s->f, STR("answer"), table_at(t, a->item));
	}
	if (a->has_expected)
		put_number(s, FACT_EXPECTED, a->expected);
	if (a->text == SURVEY_NONE)
		return;
	facts_put(s->f, FACT_TEXT, table_at(t, a->text));
	if (a->text != a->item)
		facts_say(s->f, STR("text question"), s->items[a->text].asked);
}

/* `a` NULL: the response has choices only. */
static bool send(struct survey *s, const struct table *t, uint64_t row, const struct survey_answer *a)
{
	struct str id = buf_str(s->response);
	const struct survey_item *it = a ? &s->items[a->item] : NULL;
	struct str part = !it ? STR("survey_answered") : it->q.code.n ? it->q.code : it->name;

	facts_begin(s->f, row, table_raw(t));
	facts_time(s->f, FACT_TIME, s->time_us);
	put_person(s, t);
	if (id.n)
		facts_printf(s->f, FACT_KEY, "%.*s/%.*s", STR_ARG(id), STR_ARG(part));
	if (a)
		put_answer(s, t, a);
	else
		facts_put(s->f, FACT_EVENT, part);
	if (!a || a == s->answers)
		say_properties(s, t);
	return facts_send(s->f);
}

bool survey_row(struct survey *s, struct table *t, uint64_t row)
{
	if (is_left_out(s, t)) {
		s->left_out++;
		return true;
	}
	answers_take(s, t);
	if (!s->n_answers && !has_choices(s, t)) {
		s->empty++;
		return true;
	}
	if (!time_find(s, t))
		return no_time(s, t, row);
	response_name(s, t);
	if (!s->n_answers)
		return send(s, t, row, NULL);
	for (size_t i = 0; i < s->n_answers && !facts_full(s->f); i++)
		if (!send(s, t, row, &s->answers[i]))
			return false;
	return true;
}
