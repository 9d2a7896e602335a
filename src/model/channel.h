/* channel - where customer and company meet, a row each: a colour and a symbol, never colour alone. */
#pragma once

#include "base/str.h"

enum channel {
	CHANNEL_OTHER,
	CHANNEL_WEBSITE,
	CHANNEL_APP,
	CHANNEL_EMAIL,
	CHANNEL_PHONE,
	CHANNEL_CHAT,
	CHANNEL_STORE,
	CHANNEL_SOCIAL,
	CHANNEL_ADS,
	CHANNEL_POST, /* post and packaging */
	CHANNEL_SURVEY,
	CHANNEL_OFFICE, /* desk, counter, back office */
	CHANNEL_PARTNER,
	CHANNELS,
};

const char *channel_key(enum channel channel);    /* "email", as definitions and JSON have it */
const char *channel_name(enum channel channel);   /* "E-mail" */
const char *channel_colour(enum channel channel); /* "#2563A8": at least 4.5:1 on white */

/* By key or by a word that people and tools write for it in English, Polish or Russian ("mobile", "sklep",
 * "почта"); CHANNEL_OTHER for what is not known. */
enum channel channel_find(struct str word);
