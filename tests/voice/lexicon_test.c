#include "voice/lexicon.h"

#include "test.h"

/* clang-format off */
static const struct {
	const char *text, *why;
} refusals[] = {
	{ "late", "line 1: an entry before the first [section]" },
	{ "[felling]\n-2: late", "line 1: no such section (feeling, subject" },
	{ "[feeling parcels]\n-2: late", "line 1: no such section (a subject is delivery" },
	{ "[feeling]\nlate", "line 2: a line of this section starts with its weight" },
	{ "[feeling]\n-9: late", "line 2: a weight out of range (-3 to 3): \"-9\"" },
	{ "[feeling]\nvery: late", "line 2: a weight out of range (-3 to 3): \"very\"" },
	{ "[weak]\n2: somewhat", "line 2: a weight out of range (0 to 1): \"2\"" },
	{ "[feeling]\n# as it stands\n-2: late, ok,\n-1: late", "line 4: there already with another weight: \"late\"" },
	{ "[need]\na b c d e f g h i", "line 2: an entry has at most 8 words: \"a b c d e f g h i\"" },
	{ "[need]\n..., ?!", "line 2: no word in the entry" },
};
/* clang-format on */

static void each_refusal_names_its_line(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(refusals); i++) {
		struct scope sc = { 0 };
		struct lexicon *l = lexicon_new(&sc, LANGUAGE_OTHER);
		assert_non_null(l);
		assert_false(lexicon_add(&sc, l, str_of(refusals[i].text), "own.txt"));
		assert_fault(&sc, FAULT_INVALID, refusals[i].why);
		scope_close(&sc);
	}
}

static const struct lexicon_entry *find(const struct lexicon *l, const char *word, enum lexicon_role role)
{
	uint32_t starts[LEXICON_STARTS];
	size_t n = lexicon_starts(l, str_of(word), starts);

	for (size_t s = 0; s < n; s++)
		for (uint32_t i = starts[s]; i != LEXICON_NONE; i = lexicon_entry(l, i)->next)
			if (lexicon_entry(l, i)->role == role && lexicon_entry(l, i)->n == 1)
				return lexicon_entry(l, i);
	return NULL;
}

static void own_words_go_before_wends(void **state)
{
	struct scope sc = { 0 };
	struct lexicon *l = lexicon_new(&sc, LANGUAGE_PL);

	(void)state;
	assert_non_null(l);
	assert_true(lexicon_add(&sc, l,
		STR("\xef\xbb\xbf[feeling]\n-1.5: Żółw*\n# not here\n[need]\nchciałbym .. mieć\n"), "own"));
	const struct lexicon_entry *e = find(l, "zolwie", SAYS_FEELING);
	assert_non_null(e);
	assert_true(e->weight == -1.5f && e->words[0].stem && e->level == 2);
	assert_true(lexicon_add(&sc, l, STR("[feeling]\n+2: żółw*\n"), "own2") == false);
	scope_close(&sc);
}

static void an_own_entry_takes_out_and_changes(void **state)
{
	struct scope sc = { 0 };
	struct lexicon *l = lexicon_new(&sc, LANGUAGE_EN);

	(void)state;
	const struct lexicon_entry *before = find(l, "excellent", SAYS_FEELING);
	assert_non_null(before);
	assert_true(before->weight > 0 && before->level == 1);
	assert_true(lexicon_add(&sc, l, STR("[feeling]\n0: excellent\n[need]\n!please add\n"), "own"));
	assert_true(find(l, "excellent", SAYS_FEELING)->weight == 0);
	struct str written = STR("[need] please add");
	bool out = false;
	for (uint32_t i = 0; i < lexicon_size(l); i++)
		if (str_equal(lexicon_entry_text(&sc, lexicon_entry(l, i)), written))
			out = lexicon_entry(l, i)->out;
	assert_true(out);
	assert_false(lexicon_mute(l, &sc, STR("[need] no such words")));
	scope_close(&sc);
}

/* What was asked of them: 600 words of feeling or more in each language, 150 phrases, every subject, every pattern. */
static void each_language_has_enough(void **state)
{
	(void)state;
	for (int language = LANGUAGE_EN; language <= LANGUAGE_RU; language++) {
		struct scope sc = { 0 };
		size_t words = 0, phrases = 0, subjects[LEXICON_SUBJECTS] = { 0 },
		       roles[LEXICON_ROLES] = { 0 };
		struct lexicon *l = lexicon_new(&sc, (enum language)language);
		if (!l)
			fail_msg("%s", sc.why);
		for (uint32_t i = 0; i < lexicon_size(l); i++) {
			const struct lexicon_entry *e = lexicon_entry(l, i);
			words += e->role == SAYS_FEELING && e->n == 1;
			phrases += e->role == SAYS_FEELING && e->n > 1;
			subjects[e->subject]++;
			roles[e->role]++;
		}
		assert_true(words >= 600 && phrases >= 150);
		for (int i = 1; i < LEXICON_SUBJECTS; i++)
			assert_true(subjects[i] >= 20);
		for (int i = SAYS_NEED; i <= SAYS_BARRIER; i++)
			assert_true(roles[i] >= 15);
		scope_close(&sc);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_refusal_names_its_line),
		cmocka_unit_test(own_words_go_before_wends),
		cmocka_unit_test(an_own_entry_takes_out_and_changes),
		cmocka_unit_test(each_language_has_enough),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
