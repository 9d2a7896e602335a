/* Which column has which role: the name proposes, the content supports or forbids, the best pair goes first.
 */
#include "intake/mapping_parts.h"

enum { NEEDED = 50, FORBIDDEN = -1000, E_MAILS = 60 /* a column of addresses, whatever it is called */ };

static bool share(size_t part, size_t whole, size_t per_cent)
{
	return whole && part * 100 >= whole * per_cent;
}

static bool has_dates(const struct look *look)
{
	return !look->bare_numbers && share(look->times, look->filled, 50);
}

static int identifier(const struct look *look, int name)
{
	/* Only ones is one customer, not a column of yes and no. */
	bool flag = look->numbers && look->numbers == look->filled && look->low >= 0 && look->high <= 1 &&
		    look->high > look->low;

	if (!look->filled || has_dates(look) || look->letters > 60 ||
		share(look->sentences, look->filled, 30) || (flag && look->filled > 2) ||
		look->integers < look->numbers)
		return FORBIDDEN;
	return name && !share(look->filled, look->seen, 50) ? -15 : 0;
}

/* Google's browsers have decimal numbers: 811.1772000000. */
static int cookie_content(const struct look *look, int name)
{
	struct look any = *look;

	if (name)
		any.integers = any.numbers;
	return identifier(&any, name);
}

/* Addresses are told by content, whatever their column is called; and are nothing else. */
static int email_content(const struct look *look, int name)
{
	if (!share(look->emails, look->filled, 50))
		return FORBIDDEN;
	return name < E_MAILS ? E_MAILS - name : 0;
}

static int customer_content(const struct look *look, int name)
{
	return share(look->emails, look->filled, 50) ? FORBIDDEN : identifier(look, name);
}

/* A second number for the same customer: one a row, or it would be what many customers have in common. */
static int alias_content(const struct look *look, int name)
{
	return look->filled == look->seen && look->distinct == look->filled ? identifier(look, name)
									    : FORBIDDEN;
}

static int phone_content(const struct look *look, int name)
{
	(void)name;
	return look->filled && look->letters >= 6 && look->letters <= 25 && !has_dates(look) ? 0 : FORBIDDEN;
}

static int address_content(const struct look *look, int name)
{
	if (!share(look->addresses, look->filled, 80))
		return FORBIDDEN;
	return name < NEEDED ? NEEDED - name : 0;
}

static int time_content(const struct look *look, int name)
{
	if (!looks_like_times(look) || (look->bare_numbers && name < NEEDED))
		return FORBIDDEN;
	return name ? 10 : share(look->times, look->filled, 95) ? 52 : 0;
}

static int end_content(const struct look *look, int name)
{
	return name && looks_like_times(look) ? 0 : FORBIDDEN;
}

static int event_content(const struct look *look, int name)
{
	(void)name;
	if (!look->filled || has_dates(look) || look->letters > 100 ||
		(look->filled >= 30 && share(look->distinct, look->filled, 90)))
		return FORBIDDEN;
	return 0;
}

static int page_content(const struct look *look, int name)
{
	if (share(look->numbers, look->filled, 80) || share(look->emails, look->filled, 20) ||
		has_dates(look))
		return FORBIDDEN;
	if (share(look->urls, look->filled, 80))
		return name ? 10 : 55;
	return name < 76 ? FORBIDDEN : 0;
}

static int label_content(const struct look *look, int name)
{
	(void)name;
	return !look->filled || look->distinct > 200 || share(look->urls, look->filled, 50) ||
			       has_dates(look) || look->letters > 60
		       ? FORBIDDEN
		       : 0;
}

static int value_content(const struct look *look, int name)
{
	(void)name;
	if (!look->filled)
		return -10;
	bool flag = look->filled > 2 && look->numbers == look->filled && look->low >= 0 && look->high <= 1;
	return share(look->money, look->filled, 80) && !flag ? 0 : FORBIDDEN;
}

static int currency_content(const struct look *look, int name)
{
	(void)name;
	return look->filled && look->letters <= 5 && !share(look->numbers, look->filled, 20) ? 0 : FORBIDDEN;
}

static int rating_content(const struct look *look, int name)
{
	(void)name;
	return share(look->numbers, look->filled, 80) && look->low >= -2 && look->high <= 100 ? 0 : FORBIDDEN;
}

static int expected_content(const struct look *look, int name)
{
	(void)name;
	return share(look->times, look->filled, 50) || share(look->numbers, look->filled, 50) ? 0 : FORBIDDEN;
}

static int text_content(const struct look *look, int name)
{
	if (share(look->times, look->filled, 50) || share(look->numbers, look->filled, 50) ||
		share(look->urls, look->filled, 50))
		return FORBIDDEN;
	bool prose = share(look->sentences, look->filled, 60) && share(look->distinct, look->filled, 50);
	return prose ? (name ? 10 : 55) : 0;
}

static int (*const contents[ROLES])(const struct look *look, int name) = {
	[ROLE_CUSTOMER] = customer_content,
	[ROLE_CASE] = identifier,
	[ROLE_SESSION] = identifier,
	[ROLE_TIME] = time_content,
	[ROLE_END] = end_content,
	[ROLE_EVENT] = event_content,
	[ROLE_PAGE] = page_content,
	[ROLE_CHANNEL] = label_content,
	[ROLE_CAMPAIGN] = label_content,
	[ROLE_VALUE] = value_content,
	[ROLE_CURRENCY] = currency_content,
	[ROLE_RATING] = rating_content,
	[ROLE_EXPECTED] = expected_content,
	[ROLE_TEXT] = text_content,
	[ROLE_EMAIL] = email_content,
	[ROLE_PHONE] = phone_content,
	[ROLE_ORDER] = identifier,
	[ROLE_COOKIE] = cookie_content,
	[ROLE_DEVICE] = identifier,
	[ROLE_ALIAS] = alias_content,
	[ROLE_ADDRESS] = address_content,
};

static int role_score(const struct column *column, enum role role)
{
	if (!contents[role] || (name_is_plain_property(column)))
		return 0;
	int name = role_by_name(column, role), content = contents[role](&column->look, name);

	bool by_when = role == ROLE_TIME && name_is_deadline(column);
	return content == FORBIDDEN || by_when ? 0 : name + content;
}

struct column *column_with(const struct mapping *m, enum role role)
{
	for (size_t i = 0; i < m->n_columns; i++)
		if (m->columns[i].role == role && role != ROLE_NONE)
			return &m->columns[i];
	return NULL;
}

size_t columns_with(const struct mapping *m, enum role role)
{
	size_t n = 0;

	for (size_t i = 0; i < m->n_columns; i++)
		n += m->columns[i].role == role;
	return n;
}

void column_is(struct column *column, enum role role, struct str why)
{
	column->role = role;
	column->why = why;
	column->shape = column->look.shape;
}

static struct str content_words(struct mapping *m, const struct column *column, enum role role)
{
	const struct look *look = &column->look;
	size_t part = role == ROLE_TIME      ? look->times
		      : role == ROLE_EMAIL   ? look->emails
		      : role == ROLE_ADDRESS ? look->addresses
		      : role == ROLE_PAGE    ? look->urls
					     : look->sentences;
	const char *what = role == ROLE_TIME      ? "times"
			   : role == ROLE_EMAIL   ? "e-mail addresses"
			   : role == ROLE_ADDRESS ? "addresses of computers"
			   : role == ROLE_PAGE    ? "addresses"
						  : "sentences";

	return str_of(scope_printf(
		m->sc, "by content: %zu %% are %s", part * 100 / (look->filled ? look->filled : 1), what));
}

static void column_takes(struct mapping *m, struct column *column, enum role role)
{
	bool by_name = role_by_name(column, role) >= NEEDED;

	column_is(column, role, by_name ? STR("by name") : content_words(m, column, role));
	if (role == ROLE_RATING && !rater_guess(column))
		column_is(column, ROLE_NONE, (struct str){ 0 });
}

static bool says_who(enum role role)
{
	return role == ROLE_CUSTOMER || role == ROLE_CASE || role == ROLE_ALIAS ||
	       (role >= ROLE_EMAIL && role <= ROLE_VISITOR);
}

/* The scores of all pairs, a row of ROLES a column; 0 for what is settled by a wish. */
static int *scores_of(struct scope *sc, const struct mapping *m, bool rows_are_customers)
{
	size_t n = m->n_columns * ROLES;
	int *scores = NEW_ARRAY(sc, int, n);
	bool taken[ROLES] = { false };

	for (size_t i = 0; i < m->n_columns; i++)
		taken[m->columns[i].role] = m->columns[i].role != ROLE_NONE;
	/* A process log's case is the customer unless a wish says otherwise: a "customer" that changes from event
	 * to event would tear its cases apart. */
	taken[ROLE_CUSTOMER] |= m->log_cases;
	for (int role = 0; role < ROLES && rows_are_customers; role++)
		taken[role] |= says_who((enum role)role);
	for (size_t i = 0; i < n; i++) {
		const struct column *c = &m->columns[i / ROLES];
		if (!c->wished && !taken[i % ROLES])
			scores[i] = role_score(c, (enum role)(i % ROLES));
	}
	return scores;
}

static size_t best_pair(const int *scores, size_t n)
{
	size_t best = 0;

	for (size_t i = 1; i < n; i++)
		if (scores[i] > scores[best])
			best = i;
	return best;
}

void roles_assign(struct mapping *m, bool rows_are_customers)
{
	struct scope scratch = { 0 };
	int *scores = scores_of(&scratch, m, rows_are_customers);
	size_t n = m->n_columns * ROLES;

	for (size_t best; n && scores[best = best_pair(scores, n)] >= NEEDED;) {
		size_t column = best / ROLES, role = best % ROLES;
		column_takes(m, &m->columns[column], (enum role)role);
		if (m->columns[column].role == ROLE_NONE) {
			scores[best] = 0;
			continue;
		}
		for (size_t i = 0; i < ROLES; i++)
			scores[column * ROLES + i] = 0;
		for (size_t i = 0; i < m->n_columns; i++)
			scores[i * ROLES + role] = 0;
	}
	scope_close(&scratch);
}

void weak_event_assign(struct mapping *m)
{
	struct column *best = NULL;

	for (size_t i = 0; i < m->n_columns; i++) {
		struct column *c = &m->columns[i];
		const struct look *look = &c->look;
		bool few = look->filled && look->distinct <= 50 &&
			   (look->distinct > 1 || look->filled == 1) && look->letters <= 40 &&
			   look->numbers * 2 < look->filled;
		if (c->role != ROLE_NONE || c->wished || !few)
			continue;
		if (event_by_weak_name(c) > (best ? event_by_weak_name(best) : 0))
			best = c;
	}
	if (!best)
		return;
	column_is(best, ROLE_EVENT, STR("by name, for want of a better one"));
	m->weak_event = true;
}
