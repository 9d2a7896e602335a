#include "map/look.h"

struct map_look map_look(const struct map_touchpoint *t)
{
	const struct map_channel *own = t->own;

	if (own)
		return (struct map_look){ own->key, own->name, own->colour, own->symbol };
	return (struct map_look){ str_of(channel_key(t->channel)), str_of(channel_name(t->channel)),
		channel_colour(t->channel), t->channel };
}

/* Of a channel of the company that is one of the known ones, by its key. */
static bool is_known(const struct map_channel *own, enum channel *known)
{
	for (int c = 0; c < CHANNELS; c++) {
		if (!str_same(own->key, str_of(channel_key((enum channel)c))))
			continue;
		*known = (enum channel)c;
		return true;
	}
	return false;
}

size_t map_channel_place(const struct map_input *in, struct str word)
{
	enum channel known;

	for (size_t i = 0; i < in->n_channels; i++)
		if (str_same(word, in->channels[i].key) || str_same(word, in->channels[i].name))
			return is_known(&in->channels[i], &known) ? known : CHANNELS + i;
	return channel_find(word);
}

void map_dress(const struct map_input *in, struct map_touchpoint *t, size_t place)
{
	t->own = NULL;
	if (place >= CHANNELS) {
		t->own = &in->channels[place - CHANNELS];
		t->channel = t->own->symbol;
		return;
	}
	t->channel = (enum channel)place;
	for (size_t i = 0; i < in->n_channels; i++)
		if (str_same(in->channels[i].key, str_of(channel_key(t->channel))))
			t->own = &in->channels[i];
}
