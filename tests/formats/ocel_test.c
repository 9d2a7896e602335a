#include <sqlite3.h>

#include "told.h"

#define LOG(objects, events)                                                                                 \
	"{\"objectTypes\":[{\"name\":\"a\"}],\"eventTypes\":[],\"objects\":[" objects                        \
	"],\"events\":[" events "]}"
#define OBJECT(id, type) "{\"id\":\"" id "\",\"type\":\"" type "\"}"
#define EVENT(id, objects)                                                                                   \
	"{\"id\":\"" id "\",\"type\":\"go\",\"time\":\"2026-03-02T10:15:00Z\",\"relationships\":[" objects   \
	"]}"
#define OF(id) "{\"objectId\":\"" id "\",\"qualifier\":\"\"}"
#define AT "  $time=2026-03-02T10:15:00Z  $event=go"
#define TAKEN(type)                                                                                          \
	"remark: of the log's objects, those of the type \"" type "\" were taken for the customers"
#define MOST ", as they have the most events each\n"

/* Rows are the records of both lists in the order of the file. */
static void the_customers_are_found(void **state)
{
	/* clang-format off */
	static const char *const cases[][2] = {
		{ LOG(OBJECT("o", "orders") "," OBJECT("p", "Customers"), EVENT("1", OF("o") "," OF("p"))),
			"3.0" AT "  $case=p  $key=ocel/1  $user=p  $order=o  orders=o\n" TAKEN("Customers") "\n" },
		{ LOG(OBJECT("k", "Klient") "," OBJECT("u", "user"), EVENT("1", OF("k") "," OF("u"))),
			"3.0" AT "  $case=u  $key=ocel/1  $user=u  Klient=k\n" TAKEN("user") "\n" },
		{ LOG(OBJECT("s", "showcase") "," OBJECT("m", "machine"), EVENT("1", OF("s") "," OF("m")) "," EVENT("2", OF("m"))),
			"3.0" AT "  $case=s  $key=ocel/1  $external=ocel/showcase/s  machine=m\n"
			"4  broken: the event has no object of a customer\n" TAKEN("showcase") MOST },
		{ LOG(OBJECT("a", "trip") "," OBJECT("b", "leg") "," OBJECT("c", "leg"),
			  EVENT("1", OF("a") "," OF("b")) "," EVENT("2", OF("a") "," OF("c") "," OF("c"))),
			"4.0" AT "  $case=a  $key=ocel/1  $external=ocel/trip/a  leg=b\n"
			"5.0" AT "  $case=a  $key=ocel/2  $external=ocel/trip/a  leg=c\n" TAKEN("trip") MOST },
		{ LOG("{\"id\":\"o\",\"type\":\"item\",\"relationships\":[" OF("p") "]}," OBJECT("p", "person"),
			  EVENT("1", OF("o") "," OF("unknown"))),
			"3.0" AT "  $case=p  $key=ocel/1  $user=p  item=o  object=unknown\n" TAKEN("person") "\n" },
	};
	/* clang-format on */

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_told("ocel-json", "a.json", cases[i][0], cases[i][1]);
}

static void personal_attributes_are_left_out(void **state)
{
	(void)state;
	assert_told(NULL, "a.json",
		"{\"events\":[{\"id\":\"1\",\"type\":\"go\",\"time\":\"2026-03-02T10:15:00Z\",\"relationships\":[" OF(
			"p") "],"
			     "\"attributes\":[{\"name\":\"Email\",\"value\":\"a@b.test\"},{\"name\":\"n\",\"value\":2}]}],"
			     "\"objects\":[" OBJECT("p", "person") "],\"objectTypes\":[],\"eventTypes\":[]}",
		"1.0" AT "  $case=p  $key=ocel/1  $user=p  n=2\n" TAKEN("person") "\n");
}

static void what_will_not_do_is_refused(void **state)
{
	static const struct {
		const char *format, *content, *words;
	} cases[] = {
		{ "ocel-json", LOG("", EVENT("1", "")), "a.txt has no objects whose journey it could be" },
		{ "ocel-json", LOG(OBJECT("m", "machine"), EVENT("1", OF("m"))),
			"has no objects whose journey it could be" },
		{ "ocel-json", "{\"objects\":[{\"id\":", "the file ends within" },
		{ "ocel-xml", "<!DOCTYPE log [<!ENTITY a \"b\">]><log/>",
			"a document type (<!DOCTYPE>) is refused" },
		{ "ocel-xml", "<log><objects>", "it ends too early: it is cut short" },
		{ "ocel-xml", "<log><objects><object id='a' type='user'/></wrong>",
			"no sound XML: mismatched tag" },
		{ "ocel-sqlite", "a,b\n1,2\n", "a.txt is no SQLite database" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_told_refused(cases[i].format, cases[i].content, FAULT_INVALID, cases[i].words);
}

/* What a database of a stranger may have in it: a view instead of a table, a trigger, a wrong page. */
static const char sound[] =
	"CREATE TABLE object(ocel_id, ocel_type); CREATE TABLE event_map_type(ocel_type, ocel_type_map);"
	"CREATE TABLE event_object(ocel_event_id, ocel_object_id, ocel_qualifier);"
	"INSERT INTO object VALUES('p', 'person'); INSERT INTO event_map_type VALUES('go', 'Go');"
	"INSERT INTO event_object VALUES('1', 'p', '');";

static struct str database(struct scope *sc, const char *more)
{
	sqlite3 *db;
	sqlite3_int64 n = 0;

	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sound, NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, more, NULL, NULL, NULL), SQLITE_OK);
	unsigned char *bytes = sqlite3_serialize(db, "main", &n, 0);
	struct str copy = str_copy(sc, (struct str){ (char *)bytes, (size_t)n });
	sqlite3_free(bytes);
	sqlite3_close(db);
	return copy;
}

static void databases_are_read_with_care(void **state)
{
	static const struct {
		const char *more, *want, *words;
	} cases[] = {
		{ "CREATE TABLE event_Go(ocel_id, ocel_time, n); INSERT INTO event_Go VALUES('1', '2026-03-02T10:15:00Z', 2)",
			"1.0" AT "  $case=p  $key=ocel/1  $user=p  n=2\n" TAKEN("person") "\n", NULL },
		{ "CREATE VIEW event_Go AS SELECT 1 AS ocel_id, randomblob(1000000000) AS ocel_time", NULL,
			"event_Go" },
		{ "CREATE TABLE x(a)", NULL, "no such table: main.event_Go" },
		{ "DROP TABLE event_object", NULL, "no such table: main.event_object" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct scope sc = { 0 };
		struct told t;
		told_text(&t, "ocel-sqlite", "a.sqlite", database(&sc, cases[i].more));
		assert_int_equal(t.ok, cases[i].want != NULL);
		if (cases[i].want)
			assert_str(buf_str(t.text), cases[i].want);
		else
			assert_fault(&t.sc, FAULT_INVALID, cases[i].words);
		told_close(&t);
		scope_close(&sc);
	}
}

static void a_damaged_database_is_refused(void **state)
{
	struct scope sc = { 0 };
	struct str bytes = database(&sc, "CREATE TABLE event_Go(ocel_id, ocel_time)");
	struct told t;

	(void)state;
	memset((char *)(uintptr_t)bytes.p + 4096, 0xff, 4096);
	told_text(&t, "ocel-sqlite", "a.sqlite", bytes);
	assert_false(t.ok);
	assert_fault(&t.sc, FAULT_INVALID,
		"a.sqlite cannot be read as an OCEL database: database disk image is malformed");
	told_close(&t);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_customers_are_found),
		cmocka_unit_test(personal_attributes_are_left_out),
		cmocka_unit_test(what_will_not_do_is_refused),
		cmocka_unit_test(databases_are_read_with_care),
		cmocka_unit_test(a_damaged_database_is_refused),
	};

	return cmocka_run_group_tests_name("ocel", tests, NULL, NULL);
}
