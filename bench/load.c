/* load - events sent to a server over many connections that are kept, one request at a time each, none pipelined.
 *
 *	load PORT KEY [CONNECTIONS [EVENTS_A_REQUEST [SECONDS [REQUESTS_A_SECOND]]]]
 *	LOAD_TOKEN=wt_... load PORT /api/v1/maps/first-map 1 1 10       // a path: it is asked for instead
 *
 * Says requests and events a second and how long answers took, from the first byte sent to the last received.  With a rate,
 * requests begin by the clock whether earlier ones were answered or not, so that waiting is counted (Tene, "coordinated
 * omission").  An answer other than 200 is counted as refused.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CONNECTIONS_MOST = 20000, ROOM = 256 << 10, BUCKETS = 200000, BUCKET_US = 10, READ = 256 << 10 };

struct client {
	int fd;
	bool busy;
	double began;
	size_t n_request, sent, got;
	char answer[2048];
};

static struct client clients[CONNECTIONS_MOST];
static uint64_t buckets[BUCKETS], answered, refused, broken, events, number;
static double slowest;
static char request[ROOM];
static const char *key;
static int epoll;
static unsigned batch = 1;

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int connect_to(int port)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
	int fd = socket(AF_INET, SOCK_STREAM, 0), one = 1;

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd < 0 || connect(fd, (struct sockaddr *)&at, sizeof at) != 0) {
		perror("load: cannot connect");
		exit(1);
	}
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
	return fd;
}

static size_t event_text(char *out, size_t room)
{
	number++;
	return (size_t)snprintf(out, room,
		"{\"type\":\"track\",\"event\":\"Product Viewed\",\"messageId\":\"load-%d-%llu\",\"anonymousId\":\"a-%llu\","
		"\"timestamp\":\"2026-03-02T10:15:00.000Z\",\"properties\":{\"sku\":\"TEA-%llu\",\"price\":24.5},"
		"\"context\":{\"page\":{\"path\":\"/p/tea\"},\"library\":{\"name\":\"load\",\"version\":\"1\"}}}",
		(int)getpid(), (unsigned long long)number, (unsigned long long)(number % 5000),
		(unsigned long long)(number % 40));
}

static size_t make_request(void)
{
	static char body[ROOM - 1000];
	const char *token = getenv("LOAD_TOKEN");
	size_t n = 0;

	if (key[0] == '/')
		return (size_t)snprintf(request, sizeof request,
			"GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n", key,
			token ? token : "");
	if (batch > 1)
		n += (size_t)snprintf(body, sizeof body, "{\"batch\":[");
	for (unsigned i = 0; i < batch; i++) {
		if (i)
			body[n++] = ',';
		n += event_text(body + n, sizeof body - n);
	}
	if (batch > 1)
		n += (size_t)snprintf(body + n, sizeof body - n, "]}");
	size_t head = (size_t)snprintf(request, sizeof request,
		"POST /v1/%s?writeKey=%s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n",
		batch > 1 ? "batch" : "track", key, n);
	memcpy(request + head, body, n);
	return head + n;
}

/* The kernel takes a request of this size at once: what it does not take ends the client. */
static void begin(struct client *c, double at)
{
	size_t n = make_request();

	c->began = at;
	c->got = 0;
	c->busy = true;
	for (size_t sent = 0; sent < n;) {
		ssize_t k = send(c->fd, request + sent, n - sent, MSG_NOSIGNAL);
		if (k <= 0) {
			perror("load: cannot send");
			exit(1);
		}
		sent += (size_t)k;
	}
}

static void note(struct client *c)
{
	double took = now() - c->began;
	size_t bucket = (size_t)(took * 1e6 / BUCKET_US);

	if (strncmp(c->answer, "HTTP/1.1 200", 12) == 0) {
		answered++;
		events += batch;
	} else {
		refused++;
	}
	buckets[bucket < BUCKETS ? bucket : BUCKETS - 1]++;
	slowest = took > slowest ? took : slowest;
	c->busy = false;
}

static bool whole(const struct client *c)
{
	const char *end = strstr(c->answer, "\r\n\r\n"), *length = strcasestr(c->answer, "Content-Length:");

	return end && length && c->got >= (size_t)(end + 4 - c->answer) + strtoul(length + 15, NULL, 10);
}

/* Of the answer the head is kept, and how long it is in all. */
static void receive(struct client *c)
{
	static char bytes[READ];
	ssize_t n = recv(c->fd, bytes, sizeof bytes, MSG_DONTWAIT);
	size_t room = c->got < sizeof c->answer - 1 ? sizeof c->answer - 1 - c->got : 0;

	if (n == 0 || (n < 0 && errno != EAGAIN)) {
		broken++;
		c->busy = false;
		epoll_ctl(epoll, EPOLL_CTL_DEL, c->fd, NULL);
		return;
	}
	if (n < 0)
		return;
	if (room) {
		size_t kept = (size_t)n < room ? (size_t)n : room;
		memcpy(c->answer + c->got, bytes, kept);
		c->answer[c->got + kept] = 0;
	}
	c->got += (size_t)n;
	if (whole(c))
		note(c);
}

static double percentile(double share)
{
	uint64_t all = answered + refused, sum = 0;

	for (size_t i = 0; i < BUCKETS; i++) {
		sum += buckets[i];
		if ((double)sum >= share * (double)all)
			return (double)(i + 1) * BUCKET_US / 1000;
	}
	return 0;
}

static void pump(int wait_ms)
{
	struct epoll_event ready[512];
	int n = epoll_wait(epoll, ready, 512, wait_ms);

	for (int i = 0; i < n; i++)
		receive(ready[i].data.ptr);
}

static void run_closed(size_t n, double until)
{
	while (now() < until) {
		for (size_t i = 0; i < n; i++)
			if (!clients[i].busy)
				begin(&clients[i], now());
		pump(100);
	}
}

static void run_open(size_t n, double until, double rate)
{
	double start = now();
	uint64_t begun = 0;
	size_t next = 0;

	while (now() < until) {
		uint64_t due = (uint64_t)((now() - start) * rate);
		for (size_t i = 0; i < n && begun < due; i++, next = (next + 1) % n)
			if (!clients[next].busy)
				begin(&clients[next], start + (double)begun++ / rate);
		pump(begun < due ? 0 : 1);
	}
}

static void drain(size_t n)
{
	double until = now() + 10;
	size_t busy = 1;

	while (busy && now() < until) {
		pump(50);
		busy = 0;
		for (size_t i = 0; i < n; i++)
			busy += clients[i].busy;
	}
}

int main(int argc, char **argv)
{
	int port = argc > 1 ? atoi(argv[1]) : 0;
	size_t n = argc > 3 ? strtoul(argv[3], NULL, 10) : 256;
	double seconds = argc > 5 ? strtod(argv[5], NULL) : 10, rate = argc > 6 ? strtod(argv[6], NULL) : 0;

	key = argc > 2 ? argv[2] : "";
	batch = argc > 4 ? (unsigned)strtoul(argv[4], NULL, 10) : 1;
	epoll = epoll_create1(0);
	for (size_t i = 0; i < n && i < CONNECTIONS_MOST; i++) {
		clients[i].fd = connect_to(port);
		struct epoll_event e = { .events = EPOLLIN, .data.ptr = &clients[i] };
		epoll_ctl(epoll, EPOLL_CTL_ADD, clients[i].fd, &e);
	}
	double start = now();
	if (rate > 0)
		run_open(n, start + seconds, rate);
	else
		run_closed(n, start + seconds);
	drain(n);
	double took = now() - start;
	printf("%zu connections, %u events a request, %.1f s: %.0f requests/s, %.0f events/s; p50 %.2f ms, p99 %.2f ms, slowest"
	       " %.2f ms; %llu refused, %llu broken\n",
		n, batch, took, (double)(answered + refused) / took, (double)events / took, percentile(.5),
		percentile(.99), slowest * 1000, (unsigned long long)refused, (unsigned long long)broken);
	printf("acknowledged %llu events\n", (unsigned long long)events);
	return 0;
}
