#include "intake/import_words.h"

#include "base/buf.h"
#include "base/when.h"
#include "intake/recipe.h"

static bool read_scale(struct scope *sc, struct str text, enum scale *scale)
{
	struct buf *known = buf_new(sc, 300);

	if (!text.p || scale_find(text, scale))
		return true;
	for (int i = SCALE_NONE + 1; i < SCALES; i++)
		buf_printf(known, " %s", scale_name((enum scale)i));
	return scope_fail(sc, FAULT_INVALID, "there is no scale \"%.*s\"; there are:%.*s", STR_ARG(text),
		STR_ARG(buf_str(known)));
}

static bool read_source(struct scope *sc, struct str text, struct import_wish *wish)
{
	struct buf *known = buf_new(sc, 300);

	wish->has_source = text.p != NULL;
	if (!text.p || source_find(text, &wish->source))
		return true;
	for (int i = 0; i < SOURCE_KINDS; i++)
		buf_printf(known, " %s", source_name((enum source_kind)i));
	return scope_fail(sc, FAULT_INVALID, "there is no kind of source \"%.*s\"; there are:%.*s",
		STR_ARG(text), STR_ARG(buf_str(known)));
}

static bool read_zone(struct scope *sc, struct str text, struct import_wish *wish)
{
	if (!text.p)
		return true;
	struct when_zone *zone = when_zone_open(sc, str_c(sc, text));
	wish->mapping.zone = str_c(sc, text);
	return zone != NULL;
}

static bool read_at(struct scope *sc, struct str text, struct mapping_wishes *wishes)
{
	wishes->has_at = text.p != NULL;
	if (!text.p || when_read_any(NULL, text, &wishes->at_us))
		return true;
	return scope_fail(sc, FAULT_INVALID, "\"%.*s\" is not a date: write it as 2026-05-31", STR_ARG(text));
}

static bool read_columns(struct scope *sc, const struct import_words *words, struct mapping_wishes *wishes)
{
	size_t n = words->n_columns;
	struct column_wish *columns = NEW_ARRAY(sc, struct column_wish, n + 1);

	for (size_t i = 0; i < n; i++)
		if (!column_wish_read(sc, words->columns[i], &columns[i]))
			return false;
	wishes->columns = columns;
	wishes->n_columns = n;
	return true;
}

static bool read_recipe(struct scope *sc, struct str path, struct import_wish *wish)
{
	if (!path.p)
		return true;
	const struct recipe *recipe = recipe_read(sc, str_c(sc, path));
	if (!recipe)
		return false;
	recipe_join(sc, recipe, &wish->mapping);
	if (wish->mapping.zone && !when_zone_open(sc, wish->mapping.zone))
		return false;
	return wish->has_source || read_source(sc, recipe->source, wish);
}

static bool read_header(struct scope *sc, struct str text, enum reader_header *header)
{
	*header = !text.p ? HEADER_FOUND : str_same(text, STR("no")) ? HEADER_NONE : HEADER_THERE;
	return *header != HEADER_THERE || str_same(text, STR("yes")) ||
	       scope_fail(sc, FAULT_INVALID, "header is yes or no, not \"%.*s\"",
		       STR_ARG(str_short(sc, text, 20)));
}

bool import_words_read(struct scope *sc, const struct import_words *words, struct import_wish *wish)
{
	wish->format = words->format;
	wish->sheet = words->sheet;
	return read_header(sc, words->header, &wish->header) && read_source(sc, words->source, wish) &&
	       read_scale(sc, words->scale, &wish->mapping.scale) && read_zone(sc, words->zone, wish) &&
	       read_at(sc, words->at, &wish->mapping) && read_columns(sc, words, &wish->mapping) &&
	       read_recipe(sc, words->recipe, wish);
}
