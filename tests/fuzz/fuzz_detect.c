/* Any bytes under any name: a format that says that it is surely one of its own reads them or says why not. */
#include "fuzz.h"
#include "formats/sniff.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Names that formats heed, each with others' content. */
static const char *const paths[] = { "fuzz", "a.csv", "a.json", "a.zip/subscribed_members_export_1.csv",
	"your_instagram_activity/comments/post_comments_1.json", "data/tweets.js", "mail.mbox", "a.eml",
	"a.vtt", "access.log", "a.xml", "a.sqlite", "a.tsv", "a.txt" };

static void check_claims(struct scope *sc, struct input *in)
{
	const struct sniff *s = sniff_head(sc, in);

	must(s->path.n > 0 && sniff_file(s).n <= s->path.n);
	for (size_t i = 0; i < n_formats; i++) {
		int sure = formats[i]->claim(s);
		must(sure >= 0 && sure <= 100 && sure == formats[i]->claim(s));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct scope sc = { 0 };

	if (size < 1)
		return 0;
	struct str bytes = { (const char *)data + 1, size - 1 };
	struct input *in = input_of(&sc, paths[data[0] % COUNT_OF(paths)], bytes);
	if (in) {
		check_claims(&sc, in);
		const struct format *format = format_detect(&sc, in);
		must(!format == (sc.fault != FAULT_NONE) && (format || sc.why[0]));
	}
	input_close(in);
	scope_close(&sc);
	return 0;
}
