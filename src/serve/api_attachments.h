/* api_attachments - pictures and files that stand in cells of maps: sent, and shown or handed out. */
#pragma once

#include "serve/route.h"

struct routes api_attachments_routes(void);

/* Whether it is a file that is being sent: how large it may be is a limit. */
bool api_attachments_takes(const struct request *req);
