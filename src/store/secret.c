#include "store/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

enum { KEY = crypto_generichash_KEYBYTES, HASH = 16 };

struct secret {
	unsigned char key[KEY];
};

static bool write_key(struct scope *sc, const char *path, const struct secret *s)
{
	/* Whole or not at all: a key that is cut off would join nobody ever again. */
	char *aside = scope_printf(sc, "%s.new", path);
	int fd = open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	bool ok = fd >= 0 && write(fd, s->key, KEY) == KEY && fsync(fd) == 0;

	if (fd >= 0 && close(fd) != 0)
		ok = false;
	if (ok && rename(aside, path) == 0)
		return true;
	int why = errno;
	unlink(aside);
	return scope_fail(sc, FAULT_IO, "cannot write \"%s\": %s", path, strerror(why));
}

static bool read_key(struct scope *sc, const char *path, struct secret *s, bool *there)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	*there = fd >= 0 || errno != ENOENT;
	if (fd < 0)
		return !*there || scope_fail(sc, FAULT_IO, "cannot read \"%s\": %s", path, strerror(errno));
	bool whole = read(fd, s->key, KEY) == KEY;
	close(fd);
	return whole || scope_fail(sc, FAULT_IO, "\"%s\" is damaged: put back a copy of the workspace", path);
}

struct secret *secret_open(struct scope *sc, const char *path, bool may_make)
{
	struct secret *s = NEW(sc, struct secret);
	bool there = false;

	if (sodium_init() < 0)
		return scope_fail(sc, FAULT_IO, "the system gives no random numbers");
	if (path && !read_key(sc, path, s, &there))
		return NULL;
	if (there)
		return s;
	if (path && !may_make)
		return scope_fail(sc, FAULT_NOT_FOUND,
			"the workspace has lost its \"%s\": put back a copy of it", path);
	randombytes_buf(s->key, KEY);
	return !path || write_key(sc, path, s) ? s : NULL;
}

void secret_hash(const struct secret *secret, struct str text, char out[static SECRET_HASH])
{
	unsigned char hash[HASH];

	crypto_generichash(hash, HASH, (const unsigned char *)text.p, text.n, secret->key, KEY);
	sodium_bin2hex(out, SECRET_HASH, hash, HASH);
}

void secret_hash_quick(const struct secret *secret, struct str text, char out[static SECRET_HASH])
{
	static const char hex[] = "0123456789abcdef";
	unsigned char hash[HASH];

	_Static_assert(
		crypto_shorthash_siphashx24_BYTES == HASH && crypto_shorthash_siphashx24_KEYBYTES <= KEY,
		"one key serves both");
	crypto_shorthash_siphashx24(hash, (const unsigned char *)text.p, text.n, secret->key);
	for (size_t i = 0; i < HASH; i++) {
		out[2 * i] = hex[hash[i] >> 4];
		out[2 * i + 1] = hex[hash[i] & 15];
	}
	out[2 * HASH] = 0;
}
