/* smile - emoticons: faces made of marks, told from brackets and punctuation, in their plainest form.
 *
 *	":-)" ":)"    ":-)))" ":))"    ";-P" ":p"    "^_^" "^^"    "))))" "))"    "</3" "</3"
 */
#pragma once

#include "base/str.h"

enum { SMILE_MOST = 8 }; /* bytes of the plainest form */

/* How often the byte at `at` stands there in a row. */
size_t smile_run(struct str text, size_t at);

/* The length of the emoticon that starts at `at`; 0: there is none.  `open` counts the brackets that are open there: a
 * ")" that closes nothing is a smile, as Russian writes it.  Brackets that are none are so as a whole run: whoever asks
 * again for each of them takes quadratic time. */
size_t smile_at(struct str text, size_t at, unsigned open, char *plain, size_t *n_plain);
