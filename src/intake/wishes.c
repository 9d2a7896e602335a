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
	[ROLE_FLAG] = "flag",
	[ROLE_EACH] = "each",
	[ROLE_JOINED] = "joined",
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

/* Those that a person may give; the others are for formats. */
bool column_role_find(struct scope *sc, struct str name, enum role *out)
{
	if (role_find(name, out) && *out != ROLE_JOINED)
		return true;
	return scope_fail(sc, FAULT_INVALID,
		"no role \"%.*s\": there are customer, case, session, time, end, event, page, channel, campaign, "
		"value, currency, rating, expected, text, stage, flag, each, email, phone, external, order, cookie, "
		"device, handle, alias, key, property, ignore",
		STR_ARG(clip(name, 60)));
}

static bool names_an_event(enum role role)
{
	return role == ROLE_RATING || role == ROLE_STAGE_TIME || role == ROLE_FLAG;
}

/* "Q7ALL@1-5 as overall": what stands behind the last " as ". */
static struct str event_cut(struct str *rest)
{
	static const char as[] = " as ";
	enum { AS = sizeof as - 1 };

	for (size_t i = rest->n; i-- > 1;) {
		if (i + AS >= rest->n || memcmp(rest->p + i, as, AS) != 0)
			continue;
		struct str event = str_trim(str_sub(*rest, i + AS, rest->n));
		*rest = str_sub(*rest, 0, i);
		return event.n ? event : (struct str){ 0 };
	}
	return (struct str){ 0 };
}

/* What stands behind the last "@" where it is a scale or an order. */
static void tail_cut(struct str *rest, struct column_wish *out)
{
	const char *at = memrchr(rest->p, '@', rest->n);
	size_t n = at ? (size_t)(at - rest->p) : 0;
	struct str tail = at ? str_trim(str_sub(*rest, n + 1, rest->n)) : (struct str){ 0 };

	if (at && (scale_find(tail, &out->scale) || order_find(tail, &out->order)))
		rest->n = n;
}

bool column_wish_read(struct scope *sc, struct str text, struct column_wish *out)
{
	struct str rest = text, role = str_trim(str_cut(&rest, '='));

	*out = (struct column_wish){ .scale = SCALE_NONE };
	if (!rest.p || str_trim(rest).n == 0)
		return scope_fail(sc, FAULT_INVALID, "\"%.*s\" is no ROLE=COLUMN, as in customer=user_id",
			STR_ARG(clip(text, 60)));
	if (!column_role_find(sc, role, &out->role))
		return false;
	out->whole = rest;
	if (names_an_event(out->role))
		out->event = event_cut(&rest);
	tail_cut(&rest, out);
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

/* A column may be called so all the same: it is looked for first. */
static bool wish_is_pattern(struct str name)
{
	name = str_trim(name);
	return name.n > 1 && (name.p[0] == '*' || name.p[name.n - 1] == '*');
}

static struct column *column_called(struct mapping *m, struct str name)
{
	for (size_t i = 0; i < m->n_columns; i++)
		if (str_equal(m->columns[i].name, name))
			return &m->columns[i];
	for (size_t i = 0; i < m->n_columns; i++)
		if (str_same(str_trim(m->columns[i].name), str_trim(name)))
			return &m->columns[i];
	return NULL;
}

static bool no_column(struct mapping *m, struct str name)
{
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
		rater_give(column, scale);
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
	return role == ROLE_RATING || role == ROLE_STAGE_TIME || role == ROLE_IGNORE || role == ROLE_NONE ||
	       role == ROLE_FLAG || role == ROLE_EACH;
}

static bool role_give(struct mapping *m, struct column *column, const struct column_wish *wish)
{
	const struct column *other = column_with(m, wish->role);

	if ((column->wished || (other && !may_repeat(wish->role))) && wish->optional)
		return true; /* what is wished for this file goes before a recipe */
	if (column->wished)
		return scope_fail(m->sc, FAULT_INVALID, "column \"%.*s\" was given two roles, %s and %s",
			STR_ARG(clip(column->name, 60)), role_name(column->role), role_name(wish->role));
	if (other && !may_repeat(wish->role))
		return scope_fail(m->sc, FAULT_INVALID,
			"two columns were named for %s: \"%.*s\" and \"%.*s\"", role_name(wish->role),
			STR_ARG(clip(other->name, 60)), STR_ARG(clip(column->name, 60)));
	column->wished = true;
	column_is(column, wish->role, wish->optional ? STR("the recipe") : STR("--column"));
	column->by_recipe = wish->optional;
	column->rank = wish->optional ? ++m->n_ranked : 0;
	column->event = wish->event;
	column->own_event = wish->event.p;
	if (wish->role == ROLE_TIME || wish->role == ROLE_END || wish->role == ROLE_STAGE_TIME)
		return wish_time(m, column, wish);
	if (wish->role == ROLE_RATING)
		return wish_rating(m, column, wish->scale);
	return true;
}

/* The columns of "a+b", as far as the table has them all; 0: it does not. */
static size_t parts_find(struct mapping *m, struct str name, struct column *parts[1 + JOINED])
{
	struct str rest = name;
	size_t n = 0;

	while (rest.p) {
		struct column *c = column_called(m, str_cut(&rest, '+'));
		if (!c || n > JOINED)
			return 0;
		parts[n++] = c;
	}
	return n > 1 ? n : 0;
}

/* Roles that are taken as they stand in the record. */
static bool is_text(enum role role)
{
	return role == ROLE_CUSTOMER || role == ROLE_CASE || role == ROLE_EVENT || role == ROLE_PAGE ||
	       role == ROLE_CHANNEL || role == ROLE_CAMPAIGN || role == ROLE_TEXT || role == ROLE_KEY ||
	       role == ROLE_ORDER || role == ROLE_EXTERNAL;
}

static bool parts_join(struct mapping *m, struct column **parts, size_t n, const struct column_wish *wish)
{
	struct column *first = parts[0];

	if (!is_text(wish->role))
		return scope_fail(m->sc, FAULT_INVALID, "columns cannot be joined to a %s: \"%.*s\"",
			role_name(wish->role), STR_ARG(clip(wish->column, 60)));
	for (size_t i = 0; i < n; i++)
		if (parts[i]->look.emails * 2 > parts[i]->look.filled)
			return scope_fail(m->sc, FAULT_INVALID,
				"column \"%.*s\" has e-mail addresses, which are kept as hashes only: they cannot be joined",
				STR_ARG(clip(parts[i]->name, 60)));
	if (!role_give(m, first, wish) || first->role != wish->role)
		return m->sc->fault == FAULT_NONE;
	first->why = str_of(scope_printf(
		m->sc, "%.*s, joined: %.*s", STR_ARG(first->why), STR_ARG(clip(wish->column, 200))));
	first->together = buf_new(m->sc, TOGETHER);
	for (size_t i = 1; i < n; i++) {
		if (!parts[i]->wished)
			column_is(parts[i], ROLE_JOINED,
				str_of(scope_printf(
					m->sc, "joined to \"%.*s\"", STR_ARG(clip(first->name, 60)))));
		parts[i]->wished = true;
		first->joined[first->n_joined++] = (uint32_t)(parts[i] - m->columns);
	}
	return true;
}

/* "Q7*": all that fit and were not named themselves; -1: a fault, else how many. */
static int pattern_give(struct mapping *m, struct str pattern, const struct column_wish *wish)
{
	int n = 0;

	for (size_t i = 0; i < m->n_columns && n >= 0; i++) {
		struct column *c = &m->columns[i];
		if (c->wished || !str_fits(str_trim(pattern), c->name))
			continue;
		n = role_give(m, c, wish) ? n + 1 : -1;
	}
	return n;
}

/* Whether the name is a column or several: then they have the role, or there is a fault. */
static bool name_give(struct mapping *m, struct str name, const struct column_wish *wish, bool *found)
{
	struct column *parts[1 + JOINED] = { column_called(m, name) };
	size_t n = parts[0] ? 1 : parts_find(m, name, parts);

	/* one name means different things in different files: what a recipe has taken it takes no second time */
	if (n == 1 && wish->optional && parts[0]->by_recipe)
		return true;
	*found = n;
	if (n)
		return n == 1 ? role_give(m, parts[0], wish) : parts_join(m, parts, n, wish);
	if (!wish_is_pattern(name))
		return true;
	int fitting = pattern_give(m, name, wish);
	*found = fitting > 0;
	return fitting >= 0;
}

static bool wish_apply(struct mapping *m, struct column_wish wish)
{
	bool found = false;

	if (wish.whole.p && column_called(m, wish.whole)) {
		wish.column = wish.whole;
		wish.event = (struct str){ 0 };
	}
	for (size_t i = 0; i <= wish.n_others && !found; i++)
		if (!name_give(m, i ? wish.others[i - 1] : wish.column, &wish, &found))
			return false;
	if (found)
		return true;
	if (!wish.optional)
		return no_column(m, wish.column);
	m->n_missing++;
	if (wish.role == ROLE_RATING)
		*LIST_ADD(m->sc, &m->missing) = wish.event.p ? wish.event : wish.column;
	return true;
}

/* Names go before patterns, which are for the rest; what is wished for this file before a recipe. */
static bool wishes_of(struct mapping *m, const struct mapping_wishes *wishes, bool patterns)
{
	for (int recipe = 0; recipe < 2; recipe++) {
		for (size_t i = 0; i < wishes->n_columns; i++) {
			struct column_wish wish = wishes->columns[i];
			bool is_pattern = wish_is_pattern(wish.column) && !column_called(m, wish.column);
			wish.scale = wish.scale ? wish.scale : wishes->scale;
			if (wish.optional == recipe && is_pattern == patterns && !wish_apply(m, wish))
				return false;
		}
	}
	return true;
}

/* A recipe of which the table has nothing is another table's. */
static bool recipe_fits(struct mapping *m, const struct mapping_wishes *wishes)
{
	size_t asked = 0;

	for (size_t i = 0; i < wishes->n_columns; i++)
		asked += wishes->columns[i].optional;
	if (!asked || m->n_missing < asked)
		return true;
	return scope_fail(m->sc, FAULT_NOT_FOUND,
		"none of the recipe's columns is there; the columns are: %s", columns_said(m));
}

bool wishes_apply(struct mapping *m, const struct mapping_wishes *wishes)
{
	if (!wishes_of(m, wishes, false) || !wishes_of(m, wishes, true) || !recipe_fits(m, wishes))
		return false;
	if (columns_with(m, ROLE_RATING) > STAGES || columns_with(m, ROLE_STAGE_TIME) > STAGES)
		return scope_fail(m->sc, FAULT_LIMIT, "a record becomes at most %d events", STAGES);
	return true;
}
