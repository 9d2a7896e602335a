/* media - what a file is by its first bytes, and how large a picture is: nothing that a name or a sender says is believed.
 *
 *	struct media media = media_look(bytes);
 *	if (media.shown) ... <img width=media.width height=media.height> ...
 *
 * Reads headers alone and never past the bytes that are there.  Only PNG, JPEG, GIF and WebP are shown; SVG may carry
 * scripts and is a file like any other.  A picture whose header says nothing sound, or more than MEDIA_PIXELS, is none.
 */
#pragma once

#include "base/str.h"

enum { MEDIA_PIXELS = 120000000 /* more than any camera's, and what a browser takes to unpack */ };

struct media {
	const char *type;       /* "image/png" */
	const char *ending;     /* of a file's name: "png" */
	bool shown;             /* a picture that a browser may show where it stands */
	uint32_t width, height; /* of what is shown; else 0 */
};

struct media media_look(struct str bytes);

/* The row of a type that media_look told once; of any other that of an unknown file. */
struct media media_of(struct str type);
