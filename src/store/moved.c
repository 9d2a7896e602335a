#include "store/moved.h"

#include "store/duck.h"

bool moved_up_to(struct scope *sc, struct evidence *ev, struct str inbox, struct str stream, int64_t *seq)
{
	return duck_one(sc, evidence_duck(ev),
		"SELECT coalesce(max(seq), 0) FROM moved WHERE inbox = ? AND stream = ?", 2,
		(struct duck_value[]){ DUCK_TEXT(inbox), DUCK_TEXT(stream) }, 0, seq);
}

bool moved_note(struct scope *sc, struct evidence *ev, struct str inbox, struct str stream, int64_t seq)
{
	struct duck_value values[] = { DUCK_TEXT(inbox), DUCK_TEXT(stream), DUCK_INT(seq) };
	struct duck *db = evidence_duck(ev);

	return duck_run(sc, db, "DELETE FROM moved WHERE inbox = ? AND stream = ?", 2, values) &&
	       duck_run(sc, db, "INSERT INTO moved VALUES (?, ?, ?)", 3, values);
}

bool moved_last(struct scope *sc, struct evidence *ev, struct str inbox, int64_t *seq)
{
	return duck_one(sc, evidence_duck(ev), "SELECT coalesce(max(seq), 0) FROM moved WHERE inbox = ?", 1,
		&DUCK_TEXT(inbox), 0, seq);
}
