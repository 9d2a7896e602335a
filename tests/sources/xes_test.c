#include "collect.h"

#define LOG(inside) "<?xml version='1.0'?>\n<log xmlns=\"http://www.xes-standard.org/\">\n" inside "</log>\n"

static void events_become_records(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{ LOG("<trace><string key='concept:name' value='A'/><int key='n' value='1'/>"
		      "<event><string key='concept:name' value='go'/><date key='time:timestamp' value='t1'/></event>"
		      "<event><string key='concept:name' value='end'/></event></trace>"),
			"1 case:concept:name=A case:n=1 concept:name=go time:timestamp=t1|"
			"2 case:concept:name=A case:n=1 concept:name=end" },
		/* traces without a name are numbered; the next trace has none of the last one's attributes */
		{ LOG("<trace><int key='n' value='1'/><event/></trace><trace><event/><event/></trace>"
		      "<trace><string key='concept:name' value=''/><event/></trace>"),
			"1 case:n=1 case:concept:name=case 1|2 case:concept:name=case 2|3 case:concept:name=case 2|"
			"4 case:concept:name=case 3" },
		/* what is said of the log, and what holds for all, is left out */
		{ LOG("<extension name='x' prefix='y' uri='z'/><global scope='trace'><string key='g' value='1'/>"
		      "</global><string key='source' value='s'><string key='deep' value='d'/></string>"
		      "<classifier name='a' keys='b'/><trace><string key='concept:name' value='A'/><event/></trace>"),
			"1 case:concept:name=A" },
		/* nested attributes, lists, containers */
		{ LOG("<trace><string key='concept:name' value='A'><string key='x' value='1'/></string>"
		      "<event><float key='cost' value='5'><string key='unit' value='EUR'><id key='q' value='2'/></string>"
		      "</float><list key='l'><values><int key='i' value='3'/></values></list>"
		      "<container key='c'><boolean key='b' value='true'/></container></event></trace>"),
			"1 case:concept:name=A case:concept:name:x=1 cost=5 cost:unit=EUR cost:unit:q=2 l:i=3 c:b=true" },
		/* a trace's attribute behind an event holds for those that follow */
		{ LOG("<trace><string key='concept:name' value='A'/><event><int key='a' value='1'/></event>"
		      "<int key='late' value='2'/><event/></trace>"),
			"1 case:concept:name=A a=1|2 case:concept:name=A case:late=2" },
		{ LOG("<event><int key='a' value='1'/></event>"), "1 a=1" },
		{ "<x:log xmlns:x='u'><x:trace><x:event><x:string key='k' value='&lt;&#322;&amp;'/></x:event></x:trace>"
		  "</x:log>",
			"1 case:concept:name=case 1 k=<ł&" },
		{ LOG("<trace><event><string key='novalue'/><string value='nokey'/></event></trace>"),
			"1 case:concept:name=case 1" },
		{ LOG(""), "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_collected(NULL, str_of(cases[i].text), cases[i].want);
}

static void what_is_no_log_is_refused(void **state)
{
	/* clang-format off */
	static const struct {
		const char *text;
		enum fault fault;
		const char *words;
	} cases[] = {
		{ "<html><body/></html>", FAULT_INVALID, "a.csv, line 1: XML, but no XES log: it is about html" },
		{ "<log>\n<trace>", FAULT_INVALID, "line 2: the log ends too early: it is cut short" },
		{ "<log>\n<trace></log>", FAULT_INVALID, "line 2: no sound XML: mismatched tag" },
		{ "plain", FAULT_INVALID, "no sound XML" },
		{ "<!DOCTYPE log [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]>\n<log>&b;</log>",
			FAULT_INVALID, "line 1: a document type (<!DOCTYPE>) is refused" },
		{ "<!DOCTYPE log SYSTEM 'file:///etc/passwd'><log/>", FAULT_INVALID, "is refused" },
		{ "<log><trace><event>&x;</event></trace></log>", FAULT_INVALID, "no sound XML: undefined entity" },
		{ "<log><object-types/><events/></log>", FAULT_INVALID, "an object-centric log (OCEL)" },
	};
	/* clang-format on */

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_refused("xes", str_of(cases[i].text), cases[i].fault, cases[i].words);
}

static struct str around(struct scope *sc, const char *before, const char *piece, size_t n, const char *after)
{
	struct buf *b = buf_new(sc, 64 << 20);

	buf_puts(b, before);
	for (size_t i = 0; i < n; i++)
		buf_puts(b, piece);
	buf_puts(b, after);
	return buf_str(b);
}

static void ceilings_are_named(void **state)
{
	struct scope sc = { 0 };
	struct buf *wide = buf_new(&sc, 1 << 20);

	(void)state;
	assert_refused("xes", around(&sc, "<log>", "<trace>", 100, ""), FAULT_LIMIT,
		"a.csv, line 1: nested deeper than 64 levels, the ceiling");
	assert_refused("xes",
		around(&sc, "<log><trace><event><string key='a' value='", "x", 2 << 20,
			"'/></event></trace></log>"),
		FAULT_LIMIT, "a value is longer than 1 MiB, the ceiling");
	assert_refused("xes", around(&sc, "<log><trace><event><string key='a' value='", "x", 40 << 20, "'/>"),
		FAULT_LIMIT, "an element is longer than 16 MiB, the ceiling");
	assert_refused("xes", around(&sc, "<log><trace><event><string key='", "x", 2000, "' value=''/>"),
		FAULT_LIMIT, "an attribute's name is longer than 1024 bytes, the ceiling");
	buf_puts(wide, "<log><trace><event>");
	for (int i = 0; i < 4100; i++)
		buf_printf(wide, "<int key='k%d' value='1'/>", i);
	buf_puts(wide, "</event></trace></log>");
	assert_refused("xes", buf_str(wide), FAULT_LIMIT, "more than 4096 columns, the ceiling");
	scope_close(&sc);
}

static void a_look_is_short(void **state)
{
	struct reader_options options = { .max_records = 2 };
	struct collected c = { 0 };

	(void)state;
	c.in = input_of(&c.sc, "a", STR("<log><trace><event/><event/><event/></trace> broken <"));
	collect_from(&c, "xes", &options);
	assert_true(c.ok);
	assert_int_equal(c.notes.records, 2);
	assert_true(c.notes.cases);
	collect_close(&c);
}

static void the_declared_character_set_counts(void **state)
{
	struct collected c;

	(void)state;
	collect(&c, NULL,
		STR("<?xml version='1.0' encoding='ISO-8859-1'?><log><trace><string key='concept:name' "
		    "value='\xe9t\xe9'/><event/></trace></log>"),
		0);
	assert_true(c.ok);
	assert_str(buf_str(c.text), "1 case:concept:name=été");
	collect_close(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(events_become_records),
		cmocka_unit_test(what_is_no_log_is_refused),
		cmocka_unit_test(ceilings_are_named),
		cmocka_unit_test(a_look_is_short),
		cmocka_unit_test(the_declared_character_set_counts),
	};

	return cmocka_run_group_tests_name("xes", tests, NULL, NULL);
}
