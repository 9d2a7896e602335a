#include "serve/join_page.h"

#include "base/when.h"
#include "doors/handover.h"
#include "doors/hasher.h"
#include "doors/password.h"
#include "draw/svg.h"
#include "draw/words.h"
#include "serve/api_desk.h"
#include "serve/house.h"
#include "serve/share_answer.h"
#include "serve/web_form.h"

struct joining {
	struct request *req;
	struct reply *reply;
	struct scope *sc;
	struct api_desk *desk;
	struct str link;
	struct handover_seen seen;
};

/* clang-format off */
static const struct purpose {
	const char *title, *words, *button, *done;
	bool asks_name;
} purposes[HANDOVERS] = {
	[HANDOVER_INVITE] = { "You are invited", "Choose your name and a password, and you can come in.", "Join", "Welcome", true },
	[HANDOVER_RESET] = { "A new password", "Choose a new password. Wherever you are signed in now, you are signed out.",
		"Set the password", "Your new password is set", false },
};
/* clang-format on */

static const struct purpose *purpose_of(const struct joining *j)
{
	return &purposes[j->seen.kind];
}

/* --- the form ------------------------------------------------------------------------------------------------ */

static void write_name(struct scope *sc, struct buf *out, struct str name)
{
	buf_printf(out,
		"<label for=\"name\">%s</label>\n<input id=\"name\" name=\"name\" required maxlength=\"100\""
		" autocomplete=\"name\" value=\"",
		said(sc, "Name"));
	xml_text(out, name);
	buf_puts(out, "\">\n");
}

static void write_email(struct scope *sc, struct buf *out, struct str email)
{
	buf_printf(out,
		"<label for=\"email\">%s</label>\n<input id=\"email\" type=\"email\" readonly"
		" autocomplete=\"username\" value=\"",
		said(sc, "E-mail"));
	xml_text(out, email);
	buf_puts(out, "\">\n");
}

static void write_password(struct scope *sc, struct buf *out, bool wrong)
{
	buf_printf(out,
		"<label for=\"password\">%s</label>\n"
		"<input id=\"password\" name=\"password\" type=\"password\" required minlength=\"%d\" maxlength=\"200\""
		" autocomplete=\"new-password\" aria-describedby=\"%shint\"%s>\n"
		"<small id=\"hint\">%s</small>\n",
		said(sc, "Password"), PASSWORD_LEAST, wrong ? "why " : "",
		wrong ? " aria-invalid=\"true\" autofocus" : "",
		words_line(sc, "%d letters at least. Three or four words make a good one.", PASSWORD_LEAST)
			.p);
}

static void write_form(struct joining *j, struct str name, bool wrong, struct buf *out)
{
	buf_puts(out, "<form method=\"post\" action=\"/join/");
	xml_text(out, j->link);
	buf_puts(out, "\">\n");
	write_email(j->sc, out, j->seen.email);
	if (purpose_of(j)->asks_name)
		write_name(j->sc, out, name);
	write_password(j->sc, out, wrong);
	buf_printf(out, "<button>%s</button>\n</form>\n", said(j->sc, purpose_of(j)->button));
	struct str until = when_iso(j->sc, j->seen.until_us);
	buf_printf(out, "<p>%s</p>\n",
		words_line(j->sc, "The link opens once, until %s %.5s UTC.",
			words_date(j->sc, j->seen.until_us).p, until.p + 11)
			.p);
}

/* `why` NULL: nothing was sent yet. */
static bool ask(struct joining *j, int status, struct str name, const char *why)
{
	struct buf *out = share_begin(j->req, purpose_of(j)->title);

	buf_printf(out, "<p>%s</p>\n", said(j->sc, purpose_of(j)->words));
	if (why) {
		buf_puts(out, "<p id=\"why\" role=\"alert\">");
		xml_text(out, said_again(j->sc, str_of(said(j->sc, why))));
		buf_puts(out, "</p>\n");
	}
	write_form(j, name, why != NULL, out);
	return share_end(j->reply, status, out);
}

/* --- instead of it ------------------------------------------------------------------------------------------- */

static bool say(struct joining *j, int status, const char *title, const char *words)
{
	struct buf *out = share_begin(j->req, title);

	buf_puts(out, "<p>");
	xml_text(out, str_of(said(j->sc, words)));
	buf_puts(out, "</p>\n");
	return share_end(j->reply, status, out);
}

static bool say_done(struct joining *j)
{
	struct buf *out = share_begin(j->req, purpose_of(j)->done);

	buf_puts(out, "<p>");
	xml_text(out, words_line(j->sc, "The password of %s is set, and the link opens nothing any more.",
			      str_c(j->sc, j->seen.email)));
	buf_printf(out, "</p>\n<p><a href=\"/\">%s</a></p>\n", said(j->sc, "Sign in"));
	return share_end(j->reply, 200, out);
}

static bool wait_a_little(struct joining *j)
{
	reply_add(j->reply, "Retry-After", str_of(scope_printf(j->sc, "%d", HASHER_RETRY_S)));
	return say(j, 503, "Not now", "The server is busy. Nothing was changed: try again in some seconds.");
}

static bool say_fault(struct joining *j)
{
	if (j->sc->fault == FAULT_NOT_FOUND)
		return say(j, 404, "This link opens nothing",
			"It was used already or is too old; ask an admin for a new one.");
	if (j->sc->fault == FAULT_LIMIT || j->sc->fault == FAULT_CONFLICT)
		return wait_a_little(j);
	return say(j, 500, "Something broke", words_line(j->sc, "The log knows it as %s.", j->req->id).p);
}

/* --- asked and sent ------------------------------------------------------------------------------------------ */

static struct joining *begin(struct request *req, struct reply *reply)
{
	struct joining *j = NEW(req->sc, struct joining);

	j->req = req;
	j->reply = reply;
	j->sc = req->sc;
	j->link = request_part(req, "link");
	req->sc->speech = share_speech(req);
	return j;
}

/* Only a link that opens is written into a page. */
static bool opens(struct joining *j)
{
	j->desk = api_desk_take(j->sc, house_of(j->req)->desks);
	return j->desk && handover_look(j->sc, j->desk->doors, j->link, j->req->now_us, &j->seen);
}

static bool show(struct joining *j)
{
	return opens(j) ? ask(j, 200, j->seen.name, NULL) : say_fault(j);
}

static bool set(struct joining *j, struct str name, struct str password)
{
	int64_t user;

	if (handover_use(
		    j->sc, j->desk->doors, j->link, name, password, j->req->address, j->req->now_us, &user))
		return say_done(j);
	if (j->sc->fault == FAULT_INVALID)
		return ask(j, 422, name, j->sc->why);
	return say_fault(j);
}

static bool join(struct joining *j)
{
	if (!web_form_from_here(j->req))
		return say(j, 403, "Not from there",
			"The form came from another site's page. Open the link itself, and fill it in there.");
	if (!web_form_is(j->req))
		return say(j, 415, "No form", "A form with the password is expected.");
	if (!opens(j))
		return say_fault(j);
	struct str name = web_form_text(j->req, "name"), password = web_form_text(j->req, "password");
	if (!purpose_of(j)->asks_name || !name.p)
		name = STR("");
	if (!password.p)
		return ask(j, 422, name, "A password of up to 200 letters is expected.");
	return set(j, name, password);
}

static enum answered answer_form(struct request *req, struct reply *reply)
{
	struct joining *j = begin(req, reply);

	show(j);
	api_desk_give(house_of(req)->desks, j->desk);
	return ANSWERED;
}

static enum answered answer_sent(struct request *req, struct reply *reply)
{
	struct joining *j = begin(req, reply);

	join(j);
	api_desk_give(house_of(req)->desks, j->desk);
	return ANSWERED;
}

/* clang-format off */
static const struct route rows[] = {
	{ METHOD_GET,  HANDOVER_PATH "{link}", ROUTE_WORKER, 0, answer_form, false, NULL },
	{ METHOD_POST, HANDOVER_PATH "{link}", ROUTE_WORKER, WEB_FORM_MOST, answer_sent, false, NULL },
};
/* clang-format on */

struct routes join_page_routes(void)
{
	return (struct routes){ rows, COUNT_OF(rows) };
}
