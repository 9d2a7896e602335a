/* unzip - the members of a zip archive, read in streams; nothing is ever put on the disk under a member's name.
 *
 *	struct unzip *z = unzip_open(sc, "book.xlsx", fd);             // NULL: damaged, too many members, ...
 *	long i = unzip_find(z, "xl/workbook.xml");                     // -1: it has none
 *	struct unzip_member *m = unzip_member(sc, z, (size_t)i);       // NULL: encrypted, packed in an unknown way
 *	while ((n = unzip_read(m, bytes, sizeof bytes)) > 0) ...       // -1: damaged, a bomb
 *	unzip_member_close(m);
 *	unzip_close(z);
 */
#pragma once

#include "base/str.h"

enum { UNZIP_MEMBERS = 10000, UNZIP_NAME = 1024 /* bytes of a member's name */ };
extern const uint64_t UNZIP_MEMBER, UNZIP_TOTAL; /* bytes unpacked: of one, of all that are read */

struct unzip;
struct unzip_member;

bool unzip_starts(struct str head);

/* `fd` stays the caller's, who does not read from it meanwhile. */
struct unzip *unzip_open(struct scope *sc, const char *name, int fd) MUST_USE;
struct unzip *unzip_of(struct scope *sc, const char *name, struct str content) MUST_USE;
void unzip_close(struct unzip *z); /* takes NULL */

size_t unzip_n(const struct unzip *z);
/* As it may be shown: UTF-8, without control signs or signs that turn the writing's direction. */
const char *unzip_name(const struct unzip *z, size_t i);
bool unzip_is_folder(const struct unzip *z, size_t i);
long unzip_find(const struct unzip *z, const char *name);

struct unzip_member *unzip_member(struct scope *sc, struct unzip *z, size_t i) MUST_USE;
long unzip_read(void *member, char *p, size_t room);
void unzip_member_close(struct unzip_member *m); /* takes NULL */
