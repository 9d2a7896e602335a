/* A mapping on several threads: each has a twin of it, and what the twins counted is brought together. */
#include "intake/mapping_parts.h"

#include "base/buf.h"

struct column_counts {
	uint64_t unreadable, answers, zeros, sixes, outside, no_number;
	double example;
};

struct mapping_counts {
	struct record_counts records;
	struct column_counts columns[]; /* of the mapping's steps */
};

struct mapping *mapping_twin(struct scope *sc, struct mapping *m)
{
	struct mapping *twin = NEW(sc, struct mapping);

	if (!m->settled)
		orders_settle(m);
	*twin = *m;
	twin->sc = sc;
	twin->columns_room = m->n_columns + 1;
	twin->columns = NEW_ARRAY(sc, struct column, twin->columns_room);
	memcpy(twin->columns, m->columns, m->n_columns * sizeof *m->columns);
	properties_room(twin);
	for (size_t i = 0; i < m->n_columns; i++)
		if (m->columns[i].together)
			twin->columns[i].together = buf_new(sc, TOGETHER);
	if (m->zone)
		twin->zone = when_zone_twin(sc, m->zone);
	return twin;
}

struct mapping_counts *mapping_counts_take(struct scope *sc, struct mapping *twin)
{
	struct mapping_counts *counts =
		scope_alloc(sc, 1, sizeof *counts + twin->steps.n * sizeof counts->columns[0]);

	counts->records = twin->counts;
	twin->counts = (struct record_counts){ 0 };
	for (size_t i = 0; i < twin->steps.n; i++) {
		struct column *c = &twin->columns[twin->steps.at[i].column];
		struct rater *r = &c->rater;
		counts->columns[i] = (struct column_counts){ c->unreadable, r->answers, r->zeros, r->sixes,
			r->outside, r->unreadable, r->example };
		c->unreadable = r->answers = r->zeros = r->sixes = r->outside = r->unreadable = 0;
	}
	return counts;
}

void mapping_counts_add(struct mapping *m, const struct mapping_counts *counts)
{
	m->counts.no_customer += counts->records.no_customer;
	m->counts.no_case += counts->records.no_case;
	m->counts.time_assumed += counts->records.time_assumed;
	m->counts.ends_before += counts->records.ends_before;
	for (size_t i = 0; i < m->steps.n; i++) {
		const struct column_counts *from = &counts->columns[i];
		struct column *c = &m->columns[m->steps.at[i].column];
		c->unreadable += from->unreadable;
		c->rater.answers += from->answers;
		c->rater.zeros += from->zeros;
		c->rater.sixes += from->sixes;
		c->rater.outside += from->outside;
		c->rater.unreadable += from->no_number;
		if (from->outside)
			c->rater.example = from->example;
	}
}
