/* api_desk - connections to wend.db for the handlers: each request has one to itself while it is answered.
 *
 *	struct api_desk *desk = api_desk_take(sc, desks);        // NULL: it cannot be opened
 *	desk->docs, desk->doors
 *	api_desk_give(desks, desk);
 */
#pragma once

#include "doors/doors.h"
#include "store/documents.h"

struct api_desk {
	struct scope sc;
	struct documents *docs;
	struct doors *doors;
	struct api_desk *next;
};

struct api_desks;

struct api_desks *api_desks_open(struct scope *sc, const char *dir, struct doors_shared shared) MUST_USE;
void api_desks_close(struct api_desks *desks); /* takes NULL */

struct api_desk *api_desk_take(struct scope *sc, struct api_desks *desks) MUST_USE;
void api_desk_give(struct api_desks *desks, struct api_desk *desk); /* takes NULL */
