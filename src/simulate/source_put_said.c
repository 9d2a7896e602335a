#include "base/json.h"
#include "simulate/source_put.h"
#include "simulate/stamp.h"

static uint32_t mood(const struct source_writing *w)
{
	return w->r->choice / 5 % 3;
}

static struct str words(const struct source_writing *w)
{
	return str_of(put_words(w, mood(w)));
}

static void put_iso(const struct source_writing *w, const char *name, int64_t time_s)
{
	buf_printf(w->b, "\"%s\":\"", name);
	stamp_put(w->b, time_s, "Y-M-DTh:m:sZ\",");
}

/* --- Zendesk ---------------------------------------------------------------------------------------------- */

static void put_requester(const struct source_writing *w)
{
	buf_printf(w->b, "\"external_id\":null,\"requester\":{\"id\":%.*s,",
		STR_ARG(w->given->id[IDENTIFIER_EXTERNAL]));
	put_member(w, "external_id", w->given->id[IDENTIFIER_USER]);
	buf_puts(w->b, "\"email\":");
	json_quote(w->b, w->given->id[IDENTIFIER_EMAIL]);
	buf_puts(w->b, "},");
}

static void put_comment(const struct source_writing *w)
{
	buf_printf(w->b, "\"comments\":[{\"id\":%u,\"author_id\":%.*s,", w->r->number + 4000000,
		STR_ARG(w->given->id[IDENTIFIER_EXTERNAL]));
	put_iso(w, "created_at", w->r->time_s[0]);
	put_member(w, "body", words(w));
	buf_puts(w->b, "\"public\":true}]}\n");
}

void put_zendesk(const struct source_writing *w)
{
	int64_t opened_s = w->r->time_s[0], solved_s = w->r->time_s[1];

	buf_printf(w->b, "{\"id\":%.*s,", STR_ARG(w->key));
	put_requester(w);
	put_iso(w, "created_at", opened_s);
	put_iso(w, "updated_at", solved_s ? solved_s : opened_s);
	put_member(w, "subject", STR("My parcel"));
	put_member(w, "description", words(w));
	buf_printf(w->b,
		"\"status\":\"%s\",\"priority\":\"normal\",\"via\":{\"channel\":\"email\",\"source\":{\"from\":{"
		"\"address\":",
		solved_s ? "solved" : "open");
	json_quote(w->b, w->given->id[IDENTIFIER_EMAIL]);
	buf_printf(w->b,
		"}}},\"requester_id\":%.*s,\"tags\":[\"delivery\"],\"custom_fields\":[{\"id\":360001,\"value\":",
		STR_ARG(w->given->id[IDENTIFIER_EXTERNAL]));
	json_quote(w->b, w->given->id[IDENTIFIER_ORDER]);
	buf_puts(w->b, "}],\"satisfaction_rating\":{\"score\":\"unoffered\"},");
	put_comment(w);
}

/* --- Intercom --------------------------------------------------------------------------------------------- */

static void put_contact(const struct source_writing *w)
{
	buf_puts(w->b, "\"contacts\":{\"contacts\":[{\"type\":\"contact\",");
	put_member(w, "external_id", w->given->id[IDENTIFIER_USER]);
	buf_puts(w->b, "\"id\":");
	json_quote(w->b, w->given->id[IDENTIFIER_EXTERNAL]);
	buf_puts(w->b, "}]},");
}

void put_intercom(const struct source_writing *w)
{
	long long t = (long long)w->r->time_s[0];

	buf_puts(w->b, "{\"type\":\"conversation\",");
	put_member(w, "id", w->key);
	buf_printf(
		w->b, "\"created_at\":%lld,\"updated_at\":%lld,\"state\":\"closed\",\"source\":{", t, t + 60);
	buf_printf(w->b, "\"type\":\"conversation\",\"id\":\"m%u\",\"body\":", w->r->number);
	json_quote(w->b, str_of(scope_printf(w->sc, "<p>%.*s</p>", STR_ARG(words(w)))));
	buf_printf(w->b, ",\"author\":{\"type\":\"%s\",", w->given->id[IDENTIFIER_EMAIL].p ? "user" : "lead");
	put_member(w, "email", w->given->id[IDENTIFIER_EMAIL]);
	buf_puts(w->b, "\"id\":");
	json_quote(w->b, w->given->id[IDENTIFIER_EXTERNAL]);
	buf_puts(w->b, "},\"url\":\"https://shop.example/checkout\"},");
	put_contact(w);
	buf_printf(w->b,
		"\"conversation_rating\":null,\"conversation_parts\":{\"type\":\"conversation_part.list\","
		"\"total_count\":1,\"conversation_parts\":[{\"type\":\"conversation_part\",\"id\":\"p%u\","
		"\"part_type\":\"comment\",\"body\":\"<p>Let me look.</p>\",\"created_at\":%lld,"
		"\"author\":{\"type\":\"admin\",\"id\":\"1\"}}]}}\n",
		w->r->number, t + 60);
}

/* --- surveys and reviews ---------------------------------------------------------------------------------- */

void put_typeform(const struct source_writing *w)
{
	static const uint32_t lowest[] = { 0, 7, 9 };

	put_cell(w, w->key);
	buf_printf(w->b, "%u,", lowest[mood(w)] + w->r->choice / 100 % 2);
	put_cell(w, words(w));
	put_cell(w, w->given->id[IDENTIFIER_USER]);
	put_cell_time(w, w->r->time_s[0] - 80);
	put_cell_time(w, w->r->time_s[0]);
	buf_printf(w->b, "%010x\n", w->r->choice);
}

void put_trustpilot(const struct source_writing *w)
{
	put_cell(w, w->key);
	put_cell_time(w, w->r->time_s[0]);
	put_cell(w, w->given->id[IDENTIFIER_HANDLE]);
	buf_puts(w->b, "My order,");
	put_cell(w, words(w));
	buf_printf(w->b, "%u,", 1 + 2 * mood(w));
	put_cell(w, w->given->id[IDENTIFIER_ORDER]);
	buf_puts(w->b, "shop.example\n");
}

void put_google(const struct source_writing *w)
{
	static const char *const stars[] = { "ONE", "THREE", "FIVE" };

	buf_putc(w->b, '{');
	put_member(w, "reviewId", w->key);
	buf_puts(w->b, "\"reviewer\":{\"displayName\":");
	json_quote(w->b, w->given->id[IDENTIFIER_HANDLE]);
	buf_printf(w->b, "},\"starRating\":\"%s\",", stars[mood(w)]);
	put_member(w, "comment", words(w));
	put_iso(w, "createTime", w->r->time_s[0]);
	buf_puts(w->b, "\"updateTime\":\"");
	stamp_put(w->b, w->r->time_s[0], "Y-M-DTh:m:sZ\"}");
}

void put_facebook(const struct source_writing *w)
{
	struct str name = w->given->id[IDENTIFIER_HANDLE];
	long long t = (long long)w->r->time_s[0];

	buf_printf(w->b, "{\"timestamp\":%lld,", t);
	put_member(
		w, "title", str_of(scope_printf(w->sc, "%.*s commented on Tea Shop's post.", STR_ARG(name))));
	buf_printf(w->b, "\"data\":[{\"comment\":{\"timestamp\":%lld,", t);
	put_member(w, "comment", words(w));
	buf_puts(w->b, "\"author\":");
	json_quote(w->b, name);
	buf_puts(w->b, "}}]}");
}

/* --- mail ------------------------------------------------------------------------------------------------- */

/* RFC 2047, every byte that is no letter of English or digit as =XX. */
static void put_header_word(const struct source_writing *w, struct str text)
{
	buf_puts(w->b, "=?utf-8?Q?");
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
		buf_printf(w->b, plain ? "%c" : "=%02X", c);
	}
	buf_puts(w->b, "?=");
}

void put_mail(const struct source_writing *w)
{
	struct str from = w->given->id[IDENTIFIER_EMAIL];

	buf_printf(w->b, "From %.*s ", STR_ARG(from));
	stamp_put(w->b, w->r->time_s[0], "a b D h:m:s Y\n");
	buf_printf(w->b, "Message-ID: <%.*s>\nDate: ", STR_ARG(w->key));
	stamp_put(w->b, w->r->time_s[0] + 3600, "a, D b Y h:m:s +0100\n");
	buf_puts(w->b, "From: ");
	put_header_word(w, w->given->id[IDENTIFIER_HANDLE]);
	buf_printf(w->b,
		" <%.*s>\nTo: help@shop.example\nSubject: Parcel late\nMIME-Version: 1.0\n"
		"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\nHello,\n"
		">From the start it was wrong. %s\n\n",
		STR_ARG(from), put_words(w, 0));
}
