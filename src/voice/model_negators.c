#include "voice/model_negators.h"

/* clang-format off */
const struct model_negator model_negators[] = {
	{ LANGUAGE_EN, "not" }, { LANGUAGE_EN, "no" }, { LANGUAGE_EN, "never" }, { LANGUAGE_EN, "nor" },
	{ LANGUAGE_EN, "neither" }, { LANGUAGE_EN, "none" }, { LANGUAGE_EN, "nobody" },
	{ LANGUAGE_EN, "nothing" }, { LANGUAGE_EN, "nowhere" }, { LANGUAGE_EN, "without" },
	{ LANGUAGE_EN, "cannot" }, { LANGUAGE_EN, "cant" }, { LANGUAGE_EN, "dont" },
	{ LANGUAGE_EN, "wont" }, { LANGUAGE_EN, "didnt" }, { LANGUAGE_EN, "doesnt" },
	{ LANGUAGE_EN, "isnt" }, { LANGUAGE_EN, "wasnt" }, { LANGUAGE_EN, "arent" },
	{ LANGUAGE_EN, "werent" }, { LANGUAGE_EN, "couldnt" }, { LANGUAGE_EN, "wouldnt" },
	{ LANGUAGE_EN, "shouldnt" }, { LANGUAGE_EN, "havent" }, { LANGUAGE_EN, "hasnt" },
	{ LANGUAGE_EN, "hadnt" }, { LANGUAGE_EN, "aint" }, { LANGUAGE_EN, "hardly" },
	{ LANGUAGE_EN, "barely" },
	{ LANGUAGE_PL, "nie" }, { LANGUAGE_PL, "bez" }, { LANGUAGE_PL, "ani" }, { LANGUAGE_PL, "brak" },
	{ LANGUAGE_PL, "braku" }, { LANGUAGE_PL, "brakuje" }, { LANGUAGE_PL, "brakowalo" },
	{ LANGUAGE_PL, "nigdy" }, { LANGUAGE_PL, "nigdzie" }, { LANGUAGE_PL, "nikt" },
	{ LANGUAGE_PL, "nikogo" }, { LANGUAGE_PL, "nic" }, { LANGUAGE_PL, "niczego" },
	{ LANGUAGE_PL, "zaden" }, { LANGUAGE_PL, "zadna" }, { LANGUAGE_PL, "zadne" },
	{ LANGUAGE_PL, "zadnej" }, { LANGUAGE_PL, "zadnego" }, { LANGUAGE_PL, "zadnych" },
	{ LANGUAGE_RU, "не" }, { LANGUAGE_RU, "ни" }, { LANGUAGE_RU, "нет" }, { LANGUAGE_RU, "нету" },
	{ LANGUAGE_RU, "без" }, { LANGUAGE_RU, "никогда" }, { LANGUAGE_RU, "нигде" },
	{ LANGUAGE_RU, "никто" }, { LANGUAGE_RU, "никого" }, { LANGUAGE_RU, "ничего" },
	{ LANGUAGE_RU, "никак" }, { LANGUAGE_RU, "никакой" }, { LANGUAGE_RU, "никакого" },
	{ LANGUAGE_RU, "никаких" }, { LANGUAGE_RU, "нельзя" }, { LANGUAGE_RU, "отсутствует" },
	{ LANGUAGE_UNDECIDED, 0 },
};
/* clang-format on */
