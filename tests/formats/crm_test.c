/* What deals and contacts become where the samples do not show it, and what is refused. */
#include "told.h"

struct told_case {
	const char *format, *content, *want;
};

static void tell(const struct told_case *cases, size_t n)
{
	for (size_t i = 0; i < n; i++)
		assert_told(cases[i].format, "a.csv", cases[i].content, cases[i].want);
}

static void hubspot_is_read(void **state)
{
	static const struct told_case cases[] = {
		/* Times of the stages of a contact's life; a change makes a version. */
		{ NULL,
			"Record ID - Contact,First Name,Email,Mobile Phone Number,Create Date,Became a Customer Date,First Conversion "
			"Date,First Conversion,Last Modified Date\n"
			"9101,Ewa,a@x.test,600,2026-02-01 09:14,2026-03-01 10:00,2026-02-01 09:13,Newsletter,2026-03-02 10:00\n"
			",Jan,b@x.test,,2026-02-01 09:14,,,,\n"
			"9103,Jan,b@x.test,,tomorrow,,,,\n",
			"2.0  $time=2026-02-01T09:14:00Z  $event=contact_created  $subject=hubspot/contact/9101  "
			"$version=1772445600000000  $email=a@x.test  $phone=600  $external=hubspot/9101\n"
			"2.1  $time=2026-02-01T09:13:00Z  $event=form_submitted  $subject=hubspot/contact/9101  "
			"$version=1772445600000000  $email=a@x.test  $phone=600  $external=hubspot/9101  form=Newsletter\n"
			"2.2  $time=2026-03-01T10:00:00Z  $event=became_customer  $subject=hubspot/contact/9101  "
			"$version=1772445600000000  $email=a@x.test  $phone=600  $external=hubspot/9101\n"
			"3  broken: the Record ID - Contact is missing\n"
			"4  broken: the Create Date \"tomorrow\" is no time\n"
			"remark: Times that cannot be read, in rows that have others, were left out\n"
			"zone assumed\n" },
		/* Without a time of creation there is still who it is. */
		{ NULL, "Record ID,First Name,Email\n9101,Ewa,a@x.test\n",
			"2.0  $email=a@x.test  $external=hubspot/9101\n"
			"remark: The export has no column Create Date: that a contact was created is no event\n" },
		/* Renamed stages: a flag says what the end was; the stage's own time where there is no history. */
		{ NULL,
			"Record ID,Deal Name,Deal Stage,Amount,Create Date,Close Date,Is Closed Won,Date entered current stage\n"
			"55,Tea,Podpisane,100,02/13/2026 08:00,02/14/2026 08:00,true,02/14/2026 08:00\n"
			"56,Tea,Oferta,100,02/01/2026 08:00,03/01/2026 08:00,false,02/03/2026 08:00\n",
			"2.0  $time=2026-02-13T08:00:00Z  $event=deal_created  $key=hubspot/deal/55/deal_created  stage_now=Podpisane  "
			"amount=100  deal=55\n"
			"2.1  $time=2026-02-14T08:00:00Z  $event=deal_won  $value=100.00  $key=hubspot/deal/55/deal_won  deal=55\n"
			"3.0  $time=2026-02-01T08:00:00Z  $event=deal_created  $key=hubspot/deal/56/deal_created  stage_now=Oferta  "
			"amount=100  deal=56  expected_close=03/01/2026 08:00\n"
			"3.1  $time=2026-02-03T08:00:00Z  $event=deal_stage_changed  $key=hubspot/deal/56/deal_stage_changed/Oferta  "
			"deal=56  stage=Oferta\n"
			"zone assumed\n" },
	};

	(void)state;
	tell(cases, COUNT_OF(cases));
}

static void salesforce_is_read(void **state)
{
	static const struct told_case cases[] = {
		/* A day before the hour of the beginning; a contact before the account; no change known, so keys. */
		{ NULL,
			"Id,IsDeleted,AccountId,ContactId,Name,StageName,Amount,CloseDate,IsClosed,IsWon,CreatedDate\n"
			"0065g00000AbCdE,false,0015g00000ZyXwV,0035g00000AbCdE,Tea,Closed Lost,5,2026-03-10,true,false,"
			"2026-03-10T15:30:00.000Z\n"
			"0065g00000AbCdF,true,,,Tea,Open,5,2026-03-10,false,false,2026-03-10T15:30:00.000Z\n"
			"0065g00000AbCdG,false,,,Tea,Open,5,2026-03-10,false,false,10.3.2026\n"
			",false,,,Tea,Open,5,2026-03-10,false,false,10.3.2026\n",
			"2.0  $time=2026-03-10T15:30:00Z  $event=deal_created  "
			"$key=salesforce/opportunity/0065g00000AbCdEAAV/deal_created  $external=salesforce/0035g00000AbCdEAAV  "
			"$order=0065g00000AbCdEAAV  stage_now=Closed Lost  amount=5\n"
			"2.1  $time=2026-03-10T15:30:00Z  $event=deal_lost  "
			"$key=salesforce/opportunity/0065g00000AbCdEAAV/deal_lost  $external=salesforce/0035g00000AbCdEAAV  "
			"$order=0065g00000AbCdEAAV  stage=Closed Lost  time_precision=day\n"
			"3  broken: the LastModifiedDate is missing\n"
			"4  broken: the CreatedDate \"10.3.2026\" is no time\n"
			"5  broken: the Id is missing\n" },
		/* An open one in its stage since a time. */
		{ NULL,
			"Id,StageName,Amount,CloseDate,CreatedDate,LastStageChangeDate,LastModifiedDate\n"
			"0065g00000AbCdEAAV,Offer,5,2026-05-01,2026-03-01 10:00:00,2026-03-03 10:00:00,2026-03-04 10:00:00\n",
			"2.0  $time=2026-03-01T10:00:00Z  $event=deal_created  $subject=salesforce/opportunity/0065g00000AbCdEAAV  "
			"$version=1772618400000000  $order=0065g00000AbCdEAAV  stage_now=Offer  amount=5  expected_close=2026-05-01\n"
			"2.1  $time=2026-03-03T10:00:00Z  $event=deal_stage_changed  "
			"$subject=salesforce/opportunity/0065g00000AbCdEAAV  $version=1772618400000000  $order=0065g00000AbCdEAAV  "
			"stage=Offer\n" },
		{ NULL,
			"Id,OpportunityId,CreatedDate,StageName\n0085g00000AAAAA,,2026-03-01T10:00:00Z,Offer\n"
			"0085g00000AAAAA,0065g00000AbCdEAAV,x,Offer\n",
			"2  broken: the OpportunityId is missing\n"
			"3  broken: the CreatedDate \"x\" is no time\n" },
	};

	(void)state;
	tell(cases, COUNT_OF(cases));
}

static void pipedrive_is_read(void **state)
{
	static const struct told_case cases[] = {
		/* Nobody but a name, and an organization; closed by its status; in its stage since a time of its own. */
		{ NULL,
			"Deal - ID,Deal - Title,Deal - Status,Deal - Stage,Deal - Deal created,Deal - Last stage change,Deal - Deal "
			"closed on,Deal - Contact person,Deal - Organization,Deal - Last email received\n"
			"1,Tea,Lost,Offer,2026-02-01 08:00:00,2026-02-02 08:00:00,2026-02-03 08:00:00,Ewa Nowak,Tea Ltd,2026-02-03 "
			"07:00:00\n"
			"2,Tea,Open,Lead,2026-02-01 08:00:00,2026-02-01 08:00:00,,,,\n"
			"3,Tea,Open,Lead,,,,,,\n",
			"2.0  $time=2026-02-01T08:00:00Z  $event=deal_created  $key=pipedrive/deal/1/deal_created  "
			"$external=pipedrive/organization Tea Ltd  $handle=pipedrive/Ewa Nowak  stage_now=Offer  status=Lost  deal=1\n"
			"2.1  $time=2026-02-02T08:00:00Z  $event=deal_stage_changed  $key=pipedrive/deal/1/deal_stage_changed  "
			"$external=pipedrive/organization Tea Ltd  $handle=pipedrive/Ewa Nowak  deal=1  stage=Offer\n"
			"2.2  $time=2026-02-03T08:00:00Z  $event=deal_lost  $key=pipedrive/deal/1/deal_lost  "
			"$external=pipedrive/organization Tea Ltd  $handle=pipedrive/Ewa Nowak  deal=1\n"
			"3.0  $time=2026-02-01T08:00:00Z  $event=deal_created  $key=pipedrive/deal/2/deal_created  stage_now=Lead  "
			"status=Open  deal=2\n"
			"4  broken: the Deal - Deal created is missing\n"
			"zone assumed\n" },
	};

	(void)state;
	tell(cases, COUNT_OF(cases));
}

static void another_table_is_refused(void **state)
{
	static const char *const cases[][3] = {
		{ "hubspot-contacts", "a,b\n1,2\n", "no column \"Record ID\"" },
		{ "hubspot-deals", "a,b\n1,2\n", "no column \"Record ID\"" },
		{ "pipedrive", "a,b\n1,2\n", "no column \"Deal - Deal created\"" },
		{ "salesforce", "a,b\n1,2\n", "no columns as opportunities" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_told_refused(cases[i][0], cases[i][1], FAULT_INVALID, cases[i][2]);
}

/* What is like these exports and none of them. */
static void others_are_left_to_others(void **state)
{
	static const char *const cases[][2] = {
		{ "Record ID,Company name,Create Date\n1,a,2026-02-01\n", "csv" },
		{ "Person - ID,Person - Name,Person - Title\n1,Ewa,Boss\n", "csv" },
		{ "Order ID,Order Date,Email\n1,2026-02-01,a@x.test\n", "csv" },
		{ "Id,Name,CreatedDate\n1,a,2026-02-01\n", "csv" },
		{ "order_id,order_status,order_purchase_timestamp\n1,delivered,2018-01-01 10:00:00\n",
			"csv" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct told t;
		told_text(&t, NULL, "a.csv", str_of(cases[i][0]));
		assert_true(t.ok);
		assert_string_equal(t.format->name, cases[i][1]);
		told_close(&t);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hubspot_is_read),
		cmocka_unit_test(salesforce_is_read),
		cmocka_unit_test(pipedrive_is_read),
		cmocka_unit_test(another_table_is_refused),
		cmocka_unit_test(others_are_left_to_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
