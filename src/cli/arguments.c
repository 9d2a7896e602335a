#include "cli/arguments.h"

#include <stdlib.h>

static const struct option *option_named(const struct command *c, struct str name)
{
	for (size_t i = 0; i < c->n_options; i++)
		if (str_equal(name, str_of(c->options[i].name)))
			return &c->options[i];
	return NULL;
}

static const struct option *option_lettered(const struct command *c, char letter)
{
	for (size_t i = 0; i < c->n_options; i++)
		if (letter && c->options[i].letter == letter)
			return &c->options[i];
	return NULL;
}

static void *unknown(struct scope *sc, const struct command *c, const char *word)
{
	struct buf *known = buf_new(sc, 400);

	for (size_t i = 0; i < c->n_options; i++)
		buf_printf(known, " --%s", c->options[i].name);
	return scope_fail(sc, FAULT_INVALID, "wend %s has no option %s; it has:%.*s", c->name, word,
		STR_ARG(buf_str(known)));
}

static bool is_option(const char *word)
{
	return word[0] == '-' && word[1] != 0;
}

struct reading {
	struct scope *sc;
	struct arguments *args;
	char **argv;
	int argc, at;
};

static bool take(struct reading *r, const struct option *o, const char *value)
{
	size_t i = (size_t)(o - r->args->command->options);

	r->args->options[i].given = true;
	if (value)
		*LIST_ADD(r->sc, &r->args->options[i].values) = str_of(value);
	return true;
}

static bool take_values(struct reading *r, const struct option *o)
{
	if (r->at >= r->argc)
		return scope_fail(r->sc, FAULT_INVALID, "--%s needs %s after it", o->name, o->value);
	take(r, o, r->argv[r->at++]);
	while (o->kind == OPTION_LIST && r->at < r->argc && !is_option(r->argv[r->at]))
		take(r, o, r->argv[r->at++]);
	return true;
}

static bool read_option(struct reading *r)
{
	const char *word = r->argv[r->at++];
	struct str rest = str_of(word + (word[1] == '-' ? 2 : 1));
	struct str name = str_cut(&rest, '=');
	const struct option *o = word[1] == '-' ? option_named(r->args->command, name)
						: option_lettered(r->args->command, word[1]);

	if (!o)
		return unknown(r->sc, r->args->command, word);
	if (o->kind == OPTION_FLAG && rest.p)
		return scope_fail(r->sc, FAULT_INVALID, "--%s takes no value", o->name);
	if (o->kind == OPTION_FLAG)
		return take(r, o, NULL);
	if (word[1] == '-' && rest.p)
		return take(r, o, rest.p);
	if (word[1] != '-' && word[2])
		return take(r, o, word + 2);
	return take_values(r, o);
}

static bool check_plain(struct scope *sc, const struct arguments *args)
{
	const struct command *c = args->command;

	if (args->plain.n < c->min_plain || args->plain.n > c->max_plain)
		return scope_fail(
			sc, FAULT_INVALID, "wend %s %s: see wend help %s", c->name, c->use, c->name);
	return true;
}

struct arguments *arguments_read(struct scope *sc, const struct command *command, int argc, char **argv)
{
	struct arguments *args = NEW(sc, struct arguments);
	struct reading r = { sc, args, argv, argc, 0 };
	bool only_plain = false;

	args->sc = sc;
	args->command = command;
	args->options = scope_alloc(sc, command->n_options + 1, sizeof *args->options);
	while (r.at < argc) {
		if (!only_plain && strcmp(argv[r.at], "--") == 0) {
			only_plain = true;
			r.at++;
		} else if (!only_plain && is_option(argv[r.at])) {
			if (!read_option(&r))
				return NULL;
		} else {
			*LIST_ADD(sc, &args->plain) = str_of(argv[r.at++]);
		}
	}
	return check_plain(sc, args) ? args : NULL;
}

/* A command asks only for options that its row has: anything else is a mistake of ours. */
static size_t place_of(const struct arguments *args, const char *option)
{
	const struct option *o = option_named(args->command, str_of(option));

	if (!o)
		abort();
	return (size_t)(o - args->command->options);
}

bool arg_flag(const struct arguments *args, const char *option)
{
	return args->options[place_of(args, option)].given;
}

struct str arg_text(const struct arguments *args, const char *option)
{
	size_t i = place_of(args, option), n = args->options[i].values.n;

	return n ? args->options[i].values.at[n - 1] : (struct str){ 0 };
}

const struct str *arg_list(const struct arguments *args, const char *option, size_t *n)
{
	size_t i = place_of(args, option);

	*n = args->options[i].values.n;
	return args->options[i].values.at;
}

const char *arg_workspace(const struct arguments *args)
{
	const char *env = getenv("WEND_WORKSPACE");
	struct str dir = arg_text(args, "workspace");

	return dir.p ? str_c(args->sc, dir) : env && *env ? env : ".";
}
