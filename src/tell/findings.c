#include "tell/findings.h"

void tell_finding(struct json *j, const struct judging *g, size_t place, const struct voice_finding *f,
	const char *state)
{
	json_open(j, NULL, '{');
	json_text(j, "id", f->id);
	json_text(j, "key", f->key);
	json_text(j, "touchpoint", judging_place(g, place));
	json_text(j, "kind", str_of(voice_kind_key(f->kind)));
	json_text(j, "theme", f->theme);
	json_count(j, "customers", f->customers);
	json_text(j, "state", str_of(state));
	json_text(j, "quote", f->n_quotes ? f->quotes[0].text : (struct str){ 0 });
	json_close(j, '}');
}

struct telling {
	const struct judging *g;
	struct json j;
};

static void tell_one(void *to, size_t place, const struct voice_finding *f, const char *state)
{
	struct telling *t = to;

	tell_finding(&t->j, t->g, place, f, state);
}

void tell_findings(const struct judging *g, struct str touchpoint, struct buf *out)
{
	struct telling t = { g, { .out = out } };

	json_open(&t.j, NULL, '[');
	(void)judging_each(g, touchpoint, tell_one, &t);
	json_close(&t.j, ']');
	buf_putc(out, '\n');
}
