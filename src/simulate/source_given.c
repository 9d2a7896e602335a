#include "base/names.h"
#include "simulate/source_records.h"

struct giving {
	struct scope *sc;
	const struct person *p;
	const struct source_record *r;
	struct source_given *g;
	uint32_t die; /* below 100, the same for the same record */
};

static void give(struct giving *s, enum identifier_kind kind, struct str value)
{
	s->g->id[kind] = value;
}

static void give_cookie(struct giving *s, struct str value)
{
	give(s, IDENTIFIER_COOKIE, value);
	s->g->shared[IDENTIFIER_COOKIE] = s->p->device[s->r->device].shared;
}

static void give_user(struct giving *s)
{
	if (s->r->known)
		give(s, IDENTIFIER_USER, s->p->user[s->r->account]);
}

static void give_order(struct giving *s, const char *sign)
{
	if (s->r->order)
		give(s, IDENTIFIER_ORDER, str_of(scope_printf(s->sc, "%sORD-%u", sign, s->r->order)));
}

static void give_external(struct giving *s, const char *before, uint32_t number)
{
	give(s, IDENTIFIER_EXTERNAL, str_of(scope_printf(s->sc, "%s%u", before, number)));
}

/* As people and systems write addresses: in capitals, with blanks. */
static void give_email(struct giving *s, uint32_t which, bool blanks)
{
	struct str clean = s->p->email[which];
	char *p = str_c(s->sc, clean);

	for (size_t i = 0; s->die < 10 && i < clean.n; i++)
		if (p[i] >= 'a' && p[i] <= 'z')
			p[i] = (char)(p[i] - 'a' + 'A');
	if (blanks && s->die >= 10 && s->die < 20)
		p = scope_printf(s->sc, " %s ", p);
	give(s, IDENTIFIER_EMAIL, str_of(p));
}

/* Who moves has the new address from the second journey on. */
static uint32_t address_now(const struct giving *s)
{
	return s->p->kind == PERSON_MOVED && s->r->journey > 0;
}

/* --- a function a file ------------------------------------------------------------------------------------ */

static void segment_gives(struct giving *s)
{
	static const char *const nobody[] = { "null", "undefined", "0", "guest", "anonymous" };

	give_cookie(s, s->p->device[s->r->device].anonymous_id);
	give_user(s);
	if (!s->r->known && s->die < 4)
		give(s, IDENTIFIER_USER, str_of(nobody[s->r->choice / 100 % COUNT_OF(nobody)]));
	if (s->r->at == AT_COMPLETED)
		give_order(s, "");
	if (s->r->at == AT_IDENTIFY) {
		give_email(s, address_now(s), true);
		give(s, IDENTIFIER_PHONE, s->p->phone);
	}
}

/* Without consent there is no cookie. */
static void ga4_gives(struct giving *s)
{
	if (s->die >= 5 || s->r->at == AT_LOGIN)
		give_cookie(s, s->p->device[s->r->device].ga);
	give_user(s);
	if (s->r->at == AT_PURCHASE)
		give_order(s, "");
}

static void access_gives(struct giving *s)
{
	if (s->die < 80)
		give_user(s);
	give(s, IDENTIFIER_VISITOR, s->p->device[s->r->device].address);
}

/* At the counter there is a phone number and no address. */
static void shopify_gives(struct giving *s)
{
	bool phone = s->p->phone.p && !s->p->phone_shared;

	give_order(s, "");
	if (phone && s->die >= 90)
		give(s, IDENTIFIER_PHONE, s->p->phone);
	else if (!person_is_member(s->p) && s->die >= 86)
		give(s, IDENTIFIER_EMAIL, STR("guest"));
	else
		give_email(s, address_now(s), true);
	if (phone && s->die >= 60)
		give(s, IDENTIFIER_PHONE, s->p->phone);
}

static void mail_gives(struct giving *s)
{
	give_email(s, address_now(s), false);
}

static void mailchimp_gives(struct giving *s)
{
	give_email(s, 0, false);
	give_external(s, "", 90001 + s->p->number);
}

/* A shared mailbox would be one requester there; who has one writes from elsewhere. */
static uint32_t help_address(const struct giving *s)
{
	return s->p->writes_elsewhere || s->p->kind == PERSON_MAILBOX ? 2 : address_now(s);
}

static void zendesk_gives(struct giving *s)
{
	uint32_t address = help_address(s);

	give_email(s, address, false);
	give_external(s, "", 1000001 + 4 * s->p->number + 2 * s->r->account + (address == 2));
	if (address != 2 && s->die < 45)
		give_user(s);
	if (s->die < 80)
		give_order(s, s->die % 4 ? "" : "#");
	else if (s->die < 84)
		give(s, IDENTIFIER_ORDER, STR("n/a"));
}

static void intercom_gives(struct giving *s)
{
	give_external(s, "ic-", 2 * s->p->number + s->r->account + 1);
	give_user(s);
	if (s->p->kind != PERSON_MAILBOX && (s->r->known || s->die < 70))
		give_email(s, address_now(s), false);
}

static void typeform_gives(struct giving *s)
{
	if (person_is_member(s->p) && s->die < 90)
		give(s, IDENTIFIER_USER, s->p->user[s->r->account]);
	else if (s->die % 2)
		give(s, IDENTIFIER_USER, STR("undefined"));
}

static void trustpilot_gives(struct giving *s)
{
	if (s->die < 88)
		give_order(s, s->die % 5 ? "" : "#");
	give(s, IDENTIFIER_HANDLE, s->p->handle);
}

static void hubspot_gives(struct giving *s)
{
	give_external(s, "", 700001 + s->p->number);
	give(s, IDENTIFIER_PHONE, s->p->phone);
	if (!s->p->phone.p || s->p->phone_shared || s->die < 80)
		give_email(s, 0, true);
}

/* The person that PostHog made of the device stays the same when it learns who it is. */
static void posthog_gives(struct giving *s)
{
	give_external(
		s, "3e0f6f2a-1111-4222-8333-", (1u << 30) + s->p->number * PERSON_DEVICES + s->r->device);
	if (s->r->at == AT_APP_IDENTIFY)
		give_email(s, address_now(s), false);
	if (!s->r->known || s->r->at == AT_APP_IDENTIFY)
		give_cookie(s, s->p->device[s->r->device].app);
	give_user(s);
}

static void handle_gives(struct giving *s)
{
	give(s, IDENTIFIER_HANDLE, s->p->name);
}

static void complaint_gives(struct giving *s)
{
	give_email(s, s->p->writes_elsewhere ? 2 : address_now(s), false);
	give(s, IDENTIFIER_HANDLE, s->p->name);
}

static void (*const givers[SOURCE_FILES])(struct giving *s) = {
	[SOURCE_SEGMENT] = segment_gives,
	[SOURCE_GA4] = ga4_gives,
	[SOURCE_ACCESS] = access_gives,
	[SOURCE_SHOPIFY] = shopify_gives,
	[SOURCE_SENDGRID] = mail_gives,
	[SOURCE_MAILCHIMP] = mailchimp_gives,
	[SOURCE_ZENDESK] = zendesk_gives,
	[SOURCE_INTERCOM] = intercom_gives,
	[SOURCE_TYPEFORM] = typeform_gives,
	[SOURCE_TRUSTPILOT] = trustpilot_gives,
	[SOURCE_HUBSPOT] = hubspot_gives,
	[SOURCE_POSTHOG] = posthog_gives,
	[SOURCE_GOOGLE] = handle_gives,
	[SOURCE_FACEBOOK] = handle_gives,
	[SOURCE_MAIL] = complaint_gives,
};

void source_given(struct scope *sc, const struct person *person, const struct source_record *record,
	struct source_given *given)
{
	struct giving s = { .sc = sc, .p = person, .r = record, .g = given, .die = record->choice % 100 };

	*given = (struct source_given){ 0 };
	given->shared[IDENTIFIER_PHONE] = person->phone_shared;
	givers[source_touchpoints[record->at].file](&s);
}

/* --- which records are one history -------------------------------------------------------------------------- */

struct claims {
	struct names *keys;
	uint32_t *up; /* union-find over the keys (Tarjan 1975, without ranks: there are few) */
};

static uint32_t top(struct claims *c, uint32_t key)
{
	while (c->up[key] != key)
		key = c->up[key] = c->up[c->up[key]];
	return key;
}

static bool across_systems(enum identifier_kind kind)
{
	return kind == IDENTIFIER_USER || kind == IDENTIFIER_EMAIL || kind == IDENTIFIER_PHONE ||
	       kind == IDENTIFIER_ORDER;
}

/* The key of an identifier; NAMES_NONE where it joins nothing. */
static uint32_t key_of(struct scope *sc, struct claims *c, const struct source_given *g,
	enum identifier_kind kind, enum source_file file)
{
	struct str value = identifier_clean(sc, kind, g->id[kind]);

	if (!value.p || g->shared[kind] || !identifier_is_strong(kind))
		return NAMES_NONE;
	uint32_t before = names_count(c->keys);
	uint32_t key = names_add(c->keys, str_of(scope_printf(sc, "%d %d %.*s", (int)kind,
						  across_systems(kind) ? -1 : (int)file, STR_ARG(value))));
	if (key == before)
		c->up[key] = key;
	return key;
}

/* One key of the record, all of which are joined. */
static uint32_t join(
	struct scope *sc, struct claims *c, const struct person *person, const struct source_record *record)
{
	struct source_given given;
	uint32_t first = NAMES_NONE;

	source_given(sc, person, record, &given);
	for (int kind = 0; kind < IDENTIFIER_KINDS; kind++) {
		uint32_t key = key_of(
			sc, c, &given, (enum identifier_kind)kind, source_touchpoints[record->at].file);
		if (key != NAMES_NONE && first != NAMES_NONE)
			c->up[top(c, key)] = top(c, first);
		else if (key != NAMES_NONE)
			first = key;
	}
	return first;
}

void source_claims(struct scope *sc, const struct person *person, struct source_record *records, size_t n)
{
	struct claims c = { .keys = names_new(sc), .up = NEW_ARRAY(sc, uint32_t, n * IDENTIFIER_KINDS) };
	uint32_t *keys = NEW_ARRAY(sc, uint32_t, n);
	uint8_t *numbers = NEW_ARRAY(sc, uint8_t, n * IDENTIFIER_KINDS), last = 0;

	for (size_t i = 0; i < n; i++)
		keys[i] = join(sc, &c, person, &records[i]);
	for (size_t i = 0; i < n; i++) {
		if (keys[i] == NAMES_NONE)
			continue;
		uint8_t *number = &numbers[top(&c, keys[i])];
		if (!*number)
			*number = ++last;
		records[i].claim = *number;
	}
}
