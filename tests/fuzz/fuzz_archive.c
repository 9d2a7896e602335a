/* Any bytes as an archive: its members are inputs or refused, and what is a workbook among them is text. */
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "must.h"
#include "sources/archive.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MEMBERS = 8 };

static void check_member(struct archive *a, size_t i)
{
	struct scope sc = { 0 };
	struct input *in = archive_input(&sc, a, i);
	char bytes[4096];
	long n = 0;

	must(!in == (sc.fault != FAULT_NONE));
	must(str_is_utf8(str_of(archive_name(a, i))));
	for (int k = 0; in && k < 16 && (n = input_read(in, bytes, sizeof bytes)) > 0; k++)
		must(input_is_binary(in) || str_is_utf8((struct str){ bytes, (size_t)n }));
	input_close(in);
	scope_close(&sc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct scope sc = { 0 };
	int fd = memfd_create("fuzz", MFD_CLOEXEC);

	must(fd >= 0 && write(fd, data, size) == (ssize_t)size);
	const char *path = scope_printf(&sc, "/proc/self/fd/%d", fd);
	struct archive *a = archive_is(path) ? archive_open(&sc, path) : NULL;
	for (size_t i = 0; a && i < archive_n(a) && i < MEMBERS; i++)
		check_member(a, i);
	archive_close(a);
	close(fd);
	scope_close(&sc);
	return 0;
}
