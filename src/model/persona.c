#include "model/persona.h"

#include "model/condition_io.h"
#include "model/paper_parts.h"

/* --- a statement --- */

#define AT(member) offsetof(struct statement, member)
/* clang-format off */
static const struct field statement_rows[] = {
	{ "text", FIELD_REQUIRED, AT(text), PAPER_TEXT_LETTERS, form_text, form_text_write, NULL },
	{ "basis", 0, AT(basis), BASES, form_choice, form_choice_write, paper_basis_choice },
	{ "evidence", 0, AT(evidence), PERSONA_EVIDENCE, paper_texts, paper_list_write, NULL },
};
/* clang-format on */
#undef AT
const struct fields statement_fields = { "a statement", statement_rows, COUNT_OF(statement_rows) };

static bool read_statement(struct form *form, const json_t *item, void *into)
{
	struct statements *list = into;
	struct statement statement = { .basis = BASIS_ASSUMED };

	if (json_is_string(item)) {
		if (!form_string(form, item, 0, PAPER_TEXT_LETTERS, &statement.text))
			return false;
	} else if (!json_is_object(item)) {
		return form_fail(form, FAULT_INVALID,
			"a statement is a text, or { text: ..., basis: reported, evidence: [...] }");
	} else if (!form_read(form, &statement_fields, item, &statement)) {
		return false;
	}
	if (statement.basis <= BASIS_REPORTED && !statement.evidence.at.n)
		return form_fail(form, FAULT_INVALID,
			"what is %s needs its evidence: evidence: [\"survey of May 2026\"], or basis: assumed",
			basis_name(statement.basis));
	*LIST_ADD(form->sc, &list->at) = statement;
	return true;
}

static bool read_statements(struct form *form, const json_t *value, void *into, const struct field *field)
{
	const struct items items = { .limit = field->limit, .one = true, .read = read_statement };

	return form_items(form, value, &items, (char *)into + field->offset);
}

/* What is only assumed stands as its text alone. */
static json_t *write_statement(const struct statement *s)
{
	if (s->basis == BASIS_ASSUMED && !s->evidence.at.n)
		return form_string_write(s->text);
	return form_write(&statement_fields, s);
}

static json_t *write_statements(const void *from, const struct field *field)
{
	const struct statements *list = (const void *)((const char *)from + field->offset);
	json_t *array = list->at.n ? json_array() : NULL;

	for (size_t i = 0; i < list->at.n; i++)
		json_array_append_new(array, write_statement(&list->at.at[i]));
	return array;
}

/* --- traits --- */

static bool read_traits(struct form *form, const json_t *value, void *into, const struct field *field)
{
	struct persona *persona = into;
	const char *name;
	json_t *item;

	if (!json_is_object(value))
		return form_fail(
			form, FAULT_INVALID, "must be names with numbers from 0 to 1: { thrifty: 0.8 }");
	if (json_object_size(value) > field->limit)
		return form_fail(form, FAULT_LIMIT, "%zu of them are more than %zu, the ceiling",
			json_object_size(value), field->limit);
	json_object_foreach((json_t *)value, name, item)
	{
		double x = json_number_value(item);
		form_enter(form, value, name);
		if (!json_is_number(item) || !(x >= 0 && x <= 1))
			return form_fail(form, FAULT_INVALID, "must be a number from 0 to 1");
		if (!*name)
			return form_fail(form, FAULT_INVALID, "a trait needs a name");
		form_leave(form);
		*LIST_ADD(form->sc, &persona->traits) =
			(struct persona_trait){ str_copy(form->sc, str_of(name)), x };
	}
	return true;
}

static json_t *write_traits(const void *from, const struct field *field)
{
	const struct persona *persona = from;
	json_t *object = persona->traits.n ? json_object() : NULL;

	(void)field;
	for (size_t i = 0; i < persona->traits.n; i++) {
		const struct persona_trait *trait = &persona->traits.at[i];
		json_object_setn_new(object, trait->name.p, trait->name.n, paper_number_json(trait->value));
	}
	return object;
}

/* --- the photo --- */

static const char *const images[] = { "data:image/png;base64,", "data:image/jpeg;base64,",
	"data:image/webp;base64,", "data:image/gif;base64," };

static bool is_base64(struct str s)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";

	for (size_t i = 0; i < s.n; i++)
		if (!memchr(letters, s.p[i], sizeof letters - 1))
			return false;
	return s.n > 0;
}

static bool is_image(struct str s)
{
	for (size_t i = 0; i < COUNT_OF(images); i++)
		if (str_starts(s, str_of(images[i])))
			return is_base64(str_sub(s, strlen(images[i]), s.n));
	return false;
}

/* Nothing is fetched, and no name leads out of the folder that it is looked for in. */
static bool read_photo(struct form *form, const json_t *value, void *into, const struct field *field)
{
	struct persona *persona = into;

	if (!form_text(form, value, into, field))
		return false;
	struct str photo = persona->photo;
	if (is_image(photo))
		return true;
	if (!memchr(photo.p, '/', photo.n) && !memchr(photo.p, '\\', photo.n) &&
		!memchr(photo.p, ':', photo.n) && photo.p[0] != '.' && photo.n <= PAPER_NAME_LETTERS)
		return true;
	return form_fail(form, FAULT_INVALID,
		"must be a file's name without folders, as anna.png, or the image itself as"
		" data:image/png;base64,... (png, jpeg, webp, gif): nothing is fetched from elsewhere");
}

/* --- the persona --- */

#define AT(member) offsetof(struct persona, member)
#define STATEMENTS(name, list)                                                                               \
	{                                                                                                    \
		name, 0, AT(lists) + (list) * sizeof(struct statements), PERSONA_STATEMENTS,                 \
			read_statements, write_statements, NULL                                              \
	}
/* clang-format off */
static const struct field persona_rows[] = {
	{ "id", FIELD_REQUIRED, AT(id), PAPER_ID_LETTERS, paper_id, form_text_write, NULL },
	{ "name", FIELD_REQUIRED, AT(name), PAPER_NAME_LETTERS, form_text, form_text_write, NULL },
	{ "party", 0, AT(party), CONDITION_PARTIES, form_choice, form_choice_write, paper_party_choice },
	{ "quote", 0, AT(quote), PAPER_TEXT_LETTERS, form_text, form_text_write, NULL },
	{ "photo", 0, AT(photo), PERSONA_PHOTO_LETTERS, read_photo, form_text_write, NULL },
	{ "summary", 0, AT(summary), PAPER_TEXT_LETTERS, form_text, form_text_write, NULL },
	STATEMENTS("goals", PERSONA_GOALS),
	STATEMENTS("motivations", PERSONA_MOTIVATIONS),
	STATEMENTS("needs", PERSONA_NEEDS),
	STATEMENTS("fears", PERSONA_FEARS),
	STATEMENTS("barriers", PERSONA_BARRIERS),
	STATEMENTS("attracts", PERSONA_ATTRACTS),
	STATEMENTS("puts_off", PERSONA_PUTS_OFF),
	STATEMENTS("habits", PERSONA_HABITS),
	STATEMENTS("external", PERSONA_EXTERNAL),
	STATEMENTS("demographics", PERSONA_DEMOGRAPHICS),
	STATEMENTS("channels", PERSONA_CHANNELS),
	{ "traits", 0, 0, PERSONA_TRAITS, read_traits, write_traits, NULL },
	{ "segment", 0, AT(segment), PAPER_ID_LETTERS, paper_id, form_text_write, NULL },
	{ "rule", 0, AT(rule), 0, form_condition, form_condition_write, NULL },
};
/* clang-format on */
const struct fields persona_fields = { "a persona", persona_rows, COUNT_OF(persona_rows) };

static bool check(struct form *form, void *paper)
{
	const struct persona *persona = paper;

	if (!persona->segment.p || !persona->rule)
		return true;
	return form_fail(form, FAULT_INVALID,
		"a persona has a \"segment\" or a \"rule\" of its own, not both: leave one of them out");
}

const struct paper_row persona_row = { "persona", "personas", &persona_fields, sizeof(struct persona), AT(id),
	AT(name), true, check };
#undef AT

static const struct {
	const char *key, *name;
} lists[PERSONA_LISTS] = {
	[PERSONA_GOALS] = { "goals", "Goals" },
	[PERSONA_MOTIVATIONS] = { "motivations", "Motivations" },
	[PERSONA_NEEDS] = { "needs", "Needs" },
	[PERSONA_FEARS] = { "fears", "Fears" },
	[PERSONA_BARRIERS] = { "barriers", "Barriers" },
	[PERSONA_ATTRACTS] = { "attracts", "What attracts" },
	[PERSONA_PUTS_OFF] = { "puts_off", "What puts off" },
	[PERSONA_HABITS] = { "habits", "Habits" },
	[PERSONA_EXTERNAL] = { "external", "What acts from outside" },
	[PERSONA_DEMOGRAPHICS] = { "demographics", "Demographics" },
	[PERSONA_CHANNELS] = { "channels", "Channels" },
};

const char *persona_list_key(enum persona_list list)
{
	return lists[list].key;
}

const char *persona_list_name(enum persona_list list)
{
	return lists[list].name;
}
