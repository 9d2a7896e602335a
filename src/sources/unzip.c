#include "sources/unzip.h"

#include <unistd.h>
#include <zip.h>

#include "base/buf.h"
#include "sources/input.h"

const uint64_t UNZIP_MEMBER = 16ull << 30, UNZIP_TOTAL = 64ull << 30;

enum { UNWATCHED = 64 << 20 /* bytes unpacked before the ratio is looked at, as with gzip */ };

struct unzip {
	struct scope *sc;
	const char *name;
	zip_t *zip;
	size_t n;
	const char **names;
	uint64_t given;
};

struct unzip_member {
	struct scope *sc;
	struct unzip *z;
	const char *name;
	zip_file_t *file;
	uint64_t packed, given;
};

bool unzip_starts(struct str head)
{
	return str_starts(head, STR("PK\x03\x04"));
}

static bool is_unsafe(uint32_t letter)
{
	return letter < 0x20 || (letter >= 0x7f && letter < 0xa0) || (letter >= 0x200e && letter <= 0x200f) ||
	       (letter >= 0x2028 && letter <= 0x202e) || (letter >= 0x2066 && letter <= 0x2069);
}

static const char *safe_name(struct scope *sc, const char *name)
{
	struct buf *b = buf_new(sc, UNZIP_NAME);
	struct str s = str_of(name ? name : "");

	for (size_t at = 0; at < s.n;) {
		uint32_t letter = str_next(s, &at);
		buf_letter(b, is_unsafe(letter) ? '_' : letter);
	}
	return str_c(sc, buf_str(b));
}

static struct unzip *begin(struct scope *sc, const char *name, zip_t *zip)
{
	struct unzip *z = NEW(sc, struct unzip);
	zip_int64_t n = zip_get_num_entries(zip, 0);

	*z = (struct unzip){ .sc = sc, .name = name, .zip = zip, .n = n > 0 ? (size_t)n : 0 };
	if (z->n > UNZIP_MEMBERS) {
		unzip_close(z);
		return scope_fail(
			sc, FAULT_LIMIT, "%s has more than %d members, the ceiling", name, UNZIP_MEMBERS);
	}
	z->names = NEW_ARRAY(sc, const char *, z->n + 1);
	for (size_t i = 0; i < z->n; i++)
		z->names[i] = safe_name(sc, zip_get_name(zip, i, ZIP_FL_ENC_GUESS));
	return z;
}

static void *damaged(struct scope *sc, const char *name, const char *how)
{
	return scope_fail(sc, FAULT_INVALID,
		"%s: the zip archive is damaged or cut short (%s): fetch it again", name, how);
}

struct unzip *unzip_open(struct scope *sc, const char *name, int fd)
{
	int own = lseek(fd, 0, SEEK_SET) == 0 ? dup(fd) : -1, error = 0;

	if (own < 0)
		return scope_fail(
			sc, FAULT_INVALID, "%s: cannot be read twice: put it into a file first", name);
	zip_t *zip = zip_fdopen(own, 0, &error);
	if (zip)
		return begin(sc, name, zip);
	close(own);
	zip_error_t words;
	zip_error_init_with_code(&words, error);
	damaged(sc, name, zip_error_strerror(&words));
	zip_error_fini(&words);
	return NULL;
}

struct unzip *unzip_of(struct scope *sc, const char *name, struct str content)
{
	zip_error_t words;

	zip_error_init(&words);
	zip_source_t *source = zip_source_buffer_create(content.p, content.n, 0, &words);
	zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, &words) : NULL;
	if (!zip) {
		zip_source_free(source);
		damaged(sc, name, zip_error_strerror(&words));
	}
	zip_error_fini(&words);
	return zip ? begin(sc, name, zip) : NULL;
}

void unzip_close(struct unzip *z)
{
	if (z && z->zip)
		zip_discard(z->zip);
	if (z)
		z->zip = NULL;
}

size_t unzip_n(const struct unzip *z)
{
	return z->n;
}

const char *unzip_name(const struct unzip *z, size_t i)
{
	return z->names[i];
}

bool unzip_is_folder(const struct unzip *z, size_t i)
{
	return str_ends(str_of(z->names[i]), STR("/"));
}

long unzip_find(const struct unzip *z, const char *name)
{
	return zip_name_locate(z->zip, name, 0);
}

struct unzip_member *unzip_member(struct scope *sc, struct unzip *z, size_t i)
{
	struct unzip_member *m = NEW(sc, struct unzip_member);
	zip_stat_t st;

	*m = (struct unzip_member){ .sc = sc, .z = z, .name = z->names[i] };
	if (zip_stat_index(z->zip, i, 0, &st) != 0)
		return damaged(sc, z->name, m->name);
	if ((st.valid & ZIP_STAT_ENCRYPTION_METHOD) && st.encryption_method != ZIP_EM_NONE)
		return scope_fail(sc, FAULT_INVALID,
			"%s in %s is encrypted: unpack it with its password and import what was in it",
			m->name, z->name);
	m->packed = st.valid & ZIP_STAT_COMP_SIZE ? st.comp_size : 0;
	m->file = zip_fopen_index(z->zip, i, 0);
	if (!m->file)
		return scope_fail(sc, FAULT_INVALID, "%s in %s cannot be unpacked: %s", m->name, z->name,
			zip_strerror(z->zip));
	return m;
}

static bool within_ceilings(struct unzip_member *m)
{
	if (m->given > UNWATCHED && m->given / INPUT_RATIO > m->packed)
		return scope_fail(m->sc, FAULT_LIMIT,
			"%s in %s unpacks to more than %d times its size, the ceiling: unpack it yourself if it is sound",
			m->name, m->z->name, INPUT_RATIO);
	if (m->given > UNZIP_MEMBER || m->z->given > UNZIP_TOTAL)
		return scope_fail(m->sc, FAULT_LIMIT,
			"%s in %s: more than %llu GiB are unpacked, the ceiling", m->name, m->z->name,
			(unsigned long long)((m->given > UNZIP_MEMBER ? UNZIP_MEMBER : UNZIP_TOTAL) >> 30));
	return true;
}

long unzip_read(void *member, char *p, size_t room)
{
	struct unzip_member *m = member;
	zip_int64_t n = zip_fread(m->file, p, room);

	if (n < 0) {
		scope_fail(m->sc, FAULT_INVALID, "%s in %s is damaged: %s", m->name, m->z->name,
			zip_file_strerror(m->file));
		return -1;
	}
	m->given += (uint64_t)n;
	m->z->given += (uint64_t)n;
	return within_ceilings(m) ? (long)n : -1;
}

void unzip_member_close(struct unzip_member *m)
{
	if (m && m->file)
		zip_fclose(m->file);
	if (m)
		m->file = NULL;
}
