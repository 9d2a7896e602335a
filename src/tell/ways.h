/* ways - the ways that customers take, as JSON: funnels, flows, whole sequences.
 *
 *	struct funnel_answer *a = study_funnel(sc, study, def, &question);
 *	tell_funnel(a, STR("country=PL"), out);
 *
 * `where` says in words who was counted; p NULL: all customers.
 */
#pragma once

#include "answer/paths.h"
#include "answer/questions.h"
#include "base/buf.h"

void tell_funnel(const struct funnel_answer *a, struct str where, struct buf *out);
void tell_flow(const struct flow_answer *a, struct buf *out);
void tell_paths(const struct paths_answer *a, struct str where, struct buf *out);
