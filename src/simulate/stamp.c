#include "simulate/stamp.h"

static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct",
	"Nov", "Dec" };
static const char *const days[] = { "Thu", "Fri", "Sat", "Sun", "Mon", "Tue",
	"Wed" }; /* from 1970-01-01 on */

/* Days since 1970-01-01 to a date of the proleptic Gregorian calendar (Hinnant 2013, civil_from_days). */
void stamp_put(struct buf *b, int64_t time_s, const char *format)
{
	int64_t z = time_s / 86400 + 719468, era = z / 146097, doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
	int month = (int)(mp < 10 ? mp + 3 : mp - 9), s = (int)(time_s % 86400);
	const struct {
		char letter;
		int digits, value;
		const char *word;
	} parts[] = {
		{ 'Y', 4, (int)(yoe + era * 400 + (month <= 2)), NULL },
		{ 'M', 2, month, NULL },
		{ 'D', 2, (int)(doy - (153 * mp + 2) / 5 + 1), NULL },
		{ 'h', 2, s / 3600, NULL },
		{ 'm', 2, s / 60 % 60, NULL },
		{ 's', 2, s % 60, NULL },
		{ 'b', 0, 0, months[month - 1] },
		{ 'a', 0, 0, days[time_s / 86400 % 7] },
	};

	for (; *format; format++) {
		size_t i = 0;
		while (i < COUNT_OF(parts) && parts[i].letter != *format)
			i++;
		if (i == COUNT_OF(parts))
			buf_putc(b, *format);
		else if (parts[i].word)
			buf_puts(b, parts[i].word);
		else
			buf_printf(b, "%0*d", parts[i].digits, parts[i].value);
	}
}
