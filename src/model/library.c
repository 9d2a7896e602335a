#include "model/library.h"

#include <math.h>

#include "model/paper_parts.h"

/* --- a touchpoint --- */

#define AT(member) offsetof(struct library_touchpoint, member)
/* clang-format off */
static const struct field touchpoint_rows[] = {
	{ "id", FIELD_REQUIRED, AT(id), PAPER_ID_LETTERS, paper_id, form_text_write, NULL },
	{ "name", FIELD_REQUIRED, AT(name), PAPER_NAME_LETTERS, form_text, form_text_write, NULL },
	{ "channel", 0, AT(channel), PAPER_ID_LETTERS, paper_id, form_text_write, NULL },
	{ "owner", 0, AT(owner), OWNERS, form_choice, form_choice_write, paper_owner_choice },
	{ "keeper", 0, AT(keeper), PAPER_NAME_LETTERS, form_text, form_text_write, NULL },
	{ "page", 0, AT(page), PAPER_TEXT_LETTERS, form_text, form_text_write, NULL },
	{ "system", 0, AT(system), PAPER_NAME_LETTERS, form_text, form_text_write, NULL },
	{ "about", 0, AT(about), PAPER_TEXT_LETTERS, form_text, form_text_write, NULL },
};
/* clang-format on */
const struct fields library_touchpoint_fields = { "a touchpoint", touchpoint_rows,
	COUNT_OF(touchpoint_rows) };
const struct paper_row touchpoint_row = { "touchpoint", "touchpoints", &library_touchpoint_fields,
	sizeof(struct library_touchpoint), AT(id), AT(name), true, NULL };
#undef AT

/* --- a channel --- */

static const char *symbol_choice(unsigned value)
{
	return channel_key((enum channel)value);
}

static bool hex_digit(char c, unsigned *out)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = c ? strchr(digits, c | ' ') : NULL;

	if (!at)
		return false;
	*out = (unsigned)(at - digits);
	return true;
}

static bool colour_bytes(struct str s, unsigned rgb[3])
{
	unsigned high, low;

	if (s.n != 7 || s.p[0] != '#')
		return false;
	for (size_t i = 0; i < 3; i++) {
		if (!hex_digit(s.p[1 + 2 * i], &high) || !hex_digit(s.p[2 + 2 * i], &low))
			return false;
		rgb[i] = high * 16 + low;
	}
	return true;
}

/* Contrast with white [WCAG 2.2, relative luminance and contrast ratio]. */
static double contrast(const unsigned rgb[3])
{
	static const double weights[3] = { .2126, .7152, .0722 };
	double luminance = 0;

	for (size_t i = 0; i < 3; i++) {
		double c = rgb[i] / 255.;
		luminance += weights[i] * (c <= .04045 ? c / 12.92 : pow((c + .055) / 1.055, 2.4));
	}
	return 1.05 / (luminance + .05);
}

bool library_is_colour(struct str text)
{
	unsigned rgb[3];

	return colour_bytes(text, rgb);
}

static bool read_colour(struct form *form, const json_t *value, void *into, const struct field *field)
{
	struct library_channel *channel = into;
	unsigned rgb[3];

	if (!form_text(form, value, into, field))
		return false;
	if (!colour_bytes(channel->colour, rgb))
		return form_fail(form, FAULT_INVALID, "must be a colour such as \"#2563A8\", in quotes");
	if (contrast(rgb) < 4.5)
		return form_fail(form, FAULT_INVALID,
			"is too pale to be read on white: its contrast is %.1f to 1, and it takes 4.5; choose a darker one",
			contrast(rgb));
	return true;
}

#define AT(member) offsetof(struct library_channel, member)
/* clang-format off */
static const struct field channel_rows[] = {
	{ "key", FIELD_REQUIRED, AT(key), PAPER_ID_LETTERS, paper_id, form_text_write, NULL },
	{ "name", FIELD_REQUIRED, AT(name), PAPER_NAME_LETTERS, form_text, form_text_write, NULL },
	{ "colour", FIELD_REQUIRED, AT(colour), PAPER_ID_LETTERS, read_colour, form_text_write, NULL },
	{ "symbol", FIELD_REQUIRED, AT(symbol), CHANNELS, form_choice, form_choice_write, symbol_choice },
	{ "archived", 0, AT(archived), 0, form_bool, form_true_write, NULL },
};
/* clang-format on */
const struct fields library_channel_fields = { "a channel", channel_rows, COUNT_OF(channel_rows) };
const struct paper_row channel_row = { "channel", "channels", &library_channel_fields,
	sizeof(struct library_channel), AT(key), AT(name), true, NULL };
