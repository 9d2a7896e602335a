/* What the user said about the columns: it goes before all that is found. */
#include "intake/mapping_parts.h"

#include "base/buf.h"

enum { SAID = 20, SAID_BYTES = 24, COMPARED = 64 };

static const char *const role_names[ROLES] = {
	[ROLE_NONE] = "property",
	[ROLE_CUSTOMER] = "customer",
	[ROLE_CASE] = "case",
	[ROLE_SESSION] = "session",
	[ROLE_TIME] = "time",
	[ROLE_END] = "end",
	[ROLE_EVENT] = "event",
	[ROLE_PAGE] = "page",
	[ROLE_CHANNEL] = "channel",
	[ROLE_CAMPAIGN] = "campaign",
	[ROLE_VALUE] = "value",
	[ROLE_CURRENCY] = "currency",
	[ROLE_RATING] = "rating",
	[ROLE_EXPECTED] = "expected",
	[ROLE_TEXT] = "text",
	[ROLE_STAGE_TIME] = "stage",
	[ROLE_IGNORE] = "ignore",
	[ROLE_EMAIL] = "email",
	[ROLE_PHONE] = "phone",
	[ROLE_EXTERNAL] = "external",
	[ROLE_ORDER] = "order",
	[ROLE_COOKIE] = "cookie",
	[ROLE_DEVICE] = "device",
	[ROLE_HANDLE] = "handle",
	[ROLE_VISITOR] = "visitor",
	[ROLE_ALIAS] = "alias",
	[ROLE_KEY] = "key",
	[ROLE_SUBJECT] = "subject",
	[ROLE_VERSION] = "version",
	[ROLE_DAY] = "day",
	[ROLE_DELETED] = "deleted",
	[ROLE_SCALE] = "scale",
	[ROLE_SOURCE] = "source",
	[ROLE_METRIC] = "metric",
	[ROLE_AMOUNT] = "amount",
	[ROLE_ADDRESS] = "address",
};

const char *role_name(enum role role)
{
	return role_names[role];
}

bool role_find(struct str name, enum role *out)
{
	for (int i = 0; i < ROLES; i++) {
		if (str_same(name, str_of(role_names[i]))) {
			*out = (enum role)i;
			return true;
		}
	}
	return false;
}

static bool order_find(struct str name, enum when_order *out)
{
	if (!str_same(name, STR("dmy")) && !str_same(name, STR("mdy")))
		return false;
	*out = str_same(name, STR("dmy")) ? WHEN_DAY_FIRST : WHEN_MONTH_FIRST;
	return true;
}

bool column_wish_read(struct scope *sc, struct str text, struct column_wish *out)
{
	struct str rest = text, role = str_trim(str_cut(&rest, '='));

	*out = (struct column_wish){ .scale = SCALE_NONE };
	if (!rest.p || str_trim(rest).n == 0)
		return scope_fail(sc, FAULT_INVALID, "\"%.*s\" is no ROLE=COLUMN, as in customer=user_id",
			STR_ARG(clip(text, 60)));
	if (!role_find(role, &out->role))
		return scope_fail(sc, FAULT_INVALID,
			"no role \"%.*s\": there are customer, case, session, time, end, event, page, channel, campaign, "
			"value, currency, rating, expected, text, stage, email, phone, external, order, cookie, device, handle, "
			"alias, key, property, ignore",
			STR_ARG(clip(role, 60)));
	const char *at = memrchr(rest.p, '@', rest.n);
	struct str tail = at ? (struct str){ at + 1, (size_t)(rest.p + rest.n - at - 1) } : (struct str){ 0 };
	if (at && (scale_find(tail, &out->scale) || order_find(tail, &out->order)))
		rest.n = (size_t)(at - rest.p);
	out->column = rest;
	return true;
}

char *columns_said(const struct mapping *m)
{
	struct buf *out = buf_new(m->sc, 4096);

	for (size_t i = 0; i < m->n_columns && i < SAID; i++) {
		struct str name = clip(m->columns[i].name, SAID_BYTES);
		buf_printf(out, "%s%.*s", i ? ", " : "", STR_ARG(name));
	}
	if (m->n_columns > SAID)
		buf_printf(out, " and %zu more", m->n_columns - SAID);
	return str_c(m->sc, buf_str(out));
}

/* Levenshtein (1965), over the first COMPARED bytes. */
static size_t distance(struct str a, struct str b)
{
	size_t row[COMPARED + 1];

	a = clip(a, COMPARED);
	b = clip(b, COMPARED);
	for (size_t k = 0; k <= b.n; k++)
		row[k] = k;
	for (size_t i = 0; i < a.n; i++) {
		size_t diagonal = row[0];
		row[0] = i + 1;
		for (size_t k = 0; k < b.n; k++) {
			size_t change = diagonal + (a.p[i] != b.p[k]);
			diagonal = row[k + 1];
			size_t gap = (row[k] < row[k + 1] ? row[k] : row[k + 1]) + 1;
			row[k + 1] = change < gap ? change : gap;
		}
	}
	return row[b.n];
}

static struct str nearest(const struct mapping *m, struct str name)
{
	struct str folded = str_fold(m->sc, name), best = { 0 };
	size_t least = SIZE_MAX;

	for (size_t i = 0; i < m->n_columns; i++) {
		size_t d = distance(folded, str_fold(m->sc, m->columns[i].name));
		if (d < least) {
			least = d;
			best = m->columns[i].name;
		}
	}
	return best;
}

static struct column *wished_column(struct mapping *m, struct str name)
{
	for (size_t i = 0; i < m->n_columns; i++)
		if (str_equal(m->columns[i].name, name))
			return &m->columns[i];
	for (size_t i = 0; i < m->n_columns; i++)
		if (str_same(str_trim(m->columns[i].name), str_trim(name)))
			return &m->columns[i];
	return scope_fail(m->sc, FAULT_NOT_FOUND,
		"no column \"%.*s\"; the nearest is \"%.*s\"; the columns are: %s", STR_ARG(clip(name, 60)),
		STR_ARG(clip(nearest(m, name), 60)), columns_said(m));
}

static bool wish_time(struct mapping *m, struct column *column, const struct column_wish *wish)
{
	const struct look *look = &column->look;

	if (look->filled && !look->times)
		return scope_fail(m->sc, FAULT_INVALID, "column \"%.*s\": none of %zu values is a time",
			STR_ARG(clip(column->name, 60)), look->filled);
	if (!look->filled)
		return scope_fail(m->sc, FAULT_INVALID,
			"column \"%.*s\" has no value among the first %zu rows",
			STR_ARG(clip(column->name, 60)), look->seen);
	if (wish->order)
		column->shape.order = wish->order;
	return true;
}

static bool wish_rating(struct mapping *m, struct column *column, enum scale scale)
{
	const struct look *look = &column->look;

	if (look->filled && !look->numbers)
		return scope_fail(m->sc, FAULT_INVALID, "column \"%.*s\": none of %zu values is a number",
			STR_ARG(clip(column->name, 60)), look->filled);
	if (scale != SCALE_NONE) {
		column->rater = (struct rater){ .scale = scale, .given = true };
		return true;
	}
	if (!rater_guess(column))
		return scope_fail(m->sc, FAULT_INVALID,
			"column \"%.*s\": no scale is known for %g to %g; say rating=%.*s@1-5, say",
			STR_ARG(clip(column->name, 60)), look->low, look->high,
			STR_ARG(clip(column->name, 60)));
	return true;
}

static bool may_repeat(enum role role)
{
	return role == ROLE_RATING || role == ROLE_STAGE_TIME || role == ROLE_IGNORE || role == ROLE_NONE;
}

static bool wish_apply(struct mapping *m, const struct column_wish *wish, enum scale scale)
{
	struct column *column = wished_column(m, wish->column), *other = column_with(m, wish->role);

	if (!column)
		return false;
	if (column->wished)
		return scope_fail(m->sc, FAULT_INVALID, "column \"%.*s\" was given two roles, %s and %s",
			STR_ARG(clip(column->name, 60)), role_name(column->role), role_name(wish->role));
	if (other && !may_repeat(wish->role))
		return scope_fail(m->sc, FAULT_INVALID,
			"two columns were named for %s: \"%.*s\" and \"%.*s\"", role_name(wish->role),
			STR_ARG(clip(other->name, 60)), STR_ARG(clip(column->name, 60)));
	column->wished = true;
	column_is(column, wish->role, STR("--column"));
	if (wish->role == ROLE_TIME || wish->role == ROLE_END || wish->role == ROLE_STAGE_TIME)
		return wish_time(m, column, wish);
	if (wish->role == ROLE_RATING)
		return wish_rating(m, column, wish->scale != SCALE_NONE ? wish->scale : scale);
	return true;
}

bool wishes_apply(struct mapping *m, const struct mapping_wishes *wishes)
{
	for (size_t i = 0; i < wishes->n_columns; i++)
		if (!wish_apply(m, &wishes->columns[i], wishes->scale))
			return false;
	if (wishes->format && !hints_apply(m, wishes->format))
		return false;
	if (columns_with(m, ROLE_RATING) > STAGES || columns_with(m, ROLE_STAGE_TIME) > STAGES)
		return scope_fail(m->sc, FAULT_LIMIT, "a record becomes at most %d events", STAGES);
	return true;
}
