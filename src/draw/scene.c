#include "draw/scene.h"

struct scene *scene_new(struct scope *sc, double width, double height)
{
	struct scene *scene = NEW(sc, struct scene);

	scene->sc = sc;
	scene->width = width;
	scene->height = height;
	return scene;
}

static struct item *add(struct scene *scene, enum mark mark)
{
	struct item *item = LIST_ADD(scene->sc, &scene->items);

	item->mark = mark;
	return item;
}

void scene_open(struct scene *scene, struct group group)
{
	struct group *kept = NEW(scene->sc, struct group);

	*kept = group;
	add(scene, MARK_OPEN)->group = kept;
}

void scene_close(struct scene *scene)
{
	add(scene, MARK_CLOSE);
}

void scene_rect(struct scene *scene, struct box box, double radius, struct paint paint)
{
	struct item *item = add(scene, MARK_RECT);

	item->box = box;
	item->radius = radius;
	item->paint = paint;
}

void scene_circle(struct scene *scene, double x, double y, double radius, struct paint paint)
{
	struct item *item = add(scene, MARK_CIRCLE);

	item->box = (struct box){ x, y, 0, 0 };
	item->radius = radius;
	item->paint = paint;
}

void scene_line(struct scene *scene, double x1, double y1, double x2, double y2, struct paint paint)
{
	struct path *path = path_new(scene->sc);

	path_to(scene->sc, path, 'M', x1, y1);
	path_to(scene->sc, path, 'L', x2, y2);
	scene_path(scene, path, paint);
}

void scene_text(struct scene *scene, double x, double y, struct str text, struct type type)
{
	if (str_empty(text))
		return;
	struct item *item = add(scene, MARK_TEXT);
	item->box = (struct box){ x, y, 0, 0 };
	item->text = text;
	item->type = type;
}

void scene_image(struct scene *scene, struct box box, const struct map_picture *picture, struct str name)
{
	struct item *item = add(scene, MARK_IMAGE);

	item->box = box;
	item->picture = picture;
	item->text = name;
}

void scene_path(struct scene *scene, const struct path *path, struct paint paint)
{
	struct item *item = add(scene, MARK_PATH);

	item->path = path;
	item->paint = paint;
}

void scene_polygon(struct scene *scene, const double *points, size_t n, struct paint paint)
{
	struct path *path = path_new(scene->sc);

	for (size_t i = 0; i < n; i++)
		path_to(scene->sc, path, i ? 'L' : 'M', points[2 * i], points[2 * i + 1]);
	path_close(scene->sc, path);
	scene_path(scene, path, paint);
}
