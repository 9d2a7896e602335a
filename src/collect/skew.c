#include "collect/skew.h"

static const char *const names[SKEW_RULES] = {
	[SKEW_RECEIVED] = "received",
	[SKEW_CORRECTED] = "corrected",
	[SKEW_STAMPED] = "stamped",
	[SKEW_CLAMPED] = "clamped",
};

const char *skew_rule_name(enum skew_rule rule)
{
	return names[rule];
}

static int64_t unclamped(const struct skew_times *t, enum skew_rule *rule)
{
	/* Who sets a time on a server means it, beside the time of the call that RudderStack's library adds. */
	bool meant = t->has_timestamp && !t->browser;

	if (t->has_sent && !meant && (t->has_original || t->has_timestamp)) {
		*rule = SKEW_CORRECTED;
		return t->received - (t->sent - (t->has_original ? t->original : t->timestamp));
	}
	if (t->has_timestamp || t->has_original) {
		*rule = SKEW_STAMPED;
		return t->has_timestamp ? t->timestamp : t->original;
	}
	*rule = SKEW_RECEIVED;
	return t->received;
}

int64_t skew_correct(const struct skew_times *times, enum skew_rule *rule)
{
	int64_t when = unclamped(times, rule);

	if (when <= times->received + SKEW_AHEAD_US)
		return when;
	*rule = SKEW_CLAMPED;
	return times->received;
}
