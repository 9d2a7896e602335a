/* api_channels - what uses a channel of the company's, to be looked at before it is removed.
 *
 *	const struct routes routes = api_channels_routes();     // GET channels/{id}/uses
 *
 * All else about channels is api_papers's.
 */
#pragma once

#include "serve/api.h"

struct routes api_channels_routes(void);
