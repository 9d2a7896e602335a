#include "store/own_channels.h"

#include "model/definition_io.h"
#include "store/papers.h"

bool own_channels_read(struct scope *sc, struct documents *docs, struct own_channels *out)
{
	struct paper *papers;
	size_t n;

	*out = (struct own_channels){ 0 };
	if (!papers_list(sc, docs, PAPER_CHANNEL, &papers, &n))
		return false;
	for (size_t i = 0; i < n; i++) {
		const struct library_channel *channel =
			paper_read(sc, PAPER_CHANNEL, DOCUMENT_JSON, papers[i].body);
		if (!channel)
			return false;
		*LIST_ADD(sc, &out->at) = *channel;
	}
	return true;
}

static bool goes_by(const struct library_channel *channel, struct str word)
{
	return str_same(word, channel->key) || str_same(word, channel->name);
}

/* --- what is refused --------------------------------------------------------------------------------- */

static bool taken(struct scope *sc, struct str word, struct str by)
{
	return scope_fail(sc, FAULT_INVALID,
		"name: there is a channel that goes by \"%.*s\" already (%.*s): choose another name",
		STR_ARG(str_short(sc, word, 60)), STR_ARG(str_short(sc, by, 60)));
}

/* Those that Wend knows are there, too; one that has the key of one of them takes its place. */
static bool is_not_known(struct scope *sc, const struct library_channel *channel)
{
	for (int c = 0; c < CHANNELS; c++) {
		struct str key = str_of(channel_key((enum channel)c)),
			   name = str_of(channel_name((enum channel)c));
		if (str_same(channel->key, key))
			continue;
		if (goes_by(channel, key) || goes_by(channel, name))
			return taken(sc, channel->name, key);
	}
	return true;
}

bool own_channels_check(struct scope *sc, struct documents *docs, const struct library_channel *channel)
{
	struct own_channels own;
	bool is_new = true;

	if (!is_not_known(sc, channel) || !own_channels_read(sc, docs, &own))
		return false;
	for (size_t i = 0; i < own.at.n; i++) {
		const struct library_channel *other = &own.at.at[i];
		if (str_equal(other->key, channel->key)) {
			is_new = false;
			continue;
		}
		if (goes_by(channel, other->name) || goes_by(channel, other->key))
			return taken(
				sc, goes_by(other, channel->name) ? channel->name : channel->key, other->key);
	}
	return !is_new || own.at.n < LIBRARY_CHANNELS ||
	       scope_fail(sc, FAULT_LIMIT,
		       "there are %d channels, the ceiling: remove one that nobody uses any more",
		       LIBRARY_CHANNELS);
}

/* --- what uses it ------------------------------------------------------------------------------------ */

static bool uses_of_map(struct scope *sc, const struct saved_map *map, const struct library_channel *channel,
	struct own_channel_uses *out)
{
	const struct definition *def = definition_from_text(sc, DOCUMENT_JSON, map->text);

	for (size_t i = 0; def && i < definition_touchpoints(def); i++) {
		const struct touchpoint *t = definition_touchpoint(def, i);
		if (t->channel.p && goes_by(channel, t->channel))
			*LIST_ADD(sc, &out->at) =
				(struct own_channel_use){ map->id, map->title, t->id, t->name };
	}
	return def != NULL;
}

static bool uses_of_library(struct scope *sc, struct documents *docs, const struct library_channel *channel,
	struct own_channel_uses *out)
{
	const struct str none = { 0 };
	struct paper *papers;
	size_t n;

	if (!papers_list(sc, docs, PAPER_TOUCHPOINT, &papers, &n))
		return false;
	for (size_t i = 0; i < n; i++) {
		const struct library_touchpoint *t =
			paper_read(sc, PAPER_TOUCHPOINT, DOCUMENT_JSON, papers[i].body);
		if (!t)
			return false;
		if (t->channel.p && goes_by(channel, t->channel))
			*LIST_ADD(sc, &out->at) = (struct own_channel_use){ none, none, t->id, t->name };
	}
	return true;
}

bool own_channels_uses(struct scope *sc, struct documents *docs, const struct library_channel *channel,
	struct own_channel_uses *out)
{
	struct saved_map *maps;
	size_t n;

	*out = (struct own_channel_uses){ 0 };
	if (!documents_maps(sc, docs, &maps, &n))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!uses_of_map(sc, &maps[i], channel, out))
			return false;
	return uses_of_library(sc, docs, channel, out);
}
