/* The words behind mask_name.c. */
#include "voice/mask_private.h"

#include <stdlib.h>

struct row {
	enum mask_address is;
	const char *words;
};

/* clang-format off */
static const struct row rows[] = {
	{ MASK_ADDRESS_TITLE, "mr,mrs,ms,mx,dr,prof,mister,dear,pan,pana,panu,panem,panie,pani,pania,"
		"panowie,p,mgr,inz,szanowny,szanowna,szanowni,drogi,droga,drodzy,господин,господина,"
		"господину,господином,господине,госпожа,госпожи,госпоже,госпожу,госпожой,г-н,г-на,г-ну,"
		"г-ном,г-жа,г-жи,г-же,г-жу,г-жой,гр,гражданин,гражданка,уважаемый,уважаемая,уважаемые,"
		"уважаемого,уважаемую,дорогой,дорогая,дорогие" },
	{ MASK_ADDRESS_CAPITAL, "miss,sir,madam,professor" },
	{ MASK_ADDRESS_GREETING, "hi,hello,hey,thanks,thx,cheers,love,czesc,witam,hej,dziekuje,dzieki,"
		"dziekuja,спасибо,привет,здравствуйте,здравствуй,благодарю" },
	{ MASK_ADDRESS_CLOSING, "regards,sincerely,faithfully,pozdrawiam,pozdrowienia,powazaniem,уважением" },
	{ MASK_ADDRESS_ROLE, "doctor,captain,konsultant,konsultantka,konsultantki,konsultantce,doradca,"
		"doradczyni,kierownik,kierowniczka,dyrektor,kurier,kurierka,prezes,doktor,profesor,"
		"recepcjonistka,menedzer,manager,менеджер,оператор,директор,консультант,доктор,профессор,"
		"врач,курьер" },
	{ MASK_ADDRESS_NOBODY, "i,sirs,customer,customers,team,support,all,everyone,client,clients,god,"
		"lord,guest,guests,sales,service,panstwo,panstwa,panstwu,kliencie,klienci,klient,goscie,"
		"boze,клиент,клиенты,покупатель,покупатели,коллеги,друзья,гости,пользователи,администрация" },
	{ MASK_ADDRESS_PARTICLE, "van,von,de,der,den,di,da,del,la,le,bin,ten" },
};

static const struct {
	const char *before, *word;
} who[] = { { "name", "is" }, { "nazywam", "sie" }, { "nazywa", "sie" }, { "na", "imie" }, { "меня", "зовут" },
	{ "его", "зовут" }, { "ее", "зовут" } };

/* In the order of their bytes. */
static const char *const whole[] = { "aaron", "abigail", "adam", "adrian", "alan", "albert", "alex",
	"alexander", "alexandra", "alexis", "alice", "alison", "amanda", "amber", "amelia", "amy", "andrea",
	"andrew", "andy", "angela", "anita", "ann", "anna", "anne", "anthony", "antonio", "arthur", "ashley",
	"barbara", "ben", "benjamin", "beth", "betty", "beverly", "bill", "billy", "bob", "bobby", "brandon",
	"brenda", "brian", "bruce", "bryan", "carl", "carlos", "carol", "caroline", "catherine", "charles",
	"charlie", "charlotte", "cheryl", "chris", "christian", "christina", "christine", "christopher",
	"claire", "clare", "colin", "craig", "cynthia", "dan", "daniel", "danielle", "dave", "david",
	"deborah", "debra", "denise", "dennis", "diana", "diane", "donald", "donna", "dorothy", "douglas",
	"dylan", "edward", "eleanor", "elizabeth", "ella", "ellen", "emily", "emma", "eric", "ethan",
	"eugene", "evelyn", "ewa", "ewe", "ewie", "ewy", "fiona", "frances", "gareth", "gary", "george",
	"gerald", "gloria", "graham", "greg", "gregory", "hannah", "harold", "harry", "heather", "helen",
	"henry", "howard", "ian", "isabella", "jack", "jackie", "jacob", "jacqueline", "jake", "james",
	"jamie", "jane", "janet", "janice", "jason", "jean", "jeff", "jeffrey", "jennifer", "jenny", "jeremy",
	"jerry", "jesse", "jessica", "jim", "jimmy", "joan", "joanne", "joe", "john", "johnny", "jon",
	"jonathan", "jose", "joseph", "joshua", "joyce", "juan", "judith", "judy", "julia", "julie", "justin",
	"karen", "kate", "katherine", "kathleen", "kathryn", "katie", "keith", "kelly", "ken", "kenneth",
	"kevin", "kim", "kimberly", "kyle", "larry", "laura", "lauren", "lawrence", "leah", "lee", "leo",
	"leslie", "liam", "linda", "lisa", "logan", "louis", "louise", "lucas", "lucy", "luke", "madison",
	"margaret", "maria", "marie", "marilyn", "mark", "martha", "martin", "mary", "mason", "matt",
	"matthew", "megan", "melissa", "michael", "michelle", "mike", "mohammed", "muhammad", "nancy",
	"natalie", "nathan", "neil", "nicholas", "nick", "nicola", "nicole", "nigel", "noah", "oliver",
	"olivia", "pamela", "patricia", "patrick", "paul", "paula", "peter", "philip", "phillip", "rachel",
	"ralph", "raymond", "rebecca", "richard", "robert", "roger", "ronald", "rose", "roy", "russell",
	"ruth", "ryan", "sam", "samantha", "samuel", "sandra", "sara", "sarah", "scott", "sean", "sharon",
	"shirley", "simon", "sophia", "sophie", "stephanie", "stephen", "steve", "steven", "stuart", "susan",
	"teresa", "terry", "theresa", "thomas", "tim", "timothy", "tina", "tom", "tony", "tracy", "tyler",
	"victoria", "vincent", "virginia", "walter", "wayne", "wendy", "william", "zachary", "zoe" };

/* Those that are inflected, as what is left without an ending; in the order of their bytes. */
static const char *const stems[] = { "adam", "adrian", "agat", "agnieszk", "aleksand", "aleksander",
	"aleksandr", "alicj", "andrzej", "aneci", "anet", "ani", "ann", "antoni", "arkadiusz", "artur",
	"barbar", "bartek", "bartosz", "basi", "beat", "bogdan", "boguslaw", "bozen", "cezar", "damian",
	"daniel", "dari", "dariusz", "dawid", "dominik", "dorot", "edyt", "eli", "elzbiet", "emili", "ewelin",
	"filip", "franciszek", "gabriel", "gosi", "grazyn", "grzegorz", "halin", "hann", "henryk", "honorat",
	"hubert", "igor", "iren", "iwon", "izabel", "jacek", "jack", "jadwig", "jakub", "jan", "janin",
	"janusz", "jaroslaw", "jerz", "joann", "jolant", "jozef", "julit", "justyn", "kacper", "kamil",
	"karol", "karolin", "kasi", "katarzyn", "kazimierz", "kinga", "klaudi", "konrad", "krysti", "krystyn",
	"krzysiek", "krzysztof", "leszek", "lidi", "lucyn", "lukasz", "maciej", "maciek", "magd", "magda",
	"magdalen", "malgorzat", "malgosi", "marcin", "marek", "mari", "mariol", "mariusz", "mark", "mart",
	"martyn", "mateusz", "michal", "mieczyslaw", "mikolaj", "milen", "miroslaw", "monik", "natali",
	"oliwi", "patrycj", "patryk", "paulin", "pawel", "pawl", "piotr", "piotrek", "piotrk", "przemek",
	"przemyslaw", "radek", "radoslaw", "rafal", "renat", "roman", "ryszard", "sebastian", "slawek",
	"slawomir", "stanislaw", "stefan", "sylwi", "szymon", "tadeusz", "teres", "tomasz", "tomek", "tomk",
	"urszul", "wand", "weronik", "wieslaw", "wiktor", "wiktori", "witold", "wlodzimierz", "wojciech",
	"wojtek", "zbigniew", "zofi", "zuzann", "zygmunt", "александр", "алексе", "алексей", "ален", "алин",
	"алис", "анастаси", "анатоли", "ангелин", "андре", "анн", "антон", "антонин", "арсени", "артем",
	"артур", "богдан", "борис", "вадим", "валенти", "валентин", "валери", "варвар", "васили", "василис",
	"вероник", "виктор", "виктори", "витали", "владимир", "владислав", "вячеслав", "галин", "геннади",
	"георги", "григори", "данил", "дарь", "денис", "диан", "дмитри", "евгени", "егор", "екатерин", "елен",
	"елизавет", "жанн", "иван", "игор", "иль", "ильдар", "инн", "ирин", "кирилл", "константин", "кристин",
	"ксени", "ларис", "лариса", "леонид", "любов", "людмил", "макси", "максим", "маргарит", "мари",
	"марин", "марь", "матве", "михаил", "надежд", "натали", "наталь", "никит", "никола", "нин", "оксан",
	"олег", "олес", "ольг", "павел", "павл", "петр", "полин", "раис", "ринат", "роман", "руслан",
	"светлан", "серге", "софи", "софь", "станислав", "степан", "тамар", "тать", "татьян", "тимур",
	"федор", "эдуард", "эльвир", "юли", "юри", "яков", "ян", "яросла", "ярослав" };

static const char *const endings[] = { "", "a", "y", "i", "e", "o", "u", "ie", "ii", "iu", "ia", "em", "om",
	"owi", "iem", "ego", "emu", "а", "у", "е", "ы", "и", "ю", "я", "й", "ь", "ой", "ей", "ом", "ем",
	"ии", "ию", "ия", "ий", "ья", "ье", "ью", "ьи", "ям" };

static const char *const of_fathers[] = { "ович", "овича", "овичу", "овичем", "овиче", "евич", "евича",
	"евичу", "евичем", "евиче", "овна", "овны", "овне", "овну", "овной", "евна", "евны", "евне", "евну",
	"евной", "ична", "ичны", "ичне", "ичну", "ичной" };
/* clang-format on */

const struct mask_list mask_first_names = { whole, COUNT_OF(whole) };
const struct mask_list mask_name_stems = { stems, COUNT_OF(stems) };

static int by_text(const void *key, const void *entry)
{
	return str_compare(*(const struct str *)key, str_of(*(const char *const *)entry));
}

static bool among(const struct mask_list *list, struct str word)
{
	return bsearch(&word, list->at, list->n, sizeof *list->at, by_text) != NULL;
}

bool mask_is_first_name(struct str folded)
{
	if (among(&mask_first_names, folded))
		return true;
	for (size_t i = 0; i < COUNT_OF(endings); i++) {
		struct str end = str_of(endings[i]);
		if (str_ends(folded, end) && among(&mask_name_stems, str_sub(folded, 0, folded.n - end.n)))
			return true;
	}
	return false;
}

bool mask_is_patronymic(struct str folded)
{
	for (size_t i = 0; i < COUNT_OF(of_fathers); i++)
		if (folded.n > str_of(of_fathers[i]).n + 2 && str_ends(folded, str_of(of_fathers[i])))
			return true;
	return false;
}

enum mask_address mask_address(struct str folded)
{
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct str rest = str_of(rows[i].words);
		while (rest.p)
			if (str_equal(str_cut(&rest, ','), folded))
				return rows[i].is;
	}
	return MASK_ADDRESS_NONE;
}

bool mask_says_who(struct str before, struct str folded)
{
	for (size_t i = 0; i < COUNT_OF(who); i++)
		if (str_equal(str_of(who[i].before), before) && str_equal(str_of(who[i].word), folded))
			return true;
	return false;
}
