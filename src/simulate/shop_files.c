#include "simulate/shop_files.h"

#include <errno.h>
#include <unistd.h>

#include "base/json.h"
#include "simulate/stamp.h"

enum { FLUSH = 1 << 20, CEILING = 1 << 22 };

struct shop_files {
	struct scope *sc;
	struct {
		char *path;
		FILE *f;
		struct buf *b;
	} at[SHOP_FILES];
	bool failed;
	int why; /* errno of the first failure */
};

/* --- comments ------------------------------------------------------------------------------------ */

/* By rating, bad to good: English, Polish, Russian. */
static const char *const comments[3][9] = {
	{ "The parcel came four days late and nobody told me.",
		"Czekałam tydzień, nikt nie odpisał na maila.", "Обещали за два дня, привезли через неделю.",
		"I had to explain everything three times.", "Paczka uszkodzona, zwrot trwał wieki.",
		"Оплата не прошла с первого раза.", "Too expensive for what it is.",
		"Nie mogłam znaleźć kontaktu.", "Курьер не позвонил." },
	{ "It was fine, nothing special.", "W porządku, ale mogło być szybciej.",
		"Нормально, но упаковка так себе.", "Delivery ok, the site is a bit slow.",
		"Zwykły zakup, bez problemów.", "Всё как обычно.", "As described.", "Może być.",
		"Без замечаний." },
	{ "Quick, friendly and well packed!", "Szybko, sprawnie i z uśmiechem.", "Быстро доставили, спасибо!",
		"Lovely present, my sister was delighted.", "Polecam, świetna jakość.",
		"Отличный магазин, вернусь ещё.", "Easy from start to end.", "Bardzo łatwe zamówienie.",
		"Всё просто и понятно." },
};

static const char *comment_of(const struct shop_event *e)
{
	int highest = e->at->scale == RATED_NPS ? 10 : 4;
	int mood = e->rating * 3 / (highest + 1);

	return e->choice % 3 ? comments[mood][e->choice / 3 % 9] : "";
}

/* --- rows ---------------------------------------------------------------------------------------- */

static void put_person(struct buf *b, const struct shop_event *e)
{
	buf_printf(b, "%s%u", e->partner ? "partner-" : "c", e->person + 10001);
}

static void put_page(struct buf *b, const struct shop_event *e)
{
	const char *hole = e->at->page ? strstr(e->at->page, "%u") : NULL;

	if (!hole)
		buf_puts(b, e->at->page ? e->at->page : "");
	else
		buf_printf(b, "%.*s%u%s", (int)(hole - e->at->page), e->at->page, e->number, hole + 2);
}

static void put_web(struct buf *b, const struct shop_event *e)
{
	static const char *const campaigns[] = { "spring-gifts", "brand", "retargeting" };

	put_person(b, e);
	buf_printf(b, ",%s,", e->name);
	stamp_put(b, e->time_s, "Y-M-DTh:m:sZ");
	buf_puts(b, ",https://shop.example");
	put_page(b, e);
	buf_printf(b, ",%s,%s\n", e->at->channel,
		strcmp(e->at->channel, "ads") == 0 ? campaigns[e->choice % COUNT_OF(campaigns)] : "");
}

static void put_email(struct buf *b, const struct shop_event *e)
{
	buf_puts(b, "{\"user_id\":\"");
	put_person(b, e);
	buf_printf(b, "\",\"event\":\"%s\",\"timestamp\":\"", e->name);
	stamp_put(b, e->time_s, "Y-M-DTh:m:s.000Z");
	buf_puts(b, "\",\"channel\":\"email\"}\n");
}

static void put_order(struct buf *b, const struct shop_event *e)
{
	put_person(b, e);
	buf_printf(b, ",O-%u,%s,", e->number, e->name);
	stamp_put(b, e->time_s, "Y-M-D h:m:s");
	if (strcmp(e->at->event, "Order Completed") == 0)
		buf_printf(b, ",%u.%02u,PLN", 29 + e->choice % 400, e->choice / 400 % 100);
	else
		buf_puts(b, ",,");
	buf_printf(b, ",%s,", e->at->channel);
	if (e->rating >= 0)
		buf_printf(b, "%d", e->rating + 1);
	buf_puts(b, "\n");
}

static void put_support(struct buf *b, const struct shop_event *e)
{
	put_person(b, e);
	buf_printf(b, ";%s;", e->name);
	stamp_put(b, e->time_s, "D.M.Y h:m:s");
	buf_printf(b, ";%s;", e->at->channel);
	if (e->rating >= 0)
		buf_printf(b, "%d;%s\n", e->rating + 1, comment_of(e));
	else
		buf_puts(b, ";\n");
}

static void put_survey(struct buf *b, const struct shop_event *e)
{
	put_person(b, e);
	buf_printf(b, ",%s,", e->name);
	stamp_put(b, e->time_s, "Y-M-DTh:m:sZ");
	buf_printf(b, ",%d,\"%s\",%s\n", e->at->scale == RATED_NPS ? e->rating : e->rating + 1, comment_of(e),
		e->at->channel);
}

static void put_partner(struct buf *b, const struct shop_event *e)
{
	put_person(b, e);
	buf_printf(b, ",%s,", e->name);
	stamp_put(b, e->time_s, "Y-M-DTh:m:sZ");
	buf_printf(b, ",%s,", e->at->channel);
	if (e->rating >= 0)
		buf_printf(b, "%d", e->rating + 1);
	buf_puts(b, "\n");
}

static const struct {
	const char *name, *head;
	void (*put)(struct buf *b, const struct shop_event *e);
} files[SHOP_FILES] = {
	[FILE_WEB] = { "web.csv", "user_id,event,timestamp,page,channel,campaign\n", put_web },
	[FILE_EMAIL] = { "email.ndjson", "", put_email },
	[FILE_ORDERS] = { "orders.csv", "user_id,order_number,event,time,value,currency,channel,rating\n",
		put_order },
	[FILE_SUPPORT] = { "support.csv", "user_id;event;time;channel;rating;comment\n", put_support },
	[FILE_SURVEY] = { "survey.csv", "user_id,event,time,rating,comment,channel\n", put_survey },
	[FILE_NPS] = { "nps.csv", "user_id,event,time,nps_score,comment,channel\n", put_survey },
	[FILE_PARTNERS] = { "partners.csv", "user_id,event,time,channel,rating\n", put_partner },
};

/* --- files --------------------------------------------------------------------------------------- */

static void note_failure(struct shop_files *f)
{
	if (!f->failed)
		f->why = errno;
	f->failed = true;
}

static void flush(struct shop_files *f, size_t i)
{
	struct str s = buf_str(f->at[i].b);

	if (f->at[i].f && fwrite(s.p, 1, s.n, f->at[i].f) != s.n)
		note_failure(f);
	buf_cut(f->at[i].b, 0);
}

bool shop_files_free(struct scope *sc, const char *dir)
{
	bool ours = access(scope_printf(sc, "%s/truth.json", dir), F_OK) == 0;

	for (size_t i = 0; !ours && i < SHOP_FILES; i++)
		if (access(scope_printf(sc, "%s/%s", dir, files[i].name), F_OK) == 0)
			return scope_fail(sc, FAULT_CONFLICT,
				"\"%s/%s\" is there already and was not simulated: name a new folder", dir,
				files[i].name);
	return true;
}

struct shop_files *shop_files_open(struct scope *sc, const char *dir)
{
	struct shop_files *f = NEW(sc, struct shop_files);

	f->sc = sc;
	for (size_t i = 0; i < SHOP_FILES; i++) {
		f->at[i].path = scope_printf(sc, "%s/%s", dir, files[i].name);
		f->at[i].b = buf_new(sc, CEILING);
		f->at[i].f = fopen(f->at[i].path, "wb");
		if (!f->at[i].f)
			note_failure(f);
		buf_puts(f->at[i].b, files[i].head);
	}
	return f;
}

void shop_files_write(struct shop_files *f, const struct shop_event *event)
{
	size_t i = event->at->file;

	files[i].put(f->at[i].b, event);
	if (buf_len(f->at[i].b) > FLUSH)
		flush(f, i);
}

bool shop_files_close(struct scope *sc, struct shop_files *f, struct str paths[SHOP_FILES])
{
	for (size_t i = 0; i < SHOP_FILES; i++) {
		flush(f, i);
		if (f->at[i].f && fclose(f->at[i].f) != 0)
			note_failure(f);
		paths[i] = str_of(f->at[i].path);
	}
	if (!f->failed)
		return true;
	return scope_fail(sc, FAULT_IO, "cannot write the simulated files (%s, ...): %s", f->at[0].path,
		strerror(f->why));
}
