#include "model/source.h"

static const struct {
	const char *name, *about;
} sources[SOURCE_KINDS] = {
	[SOURCE_WEB] = { "web", "web analytics: visits, pages, clicks, searches" },
	[SOURCE_EMAIL] = { "email", "e-mail: sent, opened, clicked, unsubscribed, bounced" },
	[SOURCE_SOCIAL] = { "social", "social networks and reviews" },
	[SOURCE_SURVEY] = { "survey", "surveys: NPS, CSAT, CES, own scales" },
	[SOURCE_INTERVIEW] = { "interview", "interviews and focus groups" },
	[SOURCE_SUPPORT] = { "support", "complaints, suggestions, tickets, calls" },
	[SOURCE_SESSION] = { "session", "signals of session recordings: rage and dead clicks" },
	[SOURCE_CRM] = { "crm", "CRM and orders" },
	[SOURCE_ADS] = { "ads", "advertisements and what they cost" },
	[SOURCE_STAFF] = { "staff", "what staff observe" },
	[SOURCE_LOG] = { "log", "process logs" },
};

const char *source_name(enum source_kind kind)
{
	return sources[kind].name;
}

const char *source_about(enum source_kind kind)
{
	return sources[kind].about;
}

bool source_find(struct str name, enum source_kind *out)
{
	for (int i = 0; i < SOURCE_KINDS; i++) {
		if (str_same(name, str_of(sources[i].name))) {
			*out = (enum source_kind)i;
			return true;
		}
	}
	return false;
}
