#include "voice/stem_pl_private.h"

#define ADJECTIVE ENDING_ADJECTIVE
#define OTHER ENDING_OTHER
#define SHARED ENDING_SHARED
#define SOFT ENDING_SOFT
#define BARE ENDING_NONE
#define ANY ENDING_ANY
#define FIRST (BARE | SHARED | ADJECTIVE) /* of participles */

/* clang-format off */

/* Past forms keep the l, which is a formant: "-alismy" is "-al" and the person. */
static const struct ending verbs[] = {
	{ "lybysmy", "l", OTHER, 3 }, { "libysmy", "l", OTHER, 3 }, { "libyscie", "l", OTHER, 3 },
	{ "lismy", "l", OTHER, 3 }, { "lysmy", "l", OTHER, 3 }, { "liscie", "l", OTHER, 4 },
	{ "lyscie", "l", OTHER, 3 }, { "labym", "l", OTHER, 4 }, { "labys", "l", OTHER, 4 },
	{ "loby", "l", OTHER, 4 }, { "laby", "l", OTHER, 4 }, { "liby", "l", OTHER, 4 },
	{ "lyby", "l", OTHER, 4 }, { "lbym", "l", OTHER, 4 }, { "lbys", "l", OTHER, 4 },
	{ "lby", "l", OTHER, 4 }, { "lem", "l", OTHER, 3 }, { "lam", "l", OTHER, 3 },
	{ "les", "l", OTHER, 4 }, { "las", "l", OTHER, 4 }, { "ujecie", "uj", OTHER, 3 },
	{ "ajecie", "", OTHER, 3 }, { "iejesz", "", OTHER, 3 }, { "iejemy", "", OTHER, 3 },
	{ "ajesz", "", OTHER, 3 }, { "ajemy", "", OTHER, 3 }, { "ajcie", "", OTHER, 3 },
	{ "ujcie", "uj", OTHER, 3 }, { "ijcie", "", OTHER, 3 }, { "ajmy", "", OTHER, 3 },
	{ "rzcie", "rz", OTHER, 4 }, { "czcie", "cz", OTHER, 4 }, { "szcie", "sz", OTHER, 4 },
	{ "ujmy", "uj", OTHER, 3 }, { "ijmy", "", OTHER, 3 }, { "iasz", "", SOFT, 3 },
	{ "iesz", "", SOFT, 3 }, { "asz", "", OTHER, 3 }, { "esz", "", OTHER, 3 }, { "isz", "", SOFT, 3 },
	{ "ysz", "", OTHER, 3 }, { "iamy", "", SOFT, 3 }, { "iemy", "", SOFT, 3 }, { "amy", "", OTHER, 3 },
	{ "emy", "", OTHER, 3 }, { "imy", "", SOFT, 3 }, { "ymy", "", OTHER, 3 }, { "iam", "", SOFT, 3 },
	{ "am", "", OTHER, 3 },
};

/* Of adjectives, participles and pronouns.  -ej is also what adverbs are compared with. */
static const struct ending adjectives[] = {
	{ "iego", "", ADJECTIVE, 3 }, { "iemu", "", ADJECTIVE, 3 }, { "ego", "", ADJECTIVE, 3 },
	{ "emu", "", ADJECTIVE, 3 }, { "ymi", "", ADJECTIVE, 3 }, { "imi", "", ADJECTIVE, 3 },
	{ "iej", "", ADJECTIVE, 3 }, { "ej", "", ADJECTIVE, 3 }, { "ych", "", ADJECTIVE, 3 },
	{ "ich", "", ADJECTIVE, 3 }, { "ym", "", ADJECTIVE, 3 }, { "im", "", ADJECTIVE, 3 },
	{ "y", "", ADJECTIVE, 3 },
};

static const struct ending nouns[] = {
	{ "iami", "", SOFT, 3 }, { "iach", "", SOFT, 3 }, { "ami", "", OTHER, 3 }, { "ach", "", OTHER, 3 },
	{ "owi", "", OTHER, 4 }, { "iom", "", SOFT, 3 }, { "iem", "", SOFT, 3 }, { "om", "", OTHER, 3 },
	{ "em", "", OTHER, 3 }, { "iow", "", SOFT, 3 }, { "ow", "", OTHER, 3 }, { "cmi", "c", SOFT, 4 },
	{ "zmi", "z", OTHER, 4 }, { "nmi", "n", OTHER, 4 },
};

static const struct ending shared[] = {
	{ "ie", "", SOFT, 3 }, { "ia", "", SOFT, 3 }, { "ii", "", SOFT, 3 }, { "io", "", SOFT, 3 },
	{ "iu", "", SOFT, 3 }, { "a", "", SHARED, 3 }, { "e", "", SHARED, 3 }, { "o", "", SHARED, 3 },
	{ "u", "", SHARED, 3 }, { "i", "", SOFT, 3 },
};

/* Whatever could be mistaken for one at the end of a noun is cut from all forms of that noun alike: "balkon"
 * and "balkonu" are both "balk". */
static const struct ending formants[] = {
	/* participles and the past */
	{ "awal", "", ANY, 3 }, { "awan", "", ANY, 3 }, { "ial", "", ANY, 3 }, { "iel", "", ANY, 3 },
	{ "al", "", ANY, 3 }, { "el", "", ANY, 4 }, { "oil", "oj", ANY, 4 }, { "ail", "", ANY, 3 },
	{ "il", "", ANY, 3 }, { "yl", "", ANY, 3 }, { "ian", "", ANY, 3 }, { "ien", "", ANY, 3 },
	{ "ion", "", ANY, 3 }, { "an", "", ANY, 3 }, { "en", "", ANY, 4 }, { "len", "l", ANY, 3 },
	{ "zen", "z", ANY, 3 }, { "zon", "z", ANY, 3 }, { "zel", "z", ANY, 3 }, { "on", "", ANY, 4 },
	{ "niet", "n", ANY, 4 }, { "kryt", "kr", ANY, 3 }, { "szyt", "sz", ANY, 4 },
	{ "ujac", "uj", FIRST, 4 }, { "ajac", "", FIRST, 3 }, { "iejac", "", FIRST, 3 },
	{ "iajac", "", FIRST, 3 }, { "iac", "", FIRST, 3 }, { "jac", "j", FIRST, 4 },
	{ "zac", "z", FIRST, 3 }, { "nac", "n", FIRST, 3 }, { "dac", "d", FIRST, 4 },
	{ "gac", "g", FIRST, 4 }, { "kac", "k", FIRST, 4 }, { "ac", "", BARE | ADJECTIVE, 3 },
	/* the present and the imperative */
	{ "iej", "", ANY, 3 }, { "iaj", "", ANY, 3 }, { "aj", "", ANY, 3 }, { "ij", "", ANY, 3 },
	{ "yj", "", ANY, 4 }, { "iam", "", ANY, 3 }, { "am", "", ANY, 3 }, { "iem", "", ANY, 3 },
	{ "em", "", ANY, 3 }, { "iom", "", ANY, 3 }, { "om", "", ANY, 3 }, { "im", "", ANY, 3 },
	{ "ym", "", ANY, 3 },
	/* the infinitive */
	{ "awac", "", BARE, 3 }, { "iec", "", BARE, 3 }, { "ec", "", BARE, 3 }, { "oic", "oj", BARE, 4 },
	{ "aic", "", BARE, 3 }, { "ic", "", BARE, 3 }, { "yc", "", BARE, 3 },
	/* mieszkaniec and mieszkanca, fachowiec and fachowca */
	{ "niec", "nk", BARE, 4 }, { "mniec", "mn", BARE, 4 }, { "owiec", "owk", BARE, 5 },
	/* degrees */
	{ "iejsz", "", ANY, 3 }, { "ejsz", "", ANY, 3 }, { "bsz", "b", ANY, 4 }, { "dsz", "d", ANY, 4 },
	{ "lsz", "l", ANY, 3 }, { "nsz", "n", ANY, 3 }, { "rsz", "r", ANY, 4 }, { "tsz", "t", ANY, 4 },
	{ "wsz", "w", ANY, 3 },
};

/* Each with a word that has the one and a word that has the other. */
static const struct ending shapes[] = {
	{ "szcz", "st", ANY, 4 }, /* czyszcze, czyscic */
	{ "rz", "r", ANY, 3 }, { "dz", "d", ANY, 3 }, { "sz", "s", ANY, 3 }, /* kurierze, widze, prosze */
	{ "uj", "ow", ANY, 3 }, { "iw", "ow", ANY, 5 }, { "yw", "ow", ANY, 5 }, /* kupuje, otrzymywac */
	{ "iek", "k", ANY, 3 }, { "ek", "k", ANY, 3 }, /* kawalek, kawalka */
	{ "ter", "tr", ANY, 4 }, { "der", "dr", ANY, 4 }, { "fer", "fr", ANY, 4 }, /* sweter, swetra */
	{ "kier", "kr", ANY, 4 },
	{ "ik", "it", ANY, 4 }, { "yk", "yt", ANY, 4 }, /* pracownik, pracownicy */
#define HARD (SHARED | ADJECTIVE | OTHER) /* przesylce, polscy */
	{ "bc", "bk", HARD, 4 }, { "dc", "dk", HARD, 4 }, { "jc", "jk", HARD, 4 }, { "lc", "lk", HARD, 4 },
	{ "mc", "mk", HARD, 4 }, { "nc", "nk", HARD, 4 }, { "pc", "pk", HARD, 4 }, { "rc", "rk", HARD, 4 },
	{ "sc", "sk", HARD, 4 }, { "tc", "tk", HARD, 4 }, { "wc", "wk", HARD, 4 }, { "zc", "zk", HARD, 4 },
	{ "c", "t", ANY, 4 }, /* place, platny */
};
/* clang-format on */

#define GROUP(table)                                                                                         \
	{                                                                                                    \
		(table), COUNT_OF(table)                                                                     \
	}

const struct ending_group stem_pl_endings[] = { GROUP(verbs), GROUP(adjectives), GROUP(nouns),
	GROUP(shared) };
const size_t stem_pl_ending_groups = COUNT_OF(stem_pl_endings);
const struct ending_group stem_pl_formants = GROUP(formants);
const struct ending_group stem_pl_shapes = GROUP(shapes);
