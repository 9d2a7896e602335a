/* What tickets become where the samples do not show it, and what is refused. */
#include "formats/support.h"
#include "told.h"

#define TICKET(more)                                                                                                          \
	"{\"id\":1,\"created_at\":\"2026-03-04T08:00:00Z\",\"updated_at\":\"2026-03-05T08:00:00Z\",\"status\":\"open\"," more \
	"}"
#define OPENED "1.0  $time=2026-03-04T08:00:00Z  $event=ticket_opened"
#define OF_1 "  $subject=zendesk/1  $version=1772697600000000"

static void zendesk_keeps_what_is_not_the_customers(void **state)
{
	static const char *const cases[][2] = {
		/* No comments came along: the submitter says whose words the description is. */
		{ TICKET("\"description\":\"Late\",\"requester_id\":5,\"submitter_id\":5"),
			OPENED "  $text=Late" OF_1 "  $external=zendesk/5  ticket=1  status=open\n" },
		{ TICKET("\"description\":\"Called, angry\",\"requester_id\":5,\"submitter_id\":9"),
			OPENED OF_1 "  $external=zendesk/5  ticket=1  status=open\n" },
		{ TICKET("\"description\":\"A note\",\"requester_id\":5,\"is_public\":false"),
			OPENED OF_1 "  $external=zendesk/5  ticket=1  status=open\n" },
		/* The same text once, though its time differs; and the system is nobody. */
		{ TICKET("\"description\":\" Late \",\"requester_id\":-1,\"comments\":[{\"author_id\":-1,\"created_at\":"
			 "\"2026-03-04T08:00:01Z\",\"public\":true,\"body\":\"Late\"}]"),
			OPENED "  $text=Late" OF_1 "  ticket=1  status=open\n" },
		/* Who opened it for the customer may have sent the mail. */
		{ TICKET("\"requester_id\":5,\"submitter_id\":9,\"via\":{\"source\":{\"from\":{\"address\":\"agent@x.test\"}}}"),
			OPENED OF_1 "  $external=zendesk/5  ticket=1  status=open\n" },
		/* A field without a number. */
		{ TICKET("\"requester_id\":5,\"custom_fields\":[{\"value\":\"x\"},7]"),
			OPENED OF_1 "  $external=zendesk/5  ticket=1  status=open\n" },
		/* A comment without a time is left out. */
		{ TICKET("\"requester_id\":5,\"comments\":[{\"author_id\":5,\"public\":true,\"body\":\"Late\"}]"),
			OPENED OF_1 "  $external=zendesk/5  ticket=1  status=open\n" },
		{ TICKET("\"requester_id\":5,\"satisfaction_rating\":{\"score\":\"goodwithcomment\",\"comment\":\"Quick\","
			 "\"created_at\":\"2026-03-04T18:00:00Z\"}"),
			OPENED OF_1
			"  $external=zendesk/5  ticket=1  status=open\n"
			"1.1  $time=2026-03-04T18:00:00Z  $event=ticket_rated  $rating=1  $scale=0-1  $text=Quick" OF_1
			"  $external=zendesk/5\n" },
		{ "{\"tickets\":[{\"id\":1,\"updated_at\":\"2026-03-05T08:00:00Z\",\"status\":\"deleted\"}],\"end_of_stream\":true}",
			"1.0" OF_1 "  $deleted=true\n" },
		{ "{\"created_at\":\"2026-03-04T08:00:00Z\"}",
			"1  broken: the id of the ticket is missing\n" },
		{ "{\"id\":1,\"updated_at\":\"x\"}", "1  broken: updated_at is missing or no time\n" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_told("zendesk", "a.json", cases[i][0], cases[i][1]);
}

static void zendesk_tables_are_read(void **state)
{
#define HEADER "Id,Requester,Requester id,Status,Created at,Updated at,Satisfaction Score,Tags\n"
#define REMARK                                                                                               \
	"remark: The columns of Zendesk's table of tickets are known from descriptions only: tell us where your file differs\n"
	static const char *const cases[][2] = {
		{ HEADER "1,E,5,Deleted,2026-03-04 08:00,2026-03-05 08:00,,\n"
			 "2,E,5,Closed,2026-03-04 08:00,2026-03-05 08:00,,closed_by_merge x\n"
			 "3,E,5,Solved,2026-03-04 08:00,,,\n"
			 ",E,5,Solved,2026-03-04 08:00,,,\n"
			 "5,E,5,Solved,later,,,\n",
			"2.0" OF_1 "  $deleted=true\n"
			"3.0  $time=2026-03-04T08:00:00Z  $event=ticket_opened  $subject=zendesk/2  $version=1772697600000000  "
			"$external=zendesk/5  ticket=2  status=Closed  tags=closed_by_merge x\n"
			"4.0  $time=2026-03-04T08:00:00Z  $event=ticket_opened  $key=zendesk/3/ticket_opened  $external=zendesk/5  "
			"ticket=3  status=Solved\n"
			"5  broken: the Id is missing\n"
			"6  broken: the Created at \"later\" is no time\n" REMARK
			"remark: Times that cannot be read, in rows that have others, were left out\n"
			"zone assumed\n" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_told("zendesk-csv", "a.csv", cases[i][0], cases[i][1]);
	assert_told_refused("zendesk-csv", "a,b\n1,2\n", FAULT_INVALID, "no column \"Id\"");
}

static void intercom_is_read(void **state)
{
	static const char *const cases[][2] = {
		/* Older conversations have a user instead of contacts; a list at the top; closing as statistics say it. */
		{ "[{\"id\":\"1\",\"created_at\":1772611200,\"state\":\"closed\",\"user\":{\"type\":\"user\",\"id\":\"u\"},"
		  "\"source\":{\"type\":\"sms\",\"author\":{\"type\":\"user\",\"id\":\"u\",\"email\":\"a@x.test\"},\"body\":null},"
		  "\"statistics\":{\"last_close_at\":1772611300}}]",
			"1.0  $time=2026-03-04T08:00:00Z  $event=ticket_opened  $channel=phone  $subject=intercom/1  "
			"$version=1772611200000000  $email=a@x.test  $external=intercom/u  ticket=1  state=closed\n"
			"1.1  $time=2026-03-04T08:01:40Z  $event=ticket_solved  $channel=phone  $subject=intercom/1  "
			"$version=1772611200000000  $email=a@x.test  $external=intercom/u\n" },
		/* A rating that was asked for and not given. */
		{ "{\"id\":\"1\",\"created_at\":1772611200,\"state\":\"open\",\"contacts\":{\"contacts\":[{\"id\":\"u\"}]},"
		  "\"source\":{},\"conversation_rating\":{\"rating\":null,\"created_at\":1772611300}}",
			"1.0  $time=2026-03-04T08:00:00Z  $event=outreach_sent  $channel=chat  $subject=intercom/1  "
			"$version=1772611200000000  $external=intercom/u  ticket=1  state=open\n" },
		{ "{\"created_at\":1772611200}", "1  broken: the id of the conversation is missing\n" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_told("intercom", "a.json", cases[i][0], cases[i][1]);
}

static void words_of_support_are_known(void **state)
{
	(void)state;
	assert_str(support_channel(STR("Web form")), "website");
	assert_null(support_channel(STR("api")).p);
	assert_null(support_channel((struct str){ 0 }).p);
	assert_str(support_thumb(STR("Good")), "1");
	assert_str(support_thumb(STR("badwithcomment")), "0");
	assert_null(support_thumb(STR("offered")).p);
	assert_true(support_is_solved(STR("Closed")));
	assert_false(support_is_solved((struct str){ 0 }));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(zendesk_keeps_what_is_not_the_customers),
		cmocka_unit_test(zendesk_tables_are_read),
		cmocka_unit_test(intercom_is_read),
		cmocka_unit_test(words_of_support_are_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
