/* dress - the headers that every answer has, so that no browser takes it for what it is not. */
#pragma once

#include "serve/reply.h"

void dress_reply(struct request *req, struct reply *reply);
