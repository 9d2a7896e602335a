/* api_read - the routes that read what is in a workspace, group by group: each of these is the table of one file.
 *
 *	const struct routes tables[] = { ..., api_read_ways_routes(), api_read_voice_routes(), ... };
 *
 * What they take, give and need stands in the rows of the files, and in /api/v1/openapi.json.
 */
#pragma once

#include "serve/route.h"

struct routes api_read_ways_routes(void);      /* funnel, flow, paths */
struct routes api_read_gaps_routes(void);      /* gaps, scores */
struct routes api_read_voice_routes(void);     /* what customers said, search */
struct routes api_read_findings_routes(void);  /* findings, corrections */
struct routes api_read_workspace_routes(void); /* status, quarantine, kinds of event */
struct routes api_read_customers_routes(void); /* one customer */
struct routes api_read_notes_routes(void);     /* notes of staff */
struct routes api_read_sources_routes(void);   /* live sources */
struct routes api_read_behind_routes(void);    /* what stands behind a number: journeys, kinds of event */
struct routes api_read_counts_routes(void);    /* what a condition counts, and what it can ask for */
struct routes api_read_retention_routes(void); /* how long evidence is kept */
