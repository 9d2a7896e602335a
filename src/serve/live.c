#include "serve/live.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/json.h"

enum { WAITING_MOST = 256 << 10, NEWS_MOST = 1 << 20 };

struct page {
	struct live *live;
	struct scope sc;
	struct live_page is;
	uint64_t last; /* news that were sent */
	struct stream *stream;
	struct page *next;
};

struct live {
	struct bell *bell;
	pthread_mutex_t lock;
	struct page *pages;
	size_t n;
};

/* --- what is told ----------------------------------------------------------------------------------------- */

/* What who only reads may know of; the drafts of others are not among it.  A notice is its user's. */
static bool may_know(const struct page *page, const struct bell_news *news)
{
	static const char *const open_news[] = { "version", "import", "evidence" };

	int64_t user;

	if (str_equal(news->what, STR("notice")))
		return str_integer(news->id, &user) && user == page->is.user;
	for (size_t i = 0; !page->is.edits && i < COUNT_OF(open_news); i++)
		if (str_equal(news->what, str_of(open_news[i])))
			return true;
	return page->is.edits;
}

/* Who changed it is told to those who work on it. */
static void write_change(const struct page *page, const struct bell_news *news, struct buf *out)
{
	buf_printf(out, "id: %llu\nevent: change\ndata: {\"what\":", (unsigned long long)news->no);
	json_quote(out, news->what);
	buf_puts(out, ",\"id\":");
	json_quote(out, news->id);
	buf_printf(out, ",\"revision\":%lld,\"who\":", (long long)news->revision);
	json_quote(out, page->is.edits ? news->who : STR(""));
	buf_puts(out, "}\n\n");
}

/* Once for somebody who has it open twice. */
static bool named_before(const struct page *first, const struct page *page)
{
	for (const struct page *p = first; p != page; p = p->next)
		if (p->is.user == page->is.user && str_equal(p->is.map, page->is.map))
			return true;
	return false;
}

static void write_people(struct live *live, struct str map, struct buf *out)
{
	size_t named = 0;

	buf_puts(out, "event: people\ndata: {\"map\":");
	json_quote(out, map);
	buf_puts(out, ",\"people\":[");
	for (const struct page *p = live->pages; p && named < LIVE_NAMED; p = p->next) {
		if (!p->is.map.p || !str_equal(p->is.map, map) || named_before(live->pages, p))
			continue;
		buf_printf(out, "%s{\"user\":%lld,\"name\":", named ? "," : "", (long long)p->is.user);
		json_quote(out, p->is.who);
		buf_puts(out, "}");
		named++;
	}
	buf_puts(out, "]}\n\n");
}

static void tell_people(struct live *live, struct str map)
{
	struct scope sc = { 0 };
	struct buf *out = buf_new(&sc, NEWS_MOST);

	if (map.p)
		write_people(live, map, out);
	for (struct page *p = map.p ? live->pages : NULL; p; p = p->next)
		if (p->is.map.p && str_equal(p->is.map, map))
			stream_put(p->stream, buf_str(out));
	scope_close(&sc);
}

static void tell_news(struct page *page)
{
	struct scope sc = { 0 };
	struct buf *out = buf_new(&sc, NEWS_MOST);
	struct bell_news *news;
	bool missed;
	size_t n = bell_since(&sc, page->live->bell, page->last, &news, &missed);

	if (missed && !n)
		page->last = bell_last(page->live->bell);
	if (missed)
		buf_puts(out, "event: missed\ndata: {}\n\n");
	for (size_t i = 0; i < n; i++) {
		if (may_know(page, &news[i]))
			write_change(page, &news[i], out);
		page->last = news[i].no;
	}
	stream_put(page->stream, buf_str(out));
	scope_close(&sc);
}

static void on_bell(void *to)
{
	struct live *live = to;

	pthread_mutex_lock(&live->lock);
	for (struct page *p = live->pages; p; p = p->next)
		tell_news(p);
	pthread_mutex_unlock(&live->lock);
}

/* --- coming and going ------------------------------------------------------------------------------------- */

struct live *live_open(struct scope *sc, struct bell *bell)
{
	struct live *live = NEW(sc, struct live);

	live->bell = bell;
	pthread_mutex_init(&live->lock, NULL);
	bell_listen(bell, on_bell, live);
	return live;
}

static void unlist(struct page *page)
{
	struct page **at = &page->live->pages;

	while (*at != page)
		at = &(*at)->next;
	*at = page->next;
	page->live->n--;
}

static void page_free(struct page *page)
{
	stream_end(page->stream);
	scope_close(&page->sc);
	free(page);
}

static void on_gone(void *to)
{
	struct page *page = to;
	struct live *live = page->live;

	pthread_mutex_lock(&live->lock);
	unlist(page);
	tell_people(live, page->is.map);
	pthread_mutex_unlock(&live->lock);
	page_free(page);
}

static struct page *page_new(struct live *live, const struct live_page *is)
{
	struct page *page = calloc(1, sizeof *page);

	if (!page)
		abort();
	page->live = live;
	page->is = *is;
	page->is.map = is->map.p ? str_copy(&page->sc, is->map) : is->map;
	page->is.who = str_copy(&page->sc, is->who);
	page->last = is->after ? is->after : bell_last(live->bell);
	page->stream = stream_new(WAITING_MOST);
	stream_on_gone(page->stream, on_gone, page);
	return page;
}

static size_t pages_of(const struct live *live, int64_t user)
{
	size_t n = 0;

	for (const struct page *p = live->pages; p; p = p->next)
		n += p->is.user == user;
	return n;
}

struct stream *live_join(struct scope *sc, struct live *live, const struct live_page *is)
{
	struct page *page = NULL;

	pthread_mutex_lock(&live->lock);
	bool many = live->n >= LIVE_PAGES || pages_of(live, is->user) >= LIVE_PAGES_OF_ONE;
	if (!many) {
		page = page_new(live, is);
		page->next = live->pages;
		live->pages = page;
		live->n++;
		stream_put(page->stream, STR("retry: 3000\n\n"));
		tell_news(page);
		tell_people(live, page->is.map);
	}
	pthread_mutex_unlock(&live->lock);
	if (!page)
		scope_fail(sc, FAULT_LIMIT, "too many pages are open already: %d in all, %d of one user",
			LIVE_PAGES, LIVE_PAGES_OF_ONE);
	return page ? page->stream : NULL;
}

void live_close(struct live *live)
{
	if (!live)
		return;
	bell_listen(live->bell, NULL, NULL);
	while (live->pages) {
		struct page *next = live->pages->next;
		page_free(live->pages);
		live->pages = next;
	}
	pthread_mutex_destroy(&live->lock);
}
