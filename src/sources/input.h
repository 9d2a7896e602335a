/* input - the bytes of a file: unpacked, and turned into UTF-8, in a stream.
 *
 *	struct input *in = input_open(sc, "orders.csv.gz");    // NULL: cannot be opened, a directory, ...
 *	struct str head = input_head(in);                      // the first 64 KiB, decoded
 *	while ((n = input_read(in, bytes, sizeof bytes)) > 0) ...
 *	if (n < 0) return false;                               // truncated, damaged: the scope says why
 *	input_close(in);
 *
 * gzip is recognised by content, and has a ceiling on what it unpacks to; of an Excel workbook a sheet is read, as delimited
 * text (xlsx.h).  UTF-8, UTF-16 (with or without a
 * mark), windows-1250, windows-1251, ISO-8859-2 and KOI8-R are recognised by content.
 */
#pragma once

#include "base/str.h"

enum { INPUT_HEAD = 64 * 1024, INPUT_RATIO = 1000 /* unpacked to packed, past the first 64 MiB */ };

struct input;

struct input *input_open(struct scope *sc, const char *path) MUST_USE;

/* Bytes that are in memory already: a request's body.  They must outlive the input. */
struct input *input_of(struct scope *sc, const char *name, struct str content) MUST_USE;
/* A file that is open already, without a name or under another one; it is closed with the input. */
struct input *input_of_file(struct scope *sc, const char *path, int fd) MUST_USE;
void input_close(struct input *in); /* takes NULL */

/* Decides the character set by hand instead of by content: "windows-1250"; a workbook needs none. */
bool input_set_encoding(struct input *in, const char *name) MUST_USE;

/* Another of a workbook's sheets, by its name or its number; false for what is no workbook. */
bool input_set_sheet(struct input *in, struct str sheet) MUST_USE;
/* Where there was a choice, what was read: a sentence for people; NULL: there was none. */
const char *input_remark(const struct input *in);

struct str input_head(struct input *in);
bool input_head_is_whole(const struct input *in); /* there is nothing behind it */
long input_read(struct input *in, char *bytes, size_t room);
bool input_rewind(struct input *in) MUST_USE; /* back to the first byte */

/* All bytes, unpacked but not decoded, for readers of what is no text: in memory that is the caller's to change, backed
 * by a temporary file, until input_close. */
bool input_whole(struct input *in, char **bytes, size_t *n) MUST_USE;

/* How much is read at a time; 256 KiB unless told. */
void input_set_block(struct input *in, size_t block);
size_t input_block(const struct input *in);

const char *input_path(const struct input *in);
const char *input_name(const struct input *in); /* the path without its folders, for messages */
const char *input_encoding(const struct input *in);
bool input_is_guessed(const struct input *in); /* the encoding: by its letters, not by its structure */
bool input_is_binary(const struct input *in);  /* neither text nor a packing that is known */

/* What a binary file is and what to do: "an Excel workbook or a zip archive: ..."; NULL for text. */
const char *input_binary(const struct input *in);

/* Bytes so far that mean nothing in the character set; U+FFFD stands for each. */
uint64_t input_replaced(const struct input *in);
uint64_t input_size(const struct input *in);  /* bytes of the file as it lies on the disk */
uint64_t input_taken(const struct input *in); /* of these, how many were read: for a progress bar */
