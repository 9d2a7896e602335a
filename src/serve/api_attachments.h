/* api_attachments - pictures and files that stand in cells of maps: sent, and shown or handed out. */
#pragma once

#include "serve/route.h"
#include "store/attachments.h"

struct routes api_attachments_routes(void);

/* Whether it is a file that is being sent: how large it may be is a limit. */
bool api_attachments_takes(const struct request *req);

/* As it is to be handed out, whoever asked: shown where it is a picture, else kept; how long it may be kept is the caller's. */
void attachment_give(struct scope *sc, struct reply *reply, const struct attachment *a, struct str bytes);
