/* The general formats: nothing is known of what they say. */
#include "formats/known.h"
#include "sources/csv.h"
#include "sources/json.h"
#include "sources/xes.h"

static int claim_csv(const struct sniff *s)
{
	return csv_claim(s->head, s->path);
}

static int claim_tsv(const struct sniff *s)
{
	return tsv_claim(s->head, s->path);
}

static int claim_json(const struct sniff *s)
{
	return json_claim(s->head, s->path);
}

static int claim_ndjson(const struct sniff *s)
{
	return ndjson_claim(s->head, s->path);
}

static int claim_xes(const struct sniff *s)
{
	return xes_claim(s->head, s->path);
}

const struct format format_csv = {
	.name = "csv",
	.about = "delimited text: comma, semicolon, tab, ... as it is found",
	.becomes = "a row an event, a wide row several; columns are recognised, --column says it better",
	.claim = claim_csv,
	.read = csv_read,
	.read_pieces = csv_read_pieces,
};

const struct format format_tsv = {
	.name = "tsv",
	.about = "text delimited by tabs",
	.becomes = "as csv",
	.claim = claim_tsv,
	.read = tsv_read,
	.read_pieces = tsv_read_pieces,
};

const struct format format_json = {
	.name = "json",
	.about = "JSON: a list of objects, on its own or in an object around it",
	.becomes = "an object an event; its members are columns, as in csv",
	.claim = claim_json,
	.read = json_read,
};

const struct format format_ndjson = {
	.name = "ndjson",
	.about = "JSON: an object a line",
	.becomes = "as json",
	.claim = claim_ndjson,
	.read = ndjson_read,
};

const struct format format_xes = {
	.name = "xes",
	.about = "XES: an event log of process mining",
	.becomes = "an event an event; a trace a customer",
	.proof = FORMAT_CHECKED,
	.claim = claim_xes,
	.read = xes_read,
};
