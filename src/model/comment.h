/* comment - what somebody says about a place of a map to those who work on it, and the answers to it.
 *
 *	struct comment *comment = paper_read(sc, PAPER_COMMENT, DOCUMENT_JSON, json);
 *	if (comment->answers.p) ...      // the id of the comment that it answers
 */
#pragma once

#include "model/paper.h"

enum { COMMENT_MENTIONS = 50 };

struct comment {
	struct str id, map;
	struct str at;   /* a touchpoint or a stage; p NULL: the whole map */
	struct str lane; /* p NULL: none in particular */
	struct str text, author;
	struct str answers; /* p NULL: it begins */
	bool done;
	struct {
		LIST(int64_t) at;
	} mentions; /* users' numbers, each once: those who are told of it */
};
