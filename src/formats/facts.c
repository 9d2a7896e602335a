#include "formats/facts.h"

#include <stdio.h>

#include "base/address.h"
#include "formats/veil.h"

enum { CHUNK = 64 * 1024 };

const char *const fact_names[FACTS] = {
	[FACT_TIME] = "$time",
	[FACT_END] = "$end",
	[FACT_EVENT] = "$event",
	[FACT_PAGE] = "$page",
	[FACT_CHANNEL] = "$channel",
	[FACT_CAMPAIGN] = "$campaign",
	[FACT_VALUE] = "$value",
	[FACT_CURRENCY] = "$currency",
	[FACT_RATING] = "$rating",
	[FACT_SCALE] = "$scale",
	[FACT_EXPECTED] = "$expected",
	[FACT_TEXT] = "$text",
	[FACT_SESSION] = "$session",
	[FACT_CASE] = "$case",
	[FACT_SOURCE] = "$source",
	[FACT_KEY] = "$key",
	[FACT_SUBJECT] = "$subject",
	[FACT_VERSION] = "$version",
	[FACT_DAY] = "$day",
	[FACT_DELETED] = "$deleted",
	[FACT_METRIC] = "$metric",
	[FACT_AMOUNT] = "$amount",
	[FACT_USER] = "$user",
	[FACT_EMAIL] = "$email",
	[FACT_PHONE] = "$phone",
	[FACT_EXTERNAL] = "$external",
	[FACT_ORDER] = "$order",
	[FACT_COOKIE] = "$cookie",
	[FACT_DEVICE] = "$device",
	[FACT_HANDLE] = "$handle",
	[FACT_VISITOR] = "$visitor",
	[FACT_ALIAS] = "$alias",
};

/* What is known within its system only. */
static const bool of_system[FACTS] = {
	[FACT_KEY] = true,
	[FACT_SUBJECT] = true,
	[FACT_DAY] = true,
	[FACT_EXTERNAL] = true,
	[FACT_COOKIE] = true,
	[FACT_DEVICE] = true,
	[FACT_HANDLE] = true,
	[FACT_VISITOR] = true,
};

/* Numbers for which many companies have the e-mail address, which must not stand in clear. */
static const bool may_be_email[FACTS] = {
	[FACT_CASE] = true,
	[FACT_USER] = true,
	[FACT_EXTERNAL] = true,
	[FACT_COOKIE] = true,
	[FACT_DEVICE] = true,
	[FACT_HANDLE] = true,
	[FACT_ALIAS] = true,
};

struct chunk {
	char *p;
	size_t room;
};

struct facts {
	struct scope *sc;
	struct names *columns;
	const struct reader_options *options;
	const struct sink *sink;
	struct reader_notes *notes;
	struct str system;
	struct str *values; /* by code */
	size_t room;
	LIST(uint32_t) said; /* the codes that have one */
	LIST(struct chunk) chunks;
	size_t chunk, used;  /* where the next text is kept */
	uint64_t given, row; /* the row that was begun; its number */
	uint16_t part;
	struct str raw;
	const char *past; /* the ceiling that was met */
};

struct facts *facts_new(struct scope *sc, struct names *columns, const struct reader_options *options,
	const struct sink *sink, struct reader_notes *notes, const char *system)
{
	struct facts *f = NEW(sc, struct facts);

	*f = (struct facts){ .sc = sc, .columns = columns, .options = options, .sink = sink, .notes = notes };
	f->system = str_of(system);
	f->room = 2 * FACTS;
	f->values = NEW_ARRAY(sc, struct str, f->room);
	for (int i = 0; i < FACTS; i++)
		names_add(columns, str_of(fact_names[i]));
	*notes = (struct reader_notes){ 0 };
	return f;
}

/* A row of very many facts takes the numbers behind its own, so that row and part stay a fact's own. */
static void part_next(struct facts *f)
{
	if (f->part++ == UINT16_MAX)
		f->row++;
}

void facts_begin(struct facts *f, uint64_t row, struct str raw)
{
	for (size_t i = 0; i < f->said.n; i++)
		f->values[f->said.at[i]] = (struct str){ 0 };
	f->said.n = f->chunk = f->used = 0;
	if (row != f->given) {
		f->row = f->given = row;
		f->part = 0;
	}
	f->raw = raw;
	f->past = NULL;
}

/* --- what is kept until the next begin ----------------------------------------------------------- */

static char *room_for(struct facts *f, size_t n)
{
	while (f->chunk < f->chunks.n && f->used + n > f->chunks.at[f->chunk].room) {
		f->chunk++;
		f->used = 0;
	}
	if (f->chunk == f->chunks.n) {
		size_t room = n > CHUNK ? n : CHUNK;
		*LIST_ADD(f->sc, &f->chunks) = (struct chunk){ scope_alloc(f->sc, room, 1), room };
	}
	char *p = f->chunks.at[f->chunk].p + f->used;
	f->used += n;
	return p;
}

struct str facts_keep(struct facts *f, struct str value)
{
	if (!value.p)
		return value;
	char *p = room_for(f, value.n + 1);
	memcpy(p, value.p, value.n);
	p[value.n] = 0;
	return (struct str){ p, value.n };
}

struct str facts_veiled(struct facts *f, struct str text)
{
	if (!veil_is_needed(text))
		return text;
	struct str out = facts_keep(f, text);
	out.n = veil((char *)(uintptr_t)out.p, out.n);
	return out;
}

static struct str joined(struct facts *f, struct str a, char between, struct str b)
{
	char *p = room_for(f, a.n + b.n + 2);

	memcpy(p, a.p, a.n);
	p[a.n] = between;
	memcpy(p + a.n + 1, b.p, b.n);
	p[a.n + 1 + b.n] = 0;
	return (struct str){ p, a.n + 1 + b.n };
}

/* --- values -------------------------------------------------------------------------------------- */

/* Most texts have nothing to trim: that is two compares. */
static struct str trimmed(struct str text)
{
	unsigned char a = text.n ? (unsigned char)text.p[0] : 0;
	unsigned char b = text.n ? (unsigned char)text.p[text.n - 1] : 0;

	return a > ' ' && a < 0x80 && b > ' ' && b < 0x80 ? text : str_trim(text);
}

static void set(struct facts *f, uint32_t code, struct str value)
{
	if (value.n > READER_FIELD) {
		f->past = "a value is longer than 1 MiB, the ceiling";
		return;
	}
	if (!f->values[code].p)
		*LIST_ADD(f->sc, &f->said) = code;
	f->values[code] = value;
}

void facts_put(struct facts *f, enum fact fact, struct str value)
{
	value = trimmed(value);
	if (!value.n)
		return;
	if (may_be_email[fact] && veil_is_email(value)) {
		if (!facts_has(f, FACT_EMAIL))
			set(f, FACT_EMAIL, value);
		return;
	}
	if (fact == FACT_PAGE || fact == FACT_CAMPAIGN)
		value = facts_veiled(f, value);
	set(f, (uint32_t)fact, of_system[fact] && f->system.n ? joined(f, f->system, '/', value) : value);
}

void facts_printf(struct facts *f, enum fact fact, const char *format, ...)
{
	va_list list, again;

	va_start(list, format);
	va_copy(again, list);
	int n = vsnprintf(NULL, 0, format, list);
	char *p = room_for(f, (size_t)n + 1);
	vsnprintf(p, (size_t)n + 1, format, again);
	va_end(again);
	va_end(list);
	facts_put(f, fact, (struct str){ p, (size_t)n });
}

void facts_say_id(struct facts *f, struct str name, struct str value)
{
	name = trimmed(name);
	value = trimmed(value);
	if (!value.n || !name.n)
		return;
	if (name.n > 1024) {
		f->past = "a property's name is longer than 1024 bytes, the ceiling";
		return;
	}
	uint32_t code = names_find(f->columns, name);
	if (code == NAMES_NONE && names_count(f->columns) >= READER_COLUMNS) {
		f->past = "more than 4096 properties, the ceiling";
		return;
	}
	code = code == NAMES_NONE ? names_add(f->columns, name) : code;
	if (code < FACTS) /* "$time" as a source's own property says nothing of ours */
		return;
	if (code >= f->room) {
		f->values = scope_grow(f->sc, f->values, f->room, code * 2, sizeof *f->values);
		f->room = code * 2;
	}
	set(f, code, value);
}

void facts_say(struct facts *f, struct str name, struct str value)
{
	facts_say_id(f, name, facts_veiled(f, value));
}

void facts_say_in(struct facts *f, const char *group, struct str name, struct str value)
{
	if (name.n && str_trim(value).n)
		facts_say(f, joined(f, str_of(group), '.', name), value);
}

bool facts_has(const struct facts *f, enum fact fact)
{
	return f->values[fact].p != NULL;
}

void facts_hold(struct facts *f)
{
	f->raw = facts_keep(f, f->raw);
	for (size_t i = 0; i < f->said.n; i++)
		f->values[f->said.at[i]] = facts_keep(f, f->values[f->said.at[i]]);
}

void facts_more(struct facts *f)
{
	size_t kept = 0;

	for (size_t i = 0; i < f->said.n; i++) {
		uint32_t code = f->said.at[i];
		if ((code >= FACT_USER && code < FACTS) || code == FACT_SUBJECT || code == FACT_VERSION)
			f->said.at[kept++] = code;
		else
			f->values[code] = (struct str){ 0 };
	}
	f->said.n = kept;
}

/* --- times --------------------------------------------------------------------------------------- */

void facts_time(struct facts *f, enum fact fact, int64_t us)
{
	char digits[24], *p = digits + sizeof digits;
	uint64_t n = us < 0 ? 0 - (uint64_t)us : (uint64_t)us;

	do
		*--p = (char)('0' + n % 10);
	while (n /= 10);
	if (us < 0)
		*--p = '-';
	set(f, (uint32_t)fact, facts_keep(f, (struct str){ p, (size_t)(digits + sizeof digits - p) }));
}

bool facts_when(struct facts *f, enum fact fact, const struct when_shape *shape, struct str text)
{
	int64_t us;

	text = str_trim(text);
	if (!text.n || shape->family == WHEN_NOT_A_TIME ||
		!when_read(shape, f->options->zone, text, &us, NULL))
		return false;
	f->notes->zone_assumed |= !shape->has_zone && !f->options->zone;
	facts_time(f, fact, us);
	return true;
}

/* Whether an ISO time ends in Z or an offset, behind its hours. */
static bool has_zone(struct str text)
{
	if (text.n && (text.p[text.n - 1] == 'Z' || text.p[text.n - 1] == 'z'))
		return true;
	for (size_t i = 11; i < text.n; i++)
		if (text.p[i] == '+' || text.p[i] == '-')
			return true;
	return false;
}

bool facts_iso(struct facts *f, enum fact fact, struct str text)
{
	struct when_shape shape = { .family = WHEN_ISO };

	text = str_trim(text);
	shape.has_zone = has_zone(text);
	return facts_when(f, fact, &shape, text);
}

bool facts_utc(struct facts *f, enum fact fact, struct str text)
{
	static const struct when_shape shape = { .family = WHEN_ISO };
	int64_t us;

	text = str_trim(text);
	if (!text.n || !when_read(&shape, NULL, text, &us, NULL))
		return false;
	facts_time(f, fact, us);
	return true;
}

bool facts_epoch(struct facts *f, enum fact fact, enum when_family unit, struct str text)
{
	const struct when_shape shape = { .family = unit, .has_zone = true };

	return facts_when(f, fact, &shape, text);
}

/* --- on the way ---------------------------------------------------------------------------------- */

bool facts_full(const struct facts *f)
{
	return f->options->max_records && f->notes->records >= f->options->max_records;
}

bool facts_broken(struct facts *f, uint64_t row, struct str raw, const char *why)
{
	return f->sink->broken(f->sink->to, row, raw, why);
}

bool facts_send(struct facts *f)
{
	size_t n = names_count(f->columns);
	struct record record = { f->values, n < f->room ? n : f->room, f->row, f->part, f->raw };

	if (f->past)
		return facts_broken(f, f->row, f->raw, f->past);
	part_next(f);
	f->notes->records++;
	return f->sink->record(f->sink->to, &record);
}

void facts_remark(struct facts *f, const char *sentence)
{
	for (size_t i = 0; i < f->notes->remarks.n; i++)
		if (str_equal(f->notes->remarks.at[i], str_of(sentence)))
			return;
	*LIST_ADD(f->sc, &f->notes->remarks) = str_copy(f->sc, str_of(sentence));
}

/* --- addresses of computers ---------------------------------------------------------------------- */

struct str facts_ip(struct facts *f, struct str address)
{
	char room[ADDRESS_ROOM];

	return address_cut(str_trim(address), room) ? facts_keep(f, str_of(room)) : (struct str){ 0 };
}
