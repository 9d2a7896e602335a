/* archive - a zip with exports in it: each member that is a file is an input of its own.
 *
 *	if (archive_is(path)) {
 *		struct archive *a = archive_open(sc, path);
 *		for (size_t i = 0; i < archive_n(a); i++) {
 *			struct input *in = archive_input(sc, a, i);       // NULL: encrypted, damaged, a bomb, ...
 *			... input_path(in) is "export.zip/subscribed_members_export_1.csv"
 *		}
 *		archive_close(a);
 *	}
 *
 * A member is unpacked into a temporary file that has no name, so its own name never names a file.  Folders and
 * what systems leave behind (__MACOSX, .DS_Store, Thumbs.db) are no members.  A workbook, like
 * other documents that are zips, is no archive, but may be a member of one; an archive within an archive is not opened.
 */
#pragma once

#include "sources/input.h"

struct archive;

bool archive_is(const char *path);
struct archive *archive_open(struct scope *sc, const char *path) MUST_USE;
void archive_close(struct archive *a); /* takes NULL */

size_t archive_n(const struct archive *a);
const char *archive_name(const struct archive *a, size_t i); /* "folder/file.csv", as it may be shown */

/* A failure is that member's: forgive it, and the next one may be sound. */
struct input *archive_input(struct scope *sc, struct archive *a, size_t i) MUST_USE;
