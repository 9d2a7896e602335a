#include "store/sweep.h"

#include <ftw.h>
#include <stdio.h>
#include <unistd.h>

enum { FOLDERS_OPEN = 16 };

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st, (void)type;
	if (ftw->level)
		(void)remove(path);
	return 0;
}

void sweep_inside(const char *dir)
{
	nftw(dir, remove_one, FOLDERS_OPEN, FTW_DEPTH | FTW_PHYS);
}

void sweep_folder(const char *dir)
{
	sweep_inside(dir);
	rmdir(dir);
}
