#include "simulate/people.h"

enum { PEOPLE_STREAM = 1, PAIRS_STREAM = 2, MAILBOX_OF = 512 };

static const struct {
	const char *name;
	uint32_t of_1000;
} kinds[PERSON_KINDS] = {
	[PERSON_MEMBER] = { "member", 540 },
	[PERSON_GUEST] = { "guest", 230 },
	[PERSON_MAILBOX] = { "shared mailbox", 50 },
	[PERSON_TWICE] = { "two accounts", 50 },
	[PERSON_MOVED] = { "changed address", 70 },
	[PERSON_LONE] = { "one source only", 60 },
};

static const struct {
	const char *name;
	uint32_t of_1000; /* pairs */
} pairs[PERSON_PAIRS] = {
	[PAIR_NONE] = { "nothing", 850 },
	[PAIR_COMPUTER] = { "computer", 60 },
	[PAIR_PHONE] = { "phone", 50 },
	[PAIR_NAME] = { "name", 40 },
};

static const char *const firsts[] = { "Ewa", "Jan", "Anna", "Piotr", "Maria", "Tomasz", "Olga", "Igor",
	"Zofia", "Adam", "Julia", "Marek", "Nina", "Pawel", "Irena", "Kamil" };
static const char *const lasts[] = { "Nowak", "Kowalska", "Wrona", "Lis", "Zielony", "Sowa", "Maj", "Kruk",
	"Dudek", "Zając", "Wilk", "Bąk", "Gil", "Sikora", "Kos", "Czapla", "Szpak", "Sroka", "Jeleń",
	"Lipa" };
static const char *const mailboxes[] = { "info", "biuro", "office" };
static const char *const agents[] = { "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Test/1.0",
	"Mozilla/5.0 (X11; Linux x86_64) Test/1.0",
	"Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Test/2.1",
	"Mozilla/5.0 (Linux; Android 16) Test/2.1" };

const char *person_kind_name(enum person_kind kind)
{
	return kinds[kind].name;
}

const char *person_pair_name(enum person_pair pair)
{
	return pairs[pair].name;
}

static struct str uuid(struct scope *sc, struct random *rng)
{
	uint64_t a = random_next(rng), b = random_next(rng);

	return str_of(scope_printf(sc, "%08x-%04x-4%03x-%04x-%012llx", (unsigned)(a >> 32),
		(unsigned)(a >> 16 & 0xFFFF), (unsigned)(a & 0xFFF), (unsigned)(0x8000 | (b >> 50 & 0x3FFF)),
		(unsigned long long)(b & 0xFFFFFFFFFFFF)));
}

/* Two draws of the same stream give the same device, whoever of a pair asks. */
static void make_device(struct scope *sc, struct random rng, uint32_t number, struct person_device *d)
{
	d->anonymous_id = uuid(sc, &rng);
	d->app = uuid(sc, &rng);
	d->ga = str_of(scope_printf(sc, "%u%u.%u", 100 + random_below(&rng, 900), number,
		1725000000 + random_below(&rng, 40000000)));
	d->agent = str_of(agents[random_below(&rng, COUNT_OF(agents))]);
	d->address =
		str_of(scope_printf(sc, "198.51.%u.%u", random_below(&rng, 100), random_below(&rng, 250)));
}

static void make_devices(struct scope *sc, uint64_t seed, struct person *p)
{
	for (uint32_t i = 0; i < PERSON_DEVICES; i++) {
		uint32_t owner = p->number;
		if (i == 0 && p->pair == PAIR_COMPUTER) {
			owner &= ~1u;
			p->device[i].shared = true;
		}
		make_device(sc,
			random_start(seed ^ PEOPLE_STREAM, (uint64_t)(owner * PERSON_DEVICES + i) << 8 | 3),
			owner * PERSON_DEVICES + i, &p->device[i]);
	}
}

static struct str a_phone(struct scope *sc, uint32_t number)
{
	return str_of(scope_printf(
		sc, "+48 5%02u %03u %03u", number / 1000000 % 100, number / 1000 % 1000, number % 1000));
}

static void make_names(struct scope *sc, struct random rng, struct person *p)
{
	p->first = str_of(firsts[random_below(&rng, COUNT_OF(firsts))]);
	p->last = str_of(lasts[random_below(&rng, COUNT_OF(lasts))]);
	p->name = str_of(scope_printf(sc, "%s %s", p->first.p, p->last.p));
	p->handle = str_of(scope_printf(sc, "%s %.1s.", p->first.p, p->last.p));
}

static void make_addresses(struct scope *sc, struct person *p)
{
	static const char *const domains[PERSON_EMAILS] = { "mail.example", "post.example",
		"elsewhere.example" };
	struct str name = str_fold(sc, p->first);

	for (uint32_t i = 0; i < PERSON_EMAILS; i++)
		p->email[i] =
			str_of(scope_printf(sc, "%.*s.%u@%s", STR_ARG(name), p->number + 1, domains[i]));
	if (p->kind == PERSON_MAILBOX)
		p->email[0] = str_of(scope_printf(sc, "%s@firm%u.example",
			mailboxes[p->number % COUNT_OF(mailboxes)], p->number / MAILBOX_OF));
}

static void make_kind(struct person *p, struct random *rng)
{
	uint32_t die = random_below(rng, 1000), k = 0;

	for (; die >= kinds[k].of_1000; k++)
		die -= kinds[k].of_1000;
	p->kind = (enum person_kind)k;
	if (p->pair != PAIR_NONE && p->pair != PAIR_NAME)
		p->kind = PERSON_MEMBER; /* two accounts beside what they share is what tells them apart */
}

static void make_pair(uint32_t n, struct random *pair_rng, struct person *p)
{
	uint32_t die = random_below(pair_rng, 1000), k = 0;

	for (; die >= pairs[k].of_1000; k++)
		die -= pairs[k].of_1000;
	p->pair = (p->number | 1) < n ? (enum person_pair)k : PAIR_NONE;
}

void person_make(struct scope *sc, uint64_t seed, uint32_t i, uint32_t n, struct person *p)
{
	struct random rng = random_start(seed ^ PEOPLE_STREAM, (uint64_t)i << 8 | 1);
	struct random pair_rng = random_start(seed ^ PAIRS_STREAM, (uint64_t)(i / 2) << 8 | 2);

	*p = (struct person){ .number = i };
	make_pair(n, &pair_rng, p);
	make_kind(p, &rng);
	make_names(sc, p->pair == PAIR_NAME ? pair_rng : rng, p);
	make_addresses(sc, p);
	make_devices(sc, seed, p);
	if (p->kind != PERSON_GUEST && p->kind != PERSON_MAILBOX && p->kind != PERSON_LONE)
		p->user[0] = str_of(scope_printf(sc, "u-%u", 100001 + i));
	if (p->kind == PERSON_TWICE)
		p->user[1] = str_of(scope_printf(sc, "u-%u", 5100001 + i));
	p->phone_shared = p->pair == PAIR_PHONE || p->kind == PERSON_TWICE;
	if (random_below(&rng, 10) < 7 || p->pair == PAIR_PHONE)
		p->phone = a_phone(sc, p->pair == PAIR_PHONE ? i & ~1u : i);
	p->newsletter = p->kind != PERSON_MAILBOX && p->kind != PERSON_LONE && random_below(&rng, 10) < 6;
	p->contact = p->kind != PERSON_MAILBOX && p->kind != PERSON_LONE && random_below(&rng, 10) < 5;
	p->writes_elsewhere = p->kind != PERSON_LONE && random_below(&rng, 10) < 1;
}
