/* xes - event logs of process mining (IEEE 1849): a row of the table of formats.
 *
 * Every event is a record.  Its attributes are columns under their key ("concept:name", "time:timestamp"),
 * those of its trace under "case:" and the key, as pm4py names them; an attribute within another stands under
 * both keys ("cost:total").  What is said of the log as a whole is left out.
 */
#pragma once

#include "sources/reader.h"

int xes_claim(struct str head, struct str path);
bool xes_read(struct scope *sc, struct input *in, const struct reader_options *options, struct names *columns,
	const struct sink *sink, struct reader_notes *notes);
