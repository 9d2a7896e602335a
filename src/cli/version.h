/* version - what the commands about versions share: MAP@N, a desk with the map as it is now, a version on the screen.
 *
 *	if (version_named(args)) return version_map(sc, args);         // wend map buying@3
 *	struct arguments now = version_now(sc, args, STR("buying"));   // for desk_open
 */
#pragma once

#include "answer/publish.h"
#include "cli/desk.h"
#include "draw/draw.h"

/* Whether the only plain argument names a version, and no file. */
bool version_named(struct scope *sc, const struct arguments *args);

/* `wend map MAP@N`: drawn as the map was that day; the outputs are checked already. */
bool version_map(struct scope *sc, const struct arguments *args) MUST_USE;

/* --language and --paper. */
struct draw_want version_drawn(const struct arguments *args);

/* "svg" of "out/map.svg"; empty where there is none. */
struct str path_extension(struct str path);

/* As desk_open takes them, for this map of the workspace. */
struct arguments version_now(struct scope *sc, const struct arguments *args, struct str map);

/* --author, or who is logged in. */
struct str version_author(const struct arguments *args);
