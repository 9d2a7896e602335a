#include "sources/xml.h"

#include <expat.h>
#include <stdio.h>

#include "sources/reader.h"

enum { BLOCK = 64 * 1024 };

struct xml {
	struct scope *sc;
	const char *name;
	XML_Parser parser;
	const struct xml_fns *fns;
	void *to;
	size_t depth;
	size_t quiet; /* bytes since the last element */
	bool stopped;
};

void xml_stop(struct xml *x)
{
	x->stopped = true;
	XML_StopParser(x->parser, XML_FALSE);
}

uint64_t xml_line(const struct xml *x)
{
	return XML_GetCurrentLineNumber(x->parser);
}

void xml_fail(struct xml *x, enum fault fault, const char *why, ...)
{
	char words[400];
	va_list list;

	va_start(list, why);
	vsnprintf(words, sizeof words, why, list);
	va_end(list);
	scope_fail(x->sc, fault, "%s, line %llu: %s", x->name, (unsigned long long)xml_line(x), words);
	xml_stop(x);
}

static const char *local(const char *name)
{
	const char *colon = strrchr(name, ':');

	return colon ? colon + 1 : name;
}

const char *xml_attribute(const char **pairs, const char *key)
{
	for (; *pairs; pairs += 2)
		if (strcmp(local(pairs[0]), key) == 0)
			return pairs[1];
	return NULL;
}

/* Expat hands over what it has read already after it was stopped: that is passed over. */
static void on_start(void *to, const char *name, const char **pairs)
{
	struct xml *x = to;

	x->quiet = 0;
	if (x->stopped)
		return;
	if (x->depth++ == READER_DEPTH)
		xml_fail(x, FAULT_LIMIT, "nested deeper than %d levels, the ceiling", READER_DEPTH);
	else
		x->fns->start(x->to, x, local(name), pairs);
}

static void on_end(void *to, const char *name)
{
	struct xml *x = to;

	x->quiet = 0;
	if (x->stopped)
		return;
	x->depth--;
	x->fns->end(x->to, x, local(name));
}

static void on_text(void *to, const char *text, int n)
{
	struct xml *x = to;

	if (!x->stopped)
		x->fns->text(x->to, x, (struct str){ text, (size_t)n });
}

static void on_doctype(void *to, const char *name, const char *system, const char *public, int internal)
{
	(void)name, (void)system, (void)public, (void)internal;
	xml_fail(to, FAULT_INVALID,
		"a document type (<!DOCTYPE>) is refused: nothing needs one here; delete it");
}

static bool wrong(struct xml *x)
{
	enum XML_Error error = XML_GetErrorCode(x->parser);

	if (x->stopped)
		return x->sc->fault == FAULT_NONE;
	if (error == XML_ERROR_NO_ELEMENTS || error == XML_ERROR_UNCLOSED_TOKEN)
		xml_fail(x, FAULT_INVALID, "it ends too early: it is cut short");
	else
		xml_fail(x, FAULT_INVALID, "no sound XML: %s", XML_ErrorString(error));
	return false;
}

static bool parse(struct xml *x, long (*read)(void *from, char *p, size_t room), void *from)
{
	for (bool ended = false; !ended;) {
		void *bytes = XML_GetBuffer(x->parser, BLOCK);
		if (!bytes)
			return wrong(x);
		long n = read(from, bytes, BLOCK);
		if (n < 0)
			return false;
		x->quiet += (size_t)n;
		ended = n == 0;
		if (XML_ParseBuffer(x->parser, (int)n, ended) != XML_STATUS_OK)
			return wrong(x);
		if (x->quiet > READER_RECORD)
			return scope_fail(x->sc, FAULT_LIMIT,
				"%s: an element is longer than 16 MiB, the ceiling", x->name);
	}
	return x->sc->fault == FAULT_NONE;
}

bool xml_each(struct scope *sc, const char *name, long (*read)(void *from, char *p, size_t room), void *from,
	const struct xml_fns *fns, void *to)
{
	struct xml x = { .sc = sc, .name = name, .fns = fns, .to = to, .parser = XML_ParserCreate("UTF-8") };

	if (!x.parser)
		return scope_fail(sc, FAULT_IO, "%s: the XML parser cannot begin", name);
	XML_SetUserData(x.parser, &x);
	XML_SetElementHandler(x.parser, on_start, on_end);
	XML_SetStartDoctypeDeclHandler(x.parser, on_doctype);
	if (fns->text)
		XML_SetCharacterDataHandler(x.parser, on_text);
	bool ok = parse(&x, read, from);
	XML_ParserFree(x.parser);
	return ok;
}
