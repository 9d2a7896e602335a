#include "formats/survey_parts.h"

#include "formats/markup.h"

/* What every tool may carry along: hidden fields and embedded data, under the names that people give them. */
static const struct survey_column carried[] = {
	{ "uid|user_id|userid|user id|customer_id|customerid|customer id|external_id|externalid", SURVEY_PUT,
		FACT_USER, NULL },
	{ "email|e-mail|email address|e-mail address|mail|adres e-mail|adres email|электронная почта",
		SURVEY_PUT, FACT_EMAIL, NULL },
	{ "phone|phone_number|phone number|telefon|телефон", SURVEY_PUT, FACT_PHONE, NULL },
	{ "order_id|orderid|order id|order_number|order number|numer zamówienia|номер заказа", SURVEY_PUT,
		FACT_ORDER, NULL },
	{ "utm_campaign", SURVEY_PUT, FACT_CAMPAIGN, NULL },
	{ "ip|ip address|ip_address", SURVEY_IP, FACTS, NULL },
};

struct scope *survey_scope(struct survey *s)
{
	return s->sc;
}

void survey_zone(struct survey *s, struct when_zone *zone)
{
	s->options.zone = zone;
}

struct str survey_text(struct survey *s, struct str header)
{
	struct str text = markup_text(s->sc, header);
	char *p = scope_alloc(s->sc, text.n + 1, 1);
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		bool blank = (unsigned char)text.p[i] <= ' ';
		if (!blank || (n && p[n - 1] != ' '))
			p[n++] = blank ? ' ' : text.p[i];
	}
	return str_trim((struct str){ p, n });
}

struct str survey_bracket(struct str *text)
{
	const char *open = str_ends(*text, STR("]")) ? memrchr(text->p, '[', text->n) : NULL;

	if (!open)
		return (struct str){ 0 };
	size_t at = (size_t)(open - text->p);
	struct str inner = str_trim(str_sub(*text, at + 1, text->n - 1));
	*text = str_trim(str_sub(*text, 0, at));
	return inner;
}

/* --- the columns --------------------------------------------------------------------------------- */

static const struct survey_column *admin_of(
	const struct table *t, size_t column, const struct survey_column *rows, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (table_named(t, column, rows[i].names))
			return &rows[i];
	return NULL;
}

/* What is carried is called as it pleases people: "Phone" may be an answer, too. */
static bool is_plausible(const struct table *t, size_t column, enum fact fact)
{
	size_t digits = 0, mails = 0, said = 0;

	for (size_t i = 0; i < table_samples(t) && said < 20; i++) {
		struct str value = table_sample_at(t, i, (int)column);
		said += value.p != NULL;
		mails += value.p && memchr(value.p, '@', value.n);
		for (size_t k = 0; k < value.n; k++)
			digits += value.p[k] >= '0' && value.p[k] <= '9';
	}
	return fact == FACT_PHONE ? digits >= said * 5 : fact == FACT_EMAIL ? mails * 2 >= said : true;
}

static void plain_question(struct survey *s, struct str name, const struct str *below,
	const struct survey_question *before, struct survey_question *out)
{
	(void)below, (void)before;
	out->text = survey_text(s, name);
	out->option = survey_bracket(&out->text);
}

static const struct survey_column *carried_of(const struct table *t, size_t column)
{
	const struct survey_column *row = admin_of(t, column, carried, COUNT_OF(carried));

	return row && is_plausible(t, column, row->fact) ? row : NULL;
}

/* The header's rows below the names, column by column; then they are no answers any more. */
static struct str *heads_take(struct survey *s, struct table *t)
{
	size_t n = table_columns(t), heads = s->tool->heads ? s->tool->heads(s, t) : 0;
	struct str *below = NEW_ARRAY(s->sc, struct str, (n + 1) * SURVEY_HEADS);

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < heads; k++)
			below[i * SURVEY_HEADS + k] = table_sample_at(t, k, (int)i);
	table_heads(t, heads);
	return below;
}

static void items_make(struct survey *s, struct table *t)
{
	const struct survey_question *before = NULL;
	const struct str *below = heads_take(s, t);

	s->n = table_columns(t);
	s->items = NEW_ARRAY(s->sc, struct survey_item, s->n + 1);
	s->answers = NEW_ARRAY(s->sc, struct survey_answer, s->n + 1);
	for (size_t i = 0; i < s->n; i++, below += SURVEY_HEADS) {
		struct survey_item *it = &s->items[i];
		*it = (struct survey_item){
			.expected = SURVEY_NONE, .follows = SURVEY_NONE, .group = (int)i, .next = SURVEY_NONE
		};
		it->admin = admin_of(t, i, s->tool->columns, s->tool->n_columns);
		if (!it->admin)
			it->admin = carried_of(t, i);
		if (!it->admin)
			(s->tool->question ? s->tool->question : plain_question)(
				s, table_name(t, i), below, before, &it->q);
		before = it->admin ? NULL : &it->q;
	}
}

/* 03.04.2026: whoever writes points has the day first. */
static bool has_points(const struct table *t, int column)
{
	struct str value = { 0 };

	for (size_t i = 0; i < table_samples(t) && !value.p; i++)
		value = table_sample_at(t, i, column);
	return value.n > 3 && (value.p[1] == '.' || value.p[2] == '.');
}

static void clock_find(struct survey *s, struct table *t, int column)
{
	struct survey_item *it = &s->items[column];

	it->clock = table_clock(t, column, WHEN_ORDER_UNKNOWN);
	it->clock.has_zone |= s->tool->utc;
	if (it->clock.family != WHEN_DMY_MDY || it->clock.order)
		return;
	it->clock.order = has_points(t, column) ? WHEN_DAY_FIRST : s->tool->order;
	if (has_points(t, column))
		return;
	facts_remark(s->f,
		s->tool->order == WHEN_MONTH_FIRST
			? "dates like 03/04/2026 are read month first, as the tool writes them in English"
			: "dates like 03/04/2026 are read day first: nothing in the file says otherwise");
}

/* The id's column, and those of the times in the tool's order. */
static void columns_find(struct survey *s, struct table *t)
{
	s->id = s->salt = SURVEY_NONE;
	for (size_t k = 0; k < s->tool->n_columns; k++) {
		for (size_t i = 0; i < s->n; i++) {
			if (s->items[i].admin != &s->tool->columns[k])
				continue;
			if (s->items[i].admin->role == SURVEY_ID && s->id == SURVEY_NONE)
				s->id = (int)i;
			if (s->items[i].admin->role == SURVEY_SALT)
				s->salt = (int)i;
			if (s->items[i].admin->role != SURVEY_TIME)
				continue;
			clock_find(s, t, (int)i);
			*LIST_ADD(s->sc, &s->times) = (int)i;
		}
	}
}

/* --- what is said in the end --------------------------------------------------------------------- */

static void ratings_remark(struct survey *s)
{
	enum { NAMED = 12 };
	struct buf *out = buf_new(s->sc, 1 << 16);
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++) {
		const struct survey_item *it = &s->items[i];
		if (it->kind != SURVEY_RATED || n++ >= NAMED)
			continue;
		buf_printf(out, "%s\"%.*s\" (%s)", n > 1 ? ", " : "read as ratings: ", STR_ARG(it->name),
			scale_label(it->scale.scale));
	}
	if (n > NAMED)
		buf_printf(out, " and %zu more", n - NAMED);
	if (n)
		facts_remark(s->f, buf_str(out).p);
}

static void counts_remark(struct survey *s)
{
	if (s->left_out)
		facts_remark(s->f, scope_printf(s->sc, "responses left out: %llu (%s)",
					   (unsigned long long)s->left_out, s->tool->left_out));
	if (s->empty)
		facts_remark(s->f, scope_printf(s->sc, "responses without a single answer, left out: %llu",
					   (unsigned long long)s->empty));
	if (s->outside)
		facts_remark(s->f,
			scope_printf(s->sc,
				"answers that are not on their question's scale, read as no answer: %llu (\"%.*s\" to \"%.*s\", say)",
				(unsigned long long)s->outside, STR_ARG(s->outside_example),
				STR_ARG(s->outside_of)));
}

/* --- reading ------------------------------------------------------------------------------------- */

static bool begin(void *to, struct table *t)
{
	struct survey *s = to;

	items_make(s, t);
	columns_find(s, t);
	survey_settle(s, t);
	survey_pair(s);
	ratings_remark(s);
	return true;
}

static bool row(void *to, struct table *t, uint64_t number)
{
	struct survey *s = to;

	return !facts_full(s->f) && survey_row(s, t, number);
}

static bool broken(void *to, uint64_t number, struct str raw, const char *why)
{
	struct survey *s = to;

	return facts_broken(s->f, number, raw, why);
}

bool survey_read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes,
	const struct survey_tool *tool)
{
	static const struct table_fns fns = { begin, row, broken };
	struct survey s = { .sc = sc, .tool = tool, .options = *options, .notes = notes };

	if (tool->utc)
		s.options.zone = NULL;
	s.room = buf_new(sc, 1 << 12);
	s.joined = buf_new(sc, READER_FIELD);
	s.response = buf_new(sc, READER_FIELD);
	s.f = facts_new(sc, columns, &s.options, sink, notes, tool->name);
	bool ok = table_each(sc, in, options, notes, &fns, &s);
	counts_remark(&s);
	return (ok || facts_full(s.f)) && sc->fault == FAULT_NONE;
}
