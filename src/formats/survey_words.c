#include "formats/survey_words.h"

/* clang-format off */
const char survey_nps_words[] =
	"nps|net promoter*|promoter score|recommend*|tell a friend|polec*|polecil*|zarekomend*|rekomend*|порекоменд*|рекоменд*|посовет*";
const char survey_rating_words[] =
	"satisf*|satisfied|csat|dissatisf*|zadowol*|niezadowol*|satysf*|удовлетвор*|доволен|довольна|довольны|"
	"easy|ease|easily|effort|ces|difficult*|latw*|wysil*|trudn*|легко|легкость|просто|простот*|усили*|сложно|трудно|"
	"likely|likelihood|prawdopodob*|вероятн*|rate|rated|rating|ratings|score|scale|stars|agree*|"
	"ocen*|skal*|gwiazd*|zgadza*|оцен*|шкал*|балл*|звезд*|соглас*|"
	"quality|jakos*|качеств*|how good|how well|how happy|how helpful|how useful|how friendly|how fast|how clear|"
	"happy|happiness|helpfulness|friendliness|usefulness|jak dobrze|jak szybko|как хорошо|насколько";
const char survey_effort_words[] =
	"easy|ease|easily|effort|ces|latw*|wysil*|легко|легкость|просто|усили*";
const char survey_count_words[] =
	"how many|how often|how long|how old|number of|ile|ilu|jak dlugo|jak czesto|wiek|сколько|возраст|как часто|как долго";
const char survey_none_words[] =
	"n a|na|not applicable|does not apply|dont know|do not know|i dont know|not sure|no opinion|no answer|"
	"prefer not to say|prefer not to answer|did not use|didnt use|never used|unsure|nd|nie dotyczy|nie wiem|"
	"brak odpowiedzi|brak zdania|nie korzystal*|не знаю|нет ответа|не применимо|неприменимо|затрудняюсь*|"
	"не пользовал*|нет мнения";
const char survey_text_words[] =
	"why|comment*|improve*|feedback|suggest*|tell us|tell me|describe|explain|elaborate|anything else|what did you|"
	"what do you|what should|what could|what can we|what would|what went|reason|reasons|thoughts|opinion|remarks|"
	"in your own words|share|"
	"dlaczego|uwag*|komentarz*|powod*|co moglib*|co mozemy|co mozna|co sie|co najbardziej|co podob*|sugesti*|opini*|opisz|"
	"napisz|wyjasn*|uzasad*|почему|комментар*|отзыв*|предложен*|что нам|что можно|что мы|что понрав*|что не понрав*|"
	"что вам|расскаж*|опишите|поясн*|пожелан*|мнени*|причин*";
const char survey_person_words[] =
	"your name|first name|last name|full name|surname|your email|email address|e mail address|phone number|"
	"your phone|mobile number|your address|street address|postal code|zip code|date of birth|imie|nazwisko|"
	"twoj adres|adres e mail|adres email|numer telefonu|twoj telefon|kod pocztowy|data urodzenia|ваше имя|фамилия|"
	"фио|ваш телефон|номер телефона|ваш адрес|электронн* почт*|электронная почта|дата рождения";
const char survey_yes_words[] = "yes|y|1|x|checked|selected|true|tak|t|да|ja|oui|si";
const char survey_no_words[] =
	"no|n|0|unchecked|not selected|false|nie|нет|nein|non|quoted";
const char survey_expected_words[] = "expect|expects|expected|expectation|expectations|expecting|should|oczekiw*|ожид*";
const char survey_experienced_words[] =
	"actual|actually|experienced|experience|perceived|received|real|reality|faktyczn*|rzeczywist*|otrzyman*|факт*|"
	"реальн*|получен*";
const char survey_filling_words[] =
	"a|an|the|be|been|is|was|were|are|have|has|had|did|do|does|to|you|your|our|we|it|for|of|jest|byl*|byc|sie|"
	"быть|был*|вы|ваш*";

const struct survey_worded survey_worded[] = {
	/* satisfied */
	{ 5, false, { "very dissatisfied|very unsatisfied|highly dissatisfied|completely dissatisfied|totally dissatisfied",
		"dissatisfied|unsatisfied", "neither satisfied nor dissatisfied|neither dissatisfied nor satisfied|neutral|neither|indifferent",
		"satisfied", "very satisfied|highly satisfied|completely satisfied|totally satisfied" } },
	{ 5, false, { "very dissatisfied|extremely dissatisfied", "somewhat dissatisfied|slightly dissatisfied",
		"neither satisfied nor dissatisfied|neutral|neither", "somewhat satisfied|slightly satisfied",
		"very satisfied|extremely satisfied" } },
	{ 7, false, { "extremely dissatisfied|very dissatisfied|completely dissatisfied", "moderately dissatisfied|dissatisfied|mostly dissatisfied",
		"slightly dissatisfied|somewhat dissatisfied", "neither satisfied nor dissatisfied|neutral|neither",
		"slightly satisfied|somewhat satisfied", "moderately satisfied|satisfied|mostly satisfied",
		"extremely satisfied|very satisfied|completely satisfied" } },
	/* agreed */
	{ 5, false, { "strongly disagree|completely disagree|totally disagree", "disagree",
		"neither agree nor disagree|neither disagree nor agree|neutral|undecided|neither",
		"agree", "strongly agree|completely agree|totally agree" } },
	{ 5, false, { "strongly disagree", "somewhat disagree|slightly disagree|tend to disagree|rather disagree",
		"neither agree nor disagree|neutral|neither", "somewhat agree|slightly agree|tend to agree|rather agree", "strongly agree" } },
	{ 7, false, { "strongly disagree|completely disagree", "disagree|mostly disagree", "somewhat disagree|slightly disagree|more or less disagree",
		"neither agree nor disagree|neutral|undecided|neither", "somewhat agree|slightly agree|more or less agree",
		"agree|mostly agree", "strongly agree|completely agree" } },
	/* easy */
	{ 5, false, { "very difficult|very hard", "difficult|hard", "neither easy nor difficult|neither difficult nor easy|neutral|neither",
		"easy", "very easy" } },
	{ 5, false, { "very difficult|extremely difficult", "somewhat difficult|slightly difficult",
		"neither easy nor difficult|neutral|neither", "somewhat easy|slightly easy", "very easy|extremely easy" } },
	{ 7, false, { "extremely difficult|very difficult", "moderately difficult|difficult", "slightly difficult|somewhat difficult",
		"neither easy nor difficult|neutral|neither", "slightly easy|somewhat easy", "moderately easy|easy", "extremely easy|very easy" } },
	/* good */
	{ 5, false, { "very poor|very bad", "poor|bad", "average|fair|acceptable|ok|okay|neutral|neither good nor bad|neither good nor poor",
		"good", "very good" } },
	{ 5, false, { "poor", "fair", "good", "very good", "excellent" } },
	{ 5, false, { "terrible|awful|very poor|very bad|horrible", "poor|bad", "average|fair|acceptable|ok|okay|neutral|neither good nor bad",
		"good", "excellent|very good|great|outstanding" } },
	{ 7, false, { "extremely bad|terrible", "moderately bad|bad", "slightly bad", "neither good nor bad|average",
		"slightly good", "moderately good|good", "extremely good|excellent" } },
	/* likely */
	{ 5, false, { "very unlikely", "unlikely", "neither likely nor unlikely|neither unlikely nor likely|neutral|neither|unsure",
		"likely", "very likely" } },
	{ 5, false, { "extremely unlikely|very unlikely", "somewhat unlikely", "neither likely nor unlikely|neutral|neither",
		"somewhat likely", "extremely likely|very likely" } },
	/* happy */
	{ 5, false, { "very unhappy", "unhappy", "neutral|neither happy nor unhappy|ok|okay", "happy", "very happy" } },
	/* of much and little: "not so helpful", "extremely helpful" */
	{ 5, true, { "not at all*", "not so *|not very *|slightly *|a little *", "somewhat *|moderately *", "very *", "extremely *" } },
	/* zadowolony */
	{ 5, false, { "bardzo niezadowol*|zdecydowanie niezadowol*|calkowicie niezadowol*", "niezadowol*|raczej niezadowol*",
		"ani zadowol*|neutraln*|srednio zadowol*|trudno powiedziec", "zadowol*|raczej zadowol*",
		"bardzo zadowol*|zdecydowanie zadowol*|calkowicie zadowol*|w pelni zadowol*" } },
	/* zgadzam się */
	{ 5, false, { "zdecydowanie sie nie zgadzam|zdecydowanie nie zgadzam sie|calkowicie sie nie zgadzam|zdecydowanie nie",
		"nie zgadzam sie|raczej sie nie zgadzam|raczej nie zgadzam sie|raczej nie",
		"ani sie zgadzam*|nie mam zdania|trudno powiedziec|ani tak ani nie|neutraln*",
		"zgadzam sie|raczej sie zgadzam|raczej zgadzam sie|raczej tak",
		"zdecydowanie sie zgadzam|zdecydowanie zgadzam sie|calkowicie sie zgadzam|w pelni sie zgadzam|zdecydowanie tak" } },
	/* łatwo */
	{ 5, false, { "bardzo trudn*", "trudno|trudny|trudna|trudne|raczej trudn*", "ani latw*|neutraln*|trudno powiedziec|srednio", "latw*|raczej latw*", "bardzo latw*" } },
	/* dobrze */
	{ 5, false, { "bardzo zle|bardzo zl*|fataln*|bardzo slab*", "zle|zly|zla|slabo|slaby|slaba|raczej zle|raczej zl*",
		"srednio|sredni*|przecietn*|dostateczn*|neutraln*|ani dobrze ani zle", "dobrze|dobry|dobra|dobre|raczej dobr*",
		"bardzo dobr*|doskonal*|swietn*|znakomi*|celujac*" } },
	/* prawdopodobne */
	{ 5, false, { "bardzo malo prawdopodobn*|bardzo nieprawdopodobn*|zdecydowanie nieprawdopodobn*", "malo prawdopodobn*|nieprawdopodobn*|raczej nieprawdopodobn*",
		"neutraln*|trudno powiedziec|ani prawdopodobn*", "prawdopodobn*|raczej prawdopodobn*|dosc prawdopodobn*",
		"bardzo prawdopodobn*|zdecydowanie prawdopodobn*" } },
	/* доволен */
	{ 5, false, { "очень недовол*|крайне недовол*|совершенно недовол*|полностью недовол*|совсем не довол*|совершенно не удовлетвор*|полностью не удовлетвор*|очень неудовлетвор*",
		"недовол*|скорее недовол*|не доволен|не довольна|не удовлетвор*|неудовлетвор*|скорее не удовлетвор*",
		"нейтральн*|ни довол*|затрудняюсь ответить|средне|ни то ни другое",
		"доволен*|довольна|довольны|скорее довол*|удовлетворен*|скорее удовлетворен*", "очень довол*|полностью довол*|совершенно довол*|полностью удовлетвор*|очень удовлетвор*" } },
	/* согласен */
	{ 5, false, { "полностью не соглас*|совершенно не соглас*|категорически не соглас*|абсолютно не соглас*|определенно нет",
		"не соглас*|скорее не соглас*|скорее нет", "нейтральн*|ни да ни нет|затрудняюсь ответить|ни соглас*|отчасти соглас*",
		"соглас*|скорее соглас*|скорее да", "полностью соглас*|совершенно соглас*|абсолютно соглас*|определенно да" } },
	/* легко */
	{ 5, false, { "очень сложн*|очень трудн*", "сложн*|трудн*|скорее сложн*|скорее трудн*|довольно сложн*", "нейтральн*|средне|ни легко*|ни просто*",
		"легк*|скорее легк*|просто|довольно легко", "очень легк*|очень просто" } },
	/* хорошо */
	{ 5, false, { "очень плох*|ужасн*", "плох*|скорее плох*", "средн*|нормальн*|удовлетворительн*|нейтральн*|ни хорошо*",
		"хорош*|скорее хорош*", "отличн*|очень хорош*|превосходн*" } },
	/* вероятно */
	{ 5, false, { "очень маловероятн*|крайне маловероятн*|совсем маловероятн*", "маловероятн*|скорее маловероятн*|скорее не вероятн*",
		"нейтральн*|затрудняюсь ответить", "вероятн*|скорее вероятн*", "очень вероятн*|весьма вероятн*" } },
};
/* clang-format on */

const size_t survey_n_worded = sizeof survey_worded / sizeof *survey_worded;
