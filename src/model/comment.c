#include "model/comment.h"

#include "model/paper_parts.h"

#define AT(member) offsetof(struct comment, member)
/* clang-format off */
static const struct field comment_rows[] = {
	{ "id", FIELD_REQUIRED, AT(id), PAPER_ID_LETTERS, paper_id, form_text_write, NULL },
	{ "map", FIELD_REQUIRED, AT(map), PAPER_TEXT_LETTERS, form_text, form_text_write, NULL },
	{ "at", 0, AT(at), PAPER_TEXT_LETTERS, form_text, form_text_write, NULL },
	{ "lane", 0, AT(lane), PAPER_ID_LETTERS, paper_lane, form_text_write, NULL },
	{ "text", FIELD_REQUIRED, AT(text), PAPER_TEXT_LETTERS, form_text, form_text_write, NULL },
	{ "author", FIELD_REQUIRED, AT(author), PAPER_NAME_LETTERS, form_text, form_text_write, NULL },
	{ "answers", 0, AT(answers), PAPER_ID_LETTERS, paper_id, form_text_write, NULL },
	{ "done", 0, AT(done), 0, form_bool, form_true_write, NULL },
};
/* clang-format on */
const struct fields comment_fields = { "a comment", comment_rows, COUNT_OF(comment_rows) };

static bool check(struct form *form, void *paper)
{
	const struct comment *comment = paper;

	return !comment->answers.p || !str_equal(comment->answers, comment->id) ||
	       form_fail(form, FAULT_INVALID, "a comment cannot answer itself");
}

const struct paper_row comment_row = { "comment", "comments", &comment_fields, sizeof(struct comment), AT(id),
	AT(text), false, check };
