/* fuzz - what every fuzzer of a reader does: the same bytes are read twice, in blocks of another size, and
 * must give the same records, all of them sound UTF-8 and within the ceilings.
 */
#pragma once

#include "must.h"
#include "formats/format.h"

struct fuzzed {
	const struct names *columns;
	bool ordered; /* rows come in their order: but for facts, which may need several rows to be told */
	uint64_t sum, records, row;
};

static inline bool fuzz_record(void *to, const struct record *record)
{
	struct fuzzed *f = to;

	f->records++;
	must(record->n <= READER_COLUMNS && record->n <= names_count(f->columns) &&
		(!f->ordered || record->row >= f->row));
	f->row = record->row;
	f->sum = hash_mix(f->sum, hash_mix(record->row, hash_str(record->raw, 1)));
	for (size_t i = 0; i < record->n; i++) {
		must(str_is_utf8(record->values[i]) && record->values[i].n <= READER_FIELD);
		f->sum = hash_mix(f->sum, hash_str(record->values[i], record->values[i].p != NULL));
	}
	return true;
}

static inline bool fuzz_broken(void *to, uint64_t row, struct str raw, const char *why)
{
	struct fuzzed *f = to;

	must((!f->ordered || row >= f->row) && *why);
	f->row = row;
	f->sum = hash_mix(f->sum, hash_mix(row, hash_mix(hash_str(raw, 1), hash_str(str_of(why), 2))));
	return true;
}

/* Expat's words for what is wrong depend on where the blocks end. */
static inline bool fuzz_is_expat(const struct format *format)
{
	return str_equal(str_of(format->name), STR("xes")) ||
	       str_equal(str_of(format->name), STR("ocel-xml"));
}

static inline uint64_t fuzz_once(
	const struct format *format, struct str bytes, size_t block, const struct reader_options *options)
{
	struct scope sc = { 0 };
	struct names *columns = names_new(&sc);
	struct fuzzed f = { .columns = columns, .ordered = !format->facts };
	const struct sink sink = { &f, fuzz_record, fuzz_broken };
	struct reader_notes notes = { 0 };
	struct input *in = input_of(&sc, "fuzz", bytes);

	if (in) {
		input_set_block(in, block);
		bool ok = format->read(&sc, in, options, columns, &sink, &notes);
		must(ok == (sc.fault == FAULT_NONE) && (!ok || notes.records == f.records));
		for (uint32_t i = 0; i < names_count(columns); i++)
			f.sum = hash_mix(f.sum, hash_str(names_at(columns, i), 3));
		f.sum = hash_mix(
			f.sum, fuzz_is_expat(format) ? (uint64_t)sc.fault : hash_str(str_of(sc.why), 4));
	}
	input_close(in);
	scope_close(&sc);
	return f.sum;
}

/* The first byte is the size of the second reading's blocks. */
static inline void fuzz_format(
	const struct format *format, const uint8_t *data, size_t size, const struct reader_options *options)
{
	if (size < 1)
		return;
	struct str bytes = { (const char *)data + 1, size - 1 };
	uint64_t sum = fuzz_once(format, bytes, 4096, options);
	must(sum == fuzz_once(format, bytes, 1 + data[0] % 64, options));
}
