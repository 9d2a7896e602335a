/* The words behind themes.c that say nothing of a theme: of three letters or more, folded (tokens.h). */
#include "voice/themes_private.h"

/* clang-format off */
static const char stop_en[] =
	"the,and,but,for,nor,yet,are,was,were,been,being,has,have,had,having,does,did,doing,done,will,"
	"would,shall,should,can,could,may,might,must,ought,let,this,that,these,those,there,here,then,"
	"than,thus,hence,which,who,whom,whose,what,when,where,why,how,you,your,yours,yourself,she,her,"
	"hers,herself,him,his,himself,its,itself,our,ours,ourselves,they,them,their,theirs,themselves,"
	"myself,mine,with,from,into,onto,upon,about,above,across,after,against,along,among,around,before,"
	"behind,below,beneath,beside,between,beyond,despite,down,during,except,inside,near,off,out,"
	"outside,over,past,per,since,through,throughout,toward,towards,under,until,via,within,because,"
	"although,though,unless,whether,while,whereas,also,too,very,just,only,even,ever,still,already,"
	"again,quite,rather,really,some,any,each,every,either,both,all,most,much,many,more,less,few,"
	"several,such,same,other,others,another,one,ones,two,however,therefore,perhaps,maybe,else,once,"
	"i'm,i've,i'd,i'll,it's,that's,there's,what's,you're,you've,you'll,we're,we've,we'll,they're,"
	"they've,they'll,he's,she's,let's,part,ways,apart,hard,point,get,got,getting,gets,amp,etc,like,now,yes,please,well,know,"
	"knew,known,thing,things,something,anything,everything,someone,anyone,way,put,going,gonna,went,"
	"come,came,coming,said,say,says,saying,tell,told,want,wanted,wants,make,makes,made,take,took,"
	"taken,lot,lots,kind,sort,stuff,bit,actually,basically,okay,yeah,guess,back,give,gave,given,use,"
	"used,see,saw,seen,look,looks,try,tried,trying,keep,kept,first,last,today,yesterday,tomorrow,"
	"started,start,sure,able,day,days,cause,due,whole,hey,hello,yep,nope,mean,means,happen,happens,"
	"happened,talk,talking,talked,big,little,long,new,old,next,own,right,bunch,literally,seriously,"
	"gotta,dont,ill,ive,youre";
static const char not_en[] =
	"no,not,never,without,cannot,can't,cant,don't,dont,doesn't,doesnt,didn't,didnt,won't,wont,isn't,"
	"isnt,aren't,arent,wasn't,wasnt,weren't,werent,haven't,havent,hasn't,hasnt,hadn't,hadnt,couldn't,"
	"couldnt,wouldn't,wouldnt,shouldn't,shouldnt,nobody,nothing,none,nowhere,hardly,unable";

static const char stop_pl[] =
	"aby,ale,albo,ani,bardzo,beda,bedac,bede,bedzie,bedziemy,bym,bys,byl,byla,byli,bylo,byly,bylam,"
	"bylem,bylismy,byc,chociaz,choc,cos,czy,czyli,czym,czyj,dla,dlaczego,dlatego,dzis,gdy,gdyby,gdyz,"
	"gdzie,gdzies,ich,ile,inna,inne,inny,innych,jak,jaka,jakas,jaki,jakie,jakis,jako,jakos,jednak,"
	"jednakze,jego,jej,jemu,jest,jestem,jestesmy,jesli,jezeli,juz,kazda,kazde,kazdy,kiedy,kilka,kims,"
	"kto,ktora,ktore,ktorego,ktorej,ktory,ktorych,ktorym,ktorzy,ktos,lecz,lub,maja,mam,mamy,mial,"
	"miala,mialam,mialem,mieli,mna,mnie,moga,mogl,mogla,moi,moim,moj,moja,moje,mojego,mojej,moze,"
	"mozna,musi,nad,nam,nami,nas,nasz,nasza,nasze,naszego,nic,nich,nim,nimi,niz,niego,niej,oba,obie,"
	"oni,ona,one,ono,oraz,pan,pana,pani,pod,podczas,poniewaz,poza,przed,przede,przez,przy,roznych,"
	"sama,same,samego,soba,sobie,skad,swoja,swoje,swoj,swoich,tak,taka,takie,taki,takich,takze,tam,"
	"tego,tej,temu,ten,tez,toba,tobie,totez,trzeba,tutaj,tych,tyle,tylko,tym,wam,was,wasz,wasza,"
	"wasze,wiec,wlasnie,wiele,wielu,wszystko,wszystkie,wszyscy,wszystkich,wtedy,zaden,zawsze,zeby,"
	"jeszcze,dosc,raczej,nawet,chyba,tylez,ponad,okolo,niech,procz,oprocz,wobec,wedlug,miedzy,"
	"pomiedzy,bowiem,zatem,natomiast,rzecz,rzeczy,dzien,dni,razy,raz,wiem,mowi,mowil,powiedzial,"
	"powiedziala,robi,robic,zrobic,chce,chcial,chciala,chcialem,chcialam,prosze,szkoda,calkiem,"
	"troche,caly,cala,cale,duzo,wiecej,mniej,zreszta,zas,dwa,dwie,jeden,jedna,jedno,teraz,potem,"
	"poprostu,sie";
static const char not_pl[] =
	"nie,bez,nigdy,nikt,zadna,zadnej,zadnego,zadnych,zadne,brak";

static const char stop_ru[] =
	"более,больше,будет,будто,будут,была,были,было,быть,вам,вами,вас,ваш,ваша,ваше,ваши,ведь,весь,"
	"вот,все,всегда,всего,всей,всем,всеми,всех,всю,вся,где,даже,для,его,ему,если,есть,еще,зато,зачем,"
	"здесь,или,иногда,имеет,ими,как,какая,какие,какой,каких,когда,которая,которого,которое,которой,"
	"которую,которые,который,которых,кто,куда,лишь,либо,между,меня,мне,мной,много,могу,могут,может,"
	"можно,мои,мой,моя,мое,моей,моего,над,надо,нам,нами,нас,наш,наша,наше,наши,нее,ней,нему,него,ним,"
	"ними,них,нужно,оба,один,одна,одно,однако,около,она,они,оно,опять,очень,перед,под,пока,после,"
	"потом,потому,поэтому,почему,почти,при,про,просто,против,раз,разве,сам,сама,сами,само,самый,"
	"самая,самое,свой,своя,свое,свои,своей,своего,себе,себя,сейчас,собой,совсем,стал,так,также,такая,"
	"такие,такое,такой,там,твой,тебе,тебя,тем,теперь,тех,тобой,того,тоже,той,только,том,тот,тут,тому,"
	"уже,хоть,хотя,чего,чем,через,что,чтоб,чтобы,чуть,чья,эта,эти,этим,этих,это,этого,этой,этом,"
	"этому,этот,эту,затем,именно,кроме,лучше,некоторые,несколько,таки,туда,вообще,например,которым,"
	"был,два,две,сюда,среди,ради,вместо,вне,внутри,итак,причем,притом,свою,своих,своим,своими,твои,"
	"твоя,твою,твоей,твоего,вещь,вещи,день,дня,дней,раза,знаю,говорит,говорят,сказал,сказала,сказали,"
	"делать,сделать,хочу,хотел,хотела,пожалуйста,целый,мало,блин,короче,типа,сегодня,вчера,завтра,"
	"моим,моих,моими,мою,нашей,нашего,вашей,вашего,самого,самой,самых,одной,одного,одни,буду,будешь,"
	"будем,этими,могла,мог,могли";
static const char not_ru[] =
	"не,нет,ни,никогда,никто,ничего,никак,нигде,нельзя,без,нету,невозможно";

const char themes_auxiliaries[] =
	"could,can,does,do,did,is,was,are,were,will,would,should,has,have,had";
const char themes_only[] = "only,just,merely,tylko,jedynie,только,лишь";
const char themes_and[] = "and,or,but,i,a,ale,oraz,lub,albo,bo,wiec,ktory,ktora,ktore,и,а,но,или,зато,because,so,which,"
			  "who,that,ze,zeby,aby,gdy,jak,что,чтобы,если,if,when";
/* clang-format on */

static const struct {
	const char *stop, *negators;
} words[LANGUAGES] = {
	[LANGUAGE_EN] = { stop_en, not_en },
	[LANGUAGE_PL] = { stop_pl, not_pl },
	[LANGUAGE_RU] = { stop_ru, not_ru },
};

const char *themes_stop_words(enum language language)
{
	return words[language].stop;
}

const char *themes_negators(enum language language)
{
	return words[language].negators;
}
