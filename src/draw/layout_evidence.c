#include "draw/layout.h"

enum { HEIGHT = 60, SQUARE = 12, STEP = 16, GRADES = 4 };

double evidence_measure(struct layout *l, struct row *row)
{
	(void)row;
	return l->map->touchpoints.n ? HEIGHT : 0;
}

void evidence_squares(struct scene *scene, double x, double y, unsigned grade)
{
	for (unsigned i = 0; i < GRADES; i++) {
		struct box box = { x + i * STEP + 0.5, y + 0.5, SQUARE - 1, SQUARE - 1 };
		scene_rect(scene, box, 2,
			(struct paint){ .fill = i < grade ? INK : PAPER,
				.stroke = i < grade ? INK : ZERO,
				.width = 1 });
	}
}

void evidence_draw(struct layout *l, struct row *row, double top)
{
	(void)row;
	for (size_t i = l->first; i < l->first + l->count; i++) {
		unsigned grade = layout_at(l, i)->figures.evidence;
		double x = layout_x(l, i) + PAD, y = top + (HEIGHT - SQUARE) / 2.0;
		uint64_t journeys = layout_at(l, i)->figures.journeys;
		if (!count_is_told(journeys)) {
			scene_text(l->scene, x, y + 10.5, words_none(l->sc, journeys),
				(struct type){ 12, FACE_REGULAR, INK_MUTED, ANCHOR_START, false });
			continue;
		}
		evidence_squares(l->scene, x, y, grade);
		scene_text(l->scene, x + GRADES * STEP + 6, y + 10.5, str_of(words_evidence(l->sc, grade)),
			(struct type){ 12, FACE_MEDIUM, INK, ANCHOR_START, false });
	}
}
