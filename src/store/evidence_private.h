/* evidence_private - what the two files of evidence share. */
#pragma once

#include "store/evidence.h"

struct evidence {
	struct duck *db;
};
