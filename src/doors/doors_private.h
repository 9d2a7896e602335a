/* doors_private - what the files of this folder share: transactions, single numbers.
 *
 *	if (!doors_begin(sc, doors)) return false;
 *	bool ok = ... && audit_add(sc, doors->db, ...);
 *	return doors_end(sc, doors, ok);                    // commits, or takes back
 */
#pragma once

#include "doors/doors.h"

bool doors_begin(struct scope *sc, struct doors *doors) MUST_USE;
bool doors_end(struct scope *sc, struct doors *doors, bool ok) MUST_USE;

/* The first column of the first row; *found false where there is none.  Runs to the end, so that a change with
 * RETURNING is done. */
bool doors_number(struct scope *sc, struct doors *doors, const char *sql, size_t n,
	const struct lite_value *values, bool *found, int64_t *out) MUST_USE;

/* A note that need not be made: where somebody else is writing or the disk is full, it is left out at once. */
void doors_try(struct doors *doors, const char *sql, size_t n, const struct lite_value *values);

/* A text of people: blanks around it gone, UTF-8, nothing that steers a terminal.  p NULL: refused. */
struct str doors_words(struct scope *sc, const char *what, struct str given, size_t letters) MUST_USE;

/* The address as the audit log has it; p NULL: none that is known. */
struct str doors_address(struct scope *sc, struct str address);

/* false, FAULT_LIMIT, and *retry_s set, where the throttle says to wait. */
bool doors_let(struct scope *sc, struct doors *doors, enum throttle_kind kind, struct str key, int64_t now_us,
	int64_t *retry_s) MUST_USE;
void doors_worked(struct doors *doors, enum throttle_kind kind, struct str key);
