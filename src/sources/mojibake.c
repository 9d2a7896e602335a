#include "sources/mojibake.h"

#include "sources/charset.h"

static bool all_bytes(struct str value)
{
	for (size_t i = 0; i < value.n;)
		if (str_next(value, &i) > 0xFF)
			return false;
	return true;
}

struct str mojibake_mend(struct scope *sc, struct str value)
{
	bool cut;
	size_t n = 0;

	if (charset_ascii(value) == value.n || !all_bytes(value))
		return value;
	char *bytes = scope_alloc(sc, value.n + 1, 1);
	for (size_t i = 0; i < value.n;)
		bytes[n++] = (char)str_next(value, &i);
	struct str mended = { bytes, n };
	return charset_utf8(mended, &cut) == n ? mended : value;
}
