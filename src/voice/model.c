#include "voice/model.h"

#include <sys/mman.h>

#include "voice/model_private.h"

const struct model_facts *model_facts(const struct model *model)
{
	return &model->facts;
}

void model_set_trial(struct model *model, const struct model_trial *trial)
{
	model->facts.trial = *trial;
}

void model_close(struct model *model)
{
	if (model && model->mapped)
		munmap(model->mapped, model->n_mapped);
	if (model)
		*model = (struct model){ 0 };
}
