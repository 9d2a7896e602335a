#include "serve/reply_file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static bool read_number(struct str text, uint64_t *n)
{
	*n = 0;
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] < '0' || text.p[i] > '9' || *n > UINT64_MAX / 10 - 1)
			return false;
		*n = 10 * *n + (uint64_t)(text.p[i] - '0');
	}
	return text.n > 0;
}

/* The last so many bytes. */
static enum range read_end(struct str text, uint64_t size, uint64_t *from, uint64_t *n)
{
	uint64_t wanted;

	if (!read_number(text, &wanted))
		return RANGE_NONE;
	if (!wanted || !size)
		return RANGE_BEYOND;
	*n = wanted < size ? wanted : size;
	*from = size - *n;
	return RANGE_PART;
}

enum range range_read(struct str header, uint64_t size, uint64_t *from, uint64_t *n)
{
	struct str last = header.p ? str_trim(header) : (struct str){ 0 };
	uint64_t to;

	if (!str_starts(last, STR("bytes=")))
		return RANGE_NONE;
	last = str_sub(last, 6, last.n);
	struct str first = str_cut(&last, '-');
	if (!last.p)
		return RANGE_NONE;
	if (!first.n)
		return read_end(last, size, from, n);
	if (!read_number(first, from) || (last.n && (!read_number(last, &to) || to < *from)))
		return RANGE_NONE;
	if (*from >= size)
		return RANGE_BEYOND;
	if (!last.n || to >= size)
		to = size - 1;
	*n = to - *from + 1;
	return RANGE_PART;
}

static bool refuse(struct request *req, struct reply *reply, uint64_t size)
{
	reply_add(reply, "Content-Range",
		str_of(scope_printf(req->sc, "bytes */%llu", (unsigned long long)size)));
	return reply_problem(req, reply, 416, "the file has %llu bytes", (unsigned long long)size);
}

static bool answer(struct request *req, struct reply *reply, struct reply_file *file, uint64_t size)
{
	enum range range = range_read(request_header(req, "Range"), size, &file->from, &file->n);

	if (range == RANGE_BEYOND)
		return refuse(req, reply, size);
	reply_add(reply, "Accept-Ranges", STR("bytes"));
	if (range == RANGE_NONE) {
		file->from = 0;
		file->n = size;
		return true;
	}
	reply->status = 206;
	reply_add(reply, "Content-Range",
		str_of(scope_printf(req->sc, "bytes %llu-%llu/%llu", (unsigned long long)file->from,
			(unsigned long long)(file->from + file->n - 1), (unsigned long long)size)));
	return true;
}

bool reply_file(struct request *req, struct reply *reply, const char *path, const char *type)
{
	struct reply_file *file = NEW(req->sc, struct reply_file);
	struct stat st;

	file->fd = open(path, O_RDONLY | O_CLOEXEC);
	if (file->fd < 0 || fstat(file->fd, &st) != 0) {
		if (file->fd >= 0)
			close(file->fd);
		return scope_fail(
			req->sc, FAULT_NOT_FOUND, "the file is not there any more: %s", strerror(errno));
	}
	if (!answer(req, reply, file, (uint64_t)st.st_size)) {
		close(file->fd);
		return false;
	}
	reply->file = file;
	reply_text(reply, type, STR(""));
	return true;
}
