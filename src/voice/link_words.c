#include "voice/link_words.h"

/* clang-format off */
static const struct {
	const char *common, *places, *courtesy;
} words[LANGUAGES] = {
	[LANGUAGE_EN] = {
		"home,house,main,start,index,front,landing,shop,store,item,product,order,purchase,buy,sale,visit,"
		"visited,view,viewed,open,opened,click,clicked,browse,category,list,info,information,event,message,"
		"office,check,test,answer,question,use,usage,used,finish,end,done,complete,completed,link,share,"
		"time,choice,choose,chosen,option,step,person,people,customer,client,user,company,team,add,added,"
		"select,submit,submitted,send,sent,receive,received,place,placed,pay,offer,deal,other,general,"
		"page,pages,screen,form,tab,section,panel,go,leave,left,"
		"enter,entry,exit,read,show,shown,ask,asked,meet,met,work,works,hear,hears,experience,service",
		"page,screen,form,tab,section,panel",
		"welcome,thank,thanks,greeting,greetings,goodbye,bye,hello" },
	[LANGUAGE_PL] = {
		"dom,domu,glowna,glowny,start,poczatek,sklep,produkt,produkty,towar,artykul,zamowienie,zamowienia,"
		"zakup,zakupy,wizyta,wizyty,odwiedziny,widok,otwarcie,klikniecie,kategoria,kategorie,lista,"
		"informacja,informacje,wydarzenie,wiadomosc,biuro,test,odpowiedz,pytanie,uzycie,koniec,link,czas,"
		"wybor,opcja,krok,osoba,ludzie,klient,klienci,uzytkownik,firma,zespol,oferta,inne,ogolne,"
		"strona,strony,ekran,formularz,zakladka,sekcja,panel,wejscie,wyjscie,"
		"praca,usluga,doswiadczenie",
		"strona,ekran,formularz,zakladka,sekcja,panel",
		"witaj,witamy,powitanie,dziekujemy,dziekuje,dzieki" },
	[LANGUAGE_RU] = {
		"дом,главная,главный,старт,начало,магазин,продукт,товар,товары,заказ,заказы,покупка,покупки,визит,"
		"посещение,просмотр,открытие,клик,категория,категории,список,информация,событие,сообщение,офис,"
		"тест,ответ,вопрос,использование,конец,ссылка,время,выбор,опция,шаг,человек,люди,клиент,клиенты,"
		"пользователь,компания,команда,предложение,другое,общее,страница,"
		"страницы,экран,форма,вкладка,раздел,панель,вход,выход,работа,услуга,опыт",
		"страница,экран,форма,вкладка,раздел",
		"спасибо,благодарим,благодарность,приветствие,здравствуйте" },
};
/* clang-format on */

const char *link_words_common(enum language language)
{
	return words[language].common;
}

const char *link_words_places(enum language language)
{
	return words[language].places;
}

const char *link_words_courtesy(enum language language)
{
	return words[language].courtesy;
}
