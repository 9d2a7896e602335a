#include "voice/stem.h"

#include "base/names.h"
#include "test.h"
#include "voice/stem_pl.h"
#include "voice/tokens.h"

/* clang-format off */

/* Forms of one word each, folded. */
static const char *const families[] = {
	/* what is bought, and who brings it */
	"dostawa dostawy dostawie dostawe dostawa dostaw dostawami dostawach dostawom",
	"paczka paczki paczce paczke paczek paczkami paczkach paczkom",
	"przesylka przesylki przesylce przesylke przesylek przesylkami przesylkach",
	"kurier kuriera kurierowi kurierem kurierze kurierzy kurierow kurierami",
	"zamowienie zamowienia zamowieniu zamowieniem zamowien zamowieniami zamowieniach zamowic zamowiony",
	"sklep sklepu sklepowi sklepem sklepie sklepy sklepow sklepami",
	"obsluga obslugi obsludze obsluge",
	"pracownik pracownika pracownikowi pracownikiem pracownicy pracownikow pracownikami pracownikach",
	"cena ceny cenie cene cen cenami cenach",
	"platnosc platnosci platnoscia platnosciami platnosciach",
	"zwrot zwrotu zwrotem zwrocie zwroty zwrotow zwrotami",
	"reklamacja reklamacji reklamacje reklamacjami reklamacjach",
	"aplikacja aplikacji aplikacje aplikacjami aplikacjach",
	"konto konta kontu kontem koncie kont kontami kontach",
	"haslo hasla haslu haslem hasle hasel haslami",
	"faktura faktury fakturze fakture faktur fakturami",
	"rachunek rachunku rachunkiem rachunki rachunkow rachunkach",
	"promocja promocji promocje promocjach promocjami",
	"produkt produktu produktowi produktem produkcie produkty produktow produktami",
	"towar towaru towarem towarze towary towarow",
	"opakowanie opakowania opakowaniu opakowaniem opakowan opakowaniach",
	"magazyn magazynu magazynie magazynem magazyny magazynow",
	"rozmiar rozmiaru rozmiarze rozmiarem rozmiary rozmiarow",
	"sprzedawca sprzedawcy sprzedawce sprzedawcow sprzedawcami sprzedawcom",
	"strona strony stronie strone stron stronami stronach",
	"telefon telefonu telefonem telefonie telefony telefonow",
	"klient klienta klientowi klientem kliencie klienci klientow klientami",
	"umowa umowy umowie umowe umow umowami umowach",
	"rozmowa rozmowy rozmowie rozmowe rozmow rozmowach",
	"problem problemu problemowi problemem problemie problemy problemow problemami",
	"blad bledu bledem bledzie bledy bledow bledami",
	"pieniadze pieniedzy pieniedzmi pieniadz pieniadzom",
	"pytanie pytania pytaniu pytaniem pytan pytaniami",
	"odpowiedz odpowiedzi odpowiedzia odpowiedziami",
	"punkt punktu punkcie punktem punkty punktow",
	"karta karty karcie karte kart kartami",
	"ksiazka ksiazki ksiazce ksiazke ksiazek ksiazkami",
	"but buta butem buty butow butach butami",
	/* where one stays, and who heals */
	"pokoj pokoju pokojowi pokojem pokoje pokoi pokojow pokojach",
	"hotel hotelu hotelowi hotelem hotele hoteli hotelach",
	"lazienka lazienki lazience lazienke lazienek lazienkach",
	"lozko lozka lozku lozkiem lozek lozkach",
	"sniadanie sniadania sniadaniu sniadaniem sniadan sniadaniach",
	"recepcja recepcji recepcje recepcja",
	"basen basenu basenie basenem baseny basenow",
	"restauracja restauracji restauracje restauracjach",
	"kelner kelnera kelnerowi kelnerem kelnerze kelnerzy kelnerow",
	"goscie gosc goscia gosciem gosciom gosci",
	"lekarz lekarza lekarzowi lekarzem lekarze lekarzy lekarzami",
	"wizyta wizyty wizycie wizyte wizyt wizytami",
	"kolejka kolejki kolejce kolejke kolejek kolejkach",
	"pielegniarka pielegniarki pielegniarce pielegniarke pielegniarek",
	"szpital szpitala szpitalu szpitalem szpitale szpitali",
	"badanie badania badaniu badaniem badan badaniami",
	"zabieg zabiegu zabiegiem zabiegi zabiegow",
	"pacjent pacjenta pacjentowi pacjencie pacjenci pacjentow",
	"miasto miasta miescie miastem miast miastach",
	"reka reki rece reke rekami rekach",
	"mroz mrozu mrozem mrozie mrozy mrozow",
	"tydzien tygodnia tygodniu tygodniem tygodnie tygodni",
	"dzien dnia dniu dniem dni dniach",
	"miesiac miesiaca miesiacu miesiace miesiecy miesiacach",
	"godzina godziny godzinie godzine godzin godzinach",
	"mieszkaniec mieszkanca mieszkancowi mieszkancy mieszkancow",
	/* what is done */
	"czekac czekam czekasz czeka czekaja czekal czekalam czekalismy czekanie czekajac",
	"placic place placisz placi placimy placa placil placilam placenie",
	"zaplacic zaplace zaplaci zaplacil zaplacila zaplacilismy zaplacono zaplacony zaplacone",
	"dzialac dzialasz dziala dzialaja dzialal dzialalo dzialaly dzialanie dzialajacy dzialajace",
	"polecac polecam polecasz poleca polecamy polecaja polecal polecany",
	"wyslac wysle wysla wyslal wyslala wyslali wyslano wyslany wyslane wyslij",
	"wysylac wysylam wysyla wysylaja wysylal wysylali wysylanie",
	"kupowac kupuje kupuja kupujesz kupowal kupowalam kupowanie kupujacy",
	"kupic kupie kupi kupil kupilam kupili kupiony kupione kupienie",
	"dzwonic dzwonie dzwoni dzwonia dzwonil dzwonilam dzwonilem dzwonienie dzwoniac",
	"pomoc pomoge pomoze pomogl pomogla pomogli",
	"przyjsc przyjde przyjdzie przyszedl przyszla przyszlo przyszli",
	"otrzymac otrzymam otrzymal otrzymalam otrzymalem otrzymali otrzymano",
	"odebrac odbiore odbierze odebral odebrala odebrali odebrano",
	"odbierac odbieram odbiera odbieraja odbieral odbierali",
	"dostarczyc dostarczy dostarcza dostarczyl dostarczyli dostarczono dostarczony dostarczona",
	"czyscic czyszcze czysci czyscil czyscila czyszczenie czyszczony",
	"prosic prosze prosi prosimy prosilam prosilem prosil",
	"widziec widze widzi widzisz widzial widziala widzieli widziano",
	"robic robie robi robia robil robila robiono robienie",
	"zamknac zamkne zamknie zamknal zamknela zamkneli zamkniety zamknieta zamkniecie",
	"zwracac zwracam zwraca zwracaja zwracal zwracali zwracanie",
	"obslugiwac obsluguje obsluguja obslugiwal obslugiwala obslugiwani",
	"oczekiwac oczekuje oczekuja oczekiwalem oczekiwalam oczekiwanie oczekiwan",
	"rozumiec rozumiem rozumie rozumieja rozumial rozumiala",
	"musiec musze musi musza musial musialam musieli",
	/* what it is like */
	"szybki szybka szybkie szybkiego szybko szybszy szybsza szybciej najszybszy najszybciej",
	"drogi droga drogie drogiego drogo drozszy drozsza drozej najdrozszy drodzy",
	"tani tania tanie taniego tanio tanszy tansze taniej najtanszy",
	"mily mila mile milego milych mili milo milszy milej najmilszy",
	"dobry dobra dobre dobrego dobrej dobrych dobrzy dobrze",
	"zly zla zle zlego zlej zlych zlym",
	"dlugi dluga dlugie dlugiego dlugo dluzszy dluzsza dluzej najdluzszy",
	"nowy nowa nowe nowego nowej nowych nowi nowszy nowsze najnowszy",
	"czysty czysta czyste czystego czysto czystszy czystych",
	"brudny brudna brudne brudnego brudnych brudno brudniejszy",
	"wygodny wygodna wygodne wygodnego wygodnie wygodniejszy wygodniej najwygodniejszy",
	"uprzejmy uprzejma uprzejme uprzejmego uprzejmi uprzejmie uprzejmych",
	"polski polska polskie polskiego polskich polscy",
	"zadowolony zadowolona zadowoleni zadowolonego zadowolone zadowolonych",
	"wolny wolna wolne wolnego wolno wolniejszy wolniej",
	"smaczny smaczna smaczne smacznego smacznie smaczniejszy",
	"wielki wielka wielkie wielkiego wielcy wielkich",
	"mlody mloda mlode mlodego mlodzi mlodszy mlodszych",
};

static const struct {
	const char *word, *stem;
} english[] = {
	{ "deliveries", "deliveri" }, { "delivery", "deliveri" }, { "waiting", "wait" }, { "waited", "wait" },
	{ "cancelled", "cancel" }, { "late", "late" }, { "", "" }, { "7up", "7up" }, { "don't", "don't" },
}, russian[] = {
	{ "доставка", "доставк" }, { "доставкой", "доставк" }, { "доставки", "доставк" }, { "заказали", "заказа" },
	{ "хороший", "хорош" }, { "хорошая", "хорош" }, { "5го", "5го" },
}, polish[] = {
	{ "dostawami", "dostaw" }, { "ze", "ze" }, { "x", "x" }, { "bardzo", "bardzo" }, { "24h", "24h" },
	{ "don't", "don't" }, { "доставка", "доставка" }, { "najszybszej", "szybk" }, { "najem", "najac" },
	{ "wyszlismy", "wyjsc" }, { "niedrogi", "niedrog" }, { "", "" }, { "brr", "brr" }, { "krwi", "krew" },
};

/* Near to each other, and yet different words. */
static const struct {
	const char *one, *other;
} strangers[] = {
	{ "konto", "koniec" }, { "kasa", "kasza" }, { "dostawa", "dostac" }, { "zaleta", "zalecam" },
	{ "szpital", "szpik" }, { "stolik", "stolica" }, { "mily", "niemily" }, { "sala", "salon" },
	{ "lekarz", "lek" }, { "czesc", "czesty" },
	{ "cena", "ocena" }, { "rodzaj", "rodzic" }, { "pokoj", "pokaz" }, { "polecam", "polka" },
	{ "praca", "pracownik" }, { "plac", "place" },
	{ "dobry", "lepszy" }, { "port", "portal" }, { "hotel", "hotelowy" }, { "miejsce", "miejski" },
	{ "pan", "pani" },
};
/* clang-format on */

static int open_stemmer(void **state)
{
	*state = stemmer_open();
	return 0;
}

static int close_stemmer(void **state)
{
	stemmer_close(*state);
	return 0;
}

static void knows_three_languages(void **state)
{
	for (size_t i = 0; i < COUNT_OF(english); i++)
		assert_str(stem_word(*state, LANGUAGE_EN, str_of(english[i].word)), english[i].stem);
	for (size_t i = 0; i < COUNT_OF(russian); i++)
		assert_str(stem_word(*state, LANGUAGE_RU, str_of(russian[i].word)), russian[i].stem);
	for (size_t i = 0; i < COUNT_OF(polish); i++)
		assert_str(stem_word(*state, LANGUAGE_PL, str_of(polish[i].word)), polish[i].stem);
	assert_str(stem_word(*state, LANGUAGE_OTHER, STR("dostawami")), "dostawami");
	assert_str(stem_word(*state, LANGUAGE_UNDECIDED, STR("waiting")), "waiting");
	stemmer_close(NULL);
}

static void keeps_strangers_apart(void **state)
{
	struct scope sc = { 0 };

	for (size_t i = 0; i < COUNT_OF(strangers); i++) {
		struct str one = str_copy(&sc, stem_word(*state, LANGUAGE_PL, str_of(strangers[i].one)));
		struct str other = stem_word(*state, LANGUAGE_PL, str_of(strangers[i].other));
		if (str_equal(one, other))
			fail_msg("%s and %s are both %.*s", strangers[i].one, strangers[i].other,
				STR_ARG(one));
	}
	scope_close(&sc);
}

struct member {
	struct str word, stem;
	size_t family;
};

struct meetings {
	size_t met, pairs;
};

static void count(struct meetings *m, const struct member *a, const struct member *b)
{
	bool meet = str_equal(a->stem, b->stem);

	m->pairs++;
	m->met += meet;
	if (meet == (a->family != b->family))
		print_message("# %.*s %.*s: %.*s, %.*s\n", STR_ARG(a->word), STR_ARG(b->word),
			STR_ARG(a->stem), STR_ARG(b->stem));
}

static double share(struct meetings m)
{
	return (double)m.met / (double)m.pairs;
}

static void brings_families_together(void **state)
{
	struct scope sc = { 0 };
	LIST(struct member) members = { 0 };
	struct meetings inside = { 0 }, across = { 0 };

	for (size_t i = 0; i < COUNT_OF(families); i++)
		for (struct str rest = str_of(families[i]); rest.p;) {
			struct str word = str_cut(&rest, ' ');
			struct str stem = str_copy(&sc, stem_word(*state, LANGUAGE_PL, word));
			*LIST_ADD(&sc, &members) = (struct member){ word, stem, i };
		}
	for (size_t i = 0; i < members.n; i++)
		for (size_t k = i + 1; k < members.n; k++) {
			const struct member *a = &members.at[i], *b = &members.at[k];
			if (!str_equal(a->word, b->word))
				count(a->family == b->family ? &inside : &across, a, b);
		}
	print_message("# %zu families, %zu forms: %.2f %% of %zu pairs meet, %.4f %% of %zu wrongly\n",
		COUNT_OF(families), members.n, 100 * share(inside), inside.pairs, 100 * share(across),
		across.pairs);
	assert_true(share(inside) >= 0.97);
	assert_true(share(across) < 0.0005);
	scope_close(&sc);
}

/* A stem is never empty, hardly longer than the word, and the same each time. */
static void check_any(struct stemmer *s, enum language language, struct str word)
{
	struct str stem = stem_word(s, language, word);
	char first[256];

	assert_true(stem.n <= word.n + 16 && stem.n < sizeof first && (stem.n > 0 || word.n == 0));
	if (stem.n)
		memcpy(first, stem.p, stem.n);
	struct str again = stem_word(s, language, word);
	assert_true(str_equal(again, (struct str){ first, stem.n }));
}

static void takes_any_bytes(void **state)
{
	uint64_t seed = 7;
	char *word = malloc(128);

	for (int round = 0; round < 60000; round++) {
		size_t n = test_random(&seed) % 129;
		unsigned letters = round % 3 == 0 ? 256 : round % 3 == 1 ? 26 : 4;
		for (size_t i = 0; i < n; i++)
			word[i] = (char)(letters == 256 ? test_random(&seed)
							: (letters == 26 ? 'a' : 'i') +
								  test_random(&seed) % letters);
		char *exact = malloc(n + !n); /* so that a byte too many is found */
		memcpy(exact, word, n);
		for (int language = 0; language < LANGUAGES; language++)
			check_any(*state, (enum language)language, (struct str){ exact, n });
		free(exact);
	}
	free(word);
}

/* Of real reviews: how many words come down to how many stems, so that a slip in the tables shows. */
static void brings_a_vocabulary_down(void **state)
{
	NEED_SHARED(path, "data/polish_wccrs/WCCRS_HOTELS.dev.txt");
	struct scope sc = { 0 };
	struct tokens tokens = { 0 };
	struct names *words = names_new(&sc), *stems = names_new(&sc);
	char *text = malloc(1 << 20);
	FILE *f = fopen(path, "rb");
	size_t n = fread(text, 1, 1 << 20, f);

	fclose(f);
	tokens_read(&tokens, (struct str){ text, n });
	for (size_t i = 0; i < tokens.n; i++)
		if (tokens.at[i].kind == TOKEN_WORD) {
			names_add(words, tokens.at[i].word);
			names_add(stems, stem_word(*state, LANGUAGE_PL, tokens.at[i].word));
		}
	double left = (double)names_count(stems) / names_count(words);
	print_message("# %u words, %u stems\n", names_count(words), names_count(stems));
	assert_near(left, 0.55, 0.08);
	tokens_close(&tokens);
	free(text);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(knows_three_languages, open_stemmer, close_stemmer),
		cmocka_unit_test_setup_teardown(keeps_strangers_apart, open_stemmer, close_stemmer),
		cmocka_unit_test_setup_teardown(brings_families_together, open_stemmer, close_stemmer),
		cmocka_unit_test_setup_teardown(takes_any_bytes, open_stemmer, close_stemmer),
		cmocka_unit_test_setup_teardown(brings_a_vocabulary_down, open_stemmer, close_stemmer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
