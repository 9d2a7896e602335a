#include <math.h>

#include "base/json.h"
#include "cli/say.h"
#include "cli/table.h"
#include "cli/voice.h"

/* What was heard in one text, and why: clauses, words with what they count, patterns, the model's reasons. */
struct explaining {
	struct scope *sc;
	struct voice_desk v;
	struct str text;
	const struct heard_text *heard;
	float *shares; /* by token: how much it speaks for the feeling that was told; NULL: no model */
	struct buf *out;
};

static bool find_text(struct explaining *e, const struct arguments *args)
{
	struct buf *b = buf_new(e->sc, 1 << 20);

	for (size_t i = 1; i < args->plain.n; i++)
		buf_printf(b, "%s%.*s", i > 1 ? " " : "", STR_ARG(args->plain.at[i]));
	e->text = buf_str(b);
	if (args->plain.n != 2)
		return true;
	struct said_list *said = said_read(e->sc, e->v.desk.study, NULL, NULL);
	for (size_t i = 0; said && i < said->n; i++)
		if (str_equal(voice_text_id(e->sc, said->at[i].id), e->text)) {
			e->text = said->at[i].text;
			break;
		}
	return said != NULL;
}

static void ask_model(struct explaining *e)
{
	const struct model *m = e->v.kit->ear.models[e->heard->language];
	uint8_t hints[EAR_HINTS];

	if (!m || !e->heard->learned)
		return;
	struct model_reader *reader = model_reader_open(m);
	size_t n = ear_hints(e->heard->heard, hints);
	e->shares = NEW_ARRAY(e->sc, float, e->heard->tokens->n + 1);
	model_explain(reader, &(struct model_text){ e->heard->tokens, hints, n },
		(uint32_t)e->heard->polarity, e->shares);
	model_reader_close(reader);
}

static struct str piece(const struct explaining *e, uint32_t from, uint32_t to)
{
	return terminal_text(e->sc, str_sub(e->text, from, to));
}

static void say_clauses(struct explaining *e)
{
	static const char *const head[] = { "clause", "feels", "what counts in it" };
	struct table *t = table_new(e->sc, "lrl", head, COUNT_OF(head));
	const struct heard *h = e->heard->heard;

	for (uint32_t i = 0, k = 0; i < h->n_clauses; i++) {
		struct buf *b = buf_new(e->sc, 8192);
		for (; k < h->n_hits && h->hits[k].clause == i; k++) {
			const struct heard_hit *hit = &h->hits[k];
			buf_printf(
				b, "%s%.*s", buf_len(b) ? ", " : "", STR_ARG(piece(e, hit->from, hit->to)));
			if (hit->role == SAYS_FEELING)
				buf_printf(b, " %+.1f%s", (double)hit->weight, hit->turned ? " turned" : "");
			else
				buf_printf(b, " (%s)", lexicon_role_key((enum lexicon_role)hit->role));
		}
		table_cell(t, str_short(e->sc, piece(e, h->clauses[i].from, h->clauses[i].to), 48));
		table_printf(t, "%+.2f", (double)h->clauses[i].score);
		table_cell(t, str_short(e->sc, buf_str(b), 60));
	}
	table_write(t, e->out);
}

/* The words that speak most for what was told, and against it. */
static void say_model(struct explaining *e)
{
	enum { SHOWN = 6 };
	const struct tokens *tokens = e->heard->tokens;

	buf_puts(e->out, "The model's reasons:");
	for (size_t n = 0; n < SHOWN; n++) {
		size_t best = 0;
		for (size_t i = 1; i < tokens->n; i++)
			best = fabsf(e->shares[i]) > fabsf(e->shares[best]) ? i : best;
		if (!tokens->n || e->shares[best] == 0)
			break;
		buf_printf(e->out, "%s %.*s %+.2f", n ? "," : "",
			STR_ARG(piece(e, tokens->at[best].from, tokens->at[best].to)),
			(double)e->shares[best]);
		e->shares[best] = 0;
	}
	buf_putc(e->out, '\n');
}

static void as_text(struct explaining *e)
{
	const struct heard_text *h = e->heard;

	buf_printf(e->out, "%.*s\n\n", STR_ARG(terminal_text(e->sc, e->text)));
	if (!h->felt) {
		buf_printf(e->out, "Language: %s. Wend has no feelings in it.\n", language_key(h->language));
		return;
	}
	buf_printf(e->out, "Language: %s. Feels %s, %+.2f of −1 to 1, by %s.\n", language_key(h->language),
		polarity_key(h->polarity), (double)h->score,
		h->learned ? "a model of the company's own texts" : "Wend's lexicon");
	if (e->shares)
		say_model(e);
	say_clauses(e);
}

static void json_hits(struct explaining *e, struct json *j)
{
	const struct heard *h = e->heard->heard;

	json_open(j, "hits", '[');
	for (size_t i = 0; i < h->n_hits; i++) {
		json_open(j, NULL, '{');
		json_count(j, "from", h->hits[i].from);
		json_count(j, "to", h->hits[i].to);
		json_count(j, "clause", h->hits[i].clause);
		json_text(j, "role", str_of(lexicon_role_key((enum lexicon_role)h->hits[i].role)));
		json_number(j, "weight", h->hits[i].role == SAYS_FEELING, (double)h->hits[i].weight);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void json_words(struct explaining *e, struct json *j)
{
	json_open(j, "model_words", '[');
	for (size_t i = 0; e->shares && i < e->heard->tokens->n; i++) {
		json_open(j, NULL, '{');
		json_count(j, "from", e->heard->tokens->at[i].from);
		json_count(j, "to", e->heard->tokens->at[i].to);
		json_number(j, "share", true, (double)e->shares[i]);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void as_json(struct explaining *e)
{
	struct json j = { .out = e->out };
	const struct heard *h = e->heard->heard;

	json_open(&j, NULL, '{');
	json_text(&j, "text", e->text);
	json_text(&j, "language", str_of(language_key(e->heard->language)));
	json_text(
		&j, "feeling", e->heard->felt ? str_of(polarity_key(e->heard->polarity)) : (struct str){ 0 });
	json_number(&j, "score", e->heard->felt, (double)e->heard->score);
	json_bool(&j, "by_model", e->heard->learned);
	json_open(&j, "clauses", '[');
	for (size_t i = 0; i < h->n_clauses; i++) {
		json_open(&j, NULL, '{');
		json_count(&j, "from", h->clauses[i].from);
		json_count(&j, "to", h->clauses[i].to);
		json_number(&j, "score", true, (double)h->clauses[i].score);
		json_close(&j, '}');
	}
	json_close(&j, ']');
	json_hits(e, &j);
	json_words(e, &j);
	json_close(&j, '}');
	buf_putc(e->out, '\n');
}

bool voice_explain(struct scope *sc, const struct arguments *args)
{
	struct explaining e = { .sc = sc, .out = buf_new(sc, 64 << 20) };
	enum language usual = LANGUAGE_UNDECIDED;

	if (args->plain.n < 2)
		return scope_fail(sc, FAULT_INVALID, "which text: its id, or its words");
	bool ok = (!arg_text(args, "lang").p || language_find(arg_text(args, "lang"), &usual)) &&
		  voice_desk_open(sc, args, true, &e.v) && find_text(&e, args);
	struct ear *ear = ok ? ear_open(&e.v.kit->ear) : NULL;
	if (ok) {
		e.heard = ear_hear(ear, e.text, usual);
		ask_model(&e);
		arg_flag(args, "json") ? as_json(&e) : as_text(&e);
	}
	ear_close(ear);
	voice_desk_close(&e.v);
	return ok && say_out(sc, e.out);
}
