#include "voice/stem_pl_private.h"

/* clang-format off */

/* "" as the stem: each form is its own, as what never changes must not be cut. */
static const struct stem_pl_forms words[] = {
	{ "",
		"ale albo ani aby abym bardzo bez bo by bym choc chociaz chyba co czemu czy czyli "
		"dla do dopiero dosc dzis dzisiaj dzieki gdy gdyby gdyz gdzie gdzies i ile ilu inaczej iz "
		"ja jak je jakby jako jakos jednak jednakze jeszcze jesli jezeli juz kiedy kiedys kilka "
		"lecz lub mimo mnie my na nad nadal naprawde najpierw natomiast nawet nic nie niech "
		"niestety nigdy nigdzie nikt nim niz no o obok od okolo on ona one oni ono oprocz oraz po "
		"pod podczas poniewaz ponad ponadto potem poza pozniej przeciez przed przede przez przy "
		"raczej razem rowniez sam si sie skad sto stad tak takze tam te tego tej temu ten teraz "
		"tez to toba trzeba tu tutaj ty tych tyle tylko tylu tym u w wam was wasz wcale wciaz "
		"wczoraj wedlug wiecej wiec wlasnie wobec wokol wprost wraz wreszcie wszedzie z za "
		"zaledwie zamiast zanim zaraz zatem zawsze zbyt ze zeby zero znow znowu prawie "
		"przynajmniej przewaznie zazwyczaj ostatnio wczesniej niemal jutro pojutrze mniej calkiem "
		"naprzeciw naprzeciwko" },

	/* verbs */
	{ "byc",
		"byc jest jestem jestes jestesmy jestescie sa byl byla bylo byli byly bylem bylam bylismy "
		"bylysmy bylby bylaby byloby byliby bylyby bylbym bylabym bede bedzie bedziesz bedziemy "
		"bedziecie bedac badz" },
	{ "miec",
		"miec mam masz mamy macie maja mial miala mialo mieli mialy mialam mialem mielismy "
		"mialysmy mialby mialaby majac majacy majaca majace miej ma" },
	{ "isc",
		"isc ide idzie idziesz idziemy ida idz idac szedl szla szlo szli szly szedlem szlam "
		"szlismy" },
	{ "chciec",
		"chciec chce chcesz chcemy chcecie chca chcial chciala chcialo chcieli chcialy chcialam "
		"chcialem chcielismy chcialysmy chcialbym chcialabym chcialby chcialaby chcielibysmy "
		"chcieliby chcac" },
	{ "wziac",
		"wziac wzial wziela wzielo wzieli wziely wzialem wzielam wzielismy wezme wezmie wezmiesz "
		"wezmiemy wezma wez wziety wzieta wzieto wziete" },
	{ "znalezc",
		"znalezc znajde znajdzie znajdziesz znajdziemy znajda znalazl znalazla znalazlo znalezli "
		"znalazly znalazlem znalazlam znalezlismy znaleziono znaleziony znaleziona znalezione "
		"znalezienie znalezienia" },
	{ "spac", "spac spie spisz spi spimy spia spal spala spali spalismy spalo spalem spalam" },
	{ "umiec", "umiec umiem umiesz umie umiemy umieja umial umiala umieli umialo umialem umialam" },
	{ "zamow", "zamow zamowcie" },
	{ "gotow", "gotow gotowi" },
	{ "stanow", "stanowi" },
	{ "postanow", "postanowi" },
	{ "plak", "placze placza placz placzesz placzac" },
	{ "umyc", "umyl umyla umyli umylo umyly" },
	{ "bac", "bac boje boisz boi boimy boja bojac balem balam bala bali balo" },
	{ "zawiesc", "zawiesc zawiode zawiedzie zawioda" },
	{ "zastanow", "zastanow" },
	{ "zaczac",
		"zaczac zaczal zaczela zaczelo zaczeli zaczely zaczalem zaczelam zaczelismy zaczne zacznie "
		"zaczniesz zaczniemy zaczna zacznij zaczety zaczeta zaczete zaczeto" },
	{ "rozpoczac",
		"rozpoczac rozpoczal rozpoczela rozpoczelo rozpoczeli rozpoczely rozpoczelismy rozpoczne "
		"rozpocznie rozpoczniemy rozpoczna rozpoczety rozpoczeta rozpoczete rozpoczeto" },

	/* adjectives */
	{ "zly", "zly zla zle zlego zlemu zlej zlych zlym zlymi zli zlo" },

	/* nouns */
	{ "plac", "plac placu placowi placem placow placom placami placach" },
	{ "czlowiek",
		"czlowiek czlowieka czlowiekowi czlowiekiem czlowieku ludzie ludzi ludziom ludzmi ludziach" },
	{ "dziecko", "dziecko dziecka dziecku dzieckiem dzieci dzieciom dziecmi dzieciach dziecie" },
	{ "dzien", "dzien dnia dniu dniem dni dnie dniom dniami dniach" },
	{ "tydzien",
		"tydzien tygodnia tygodniu tygodniem tygodniowi tygodnie tygodni tygodniom tygodniami "
		"tygodniach" },
	{ "lato", "lato lata latu latem lecie lat latom latami latach" },
	{ "rok", "rok roku rokiem rokowi" },
	{ "reka", "reka reki rece reke rekom rekami rekach" },
	{ "oko", "oko oka oku okiem oczy oczu oczom oczami oczach" },
	{ "ucho", "ucho ucha uchu uchem uszy uszu uszom uszami uszach" },
	{ "noga", "noga nogi nodze noge nog nogom nogami nogach" },
	{ "waga", "waga wagi wadze wage wag wagom wagami wagach" },
	{ "uwaga", "uwaga uwagi uwadze uwage uwag uwagom uwagami uwagach" },
	{ "kolega", "kolega kolegi koledze kolege koledzy kolegow kolegom kolegami kolegach" },
	{ "dom", "dom domu domowi domem domy domow domom domami domach" },
	{ "pani", "pani pania panie paniom paniami paniach" },
	{ "pan", "pan pana panu panem panowie panow panom panami panach" },
	{ "brat", "brat brata bratu bratem bracie bracia braci braciom bracmi braciach" },
	{ "ojciec", "ojciec ojca ojcu ojcem ojcze ojcowie ojcow ojcom ojcami ojcach" },
	{ "pies", "pies psa psu psem psie psy psow psom psami psach" },
	{ "imie", "imie imienia imieniu imieniem imiona imion imionom imionami imionach" },
	{ "sen", "sen snu snem snie sny snow snach" },
	{ "zycie", "zycie zycia zyciu zyciem" },
	{ "lek", "lek leku lekowi lekiem leki lekow lekom lekami lekach" },
	{ "mez", "maz meza mezowi mezem mezu mezowie mezow mezom mezach" },
	{ "miesiac",
		"miesiac miesiaca miesiacu miesiacem miesiace miesiecy miesiacom miesiacami miesiacach" },
	{ "tysiac", "tysiac tysiaca tysiacu tysiacem tysiace tysiecy tysiacom tysiacami tysiacach" },
	{ "pienied", "pieniadz pieniadza pieniadze pieniadzem pieniadzom" },
	{ "pobyt", "pobyt pobytu pobytowi pobytem pobycie pobyty pobytow pobytom pobytami pobytach" },
	{ "szwu", "szew szwu szwem szwie szwy szwow szwom szwami szwach" },
	{ "stan", "stan stanu stanie stanem stany stanow stanom stanach stanami" },
	{ "postac", "postac postaci postacia postacie postaciom postaciach postaciami" },
	{ "zdanie", "zdanie zdania zdaniu zdaniem zdan zdaniom zdaniach zdaniami" },
	{ "palac", "palac palacu palacem palace palacow palacach" },
	{ "rodzic", "rodzic rodzica rodzicowi rodzicem rodzice rodzicow rodzicom rodzicami rodzicach" },
	{ "marzec", "marzec marca marcu marcem" },
	{ "lipiec", "lipiec lipca lipcu lipcem" },

	/* the odd form of a word that is regular otherwise */
	{ "kont", "koncie" }, { "poczt", "poczcie" }, { "czest", "czesciej" }, { "najac", "najem" },
	{ "wynajac", "wynajem" },
	{ "aptk", "aptece" }, { "bial", "bieli" }, { "bibliotk", "bibliotece" }, { "bled", "blad" },
	{ "blisk", "blizej" }, { "budow", "budow" }, { "centr", "centrum" }, { "chlopk", "chlopiec" },
	{ "cial", "ciele" }, { "ciast", "ciescie" }, { "ciezk", "ciezej" }, { "dalsz", "dalej" },
	{ "dlug", "dludzy dluzej" }, { "dojazd", "dojezdzie" }, { "drog", "drodzy drozej drodze" },
	{ "dwork", "dworzec" }, { "dyskotk", "dyskotece" }, { "dzielnit", "dzielnic" },
	{ "glebok", "glebiej" }, { "glow", "glow" }, { "gorsz", "gorzej" }, { "granit", "granic" },
	{ "hasl", "hasel" }, { "kabl", "kabel" }, { "kaszl", "kaszel" }, { "kolej", "kolej" },
	{ "konc", "koniec" }, { "kotl", "kociol" }, { "krew", "krew krwi krwia" },
	{ "krotk", "krocej" }, { "krzesl", "krzesel" }, { "ksieg", "ksiedze ksiag" }, { "kwiat", "kwiecie" },
	{ "las", "lesie lasie" }, { "lekk", "lzej" }, { "lepsz", "lepiej" }, { "materat", "materac" },
	{ "mebl", "mebel" }, { "miar", "mierze" }, { "miast", "miescie" }, { "nadziej", "nadziei" },
	{ "nauk", "nauce" }, { "nizsz", "nizej" }, { "obiad", "obiedzie" }, { "obslug", "obsludze" },
	{ "odmow", "odmow" }, { "odwag", "odwadze" }, { "odwied", "odwiedz" }, { "okn", "okien" },
	{ "okolit", "okolic" }, { "opk", "opiece" }, { "pachn", "pachniec" }, { "palc", "palec" },
	{ "pamiet", "pamiec" }, { "piwnit", "piwnic" }, { "podlog", "podlodze" }, { "pokrowk", "pokrowiec" },
	{ "polak", "polacy" }, { "polow", "polow" }, { "powag", "powadze" }, { "prysznit", "prysznic" },
	{ "przewag", "przewadze" }, { "przyjazd", "przyjezdzie" }, { "pudl", "pudel" },
	{ "rownowag", "rownowadze" }, { "rozmow", "rozmow" }, { "roznit", "roznic" }, { "rzadk", "rzadziej" },
	{ "rzed", "rzad" }, { "rzek", "rzece" }, { "sasiad", "sasiedzi" }, { "skrzydl", "skrzydel" },
	{ "stolica", "stolic" }, { "stopn", "stopien" }, { "swiat", "swiecie" },
	{ "swiatl", "swietle swiatel" }, { "szerok", "szerzej" }, { "sztuk", "sztuce" },
	{ "szybk", "szybciej" }, { "tablit", "tablic" }, { "tak", "tacy" }, { "tank", "taniec" },
	{ "tetnit", "tetnic" }, { "ubog", "ubodzy" }, { "umow", "umow" }, { "urzed", "urzad" },
	{ "wezl", "wezel" }, { "wiatr", "wietrze" }, { "widelk", "widelec" },
	{ "wied", "wiedza wiedzy wiedze" }, { "wyjazd", "wyjezdzie" }, { "wyzsz", "wyzej" },
	{ "zalog", "zalodze" }, { "zdrow", "zdrow zdrowi" }, { "zeb", "zab" }, { "zrodl", "zrodel" },
	{ "zwied", "zwiedz" },
};

/* As they are when the endings of case and person are off: "dal" is "dala", "dalismy" and "dalem" too. */
static const struct stem_pl_forms verbs[] = {
	{ "jsc",
		"jsc jde jdzie jdziesz jdziemy jdziecie jda jdz szedl szla szlo szli szly szedlem szlam "
		"szlismy szlysmy" },
	{ "jechac", "jechac jech jechal jechan jade jedzie jedziesz jedziemy jedziecie jada" },
	{ "dac",
		"dac dam dasz da damy dacie dadz daj dal dala dalo dali daly dano dan dawac dawal dawan "
		"daje dajac dawaj" },
	{ "brac", "brac bral biore bierz biora biorac bran" },
	{ "jac", "jac jal jel jela jeli jm jme jmie jma jety jet jec djac djal djel djet djec dejm ejm" },
	{ "moc",
		"moge mozesz moze mozemy mozecie moga mogl mogla moglo mogli mogly moglem moglam moglismy "
		"moglby moglaby mogloby mogliby moglbym moglabym mozna mogac" },
	{ "wiedziec", "wiedziec wiem wiesz wie wiemy wiecie wiedzial wiedziel wiedzian wiedz wiedzen" },
	{ "jesc", "jesc jem jesz je jemy jedza jedz jedzen jadl jedl" },
	{ "pic", "pic pije pij pil" },
	{ "niesc", "niesc niose niesie niesiesz niesiemy niosa nies niosl niesl niesion niesien" },
	{ "wiezc", "wiezc wioze wiezie wieziesz wiezien wioza wiozl wiezl wiezion" },
	{ "czuc", "czuc czuj czul czut czujac" },
	{ "psuc", "psuc psuj psul psut" },
	{ "trwac", "trwac trwa trwaj trwajac trwal trwam trwan" },
	{ "znac", "znac znam znasz zna znamy znaj znajac znal znan znawac znawal znawan" },
	{ "stac", "stac stoje stoisz stoi stoimy stoj stal stan" },
	{ "grac", "grac gra gre gry gier gram grasz gramy graj gral gran" },
	{ "zyc", "zyc zyj zyl zyt" },
	{ "myc", "myc myj myt" },
	{ "byc", "byl byc bed bede bedzie beda" },
};

/* Comparatives of another stem, nouns that would be taken for a verb's form, words too near to each other. */
static const struct stem_pl_forms roots[] = {
	{ "",
		"lepsz gorsz wieksz mniejsz wyzsz nizsz dalsz polec salon portal rodzaj miejsc kolej "
		"nadziej pokoj miesiac prac wspolprac pomoc konc palc szkol sal telefon kanal nasz kosz "
		"mysz hotel szpital basen dzial oddzial podzial udzial dziel udziel oddziel kolan karton "
		"terminal genom parawan milion scian ustal znajom zalec medal serial koral zawal regal "
		"material goral detal ekran korzen wysyl przesyl posyl nasil wysil zasil pomyl pochwal "
		"zmniejsz rozwal central kasz serc slonc polam czesc" },
	{ "stolica", "stolic" }, { "pal", "palen" }, { "wol", "wolel" }, { "bol", "bolel bolac" },
	{ "jedn", "jeden" }, { "szybk", "szybsz" }, { "krotk", "krotsz" }, { "slodk", "slodsz" },
	{ "rzadk", "rzadsz" }, { "blisk", "blizsz" }, { "ciezk", "ciezsz" }, { "gladk", "gladsz" },
	{ "lekk", "lzejsz" }, { "brzydk", "brzydsz" }, { "glebok", "glebsz" }, { "szerok", "szersz" },
	{ "wask", "wezsz" }, { "drog", "drozsz" }, { "dlug", "dluzsz" }, { "gorac", "goretsz gorac" },
	{ "mus", "musz" }, { "pis", "pisz" }, { "konc", "koncz" }, { "znalezc", "znalezien znalezion" },
	{ "spac", "span" }, { "zawiesc", "zawiodl zawiedl zawiedzion zawiedzen" }, { "odwied", "odwiedz" },
	{ "zwied", "zwiedz" }, { "wziac", "wziet" }, { "nabyc", "nabyt" }, { "zdobyc", "zdob zdobyt" },
	{ "pozbyc", "pozb pozbyt" }, { "lepsz", "leps" }, { "gorsz", "gors" }, { "wieksz", "wieks" },
	{ "mniejsz", "mniejs" },
};
/* clang-format on */

#define LIST_OF(table)                                                                                       \
	{                                                                                                    \
		(table), COUNT_OF(table)                                                                     \
	}

const struct stem_pl_list stem_pl_words = LIST_OF(words);
const struct stem_pl_list stem_pl_verbs = LIST_OF(verbs);
const struct stem_pl_list stem_pl_roots = LIST_OF(roots);

/* The longer before the shorter: "odpo" before "od". */
const struct stem_pl_prefix stem_pl_prefixes[] = { { "odpo", "odpo" }, { "wypo", "wypo" }, { "zapo", "zapo" },
	{ "sprze", "sprze" }, { "prze", "prze" }, { "przy", "przy" }, { "pode", "pod" }, { "pod", "pod" },
	{ "roze", "roz" }, { "roz", "roz" }, { "ode", "od" }, { "od", "od" }, { "obe", "ob" }, { "ob", "ob" },
	{ "nade", "nad" }, { "nad", "nad" }, { "wyna", "wyna" }, { "wy", "wy" }, { "we", "w" }, { "w", "w" },
	{ "do", "do" }, { "na", "na" }, { "po", "po" }, { "za", "za" }, { "ze", "z" }, { "z", "z" },
	{ "u", "u" }, { "s", "s" }, { "o", "o" } };
const size_t stem_pl_prefix_count = COUNT_OF(stem_pl_prefixes);
