/* Any bytes as a model's file, and a real one bent anywhere: it is opened and reads any text, or it is said why not. */
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz.h"
#include "must.h"
#include "voice/model.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { TEXTS = 60 };

/* A file that is one: trained once. */
static struct str real_file(void)
{
	static const struct str classes[] = { { "bad", 3 }, { "good", 4 } };
	static struct str file;
	struct scope sc = { 0 };
	struct model_example e[TEXTS];
	char path[] = "/tmp/wend-fuzz-model.XXXXXX";

	if (file.p)
		return file;
	for (size_t i = 0; i < TEXTS; i++)
		e[i] = (struct model_example){ .text = i % 2 ? STR("good and quick") : STR("late and rude"),
			.label = i % 2,
			.weight = 1 };
	struct model *m = model_train(&sc,
		&(struct model_wish){ .language = LANGUAGE_EN,
			.task = STR("t"),
			.classes = classes,
			.n_classes = 2,
			.bits = 8,
			.seed = 1,
			.sources = STR("made up") },
		e, TEXTS);
	int fd = mkstemp(path);
	must(m && fd >= 0 && model_save(&sc, m, path));
	static char bytes[1 << 16];
	close(fd);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = read(fd, bytes, sizeof bytes);
	must(n > 0 && n < (ssize_t)sizeof bytes);
	close(fd);
	unlink(path);
	model_close(m);
	scope_close(&sc);
	file = (struct str){ bytes, (size_t)n };
	return file;
}

/* The first byte: as it is, or the real one with the others laid over it, its sum mended or not. */
static size_t bend(const uint8_t *data, size_t size, char *out, size_t room)
{
	struct str real = real_file();
	size_t at = size > 3 ? ((size_t)data[1] << 8 | data[2]) % real.n : 0;

	if (!(data[0] & 1)) {
		memcpy(out, data + 1, size - 1);
		return size - 1;
	}
	memcpy(out, real.p, real.n);
	for (size_t i = 3; i < size && at + i - 3 < real.n; i++)
		out[at + i - 3] = (char)data[i];
	(void)room;
	return real.n;
}

static void read_with(const struct model *m)
{
	struct model_reader *r = model_reader_open(m);
	struct tokens tokens = { 0 };
	float p[MODEL_CLASSES], share[64];

	tokens_read(&tokens, STR("not so good, late again!!! \xf0\x9f\x98\xa1"));
	model_read(r, &(struct model_text){ &tokens, NULL, 0 }, p);
	must(tokens.n < 64);
	model_explain(r, &(struct model_text){ &tokens, NULL, 0 }, 0, share);
	tokens_close(&tokens);
	model_reader_close(r);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char bytes[1 << 16];
	struct scope sc = { 0 };

	if (size < 2 || size > sizeof bytes)
		return 0;
	size_t n = bend(data, size, bytes, sizeof bytes);
	int fd = memfd_create("model", MFD_CLOEXEC);
	must(fd >= 0 && write(fd, bytes, n) == (ssize_t)n);
	struct model *m = model_open(&sc, scope_printf(&sc, "/proc/self/fd/%d", fd));
	must(!m == (sc.fault != FAULT_NONE) && (m || sc.why[0]));
	if (m)
		read_with(m);
	model_close(m);
	close(fd);
	scope_close(&sc);
	return 0;
}
