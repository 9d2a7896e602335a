#include "serve/api_ask.h"
#include "serve/api_page.h"
#include "serve/api_read.h"
#include "serve/api_shapes.h"
#include "store/secret.h"
#include "tell/customer.h"

/* clang-format off */
#define TEXT(name, what) { name, SHAPE_TEXT, SHAPE_NEEDED, .about = what }
#define MAYBE(name, what) { name, SHAPE_TEXT, 0, .about = what }

static const struct shape_field link_fields[] = {
	TEXT("identifier", NULL), TEXT("beside", "the identifier that stood in the same record"),
	{ "file", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = NULL }, { "row", SHAPE_COUNT, SHAPE_NEEDED, .about = NULL },
};
static const struct shape link_shape = { "CustomerLink", "why an identifier is this customer's", link_fields, COUNT_OF(link_fields), false };
static const struct shape_field decision_fields[] = {
	TEXT("identifier", NULL), TEXT("beside", NULL), { "joined", SHAPE_BOOL, SHAPE_NEEDED, .about = "false: somebody else's" },
	TEXT("author", NULL), { "decided", SHAPE_TIME, SHAPE_NEEDED, .about = NULL },
};
static const struct shape decision_shape = { "CustomerDecision", "what a person said of two identifiers", decision_fields, COUNT_OF(decision_fields), false };
static const struct shape_field event_fields[] = {
	{ "time", SHAPE_TIME, SHAPE_NEEDED, .about = NULL }, { "time_assumed", SHAPE_BOOL, SHAPE_NEEDED, .about = "the source has a day and no time of day" },
	TEXT("source", NULL), MAYBE("event", NULL), MAYBE("page", NULL), MAYBE("channel", NULL), MAYBE("campaign", NULL), MAYBE("currency", NULL),
	MAYBE("text", "as it was written"), MAYBE("identifier", "that it came with"), MAYBE("file", NULL),
	{ "value", SHAPE_NUMBER, 0, .about = NULL }, { "rating", SHAPE_NUMBER, 0, .about = "as it was given, on the scale of its source" },
	{ "properties", SHAPE_ANY, 0, .about = "whatever else the source says of it" }, { "row", SHAPE_COUNT, SHAPE_NEEDED, .about = "of the file" },
};
static const struct shape event_shape = { "CustomerEvent", "what a customer did or said", event_fields, COUNT_OF(event_fields), false };
static const struct shape_field customer_fields[] = {
	TEXT("customer", "the identifier that they are called by"),
	{ "identifiers", SHAPE_LIST, SHAPE_NEEDED, .item = SHAPE_TEXT, .most = SHAPE_ROWS_MOST },
	{ "shared", SHAPE_LIST, SHAPE_NEEDED, .item = SHAPE_TEXT, .most = SHAPE_ROWS_MOST, .about = "identifiers that several customers have: they join nothing" },
	{ "links", SHAPE_LIST, SHAPE_NEEDED, .of = &link_shape, .most = SHAPE_ROWS_MOST },
	{ "decisions", SHAPE_LIST, SHAPE_NEEDED, .of = &decision_shape, .most = SHAPE_ROWS_MOST },
	{ "events", SHAPE_LIST, SHAPE_NEEDED, .of = &event_shape, .about = "a page of them, the oldest first" },
	PAGE_NEXT,
};
static const struct shape customer_shape = { "Customer", "one customer with everything that is known", customer_fields, COUNT_OF(customer_fields), false };
static const struct shape_field customer_queries[] = { PAGE_QUERIES };
/* clang-format on */

/* Nobody can tell from the log who was looked at, but for who has the workspace's key and the identifier. */
static bool note_look(struct asking *a, const struct person *p)
{
	struct api *api = a->api;
	char hash[SECRET_HASH] = "";
	struct audit_entry entry = { .action = AUDIT_LOOK_CUSTOMER, .on = "customer" };

	if (a->ws->secret)
		secret_hash(a->ws->secret, person_key(a->sc, p->who->name), hash);
	entry.on_id = str_of(hash);
	return audit_add(a->sc, api->doors->db, &api->visitor, &entry, api->req->now_us);
}

static bool tell(struct asking *a, struct buf *out)
{
	struct api *api = a->api;
	struct api_page page;
	struct person *p;

	if (!api_page_open(api, &page))
		return false;
	p = person_find(a->sc, a->ws, request_part(api->req, "customer"));
	if (!p || !note_look(a, p))
		return false;
	struct customer_page part = { .from = (size_t)page.at, .most = page.limit };
	part.next = api_page_cursor(api, str_of(scope_printf(a->sc, "%zu", part.from + part.most)));
	return tell_customer(a->sc, a->ws, p, &part, out) && buf_ok(out, "the customer's history");
}

/* Never from the shelf: each look is written down. */
static bool run_customer(struct api *api)
{
	struct buf *out = buf_new(api->sc, API_ANSWER);
	struct asking a;
	bool ok = asking_enter(&a, api) && tell(&a, out);

	asking_close(&a);
	if (ok)
		api_send(api, "application/json", buf_str(out));
	return ok;
}

/* clang-format off */
static const struct api_row customer_row = { .name = "getCustomer", .about = "One customer, by any of their identifiers; each look is written down.", .group = "customers", .grant = GRANT_PERSONAL,
	.gives = &customer_shape, .queries = customer_queries, .n_queries = COUNT_OF(customer_queries), .run = run_customer };

static const struct route rows[] = {
	{ METHOD_GET, "/api/v1/customers/{customer}", ROUTE_WORKER, 0, api_answer, false, &customer_row },
};
/* clang-format on */

struct routes api_read_customers_routes(void)
{
	return (struct routes){ rows, COUNT_OF(rows) };
}
