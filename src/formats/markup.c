#include "formats/markup.h"

#include "base/buf.h"

struct str markup_text(struct scope *sc, struct str html)
{
	return str_copy(sc, html);
}

struct str markup_entities(struct scope *sc, struct str text)
{
	return str_copy(sc, text);
}
