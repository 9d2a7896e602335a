/* Numbers that stand for dates: which formats say so (ECMA-376 part 1, 18.8.30), and which days they are. */
#include <ctype.h>
#include <math.h>
#include <stdio.h>

#include "base/when.h"
#include "sources/xlsx_parts.h"

static const double DAY_MS = 86400000.0;
static const int64_t MS_1900 = -2209161600000; /* 1899-12-30, from which days count since March 1900 */
static const int64_t MS_1904 = -2082844800000; /* 1904-01-01 */
static const double LAST_DAY = 2958466;        /* 10000-01-01 */

/* What is left out of a format's code: texts, escaped letters, colours, conditions, locales. */
static size_t skip(struct str s, size_t at, bool *elapsed)
{
	char c = s.p[at], end = c == '"' ? '"' : ']';

	if (c == '\\' || c == '_' || c == '*')
		return at + 2;
	if (c != '"' && c != '[')
		return at;
	char inner = at + 1 < s.n ? (char)tolower((unsigned char)s.p[at + 1]) : 0;
	*elapsed |= c == '[' &&
		    (inner == 'h' || inner == 's' ||
			    (inner == 'm' && at + 2 < s.n && (s.p[at + 2] == ']' || s.p[at + 2] == 'm')));
	for (at++; at < s.n && s.p[at] != end;)
		at++;
	return at + 1;
}

enum xlsx_kind xlsx_kind_of(struct str format)
{
	bool day = false, month = false, hour = false, elapsed = false;

	if (str_same(format, STR("General")))
		return XLSX_NUMBER;
	for (size_t at = 0; at < format.n && format.p[at] != ';';) {
		size_t behind = skip(format, at, &elapsed);
		if (behind == at) {
			char c = (char)tolower((unsigned char)format.p[at++]);
			day |= c == 'y' || c == 'd';
			month |= c == 'm';
			hour |= c == 'h' || c == 's';
			continue;
		}
		at = behind;
	}
	if (elapsed)
		return XLSX_ELAPSED;
	if (day || (month && !hour))
		return hour ? XLSX_DATE_TIME : XLSX_DATE;
	return hour ? XLSX_CLOCK : XLSX_NUMBER;
}

static void write_clock(int64_t ms, char out[static 40])
{
	int n = snprintf(out, 40, "%02lld:%02lld:%02lld", (long long)(ms / 3600000),
		(long long)(ms / 60000 % 60), (long long)(ms / 1000 % 60));

	if (ms % 1000)
		snprintf(out + n, 40 - (size_t)n, ".%03lld", (long long)(ms % 1000));
}

static void write_day(int64_t days, char out[static 12])
{
	/* Howard Hinnant, civil_from_days (2013): days since 1970-01-01 in the Gregorian calendar */
	int64_t z = days + 719468, era = z / 146097, of_era = z - era * 146097;
	int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int64_t of_year = of_era - (365 * year + year / 4 - year / 100), part = (5 * of_year + 2) / 153;
	int64_t month = part < 10 ? part + 3 : part - 9;

	year += era * 400 + (month <= 2);
	snprintf(out, 12, "%04u-%02u-%02u", (unsigned)year % 10000u, (unsigned)month % 100u,
		(unsigned)(of_year - (153 * part + 2) / 5 + 1) % 100u);
}

bool xlsx_when(const struct xlsx_book *book, enum xlsx_kind kind, struct str number, char out[static 40])
{
	double days;

	if (kind == XLSX_NUMBER || !str_number(number, &days) || days < 0 || days >= LAST_DAY)
		return false;
	int64_t ms = (int64_t)llround(days * DAY_MS), of_day = ms % (int64_t)DAY_MS;
	if (kind == XLSX_ELAPSED || (kind == XLSX_CLOCK && days < 1)) {
		write_clock(ms, out);
		return true;
	}
	/* In the system of 1900 day 60 is a 29 February that there was not, and day 0 is none. */
	int64_t day = ms / (int64_t)DAY_MS;
	if (!book->since_1904 && (day == 60 || day == 0))
		return false;
	int64_t first = book->since_1904 ? MS_1904 : MS_1900 + (day < 60 ? (int64_t)DAY_MS : 0);
	write_day(day + first / (int64_t)DAY_MS, out);
	if (kind != XLSX_DATE || of_day) {
		out[10] = ' ';
		char clock[40];
		write_clock(of_day, clock);
		memcpy(out + 11, clock, strlen(clock) + 1);
	}
	return true;
}
