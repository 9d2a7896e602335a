/* shop_files - the files that the shop's systems export, each in its own manner. */
#pragma once

#include <stdio.h>

#include "base/buf.h"
#include "simulate/shop_tables.h"

struct shop_event {
	const struct shop_touchpoint *at;
	const char *name; /* as the shop's systems call it */
	uint32_t person;
	bool partner;
	int64_t time_s;  /* since 1970, UTC */
	uint32_t number; /* of the product, the category, the order */
	int rating;      /* place on its scale from the lowest; -1: none */
	uint32_t choice; /* picks a comment, a campaign, a price */
};

struct shop_files;

/* false, with the reason, where one of the files is there already and is not an earlier simulation's. */
bool shop_files_free(struct scope *sc, const char *dir) MUST_USE;

struct shop_files *shop_files_open(struct scope *sc, const char *dir) MUST_USE;
void shop_files_write(struct shop_files *files, const struct shop_event *event);

/* false, with the reason, where anything could not be written; the paths of all files. */
bool shop_files_close(struct scope *sc, struct shop_files *files, struct str paths[SHOP_FILES]) MUST_USE;
