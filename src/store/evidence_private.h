/* evidence_private - what the two files of evidence share. */
#pragma once

#include "store/evidence.h"

struct evidence {
	struct duck *db;
	size_t run_bytes; /* 0: as it suits; else a test wants several runs */
};
