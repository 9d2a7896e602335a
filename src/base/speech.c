#include "base/speech.h"

enum { ASKED_MOST = 50 }; /* languages that a browser may name */

static const char *const codes[SPEECHES] = { [SPEECH_EN] = "en", [SPEECH_PL] = "pl", [SPEECH_RU] = "ru" };

const char *speech_code(enum speech speech)
{
	return codes[speech];
}

bool speech_find(struct str code, enum speech *out)
{
	for (int i = 0; i < SPEECHES; i++) {
		if (!str_same(code, str_of(codes[i])))
			continue;
		*out = (enum speech)i;
		return true;
	}
	return false;
}

enum speech speech_or_english(struct str code)
{
	enum speech speech;

	return code.p && speech_find(code, &speech) ? speech : SPEECH_EN;
}

/* "pl-PL;q=0.8": what is liked, and how much; 1 where it is not said. */
static double liked(struct str part, struct str *code)
{
	struct str rest = part, tag = str_trim(str_cut(&rest, ';'));
	double q = 1;

	*code = str_cut(&tag, '-');
	rest = rest.p ? str_trim(rest) : rest;
	if (rest.p && str_starts(rest, STR("q=")) && !str_number(str_sub(rest, 2, rest.n), &q))
		return 0;
	return q;
}

enum speech speech_accepted(struct str header)
{
	enum speech best = SPEECH_EN;
	double most = 0;

	for (int i = 0; header.p && header.n && i < ASKED_MOST; i++) {
		struct str code;
		enum speech speech;
		double q = liked(str_cut(&header, ','), &code);
		if (q > most && speech_find(code, &speech)) {
			most = q;
			best = speech;
		}
	}
	return best;
}
