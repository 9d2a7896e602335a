#include <stdio.h>

#include "base/json.h"
#include "base/when.h"
#include "cli/porch.h"
#include "cli/rows.h"
#include "cli/say.h"
#include "cli/table.h"
#include "doors/handover.h"
#include "doors/password.h"
#include "doors/second.h"
#include "doors/session.h"

/* clang-format off */
static const struct option options[] = {
	OPTION_WORKSPACE,
	{ "role", 0, OPTION_TEXT, "ROLE", "what they may do: viewer, editor, admin", "viewer editor admin" },
	{ "name", 0, OPTION_TEXT, "NAME", "how they are called", NULL },
	{ "password-stdin", 0, OPTION_FLAG, NULL, "the password is the first line of standard input", NULL },
	{ "invite", 0, OPTION_FLAG, NULL, "write the path of a link by which they choose a password, once, in 7 days", NULL },
	{ "reset", 0, OPTION_FLAG, NULL, "write the path of a link for a new password, once, in an hour", NULL },
	{ "disable", 0, OPTION_FLAG, NULL, "they come in no more, and nothing of theirs is lost", NULL },
	{ "enable", 0, OPTION_FLAG, NULL, "they come in again", NULL },
	{ "sign-out", 0, OPTION_FLAG, NULL, "end all of their sessions", NULL },
	{ "no-second", 0, OPTION_FLAG, NULL, "turn off their second factor (a lost telephone)", NULL },
	{ "remove", 0, OPTION_FLAG, NULL, "remove them, with their sessions and tokens", NULL },
	OPTION_JSON,
};
/* clang-format on */

/* --- the list ----------------------------------------------------------------------------------- */

static const char *comes_by(const struct user *u)
{
	return u->disabled        ? "disabled"
	       : !u->has_password ? "invited"
	       : u->has_second    ? "password and code"
				  : "password";
}

static void as_json(struct scope *sc, const struct user *users, size_t n, struct buf *out)
{
	struct json j = { .out = out };

	json_open(&j, NULL, '{');
	json_open(&j, "users", '[');
	for (size_t i = 0; i < n; i++) {
		const struct user *u = &users[i];
		json_open(&j, NULL, '{');
		json_count(&j, "id", (uint64_t)u->id);
		json_text(&j, "email", u->email);
		json_text(&j, "name", u->name);
		json_text(&j, "role", str_of(rank_key(u->rank)));
		json_bool(&j, "password", u->has_password);
		json_bool(&j, "second", u->has_second);
		json_bool(&j, "disabled", u->disabled);
		json_text(&j, "made", when_iso(sc, u->made_us));
		json_text(&j, "seen", u->seen_us ? when_iso(sc, u->seen_us) : (struct str){ 0 });
		json_close(&j, '}');
	}
	json_close(&j, ']');
	json_close(&j, '}');
	buf_putc(out, '\n');
}

static void as_table(struct scope *sc, const struct user *users, size_t n, struct buf *out)
{
	static const char *const head[] = { "e-mail", "name", "role", "comes in by", "last here" };
	struct table *t = table_new(sc, "lllll", head, COUNT_OF(head));

	if (!n) {
		buf_puts(out,
			"No user yet: wend user add E-MAIL --role admin --password-stdin makes the first.\n");
		return;
	}
	for (size_t i = 0; i < n; i++) {
		table_cell(t, terminal_text(sc, users[i].email));
		table_cell(t, terminal_text(sc, users[i].name));
		table_cell(t, str_of(rank_key(users[i].rank)));
		table_cell(t, str_of(comes_by(&users[i])));
		table_cell(t, users[i].seen_us ? when_date(sc, users[i].seen_us) : STR("never"));
	}
	table_write(t, out);
}

static bool list(struct scope *sc, const struct arguments *args, struct porch *p, struct buf *out)
{
	struct user *users;
	size_t n;

	if (!user_list(sc, p->doors, &users, &n))
		return false;
	arg_flag(args, "json") ? as_json(sc, users, n, out) : as_table(sc, users, n, out);
	return true;
}

/* --- what is done ------------------------------------------------------------------------------- */

/* One line, without what ends it. */
static struct str read_password(struct scope *sc)
{
	char *line = scope_alloc(sc, PASSWORD_MOST + 3, 1);
	size_t n = fgets(line, PASSWORD_MOST + 3, stdin) ? strlen(line) : 0;

	while (n && (line[n - 1] == '\n' || line[n - 1] == '\r'))
		n--;
	if (n)
		return (struct str){ line, n };
	scope_fail(sc, FAULT_INVALID, "no password came by standard input: echo it into the command");
	return (struct str){ 0 };
}

static bool hand_over(
	struct scope *sc, struct porch *p, enum handover_kind kind, const struct user *user, struct buf *out)
{
	struct str text;

	if (!handover_make(sc, p->doors, &p->by, kind, user->id, p->now_us, &text))
		return false;
	buf_printf(out, "%s%.*s\n", HANDOVER_PATH, STR_ARG(text));
	fprintf(stderr,
		"Behind your server's address this link opens once, within %s: hand it to %.*s alone.\n",
		kind == HANDOVER_INVITE ? "7 days" : "an hour", STR_ARG(terminal_text(sc, user->email)));
	return true;
}

static bool add(
	struct scope *sc, const struct arguments *args, struct porch *p, struct str email, struct buf *out)
{
	struct str role = arg_text(args, "role");
	struct user_wish wish = { .email = email, .name = arg_text(args, "name"), .rank = RANK_VIEWER };
	int64_t id;

	if (arg_flag(args, "invite") && arg_flag(args, "password-stdin"))
		return scope_fail(sc, FAULT_INVALID,
			"either --password-stdin, or --invite and they choose it themselves");
	if (role.p && !porch_rank(sc, role, &wish.rank))
		return false;
	if (arg_flag(args, "password-stdin") && !(wish.password = read_password(sc)).p)
		return false;
	if (!user_add(sc, p->doors, &p->by, &wish, p->now_us, &id))
		return false;
	struct user *user = user_at(sc, p->doors, id);
	if (!user)
		return false;
	fprintf(stderr, "%.*s is added as %s.%s\n", STR_ARG(terminal_text(sc, user->email)),
		rank_key(user->rank),
		user->has_password || arg_flag(args, "invite")
			? ""
			: "  There is no password yet: --invite writes a link by which they choose one.");
	return !arg_flag(args, "invite") || hand_over(sc, p, HANDOVER_INVITE, user, out);
}

struct doing {
	struct scope *sc;
	const struct arguments *args;
	struct porch *porch;
	const struct user *user;
	struct buf *out;
};

static bool do_role(struct doing *d)
{
	enum rank rank;

	return porch_rank(d->sc, arg_text(d->args, "role"), &rank) &&
	       user_set_rank(d->sc, d->porch->doors, &d->porch->by, d->user->id, rank, d->porch->now_us);
}

static bool do_name(struct doing *d)
{
	return user_set_name(d->sc, d->porch->doors, &d->porch->by, d->user->id, arg_text(d->args, "name"),
		d->porch->now_us);
}

static bool do_password(struct doing *d)
{
	struct str password = read_password(d->sc);

	return password.p && user_set_password(d->sc, d->porch->doors, &d->porch->by, d->user->id, password,
				     d->porch->now_us);
}

static bool do_invite(struct doing *d)
{
	return hand_over(d->sc, d->porch, HANDOVER_INVITE, d->user, d->out);
}

static bool do_reset(struct doing *d)
{
	return hand_over(d->sc, d->porch, HANDOVER_RESET, d->user, d->out);
}

static bool do_disable(struct doing *d)
{
	return user_set_disabled(d->sc, d->porch->doors, &d->porch->by, d->user->id, true, d->porch->now_us);
}

static bool do_enable(struct doing *d)
{
	return user_set_disabled(d->sc, d->porch->doors, &d->porch->by, d->user->id, false, d->porch->now_us);
}

static bool do_sign_out(struct doing *d)
{
	return session_end_all(
		d->sc, d->porch->doors, &d->porch->by, d->user->id, (struct str){ 0 }, d->porch->now_us);
}

static bool do_no_second(struct doing *d)
{
	return second_turn_off(
		d->sc, d->porch->doors, &d->porch->by, d->user->id, (struct str){ 0 }, d->porch->now_us);
}

static bool do_remove(struct doing *d)
{
	return user_remove(d->sc, d->porch->doors, &d->porch->by, d->user->id, d->porch->now_us);
}

static const struct {
	const char *option;
	bool (*run)(struct doing *d);
	const char *done; /* NULL: it says so itself */
} doings[] = {
	{ "role", do_role, "has another role now; their sessions have ended" },
	{ "name", do_name, "is called so now" },
	{ "password-stdin", do_password, "has a new password; their sessions have ended" },
	{ "invite", do_invite, NULL },
	{ "reset", do_reset, NULL },
	{ "disable", do_disable, "is disabled: sessions have ended, tokens open nothing" },
	{ "enable", do_enable, "is enabled" },
	{ "sign-out", do_sign_out, "is signed out everywhere" },
	{ "no-second", do_no_second, "signs in with the password alone until they set up a telephone again" },
	{ "remove", do_remove, "is removed" },
};

static bool change(
	struct scope *sc, const struct arguments *args, struct porch *p, struct str email, struct buf *out)
{
	size_t chosen = COUNT_OF(doings);

	for (size_t i = 0; i < COUNT_OF(doings); i++) {
		if (!arg_flag(args, doings[i].option))
			continue;
		if (chosen < COUNT_OF(doings))
			return scope_fail(sc, FAULT_INVALID, "one change at a time: --%s or --%s",
				doings[chosen].option, doings[i].option);
		chosen = i;
	}
	if (chosen == COUNT_OF(doings))
		return scope_fail(
			sc, FAULT_INVALID, "what about \"%.*s\"? see wend help user", STR_ARG(email));
	struct user *user = user_find(sc, p->doors, email);
	struct doing doing = { sc, args, p, user, out };
	if (!user || !doings[chosen].run(&doing))
		return false;
	if (doings[chosen].done)
		fprintf(stderr, "%.*s %s.\n", STR_ARG(terminal_text(sc, user->email)), doings[chosen].done);
	return true;
}

static bool dispatch(struct scope *sc, const struct arguments *args, struct porch *p, struct buf *out)
{
	size_t n = args->plain.n;
	struct str first = n ? args->plain.at[0] : STR("list");

	if (str_equal(first, STR("add")) && n == 2)
		return add(sc, args, p, args->plain.at[1], out);
	if (str_equal(first, STR("add")))
		return scope_fail(sc, FAULT_INVALID, "whom? wend user add E-MAIL --role editor");
	if (n > 1)
		return scope_fail(sc, FAULT_INVALID, "wend user %s: see wend help user", args->command->use);
	return str_equal(first, STR("list")) ? list(sc, args, p, out) : change(sc, args, p, first, out);
}

static bool run(struct scope *sc, const struct arguments *args)
{
	struct buf *out = buf_new(sc, 16 << 20);
	struct porch porch = { 0 };
	bool ok = porch_open(sc, args, &porch) && dispatch(sc, args, &porch, out);

	porch_close(&porch);
	return ok && say_out(sc, out);
}

const struct command command_user = {
	.name = "user",
	.use = "[list | add E-MAIL [--role ROLE] [--name NAME] [--invite | --password-stdin] | E-MAIL CHANGE] [-w DIR]"
	       " [--json]",
	.help = "who may come in: list, add, invite, change and remove the server's users",
	.more = "A viewer looks, an editor changes, an admin lets others in.  It works beside a running server and holds at"
		" once.  The last admin can be neither removed, nor disabled, nor made less.",
	.options = options,
	.n_options = COUNT_OF(options),
	.max_plain = 2,
	.run = run,
};
