#include "voice/language_private.h"

/* Ours: the words that a page in each language is full of, and those that customers use.  Which words stand
 * here matters twice: each is known by itself, and the letter pairs of a language are counted from them.  So
 * there are most of them where it matters most, and forms with endings beside each other.  Words that are
 * the same everywhere (hotel, internet) belong in no list but the last. */

/* clang-format off */
const struct language_words language_words[] = {
{ TONGUE_EN, LATIN,
"the and to of a in is it you that he was for on are with as i his they be at one have this from or had by "
"hot but some what there we can out other were all your when up use how said an each she which do their "
"time if will way about many then them would like so these her him has more no my than been who its now did "
"get just dont don't im i'm it's you're can't cant didn't didnt thanks thank please not me us our too very "
"still why where because any only over after back again never off much could should won't wont wasn't isn't "
"doesn't doesnt i've i'll we're they're that's thats what's there's here's he's she's let's haven't hasn't "
"aren't couldn't wouldn't u ur pls thx got going go yes",
"good great bad best worst better worse nice love loved hate hated awesome amazing horrible terrible awful "
"poor happy sad sorry sure really always ever every everything everyone nothing something someone anything "
"anyone nobody people person man woman guy guys day days week weeks month months year years hour hours "
"minute minutes today tomorrow yesterday tonight morning night evening late later early soon already yet "
"before since until while during through between under around away down here flight flights plane bag bags "
"seat seats ticket airline airport gate crew staff service customer customers support help helped helping "
"helpful call called calling phone number wait waiting waited hold order ordered orders delivery delivered "
"deliver package parcel arrive arrived arrives shipping shipped price prices pay paid paying money refund "
"return returned returning card account bank bill charge charged website site page app email mail message "
"messages send sent reply response answer answered question questions problem problems issue issues work "
"works working worked broken broke fix fixed change changed changing cancel cancelled canceled delay "
"delayed delays miss missed missing lost lose find found make made making take took taken taking give gave "
"given giving come came coming see saw seen look looks looking know knew known think thought want wanted "
"wants need needed needs try tried trying tell told telling say says saying ask asked asking keep kept "
"keeps keeping let leave left leaving start started stop stopped end ended feel felt feeling seem seems "
"hear heard read write wrote show showed buy bought sell sold spend spent stay stayed stuck sit sitting "
"stand standing run running fly flying flew travel trip home house room rooms breakfast dinner lunch food "
"drink water coffee clean dirty small big large huge little long short high low old new young fast quick "
"quickly slow slowly easy hard difficult cheap expensive free full empty open closed close next last first "
"second third few lot lots enough same different another own right wrong true false real fair kind friendly "
"rude polite beautiful lovely perfect excellent fantastic wonderful brilliant disappointed disappointing "
"ridiculous unacceptable frustrated frustrating appreciate appreciated welcome believe hope hoping wish "
"guess understand understanding care matter maybe probably actually finally definitely absolutely "
"completely totally especially usually without within against also both though although even almost such "
"well far most least less into onto upon being having doing does done may might must shall gonna gotta "
"wanna mine yours ours theirs myself yourself those whole half part place thing things stuff world life "
"family friend friends kids children child baby mother father mom dad wife husband brother sister name job "
"company business manager team agent experience quality product products item items store shop shopping "
"deal offer sale line check checked checking check-in book booked booking reservation follow following "
"followed weather snow rain winter summer holiday weekend monday tuesday wednesday thursday friday saturday "
"sunday january february march april june july august september october november december apology apologize "
"explanation information update updated rebook rebooked luggage baggage claim weeks ago thanks! yeah yep "
"nope hey hello hi bye dear via each whatever however whether perhaps once twice together everywhere "
"nowhere somewhere somehow anyway instead outside inside behind above below across along toward towards "
"worth would've should've shouldn't weren't hadn't ain't you'll we'll they'll you've we've they've i'd "
"you'd we'd he'd she'd who's where's how's thru cuz cause till wow whoever english speak speaks language "
"word words yall y'all fail failed failing failure joke luck throughout enjoy enjoyed watch watching "
"playing play played available unable able willing ready quite pretty rather none super unfortunately "
"hopefully seriously simply clearly honestly literally currently recently" },

{ TONGUE_PL, LATIN,
"i w na z się nie to że do jest o jak za od co po dla ale tak czy a by tym był była było były przez są już "
"ten ta te tego tej tych tylko bardzo też może mnie mi ja ty on ona ono my wy oni jego jej ich mam ma być "
"jeszcze bo lub który która które których gdy kiedy bez pod nad przed przy u ze we ku nic coś ktoś kto "
"gdzie dlaczego ponieważ więc jednak również oraz jako nawet niż sobie siebie go mu im nam nas was wam "
"jeśli jeżeli żeby aby by można trzeba nigdy zawsze teraz potem tu tam tutaj wszystko wszystkie wszystkich "
"wszyscy każdy każda bardziej najbardziej dość dosyć polecam brak dziękuję dzięki proszę dobry dobra dobrze "
"dobre nie",
"dzień dni dnia tydzień tygodnie tygodni miesiąc miesiące miesięcy rok roku lat lata godzina godziny godzin "
"minut minuty dziś dzisiaj wczoraj jutro rano wieczorem noc noce raz razy czas czasu pan pani pana panią "
"panu panie państwo człowiek ludzie ludzi osoba osoby osób dziecko dzieci dziecka mąż żona córka syn mama "
"rodzina klient klienci klienta klientów obsługa obsługi obsłudze obsługę sklep sklepu sklepie zamówienie "
"zamówienia zamówiłam zamówiłem paczka paczki paczkę przesyłka przesyłki przesyłkę kurier kuriera dostawa "
"dostawy dostawę wysyłka wysyłki towar towaru produkt produktu produkty jakość jakości cena ceny cenę cenie "
"drogi droga drogo tani tania tanio pieniądze pieniędzy zwrot zwrotu reklamacja reklamacji reklamację "
"telefon telefonu konto konta bank banku karta karty kartą płatność zapłacić zapłaciłam zapłaciłem strona "
"strony stronie aplikacja aplikacji hotelu hotelem hotele pokój pokoju pokoje pokoi łazienka łazienki "
"łazience łóżko śniadanie śniadania śniadanie obiad kolacja jedzenie jedzenia restauracja restauracji basen "
"basenu plaża plaży plaży recepcja recepcji lekarz lekarza lekarzem lekarze lekarzy doktor doktora doktorem "
"wizyta wizyty wizycie wizytę pacjent pacjenta pacjentów pacjentem choroba choroby leczenie leczenia "
"badanie badania szpital szpitala szpitalu zabieg zabiegu miły miła mili miło sympatyczny sympatyczna fajny "
"fajna fajnie świetny świetna świetnie wspaniały wspaniała doskonały zły zła źle gorzej gorszy najgorszy "
"lepiej lepszy lepsza najlepszy najlepsza super pewnie niestety naprawdę szczerze zdecydowanie szczególnie "
"oczywiście właśnie znowu nadal ciągle wciąż długo krótko szybko szybka szybki wolno łatwo trudno daleko "
"blisko wysoki wysoka niski niska duży duża duże dużo mały mała małe mało nowy nowa nowe stary stara stare "
"czysty czysta czysto czyste brudny brudna brudno ładny ładna ładne piękny piękna piękne wygodny wygodna "
"wygodne pierwszy pierwsza drugi druga trzeci dwa dwie trzy cztery pięć jeden jedna jedno jednym inny inna "
"inne innych sam sama samo swój swoje swoją moja mój moje mojej moim nasz nasza nasze wasz wasza działa "
"działają działało robi robią zrobić zrobił zrobiła mieć miałam miałem miał miała mieli będzie będę będą "
"byłam byłem byliśmy byłoby jestem jesteśmy jesteście chcę chce chciałam chciałem chciałbym chciałabym mogę "
"może możemy mogą mógł mogła musi muszę musiałam musiałem wiem wie wiedzieć myślę uważam sądzę widać widzę "
"widzi powiedział powiedziała mówi mówić pytanie odpowiedź odpowiedzi kontakt problem problemu problemy "
"problemów pomoc pomocy pomógł pomogła przyszła przyszedł przyszło dostałam dostałem dostał otrzymałam "
"otrzymałem czekam czekałam czekałem czekać czekania kupiłam kupiłem kupić kupować wybrać poleca polecić "
"polecił odradzam nigdzie żaden żadnego żadnej" },

{ TONGUE_PL, LATIN,
"",
"zadowolona zadowolony zadowoleni rozczarowanie profesjonalny profesjonalna profesjonalizm podejście wiedza "
"opieka opinia opinie opinii miejsce miejsca miejscu miasto miasta centrum morze morza góry widok widoki "
"widokiem okolica okolicy parking parkingu warunki pobyt pobytu pobycie wakacje urlop weekend samochód "
"samochodu pracy praca pracuje personel personelu życie życia świat świata polska polski polsce polskie "
"kraj kraju firma firmy część część strona sposób sposób przykład raczej chyba prawie około ponad wśród "
"według podczas między także ani albo lecz choć chociaż czyli natomiast skoro dopiero wcale zupełnie "
"całkowicie całkiem strasznie okropny okropna okropnie tragedia masakra porażka gorąco zimno zimna ciepło "
"ciepła głośno cicho cisza spokój pozdrawiam witam cześć panuje znajduje zostać został została zostały "
"stosunku niczym czego czemu komu kogo kim czym jaki jaka jakie jakiś jakaś jakieś taki taka takie takich "
"którego której którym którzy ile ilu tyle kilka kilku wiele wielu więcej mniej najmniej zbyt trochę pomimo "
"mimo oprócz zamiast wokół obok koło dzięki przeciwko zobaczyć zadzwonić dzwonić dzwoniłam dzwoniłem "
"napisać zapytać pytać leczy leczyć bóle bólu boli zęby zęba ręce ręczniki ręcznik okna okno drzwi ściany "
"dach piętrze piętro zostawić uwagę uwagi wrażenie wrażenia dnia stycznia lutego marca kwietnia maja "
"czerwca lipca sierpnia września października listopada grudnia poniedziałek wtorek środa czwartek piątek "
"sobota niedziela gratis" },

{ TONGUE_PT, LATIN,
"o a de do da em e que não um uma os as no na por com para se foi mais mas como ao dos das ele ela eu você "
"meu minha seu sua isso este esta esse essa já muito muita também só até ainda bem bom boa tudo todos nada "
"sem são está estou estava ser ter tem tenho tinha há quando onde porque nem ou pois pelo pela ótimo ótima",
"produto produtos entrega entregue entregou chegou chegaram chegar veio vieram recebi receber recebido "
"prazo antes depois loja lojas compra comprei comprar recomendo recomendado qualidade excelente rápido "
"rápida perfeito perfeita gostei adorei adoro parabéns obrigado obrigada péssimo péssima ruim errado errada "
"faltou faltando falta nota fiscal pedido pedidos dias dia ontem hoje amanhã agora sempre nunca mesmo outra "
"outro outros nenhum nenhuma cor tamanho peças peça defeito quebrado quebrada troca trocar devolução "
"devolver dinheiro cliente clientes atendimento site correios transportadora embalagem embalado conforme "
"anunciado anúncio esperado esperava esperando aguardando aguardo resposta contato satisfeito satisfeita "
"super custo benefício preço barato caro valor pagar paguei ficou ficar fica gente pessoas ano anos mês "
"casa vez vezes fazer fazendo fez feito disse dizer posso pode quero queria gostaria deveria seria melhor "
"pior maior menor dentro fora perto longe aqui ali lá certo certinho correto corretamente tranquilo "
"funciona funcionando funcionou original marca material bonito bonita lindo linda confiança confiável "
"seguro atraso atrasou atrasada demora demorou demorado combinado previsto previsão antecedência única duas "
"dois três porém apenas desde então muitos estão vocês ótimas informação informações solução comunicação" },

{ TONGUE_ES, LATIN,
"de la que el en y a los se del las un por con no una su para es al lo como más pero sus le ya o este sí "
"porque esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante todos uno "
"les ni contra otros ese eso ante ellos e esto mí antes algunos qué unos yo otro otras otra él tanto esa "
"estos mucho nada muchos fue está estoy estaba ser tener tiene tengo son gracias bien bueno buena",
"producto productos entrega llegó llegar llega llegado pedido pedí compré comprar compra tienda calidad "
"excelente rápido rápida perfecto perfecta gusta gustó encanta malo mala mal peor mejor servicio atención "
"cliente clientes recomiendo recomendable envío enviado paquete precio barato caro dinero devolución "
"devolver nunca siempre ahora hoy ayer mañana días día semana semanas mes meses año años hora horas tiempo "
"vez veces persona gente hacer hecho hace dijo decir puede puedo quiero quería espera esperando esperaba "
"todavía aún aunque mientras entonces después muchas muchísimo ningún ninguna alguien algo casa habitación "
"desayuno limpio limpia sucio ruido personal amable lugar ubicación cerca lejos aquí allí ahí según cual "
"cuales usted ustedes nosotros tarjeta pago pagar cuenta respuesta funciona roto llamar teléfono correo "
"problema problemas así ha han he hemos había ido queda dejar" },

{ TONGUE_FR, LATIN,
"de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont la les avec "
"son je tu nous vous ils elle elles mais ou où donc très bien sans sa ses mon ma mes notre votre leur leurs "
"aux cette ces cet été était être avoir j'ai c'est n'est n'ai qu'il d'un d'une l'on y on tout tous toute "
"fait comme si même aussi rien merci suis ai as avons avez ont quand toujours jamais",
"produit produits livraison livré livrée reçu reçue commande commandé commander colis arrivé arrivée "
"magasin qualité excellent excellente rapide parfait parfaite mauvais mauvaise bon bonne mieux pire service "
"client clients recommande prix cher argent remboursement remboursé retour jours jour semaine semaines mois "
"année années heure heures temps fois personne personnes gens faire dit dire peut peux veux voudrais "
"attendre attends attente encore déjà maintenant aujourd'hui hier demain avant après pendant depuis entre "
"chez chambre petit déjeuner propre sale bruit personnel accueil agréable endroit près loin ici là beaucoup "
"trop peu assez vraiment malheureusement déçu déçue content contente satisfait satisfaite problème "
"problèmes réponse téléphone appeler compte carte payer payé marche fonctionne cassé quelque chose aucun "
"aucune autre autres nouveau nouvelle grand grande cela ça lui eux soit sera serait étaient deux trois voir "
"vu bonjour bonsoir quoi pourquoi comment conseil conseille" },

{ TONGUE_IT, LATIN,
"di e il la che è non un a in per una sono mi ho ma lo ha le si ti i con cosa se io come da ci no questo "
"qui hai sei del bene tu solo al me tutto te della gli più mio perché fatto nel dei delle alla sono era "
"anche molto dal dalla alle degli nella sul sulla ed o ottimo ottima grazie buono buona",
"prodotto prodotti consegna arrivato arrivata ricevuto ordine ordinato ordinare negozio qualità eccellente "
"veloce perfetto perfetta cattivo pessimo pessima meglio peggio servizio cliente clienti consiglio "
"consigliato prezzo prezzi caro soldi rimborso reso giorni giorno settimana settimane mese mesi anno anni "
"ora ore tempo volta volte persona gente fare detto dire può posso voglio vorrei aspettare aspetto ancora "
"già adesso oggi ieri domani prima dopo durante sempre mai camera colazione pulito pulita sporco rumore "
"personale gentile posto vicino lontano qui quello quella questi queste abbastanza troppo poco davvero "
"purtroppo deluso delusa contento contenta soddisfatto soddisfatta problema problemi risposta telefono "
"conto carta pagare pagato funziona rotto qualcosa nessuno nessuna altro altra altri nuovo nuova grande "
"piccolo bello bella abbiamo hanno siamo essere avere stato stata quando dove quindi però oppure senza "
"spedizione pacco tutti ogni" },

{ TONGUE_DE, LATIN,
"der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er "
"hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor "
"zur bis mehr durch man sein wurde sehr ich wir ihr mir mich mein meine dir dich uns euch ihnen kein keine "
"wenn dann schon hier danke bitte gut bin hatte habe kann",
"lieferung geliefert angekommen bestellt bestellung bestellen paket ware produkt qualität schnell super "
"perfekt schlecht schlechter besser beste leider kunde kunden kundendienst service empfehlen empfehlung "
"empfehlenswert preis preise teuer billig günstig geld rückgabe erstattung zurück tage tag woche wochen "
"monat monate jahr jahre stunde stunden zeit mal person leute machen gemacht gesagt sagen können möchte "
"will wollte warten warte gewartet immer wieder nie niemals jetzt heute gestern morgen vorher nachher "
"während seit zwischen zimmer frühstück sauber schmutzig laut personal freundlich nett ort nähe weit dort "
"viel zuviel wenig genug wirklich enttäuscht zufrieden problem probleme antwort telefon anrufen konto karte "
"zahlen bezahlt funktioniert kaputt etwas nichts niemand andere anderen neu neue neuen groß große klein "
"kleine schön schöne waren wäre würde worden geht ging gibt gab diese dieser dieses alles alle ganz nochmal "
"weil damit doch denn mal gerne einfach gleich keinen unser unsere ihre ihren versand zwei drei trotz ohne "
"gegen auch" },

{ TONGUE_NL, LATIN,
"de het een van en in is dat op te zijn met voor niet aan er om ook als dan maar bij of uit nog naar heeft "
"hij ze zij ik je jij u we wij jullie hun mijn zijn haar ons onze dit deze die was werd worden wordt kan "
"door over heel erg zeer geen wel al bedankt goed goede veel meer hebben heb had ben zo wat wie waar hoe",
"levering geleverd bestelling besteld bestellen pakket product kwaliteit snel snelle perfect slecht slechte "
"beter beste helaas klant klanten klantenservice service aanrader prijs duur goedkoop geld retour terug "
"dagen dag week weken maand maanden jaar uur tijd keer mensen maken gemaakt gezegd zeggen kunnen wil wilde "
"wachten gewacht altijd weer nooit nu vandaag gisteren morgen tijdens sinds tussen kamer ontbijt schoon "
"vies lawaai personeel vriendelijk aardig plek dichtbij ver daar hier te weinig genoeg echt teleurgesteld "
"tevreden probleem problemen antwoord telefoon bellen gebeld rekening betalen betaald werkt kapot iets "
"niets niemand andere nieuw nieuwe groot grote klein kleine mooi mooie waren zou moet moeten gaat ging komt "
"kwam alles alle gewoon omdat zonder tegen onder netjes ontvangen verzending zeker prima fijn fijne leuk "
"leuke blij graag winkel artikel mij hem" },

{ TONGUE_CS, LATIN,
"a se v na je že s z do to o k i ve jsem za by si jsou ale po jako od pro byl byla bylo byly tak který "
"která které už jen nebo při co má mít aby až před jeho jejich také jak ještě když proto není jsme jste nic "
"něco velmi moc více všechno vše děkuji děkuju prosím dobrý dobrá dobře som sa nie je sme boli bol bola ako "
"aj ktorý ktorá veľmi všetko ďakujem pri pre čo keď už ešte alebo",
"zboží objednávka objednávku objednal objednala dodání doručení doručeno balík zásilka obchod eshop kvalita "
"kvalitní rychle rychlé rychlý výborný výborná výborně perfektní špatný špatná špatně lepší horší zákazník "
"zákazníci doporučuji doporučuju cena ceny drahé levné peníze vrácení reklamace dny dní den týden měsíc rok "
"roky let hodin hodinu čas lidé lidi udělat řekl říct mohu může můžu chci chtěl čekat čekám vždy nikdy teď "
"dnes včera zítra pokoj snídaně čistý čistá špinavý personál příjemný příjemná místo blízko daleko tady tam "
"hodně málo opravdu bohužel zklamání spokojený spokojená spokojenost problém problémy odpověď telefon účet "
"karta zaplatit nefunguje funguje něco nikdo jiný nový nová velký velká malý malá krásný krásná tovar "
"objednávka rýchle dodanie kvalitný odporúčam spokojnosť peniaze výborný dobré musím bude budu budou měl "
"měla měli jsem můj moje naše vaše tento tato toto všichni všem obsluha spokojnosť rýchlo veci vec prečo "
"nikdy vždy dnes sú mám máme" },

{ TONGUE_LT, LATIN,
"ir į kad yra su iš tai kaip ne bet ar jau tik dar labai buvo man aš jis ji mes jūs jie už per po prie nuo "
"apie būti bus nėra kai jei taip pat savo mano visi viskas viską daug ačiū gerai geras gera jo jos jų kas "
"kur kodėl todėl nes",
"prekė prekės prekę prekių pristatymas pristatė užsakymas užsakymą užsakiau siunta siuntą parduotuvė kokybė "
"kokybės kokybiška greitai greitas puiku puikus puiki blogas bloga blogai geriau geriausia aptarnavimas "
"klientas klientų rekomenduoju kaina kainos brangu pigu pinigai pinigus grąžinimas dienos diena dieną "
"savaitė savaitę mėnuo metai metų valandas laikas laiko kartą žmonės žmonių daryti padarė sakė gali galiu "
"noriu norėjau laukti laukiau visada niekada dabar šiandien vakar rytoj kambarys pusryčiai švaru personalas "
"malonus maloniai vieta arti toli čia ten mažai tikrai deja nusivyliau patenkinta patenkintas problema "
"problemų atsakymas telefonu sąskaita kortelė sumokėjau neveikia veikia nieko kitas naujas nauja didelis "
"mažas gražus graži esu esame turi turiu reikia" },

{ TONGUE_TR, LATIN,
"bir ve bu da de için çok ile ne o ama gibi daha kadar olarak var yok ben sen biz siz onlar benim senin "
"bana sana her şey en mi mı mu değil olan oldu olduğu sonra önce ki ya diye hiç iyi güzel teşekkürler "
"teşekkür ederim ediyorum bence hem şu böyle",
"ürün ürünü ürünler kargo geldi gelmedi gelen teslimat teslim edildi sipariş siparişim verdim aldım satın "
"mağaza kalite kaliteli hızlı hızlıydı mükemmel kötü berbat müşteri hizmetleri hizmet tavsiye fiyat fiyatı "
"pahalı ucuz para iade gün günde hafta ay yıl saat zaman kez insan insanlar yapmak yaptım dedi söyledi "
"istiyorum istedim bekliyorum bekledim her zaman asla şimdi bugün dün yarın oda kahvaltı temiz kirli "
"gürültü personel ilgili yer yakın uzak burada orada biraz gerçekten maalesef memnun kaldım memnunum sorun "
"sorunlar cevap telefon aradım hesap kart ödeme ödedim çalışmıyor çalışıyor bozuk başka yeni büyük küçük "
"olur olmuş olsun etti eden ediyor yapıyor yapan beni seni onun bizim sizin arkadaşlar lütfen merhaba neden "
"nasıl hala henüz" },

{ TONGUE_RO, LATIN,
"de și în a la cu nu o pe un este să că din pentru care mai sau dar am ai au fost sunt era fi ce se al ale "
"lui ei eu tu noi voi mi îmi ca cum când foarte doar tot toate bine bun bună mulțumesc fără prin după până "
"asta acest această",
"produs produsul produse livrare livrat comandă comanda comandat colet coletul magazin calitate rapid "
"rapidă excelent perfect rău proastă prost mai slab servicii clienți client recomand preț prețul scump "
"ieftin bani banii retur zile zi săptămână lună an ani oră ore timp ori oameni face făcut spus poate pot "
"vreau aștept așteptat întotdeauna niciodată acum azi ieri mâine cameră mic dejun curat murdar personal "
"amabil loc aproape departe aici acolo mult puțin chiar din păcate dezamăgit mulțumit mulțumită problemă "
"probleme răspuns telefon cont card plătit plata funcționează stricat ceva nimic nimeni alt altă nou nouă "
"mare mic frumos frumoasă aveți avem trebuie deci încă" },

{ TONGUE_HU, LATIN,
"a az és hogy nem is egy ez volt meg de csak van már ha mint még nagyon kell el vagy én te ő mi ti ők ki be "
"fel le minden azt ezt lesz jó jól köszönöm köszi után előtt mert sem itt ott nincs vannak voltak lehet",
"termék terméket terméke szállítás szállították megérkezett rendelés rendeltem megrendelés csomag bolt "
"üzlet minőség minőségű gyors gyorsan tökéletes kiváló rossz rosszabb jobb legjobb ügyfél ügyfélszolgálat "
"ajánlom ajánlani ár ára drága olcsó pénz pénzt visszaküldés nap napok napot hét hónap év óra idő "
"alkalommal ember emberek csinálni mondta tudok szeretnék akartam várni vártam mindig soha most ma tegnap "
"holnap szoba reggeli tiszta koszos személyzet kedves hely közel messze sok kevés elég igazán sajnos "
"csalódtam elégedett vagyok probléma válasz telefon számla kártya fizetni fizettem működik elromlott valami "
"semmi senki másik új nagy kicsi szép ezek azok hozzá vele nekem neki ennek szerint miatt között" },

{ TONGUE_SV, LATIN,
"och i att det som en på är av för med den till inte har de ett om var jag han hon vi ni så men från kan "
"eller när man sig alla mycket bra bara över ska vid under efter blev hade tack mig dig min mitt din er oss "
"og ikke jeg det er til af på som vi kan men ikkje veldig meget være blir ble fra hos være også hvor når "
"noe noen",
"produkt produkten leverans levererad beställning beställde beställt paket butik kvalitet snabb snabbt "
"perfekt dålig dåligt bättre sämre bäst kund kunder kundtjänst rekommenderar rekommenderas pris priset dyrt "
"billigt pengar retur tillbaka dagar dag vecka veckor månad år timme timmar tid gång gånger människor göra "
"gjort sa säga kunde vill ville vänta väntat alltid aldrig nu idag igår imorgon rum frukost rent smutsigt "
"personal trevlig trevligt plats nära långt här där lite tillräckligt verkligen tyvärr besviken nöjd "
"problem svar telefon ringa konto kort betala betalat fungerar trasig något inget ingen annan ny nya stor "
"stora liten fin fint levering bestilling hurtig god godt dårlig kunde fungerer ventet mange dager fornøyd "
"tilfreds hvorfor hva hvad varen varer anbefales" },

{ TONGUE_FI, LATIN,
"ja on ei se että oli hän en olen mutta ne kun niin kuin myös ole sen minä sinä me te he joka mitä jos vain "
"nyt sitten tai olla ovat oli olisi tämä tuo nämä hyvä hyvin erittäin kiitos kaikki mukaan vielä jo kanssa",
"tuote tuotteet toimitus toimitettu tilaus tilasin tilattu paketti kauppa laatu laadukas nopea nopeasti "
"täydellinen huono huonosti parempi paras asiakas asiakaspalvelu palvelu suosittelen hinta kallis halpa "
"rahat palautus päivää päivä viikko viikkoa kuukausi vuosi tuntia aika aikaa kertaa ihmiset ihmisiä tehdä "
"tehty sanoi voi voin haluan halusin odottaa odotin aina koskaan tänään eilen huomenna huone aamiainen "
"siisti likainen henkilökunta ystävällinen paikka lähellä kaukana täällä siellä paljon vähän tarpeeksi "
"todella valitettavasti pettynyt tyytyväinen ongelma vastaus puhelin soittaa tili kortti maksaa maksoin "
"toimii rikki jotain mitään kukaan toinen uusi suuri iso pieni kaunis saapui tuli tulee ollut" },

{ TONGUE_HR, LATIN,
"i je u se da na za su od s sa ne što kao nije ali bi o iz ili sam ste smo koji koja koje samo već još jako "
"vrlo bilo bio bila ima kako to po do sve ja ti on ona mi vi oni mu joj ih im hvala dobro dobar dobra kod "
"ovo ovaj nema šta gdje kad",
"proizvod proizvoda dostava isporuka stigao stiglo stigla narudžba narudžbu naručio naručila paket trgovina "
"kvaliteta kvalitetan brzo brza brz odlično odličan odlična savršeno loše loš loša bolje najbolji gore "
"usluga kupac kupci preporučujem preporuka cijena cijene skupo jeftino novac povrat dana dan tjedan mjesec "
"godina sati vrijeme puta ljudi napraviti rekao reći mogu može želim htio čekati čekao uvijek nikad sada "
"danas jučer sutra soba doručak čisto prljavo osoblje ljubazno ljubazan mjesto blizu daleko ovdje tamo puno "
"malo dovoljno stvarno nažalost razočaran zadovoljan zadovoljna problem problemi odgovor telefon račun "
"kartica platiti platio radi ne radi pokvaren nešto ništa nitko drugi novi nova velik mala lijepo lijep "
"svaka preporuka treba biti" },

{ TONGUE_RU, CYRILLIC,
"и в не на я что с а как это по но он все у меня мне за так ты к от же из о бы вы было для мы она был "
"только то его еще если или до их уже нет да они быть может есть ну очень во когда без чем была были кто со "
"где тоже при потом сейчас там тут вот просто спасибо можно надо ничего чтобы даже раз два себя тебя тебе "
"мой моя моё вас вам нас нам ни под эта этот эти всё все всем вообще теперь опять почему потому хорошо день",
"сегодня вчера завтра день дня дней неделя недели неделю месяц год года лет час часа часов минут время люди "
"людей человек ребенок дети друг друзья подруга мама папа муж жена любовь люблю любит жизнь жизни счастье "
"счастья рождения днем поздравляю желаю привет пока доброе утро ночь ночи вечер заказ заказа заказал "
"заказала доставка доставки курьер посылка посылку магазин магазине товар товара качество качества цена "
"цены дорого дешево деньги денег возврат карта карту банк банка счет телефон сайт приложение работает "
"работают работы работа поддержка оператор ответ ответили ответа вопрос проблема проблемы помогли помогите "
"помочь пришел пришла пришло пришли получил получила жду ждал ждала ждать купил купила купить хочу хочется "
"хотел хотела могу могут может нельзя нужно нужен нужна знаю знает думаю понимаю вижу сказал сказала "
"сказали говорит говорят делать сделать сделали стал стала стало будет будем будут буду" },

{ TONGUE_RU, CYRILLIC,
"",
"хороший хорошая хорошее плохо плохой отлично отличный отличная ужасно ужас ужасный лучший лучше хуже "
"красивый красиво красивая классно круто супер прекрасно приятно вкусно быстро быстрый медленно долго "
"всегда никогда иногда снова больше меньше много мало немного совсем почти рекомендую советую довольна "
"доволен доволены большое огромное первый второй новый новая новое старый большой маленький такой такая "
"такое такие какой какая какие который которая которые свой свою своих наш наша наши ваш ваша ваши твой "
"твоя тобой мной нами этого этой этом того той тем тех чего кого кому ней него ним них через после перед "
"между около вместо кроме поэтому однако хотя пусть давай блин короче ребята ребят девушки девочки самый "
"самая самое школа школу домой дома дом город улице погода снег лето зима настроение фото смотреть видео "
"песня музыка любимый любимая милый сердце глаза руки душа душе мире мир ещё здравствуйте пожалуйста "
"извините конечно наконец сразу скоро рядом далеко здесь туда сюда откуда куда зачем сколько столько каждый "
"каждая любой другой другая другие никто нибудь какой-то" },

{ TONGUE_UK, CYRILLIC,
"і в на не що з до як це та я за але у й від про так ти ми ви він вона вони було був була були мене мені "
"тебе тобі дуже для чи ще вже щоб або бо коли де хто який яка яке які все всі всього немає є нема без після "
"через тільки лише також дякую будь ласка добре можна треба його її їх нас вас нам вам мій моя моє зі із "
"під над при цей ця ці того тут там",
"замовлення замовив замовила доставка доставки кур'єр посилка посилку магазин товар товару якість якості "
"ціна ціни дорого дешево гроші грошей повернення сьогодні вчора завтра день дні днів тиждень тижні місяць "
"рік років година годин час люди людей людина дитина діти друзі кохання люблю життя щастя народження вітаю "
"бажаю привіт ранок ніч вечір працює працюють підтримка відповідь питання проблема проблеми допомогли "
"прийшов прийшла прийшло отримав отримала чекаю чекати купив купила хочу можу знаю думаю бачу сказав "
"сказала робити зробити буде будемо будуть гарний гарна гарно погано чудово жахливо найкращий краще гірше "
"швидко повільно довго завжди ніколи знову більше менше багато мало рекомендую задоволена задоволений "
"великий маленький новий нова інший інша самий чому навіщо скільки кожен нічого щось хтось також проте якщо "
"доки поки раджу обслуговування" },

{ TONGUE_BE, CYRILLIC,
"і ў не на што з да як гэта я за але у ад пра так ты мы вы ён яна яны было быў была былі мяне мне цябе табе "
"вельмі для ці яшчэ ўжо каб або бо калі дзе хто які якая якое якія усё ўсё усе няма ёсць без пасля праз "
"толькі таксама дзякуй калі ласка добра можна трэба яго яе іх нас вас нам вам мой мая маё гэты гэтая гэтыя "
"таго тут там",
"замова замову дастаўка крама тавар якасць цана грошы сёння учора заўтра дзень дзён тыдзень месяц год гадоў "
"гадзін час людзі людзей чалавек дзеці сябры каханне люблю жыццё шчасце нараджэння віншую жадаю прывітанне "
"раніца ноч вечар працуе падтрымка адказ пытанне праблема дапамаглі прыйшоў прыйшла атрымаў атрымала чакаю "
"купіў хачу магу ведаю думаю сказаў рабіць зрабіць будзе будуць прыгожы добры дрэнна выдатна лепш горш "
"хутка павольна доўга заўсёды ніколі зноў больш менш шмат мала вялікі маленькі новы іншы чаму навошта "
"колькі кожны нічога нешта хтосьці" },

{ TONGUE_BG, CYRILLIC,
"и на да се не от за в с е са по като но си че това го съм ще му ми ги я ли при до след защо как така само "
"беше бях няма има може много вече още или те тя той аз ти ние вие който която което които без със във към "
"през между защото когато къде кой какво всичко всички благодаря добре добър добра моля този тази тези нещо "
"нищо един една едно бъде бил била било пред под над",
"поръчка поръчката поръчах доставка доставката куриер пратка пратката магазин магазина стока продукт "
"продукта продуктът качество качеството цена цената скъпо евтино пари парите връщане днес вчера утре ден "
"дни дена седмица месец година години час часа време хора хората човек дете деца приятели обичам живот "
"щастие здравейте добро утро вечер работи поддръжка отговор въпрос проблем проблеми помогнаха пристигна "
"дойде получих чакам чаках купих искам мога знам мисля виждам каза казаха правя направи хубав хубава хубаво "
"лошо чудесно ужасно най-добрият препоръчвам доволна доволен голям малък нов нова друг друга никога винаги "
"отново повече малко сега тук там обслужване обслужването бързо бавно дълго толкова колко всеки нито просто" },

{ TONGUE_SR, CYRILLIC,
"и је у се да на за су од с са не што као није али би о из или сам сте смо који која које само већ још јако "
"врло било био била има како то по до све ја ти он она ми ви они му јој их им хвала добро добар добра код "
"ово овај нема шта где кад бити",
"производ производа достава испорука стигао стигло стигла поруџбина поручио пакет продавница квалитет "
"квалитетан брзо брза одлично одличан савршено лоше лош боље најбољи услуга купац препоручујем цена цене "
"скупо јефтино новац повраћај дана дан недеља месец година сати време пута људи направити рекао могу може "
"желим чекати увек никад сада данас јуче сутра соба доручак чисто прљаво особље љубазно место близу далеко "
"овде тамо пуно мало довољно стварно нажалост разочаран задовољан задовољна проблем одговор телефон рачун "
"картица платити ради покварен нешто ништа нико други нови нова велик мала лепо човек живот срећа многу "
"беше сум дека што нешто како само" },

{ TONGUES, LATIN,
"ok okay okey hm hmm haha hahaha hahahaha lol xd wow bravo hotel internet video online email e-mail gps usb "
"wifi wi-fi taxi pdf sms tv dvd app apps google facebook twitter instagram youtube iphone samsung android "
"windows apple amazon",
"" },
{ 0, 0, NULL, NULL },
};
/* clang-format on */
