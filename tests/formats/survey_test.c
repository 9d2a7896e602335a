#include "formats/survey_scale.h"

#include "told.h"

/* --- scales -------------------------------------------------------------------------------------- */

/* Answers with | between them. */
static const char *scale_for(
	struct scope *sc, const char *question, const char *given, struct survey_scale *scale)
{
	struct str answers[32], rest = str_of(given);
	size_t counts[32], n = 0;

	while (rest.p) {
		answers[n] = str_cut(&rest, '|');
		counts[n++] = 1;
	}
	struct survey_answers all = { answers, counts, n };
	return survey_scale_find(buf_new(sc, 4000), str_of(question), &all, scale) ? scale_name(scale->scale)
										   : "";
}

static void scales_are_found_by_words_and_range(void **state)
{
	static const struct {
		const char *question, *answers, *scale;
	} cases[] = {
		{ "How likely are you to recommend us?", "4|9|10", "nps" },
		{ "How likely are you to recommend us? (1-5)", "4|5", "1-5" },
		{ "Czy poleciłbyś nas znajomym? od 0 do 10", "0|9", "nps" },
		{ "Порекомендуете ли вы нас?", "10", "nps" },
		{ "Would you recommend us?", "Yes|No", "" },
		{ "How likely are you to buy again?", "0|8", "0-10" },
		{ "How easy was it?", "3", "1-7" },
		{ "How easy was it?", "1|2|3|4|5|1|2|3|4|5|1|2|3|4|5|1|2|3|4|5", "1-5" },
		{ "How satisfied are you?", "4|5", "1-5" },
		{ "How satisfied are you?", "6|5", "1-7" },
		{ "Jak jesteś zadowolony?", "8|3", "1-10" },
		{ "Rate us", "100|55", "0-100" },
		{ "Rate us", "5 - Very good|1 - Bad|N/A", "1-5" },
		{ "Rate us", "Very good (5)|Bad (1)", "1-5" },
		{ "Rate us", "10\u201320|20\u201330", "" },
		{ "How satisfied are you with the price of the phone?", "4|2", "1-5" },
		{ "Do you agree to be called?", "0|1", "" },
		{ "How old are you?", "5|7", "" },
		{ "Which shop?", "1|2|3", "" },
		{ "How many stars would you rate, 1 to 5?", "1|2|3", "1-5" },
		{ "Is it clear?", "Strongly agree|Disagree|Neither agree nor disagree", "1-5" },
		{ "Is it clear?", "Strongly agree|Somewhat agree|Agree|Disagree", "1-7" },
		{ "Which?", "Not at all helpful|Extremely helpful", "" },
		{ "How helpful was it to you, how useful?", "Not at all useful|Extremely useful", "1-5" },
		{ "Ocena", "Raczej się zgadzam|Zdecydowanie się nie zgadzam|Nie wiem", "1-5" },
		{ "Оценка", "Очень доволен|Скорее недоволен|Нейтрально", "1-5" },
		{ "Оценка", "Отлично|Хорошо|Удовлетворительно|Плохо", "1-5" },
		{ "Colour?", "Red|Good|Blue", "" },
	};
	struct scope sc = { 0 };
	struct survey_scale scale;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		if (strcmp(scale_for(&sc, cases[i].question, cases[i].answers, &scale), cases[i].scale) != 0)
			fail_msg("%s (%s): %s", cases[i].question, cases[i].answers, scale_name(scale.scale));
	scope_close(&sc);
}

static void answers_are_rated(void **state)
{
	static const struct {
		const char *answers, *answer;
		double rating; /* below 0: none */
	} cases[] = {
		{ "Very satisfied|Dissatisfied", "very SATISFIED ", 5 },
		{ "Very satisfied|Dissatisfied", "Neither satisfied nor dissatisfied", 3 },
		{ "Very satisfied|Dissatisfied", "Blue", -1 },
		{ "Extremely dissatisfied|Slightly satisfied|Moderately satisfied", "Moderately dissatisfied",
			2 },
		{ "Somewhat satisfied|Extremely satisfied", "Somewhat dissatisfied", 2 },
		{ "Poor|Fair|Excellent", "Very good", 4 },
		{ "Very poor|Very good", "Good", 4 },
		{ "Bardzo niezadowolony|Zadowolona", "Raczej niezadowolony/a", 2 },
		{ "Bardzo łatwo|Raczej trudno", "Trudno powiedzieć", 3 },
		{ "Полностью согласен|Не согласен", "Скорее согласен", 4 },
		{ "Отлично|Удовлетворительно", "Удовлетворительно", 3 },
		{ "Очень удовлетворён|Не удовлетворен", "Удовлетворён", 4 },
		{ "1|5", "5,0", 5 },
		{ "1|5", "5 \u2013 very good", 5 },
		{ "1|5", "Very good - 5", 5 },
		{ "1|5", "9", -1 },
		{ "1|5", "", -1 },
	};
	struct scope sc = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct survey_scale scale;
		double rating = -1;
		assert_true(scale_for(&sc, "Rate us", cases[i].answers, &scale)[0]);
		bool ok = survey_rate(buf_new(&sc, 4000), &scale, str_trim(str_of(cases[i].answer)), &rating);
		if (ok != (cases[i].rating >= 0) || (ok && rating != cases[i].rating))
			fail_msg("%s: %g", cases[i].answer, rating);
	}
	scope_close(&sc);
}

/* --- tools --------------------------------------------------------------------------------------- */

#define LIME "id,submitdate,lastpage,startlanguage,seed,startdate,datestamp,"

static void what_tools_say(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		/* the header that LimeSurvey makes of codes alone, and of texts alone */
		{ LIME "NPS,OPINION[comment]\n7,2026-03-03 10:07:00,2,en,1,,,9,Fine\n",
			"2.0  $time=2026-03-03T10:07:00Z  $event=NPS  $channel=survey  $rating=9  $scale=nps  $text=Fine  "
			"$key=limesurvey/7-1/NPS  $external=limesurvey/response/7-1  answer=9  last page=2  language=en\n"
			"remark: read as ratings: \"NPS\" (NPS, 0 to 10)\nzone assumed\n" },
		{ "Response ID,Date submitted,Last page,How satisfied are you? [Price]\n7,2026-03-03 10:07:00,2,Dissatisfied\n",
			"2.0  $time=2026-03-03T10:07:00Z  $event=How satisfied are you: Price  $channel=survey  $rating=2  "
			"$scale=1-5  $key=limesurvey/7-1772532420/How satisfied are you: Price  $external=limesurvey/response/7-1772532420  question=How satisfied are you? [Price]  "
			"answer=Dissatisfied  last page=2\n"
			"remark: read as ratings: \"How satisfied are you: Price\" (1 to 5)\nzone assumed\n" },
		{ LIME "CH_SQ001,CH_SQ002,MAT_SQ001. Rate us 1-5 [Shop],G01Q02_SQ001. Ease? [Web]\n"
		       "7,2026-03-03 10:07:00,2,en,1,,,Y,,4,3\n",
			"2.0  $time=2026-03-03T10:07:00Z  $event=MAT: Shop  $channel=survey  $rating=4  $scale=1-5  "
			"$key=limesurvey/7-1/MAT_SQ001  $external=limesurvey/response/7-1  question=Rate us 1-5 [Shop]  code=MAT_SQ001  answer=4  last page=2  "
			"language=en  CH=SQ001\n"
			"2.1  $time=2026-03-03T10:07:00Z  $event=Ease: Web  $channel=survey  $rating=3  $scale=1-7  "
			"$key=limesurvey/7-1/G01Q02_SQ001  $external=limesurvey/response/7-1  question=Ease? [Web]  code=G01Q02_SQ001  answer=3\n"
			"remark: read as ratings: \"MAT: Shop\" (1 to 5), \"Ease: Web\" (1 to 7)\nzone assumed\n" },
		/* without a date there is no event */
		{ LIME "NPS\n7,,2,en,1,,,9\n8,soon,2,en,1,,,9\n9,1980-01-01 00:00:00,2,en,1,1980-01-01 00:00:00,,9\n",
			"2  broken: \"submitdate\" is empty: the response has no time\n"
			"3  broken: \"submitdate\" is \"soon\", which is no time\n"
			"4  broken: \"submitdate\" is 1980-01-01, which stands for no date\n"
			"remark: read as ratings: \"NPS\" (NPS, 0 to 10)\n" },
		/* Qualtrics after somebody took the header's third row, or all but the first */
		{ "StartDate,EndDate,Status,Finished,ResponseId,Q1\nStart Date,End Date,Response Type,Finished,Response ID,"
		  "How easy was it?\n2026-03-03 10:00:00,2026-03-03 10:07:00,0,1,R_1,6\n2026-03-03 10:00:00,2026-03-03 10:08:00,1,1,R_2,6\n",
			"3.0  $time=2026-03-03T10:07:00Z  $event=How easy was it  $channel=survey  $rating=6  $scale=1-7  "
			"$key=qualtrics/R_1/Q1  $external=qualtrics/response/R_1  question=How easy was it?  code=Q1  answer=6  Finished=1\n"
			"remark: read as ratings: \"How easy was it\" (1 to 7)\n"
			"remark: responses left out: 1 (previews, tests and spam)\nzone assumed\n" },
		{ "StartDate,EndDate,Status,Finished,ResponseId,CSAT\n3/14/2026 10:00,3/14/2026 10:07,0,1,R_1,4\n",
			"2.0  $time=2026-03-14T10:07:00Z  $event=CSAT  $channel=survey  $rating=4  $scale=1-5  "
			"$key=qualtrics/R_1/CSAT  $external=qualtrics/response/R_1  answer=4  Finished=1\n"
			"remark: read as ratings: \"CSAT\" (1 to 5)\nzone assumed\n" },
		/* what was carried along is not judged by the header's rows */
		{ "StartDate,EndDate,Status,Finished,ResponseId,CSAT,phone,email\n"
		  "Start Date,End Date,Response Type,Finished,Response ID,Satisfied?,phone,email\n"
		  "x,x,x,x,x,\"{\"\"ImportId\"\":\"\"QID1\"\"}\",\"{\"\"ImportId\"\":\"\"phone\"\"}\",\"{\"\"ImportId\"\":\"\"email\"\"}\"\n"
		  "2026-03-14 10:00:00,2026-03-14 10:07:00,0,1,R_1,4,600100200,a@example.test\n",
			"4.0  $time=2026-03-14T10:07:00Z  $event=CSAT  $channel=survey  $rating=4  $scale=1-5  "
			"$key=qualtrics/R_1/CSAT  $email=a@example.test  $phone=600100200  question=Satisfied?  answer=4  "
			"Finished=1\n"
			"remark: read as ratings: \"CSAT\" (1 to 5)\nzone assumed\n" },
		/* the months of the English, the points of others */
		{ "Timestamp,How easy was it? (1-7)\n3/4/2026 10:05:00,3\n",
			"2.0  $time=2026-03-04T10:05:00Z  $event=How easy was it  $channel=survey  $rating=3  $scale=1-7  $external=google-forms/response/483d0c2e8ea3bd61  "
			"question=How easy was it? (1-7)  answer=3\n"
			"remark: dates like 03/04/2026 are read month first, as the tool writes them in English\n"
			"remark: read as ratings: \"How easy was it\" (1 to 7)\nzone assumed\n" },
		{ "Respondent ID,Collector ID,Start Date,End Date,How likely are you to recommend us?\n,,,,Response\n"
		  "1,2,,03.04.2026 10:05:00,3\n",
			"3.0  $time=2026-04-03T10:05:00Z  $event=How likely are you to recommend us  $channel=survey  $rating=3  "
			"$scale=nps  $key=surveymonkey/1/How likely are you to recommend us  $external=surveymonkey/response/1  "
			"question=How likely are you to recommend us?  answer=3  Collector ID=2\n"
			"remark: read as ratings: \"How likely are you to recommend us\" (NPS, 0 to 10)\nzone assumed\n" },
		{ "Отметка времени,Насколько вы довольны?,Какой цвет?\n03.03.2026 10:05:00,Очень доволен,Красный\n"
		  "04.03.2026 10:05:00,,Синий\n",
			"2.0  $time=2026-03-03T10:05:00Z  $event=Насколько вы довольны  $channel=survey  $rating=5  $scale=1-5  "
			"$external=google-forms/response/0ab89fd2486495fa  question=Насколько вы довольны?  answer=Очень доволен  Какой цвет=Красный\n"
			"3.0  $time=2026-03-04T10:05:00Z  $event=survey_answered  $channel=survey  "
			"$external=google-forms/response/b480853e8831f585  Какой цвет=Синий\n"
			"remark: read as ratings: \"Насколько вы довольны\" (1 to 5)\nzone assumed\n" },
		/* expected and experienced, each by its word */
		{ "#,Expected quality of service,Perceived quality of service,Start Date (UTC),Submit Date (UTC)\n"
		  "a,7,3,,2026-03-03 10:07:00\nb,6,,,2026-03-03 10:08:00\nc,,2,,2026-03-03 10:09:00\n",
			"2.0  $time=2026-03-03T10:07:00Z  $event=Perceived quality of service  $channel=survey  $rating=3  "
			"$scale=1-7  $expected=7  $key=typeform/a/Perceived quality of service  $external=typeform/response/a  "
			"question=Perceived quality of service  answer=3  Expected quality of service=7\n"
			"3.0  $time=2026-03-03T10:08:00Z  $event=survey_answered  $channel=survey  "
			"$key=typeform/b/survey_answered  $external=typeform/response/b  Expected quality of service=6\n"
			"4.0  $time=2026-03-03T10:09:00Z  $event=Perceived quality of service  $channel=survey  $rating=2  "
			"$scale=1-7  $key=typeform/c/Perceived quality of service  $external=typeform/response/c  question=Perceived quality of service  answer=2\n"
			"remark: read as ratings: \"Expected quality of service\" (1 to 7), \"Perceived quality of service\" (1 to 7)\n" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_told(NULL, "a.csv", cases[i].text, cases[i].want);
}

static void answers_off_the_scale_are_counted(void **state)
{
	struct told t;
	struct scope sc = { 0 };
	struct buf *text = buf_new(&sc, 10000);

	(void)state;
	buf_puts(text, "#,Rate us 1-5,Start Date (UTC),Submit Date (UTC)\n");
	for (int i = 0; i < 30; i++)
		buf_printf(text, "r%d,%s,,2026-03-03 10:07:00\n", i,
			i == 3   ? "8"
			: i == 4 ? "soon"
			: i == 5 ? "n/a"
				 : "4");
	told_text(&t, NULL, "a.csv", buf_str(text));
	assert_true(t.ok);
	assert_int_equal(t.notes.records, 27);
	assert_true(str_has(buf_str(t.text), STR("read as no answer: 2 (\"8\" to \"Rate us 1-5\", say)")));
	assert_true(str_has(buf_str(t.text), STR("without a single answer, left out: 3")));
	told_close(&t);
	scope_close(&sc);
}

/* Long questions make a header that is longer than what is looked at to recognise a file; it ends within quotes. */
static void headers_may_be_long(void **state)
{
	struct scope sc = { 0 };
	struct buf *text = buf_new(&sc, 1 << 20);
	struct told t;

	(void)state;
	buf_puts(text, "\"id. Response ID\",\"submitdate. Date submitted\"");
	for (int i = 0; i < 400; i++) {
		buf_printf(text, ",\"S%d. How satisfied are you with number %d", i, i);
		for (int k = 0; k < 30; k++)
			buf_puts(text, ", of many");
		buf_puts(text, "?\"");
	}
	buf_puts(text, "\n\"1\",\"2026-03-03 10:07:00\"");
	for (int i = 0; i < 400; i++)
		buf_puts(text, ",\"4\"");
	told_text(&t, NULL, "a.csv", buf_str(text));
	assert_true(t.ok);
	assert_string_equal(t.format->name, "limesurvey");
	assert_int_equal(t.notes.records, 400);
	told_close(&t);
	scope_close(&sc);
}

static void a_look_stops_in_time(void **state)
{
	const struct reader_options options = { .max_records = 3 };
	struct told t = { 0 };

	(void)state;
	t.in = input_of(&t.sc, "a.csv",
		STR("#,Rate us,Rate them,Start Date (UTC),Submit Date (UTC)\n"
		    "a,4,5,,2026-03-03 10:07:00\nb,4,5,,2026-03-03 10:07:00\nc,4,5,,2026-03-03 10:07:00\n"));
	told_from(&t, NULL, &options);
	assert_true(t.ok);
	assert_int_equal(t.notes.records, 3);
	told_close(&t);
}

/* "Typeform's times are UTC", whatever zone the user says; Qualtrics's are in the file's. */
static void the_zone_is_the_files(void **state)
{
	struct told t = { 0 };
	struct reader_options options = { .zone = when_zone_open(&t.sc, "Asia/Tokyo") };

	(void)state;
	t.in = input_of(&t.sc, "a.csv",
		STR("#,Rate us,Start Date (UTC),Submit Date (UTC)\na,4,,2026-03-03 10:07:00\n"));
	told_from(&t, NULL, &options);
	assert_true(str_has(buf_str(t.text), STR("2026-03-03T10:07:00Z")));
	told_close(&t);
}

/* Of many who were asked in a few words many say the same, in a sentence: it is a text, and a short choice is none. */
static void what_many_say_alike_is_a_text(void **state)
{
	static const char *const said[] = { "Paczka przyszła za późno i zniszczona",
		"Brak informacji gdzie jest paczka" };
	static const char *const chosen[] = { "mail", "telefon" };
	struct scope sc = { 0 };
	struct buf *text = buf_new(&sc, 10000);
	struct told t;

	(void)state;
	buf_puts(text,
		"Sygnatura czasowa,Jak oceniasz zakupy (1-5)?,Co możemy poprawić?,Co można zrobić najpierw?\n");
	for (int i = 0; i < 40; i++)
		buf_printf(
			text, "03.03.2026 10:%02d:00,%d,%s,%s\n", i, 1 + i % 5, said[i % 2], chosen[i % 2]);
	told_text(&t, NULL, "a.csv", buf_str(text));
	assert_true(t.ok);
	assert_true(str_has(buf_str(t.text), STR("$text=Brak informacji gdzie jest paczka")));
	assert_false(str_has(buf_str(t.text), STR("$text=mail")));
	told_close(&t);
	scope_close(&sc);
}

static void other_tables_are_no_surveys(void **state)
{
	static const char *const texts[] = {
		"Timestamp,user,action\n2026-03-03 10:07:00,u-1,cart\n",
		"id,submitdate,title\n1,2026-03-03,x\n",
		"Start Date,End Date,Status\n2026-03-03,2026-03-04,1\n",
		"Respondent ID,answer\n1,2\n",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		struct scope sc = { 0 };
		struct input *in = input_of(&sc, "a.csv", str_of(texts[i]));
		const struct format *format = format_detect(&sc, in);
		assert_non_null(format);
		assert_string_equal(format->name, "csv");
		input_close(in);
		scope_close(&sc);
	}
}

/* What is no response at all is refused, and a header alone is none. */
static void empty_surveys_say_nothing(void **state)
{
	(void)state;
	assert_told("qualtrics", "a.csv", "StartDate,EndDate,Status,Finished,ResponseId,Q1\n", "");
	assert_told("surveymonkey", "a.csv",
		"Respondent ID,Collector ID,Start Date,End Date,Q\n,,,,Response\n", "");
	assert_told("typeform", "a.csv", "a,b\n1,2\n", "2  broken: no column has the response's time\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(scales_are_found_by_words_and_range),
		cmocka_unit_test(answers_are_rated),
		cmocka_unit_test(what_tools_say),
		cmocka_unit_test(answers_off_the_scale_are_counted),
		cmocka_unit_test(headers_may_be_long),
		cmocka_unit_test(a_look_stops_in_time),
		cmocka_unit_test(the_zone_is_the_files),
		cmocka_unit_test(what_many_say_alike_is_a_text),
		cmocka_unit_test(other_tables_are_no_surveys),
		cmocka_unit_test(empty_surveys_say_nothing),
	};

	return cmocka_run_group_tests_name("survey", tests, NULL, NULL);
}
