/* share_answer - the pages that stand before a shared map, or instead of it, and the headers of all of them.
 *
 *	share_ask_password(req, reply, link);                  // 200: the form
 *	share_show_nothing(req, reply, link);                  // 404: one page for whatever a link may lack
 *
 * Nothing of them is kept, found by a search engine, told to other sites, or shown within another page.
 */
#pragma once

#include "draw/html.h"
#include "serve/route.h"

/* Stands in a page for the address of its picture, which each link has its own of. */
#define SHARE_PICTURE "map.svg"
/* Stands before the id of each of its cells' files, likewise. */
#define SHARE_FILES "files/"

/* The language that the reader's browser asks for. */
enum speech share_speech(const struct request *req);

void share_headers(struct reply *reply);
struct html_links share_links(
	struct scope *sc); /* of what is served as it is, with a name of its own each version */

/* A page of this kind, for others that have no sign-in before them; its title is one of draw/said_words.c.  share_end is
 * false, for handlers to return. */
struct buf *share_begin(struct request *req, const char *title);
bool share_end(struct reply *reply, int status, struct buf *out);

struct str share_docs_style(struct scope *sc); /* the path of the stylesheet of the API's page */

bool share_ask_password(struct request *req, struct reply *reply, struct str link);
bool share_show_nothing(struct request *req, struct reply *reply, struct str link);
bool share_show_wait(
	struct request *req, struct reply *reply, int status, int64_t seconds, const char *words);
bool share_show_words(struct request *req, struct reply *reply, int status, const char *words);

/* GET /s/look/{file} */
enum answered share_look(struct request *req, struct reply *reply);
