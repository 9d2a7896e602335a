/* Zones: ICU knows them, but asking it costs a microsecond, so each stretch between two changes of the clock
 * is asked for once and kept; the stretch of the last time is tried first. */
#include "base/when_parts.h"

#include <unicode/ucal.h>
#include <unicode/ustring.h>

enum { ZONE_NAME = 128, TRIES = 8 };

/* Local times from..to (to excluded) have this offset.  A change of the clock counts from the later of the
 * two local times that it has, before and after: so a time that the clock shows twice is the first of the
 * two, and one that it skips is read with the offset before the gap. */
struct stretch {
	int64_t from_us, to_us, offset_us;
};

struct when_zone {
	struct scope *sc;
	UChar name[ZONE_NAME];
	size_t last;
	LIST(struct stretch) stretches; /* in the order of time */
};

struct when_zone *when_zone_open(struct scope *sc, const char *name)
{
	UChar wide[ZONE_NAME], canonical[ZONE_NAME];
	UErrorCode status = U_ZERO_ERROR;
	UBool is_system = false;

	u_strFromUTF8(wide, ZONE_NAME, NULL, name, -1, &status);
	ucal_getCanonicalTimeZoneID(wide, -1, canonical, ZONE_NAME, &is_system, &status);
	if (U_FAILURE(status) || !*name)
		return scope_fail(
			sc, FAULT_INVALID, "no time zone \"%.60s\": one is called, say, Europe/Warsaw", name);
	struct when_zone *zone = NEW(sc, struct when_zone);
	zone->sc = sc;
	u_strncpy(zone->name, wide, ZONE_NAME - 1);
	return zone;
}

struct when_zone *when_zone_twin(struct scope *sc, const struct when_zone *zone)
{
	struct when_zone *twin = NEW(sc, struct when_zone);

	twin->sc = sc;
	u_strncpy(twin->name, zone->name, ZONE_NAME - 1);
	return twin;
}

static double offset_ms(UCalendar *cal, double at_ms)
{
	UErrorCode status = U_ZERO_ERROR;

	ucal_setMillis(cal, at_ms, &status);
	return ucal_get(cal, UCAL_ZONE_OFFSET, &status) + ucal_get(cal, UCAL_DST_OFFSET, &status);
}

static double later(double a, double b)
{
	return a > b ? a : b;
}

/* The stretch that holds this moment, and the moments of change at its ends. */
static struct stretch stretch_at(UCalendar *cal, double utc_ms, double *from_ms, double *to_ms)
{
	UErrorCode status = U_ZERO_ERROR;
	double offset = offset_ms(cal, utc_ms);
	bool has_from =
		ucal_getTimeZoneTransitionDate(cal, UCAL_TZ_TRANSITION_PREVIOUS_INCLUSIVE, from_ms, &status);
	bool has_to = ucal_getTimeZoneTransitionDate(cal, UCAL_TZ_TRANSITION_NEXT, to_ms, &status);
	double before = has_from ? offset_ms(cal, *from_ms - 1) : 0;
	double after = has_to ? offset_ms(cal, *to_ms) : 0;

	return (struct stretch){
		has_from ? (int64_t)(*from_ms + later(before, offset)) * 1000 : INT64_MIN,
		has_to ? (int64_t)(*to_ms + later(offset, after)) * 1000 : INT64_MAX,
		(int64_t)offset * 1000,
	};
}

static bool stretch_find(struct when_zone *zone, int64_t local_us, struct stretch *found)
{
	UErrorCode status = U_ZERO_ERROR;
	UCalendar *cal = ucal_open(zone->name, -1, "en", UCAL_GREGORIAN, &status);

	if (U_FAILURE(status))
		return false;
	double utc_ms = (double)(local_us / 1000), from_ms = 0, to_ms = 0;
	bool hit = false;
	for (int i = 0; i < TRIES && !hit; i++) {
		*found = stretch_at(cal, utc_ms, &from_ms, &to_ms);
		hit = local_us >= found->from_us && local_us < found->to_us;
		utc_ms = local_us < found->from_us ? from_ms - 1 : to_ms;
	}
	ucal_close(cal);
	return hit;
}

/* The first stretch that ends behind this time. */
static size_t stretch_place(const struct when_zone *zone, int64_t local_us)
{
	size_t low = 0, high = zone->stretches.n;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (zone->stretches.at[middle].to_us <= local_us)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void stretch_keep(struct when_zone *zone, size_t place, struct stretch stretch)
{
	*LIST_ADD(zone->sc, &zone->stretches) = stretch;
	struct stretch *at = zone->stretches.at;
	memmove(&at[place + 1], &at[place], (zone->stretches.n - 1 - place) * sizeof *at);
	at[place] = stretch;
}

static bool holds(const struct when_zone *zone, size_t i, int64_t local_us)
{
	return i < zone->stretches.n && local_us >= zone->stretches.at[i].from_us &&
	       local_us < zone->stretches.at[i].to_us;
}

int64_t when_zone_offset_us(struct when_zone *zone, int64_t local_us)
{
	struct stretch found = { 0 };

	if (!holds(zone, zone->last, local_us)) {
		zone->last = stretch_place(zone, local_us);
		if (!holds(zone, zone->last, local_us)) {
			if (!stretch_find(zone, local_us, &found))
				return found.offset_us;
			stretch_keep(zone, zone->last, found);
		}
	}
	return zone->stretches.at[zone->last].offset_us;
}
