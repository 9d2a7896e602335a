#include "serve/line.h"

#include <stdlib.h>
#include <sys/socket.h>

struct line *line_add(struct line **lines, void *connection, void *loop, int64_t deadline_us)
{
	struct line *line = calloc(1, sizeof *line);

	if (!line)
		abort();
	*line = (struct line){
		.connection = connection, .loop = loop, .fd = -1, .deadline_us = deadline_us, .next = *lines
	};
	if (line->next)
		line->next->before = line;
	*lines = line;
	return line;
}

void line_take(struct line **lines, struct line *line)
{
	if (line->before)
		line->before->next = line->next;
	else
		*lines = line->next;
	if (line->next)
		line->next->before = line->before;
	free(line);
}

void lines_sweep(struct line *lines, int64_t now_us)
{
	for (struct line *line = lines; line; line = line->next)
		if (line->deadline_us < now_us && line->fd >= 0) {
			shutdown(line->fd, SHUT_RDWR);
			line->deadline_us = INT64_MAX;
		}
}
