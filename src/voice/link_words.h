/* link_words - which words of touchpoints' names say nothing by themselves of what somebody speaks about.
 *
 *	link_words_common(LANGUAGE_EN)    // "home,order,store,...": in a text they mostly mean something else
 *	link_words_places(LANGUAGE_EN)    // "page,screen,form,...": beside a common word they mean the touchpoint
 *	link_words_courtesy(LANGUAGE_EN)  // "thanks,welcome,...": they say nothing, whatever stands beside them
 *
 * Folded as tokens.h does it, separated by commas.  Words that link by themselves stand in neither: cart, payment, search.
 */
#pragma once

#include "voice/language.h"

const char *link_words_common(enum language language);
const char *link_words_places(enum language language);
const char *link_words_courtesy(enum language language);
