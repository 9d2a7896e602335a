#include "map/map.h"

static const struct {
	const char *key, *name;
} lanes[LANES] = {
	[LANE_ACTIONS] = { "actions", "Actions" },
	[LANE_CHANNELS] = { "channels", "Channel" },
	[LANE_THOUGHTS] = { "thoughts", "Thoughts" },
	[LANE_FEELING] = { "feeling", "Feeling" },
	[LANE_EXPECTED] = { "expected", "Expected and got" },
	[LANE_NEEDS] = { "needs", "Needs" },
	[LANE_PAINS] = { "pains", "Pains" },
	[LANE_GAINS] = { "gains", "Gains" },
	[LANE_DROP_OFF] = { "drop_off", "Leaving" },
	[LANE_IMPORTANCE] = { "importance", "Importance" },
	[LANE_OPPORTUNITIES] = { "opportunities", "Opportunities" },
	[LANE_METRICS] = { "metrics", "Metrics" },
	[LANE_EVIDENCE] = { "evidence", "Evidence" },
	[LANE_BACKSTAGE] = { "backstage", "Backstage" },
	[LANE_TEXT] = { "text", "Notes" },
};

const char *lane_key(enum lane lane)
{
	return lanes[lane].key;
}

const char *lane_name(enum lane lane)
{
	return lanes[lane].name;
}

bool lane_find(struct str key, enum lane *out)
{
	for (int i = 0; i < LANES; i++) {
		if (str_same(key, str_of(lanes[i].key)) || str_same(key, str_of(lanes[i].name))) {
			*out = (enum lane)i;
			return true;
		}
	}
	return false;
}

bool lane_is_drawn(enum lane lane)
{
	return lane == LANE_CHANNELS || lane == LANE_FEELING || lane == LANE_DROP_OFF ||
	       lane == LANE_METRICS || lane == LANE_EVIDENCE;
}
