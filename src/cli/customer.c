#include "answer/person.h"
#include "base/when.h"
#include "cli/customer_out.h"
#include "cli/rows.h"
#include "cli/say.h"
#include "tell/customer.h"

static const struct option options[] = {
	OPTION_WORKSPACE,
	{ "unlink", 0, OPTION_TEXT, "IDENTIFIER", "this identifier is somebody else's: undo what joined it",
		NULL },
	{ "link", 0, OPTION_TEXT, "IDENTIFIER", "this identifier is theirs, too", NULL },
	OPTION_JSON,
};

static bool unlink_one(struct scope *sc, struct workspace *ws, const struct person *p, struct str text)
{
	uint32_t code;
	bool theirs = false;

	if (!person_code(sc, ws, text, &code))
		return false;
	for (size_t i = 0; i < p->who->codes.n; i++)
		theirs |= p->who->codes.at[i] == code;
	if (!theirs)
		return scope_fail(sc, FAULT_INVALID, "\"%.*s\" is none of the identifiers of \"%.*s\"",
			STR_ARG(text), STR_ARG(p->asked));
	if (p->who->codes.n == 1)
		return scope_fail(sc, FAULT_INVALID, "\"%.*s\" is joined to nothing", STR_ARG(text));
	return identity_cut(sc, ws->evidence, code, login_name(), clock_us());
}

static bool link_one(struct scope *sc, struct workspace *ws, const struct person *p, struct str text)
{
	uint32_t code;

	return person_code(sc, ws, text, &code) &&
	       identity_join(sc, ws->evidence, p->who->person, code, login_name(), clock_us());
}

static bool change(struct scope *sc, const struct arguments *args, struct workspace *ws, struct person **p)
{
	struct str cut = arg_text(args, "unlink"), join = arg_text(args, "link");
	bool ok = (!cut.p || unlink_one(sc, ws, *p, cut)) && (!join.p || link_one(sc, ws, *p, join));

	if (ok && (cut.p || join.p))
		*p = person_find(sc, ws, args->plain.at[0]);
	return ok && *p;
}

static bool run(struct scope *sc, const struct arguments *args)
{
	struct workspace *ws = workspace_open(sc, arg_workspace(args), WORKSPACE_WRITE);
	struct person *p = ws ? person_find(sc, ws, args->plain.at[0]) : NULL;
	struct buf *out = buf_new(sc, 256 << 20);
	bool ok = p && change(sc, args, ws, &p) &&
		  (arg_flag(args, "json") ? tell_customer(sc, ws, p, NULL, out)
					  : customer_text(sc, ws, p, out));

	workspace_close(ws);
	return ok && buf_ok(out, "the customer's history") && say_out(sc, out);
}

const struct command command_customer = {
	.name = "customer",
	.use = "ID [-w DIR] [--unlink IDENTIFIER] [--link IDENTIFIER] [--json]",
	.help = "one customer: the identifiers, why they were joined, and what they did",
	.more = "ID is any identifier of theirs: the number in your own systems, cookie:..., an e-mail address or a phone"
		" number.  E-mail addresses and phone numbers are kept as hashes that only this workspace can make, so they"
		" are shown as those.  An identifier that stands beside several customers, like a family's phone, joins"
		" nothing and is said to be shared.",
	.options = options,
	.n_options = COUNT_OF(options),
	.min_plain = 1,
	.max_plain = 1,
	.run = run,
};
