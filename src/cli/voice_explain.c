#include <math.h>

#include "base/json.h"
#include "cli/say.h"
#include "cli/voice.h"
#include "voice/mask.h"

/* What was heard in one text, and why: clauses, words with what they count, patterns, the model's reasons. */
struct explaining {
	struct scope *sc;
	struct voice_desk v;
	struct str text;
	uint32_t number; /* among those that were listened to; UINT32_MAX: words that nobody said */
	const struct listened *all; /* NULL: for those */
	const struct heard_text *heard;
	float *shares; /* by token: how much it speaks for the feeling that was told; NULL: no model */
	struct buf *out;
	struct mask_places masked; /* of a text that somebody said */
};

static bool looks_like_id(struct str word)
{
	bool is = word.n == VOICE_ID;

	for (size_t i = 0; is && i < word.n; i++)
		is = memchr("0123456789abcdef", word.p[i], 16) != NULL;
	return is;
}

/* By its id: with what was heard of it on the map. */
static bool find_said(struct explaining *e, struct str id)
{
	e->all = listen_to(e->sc, e->v.desk.study, e->v.desk.definition, e->v.kit, NULL);
	for (uint32_t i = 0; e->all && i < e->all->n_texts; i++)
		if (str_equal(voice_text_id(e->sc, e->all->texts[i].id), id)) {
			e->text = e->all->texts[i].text;
			e->number = i;
			e->masked = mask_find(e->sc, e->text);
			return true;
		}
	return e->all &&
	       scope_fail(e->sc, FAULT_NOT_FOUND,
		       "there is no text \"%.*s\": wend voice search shows the ids of texts", STR_ARG(id));
}

static bool find_text(struct explaining *e, const struct arguments *args)
{
	struct buf *b = buf_new(e->sc, 1 << 20);

	e->number = UINT32_MAX;
	if (args->plain.n == 2 && looks_like_id(args->plain.at[1]))
		return find_said(e, args->plain.at[1]);
	for (size_t i = 1; i < args->plain.n; i++)
		buf_printf(b, "%s%.*s", i > 1 ? " " : "", STR_ARG(args->plain.at[i]));
	e->text = buf_str(b);
	return true;
}

/* The clause as it was put to a touchpoint; NULL: words that nobody said. */
static const struct voice_clause *clause_of(const struct explaining *e, uint32_t number)
{
	size_t i = 0;

	if (e->number == UINT32_MAX)
		return NULL;
	while (i < e->all->n_clauses && e->all->clauses[i].text != e->number)
		i++;
	i += number;
	return i < e->all->n_clauses && e->all->clauses[i].text == e->number ? &e->all->clauses[i] : NULL;
}

static struct str place_of(const struct explaining *e, uint32_t number)
{
	const struct voice_clause *c = clause_of(e, number);

	if (!c)
		return STR("");
	return c->touchpoint < 0 ? STR("off the map")
				 : definition_touchpoint(e->v.desk.definition, (size_t)c->touchpoint)->name;
}

static const char *rule_of(const struct explaining *e, uint32_t number)
{
	const struct voice_clause *c = clause_of(e, number);

	return c ? link_rule_name((enum link_rule)c->rule) : "";
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
	if (e->number == UINT32_MAX)
		return terminal_text(e->sc, str_sub(e->text, from, to));
	return terminal_text(e->sc, mask_part(e->sc, e->text, &e->masked, from, to));
}

/* "courier (subject: delivery), late -2.0" */
static struct str counted(struct explaining *e, uint32_t clause, size_t *at)
{
	struct buf *b = buf_new(e->sc, 1 << 16);
	const struct heard *h = e->heard->heard;

	for (; *at < h->n_hits && h->hits[*at].clause == clause; (*at)++) {
		const struct heard_hit *hit = &h->hits[*at];
		buf_printf(b, "%s%.*s", buf_len(b) ? ", " : "", STR_ARG(piece(e, hit->from, hit->to)));
		if (hit->role == SAYS_FEELING)
			buf_printf(b, " %+.1f%s", (double)hit->weight, hit->turned ? " turned" : "");
		else if (hit->role == SAYS_SUBJECT)
			buf_printf(b, " (%s)", lexicon_subject_key((enum lexicon_subject)hit->subject));
		else
			buf_printf(b, " (%s)", lexicon_role_key((enum lexicon_role)hit->role));
	}
	return buf_str(b);
}

static void say_clauses(struct explaining *e)
{
	const struct heard *h = e->heard->heard;
	size_t at = 0;

	for (uint32_t i = 0; i < h->n_clauses; i++) {
		buf_printf(e->out, "\n%+.2f  %.*s\n", (double)h->clauses[i].score,
			STR_ARG(piece(e, h->clauses[i].from, h->clauses[i].to)));
		struct str words = counted(e, i, &at);
		if (words.n)
			buf_printf(e->out, "       %.*s\n", STR_ARG(words));
		if (e->number != UINT32_MAX)
			buf_printf(e->out, "       stands at \"%.*s\": %s\n",
				STR_ARG(terminal_text(e->sc, place_of(e, i))), rule_of(e, i));
	}
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

	buf_printf(e->out, "%.*s\n\n", STR_ARG(piece(e, 0, (uint32_t)e->text.n)));
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
	json_text(&j, "text", e->number == UINT32_MAX ? e->text : mask_text(e->sc, e->text));
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
		if (e->number != UINT32_MAX) {
			json_text(&j, "touchpoint", place_of(e, (uint32_t)i));
			json_text(&j, "linked_by", str_of(rule_of(e, (uint32_t)i)));
		}
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
	enum language languages[LANGUAGES];
	size_t n;

	if (args->plain.n < 2)
		return scope_fail(sc, FAULT_INVALID, "which text: its id, or its words");
	bool ok = voice_languages(sc, args, languages, &n) && voice_desk_open(sc, args, true, &e.v) &&
		  find_text(&e, args);
	struct ear *ear = ok ? ear_open(&e.v.kit->ear) : NULL;
	if (ok) {
		e.heard = ear_hear(ear, e.text, n == 1 ? languages[0] : LANGUAGE_UNDECIDED);
		ask_model(&e);
		arg_flag(args, "json") ? as_json(&e) : as_text(&e);
	}
	ear_close(ear);
	voice_desk_close(&e.v);
	return ok && say_out(sc, e.out);
}
