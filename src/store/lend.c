#include "store/lend.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { BACKLOG = 64, ANSWER = 16 };

/* The folder may have a longer path than a socket's address: it is reached through its open descriptor. */
static void address_in(int folder, struct sockaddr_un *address)
{
	*address = (struct sockaddr_un){ .sun_family = AF_UNIX };
	snprintf(address->sun_path, sizeof address->sun_path, "/proc/self/fd/%d/" LEND_SOCKET, folder);
}

static int open_folder(const char *dir)
{
	return open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

static int connect_to(const char *dir)
{
	struct sockaddr_un address;
	int folder = open_folder(dir), fd;

	if (folder < 0)
		return -1;
	address_in(folder, &address);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd >= 0 && connect(fd, (const struct sockaddr *)&address, sizeof address) != 0) {
		close(fd);
		fd = -1;
	}
	close(folder);
	return fd;
}

/* Yes, no, or 0 where the server ended meanwhile: then there is nobody to ask. */
static int wait_for(int fd)
{
	struct pollfd poll_ = { fd, POLLIN, 0 };
	char answer[ANSWER] = { 0 };

	if (poll(&poll_, 1, LEND_PATIENCE_S * 1000) <= 0)
		return -1;
	ssize_t n = read(fd, answer, sizeof answer - 1);
	if (n <= 0)
		return 0;
	return strcmp(answer, LEND_YOURS) == 0 ? 1 : -1;
}

bool lend_ask(struct scope *sc, const char *dir, int *held)
{
	*held = connect_to(dir);
	if (*held < 0)
		return true;
	int answer = wait_for(*held);
	if (answer > 0)
		return true;
	close(*held);
	*held = -1;
	return answer == 0 ||
	       scope_fail(sc, FAULT_CONFLICT,
		       "a server runs on \"%s\" and is busy with it: try again in a moment", dir);
}

/* The lock goes with the process, however it ends; the file stays. */
bool lend_hold(struct scope *sc, const char *dir, int *fd)
{
	*fd = open(scope_printf(sc, "%s/" LEND_LOCK, dir), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (*fd < 0)
		return scope_fail(sc, errno == ENOENT ? FAULT_NOT_FOUND : FAULT_IO, "cannot serve \"%s\": %s",
			dir, strerror(errno));
	if (flock(*fd, LOCK_EX | LOCK_NB) == 0)
		return true;
	close(*fd);
	*fd = -1;
	return scope_fail(sc, FAULT_CONFLICT, "a server runs on \"%s\" already: stop it first", dir);
}

/* What a server that was killed has left behind is taken away; lend_hold says that none is alive. */
bool lend_listen(struct scope *sc, const char *dir, int *fd)
{
	struct sockaddr_un address;
	int folder = open_folder(dir);

	*fd = -1;
	if (folder < 0)
		return scope_fail(sc, FAULT_IO, "cannot open \"%s\": %s", dir, strerror(errno));
	address_in(folder, &address);
	unlinkat(folder, LEND_SOCKET, 0);
	*fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	mode_t mask = umask(0177);
	bool ok = *fd >= 0 && bind(*fd, (const struct sockaddr *)&address, sizeof address) == 0 &&
		  listen(*fd, BACKLOG) == 0;
	int why = errno;
	umask(mask);
	close(folder);
	if (ok)
		return true;
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
	return scope_fail(
		sc, FAULT_IO, "cannot make the socket \"%s/%s\": %s", dir, LEND_SOCKET, strerror(why));
}
