#include "formats/support.h"

/* clang-format off */
static const struct {
	const char *via, *channel;
} channels[] = {
	{ "email", "email" }, { "mail", "email" },
	{ "web", "website" }, { "web form", "website" }, { "web_widget", "website" }, { "web widget", "website" },
	{ "help_center", "website" }, { "help center post", "website" },
	{ "chat", "chat" }, { "conversation", "chat" }, { "messaging", "chat" }, { "native_messaging", "chat" },
	{ "whatsapp", "chat" }, { "telegram", "chat" }, { "viber", "chat" }, { "line", "chat" },
	{ "voice", "phone" }, { "phone", "phone" }, { "phone_call", "phone" }, { "phone call (incoming)", "phone" },
	{ "voicemail", "phone" }, { "phone_switch", "phone" }, { "sms", "phone" },
	{ "mobile", "app" }, { "mobile_sdk", "app" }, { "mobile sdk", "app" }, { "push", "app" },
	{ "facebook", "social" }, { "twitter", "social" }, { "instagram", "social" }, { "any_channel", "social" },
};
/* clang-format on */

struct str support_channel(struct str via)
{
	for (size_t i = 0; i < COUNT_OF(channels); i++)
		if (str_same(via, str_of(channels[i].via)))
			return str_of(channels[i].channel);
	return (struct str){ 0 };
}

struct str support_thumb(struct str score)
{
	if (score.n >= 4 && str_same(str_sub(score, 0, 4), STR("good")))
		return STR("1");
	if (score.n >= 3 && str_same(str_sub(score, 0, 3), STR("bad")))
		return STR("0");
	return (struct str){ 0 };
}

bool support_is_solved(struct str status)
{
	return str_same(status, STR("solved")) || str_same(status, STR("closed"));
}
