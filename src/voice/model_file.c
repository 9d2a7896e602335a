#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/names.h"
#include "voice/model_private.h"

/* Little endian, one field behind the other as in `head`; then zeros up to a multiple of 64, the weights, the rarities,
 * and XXH3-64 of all that. */

static const char MAGIC[8] = { 'W', 'E', 'N', 'D', 'V', 'L', 'M', '1' };

enum { VERSION = 1, ALIGNED = 64, SUM = 8, HEAD_MOST = 64 << 10 };

/* One hand writes and reads: each field is named once. */
struct pass {
	struct buf *out; /* NULL: it reads */
	const uint8_t *in;
	size_t n, at;
	struct scope *sc;
	const char *path;
	bool ok;
};

/* --- fields ------------------------------------------------------------------------------------------- */

static void bad(struct pass *p, const char *what)
{
	if (p->ok)
		scope_fail(p->sc, FAULT_INVALID, "the model \"%s\" is damaged: %s", p->path, what);
	p->ok = false;
}

static uint64_t number(struct pass *p, unsigned bytes, uint64_t value)
{
	uint64_t read = 0;

	if (p->out) {
		for (unsigned i = 0; i < bytes; i++)
			buf_putc(p->out, (char)(value >> 8 * i));
		return value;
	}
	if (p->n - p->at < bytes) {
		bad(p, "its head is cut off");
		return 0;
	}
	for (unsigned i = 0; i < bytes; i++)
		read |= (uint64_t)p->in[p->at++] << 8 * i;
	return read;
}

static void count(struct pass *p, uint64_t *value)
{
	*value = number(p, 8, *value);
}

/* A number that is within limits, or the file is not ours. */
static uint32_t within(struct pass *p, uint32_t value, uint32_t least, uint32_t most, const char *what)
{
	uint32_t read = (uint32_t)number(p, 4, value);

	if (read >= least && read <= most)
		return read;
	bad(p, what);
	return least;
}

static void real(struct pass *p, float *value, float least, float most, const char *what)
{
	uint32_t bits;

	memcpy(&bits, value, sizeof bits);
	bits = (uint32_t)number(p, 4, bits);
	memcpy(value, &bits, sizeof bits);
	if (!(*value >= least && *value <= most)) /* NaN too */
		bad(p, what);
}

static void text(struct pass *p, struct str *value, uint32_t least, uint32_t most, const char *what)
{
	uint32_t n = within(p, (uint32_t)value->n, least, most, what);

	if (p->out) {
		buf_str_add(p->out, *value);
		return;
	}
	if (p->ok && p->n - p->at < n)
		bad(p, "its head is cut off");
	if (!p->ok)
		return;
	*value = str_copy(p->sc, (struct str){ (const char *)p->in + p->at, n });
	p->at += n;
	if (!str_is_utf8(*value))
		bad(p, what);
}

/* --- the head ----------------------------------------------------------------------------------------- */

#define FINITE 1e9f

static void head_counted(struct pass *p)
{
	static const char other[] = "it counts other things in a text than this version does";
	static const float weights[] = { MODEL_WEIGHT_PIECES, MODEL_WEIGHT_WORDS, MODEL_WEIGHT_SIGNS };
	static const uint32_t ours[] = { MODEL_FEATURES, MODEL_PIECE_LEAST, MODEL_PIECE_MOST,
		MODEL_WORDS_MOST, MODEL_NEGATED };

	for (size_t i = 0; i < COUNT_OF(ours); i++)
		within(p, ours[i], ours[i], ours[i], other);
	for (size_t i = 0; i < COUNT_OF(weights); i++) {
		float weight = weights[i];
		real(p, &weight, weights[i], weights[i], other);
	}
}

static void head_classes(struct pass *p, struct model *m)
{
	struct model_facts *f = &m->facts;

	f->n_classes = within(p, (uint32_t)f->n_classes, 2, MODEL_CLASSES, "its number of classes");
	m->bits = within(p, m->bits, MODEL_BITS_LEAST, MODEL_BITS_MOST, "its number of buckets");
	for (size_t k = 0; k < f->n_classes; k++) {
		text(p, &m->names[k], 1, MODEL_NAME, "the name of a class");
		count(p, &f->per_class[k]);
		real(p, &m->bias[k], -FINITE, FINITE, "a class's bias");
		real(p, &m->scale[k], 1e-30f, FINITE, "a class's scale");
	}
	real(p, &m->temperature, .01f, 100, "its temperature");
}

static void head_trial(struct pass *p, struct model *m)
{
	struct model_trial *t = &m->facts.trial;
	float ece = (float)t->ece;
	uint64_t left;

	count(p, &t->n);
	left = t->n;
	for (size_t i = 0; i < m->facts.n_classes; i++)
		for (size_t k = 0; k < m->facts.n_classes; k++) {
			count(p, &t->confusion[i][k]);
			if (t->confusion[i][k] > left)
				bad(p, "its trial does not add up");
			left -= t->confusion[i][k];
		}
	if (left)
		bad(p, "its trial does not add up");
	real(p, &ece, 0, 1, "its trial's certainty");
	if (p->out)
		return;
	model_trial_end(t, m->facts.n_classes);
	t->ece = (double)ece;
}

static void head(struct pass *p, struct model *m)
{
	struct model_facts *f = &m->facts;

	head_counted(p);
	f->language = (enum language)within(p, f->language, 0, LANGUAGES - 1, "its language");
	text(p, &f->task, 0, MODEL_TASK, "its task");
	text(p, &f->sources, 0, MODEL_SOURCES, "its sources");
	f->trained_us = (int64_t)number(p, 8, (uint64_t)f->trained_us);
	count(p, &f->fingerprint);
	head_classes(p, m);
	head_trial(p, m);
}

/* --- writing ------------------------------------------------------------------------------------------ */

static size_t table_of(const struct model *m)
{
	return ((size_t)1 << m->bits) * (m->facts.n_classes + 1);
}

static size_t aligned(size_t n)
{
	return (n + ALIGNED - 1) / ALIGNED * ALIGNED;
}

static struct str to_bytes(struct scope *sc, const struct model *model)
{
	struct model m = *model;
	size_t table = table_of(&m), weights = ((size_t)1 << m.bits) * m.facts.n_classes;
	struct buf *head_only = buf_new(sc, HEAD_MOST), *all = buf_new(sc, HEAD_MOST + table);
	struct pass p = { .out = head_only, .sc = sc, .path = "", .ok = true };

	head(&p, &m);
	size_t before = sizeof MAGIC + 8 + 8, size = aligned(before + buf_len(head_only)) + table + SUM;
	p.out = all;
	buf_add(all, MAGIC, sizeof MAGIC);
	number(&p, 4, VERSION);
	number(&p, 4, 0);
	number(&p, 8, size);
	buf_str_add(all, buf_str(head_only));
	while (buf_len(all) % ALIGNED)
		buf_putc(all, 0);
	buf_add(all, m.weights, weights);
	buf_add(all, m.rarity, table - weights);
	number(&p, 8, hash_str(buf_str(all), 0));
	return buf_str(all);
}

static bool write_all(int fd, struct str bytes)
{
	for (size_t at = 0; at < bytes.n;) {
		ssize_t n = write(fd, bytes.p + at, bytes.n - at);
		if (n < 0 && errno != EINTR)
			return false;
		at += n < 0 ? 0 : (size_t)n;
	}
	return true;
}

/* Else the new name may be gone after a power cut, and the old model be there again. */
static void sync_folder(struct scope *sc, const char *path)
{
	char *dir = scope_printf(sc, "%s", path), *slash = strrchr(dir, '/');

	if (slash)
		slash[slash == dir] = 0;
	int fd = open(slash ? dir : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		(void)!fsync(fd);
		close(fd);
	}
}

bool model_save(struct scope *sc, const struct model *model, const char *path)
{
	struct scope work = { 0 };
	char *aside = scope_printf(sc, "%s.%ld.new", path, (long)getpid());
	int fd = open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	bool ok = fd >= 0 && write_all(fd, to_bytes(&work, model)) && fsync(fd) == 0;
	int why = errno;

	scope_close(&work);
	if (fd >= 0 && close(fd) != 0 && ok) {
		why = errno;
		ok = false;
	}
	if (ok && rename(aside, path) == 0) {
		sync_folder(sc, path);
		return true;
	}
	why = ok ? errno : why;
	unlink(aside);
	return scope_fail(sc, FAULT_IO, "cannot write the model \"%s\": %s", path, strerror(why));
}

/* --- opening ------------------------------------------------------------------------------------------ */

static bool map(struct scope *sc, struct model *m, const char *path)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return scope_fail(sc, errno == ENOENT ? FAULT_NOT_FOUND : FAULT_IO,
			"cannot open the model \"%s\": %s", path, strerror(errno));
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size < ALIGNED) {
		close(fd);
		return scope_fail(sc, FAULT_INVALID, "\"%s\" is no model: it is too short, or no file", path);
	}
	m->n_mapped = (size_t)st.st_size;
	void *mapped = mmap(NULL, m->n_mapped, PROT_READ, MAP_SHARED, fd, 0);
	int why = errno;
	close(fd);
	if (mapped == MAP_FAILED)
		return scope_fail(sc, FAULT_IO, "cannot map the model \"%s\": %s", path, strerror(why));
	m->mapped = mapped;
	return true;
}

static bool check_whole(struct pass *p)
{
	if (memcmp(p->in, MAGIC, sizeof MAGIC) != 0)
		return scope_fail(
			p->sc, FAULT_INVALID, "\"%s\" is no model: it does not begin with WENDVLM1", p->path);
	p->at = sizeof MAGIC;
	uint32_t version = (uint32_t)number(p, 4, 0), nothing = (uint32_t)number(p, 4, 0);
	if (version != VERSION)
		return scope_fail(p->sc, FAULT_INVALID,
			"the model \"%s\" is of version %u, and this program reads %d: train it again",
			p->path, (unsigned)version, VERSION);
	uint64_t size = number(p, 8, 0);
	if (size != p->n || nothing)
		return scope_fail(p->sc, FAULT_INVALID,
			"the model \"%s\" is damaged: it has %zu bytes of %llu", p->path, p->n,
			(unsigned long long)size);
	p->n -= SUM;
	struct pass sum = {
		.in = p->in, .n = p->n + SUM, .at = p->n, .sc = p->sc, .path = p->path, .ok = true
	};
	if (number(&sum, 8, 0) != hash_bytes(p->in, p->n, 0))
		return scope_fail(
			p->sc, FAULT_INVALID, "the model \"%s\" is damaged: its checksum differs", p->path);
	return true;
}

static bool read_head(struct scope *sc, struct model *m, const char *path)
{
	struct pass p = { .in = m->mapped, .n = m->n_mapped, .sc = sc, .path = path, .ok = true };

	if (!check_whole(&p))
		return false;
	head(&p, m);
	if (p.ok && aligned(p.at) + table_of(m) != p.n)
		bad(&p, "its table is not as long as its head says");
	if (!p.ok)
		return false;
	m->facts.classes = m->names;
	m->weights = (const int8_t *)m->mapped + aligned(p.at);
	m->rarity = (const uint8_t *)m->weights + ((size_t)m->facts.n_classes << m->bits);
	return true;
}

struct model *model_open(struct scope *sc, const char *path)
{
	struct model *m = NEW(sc, struct model);

	if (map(sc, m, path) && read_head(sc, m, path))
		return m;
	model_close(m);
	return NULL;
}
