/* words - what the words of a name say: which stage it belongs to, whether it is a goal, how to write it.
 *
 *	const struct words *words = words_new(sc);
 *	struct words_say say = words_read(words, STR("payment_done"));
 *	words_stage(&say)                         // STAGE_PURCHASE; say.goal 9 of 10
 *	words_name(sc, STR("payment_done"))       // "Payment done"
 *
 * English, Polish and Russian, and the event names of the common tracking specs.  A name is cut into words at
 * whatever is no letter or digit and at camelCase; phrases go before words.  What is ambiguous weighs little:
 * a wrong stage is worse than none.
 */
#pragma once

#include "base/speech.h"

/* The default seven, in their order. */
enum default_stage {
	STAGE_AWARENESS,
	STAGE_CONSIDERATION,
	STAGE_PURCHASE,
	STAGE_ONBOARDING,
	STAGE_USE,
	STAGE_SUPPORT,
	STAGE_LOYALTY,
	DEFAULT_STAGES,
	STAGE_UNKNOWN = -1,
};

struct words_say {
	int stage[DEFAULT_STAGES]; /* weights; 10 is as good as certain, 1 to 3 a hint */
	int goal;                  /* 0 none, 4 maybe ("closed"), 10 certain ("order completed") */
	bool failure;              /* failed, cancelled, abandoned: never a goal */
	bool feedback;             /* survey, review, NPS, opinion: customers are asked, or write */
	bool delivery;             /* parcels: the onboarding of what is sent */
	bool page_view;            /* says that a page was looked at and nothing else */
};

struct words;

const struct words *words_new(struct scope *sc);
struct words_say words_read(const struct words *words, struct str text);

/* The stage that the words agree on; STAGE_UNKNOWN where they say nothing, little, or two things. */
enum default_stage words_stage(const struct words_say *say);

/* The words of the text that speak for the stage, as written in the text's folded form: "cart", "payment";
 * p NULL where none does.  One of them, the heaviest. */
struct str words_because(
	struct scope *sc, const struct words *words, struct str text, enum default_stage stage);

/* As a person would write it: "payment_choice" Payment choice, "addToCart" Add to cart, "/product/ *"
 * (without the blank) Product pages, "product2" Product 2; acronyms stay (FAQ, NPS), and so does a text with
 * blanks. */
struct str words_name(struct scope *sc, struct str text);

/* The same, where Wend adds words of its own ("Home page", "pages") in that language. */
struct str words_name_in(struct scope *sc, struct str text, enum speech speech);
