#include "cli/rows.h"
#include "cli/say.h"
#include "cli/table.h"

/* clang-format off */
static const struct option options[] = {
	{ "man", 0, OPTION_FLAG, NULL, "the man page, in roff", NULL },
	{ "completion", 0, OPTION_TEXT, "SHELL", "what makes the shell complete wend's words: bash, zsh or fish", "bash zsh fish" },
};
/* clang-format on */

static const char about[] = "wend makes customer journey maps out of what customers did and said.";

static const char *spelled(struct scope *sc, const struct option *o)
{
	const char *dots = o->kind == OPTION_LIST ? "..." : "";

	return scope_printf(sc, "%s%c%s--%s%s%s%s", o->letter ? "-" : "", o->letter ? o->letter : ' ',
		o->letter ? ", " : "   ", o->name, o->value ? " " : "", o->value ? o->value : "", dots);
}

static void overview(struct scope *sc, struct buf *out)
{
	struct table *t = table_new(sc, "ll", NULL, 2);

	buf_printf(out,
		"%s\n\n  wend map FILE             a map out of a file, in one go\n"
		"  wend init DIR             a workspace, to keep evidence and maps in\n",
		about);
	for (size_t i = 0; i < n_commands; i++) {
		table_printf(t, "  %s", commands[i]->name);
		table_cell(t, str_of(commands[i]->help));
	}
	table_write(t, out);
	buf_puts(out, "\nwend help COMMAND tells more.\n");
}

/* Words in lines of at most 90 letters. */
static void paragraph(struct buf *out, const char *text)
{
	enum { WIDTH = 90 };
	struct str rest = str_of(text);
	size_t at = 0;

	while (rest.p) {
		struct str word = str_cut(&rest, ' ');
		if (at && at + 1 + word.n > WIDTH) {
			buf_puts(out, "\n");
			at = 0;
		}
		buf_printf(out, "%s%.*s", at ? " " : "", STR_ARG(word));
		at += word.n + (at > 0);
	}
	buf_puts(out, "\n");
}

static void one(struct scope *sc, const struct command *c, struct buf *out)
{
	struct table *t = table_new(sc, "ll", NULL, 2);

	buf_printf(out, "wend %s %s\n\n", c->name, c->use);
	paragraph(out, c->help);
	if (c->more)
		paragraph(out, c->more);
	for (size_t i = 0; i < c->n_options; i++) {
		table_printf(t, "  %s", spelled(sc, &c->options[i]));
		table_cell(t, str_of(c->options[i].help));
	}
	table_write(t, out);
}

/* --- the man page -------------------------------------------------------------------------------- */

/* In roff a point or an apostrophe at the start of a line and every backslash and minus mean something. */
static void roff(struct buf *out, const char *text)
{
	for (size_t i = 0; text[i]; i++) {
		if (i == 0 && (text[i] == '.' || text[i] == '\''))
			buf_puts(out, "\\&");
		buf_puts(out, text[i] == '\\' ? "\\e" : text[i] == '-' ? "\\-" : "");
		if (text[i] != '\\' && text[i] != '-')
			buf_putc(out, text[i]);
	}
	buf_puts(out, "\n");
}

static void man(struct scope *sc, struct buf *out)
{
	buf_printf(out,
		".TH WEND 1 \"\" \"wend %s\"\n.SH NAME\nwend \\- customer journey maps out of evidence\n"
		".SH SYNOPSIS\n.B wend\n.I COMMAND ...\n.SH DESCRIPTION\n",
		WEND_VERSION);
	roff(out, about);
	buf_puts(out, ".SH COMMANDS\n");
	for (size_t i = 0; i < n_commands; i++) {
		const struct command *c = commands[i];
		buf_printf(out, ".SS %s\n.B wend %s\n", c->name, c->name);
		roff(out, c->use);
		buf_puts(out, ".PP\n");
		roff(out, c->help);
		buf_puts(out, ".PP\n");
		roff(out, c->more ? c->more : "");
		for (size_t k = 0; k < c->n_options; k++) {
			buf_puts(out, ".TP\n");
			roff(out, spelled(sc, &c->options[k]));
			roff(out, c->options[k].help);
		}
	}
	buf_puts(out,
		".SH EXIT STATUS\n0 done; 2 what was given makes no sense; 3 not found; 4 in use or changed"
		" meanwhile; 5 not allowed; 6 past a ceiling; 7 the disk or the database; 70 out of memory\n"
		".SH ENVIRONMENT\nWEND_WORKSPACE, NO_COLOR, COLUMNS, VISUAL, EDITOR\n");
}

/* --- completion ---------------------------------------------------------------------------------- */

static void command_names(struct buf *out)
{
	for (size_t i = 0; i < n_commands; i++)
		buf_printf(out, "%s%s", i ? " " : "", commands[i]->name);
}

static void bash(struct scope *sc, struct buf *out)
{
	(void)sc;
	buf_puts(out, "_wend() {\n  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
		      "  if [ \"$COMP_CWORD\" = 1 ]; then COMPREPLY=($(compgen -W \"");
	command_names(out);
	buf_puts(out, "\" -- \"$word\")); return; fi\n  case \"${COMP_WORDS[1]} $before\" in\n");
	for (size_t i = 0; i < n_commands; i++)
		for (size_t k = 0; k < commands[i]->n_options; k++)
			if (commands[i]->options[k].words)
				buf_printf(out,
					"  \"%s --%s\") COMPREPLY=($(compgen -W \"%s\" -- \"$word\")); return;;\n",
					commands[i]->name, commands[i]->options[k].name,
					commands[i]->options[k].words);
	buf_puts(out, "  esac\n  case \"${COMP_WORDS[1]}\" in\n");
	for (size_t i = 0; i < n_commands; i++) {
		buf_printf(out, "  %s) COMPREPLY=($(compgen -f -W \"", commands[i]->name);
		for (size_t k = 0; k < commands[i]->n_options; k++)
			buf_printf(out, "%s--%s", k ? " " : "", commands[i]->options[k].name);
		buf_puts(out, "\" -- \"$word\"));;\n");
	}
	buf_puts(out, "  esac\n}\ncomplete -o filenames -F _wend wend\n");
}

static void zsh(struct scope *sc, struct buf *out)
{
	buf_puts(out, "#compdef wend\nautoload -U +X bashcompinit && bashcompinit\n");
	bash(sc, out);
}

static void fish(struct scope *sc, struct buf *out)
{
	(void)sc;
	for (size_t i = 0; i < n_commands; i++) {
		const struct command *c = commands[i];
		buf_printf(
			out, "complete -c wend -n __fish_use_subcommand -a %s -d '%s'\n", c->name, c->help);
		for (size_t k = 0; k < c->n_options; k++) {
			const struct option *o = &c->options[k];
			buf_printf(out, "complete -c wend -n '__fish_seen_subcommand_from %s' -l %s", c->name,
				o->name);
			if (o->letter)
				buf_printf(out, " -s %c", o->letter);
			if (o->words)
				buf_printf(out, " -x -a '%s'", o->words);
			else if (o->kind != OPTION_FLAG)
				buf_puts(out, " -r");
			buf_puts(out, "\n");
		}
	}
}

static bool completion(struct scope *sc, struct str shell, struct buf *out)
{
	static const struct {
		const char *name;
		void (*write)(struct scope *sc, struct buf *out);
	} shells[] = { { "bash", bash }, { "zsh", zsh }, { "fish", fish } };

	for (size_t i = 0; i < COUNT_OF(shells); i++) {
		if (str_same(shell, str_of(shells[i].name))) {
			shells[i].write(sc, out);
			return true;
		}
	}
	return scope_fail(
		sc, FAULT_INVALID, "there is no completion for \"%.*s\": bash, zsh or fish", STR_ARG(shell));
}

static bool named(struct scope *sc, struct str name, struct buf *out)
{
	for (size_t i = 0; i < n_commands; i++) {
		if (str_equal(name, str_of(commands[i]->name))) {
			one(sc, commands[i], out);
			return true;
		}
	}
	return scope_fail(
		sc, FAULT_NOT_FOUND, "there is no command \"%.*s\": wend help lists them", STR_ARG(name));
}

static bool run(struct scope *sc, const struct arguments *args)
{
	struct buf *out = buf_new(sc, 1 << 20);
	struct str shell = arg_text(args, "completion");
	bool ok = true;

	if (shell.p)
		ok = completion(sc, shell, out);
	else if (arg_flag(args, "man"))
		man(sc, out);
	else if (args->plain.n)
		ok = named(sc, args->plain.at[0], out);
	else
		overview(sc, out);
	return ok && say_out(sc, out);
}

const struct command command_help = {
	.name = "help",
	.use = "[COMMAND] [--man] [--completion SHELL]",
	.help = "what the commands do",
	.options = options,
	.n_options = COUNT_OF(options),
	.max_plain = 1,
	.run = run,
};
