#include "cli/whole.h"

#include <errno.h>
#include <stdio.h>

bool whole_read(struct scope *sc, const char *path, const char *what, struct str *out)
{
	struct buf *b = buf_new(sc, WHOLE_MOST);
	char piece[8192];
	FILE *f = fopen(path, "rb");
	size_t n;

	if (!f)
		return scope_fail(sc, FAULT_IO, "cannot read \"%s\": %s", path, strerror(errno));
	while ((n = fread(piece, 1, sizeof piece, f)) > 0)
		buf_add(b, piece, n);
	bool ok = !ferror(f) || scope_fail(sc, FAULT_IO, "cannot read \"%s\": %s", path, strerror(errno));
	fclose(f);
	*out = buf_str(b);
	return ok && buf_ok(b, what);
}
