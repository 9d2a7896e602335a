#include "model/comment.h"

#include "model/paper_parts.h"

static bool read_user(struct form *form, const json_t *item, void *into)
{
	struct comment *comment = into;
	const int64_t user = json_integer_value(item);

	if (!json_is_integer(item) || user < 1)
		return form_fail(form, FAULT_INVALID, "must be a user's number, 1 or above");
	for (size_t i = 0; i < comment->mentions.at.n; i++)
		if (comment->mentions.at.at[i] == user)
			return true;
	*LIST_ADD(form->sc, &comment->mentions.at) = user;
	return true;
}

static bool read_users(struct form *form, const json_t *value, void *into, const struct field *field)
{
	const struct items items = { .limit = field->limit, .read = read_user };

	return form_items(form, value, &items, into);
}

static json_t *write_users(const void *from, const struct field *field)
{
	const struct comment *comment = from;
	json_t *array = comment->mentions.at.n ? json_array() : NULL;

	(void)field;
	for (size_t i = 0; i < comment->mentions.at.n; i++)
		json_array_append_new(array, json_integer(comment->mentions.at.at[i]));
	return array;
}

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
	{ "mentions", 0, AT(mentions), COMMENT_MENTIONS, read_users, write_users, NULL },
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
