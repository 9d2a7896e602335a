/* zipped - zip archives for tests, made by libzip.
 *
 *	static const struct zipped files[] = { { "a.csv", "a,b\n1,2\n" }, { 0 } };
 *	zipped_make(path, files);
 */
#pragma once

#include <zip.h>

#include "folder.h"

struct zipped {
	const char *name, *content;
	size_t n; /* 0: the content's length as a text */
	const char *password;
};

static inline void zipped_make(const char *path, const struct zipped *files)
{
	zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);

	assert_non_null(zip);
	for (; files->name; files++) {
		size_t n = files->n || !files->content ? files->n : strlen(files->content);
		if (!files->content) {
			assert_true(zip_dir_add(zip, files->name, ZIP_FL_ENC_UTF_8) >= 0);
			continue;
		}
		zip_source_t *source = zip_source_buffer(zip, files->content, n, 0);
		zip_int64_t i = zip_file_add(zip, files->name, source, ZIP_FL_ENC_UTF_8);
		assert_true(i >= 0);
		if (files->password)
			assert_int_equal(zip_file_set_encryption(
						 zip, (zip_uint64_t)i, ZIP_EM_AES_256, files->password),
				0);
	}
	assert_int_equal(zip_close(zip), 0);
}
