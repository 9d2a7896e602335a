#include "sources_big.h"

/* --- the files are well-formed ------------------------------------------------------------------------------ */

static void every_line_is_json(void **state)
{
	static const enum source_file files[] = { SOURCE_SEGMENT, SOURCE_GA4, SOURCE_ZENDESK, SOURCE_INTERCOM,
		SOURCE_POSTHOG };
	const struct big *big = *state;

	for (size_t i = 0; i < COUNT_OF(files); i++) {
		for (size_t k = 0; k < big->lines[files[i]].n; k++) {
			struct str line = big->lines[files[i]].at[k];
			json_t *json = json_loadb(line.p, line.n, JSON_REJECT_DUPLICATES, NULL);
			if (!json_is_object(json))
				fail_msg("%s: %.*s", source_file_name(files[i]), STR_ARG(line));
			json_decref(json);
		}
		assert_int_equal(big->lines[files[i]].n,
			count_of(json_array_get(json_object_get(big->truth, "files"), files[i]), "records"));
	}
}

static void every_list_is_json(void **state)
{
	static const struct {
		enum source_file file;
		const char *list; /* NULL: the list is the whole */
	} files[] = { { SOURCE_SENDGRID, NULL }, { SOURCE_GOOGLE, "reviews" },
		{ SOURCE_FACEBOOK, "comments_v2" } };
	struct big *big = *state;

	for (size_t i = 0; i < COUNT_OF(files); i++) {
		json_t *json = json_load_file(folder_path(&big->folder, source_file_name(files[i].file)),
			JSON_REJECT_DUPLICATES, NULL);
		json_t *list = files[i].list ? json_object_get(json, files[i].list) : json;
		assert_int_equal(json_array_size(list),
			count_of(json_array_get(json_object_get(big->truth, "files"), files[i].file),
				"records"));
		assert_true(json_array_size(list) > 20);
		json_decref(json);
	}
}

static void every_row_has_all_columns(void **state)
{
	static const enum source_file files[] = { SOURCE_SHOPIFY, SOURCE_MAILCHIMP, SOURCE_TYPEFORM,
		SOURCE_TRUSTPILOT, SOURCE_HUBSPOT };
	struct big *big = *state;

	for (size_t i = 0; i < COUNT_OF(files); i++) {
		struct str out[COLUMNS];
		size_t n = cells(&big->folder.sc, big->lines[files[i]].at[0], out);
		for (size_t k = 1; k < big->lines[files[i]].n; k++)
			assert_int_equal(cells(&big->folder.sc, big->lines[files[i]].at[k], out), n);
	}
}

static void logs_and_mail_have_their_shape(void **state)
{
	const struct big *big = *state;
	size_t mails = 0;

	for (size_t i = 0; i < big->lines[SOURCE_ACCESS].n; i++) {
		int parts[4], end = 0;
		char user[20], month[4], line[400];
		struct str s = big->lines[SOURCE_ACCESS].at[i];
		snprintf(line, sizeof line, "%.*s", STR_ARG(s));
		int got = sscanf(line,
			"%d.%d.%d.%d - %19s [%*2d/%3s/%*4d:%*2d:%*2d:%*2d +0100] \"GET /help/%*d HTTP/1.1\""
			" 200 %*d \"-\" \"Mozilla/5.0 (%*[^\"]\"%n",
			&parts[0], &parts[1], &parts[2], &parts[3], user, month, &end);
		if (got != 6 || (size_t)end != s.n)
			fail_msg("%s", line);
	}
	for (size_t i = 0; i < big->lines[SOURCE_MAIL].n; i++)
		mails += starts_a_mail(big->lines[SOURCE_MAIL].at[i]);
	assert_int_equal(mails,
		count_of(json_array_get(json_object_get(big->truth, "files"), SOURCE_MAIL), "records"));
	assert_true(mails > 20);
}

/* --- each source has only its own identifiers --------------------------------------------------------------- */

static void no_source_knows_what_it_cannot(void **state)
{
	static const struct {
		enum source_file file;
		const char *without[5];
	} cases[] = {
		{ SOURCE_GA4, { "@", "+48", "anonymousId" } },
		{ SOURCE_ACCESS, { "@", "+48", "ORD-" } },
		{ SOURCE_SHOPIFY, { "u-1", "u-5", "anonymousId" } },
		{ SOURCE_SENDGRID, { "u-1", "u-5", "+48", "ORD-" } },
		{ SOURCE_MAILCHIMP, { "u-1", "u-5", "+48", "ORD-" } },
		{ SOURCE_ZENDESK, { "+48", "anonymousId" } },
		{ SOURCE_INTERCOM, { "+48", "ORD-" } },
		{ SOURCE_TYPEFORM, { "@", "+48", "ORD-" } },
		{ SOURCE_TRUSTPILOT, { "@", "u-1", "u-5", "+48" } },
		{ SOURCE_HUBSPOT, { "u-1", "u-5", "ORD-" } },
		{ SOURCE_POSTHOG, { "ORD-", "+48" } },
		{ SOURCE_GOOGLE, { "@", "u-1", "u-5", "+48", "ORD-" } },
		{ SOURCE_FACEBOOK, { "@", "u-1", "u-5", "+48", "ORD-" } },
		{ SOURCE_MAIL, { "u-1", "u-5", "+48", "ORD-" } },
	};
	const struct big *big = *state;

	for (size_t i = 0; i < COUNT_OF(cases); i++)
		for (size_t line = 0; line < big->lines[cases[i].file].n; line++)
			for (size_t k = 0; k < COUNT_OF(cases[i].without) && cases[i].without[k]; k++)
				if (str_has(big->lines[cases[i].file].at[line], str_of(cases[i].without[k])))
					fail_msg("%s has \"%s\"", source_file_name(cases[i].file),
						cases[i].without[k]);
}

/* What makes it hard is there, and not only once. */
static void what_makes_it_hard_is_there(void **state)
{
	static const struct {
		enum source_file file;
		const char *text;
		size_t least;
	} cases[] = {
		{ SOURCE_SEGMENT, "\"userId\":\"null\"", 5 },
		{ SOURCE_SEGMENT, "\"userId\":\"undefined\"", 5 },
		{ SOURCE_SEGMENT, "\"userId\":\"0\"", 5 },
		{ SOURCE_SEGMENT, "\"userId\":\"guest\"", 5 },
		{ SOURCE_SEGMENT, "\"userId\":\"u-5", 20 },
		{ SOURCE_SEGMENT, "@MAIL.EXAMPLE", 20 },
		{ SOURCE_SEGMENT, "\"email\":\" ", 10 },
		{ SOURCE_SEGMENT, "@post.example", 5 },
		{ SOURCE_GA4, "\"user_pseudo_id\":null", 50 },
		{ SOURCE_ACCESS, " - u-1", 5 },
		{ SOURCE_SHOPIFY, ",guest,", 2 },
		{ SOURCE_SHOPIFY, ",info@firm", 2 },
		{ SOURCE_SHOPIFY, ",+48 5", 20 },
		{ SOURCE_SENDGRID, "\"biuro@firm", 5 },
		{ SOURCE_SENDGRID, "@MAIL.EXAMPLE", 20 },
		{ SOURCE_ZENDESK, "@elsewhere.example", 5 },
		{ SOURCE_ZENDESK, "\"n/a\"", 1 },
		{ SOURCE_ZENDESK, "\"#ORD-", 10 },
		{ SOURCE_ZENDESK, "\"external_id\":\"u-", 10 },
		{ SOURCE_INTERCOM, "\"email\":null", 2 },
		{ SOURCE_TYPEFORM, ",undefined,", 10 },
		{ SOURCE_TYPEFORM, ",u-1", 50 },
		{ SOURCE_TRUSTPILOT, ",#ORD-", 3 },
		{ SOURCE_POSTHOG, "$anon_distinct_id", 30 },
	};
	const struct big *big = *state;

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		size_t n = 0;
		for (size_t line = 0; line < big->lines[cases[i].file].n; line++)
			n += str_has(big->lines[cases[i].file].at[line], str_of(cases[i].text));
		if (n < cases[i].least)
			fail_msg("%s: \"%s\" is there %zu times", source_file_name(cases[i].file),
				cases[i].text, n);
	}
}

/* --- the same, other and impossible options ----------------------------------------------------------------- */

static void simulate(struct folder *f, uint64_t seed, uint32_t customers)
{
	if (!simulate_sources(
		    &f->sc, &(struct simulate_options){ .seed = seed, .customers = customers }, f->dir))
		fail_msg("%s", f->sc.why);
}

static void the_same_seed_gives_the_same_bytes(void **state)
{
	struct folder f[3] = { folder_open(), folder_open(), folder_open() };

	(void)state;
	simulate(&f[0], 7, 300);
	simulate(&f[1], 7, 300);
	simulate(&f[1], 7, 300); /* its own it may write over */
	simulate(&f[2], 8, 300);
	for (size_t i = 0; i < SOURCE_FILES; i++) {
		const char *name = source_file_name((enum source_file)i);
		struct str bytes = content(&f[0].sc, f[0].dir, name);
		assert_true(str_equal(bytes, content(&f[0].sc, f[1].dir, name)));
		assert_false(str_equal(bytes, content(&f[0].sc, f[2].dir, name)));
	}
	assert_true(str_equal(
		content(&f[0].sc, f[0].dir, "truth.csv"), content(&f[0].sc, f[1].dir, "truth.csv")));
	assert_true(str_equal(
		content(&f[0].sc, f[0].dir, "truth.json"), content(&f[0].sc, f[1].dir, "truth.json")));
	assert_true(
		str_equal(content(&f[0].sc, f[0].dir, "ads.csv"), content(&f[0].sc, f[1].dir, "ads.csv")));
	for (size_t i = 0; i < COUNT_OF(f); i++)
		folder_close(&f[i]);
}

static void few_customers_are_a_shop_too(void **state)
{
	static const uint32_t customers[] = { 1, 2, 3, 50 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(customers); i++) {
		struct folder f = folder_open();
		simulate(&f, 3, customers[i]);
		json_t *truth = json_load_file(folder_path(&f, "truth.json"), 0, NULL);
		assert_int_equal(count_of(truth, "customers"), customers[i]);
		json_decref(truth);
		json_t *list = json_load_file(folder_path(&f, "google_reviews.json"), 0, NULL);
		assert_true(json_is_array(json_object_get(list, "reviews")));
		json_decref(list);
		folder_close(&f);
	}
}

static void refused(uint32_t customers, const char *dir, enum fault fault, const char *words)
{
	struct scope sc = { 0 };

	assert_null(
		simulate_sources(&sc, &(struct simulate_options){ .seed = 1, .customers = customers }, dir));
	assert_fault(&sc, fault, words);
	scope_close(&sc);
}

static void refusals(void **state)
{
	struct folder f = folder_open();

	(void)state;
	refused(0, "/tmp/wend-no-such-folder", FAULT_LIMIT, "1 to 100000 customers");
	refused(SIMULATE_SOURCES_CUSTOMERS + 1, "/tmp/wend-no-such-folder", FAULT_LIMIT,
		"1 to 100000 customers");
	assert_int_equal(access("/tmp/wend-no-such-folder", F_OK), -1);
	refused(1, "/tmp/wend-no-such-folder/within", FAULT_IO, "cannot make the folder");
	folder_file(&f, "typeform.csv", STR("mine\n"));
	refused(1, f.dir, FAULT_CONFLICT, "typeform.csv\" is there already");
	assert_int_equal(unlink(folder_path(&f, "typeform.csv")), 0);
	assert_int_equal(symlink("/dev/full", folder_path(&f, "segment.ndjson")), 0);
	refused(40, f.dir, FAULT_CONFLICT, "segment.ndjson\" is there already");
	assert_int_equal(unlink(folder_path(&f, "segment.ndjson")), 0);
	simulate(&f, 1, 5);
	assert_int_equal(unlink(folder_path(&f, "segment.ndjson")), 0);
	assert_int_equal(symlink("/dev/full", folder_path(&f, "segment.ndjson")), 0);
	refused(40, f.dir, FAULT_IO, "No space left");
	assert_int_equal(unlink(folder_path(&f, "segment.ndjson")), 0);
	assert_int_equal(mkdir(folder_path(&f, "segment.ndjson"), 0777), 0);
	refused(40, f.dir, FAULT_IO, "cannot write");
	folder_close(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_line_is_json),
		cmocka_unit_test(every_list_is_json),
		cmocka_unit_test(every_row_has_all_columns),
		cmocka_unit_test(logs_and_mail_have_their_shape),
		cmocka_unit_test(no_source_knows_what_it_cannot),
		cmocka_unit_test(what_makes_it_hard_is_there),
		cmocka_unit_test(the_same_seed_gives_the_same_bytes),
		cmocka_unit_test(few_customers_are_a_shop_too),
		cmocka_unit_test(refusals),
	};

	return cmocka_run_group_tests_name("sources", tests, big_open, big_close);
}
