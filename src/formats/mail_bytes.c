#include "formats/mail_bytes.h"

#include "formats/mail_claim.h"
#include "sources/binary.h"

enum { CHUNK = 64 * 1024 };

struct mail_bytes {
	struct input *in;
	char *p;
	unsigned lead; /* the first half of a letter whose second has not come yet; 0: none */
};

/* An input decodes; in Latin-1 each byte is a letter, which is a byte again at once. */
struct mail_bytes *mail_bytes_open(struct scope *sc, struct input *in)
{
	struct mail_bytes *b = NEW(sc, struct mail_bytes);

	/* Spam has bytes that no text has, and is a mail all the same. */
	if (!mail_is_begun(input_head(in)) && !binary_refuse(sc, in))
		return NULL;
	*b = (struct mail_bytes){ in, scope_alloc(sc, CHUNK, 1), 0 };
	return input_set_encoding(in, "ISO-8859-1") ? b : NULL;
}

long mail_bytes_read(struct mail_bytes *b, struct str *chunk)
{
	size_t to = 0;
	long n;

	do {
		n = input_read(b->in, b->p, CHUNK);
		for (long i = 0; i < n; i++) {
			unsigned char c = (unsigned char)b->p[i];
			if (b->lead)
				b->p[to++] = (char)((b->lead & 3u) << 6 | (c & 0x3Fu));
			else if (c < 0x80)
				b->p[to++] = (char)c;
			b->lead = !b->lead && c >= 0x80 ? c : 0;
		}
	} while (n > 0 && !to);
	*chunk = (struct str){ b->p, to };
	return n < 0 ? n : (long)to;
}

bool mail_bytes_rewind(struct mail_bytes *b)
{
	b->lead = 0;
	return input_rewind(b->in);
}
