/* dress - the headers that every answer has, so that no browser takes it for what it is not. */
#pragma once

#include "serve/reply.h"

void dress_reply(struct request *req, struct reply *reply);

/* Before it, when the body is there: only pages of these origins, with blanks between, may show it in a frame.  Empty: none
 * may. */
void dress_framed(struct request *req, struct reply *reply, struct str origins);
