#include "voice/fold.h"

#include <pthread.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include "base/scope.h"

enum { TABLE = 0x600 }; /* Latin, Greek, Cyrillic, Armenian, Hebrew: nearly all that comes */

static uint16_t bare[TABLE];
static uint8_t classes[TABLE];

static bool is_emoji(uint32_t c)
{
	return c > 0xff && u_hasBinaryProperty((UChar32)c, UCHAR_EMOJI) &&
	       !u_hasBinaryProperty((UChar32)c, UCHAR_EMOJI_MODIFIER);
}

static enum fold_class look_class(uint32_t c)
{
	if (u_isalnum((UChar32)c) || u_charType((UChar32)c) == U_NON_SPACING_MARK)
		return c == 0xfe0f || c == 0xfe0e ? FOLD_NOTHING : FOLD_LETTER;
	if (is_emoji(c))
		return FOLD_SMILE;
	if (u_charType((UChar32)c) == U_FORMAT_CHAR || u_hasBinaryProperty((UChar32)c, UCHAR_EMOJI_MODIFIER))
		return FOLD_NOTHING;
	return FOLD_OTHER;
}

/* The letter that a decomposition starts with.  Marked Cyrillic letters are letters of their own, but ё. */
static uint32_t base_of(uint32_t c)
{
	UErrorCode error = U_ZERO_ERROR;
	const UNormalizer2 *nfd = unorm2_getNFDInstance(&error);
	UChar parts[8];

	if (U_FAILURE(error) || (c >= 0x400 && c < 0x530))
		return c;
	int32_t n = unorm2_getDecomposition(nfd, (UChar32)c, parts, 8, &error);
	return U_SUCCESS(error) && n > 1 && parts[0] < 0xd800 ? parts[0] : c;
}

static uint32_t look_letter(uint32_t c)
{
	static const struct {
		uint32_t marked, bare;
	} own[] = { { 0x142, 'l' }, { 0xf8, 'o' }, { 0x111, 'd' }, { 0x451, 0x435 }, { 0x131, 'i' },
		{ 0xdf, 's' } };

	if (u_charType((UChar32)c) == U_NON_SPACING_MARK)
		return 0;
	c = base_of((uint32_t)u_tolower((UChar32)c));
	for (size_t i = 0; i < COUNT_OF(own); i++)
		if (own[i].marked == c)
			return own[i].bare;
	return c;
}

static void fill(void)
{
	for (uint32_t c = 0; c < TABLE; c++) {
		classes[c] = (uint8_t)look_class(c);
		bare[c] = (uint16_t)look_letter(c);
	}
}

static void ready(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, fill);
}

enum fold_class fold_class(uint32_t letter)
{
	ready();
	return letter < TABLE ? (enum fold_class)classes[letter] : look_class(letter);
}

uint32_t fold_letter(uint32_t letter)
{
	ready();
	return letter < TABLE ? bare[letter] : look_letter(letter);
}
