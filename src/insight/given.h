/* given - the names that Wend itself gives on a map that it proposes, in English, Polish and Russian.
 *
 *	given(SPEECH_PL, GIVEN_MAP)                   // "Podróż klienta"
 *	given_stage(SPEECH_RU, STAGE_PURCHASE)        // "Покупка"
 *	given_is(SPEECH_PL, STR("zakup"))             // it is a stage's, there or in English
 */
#pragma once

#include "insight/words.h"

enum given {
	GIVEN_MAP,      /* the title */
	GIVEN_OUTCOME,  /* the stage of endings */
	GIVEN_DELIVERY, /* onboarding where it is parcels that come */
	GIVEN_STAGE,    /* a number follows */
	GIVEN_HOME,     /* the page "/" */
	GIVEN_PAGES,    /* many addresses that read alike */
	GIVENS,
};

struct str given(enum speech speech, enum given name);
struct str given_stage(enum speech speech, enum default_stage stage);

/* Whether a stage of that name would be taken for one of these. */
bool given_is(enum speech speech, struct str name);
