/* listen - the sockets that a server waits at: addresses, or those that systemd hands over.
 *
 *	int fds[SERVER_LISTEN];
 *	size_t n;
 *	if (!listen_open(sc, STR("127.0.0.1:8321"), &fds[0])) ...
 *	n = listen_handed(fds, SERVER_LISTEN);             // LISTEN_FDS, LISTEN_PID; 0: none
 */
#pragma once

#include "base/str.h"

/* "HOST:PORT", "[::1]:PORT", ":PORT" for all addresses, "unix:PATH"; a port of 0 takes a free one. */
bool listen_open(struct scope *sc, struct str where, int *fd) MUST_USE;
size_t listen_handed(int *fds, size_t most);
struct str listen_where(struct scope *sc, int fd); /* "127.0.0.1:8321", as it came to be */
