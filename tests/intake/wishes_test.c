/* What is wished of columns beyond one role for one column, and recipes. */
#include "intake/recipe.h"
#include "split.h"

#include <unistd.h>

enum { WISHES = 12 };

/* "customer|event|rating|text {a=1 b=2}", by part. */
static struct str said(struct scope *sc, const struct intake_events *events)
{
	char *out = scope_printf(sc, "%s", "");

	for (size_t i = 0; i < events->n; i++) {
		const struct intake_event *e = &events->at[i];
		out = scope_printf(
			sc, "%s%s%.*s|%.*s", out, i ? "; " : "", STR_ARG(e->customer), STR_ARG(e->event));
		if (e->has_rating)
			out = scope_printf(sc, "%s|%g %s", out, e->rating, scale_name(e->scale));
		if (e->has_value)
			out = scope_printf(sc, "%s|%lld", out, (long long)e->value_minor);
		if (e->text.p)
			out = scope_printf(sc, "%s|%.*s", out, STR_ARG(e->text));
		for (size_t k = 0; k < e->n_properties; k++)
			out = scope_printf(sc, "%s%s%.*s=%.*s", out, k ? " " : " {",
				STR_ARG(e->properties[k].name), STR_ARG(e->properties[k].value));
		out = scope_printf(sc, "%s%s", out, e->n_properties ? "}" : "");
		assert_true(i == 0 || e->part > events->at[i - 1].part);
	}
	return str_of(out);
}

static struct mapping *understand(struct scope *sc, struct split *t, const char *table,
	const char *const *wished, struct mapping_wishes wishes)
{
	struct column_wish *columns = NEW_ARRAY(sc, struct column_wish, WISHES);

	*t = split_text(sc, table);
	for (size_t i = 0; i < WISHES && wished[i]; i++) {
		assert_true(column_wish_read(sc, str_of(wished[i]), &columns[i]));
		wishes.n_columns = i + 1;
	}
	wishes.columns = columns;
	return mapping_guess(sc, t->names, t->records.at, t->records.n, &wishes);
}

static bool has_remark(const struct mapping *m, const char *part)
{
	size_t n;
	const struct str *remarks = mapping_remarks(m, &n);

	for (size_t i = 0; i < n; i++)
		if (str_has(remarks[i], str_of(part)))
			return true;
	return false;
}

/* --- wishes ------------------------------------------------------------------------------------- */

static void records_become_what_is_wished(void **state)
{
	static const struct {
		const char *table, *wished[WISHES], *said[3], *remark;
	} cases[] = {
		{ "user,date,mail,visit,sale,spend\n1,2026-03-02,A,1,0,0\n2,2026-03-02,B,0,0,0\n3,2026-03-02,A,yes,TRUE,5.5\n",
			{ "event=mail", "flag=visit", "flag=sale as bought", "value=spend" },
			{ "1|A|0; 1|visit", "2|B|0", "3|A|550; 3|visit; 3|bought" },
			"a yes is an event of its own, at the time of its row and after it: visit, bought" },
		{ "user,date,mail,visit\n1,2026-03-02,A,maybe\n2,2026-03-02,A,nie\n3,2026-03-02,A,ДА\n",
			{ "event=mail", "flag=visit" }, { "1|A {visit=maybe}", "2|A", "3|A; 3|visit" },
			"1 values of \"visit\" cannot be read as yes or no: kept as properties" },
		/* the file's name stands for the event; a number of its own is the first's alone */
		{ "user,date,nr,visit,w\n1,2026-03-02,k1,1,0.5\n", { "flag=visit", "key=nr", "each=w" },
			{ "1|letters {nr=k1 w=0.5}; 1|visit {w=0.5}" }, NULL },
		{ "user,date,step,state,lang\n1,2026-03-02,Accepted,In Progress,pl\n2,2026-03-02,Done,,pl\n3,2026-03-02,,Odd,pl\n",
			{ "event=step+state" },
			{ "1|Accepted+In Progress {lang=pl state=In Progress}", "2|Done {lang=pl}",
				"3|Odd {lang=pl state=Odd}" },
			NULL },
		/* a column that is called so goes before what it could mean */
		{ "user,date,a+b,a,b\n1,2026-03-02,x,y,z\n", { "event=a+b" }, { "1|x {a=y b=z}" }, NULL },
		{ "user,date,Q1 as asked\n1,2026-03-02,4\n", { "rating=Q1 as asked" }, { "1|letters|4 1-5" },
			NULL },
		{ "user,date,Q*,Q1\n1,2026-03-02,4,3\n", { "rating=Q*" }, { "1|letters|4 1-5 {Q1=3}" },
			NULL },
		{ "set,no,date,event\na,1,2026-03-02,x\nb,1,2026-03-02,y\n", { "customer=set+no" },
			{ "a+1|x {no=1}", "b+1|y {no=1}" }, NULL },
		/* one rating with a name, and several by a pattern */
		{ "user,date,event,Q1,w\n1,2026-03-02,x,4,2\n", { "rating=Q1@1-7 as overall" },
			{ "1|overall|4 1-7 {event=x w=2}" }, NULL },
		{ "user,date,Q1,Q2,Q3COM,w,note\n1,2026-03-02,4,2,9,2,hi\n2,2026-03-02,0,6,9,2,\n",
			{ "rating=Q*@1-5", "ignore=Q3COM", "rating=Q2@1-7 as second", "each=w",
				"property=note" },
			{ "1|Q1|4 1-5 {note=hi w=2}; 1|second|2 1-7 {w=2}", "2|second|6 1-7 {w=2}" },
			"on the scale of 1 to 5, 0 (1) and 6 (0) were read as no answer" },
		/* in a wide table a property stands with the event that begins with its word */
		{ "order_id,customer_id,order_bought_at,review_id,review_answered_at,city,w\n"
		  "o1,1,2026-03-02,r1,2026-03-05,Łódź,2\no2,1,2026-03-02,r2,,Łódź,2\n",
			{ "stage=order_bought_at", "stage=review_answered_at as reviewed", "each=w" },
			{ "1|order_bought {city=Łódź w=2}; 1|reviewed {review_id=r1 w=2}",
				"1|order_bought {city=Łódź review_id=r2 w=2}" },
			NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct scope sc = { 0 };
		struct split t;
		struct intake_events events;
		char why[256];
		struct mapping *m = understand(&sc, &t, cases[i].table, cases[i].wished,
			(struct mapping_wishes){ .file_name = STR("letters.csv") });
		if (!m)
			fail_msg("case %zu: %s", i, sc.why);
		for (size_t r = 0; r < COUNT_OF(cases[i].said) && cases[i].said[r]; r++) {
			assert_true(mapping_apply(m, &t.records.at[r], &events, why));
			assert_str(said(&sc, &events), cases[i].said[r]);
		}
		if (cases[i].remark && !has_remark(m, cases[i].remark))
			fail_msg("case %zu: it does not say %s", i, cases[i].remark);
		scope_close(&sc);
	}
}

static void what_makes_no_sense_is_refused(void **state)
{
	static const struct {
		const char *table, *wished[WISHES], *why;
	} cases[] = {
		{ "user,date,step,state\n1,2026-03-02,a,b\n", { "event=step+stat" },
			"no column \"step+stat\"; the nearest is" },
		{ "user,date,step,state\n1,2026-03-02,a,b\n", { "time=date+step" },
			"columns cannot be joined to a time: \"date+step\"" },
		{ "mail,nr,date,step\na@b.pl,1,2026-03-02,a\n", { "customer=nr+mail" },
			"column \"mail\" has e-mail addresses" },
		{ "user,date,step\n1,2026-03-02,a\n", { "rating=Q*" }, "no column \"Q*\"" },
		{ "user,a_at,b_at,yes\n1,2026-03-02,2026-03-02,1\n",
			{ "stage=a_at", "stage=b_at", "flag=yes" },
			"flag \"yes\": a row of a wide table has several times" },
		{ "user,date,Q1,Q2\n1,2026-03-02,4,words\n", { "rating=Q*" },
			"column \"Q2\": none of 1 values is a number" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct scope sc = { 0 };
		struct split t;
		assert_null(
			understand(&sc, &t, cases[i].table, cases[i].wished, (struct mapping_wishes){ 0 }));
		if (!str_has(str_of(sc.why), str_of(cases[i].why)))
			fail_msg("case %zu: %s", i, sc.why);
		scope_close(&sc);
	}
}

static void a_twin_joins_by_itself(void **state)
{
	static const char *const wished[WISHES] = { "event=step+state", "flag=yes", "each=w" };
	struct scope sc = { 0 };
	struct split t;
	struct mapping *m = understand(&sc, &t,
		"user,date,step,state,yes,w\n1,2026-03-02,a,b,1,2\n2,2026-03-02,c,d,0,3\n", wished,
		(struct mapping_wishes){ 0 });
	struct intake_events one, two;
	char why[256];

	(void)state;
	assert_non_null(m);
	struct mapping *twin = mapping_twin(&sc, m);
	assert_true(mapping_apply(m, &t.records.at[0], &one, why));
	assert_true(mapping_apply(twin, &t.records.at[1], &two, why));
	assert_str(said(&sc, &one), "1|a+b {state=b w=2}; 1|yes {w=2}");
	assert_str(said(&sc, &two), "2|c+d {state=d w=3}");
	scope_close(&sc);
}

/* --- recipes ------------------------------------------------------------------------------------ */

static struct recipe *recipe_of(struct scope *sc, const char *text)
{
	char path[] = "/tmp/wend-recipe-XXXXXX";
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
	struct recipe *recipe = recipe_read(sc, path);
	unlink(path);
	return recipe;
}

static const char survey[] = "at: YYYY-05-15\n"
			     "rows_are_customers: true\n"
			     "others: property\n"
			     "columns:\n"
			     "  - { role: rating, as: art, scale: 1-5, column: [Q6A, Q8A] }\n"
			     "  - { role: rating, as: clean, scale: 1-5, column: [Q10A, Q8A] }\n"
			     "  - { role: each, column: W }\n";

/* Q8A is how clean it was in one year and the art in the next; RESPNUM counts anew. */
static void a_recipe_reads_several_years(void **state)
{
	static const struct {
		const char *file, *table, *said, *time, *remark;
	} years[] = {
		{ "2010_survey.csv", "RESPNUM,Q6A,Q8A,W\n1,4,5,0.5\n",
			"|art|4 1-5 {RESPNUM=1 W=0.5}; |clean|5 1-5 {W=0.5}", "2010-05-15T00:00:00Z", NULL },
		{ "survey 2011.csv", "RESPNUM,Q10A,Q8A\n1,2,3\n", "|art|3 1-5 {RESPNUM=1}; |clean|2 1-5",
			"2011-05-15T00:00:00Z", NULL },
		{ "120123-2012.csv", "RESPNUM,Q8A\n1,3\n", "|art|3 1-5 {RESPNUM=1}", "2012-05-15T00:00:00Z",
			"ratings of the recipe that are not there: clean" },
	};
	struct scope sc = { 0 };
	struct mapping_wishes wishes = { 0 };
	struct recipe *recipe = recipe_of(&sc, survey);

	(void)state;
	assert_non_null(recipe);
	recipe_join(&sc, recipe, &wishes);
	for (size_t i = 0; i < COUNT_OF(years); i++) {
		struct split t = split_text(&sc, years[i].table);
		struct intake_events events;
		char why[256];
		wishes.file_name = str_of(years[i].file);
		struct mapping *m = mapping_guess(&sc, t.names, t.records.at, t.records.n, &wishes);
		if (!m)
			fail_msg("%s: %s", years[i].file, sc.why);
		assert_true(mapping_rows_are_customers(m));
		assert_true(mapping_apply(m, &t.records.at[0], &events, why));
		assert_str(said(&sc, &events), years[i].said);
		assert_str(when_iso(&sc, events.at[0].time_us), years[i].time);
		assert_true(!years[i].remark || has_remark(m, years[i].remark));
	}
	scope_close(&sc);
}

static void the_command_line_goes_before_a_recipe(void **state)
{
	struct scope sc = { 0 };
	struct split t = split_text(&sc, "RESPNUM,Q6A,Q7\n1,4,5\n");
	struct column_wish wish;
	struct intake_events events;
	char why[256];

	(void)state;
	assert_true(column_wish_read(&sc, STR("rating=Q6A@1-7 as pictures"), &wish));
	struct mapping_wishes wishes = { .columns = &wish, .n_columns = 1, .has_at = true, .zone = "UTC" };
	recipe_join(&sc, recipe_of(&sc, survey), &wishes);
	struct mapping *m = mapping_guess(&sc, t.names, t.records.at, t.records.n, &wishes);
	assert_non_null(m);
	assert_true(mapping_apply(m, &t.records.at[0], &events, why));
	assert_str(said(&sc, &events), "|pictures|4 1-7 {Q7=5 RESPNUM=1}");
	assert_int_equal(events.at[0].time_us, 0);
	scope_close(&sc);
}

static void tables_that_are_others_are_refused(void **state)
{
	static const struct {
		const char *file, *table, *why;
	} cases[] = {
		{ "2010.csv", "a,b\n1,2\n", "none of the recipe's columns is there; the columns are: a, b" },
		{ "survey.csv", "Q6A\n1\n",
			"at \"YYYY-05-15\" takes the year from the file's name, and \"survey.csv\" has none of four digits" },
		{ "survey_20100515.csv", "Q6A\n1\n", "has none of four digits" },
	};
	struct scope sc = { 0 };
	struct mapping_wishes wishes = { 0 };

	(void)state;
	recipe_join(&sc, recipe_of(&sc, survey), &wishes);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct split t = split_text(&sc, cases[i].table);
		wishes.file_name = str_of(cases[i].file);
		assert_null(mapping_guess(&sc, t.names, t.records.at, t.records.n, &wishes));
		assert_fault(&sc, sc.fault, cases[i].why);
		scope_forgive(&sc);
	}
	scope_close(&sc);
}

static void recipes_that_say_nothing_are_refused(void **state)
{
	static const struct {
		const char *text, *why;
	} cases[] = {
		{ "columns: 7\n", "columns" },
		{ "source: survey\n", "columns" },
		{ "source: radio\ncolumns: []\n", "there is no kind of source \"radio\"" },
		{ "colums: []\ncolumns: []\n", "colums" },
		{ "columns:\n  - { role: buyer, column: a }\n",
			"no role \"buyer\": there are customer, case" },
		{ "columns:\n  - { role: joined, column: a }\n", "no role \"joined\"" },
		{ "columns:\n  - { role: event }\n", "column" },
		{ "columns:\n  - { role: event, column: [] }\n", "column" },
		{ "columns:\n  - { role: event, column: a, as: b }\n",
			"\"as\" names the event of a rating, a stage or a flag" },
		{ "columns:\n  - { role: rating, column: a, scale: 1-8 }\n", "there is no scale \"1-8\"" },
		{ "columns:\n  - { role: time, column: a, order: ymd }\n", "is dmy or mdy" },
		{ "others: drop\ncolumns: []\n", "others" },
		{ "columns: [\n", "line" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct scope sc = { 0 };
		assert_null(recipe_of(&sc, cases[i].text));
		if (!str_has(str_of(sc.why), str_of(cases[i].why)))
			fail_msg("%s: %s", cases[i].text, sc.why);
		scope_close(&sc);
	}
	struct scope sc = { 0 };
	assert_null(recipe_read(&sc, "/nowhere/recipe.yaml"));
	assert_fault(&sc, FAULT_NOT_FOUND, "cannot read \"/nowhere/recipe.yaml\"");
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(records_become_what_is_wished),
		cmocka_unit_test(what_makes_no_sense_is_refused),
		cmocka_unit_test(a_twin_joins_by_itself),
		cmocka_unit_test(a_recipe_reads_several_years),
		cmocka_unit_test(the_command_line_goes_before_a_recipe),
		cmocka_unit_test(tables_that_are_others_are_refused),
		cmocka_unit_test(recipes_that_say_nothing_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
