#include "voice/lexicon.h"

#include "base/names.h"
#include "voice/tokens.h"

extern const unsigned char lexicon_en_start[], lexicon_en_end[], lexicon_pl_start[], lexicon_pl_end[],
	lexicon_ru_start[], lexicon_ru_end[];

struct lexicon {
	LIST(struct lexicon_entry) entries;
	LIST(uint32_t) exact, stems; /* by the name's code: the newest entry that starts so */
	struct names *exact_names, *stem_names;
	struct names *whole; /* every entry, written out: its code is the entry's number */
};

/* clang-format off */
static const struct {
	const char *key;
	bool weighs; /* its lines start with a weight */
	float least, most;
} roles[LEXICON_ROLES] = {
	[SAYS_FEELING] = { "feeling", true, -3, 3 },
	[SAYS_NOT]     = { "not", false, 0, 0 },
	[SAYS_STOP]    = { "stop", false, 0, 0 },
	[SAYS_STRONG]  = { "strong", true, 1, 3 },
	[SAYS_WEAK]    = { "weak", true, 0, 1 },
	[SAYS_BUT]     = { "but", false, 0, 0 },
	[SAYS_SUBJECT] = { "subject", false, 0, 0 },
	[SAYS_NEED]    = { "need", false, 0, 0 },
	[SAYS_DOUBT]   = { "doubt", false, 0, 0 },
	[SAYS_EXPECT]  = { "expect", false, 0, 0 },
	[SAYS_LEAVE]   = { "leave", false, 0, 0 },
	[SAYS_EFFORT]  = { "effort", false, 0, 0 },
	[SAYS_THOUGHT] = { "thought", false, 0, 0 },
	[SAYS_BARRIER] = { "barrier", false, 0, 0 },
	[SAYS_SPEECH]  = { "speech", false, 0, 0 },
};

static const char *const subjects[LEXICON_SUBJECTS] = {
	[SUBJECT_NONE] = "", [SUBJECT_DELIVERY] = "delivery", [SUBJECT_PAYMENT] = "payment", [SUBJECT_PRICE] = "price",
	[SUBJECT_STAFF] = "staff", [SUBJECT_WAITING] = "waiting", [SUBJECT_QUALITY] = "quality", [SUBJECT_APP] = "app",
	[SUBJECT_RETURNS] = "returns", [SUBJECT_TRUST] = "trust",
};
/* clang-format on */

const char *lexicon_role_key(enum lexicon_role role)
{
	return roles[role].key;
}

const char *lexicon_subject_key(enum lexicon_subject subject)
{
	return subjects[subject];
}

/* --- reading ------------------------------------------------------------------------------------------ */

struct parsing {
	struct scope *sc;
	struct lexicon *lexicon;
	const char *name;
	size_t line;
	enum lexicon_role role;
	enum lexicon_subject subject;
	bool smileys; /* the section of emoji: entries are taken as they stand */
	bool started;
	uint8_t level;
	float weight;
	struct tokens tokens;
};

static bool refuse(struct parsing *p, const char *why, struct str what)
{
	return scope_fail(p->sc, FAULT_INVALID, "%s, line %zu: %s \"%.*s\"", p->name, p->line, why,
		STR_ARG(str_short(p->sc, what, 60)));
}

static bool subject_find(struct str key, enum lexicon_subject *out)
{
	for (int i = 0; i < LEXICON_SUBJECTS; i++)
		if (str_equal(key, str_of(subjects[i]))) {
			*out = (enum lexicon_subject)i;
			return true;
		}
	return false;
}

/* "[feeling delivery]" */
static bool section(struct parsing *p, struct str line)
{
	struct str rest = str_sub(line, 1, line.n - 1), key = str_trim(str_cut(&rest, ' '));

	p->started = true;
	p->smileys = str_equal(key, STR("emoji"));
	p->subject = SUBJECT_NONE;
	if (line.p[line.n - 1] != ']' || (rest.p && !subject_find(str_trim(rest), &p->subject)))
		return refuse(p,
			"no such section (a subject is delivery, payment, price, staff, waiting, quality,"
			" app, returns or trust):",
			line);
	for (int i = 0; i < LEXICON_ROLES; i++)
		if (p->smileys || str_equal(key, str_of(roles[i].key))) {
			p->role = p->smileys ? SAYS_FEELING : (enum lexicon_role)i;
			return true;
		}
	return refuse(p,
		"no such section (feeling, subject, not, stop, strong, weak, but, emoji, need, doubt, expect,"
		" leave, effort, thought, barrier, speech):",
		line);
}

/* The words of one entry. */
static bool spell(struct parsing *p, struct str text, struct lexicon_entry *entry)
{
	struct lexicon_word words[LEXICON_WORDS];
	bool gap = false;

	for (struct str rest = text; rest.p;) {
		struct str word = str_trim(str_cut(&rest, ' '));
		bool stem = !p->smileys && word.n > 1 && word.p[word.n - 1] == '*';
		if (!word.n)
			continue;
		if (str_equal(word, STR(".."))) {
			gap = true;
			continue;
		}
		tokens_read(&p->tokens, stem ? str_sub(word, 0, word.n - 1) : word);
		for (size_t i = 0; i < p->tokens.n; i++) {
			struct token *t = &p->tokens.at[i];
			if (!t->word.n)
				continue;
			if (entry->n == LEXICON_WORDS)
				return refuse(p, "an entry has at most 8 words:", text);
			words[entry->n++] = (struct lexicon_word){ str_copy(p->sc, t->word),
				stem && i + 1 == p->tokens.n, gap };
			gap = false;
		}
	}
	struct lexicon_word *copy = NEW_ARRAY(p->sc, struct lexicon_word, entry->n + 1);
	if (entry->n)
		memcpy(copy, words, entry->n * sizeof *copy);
	entry->words = copy;
	return entry->n > 0 || refuse(p, "no word in the entry", text);
}

static struct str written_out(struct parsing *p, const struct lexicon_entry *e)
{
	char *text = scope_printf(p->sc, "%d/%d", e->role, e->role == SAYS_SUBJECT ? e->subject : 0);

	for (size_t i = 0; i < e->n; i++)
		text = scope_printf(p->sc, "%s%s%.*s%s", text, e->words[i].gap ? " .. " : " ",
			STR_ARG(e->words[i].text), e->words[i].stem ? "*" : "");
	return str_of(text);
}

static void hang(struct parsing *p, uint32_t number)
{
	struct lexicon *l = p->lexicon;
	struct lexicon_entry *e = &l->entries.at[number];
	struct names *names = e->words[0].stem ? l->stem_names : l->exact_names;
	uint32_t code = names_add(names, e->words[0].text);

	if (e->words[0].stem) {
		while (l->stems.n <= code)
			*LIST_ADD(p->sc, &l->stems) = LEXICON_NONE;
		e->next = l->stems.at[code];
		l->stems.at[code] = number;
	} else {
		while (l->exact.n <= code)
			*LIST_ADD(p->sc, &l->exact) = LEXICON_NONE;
		e->next = l->exact.at[code];
		l->exact.at[code] = number;
	}
}

/* An entry that is there already is changed by who comes later; twice in one file it must weigh the same. */
static bool again(
	struct parsing *p, struct lexicon_entry *old, const struct lexicon_entry *e, struct str text)
{
	bool same = old->weight == e->weight;

	if (old->level == e->level && !same)
		return refuse(p, "there already with another weight:", text);
	old->weight = e->weight;
	old->subject = e->subject ? e->subject : old->subject;
	old->level = e->level;
	old->out = e->out;
	return true;
}

static bool entry_add(struct parsing *p, struct str text)
{
	struct lexicon *l = p->lexicon;
	struct lexicon_entry e = { .weight = roles[p->role].weighs ? p->weight : 1,
		.role = (uint8_t)p->role,
		.subject = (uint8_t)p->subject,
		.level = p->level,
		.next = LEXICON_NONE };

	e.out = p->level == 2 && text.p[0] == '!';
	if (!spell(p, e.out ? str_trim(str_sub(text, 1, text.n)) : text, &e))
		return false;
	uint32_t number = names_add(l->whole, written_out(p, &e));
	if (number < l->entries.n)
		return again(p, &l->entries.at[number], &e, text);
	if (l->entries.n == LEXICON_ENTRIES)
		return scope_fail(
			p->sc, FAULT_LIMIT, "%s: a lexicon has at most %d entries", p->name, LEXICON_ENTRIES);
	*LIST_ADD(p->sc, &l->entries) = e;
	hang(p, number);
	return true;
}

/* "-2: word, word": the weight holds for the line. */
static bool weight_of(struct parsing *p, struct str *line)
{
	struct str rest = *line, head = str_cut(&rest, ':');
	double weight;

	if (p->smileys && rest.p && !str_number(str_trim(head), &weight))
		rest.p = NULL;
	if (!rest.p)
		return refuse(p, "a line of this section starts with its weight, as in \"-2: late\":", *line);
	if (head.n && head.p[0] == '+')
		head = str_sub(head, 1, head.n);
	if (!str_number(str_trim(head), &weight) || weight < (double)roles[p->role].least ||
		weight > (double)roles[p->role].most)
		return refuse(p,
			p->role == SAYS_STRONG ? "a weight out of range (1 to 3):"
			: p->role == SAYS_WEAK ? "a weight out of range (0 to 1):"
					       : "a weight out of range (-3 to 3):",
			head);
	p->weight = (float)weight;
	*line = rest;
	return true;
}

static bool read_line(struct parsing *p, struct str line)
{
	size_t hash = 0;

	while (hash < line.n && line.p[hash] != '#')
		hash++;
	line = str_trim(str_sub(line, 0, hash));
	if (!line.n)
		return true;
	if (line.p[0] == '[' && line.n > 2 && line.p[1] >= 'a' && line.p[1] <= 'z')
		return section(p, line);
	if (!p->started)
		return refuse(p, "an entry before the first [section]:", line);
	if (roles[p->role].weighs && !weight_of(p, &line))
		return false;
	for (struct str rest = line; rest.p;) {
		struct str text = str_trim(str_cut(&rest, ','));
		if (text.n && !entry_add(p, text))
			return false;
	}
	return true;
}

static bool read_all(struct parsing *p, struct str text)
{
	bool ok = true;

	if (text.n > LEXICON_FILE)
		return scope_fail(p->sc, FAULT_LIMIT, "%s: a lexicon has at most 4 MiB", p->name);
	if (str_starts(text, STR("\xef\xbb\xbf")))
		text = str_sub(text, 3, text.n);
	for (struct str rest = text; ok && rest.p;) {
		p->line++;
		ok = read_line(p, str_cut(&rest, '\n'));
	}
	tokens_close(&p->tokens);
	return ok;
}

bool lexicon_add(struct scope *sc, struct lexicon *lexicon, struct str text, const char *name)
{
	struct parsing p = { .sc = sc, .lexicon = lexicon, .name = name, .level = 2 };

	return read_all(&p, text);
}

struct str lexicon_entry_text(struct scope *sc, const struct lexicon_entry *e)
{
	char *text = scope_printf(sc, "[%s]", roles[e->role].key);

	for (size_t i = 0; i < e->n; i++)
		text = scope_printf(sc, "%s%s%.*s%s", text, e->words[i].gap ? " .. " : " ",
			STR_ARG(e->words[i].text), e->words[i].stem ? "*" : "");
	return str_of(text);
}

bool lexicon_mute(struct lexicon *lexicon, struct scope *sc, struct str entry_text)
{
	for (size_t i = 0; i < lexicon->entries.n; i++)
		if (str_equal(lexicon_entry_text(sc, &lexicon->entries.at[i]), entry_text)) {
			lexicon->entries.at[i].out = true;
			return true;
		}
	return false;
}

/* --- what Wend brings --------------------------------------------------------------------------------- */

struct str lexicon_text(enum language language)
{
	const unsigned char *from = language == LANGUAGE_EN   ? lexicon_en_start
				    : language == LANGUAGE_PL ? lexicon_pl_start
							      : lexicon_ru_start,
			    *to = language == LANGUAGE_EN   ? lexicon_en_end
				  : language == LANGUAGE_PL ? lexicon_pl_end
							    : lexicon_ru_end;

	if (language != LANGUAGE_EN && language != LANGUAGE_PL && language != LANGUAGE_RU)
		return (struct str){ 0 };
	return (struct str){ (const char *)from, (size_t)(to - from) };
}

/* The smileys stand in the English file, and are everybody's. */
static struct str smileys(void)
{
	struct str text = lexicon_text(LANGUAGE_EN);
	const char *from = memmem(text.p, text.n, "\n[emoji]", 8);

	if (!from)
		return STR("");
	struct str rest = str_sub(text, (size_t)(from - text.p) + 1, text.n);
	const char *to = memmem(rest.p, rest.n, "\n[", 2);
	return to ? str_sub(rest, 0, (size_t)(to - rest.p)) : rest;
}

struct lexicon *lexicon_new(struct scope *sc, enum language language)
{
	struct lexicon *l = NEW(sc, struct lexicon);
	struct str own = lexicon_text(language);
	struct parsing p = { .sc = sc, .lexicon = l, .name = "Wend's lexicon" };

	l->exact_names = names_new(sc);
	l->stem_names = names_new(sc);
	l->whole = names_new(sc);
	if (language != LANGUAGE_EN && !read_all(&p, smileys()))
		return NULL;
	p.line = 0;
	p.level = 1;
	return !own.p || read_all(&p, own) ? l : NULL;
}

size_t lexicon_size(const struct lexicon *lexicon)
{
	return lexicon->entries.n;
}

const struct lexicon_entry *lexicon_entry(const struct lexicon *lexicon, uint32_t i)
{
	return &lexicon->entries.at[i];
}

/* --- finding ------------------------------------------------------------------------------------------ */

size_t lexicon_starts(const struct lexicon *l, struct str word, uint32_t *starts)
{
	size_t n = 0;
	uint32_t code = names_find(l->exact_names, word);

	if (code != NAMES_NONE)
		starts[n++] = l->exact.at[code];
	for (size_t length = word.n; length && n < LEXICON_STARTS; length--) {
		if (length < word.n && ((unsigned char)word.p[length] & 0xc0) == 0x80)
			continue; /* inside a letter */
		code = names_find(l->stem_names, str_sub(word, 0, length));
		if (code != NAMES_NONE)
			starts[n++] = l->stems.at[code];
	}
	return n;
}
