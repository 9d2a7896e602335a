#include "serve/serve.h"

#include "cli/rows.h"
#include "cli/say.h"

/* clang-format off */
static const struct option options[] = {
	OPTION_WORKSPACE,
	{ "listen", 0, OPTION_REPEAT, "PLACE", "HOST:PORT, or unix:PATH (else what systemd hands over, else " SERVE_LISTEN ")", NULL },
	{ "trust-proxy", 0, OPTION_REPEAT, "ADDRESS", "a proxy in front whose word is taken for who the client is: 10.0.0.1, 10.0.0.0/8, unix", NULL },
	{ "limit", 0, OPTION_REPEAT, "NAME=NUMBER", "move a ceiling", NULL },
	{ "log", 0, OPTION_TEXT, "LEVEL", "say only what is at least debug, info, warn or error (else info)", "debug info warn error" },
	{ "log-requests", 0, OPTION_FLAG, NULL, "say every request, not only those that failed or took long", NULL },
};
/* clang-format on */

static bool read_limits(struct scope *sc, const struct arguments *args, struct serve_wish *wish)
{
	size_t n;
	const struct str *limits = arg_list(args, "limit", &n);

	wish->limits = limits_usual();
	for (size_t i = 0; i < n; i++)
		if (!limits_set(sc, &wish->limits, limits[i]))
			return false;
	return true;
}

static bool read_proxies(struct scope *sc, const struct arguments *args, struct serve_wish *wish)
{
	size_t n;
	const struct str *ranges = arg_list(args, "trust-proxy", &n);

	for (size_t i = 0; i < n; i++)
		if (!proxies_trust(sc, &wish->proxies, ranges[i]))
			return false;
	return true;
}

static bool read_log(struct scope *sc, const struct arguments *args, struct serve_wish *wish)
{
	struct str level = arg_text(args, "log");

	wish->log = JOURNAL_INFO;
	wish->log_all = arg_flag(args, "log-requests");
	return !level.p || journal_level_find(level, &wish->log) ||
	       scope_fail(sc, FAULT_INVALID, "--log takes debug, info, warn or error, not \"%.*s\"",
		       STR_ARG(level));
}

static bool run(struct scope *sc, const struct arguments *args)
{
	struct serve_wish wish = { .dir = args->plain.n ? str_c(sc, args->plain.at[0])
							: arg_workspace(args) };

	wish.listen = arg_list(args, "listen", &wish.n_listen);
	return read_limits(sc, args, &wish) && read_proxies(sc, args, &wish) && read_log(sc, args, &wish) &&
	       serve_run(sc, &wish);
}

const struct command command_serve = {
	.name = "serve",
	.use = "[DIR] [--listen HOST:PORT]... [--trust-proxy ADDRESS]... [--limit NAME=NUMBER]...",
	.help = "run a workspace for a company: collect events live, answer over HTTP",
	.more = "TLS belongs to a proxy in front.  SIGTERM finishes what is being answered, syncs and ends; SIGHUP reads the"
		" live sources anew.  Other commands work beside it: the server lends them the workspace.",
	.options = options,
	.n_options = COUNT_OF(options),
	.max_plain = 1,
	.run = run,
};
