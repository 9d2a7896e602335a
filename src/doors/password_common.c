#include "doors/password.h"

#include <stdlib.h>

/* Those of eight letters and more that stand at the top of the lists that leaked and were published, with what people in
 * Poland and Russia take, small and in the order of their bytes. */
/* clang-format off */
static const char *const common[] = {
	"00000000", "0000000000", "0102030405", "010203040506", "0123456789", "01234567890", "0987654321",
	"1020304050", "102030405060", "1029384756", "11111111", "1111111111", "1111122222", "111222333",
	"111222333444", "11223344", "1122334455", "112233445566", "12121212", "1212121212", "123123123",
	"1231231231", "123123123123", "12341234", "123412341234", "1234512345", "123451234512345", "12345678",
	"123456789", "1234567890", "123456789012", "1234567890a", "12345678910", "123456789a", "1234qwer",
	"123654789", "1236547890", "123qweasd", "123qweasdzxc", "13131313", "147258369", "1472583690",
	"147852369", "159357456", "159753456", "1q2w3e4r", "1q2w3e4r5t", "1q2w3e4r5t6y", "1q2w3e4r5t6y7u",
	"1qaz2wsx", "1qaz2wsx3edc", "1й2ц3у4к", "1й2ц3у4к5е", "1й2ц3у4к5е6н", "321321321", "69696969",
	"741852963", "789456123", "7894561230", "987654321", "9876543210", "a12345678", "a123456789",
	"a1b2c3d4", "a1b2c3d4e5", "aa123456", "aa12345678", "abc12345", "abc123456", "abcabcabc", "abcd1234",
	"abcde12345", "admin123", "admin1234", "admin12345", "admin123456", "admin123456789", "adminadmin",
	"administrator", "administrator1", "agnieszka", "agnieszka1", "agnieszka123", "aleksandra",
	"aleksandra1", "alexander", "alexander1", "alexandra", "alexandra1", "analytics", "analytics1",
	"arsenal123", "asdf1234", "asdfasdf", "asdfasdfasdf", "asdfghjk", "asdfghjkl", "asdfghjkl1",
	"asdfghjkl;", "autumn2024", "autumn2025", "autumn2026", "barcelona", "barcelona1", "barcelona123",
	"bartek1234", "bartosz123", "baseball", "baseball1", "baseball123", "basketball", "basketball1",
	"batman123", "batman1234", "beautiful", "beautiful1", "blueberry1", "butterfly", "butterfly1",
	"butterfly123", "cfitymrf", "changeit", "changeme", "changeme1", "changeme12", "changeme123",
	"charlie1", "charlie123", "chelsea123", "chocolate", "chocolate1", "chocolate123", "christian",
	"christian1", "christina", "christmas", "christmas1", "christopher", "company123", "computer",
	"computer1", "computer123", "correcthorse", "correcthorsebatterystaple", "cska1911", "customer1",
	"customer123", "customers", "damian123", "damian1234", "default123", "dominika1", "dominika123",
	"dragon123", "dragon1234", "dupa1234", "dupa12345", "dupa123456", "dupadupa", "dupadupa1",
	"elizabeth", "facebook", "facebook1", "facebook123", "football", "football1", "football12",
	"football123", "freedom1", "freedom123", "gfhjkm123", "gfhjkm1234", "gfhjkm12345", "gfhjkmgfhjkm",
	"ghbdtn123", "ghbdtn1234", "google123", "google1234", "guestguest", "haslo123", "haslo1234",
	"haslo12345", "haslo123456", "haslo1haslo1", "haslohaslo", "hasło123", "hasło1234", "hasło12345",
	"hasło123456", "iloveyou", "iloveyou!", "iloveyou1", "iloveyou12", "iloveyou123", "iloveyou2",
	"iloveyou2much", "iloveyouforever", "iloveyousomuch", "instagram", "internet", "internet1",
	"internet12", "internet123", "jennifer", "jennifer1", "jordan23", "jordan2323", "karolina1",
	"karolina123", "katarzyna", "katarzyna1", "katarzyna123", "killer123", "kochamcie", "kochamcie1",
	"kochamcie12", "kochamcie123", "kochamciebie", "kochamcię", "kochamcię1", "kochanie", "kochanie1",
	"kochanie12", "kochanie123", "komputer", "komputer1", "komputer123", "kotek12345", "krakow123",
	"krakow1234", "kraków123", "kraków1234", "krzysztof", "krzysztof1", "krzysztof123", "lato2024",
	"lechia1945", "lechpoznan", "lechpoznan1", "legia1916", "legiawarszawa", "letmein1", "letmein12",
	"letmein123", "letmein1234", "letmeinnow", "letmeinplease", "linkinpark", "liverpool", "liverpool1",
	"liverpool123", "lovelove", "lovelove123", "lovelovelove", "loveme123", "loveyou123", "lukasz123",
	"lukasz1234", "magdalena", "magdalena1", "magdalena123", "malgorzata", "malgorzata1", "manchester",
	"manchester1", "marcin123", "marcin1234", "marinamarina", "marketing", "marketing1", "marketing123",
	"master123", "master1234", "mateusz123", "mateusz1234", "małgorzata", "metallica", "metallica1",
	"michael1", "michael123", "microsoft", "minecraft", "minecraft1", "minecraft123", "misiaczek",
	"misiaczek1", "misiaczek123", "mojehaslo", "mojehaslo1", "mojehaslo123", "mojehasło", "monika123",
	"monika1234", "monkey123", "monkey1234", "moscow123", "mypassword", "mypassword1", "myszka123",
	"myszka1234", "natasha123", "niepamietam", "niewiem123", "nikita123", "nikita1234", "nothing123",
	"office123", "onlineshop", "onlineshop1", "openseasame", "opensesame", "p@ssw0rd", "p@ssw0rd1",
	"p@ssw0rd12", "p@ssw0rd123", "p@ssword", "p@ssword1", "p@ssword12", "p@ssword123", "parol1234",
	"parol12345", "parol123456", "passw0rd", "passw0rd1", "passw0rd12", "passw0rd123", "password",
	"password!", "password1", "password1!", "password12", "password123", "password123!", "password1234",
	"password12345", "password123456", "password2020", "password2021", "password2022", "password2023",
	"password2024", "password2025", "password2026", "passwordpassword", "piotrek123", "playstation",
	"playstation2", "pokemon123", "polska123", "polska1234", "polska12345", "polska123456", "polska1918",
	"polska2012", "polska2024", "polskapolska", "prestashop", "princess", "princess1", "princess12",
	"princess123", "privet123", "privet1234", "privetprivet", "q1w2e3r4", "q1w2e3r4t5", "q1w2e3r4t5y6",
	"qazwsxed", "qazwsxedc", "qazwsxedcrfv", "qwe123qwe", "qweasd123", "qweasdzxc", "qweqweqwe",
	"qwerty0000", "qwerty12", "qwerty123", "qwerty1234", "qwerty12345", "qwerty123456", "qwerty1234567",
	"qwerty123456789", "qwertyqwerty", "qwertyui", "qwertyuio", "qwertyuiop", "qwertyuiop1",
	"qwertyuiop123", "qwertyuiop[]", "realmadrid", "realmadrid1", "rootroot", "russia123", "russia1234",
	"samochod", "samochód", "samsung12", "samsung123", "samsung1234", "samsungsamsung", "secret123",
	"secret1234", "shadow123", "shopify123", "sklep12345", "sklep123456", "sklepinternetowy",
	"slonecznik", "snowboard", "spartak1922", "spiderman", "spiderman1", "spiderman123", "spring2024",
	"spring2025", "spring2026", "starwars", "starwars1", "starwars123", "stephanie", "strawberry",
	"summer123", "summer2023", "summer2024", "summer2025", "summer2026", "sunshine", "sunshine1",
	"sunshine12", "sunshine123", "superman", "superman1", "superman123", "supersecret", "słonecznik",
	"tajnehaslo", "tajnehaslo1", "tajnehasło", "temp1234", "temporary", "test1234", "test12345",
	"test123456", "testtest", "testtest1", "testtesttest", "toor1234", "topsecret", "trustno1",
	"trustno1trustno1", "vfrcbv123", "warszawa", "warszawa1", "warszawa12", "warszawa123", "watermelon",
	"webmaster", "webmaster1", "welcome1", "welcome12", "welcome123", "welcome1234", "welcome2023",
	"welcome2024", "welcome2025", "welcome2026", "whatever", "whatever1", "whatever123", "winter2023",
	"winter2024", "winter2025", "winter2026", "wislakrakow", "woocommerce", "woocommerce1", "wordpress",
	"wordpress1", "yfnfif123", "yourpassword", "zaq12wsx", "zaq12wsxcde3", "zaq1@wsx", "zaq1xsw2",
	"zaq1zaq1", "zaqwsx123", "zaqwsxcde", "zaqwsxcderfv", "zenitchampion", "zima2024", "zxcvbnm,./",
	"zxcvbnm1", "zxcvbnm123", "админ123", "админ1234", "админ12345", "администратор", "администратор1",
	"александр", "александр1", "александра", "анастасия", "анастасия1", "анастасия123", "екатерина",
	"екатерина1", "здравствуйте", "зенитчемпион", "йцукен12", "йцукен123", "йцукен1234", "йцукен12345",
	"йцукен123456", "йцукенгшщз", "йцукенгшщзх", "йцукенгшщзхъ", "йцукенйцукен", "люблютебя",
	"люблютебя1", "любовь123", "любовь1234", "любовьмоя", "магазин123", "максим123", "максим1234",
	"мойпароль", "мойпароль1", "мойпароль123", "москва123", "москва1234", "наташа123", "наташа1234",
	"пароль12", "пароль123", "пароль1234", "пароль12345", "пароль123456", "парольпароль", "привет123",
	"привет1234", "приветпривет", "россия123", "россия1234", "россияроссия", "светлана", "светлана1",
	"солнышко", "солнышко1", "солнышко123", "спартак1922", "спартакчемпион", "фывапролд", "фывапролджэ",
	"фывафыва", "ялюблютебя", "ятебялюблю", "ячсмитьбю",
};
/* clang-format on */

static int compare(const void *key, const void *at)
{
	return strcmp(key, *(const char *const *)at);
}

bool password_is_common(struct str plain)
{
	struct scope sc = { 0 };
	const char *small = str_c(&sc, str_fold(&sc, plain));
	bool found = bsearch(small, common, COUNT_OF(common), sizeof *common, compare) != NULL;

	scope_close(&sc);
	return found;
}
