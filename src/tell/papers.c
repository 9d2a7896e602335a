#include "tell/papers.h"

#include "base/json.h"
#include "base/when.h"

void tell_paper_begin(struct scope *sc, const struct paper *paper, struct buf *out)
{
	buf_printf(out, "{\"%s\":", paper_kind_name(paper->kind));
	buf_str_add(out, paper->body);
	buf_printf(out, ",\"revision\":%lld,\"author\":", (long long)paper->revision);
	json_quote(out, paper->author);
	buf_puts(out, ",\"written\":");
	json_quote(out, when_iso(sc, paper->written_us));
}

void tell_papers(
	struct scope *sc, enum paper_kind kind, const struct paper *papers, size_t n, struct buf *out)
{
	buf_printf(out, "{\"%s\":[", paper_kind_plural(kind));
	for (size_t i = 0; i < n; i++) {
		buf_puts(out, i ? "," : "");
		tell_paper_begin(sc, &papers[i], out);
		buf_puts(out, "}");
	}
	buf_puts(out, "]}\n");
}

void tell_paper_revision(struct scope *sc, const struct paper *paper, struct buf *out)
{
	tell_paper_begin(sc, paper, out);
	buf_printf(out, ",\"removed\":%s}", paper->gone ? "true" : "false");
}

void tell_paper_history(struct scope *sc, const struct paper *papers, size_t n, struct buf *out)
{
	buf_puts(out, "{\"revisions\":[");
	for (size_t i = 0; i < n; i++) {
		buf_puts(out, i ? "," : "");
		tell_paper_revision(sc, &papers[i], out);
	}
	buf_puts(out, "]}\n");
}
