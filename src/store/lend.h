/* lend - a running server lends its workspace to the command beside it, so that nobody meets a lock.
 *
 *	int held;
 *	if (!lend_ask(sc, "shop", &held)) ...            // held < 0: no server runs; else it is ours until close(held)
 *
 * The server closes its event store, answers "yours" and waits until the other end of the socket closes, which happens
 * however the command ends.  What it collects meanwhile waits in the inbox.
 */
#pragma once

#include "base/scope.h"

#define LEND_SOCKET "wend.sock" /* in the workspace's folder */
#define LEND_LOCK "server.lock" /* beside it: whose server it is */
#define LEND_YOURS "yours\n"
#define LEND_BUSY "busy\n"

enum { LEND_PATIENCE_S = 60 };

/* False with FAULT_CONFLICT where a server runs and does not give it away in time. */
bool lend_ask(struct scope *sc, const char *dir, int *held) MUST_USE;

/* For the server: the workspace is its own until close(*fd), also while it is lent; FAULT_CONFLICT where another runs. */
bool lend_hold(struct scope *sc, const char *dir, int *fd) MUST_USE;

/* For the server: a socket to wait at, in a folder that only its owner may enter by it. */
bool lend_listen(struct scope *sc, const char *dir, int *fd) MUST_USE;
