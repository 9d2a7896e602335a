#include "serve/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { BACKLOG = 4096, FIRST_HANDED = 3 };

static bool fail(struct scope *sc, struct str where, const char *why)
{
	return scope_fail(
		sc, FAULT_IO, "cannot listen at \"%.*s\": %s", STR_ARG(str_short(sc, where, 100)), why);
}

static bool split(struct scope *sc, struct str where, char **host, char **port)
{
	size_t colon = where.n;
	int64_t n;

	while (colon > 0 && where.p[colon - 1] != ':')
		colon--;
	if (colon == 0 || !str_integer(str_sub(where, colon, where.n), &n) || n < 0 || n > 65535)
		return scope_fail(sc, FAULT_INVALID,
			"\"%.*s\" is no place to listen: 127.0.0.1:8321, [::1]:8321, :8321 or unix:PATH",
			STR_ARG(str_short(sc, where, 100)));
	struct str name = str_sub(where, 0, colon - 1);
	if (str_starts(name, STR("[")) && str_ends(name, STR("]")))
		name = str_sub(name, 1, name.n - 1);
	*host = str_empty(name) ? NULL : str_c(sc, name);
	*port = str_c(sc, str_sub(where, colon, where.n));
	return true;
}

static int open_one(const struct addrinfo *a)
{
	int fd = socket(a->ai_family, a->ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, a->ai_protocol), one = 1;

	if (fd < 0)
		return -1;
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
	if (bind(fd, a->ai_addr, a->ai_addrlen) == 0 && listen(fd, BACKLOG) == 0)
		return fd;
	int why = errno;
	close(fd);
	errno = why;
	return -1;
}

static bool open_address(struct scope *sc, struct str where, int *fd)
{
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE }, *found = NULL;
	char *host = NULL, *port = NULL;

	if (!split(sc, where, &host, &port))
		return false;
	int error = getaddrinfo(host, port, &hints, &found);
	if (error)
		return fail(sc, where, gai_strerror(error));
	*fd = -1;
	for (const struct addrinfo *a = found; a && *fd < 0; a = a->ai_next)
		*fd = open_one(a);
	freeaddrinfo(found);
	return *fd >= 0 || fail(sc, where, strerror(errno));
}

/* A socket that nobody listens at any more is in the way of the next server; one that is alive is not taken. */
static bool clear(struct scope *sc, struct str where, const struct sockaddr_un *address)
{
	struct stat st;
	int fd;

	if (lstat(address->sun_path, &st) != 0)
		return true;
	if (!S_ISSOCK(st.st_mode))
		return fail(sc, where, "there is a file of this name");
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool alive = fd >= 0 && connect(fd, (const struct sockaddr *)address, sizeof *address) == 0;
	if (fd >= 0)
		close(fd);
	if (alive)
		return scope_fail(
			sc, FAULT_CONFLICT, "another server listens at \"%.*s\" already", STR_ARG(where));
	unlink(address->sun_path);
	return true;
}

static bool open_path(struct scope *sc, struct str where, struct str path, int *fd)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };

	if (path.n >= sizeof address.sun_path)
		return fail(sc, where, "the path is too long for a socket");
	memcpy(address.sun_path, path.p, path.n);
	if (!clear(sc, where, &address))
		return false;
	*fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	mode_t mask = umask(0117);
	bool ok = *fd >= 0 && bind(*fd, (const struct sockaddr *)&address, sizeof address) == 0 &&
		  listen(*fd, BACKLOG) == 0;
	umask(mask);
	if (!ok && *fd >= 0)
		close(*fd);
	return ok || fail(sc, where, strerror(errno));
}

bool listen_open(struct scope *sc, struct str where, int *fd)
{
	if (str_starts(where, STR("unix:")))
		return open_path(sc, where, str_sub(where, 5, where.n), fd);
	return open_address(sc, where, fd);
}

/* sd_listen_fds(3), which is a few lines. */
size_t listen_handed(int *fds, size_t most)
{
	const char *pid = getenv("LISTEN_PID"), *count = getenv("LISTEN_FDS");
	int64_t whose, n;

	if (!pid || !count || !str_integer(str_of(pid), &whose) || whose != getpid() ||
		!str_integer(str_of(count), &n) || n < 1)
		return 0;
	size_t taken = (size_t)n < most ? (size_t)n : most;
	for (size_t i = 0; i < taken; i++) {
		fds[i] = FIRST_HANDED + (int)i;
		fcntl(fds[i], F_SETFD, FD_CLOEXEC);
		fcntl(fds[i], F_SETFL, fcntl(fds[i], F_GETFL) | O_NONBLOCK);
	}
	return taken;
}

struct str listen_where(struct scope *sc, int fd)
{
	union {
		struct sockaddr_storage any;
		struct sockaddr one;
		struct sockaddr_un local;
	} address = { 0 };
	socklen_t n = sizeof address;
	char host[100], port[20];

	if (getsockname(fd, &address.one, &n) != 0)
		return STR("?");
	if (address.one.sa_family == AF_UNIX)
		return str_of(scope_printf(sc, "unix:%s", address.local.sun_path));
	if (getnameinfo(&address.one, n, host, sizeof host, port, sizeof port,
		    NI_NUMERICHOST | NI_NUMERICSERV) != 0)
		return STR("?");
	bool six = address.one.sa_family == AF_INET6;
	return str_of(scope_printf(sc, "%s%s%s:%s", six ? "[" : "", host, six ? "]" : "", port));
}
