/* money - an amount as people and programs write it: "1 234,50 zł", "$1,234.50", "(12.00)", "-3'000 CHF".
 *
 *	int64_t minor;
 *	struct str currency = { 0 };
 *	if (money_read(STR("1.234,50 €"), false, &minor, &currency))     // 123450, "EUR"
 */
#pragma once

#include "base/str.h"

/* Hundredths of the unit, rounded half away from zero.  Where one mark alone stands before three digits
 * ("1.234"), `decimal_comma` tells whether the comma (true) or the point marks decimals.  `currency` is set
 * where the text names one, as a code of a static text or of `text` itself; else it stays. */
bool money_read(struct str text, bool decimal_comma, int64_t *minor, struct str *currency) MUST_USE;
