/* palette - the colours of a map.  Text colours hold at least 4.5:1 against white, lines that carry meaning
 * 3:1; nothing is told by colour alone. */
#pragma once

#define INK "#1F2937"       /* text: 14.7:1 */
#define INK_MUTED "#4B5563" /* 7.6:1 */
#define PAPER "#FFFFFF"
#define RULE "#D8DEE6" /* between lanes */
#define ZERO "#7D8590" /* zero lines, borders of controls: 3.7:1 */
#define GRID "#E2E5EA"
#define PANEL "#F5F7FA"
#define TRACK "#EAEEF3" /* what a bar could fill */

#define GOOD_MUCH "#0B5394" /* 7.8:1 */
#define GOOD "#2563A8"      /* 6.1:1 */
#define NEUTRAL "#6B7280"   /* 4.8:1 */
#define BAD "#B45309"       /* 5.0:1 */
#define BAD_MUCH "#9A3412"  /* 7.3:1 */
#define GOOD_PALE "#E6EFFA"
#define BAD_PALE "#FDF1E7"
#define FUTURE "#5B21B6"

/* Of personas on one map: each 4.5:1 and more against white; any two far apart also for who sees no red or no green
 * (Machado, Oliveira, Fernandes 2009).  None is the blue and the orange of good and bad. */
#define PERSONA_COLOURS                                                                                      \
	{                                                                                                    \
		"#4338CA", "#946800", "#C82878", "#142800", "#3C0064", "#1478C8"                             \
	}

#define REACH "#2563A8"
#define REACH_PALE "#CFE0F3"
#define LEAVING "#94A3B8"
