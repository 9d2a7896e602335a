#include "cli/wishes.h"

#include "cli/say.h"
#include "intake/import_words.h"

bool wishes_read(struct scope *sc, const struct arguments *args, struct import_wish *wish)
{
	struct import_words words = { .format = arg_text(args, "format"),
		.source = arg_text(args, "source"),
		.scale = arg_text(args, "scale"),
		.zone = arg_text(args, "tz"),
		.at = arg_text(args, "at"),
		.recipe = arg_text(args, "recipe"),
		.sheet = wish->sheet };

	words.header = arg_text(args, "header");
	words.columns = arg_list(args, "column", &words.n_columns);
	wish->now_us = clock_us();
	return import_words_read(sc, &words, wish);
}
