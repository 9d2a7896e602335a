#include "tell/notes.h"

#include "base/when.h"

void tell_note(struct scope *sc, struct json *j, const struct note *note)
{
	json_open(j, NULL, '{');
	json_count(j, "id", (uint64_t)note->id);
	json_text(j, "written", when_iso(sc, note->written_us));
	json_text(j, "map", note->map);
	json_text(j, "touchpoint", note->touchpoint);
	json_text(j, "author", note->author);
	json_text(j, "about", note->about);
	json_text(j, "text", note->text);
	json_close(j, '}');
}

void tell_notes(struct scope *sc, const struct note *notes, size_t n, struct buf *out)
{
	struct json j = { .out = out };

	json_open(&j, NULL, '{');
	json_open(&j, "notes", '[');
	for (size_t i = 0; i < n; i++)
		tell_note(sc, &j, &notes[i]);
	json_close(&j, ']');
	json_close(&j, '}');
	buf_putc(out, '\n');
}
