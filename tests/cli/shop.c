#include "shop.h"

#include "base/buf.h"
#include "base/when.h"

static const char *const events[] = { "landing", "search", "product", "cart", "checkout", "purchase" };
static const char *const pages[] = { "/", "/search?q=", "/product/", "/cart", "/checkout", "/thanks/" };
static const char *const comments[] = { "", "I liked it, it was \"good\"\nand quick",
	"too slow to load this page again", "Zażółć gęślą jaźń, proszę", "" };

enum { WEEKS_4 = 4 * 7 * 86400, START = 1772323200 }; /* 2026-03-01 */

static void head(const struct shop *shop, struct buf *out)
{
	buf_printf(out, "customer_id,time,event%s%s%s%s\n", shop->channels ? ",channel" : "",
		shop->pages ? ",page" : "", shop->ratings ? ",rating" : "", shop->texts ? ",comment" : "");
}

static void row(const struct shop *shop, unsigned customer, unsigned event, struct str time, uint64_t luck,
	struct buf *out)
{
	buf_printf(out, "c%u,%.*s,%s", customer, STR_ARG(time), events[event]);
	if (shop->channels)
		buf_puts(out, luck % 10 < 7 ? ",web" : ",app");
	if (shop->pages)
		buf_printf(out, ",https://shop.example%s%u", pages[event], (unsigned)(luck % 1000));
	if (shop->ratings)
		luck % 3 ? buf_puts(out, ",") : buf_printf(out, ",%u", (unsigned)(luck / 8 % 5) + 1);
	if (shop->texts) {
		struct str rest = str_of(comments[luck / 64 % COUNT_OF(comments)]);
		buf_puts(out, ",\"");
		for (size_t i = 0; i < rest.n; i++)
			buf_printf(out, "%s%c", rest.p[i] == '"' ? "\"" : "", rest.p[i]);
		buf_puts(out, "\"");
	}
	buf_puts(out, "\n");
}

size_t shop_csv(struct box *box, const char *name, const struct shop *shop)
{
	struct scope sc = { 0 };
	struct buf *out = buf_new(&sc, 256 << 20);
	uint64_t state = shop->seed;
	size_t n = 0, written = 0;

	head(shop, out);
	for (unsigned c = 0; c < shop->customers; c++) {
		int64_t at = START + (int64_t)(test_random(&state) % WEEKS_4);
		for (unsigned e = 0; e < COUNT_OF(events); e++) {
			uint64_t luck = test_random(&state);
			if (e && luck >> 40 & 3)
				continue;
			at += (int64_t)(luck % 5000);
			bool broken = ++n && shop->unreadable_each && n % shop->unreadable_each == 0;
			if (n < shop->from || (shop->to && n >= shop->to))
				continue;
			struct str time = broken ? STR("soon") : when_iso(&sc, at * 1000000);
			row(shop, c, e, time, luck, out);
			written++;
		}
	}
	assert_false(buf_over(out));
	box_write(box, name, buf_str(out).p, buf_len(out));
	scope_close(&sc);
	return written;
}

json_t *json_of(struct str text)
{
	json_error_t error;
	json_t *json = json_loadb(text.p, text.n, 0, &error);

	if (!json)
		fail_msg("line %d: %s in %.*s", error.line, error.text, (int)(text.n < 2000 ? text.n : 2000),
			text.p);
	return json;
}

const json_t *json_at(const json_t *json, const char *path)
{
	struct scope sc = { 0 };
	struct str rest = str_of(path);
	int64_t i;

	while (json && rest.p) {
		struct str part = str_cut(&rest, '.');
		if (json_is_array(json))
			json = str_integer(part, &i) ? json_array_get(json, (size_t)i) : NULL;
		else
			json = json_object_get(json, str_c(&sc, part));
	}
	scope_close(&sc);
	return json;
}

long long json_int_at(const json_t *json, const char *path)
{
	const json_t *value = json_at(json, path);

	if (!json_is_integer(value))
		fail_msg("there is no whole number at %s", path);
	return json_integer_value(value);
}

void make_workspace(struct box *box, const char *name)
{
	struct ran r = wend(box, "init", name);

	assert_int_equal(r.code, 0);
}

struct str status_of(struct box *box, const char *workspace)
{
	return wend_ok(box, "status", "--json", "-w", workspace);
}

long long status_count(struct box *box, const char *workspace, const char *path)
{
	json_t *json = json_of(status_of(box, workspace));
	long long n = json_int_at(json, path);

	json_decref(json);
	return n;
}
