/* sweep - folders that were made for a while, removed with all that is in them.
 *
 *	sweep_folder("exports/api-1f3a");      // it, too
 *	sweep_inside("shop.part");             // the folder itself stays, and whoever holds it locked
 *
 * Links are removed, not followed.  What cannot be removed stays, and nobody is told: it is tried again, or lies there.
 */
#pragma once

void sweep_folder(const char *dir);
void sweep_inside(const char *dir);
