/* Stands in for charset_recognise in the fuzzers of readers (-Wl,--wrap): spelling four character sets takes
 * twenty times as long as reading a small file.  Which set is found is a matter of fuzz_charset. */
#include "sources/charset.h"

const char *__wrap_charset_recognise(struct str bytes);

const char *__wrap_charset_recognise(struct str bytes)
{
	bool cut;

	if (str_starts(bytes, STR("\xff\xfe")))
		return "UTF-16LE";
	if (str_starts(bytes, STR("\xfe\xff")))
		return "UTF-16BE";
	if (charset_ascii(bytes) == bytes.n)
		return NULL;
	return charset_utf8(bytes, &cut) == bytes.n || cut ? "UTF-8" : "windows-1250";
}
