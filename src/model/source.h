/* source - the kinds of source that evidence comes from, a row each. */
#pragma once

#include "base/str.h"

enum source_kind {
	SOURCE_WEB,
	SOURCE_EMAIL,
	SOURCE_SOCIAL,
	SOURCE_SURVEY,
	SOURCE_INTERVIEW,
	SOURCE_SUPPORT,
	SOURCE_SESSION,
	SOURCE_CRM,
	SOURCE_ADS,
	SOURCE_STAFF,
	SOURCE_LOG,
	SOURCE_KINDS,
};

const char *source_name(enum source_kind kind);  /* "web" */
const char *source_about(enum source_kind kind); /* "web analytics: visits, pages, clicks" */
bool source_find(struct str name, enum source_kind *out) MUST_USE;
