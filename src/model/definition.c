#include "model/definition.h"

static const char *const states[MAP_STATES] = { "current", "planned", "future" };
static const char *const bases[BASES] = { "observed", "reported", "inferred", "assumed" };
static const char *const owners[OWNERS] = { "brand", "partner", "customer", "social" };

size_t definition_touchpoints(const struct definition *def)
{
	size_t n = 0;

	for (size_t s = 0; s < def->stages.n; s++)
		n += def->stages.at[s].touchpoints.n;
	return n;
}

const struct touchpoint *definition_touchpoint(const struct definition *def, size_t index)
{
	for (size_t s = 0; s < def->stages.n; s++) {
		if (index < def->stages.at[s].touchpoints.n)
			return &def->stages.at[s].touchpoints.at[index];
		index -= def->stages.at[s].touchpoints.n;
	}
	return NULL;
}

int definition_find(const struct definition *def, struct str touchpoint_id)
{
	int index = 0;

	for (size_t s = 0; s < def->stages.n; s++)
		for (size_t t = 0; t < def->stages.at[s].touchpoints.n; t++, index++)
			if (str_equal(def->stages.at[s].touchpoints.at[t].id, touchpoint_id))
				return index;
	return -1;
}

size_t definition_stage_of(const struct definition *def, size_t index)
{
	size_t s = 0;

	while (s + 1 < def->stages.n && index >= def->stages.at[s].touchpoints.n)
		index -= def->stages.at[s++].touchpoints.n;
	return s;
}

const char *map_state_name(enum map_state state)
{
	return states[state];
}

bool attachment_id_ok(struct str id)
{
	for (size_t i = 0; i < id.n; i++)
		if (!(id.p[i] >= '0' && id.p[i] <= '9') && !(id.p[i] >= 'a' && id.p[i] <= 'f'))
			return false;
	return id.n == ATTACHMENT_DIGITS;
}

const char *basis_name(enum basis basis)
{
	return bases[basis];
}

const char *owner_name(enum owner owner)
{
	return owners[owner];
}
