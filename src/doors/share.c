#include "doors/share.h"

#include "base/speech.h"
#include "doors/audit.h"
#include "doors/password.h"
#include "doors/user_private.h"
#include "store/live.h"

enum { ID_MOST = 200 /* letters */ };

#define COLUMNS                                                                                              \
	"SELECT id, map, version, title, hide_quotes, password IS NOT NULL, small_n, until, made, revoked,"  \
	" viewed, views, made_by, password,"                                                                 \
	" (SELECT email FROM door_user WHERE door_user.id = door_share.made_by), frames, language FROM door_share "

static struct str kept(struct scope *sc, struct str s)
{
	return s.p ? str_copy(sc, s) : s;
}

static struct share read_share(struct scope *sc, const struct lite_rows *rows)
{
	return (struct share){
		.id = lite_int(rows, 0),
		.map = str_copy(sc, lite_text(rows, 1)),
		.version = kept(sc, lite_text(rows, 2)),
		.title = str_copy(sc, lite_text(rows, 3)),
		.hide_quotes = lite_int(rows, 4) != 0,
		.has_password = lite_int(rows, 5) != 0,
		.small_n = lite_int(rows, 6),
		.until_us = lite_int(rows, 7),
		.made_us = lite_int(rows, 8),
		.revoked_us = lite_int(rows, 9),
		.viewed_us = lite_int(rows, 10),
		.views = lite_int(rows, 11),
		.by = lite_int(rows, 12),
		.email = kept(sc, lite_text(rows, 14)),
		.frames = str_copy(sc, lite_text(rows, 15)),
		.language = kept(sc, lite_text(rows, 16)),
	};
}

/* --- made, listed, revoked ---------------------------------------------------------------------- */

static bool check_wish(
	struct scope *sc, const struct share_wish *wish, struct share_wish *plain, int64_t now_us)
{
	*plain = *wish;
	plain->title = doors_words(sc, "the title", wish->title, SHARE_TITLE_MOST);
	plain->map = doors_words(sc, "the map's id", wish->map, ID_MOST);
	if (wish->version.p)
		plain->version = doors_words(sc, "the version", wish->version, ID_MOST);
	if (!plain->title.p || !plain->map.p || (wish->version.p && !plain->version.p))
		return false;
	if (!plain->map.n || (plain->version.p && !plain->version.n))
		return scope_fail(sc, FAULT_INVALID, "a link shares a map: say which");
	enum speech speech;
	if (wish->language.p && !speech_find(wish->language, &speech))
		return scope_fail(sc, FAULT_INVALID, "a link speaks en, pl or ru, not \"%.*s\"",
			STR_ARG(str_short(sc, wish->language, 20)));
	if (wish->until_us && wish->until_us <= now_us)
		return scope_fail(sc, FAULT_INVALID, "the link would have ended already");
	if (wish->small_n < 0 || wish->small_n > SHARE_SMALL_N_MOST)
		return scope_fail(sc, FAULT_INVALID,
			"how many customers are too few to be shown is 0 to %d, not %lld", SHARE_SMALL_N_MOST,
			(long long)wish->small_n);
	return true;
}

/* With blanks between, as Content-Security-Policy has them. */
static bool join_frames(struct scope *sc, const struct share_wish *wish, struct str *frames)
{
	struct buf *b = buf_new(sc, (LIVE_ORIGIN + 1) * SHARE_FRAMES_MOST);

	if (wish->n_frames > SHARE_FRAMES_MOST)
		return scope_fail(sc, FAULT_INVALID,
			"pages of at most %d origins may show a link in a frame, not %zu", SHARE_FRAMES_MOST,
			wish->n_frames);
	for (size_t i = 0; i < wish->n_frames; i++) {
		struct str origin = live_origin(sc, wish->frames[i]);
		if (!origin.n)
			return scope_fail(sc, FAULT_INVALID,
				"frames: \"%.*s\" is no origin: \"https://intranet.example\" is one, without a path",
				STR_ARG(str_short(sc, wish->frames[i], 100)));
		buf_printf(b, "%s%.*s", i ? " " : "", STR_ARG(origin));
	}
	*frames = buf_str(b);
	return true;
}

static bool hash_password(struct scope *sc, struct doors *doors, struct str password, struct str *hash)
{
	*hash = (struct str){ 0 };
	if (!password.p)
		return true;
	struct str plain = password_plain(sc, password);
	if (!plain.p)
		return false;
	if (str_letters(plain) < PASSWORD_SHARE_LEAST || password_is_common(plain))
		return scope_fail(sc, FAULT_INVALID,
			"a link's password has at least %d letters and is not among the first that anybody tries",
			PASSWORD_SHARE_LEAST);
	*hash = hasher_make(sc, doors->shared.hasher, plain);
	return hash->p != NULL;
}

static bool has_room(struct scope *sc, struct doors *doors)
{
	bool found;
	int64_t n;

	if (!doors_number(
		    sc, doors, "SELECT count(*) FROM door_share WHERE NOT revoked", 0, NULL, &found, &n))
		return false;
	return n < SHARES_MOST ||
	       scope_fail(sc, FAULT_LIMIT, "there are %d share links, the ceiling: revoke some", SHARES_MOST);
}

static bool insert(struct scope *sc, struct doors *doors, const struct visitor *by,
	const struct share_wish *w, const struct ticket *t, struct str hash, struct str frames,
	int64_t now_us, int64_t *id)
{
	bool found;

	return doors_number(sc, doors,
		"INSERT INTO door_share (hash, map, version, title, hide_quotes, small_n, until, password, made, made_by,"
		" frames, language) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
		12,
		(struct lite_value[]){ LITE_TEXT(str_of(t->hash)), LITE_TEXT(w->map), LITE_TEXT(w->version),
			LITE_TEXT(w->title), LITE_INT(w->hide_quotes), LITE_INT(w->small_n),
			LITE_INT(w->until_us), LITE_TEXT(hash), LITE_INT(now_us), LITE_INT(by->user),
			LITE_TEXT(frames), LITE_TEXT(w->language) },
		&found, id);
}

bool share_add(struct scope *sc, struct doors *doors, const struct visitor *by, const struct share_wish *wish,
	int64_t now_us, struct str *text)
{
	struct ticket t = ticket_new(TICKET_SHARE);
	struct share_wish plain;
	struct str hash, frames;
	int64_t id;

	if (!visitor_needs(sc, by, GRANT_WRITE) || !check_wish(sc, wish, &plain, now_us) ||
		!join_frames(sc, wish, &frames) || !hash_password(sc, doors, wish->password, &hash) ||
		!doors_begin(sc, doors))
		return false;
	bool ok = has_room(sc, doors) && insert(sc, doors, by, &plain, &t, hash, frames, now_us, &id) &&
		  audit_add(sc, doors->db, by,
			  &(struct audit_entry){ AUDIT_SHARE_ADD, "map", plain.map,
				  { { "link", user_id_text(sc, id) },
					  { "quotes", plain.hide_quotes ? STR("hidden") : STR("shown") } } },
			  now_us);
	*text = str_copy(sc, str_of(t.text));
	return doors_end(sc, doors, ok);
}

bool share_list(struct scope *sc, struct doors *doors, const struct visitor *by, struct str map,
	struct share **shares, size_t *n)
{
	LIST(struct share) list = { 0 };

	if (!visitor_needs(sc, by, GRANT_WRITE))
		return false;
	struct lite_rows *rows = lite_ask(
		sc, doors->db, COLUMNS "WHERE ?1 IS NULL OR map = ?1 ORDER BY id", 1, &LITE_TEXT(map));
	while (rows && lite_next(rows))
		*LIST_ADD(sc, &list) = read_share(sc, rows);
	*shares = list.at;
	*n = list.n;
	return rows && lite_done(sc, rows);
}

bool share_revoke(struct scope *sc, struct doors *doors, const struct visitor *by, int64_t id, int64_t now_us)
{
	bool found;
	int64_t one;

	if (!visitor_needs(sc, by, GRANT_WRITE) || !doors_begin(sc, doors))
		return false;
	bool ok = doors_number(sc, doors,
		"UPDATE door_share SET revoked = ? WHERE id = ? AND NOT revoked RETURNING 1", 2,
		(struct lite_value[]){ LITE_INT(now_us), LITE_INT(id) }, &found, &one);
	if (ok && !found)
		ok = scope_fail(sc, FAULT_NOT_FOUND, "there is no share link %lld that could be revoked",
			(long long)id);
	ok = ok &&
	     audit_add(sc, doors->db, by,
		     &(struct audit_entry){ AUDIT_SHARE_REVOKE, "share", user_id_text(sc, id), { { 0 } } },
		     now_us);
	return doors_end(sc, doors, ok);
}

/* --- opened ------------------------------------------------------------------------------------- */

struct opening {
	struct scope *sc;
	struct doors *doors;
	const struct share_try *attempt;
	struct share_seen *seen;
	struct ticket ticket;
	struct str hash; /* of the password; p NULL: none */
	bool there;
	int64_t now_us;
};

static bool find(struct opening *o)
{
	struct lite_rows *rows = lite_ask(o->sc, o->doors->db,
		COLUMNS "WHERE hash = ? AND NOT revoked AND (until = 0 OR until > ?)", 2,
		(struct lite_value[]){ LITE_TEXT(str_of(o->ticket.hash)), LITE_INT(o->now_us) });

	o->there = rows && lite_next(rows);
	if (o->there) {
		o->seen->share = read_share(o->sc, rows);
		o->seen->frames = o->seen->share.frames;
		o->seen->language = o->seen->share.language;
		o->hash = kept(o->sc, lite_text(rows, 13));
	}
	return rows && lite_done(o->sc, rows);
}

static bool refuse(struct opening *o)
{
	o->seen->share = (struct share){ 0 };
	return scope_fail(o->sc, FAULT_NOT_FOUND,
		"this link opens nothing: it is wrong, has ended, or its password is another; ask whoever gave it to you");
}

static bool let(struct opening *o)
{
	int64_t *retry_s = &o->seen->retry_s;

	if (!doors_let(o->sc, o->doors, THROTTLE_ADDRESS, o->attempt->address, o->now_us, retry_s))
		return false;
	if (doors_let(o->sc, o->doors, THROTTLE_SHARE, str_of(o->ticket.hash), o->now_us, retry_s))
		return true;
	doors_worked(o->doors, THROTTLE_ADDRESS, o->attempt->address);
	return false;
}

static void worked(struct opening *o)
{
	doors_worked(o->doors, THROTTLE_ADDRESS, o->attempt->address);
	doors_worked(o->doors, THROTTLE_SHARE, str_of(o->ticket.hash));
}

/* What is not there costs the hash, too. */
static bool check_password(struct opening *o)
{
	struct str plain = password_plain(o->sc, o->attempt->password);

	if (!plain.p || !let(o))
		return false;
	enum hasher_found found = hasher_check(o->sc, o->doors->shared.hasher, o->hash, plain);
	if (found == HASHER_WRONG)
		return refuse(o);
	worked(o); /* or it was no try */
	if (found != HASHER_FAILED)
		return true;
	o->seen->retry_s = HASHER_RETRY_S;
	return false;
}

/* The pass is of this link and of this password: it ends with either. */
static void put_pass(struct opening *o)
{
	ticket_derive(str_of(o->ticket.text), o->hash, o->seen->pass);
}

static bool has_pass(struct opening *o)
{
	return o->hash.p && ticket_derived(str_of(o->ticket.text), o->hash, o->attempt->pass);
}

static void let_in(struct opening *o)
{
	struct share_seen *seen = o->seen;

	if (o->hash.p)
		put_pass(o);
	seen->visitor = (struct visitor){ .kind = VISITOR_SHARE,
		.id = seen->share.id,
		.name = seen->share.title,
		.address = o->attempt->address };
	if (o->attempt->counts)
		doors_try(o->doors, "UPDATE door_share SET views = views + 1, viewed = ? WHERE id = ?", 2,
			(struct lite_value[]){ LITE_INT(o->now_us), LITE_INT(seen->share.id) });
}

/* A password that was given where none is needed is not looked at; one for a link that is not there is, for the time that
 * it takes. */
static bool admit(struct opening *o)
{
	bool locked = (o->there ? o->hash.p != NULL : o->attempt->password.p != NULL) && !has_pass(o);

	if (!o->there && !locked)
		return refuse(o);
	if (locked && o->there && !o->attempt->password.p) {
		o->seen->needs_password = true;
		o->seen->share = (struct share){ 0 };
		return true;
	}
	if (locked && !check_password(o)) {
		o->seen->share = (struct share){ 0 };
		return false;
	}
	if (!o->there)
		return refuse(o);
	let_in(o);
	return true;
}

bool share_open(struct scope *sc, struct doors *doors, const struct share_try *attempt, int64_t now_us,
	struct share_seen *seen)
{
	struct opening o = { sc, doors, attempt, seen, .now_us = now_us };

	*seen = (struct share_seen){ 0 };
	if (ticket_read(TICKET_SHARE, attempt->text, &o.ticket) && !find(&o))
		return false;
	return admit(&o);
}
