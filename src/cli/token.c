#include <stdio.h>

#include "base/json.h"
#include "base/when.h"
#include "cli/porch.h"
#include "cli/rows.h"
#include "cli/say.h"
#include "cli/table.h"
#include "doors/api_token.h"

static const char USUAL_EXPIRY[] = "90d";

/* clang-format off */
static const struct option options[] = {
	OPTION_WORKSPACE,
	{ "scope", 0, OPTION_TEXT, "SCOPES", "what it may do: read, write, import, collect, personal, admin; several"
		" with commas", "read write import collect personal admin" },
	{ "expires", 0, OPTION_TEXT, "SPAN", "when it ends: 90d (as without this option), 1h, 52w, never", NULL },
	{ "user", 0, OPTION_TEXT, "E-MAIL", "whose it is (else the only user there is)", NULL },
	OPTION_JSON,
};
/* clang-format on */

/* Of several users one must be named: a token may what its user may. */
static struct user *owner(struct scope *sc, const struct arguments *args, struct porch *p)
{
	struct str email = arg_text(args, "user");
	struct user *users;
	size_t n;

	if (email.p)
		return user_find(sc, p->doors, email);
	if (!user_list(sc, p->doors, &users, &n))
		return NULL;
	if (!n)
		return scope_fail(sc, FAULT_NOT_FOUND,
			"a token is a user's, and there is none yet: wend user add makes one");
	return n == 1 ? &users[0]
		      : scope_fail(sc, FAULT_INVALID,
				"there are %zu users: --user E-MAIL says whose token it is", n);
}

static bool read_expiry(struct scope *sc, const struct arguments *args, int64_t now_us, int64_t *until_us)
{
	struct str text = arg_text(args, "expires");
	int64_t span_us;

	*until_us = 0;
	if (str_equal(text, STR("never")))
		return true;
	if (!when_span(text.p ? text : str_of(USUAL_EXPIRY), &span_us) || span_us <= 0 ||
		span_us > INT64_MAX - now_us)
		return scope_fail(sc, FAULT_INVALID,
			"--expires is a span as 90d, 12w, 1h, or never, not \"%.*s\"",
			STR_ARG(str_short(sc, text, 40)));
	*until_us = now_us + span_us;
	return true;
}

static bool add(
	struct scope *sc, const struct arguments *args, struct porch *p, struct str name, struct buf *out)
{
	struct api_token_wish wish = { .name = name };
	struct str scopes = arg_text(args, "scope"), text;

	if (!grants_read(sc, scopes.p ? scopes : STR(""), &wish.grants) ||
		!read_expiry(sc, args, p->now_us, &wish.until_us))
		return false;
	struct user *user = owner(sc, args, p);
	if (!user)
		return false;
	wish.user = user->id;
	if (!api_token_add(sc, p->doors, &p->by, &wish, p->now_us, &text))
		return false;
	buf_printf(out, "%.*s\n", STR_ARG(text));
	fprintf(stderr, "It may %.*s as %.*s, %s%.*s.  It is not shown again: keep it now.\n",
		STR_ARG(grants_words(sc, wish.grants)), STR_ARG(terminal_text(sc, user->email)),
		wish.until_us ? "until " : "until it is revoked",
		STR_ARG(wish.until_us ? when_date(sc, wish.until_us) : STR("")));
	return true;
}

static bool revoke(struct scope *sc, struct porch *p, struct str number)
{
	int64_t id;

	if (!str_integer(number, &id))
		return scope_fail(
			sc, FAULT_INVALID, "a token is revoked by its number: wend token lists them");
	if (!api_token_revoke(sc, p->doors, &p->by, id, p->now_us))
		return false;
	fprintf(stderr, "Token %lld opens nothing any more.\n", (long long)id);
	return true;
}

static const char *state(const struct api_token *t, int64_t now_us)
{
	return t->revoked_us ? "revoked" : t->until_us && t->until_us <= now_us ? "ended" : "open";
}

static struct str iso(struct scope *sc, int64_t us)
{
	return us ? when_iso(sc, us) : (struct str){ 0 };
}

static void as_json(
	struct scope *sc, const struct api_token *tokens, size_t n, int64_t now_us, struct buf *out)
{
	struct json j = { .out = out };

	json_open(&j, NULL, '{');
	json_open(&j, "tokens", '[');
	for (size_t i = 0; i < n; i++) {
		json_open(&j, NULL, '{');
		json_count(&j, "id", (uint64_t)tokens[i].id);
		json_text(&j, "name", tokens[i].name);
		json_text(&j, "user", tokens[i].email);
		json_text(&j, "scopes", grants_words(sc, tokens[i].grants));
		json_text(&j, "state", str_of(state(&tokens[i], now_us)));
		json_text(&j, "made", iso(sc, tokens[i].made_us));
		json_text(&j, "until", iso(sc, tokens[i].until_us));
		json_text(&j, "used", iso(sc, tokens[i].used_us));
		json_close(&j, '}');
	}
	json_close(&j, ']');
	json_close(&j, '}');
	buf_putc(out, '\n');
}

static void as_table(
	struct scope *sc, const struct api_token *tokens, size_t n, int64_t now_us, struct buf *out)
{
	static const char *const head[] = { "token", "name", "user", "scopes", "state", "until",
		"last used" };
	struct table *t = table_new(sc, "rllllll", head, COUNT_OF(head));

	if (!n) {
		buf_puts(out, "No token yet: wend token add NAME --scope read makes one.\n");
		return;
	}
	for (size_t i = 0; i < n; i++) {
		table_printf(t, "%lld", (long long)tokens[i].id);
		table_cell(t, terminal_text(sc, tokens[i].name));
		table_cell(t, terminal_text(sc, tokens[i].email));
		table_cell(t, grants_words(sc, tokens[i].grants));
		table_cell(t, str_of(state(&tokens[i], now_us)));
		table_cell(t, tokens[i].until_us ? when_date(sc, tokens[i].until_us) : STR("no end"));
		table_cell(t, tokens[i].used_us ? when_date(sc, tokens[i].used_us) : STR("never"));
	}
	table_write(t, out);
}

static bool list(struct scope *sc, const struct arguments *args, struct porch *p, struct buf *out)
{
	struct str email = arg_text(args, "user");
	struct user *user = email.p ? user_find(sc, p->doors, email) : NULL;
	struct api_token *tokens;
	size_t n;

	if ((email.p && !user) || !api_token_list(sc, p->doors, &p->by, user ? user->id : 0, &tokens, &n))
		return false;
	arg_flag(args, "json") ? as_json(sc, tokens, n, p->now_us, out)
			       : as_table(sc, tokens, n, p->now_us, out);
	return true;
}

static bool dispatch(struct scope *sc, const struct arguments *args, struct porch *p, struct buf *out)
{
	size_t n = args->plain.n;
	struct str verb = n ? args->plain.at[0] : STR("list");

	if (str_equal(verb, STR("list")) && n < 2)
		return list(sc, args, p, out);
	if (str_equal(verb, STR("add")) && n == 2)
		return add(sc, args, p, args->plain.at[1], out);
	if (str_equal(verb, STR("revoke")) && n == 2)
		return revoke(sc, p, args->plain.at[1]);
	return scope_fail(sc, FAULT_INVALID, "wend token %s: see wend help token", args->command->use);
}

static bool run(struct scope *sc, const struct arguments *args)
{
	struct buf *out = buf_new(sc, 16 << 20);
	struct porch porch = { 0 };
	bool ok = porch_open(sc, args, &porch) && dispatch(sc, args, &porch, out);

	porch_close(&porch);
	return ok && say_out(sc, out);
}

const struct command command_token = {
	.name = "token",
	.use = "[list | add NAME --scope SCOPES [--expires SPAN] | revoke N] [--user E-MAIL] [-w DIR] [--json]",
	.help = "tokens by which programs use the server's API: list, add, revoke",
	.more = "A token may some of what its user may, and never more.  It is shown once: only its hash is kept.  It works"
		" beside a running server and holds at once.",
	.options = options,
	.n_options = COUNT_OF(options),
	.max_plain = 2,
	.run = run,
};
