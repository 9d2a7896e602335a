/* papers - what the commands of personas, segments, opportunities, comments and the library have in common: made out
 * of a file, listed, shown, their history, restored, removed.
 *
 *	static const struct papers_row row = { PAPER_SEGMENT, list, show };
 *	static bool run(...) { return papers_run(sc, args, &row); }
 */
#pragma once

#include "cli/cli.h"
#include "store/papers.h"

struct papers_desk {
	struct scope *sc;
	const struct arguments *args;
	struct workspace *ws;
	struct buf *out;
	enum paper_kind kind;
};

/* Both write as --json wishes. */
struct papers_row {
	enum paper_kind kind;
	bool (*list)(struct papers_desk *desk, const struct paper *papers, size_t n);
	bool (*show)(struct papers_desk *desk, const struct paper *paper);
};

bool papers_run(struct scope *sc, const struct arguments *args, const struct papers_row *row) MUST_USE;

/* What a text says in a cell: without what steers a terminal; "-" for none. */
struct str papers_cell(struct scope *sc, struct str text);

/* What most kinds show of one: the head, and below it the YAML. */
bool papers_show(struct papers_desk *desk, const struct paper *paper) MUST_USE;

/* Takes a checked text: made, or changed where it is there; says so. */
bool papers_take(struct papers_desk *desk, const struct paper_text *text) MUST_USE;

/* "Who pays (paying), revision 2 by anna on 2026-05-01" */
void papers_head(struct papers_desk *desk, const struct paper *paper);

/* clang-format off */
#define OPTIONS_PAPERS \
	OPTION_WORKSPACE, \
	{ "file", 0, OPTION_TEXT, "FILE", "take this YAML or JSON: it is made, or changed where it is there", NULL }, \
	{ "yaml", 0, OPTION_FLAG, NULL, "say it as the YAML that --file takes", NULL }, \
	{ "history", 0, OPTION_FLAG, NULL, "all of its revisions, the newest first", NULL }, \
	{ "revision", 0, OPTION_TEXT, "N", "as it was written in this revision", NULL }, \
	{ "restore", 0, OPTION_TEXT, "N", "make this revision the newest again", NULL }, \
	{ "remove", 0, OPTION_FLAG, NULL, "remove it; its history is kept, and --restore brings it back", NULL }, \
	{ "author", 0, OPTION_TEXT, "NAME", "who changes it (else the name that you are logged in by)", NULL }, \
	OPTION_JSON
/* clang-format on */
