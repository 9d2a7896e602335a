/* stream - an answer that goes on: what is put into it is sent as it comes, until it ends.
 *
 *	reply->stream = stream_new(64 << 10);            // by the handler, which keeps it, too
 *	stream_put(stream, STR("event: change\n..."))    // from any thread; false: nobody reads it any longer
 *	stream_end(stream);                              // the last that the handler's side does with it
 *
 * Two hold it, who puts and the server; it is gone when both let go.  Who reads too slowly is let go, too: what waits has
 * a ceiling.
 */
#pragma once

#include "base/str.h"

struct stream;

/* Then it ends, and who still may comes again, as browsers do by themselves: whoever was let in is not let in for ever. */
#define STREAM_LONGEST_US (600 * INT64_C(1000000))

struct stream *stream_new(size_t most);
bool stream_put(struct stream *stream, struct str bytes);
void stream_end(struct stream *stream); /* what waits is sent first; takes NULL */

/* Called once, by the server, when the reader is gone, whoever ended it; before that `to` must stay. */
void stream_on_gone(struct stream *stream, void (*gone)(void *to), void *to);

/* --- the server's side: its streams are a list of the loop, which that loop's thread alone touches --- */

void streams_add(struct stream **streams, struct stream *stream, int fd,
	int64_t now_us); /* fd: its connection's; -1 */
/* Ends those whose other end has closed: the library does not look at them while nothing is sent.  Says of each other that it
 * lives, for an end that is gone without a word tells so only then; or ends them all. */
void streams_beat(struct stream *streams, int64_t now_us, bool stopping);

/* Called once whenever something comes after stream_take found nothing; under the stream's lock. */
void stream_on_wake(struct stream *stream, void (*wake)(void *to), void *to);

enum stream_state { STREAM_BYTES, STREAM_WAIT, STREAM_END };
enum stream_state stream_take(struct stream *stream, char *out, size_t room, size_t *n);
void stream_leave(struct stream **streams, struct stream *stream); /* the reader is gone */
