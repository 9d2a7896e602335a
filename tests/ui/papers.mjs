// papers - what people would have written after a week with the simulated shop, in their language.
//
//	for (const [path, body] of papers("pl")) await api.post(path, body);
//	kind("Payment Started", "pl")                   // "Rozpoczęcie płatności", as that shop's systems call it
const spoken = ["en", "pl", "ru"];

// As src/simulate/shop_names.c has them.
const kinds = {
	"Ad Clicked": ["Kliknięcie reklamy", "Клик по рекламе"],
	"Payment Started": ["Rozpoczęcie płatności", "Начало оплаты"],
	"Order Completed": ["Zamówienie złożone", "Заказ оформлен"],
	"Parcel Shipped": ["Paczka wysłana", "Посылка отправлена"],
	"Parcel Delivered": ["Paczka doręczona", "Посылка доставлена"],
};

export function kind(name, language) {
	return language === "en" ? name : kinds[name][spoken.indexOf(language) - 1];
}

export function papers(language = "en") {
	const say = (...words) => words[spoken.indexOf(language)];
	const at = (name) => kind(name, language);
	const anna = {
		id: "anna",
		name: say("Anna, buys presents", "Anna, kupuje prezenty", "Анна, покупает подарки"),
		segment: "buyers",
		goals: [{ text: say("A present that arrives in time", "Prezent, który dotrze na czas", "Подарок, который придёт вовремя"), basis: "reported", evidence: say("five interviews in May", "pięć rozmów w maju", "пять интервью в мае") }],
		fears: [{ text: say("That the parcel comes after the birthday", "Że paczka dotrze po urodzinach", "Что посылка придёт после дня рождения"), basis: "assumed" }],
		barriers: [{ text: say("Delivery costs are told late", "Koszt dostawy widać za późno", "Стоимость доставки видна слишком поздно"), basis: "observed", evidence: say("the funnel of the cart", "lejek koszyka", "воронка корзины") }],
	};
	const marek = {
		id: "marek",
		name: say("Marek, orders for his office", "Marek, zamawia do biura", "Марек, заказывает для офиса"),
		party: "partner",
		goals: [{ text: say("One invoice for everything", "Jedna faktura za wszystko", "Один счёт за всё"), basis: "assumed" }],
	};
	const opportunities = [
		{ id: "delivery-costs", title: say("Tell the delivery costs in the cart", "Podać koszt dostawy już w koszyku", "Показать стоимость доставки уже в корзине"), map: "first-map", touchpoints: [at("Payment Started")], effort: 1, customer_value: 70, business_value: 55, status: "planned", owner: "Ada" },
		{ id: "tracking", title: say("Tell when the parcel comes", "Powiedzieć, kiedy przyjdzie paczka", "Сообщать, когда придёт посылка"), map: "first-map", touchpoints: [at("Parcel Shipped")], effort: 3, customer_value: 80, business_value: 30, status: "idea" },
	];
	return [
		["segments", { segment: { id: "buyers", name: say("Bought at least once", "Co najmniej jeden zakup", "Хотя бы одна покупка"), rule: { did: at("Order Completed") } } }],
		["segments", { segment: { id: "campaign", name: say("Came by an advertisement", "Z reklamy", "Пришли по рекламе"), rule: { did: at("Ad Clicked") } } }],
		["personas", { persona: anna }],
		["personas", { persona: marek }],
		...opportunities.map((opportunity) => ["opportunities", { opportunity }]),
		["comments", { comment: { map: "first-map", at: at("Payment Started"), text: say("Who can look at this by Friday?", "Kto może na to zerknąć do piątku?", "Кто сможет посмотреть до пятницы?") } }],
		["notes", { map: "first-map", touchpoint: at("Payment Started"), text: say("Two customers called today: the transfer page did not load", "Dziś dzwoniły dwie osoby: strona przelewu się nie otwierała", "Сегодня звонили двое: страница оплаты не открывалась") }],
		["notes", { map: "first-map", touchpoint: at("Parcel Delivered"), text: say("The courier left it with a neighbour, they were glad", "Kurier zostawił u sąsiada, klientka była zadowolona", "Курьер оставил у соседа, клиентка была рада") }],
		["maps/first-map/versions", { note: say("What we showed the team", "To, co pokazaliśmy zespołowi", "То, что показали команде") }],
		["shares", { map: "first-map", title: say("For the board", "Dla zarządu", "Для руководства") }],
	];
}
