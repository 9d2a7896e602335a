#include "formats/ocel.h"

#include <stdio.h>

#include "base/buf.h"
#include "formats/table.h"

struct object {
	uint32_t type; /* NAMES_NONE: not declared */
	uint32_t link; /* the object that it is related to; NAMES_NONE: none */
	uint32_t events;
};

struct ocel {
	struct scope *sc;
	struct facts *facts;
	struct reader_notes *notes;
	struct names *ids, *types, *attributes;
	LIST(bool) personal;         /* by attribute */
	LIST(struct object) objects; /* by their id's code */
	uint32_t customer;           /* the type whose journeys these are */
	bool is_person;
	bool is_order[OCEL_TYPES + 1]; /* by type */
	char why[100];

	uint64_t row; /* of the event at hand */
	struct str raw, id, time;
	uint32_t touched[OCEL_OF_EVENT];
	size_t n_touched;
	bool past;
	struct buf *list;
};

struct ocel *ocel_new(struct scope *sc, struct names *columns, const struct reader_options *options,
	const struct sink *sink, struct reader_notes *notes)
{
	struct ocel *o = NEW(sc, struct ocel);

	*o = (struct ocel){ .sc = sc, .notes = notes, .ids = names_new(sc), .types = names_new(sc) };
	o->attributes = names_new(sc);
	o->facts = facts_new(sc, columns, options, sink, notes, "ocel");
	o->list = buf_new(sc, READER_FIELD);
	return o;
}

/* --- objects ------------------------------------------------------------------------------------- */

static struct object *object_of(struct ocel *o, struct str id)
{
	uint32_t code = names_add(o->ids, id);

	if (code >= OCEL_OBJECTS)
		return scope_fail(
			o->sc, FAULT_LIMIT, "the log has more than %d objects, the ceiling", OCEL_OBJECTS);
	if (code == o->objects.n)
		*LIST_ADD(o->sc, &o->objects) = (struct object){ NAMES_NONE, NAMES_NONE, 0 };
	return &o->objects.at[code];
}

bool ocel_object(struct ocel *o, struct str id, struct str type)
{
	struct object *object = id.n ? object_of(o, id) : NULL;

	if (!id.n)
		return true;
	if (names_count(o->types) >= OCEL_TYPES && names_find(o->types, type) == NAMES_NONE)
		return scope_fail(o->sc, FAULT_LIMIT,
			"the log has more than %d types of objects, the ceiling", OCEL_TYPES);
	if (object && type.n)
		object->type = names_add(o->types, type);
	return object != NULL;
}

bool ocel_link(struct ocel *o, struct str id, struct str other)
{
	if (!id.n || !other.n)
		return true;
	if (!object_of(o, id) || !object_of(o, other))
		return false;
	uint32_t a = names_find(o->ids, id), b = names_find(o->ids, other);
	if (o->objects.at[a].link == NAMES_NONE)
		o->objects.at[a].link = b;
	if (o->objects.at[b].link == NAMES_NONE)
		o->objects.at[b].link = a;
	return true;
}

bool ocel_seen(struct ocel *o, struct str object)
{
	struct object *found = object.n ? object_of(o, object) : NULL;

	if (found)
		found->events++;
	return found || !object.n;
}

/* --- whose journey it is ------------------------------------------------------------------------- */

static const char *const people[] = { "person", "customer", "user", "client", "case", "patient", "applicant",
	"member", "guest", "student", "citizen", "consumer", "buyer", "subscriber", "visitor", "klient",
	"klientka", "osoba", "pacjent", "клиент", "покупатель", "пользователь", "пациент" };
static const char *const no_people[] = { "employee", "resource", "staff", "worker", "agent", "machine",
	"system", "product", "item", "good", "material", "article", "department", "warehouse", "vehicle",
	"truck", "forklift", "container", "supplier", "vendor" };
static const char *const orders[] = { "order", "zamówienie", "заказ" };

static bool is_letter(struct str s, size_t at)
{
	unsigned char c = at < s.n ? (unsigned char)s.p[at] : ' ';

	return c >= 0x80 || (c >= 'a' && c <= 'z');
}

/* The word, or several of it, with nothing of a letter around: "customers", "sales_order". */
static bool has_word(struct str name, struct str word)
{
	const char *at = name.p, *end = name.p + name.n;

	while (at && (at = memmem(at, (size_t)(end - at), word.p, word.n)) != NULL) {
		size_t from = (size_t)(at - name.p), to = from + word.n;
		to += to < name.n && name.p[to] == 's';
		if (!is_letter(name, to) && (from == 0 || !is_letter(name, from - 1)))
			return true;
		at++;
	}
	return false;
}

static size_t word_in(struct scope *sc, struct str name, const char *const *words, size_t n)
{
	struct str folded = str_fold(sc, name);
	size_t i = 0;

	while (i < n && !has_word(folded, str_of(words[i])))
		i++;
	return i;
}

/* The type that the first of the words names; NAMES_NONE: none does. */
static uint32_t type_of_people(struct ocel *o)
{
	size_t best = COUNT_OF(people);
	uint32_t found = NAMES_NONE;

	for (uint32_t i = 0; i < names_count(o->types); i++) {
		size_t word = word_in(o->sc, names_at(o->types, i), people, COUNT_OF(people));
		if (word < best) {
			best = word;
			found = i;
		}
	}
	return found;
}

struct share {
	uint64_t objects, events;
};

static uint32_t type_of_most_events(struct ocel *o)
{
	struct share *shares = NEW_ARRAY(o->sc, struct share, names_count(o->types) + 1);
	uint32_t found = NAMES_NONE;
	double most = -1;

	for (size_t i = 0; i < o->objects.n; i++)
		if (o->objects.at[i].type != NAMES_NONE) {
			shares[o->objects.at[i].type].objects++;
			shares[o->objects.at[i].type].events += o->objects.at[i].events;
		}
	for (uint32_t i = 0; i < names_count(o->types); i++) {
		bool aside = word_in(o->sc, names_at(o->types, i), no_people, COUNT_OF(no_people)) <
			     COUNT_OF(no_people);
		double events = shares[i].objects && !aside
					? (double)shares[i].events / (double)shares[i].objects
					: -1;
		if (events > most) {
			most = events;
			found = i;
		}
	}
	return found;
}

bool ocel_settle(struct ocel *o, const char *name)
{
	for (uint32_t i = 0; i < names_count(o->types); i++)
		o->is_order[i] =
			word_in(o->sc, names_at(o->types, i), orders, COUNT_OF(orders)) < COUNT_OF(orders);
	o->customer = type_of_people(o);
	o->is_person = o->customer != NAMES_NONE;
	if (!o->is_person)
		o->customer = type_of_most_events(o);
	if (o->customer == NAMES_NONE)
		return scope_fail(o->sc, FAULT_INVALID,
			"%s has no objects whose journey it could be: a log needs customers, cases, orders, ...",
			name);
	facts_remark(o->facts,
		scope_printf(o->sc,
			"of the log's objects, those of the type \"%.*s\" were taken for the customers%s",
			STR_ARG(str_short(o->sc, names_at(o->types, o->customer), 60)),
			o->is_person ? "" : ", as they have the most events each"));
	return true;
}

/* --- events -------------------------------------------------------------------------------------- */

void ocel_begin(struct ocel *o, uint64_t row, struct str raw, struct str id, struct str type, struct str time)
{
	facts_begin(o->facts, row, raw);
	facts_put(o->facts, FACT_EVENT, type);
	o->row = row;
	o->raw = raw;
	o->id = id;
	o->time = time;
	o->n_touched = 0;
	o->past = false;
}

/* Logs name the same object of an event twice, too. */
void ocel_touch(struct ocel *o, struct str object)
{
	uint32_t code = object.n ? names_find(o->ids, object) : NAMES_NONE;

	if (code == NAMES_NONE)
		return;
	for (size_t i = 0; i < o->n_touched; i++)
		if (o->touched[i] == code)
			return;
	o->past |= o->n_touched == OCEL_OF_EVENT;
	if (!o->past)
		o->touched[o->n_touched++] = code;
}

/* By its name, looked at once: attributes that a person can be found by are left out. */
static bool is_personal(struct ocel *o, struct str name)
{
	uint32_t code = names_find(o->attributes, name);

	if (code == NAMES_NONE && names_count(o->attributes) == READER_COLUMNS)
		return false;
	code = names_add(o->attributes, name);
	if (code == o->personal.n)
		*LIST_ADD(o->sc, &o->personal) = table_is_personal(name);
	return o->personal.at[code];
}

void ocel_attribute(struct ocel *o, struct str name, struct str value)
{
	if (!is_personal(o, name))
		facts_say(o->facts, name, value);
}

static struct str type_name(const struct ocel *o, uint32_t code)
{
	uint32_t type = o->objects.at[code].type;

	return type == NAMES_NONE ? STR("object") : names_at(o->types, type);
}

/* All objects of the event that have the type of the first one, under its name. */
static void say_objects(struct ocel *o, size_t first)
{
	uint32_t type = o->objects.at[o->touched[first]].type;

	for (size_t i = 0; i < first; i++)
		if (o->objects.at[o->touched[i]].type == type)
			return;
	buf_cut(o->list, 0);
	for (size_t i = first; i < o->n_touched; i++)
		if (o->objects.at[o->touched[i]].type == type) {
			buf_puts(o->list, buf_len(o->list) ? ", " : "");
			buf_str_add(o->list, names_at(o->ids, o->touched[i]));
		}
	facts_say(o->facts, type_name(o, o->touched[first]), facts_keep(o->facts, buf_str(o->list)));
}

static void say_others(struct ocel *o)
{
	for (size_t i = 0; i < o->n_touched; i++) {
		uint32_t code = o->touched[i];
		if (o->objects.at[code].type == o->customer)
			continue;
		say_objects(o, i);
		uint32_t type = o->objects.at[code].type;
		if (type != NAMES_NONE && o->is_order[type] && !facts_has(o->facts, FACT_ORDER))
			facts_put(o->facts, FACT_ORDER, names_at(o->ids, code));
	}
}

/* Its customers; where it has none, the one that an object of it belongs to. */
static size_t customers_of(const struct ocel *o, uint32_t found[static OCEL_OF_EVENT])
{
	size_t n = 0;

	for (size_t i = 0; i < o->n_touched; i++)
		if (o->objects.at[o->touched[i]].type == o->customer)
			found[n++] = o->touched[i];
	for (size_t i = 0; n == 0 && i < o->n_touched; i++) {
		uint32_t link = o->objects.at[o->touched[i]].link;
		if (link != NAMES_NONE && o->objects.at[link].type == o->customer)
			found[n++] = link;
	}
	return n;
}

static void say_customer(struct ocel *o, uint32_t code, bool several)
{
	struct str id = names_at(o->ids, code), type = names_at(o->types, o->customer);

	facts_put(o->facts, FACT_CASE, id);
	if (o->is_person)
		facts_put(o->facts, FACT_USER, id);
	else
		facts_printf(o->facts, FACT_EXTERNAL, "%.*s/%.*s", STR_ARG(type), STR_ARG(id));
	if (o->is_order[o->customer])
		facts_put(o->facts, FACT_ORDER, id);
	if (several && o->id.n)
		facts_printf(o->facts, FACT_KEY, "%.*s/%.*s", STR_ARG(o->id), STR_ARG(id));
	else
		facts_put(o->facts, FACT_KEY, o->id);
}

bool ocel_send(struct ocel *o)
{
	uint32_t customers[OCEL_OF_EVENT];
	size_t n = customers_of(o, customers);
	const char *why = !facts_has(o->facts, FACT_EVENT) ? "the event has no type"
			  : o->past            ? "the event has more than 1000 objects, the ceiling"
			  : n > OCEL_CUSTOMERS ? "the event has more than 100 customers, the ceiling"
			  : n == 0             ? "the event has no object of a customer"
					       : NULL;

	if (!why && !facts_iso(o->facts, FACT_TIME, o->time)) {
		struct str start = str_sub(o->time, 0, 40);
		snprintf(o->why, sizeof o->why, "the time \"%.*s\" is none", STR_ARG(start));
		why = o->time.n ? o->why : "the event has no time";
	}
	if (why)
		return ocel_broken(o, o->row, o->raw, why);
	say_others(o);
	for (size_t i = 0; i < n && !ocel_full(o); i++) {
		say_customer(o, customers[i], n > 1);
		if (!facts_send(o->facts))
			return false;
	}
	return true;
}

bool ocel_full(const struct ocel *o)
{
	return facts_full(o->facts);
}

bool ocel_broken(struct ocel *o, uint64_t row, struct str raw, const char *why)
{
	return facts_broken(o->facts, row, raw, why);
}
