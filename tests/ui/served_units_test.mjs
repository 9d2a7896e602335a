// served_units_test - what the server says, in Polish and Russian: nothing forgotten, values kept, plurals right.
import assert from "node:assert/strict";
import { test } from "node:test";
import { messages, plain } from "./formats.mjs";
import { covered, pieces } from "./formats_covered.mjs";
import { load } from "./modules.mjs";

const { catalogue, entries } = await load('export { catalogue } from "./words/served/match"; export { entries } from "./words/served/all"');
const say = { pl: catalogue("pl", entries), ru: catalogue("ru", entries) };
const texts = { pl: 1, ru: 2 };

// --- nothing is forgotten ---

const key = (text) => `${text.charAt(0).toLowerCase()}${text.slice(1)}`.replace(/(?<!\.)\.$/, "");

test("whatever the server may say to the page stands in the catalogue", () => {
	const known = new Set(entries.map(([english]) => key(english)));
	const all = [...known].join("\n");
	const missing = [];
	let found = 0;
	for (const { file, call, text } of covered.flatMap(messages)) {
		found++;
		// What is only a part of a sentence is there within it.
		const part = /^buf_|share/.test(call) || /^[\s,;:]|[\s(:]$/.test(text);
		if (!known.has(key(text)) && !pieces.includes(text) && !(part && all.includes(key(text).replace(/^[\s,;]+/, "")))) missing.push(`${file}: ${JSON.stringify(text)}`);
	}
	assert.ok(found > 800, `only ${found} were found: do the calls still have these names?`);
	assert.deepEqual(missing, [], "say it in Polish and Russian in ui/src/words/served");
});

test("a new message is found where it is forgotten", () => {
	assert.equal(plain("%.*s has %llu rows, %5.1f%% of %zu"), "%s has %d rows, %f%% of %d");
	const said = messages({ folder: "src/serve", calls: ["scope_fail"], files: ["office.c"] }).map((one) => one.text);
	assert.ok(said.includes("the workspace is busy: try again in a moment"), said.join("\n"));
});

// --- an entry of the catalogue ---

test("no sentence is there twice, and none is empty", () => {
	const seen = new Set();
	for (const [english, polish, russian] of entries) {
		assert.ok(!seen.has(key(english)), `twice: ${english}`);
		seen.add(key(english));
		assert.ok(polish.trim() && russian.trim(), english);
		assert.doesNotMatch(polish, /\p{Script=Cyrillic}/u);
		assert.doesNotMatch(russian, /[ąćęłńóśźżĄĆĘŁŃÓŚŹŻ]/u);
	}
});

test("holes of a translation are holes of its sentence, and forms have three or four", () => {
	for (const [english, ...both] of entries) {
		const holes = english.match(/%[sdf]/g) ?? [];
		for (const text of both) {
			for (const [all, index, forms] of text.matchAll(/\{(\d+)(?:!!?|#)?(?::([^{}]*))?\}/g)) {
				assert.ok(Number(index) >= 1 && Number(index) <= holes.length, `${all} of ${english}`);
				if (forms !== undefined) assert.ok([3, 4].includes(forms.split("|").length), `${all} of ${english}`);
			}
		}
	}
});

const hostile = ["a(.*)+[b]$^|\\", "\"q\" 'q' „q” «q»", "‮evil‭", "<script>alert(1)</script>", "$1 $& {1} {2!} {3:a|b|c}", "Ünïcödé 中文", "%s %d %%", "x".repeat(200)];
const samples = (holes, word) => holes.map((hole, i) => (hole === "%s" ? `${word}${i}` : hole === "%d" ? String(i + 2) : `${i + 2}.5`));

function filled(english, values) {
	let at = 0;
	return english.replace(/%[sdf%]/g, (hole) => (hole === "%%" ? "%" : values[at++]));
}

// What a value looks like in the language.
const written = (value) => (/^\d+\.\d+$/.test(value) ? value.replace(".", ",") : value);

for (const code of ["pl", "ru"]) {
	test(`${code}: every sentence is found again, with all its values`, () => {
		for (const entry of entries) {
			const [english] = entry;
			const values = samples(english.match(/%[sdf]/g) ?? [], "Wert");
			const put = say[code](filled(english, values));
			if (/\{1!!\}/.test(entry[1])) continue; // their holes are sentences: below
			assert.ok(put !== undefined, english);
			values.forEach((value, i) => {
				if (!new RegExp(`\\{${i + 1}(?:!!?|#)?\\}`).test(entry[texts[code]])) return;
				assert.ok(put.includes(written(value)), `${english}\n${put}\nlost ${value}`);
			});
		}
	});

	test(`${code}: values that look like patterns, marks or code are kept as they are`, () => {
		for (const [english, ...both] of entries) {
			const holes = english.match(/%[sdf]/g) ?? [];
			if (holes.filter((hole) => hole === "%s").length !== 1 || english.replace(/%[sdf]/g, "").length < 25) continue;
			if (!both[texts[code] - 1].includes(`{${holes.indexOf("%s") + 1}`)) continue;
			for (const word of hostile) {
				const values = holes.map((hole) => (hole === "%s" ? word : "2"));
				const put = say[code](filled(english, values));
				assert.ok(put?.includes(word), `${english}\n${word}\n${put}`);
			}
		}
	});
}

// --- numbers and what they count ---

const events = (n) => `${n} event${n === 1 ? "" : "s"} of ${n} kind${n === 1 ? "" : "s"} belong${n === 1 ? "s" : ""} to no touchpoint and stand${n === 1 ? "s" : ""} beside the map as "unsorted": counted, not dropped.`;

test("Polish and Russian plurals", () => {
	const forms = {
		pl: { 1: "1 zdarzenie (1 rodzaj)", 2: "2 zdarzenia (2 rodzaje)", 5: "5 zdarzeń (5 rodzajów)", 12: "12 zdarzeń (12 rodzajów)", 22: "22 zdarzenia (22 rodzaje)", 21: "21 zdarzeń (21 rodzajów)", 112: "112 zdarzeń (112 rodzajów)" },
		ru: { 1: "1 событие (1 вид)", 2: "2 события (2 вида)", 5: "5 событий (5 видов)", 12: "12 событий (12 видов)", 21: "21 событие (21 вид)", 22: "22 события (22 вида)", 111: "111 событий (111 видов)" },
	};
	for (const code of ["pl", "ru"]) for (const [n, words] of Object.entries(forms[code])) assert.ok(say[code](events(Number(n))).includes(words), say[code](events(Number(n))));
});

test("fractions have a form of their own", () => {
	const silent = (days) => `Journeys are cut by silence: a journey that was silent for ${days} days or longer counts as ended (found in the data).`;
	assert.match(say.pl(silent("2.9")), /trwa 2,9 dnia lub/);
	assert.match(say.pl(silent("1.0")), /trwa 1 dzień lub/);
	assert.match(say.pl(silent("90.0")), /trwa 90 dni lub/);
	assert.match(say.ru(silent("90.0")), /длится 90 дней или/);
	assert.match(say.ru(silent("2.9")), /длится 2,9 дня или/);
});

test("numbers are written as the language writes them", () => {
	const critical = "Critical moment: Cart. 37\u00a0% (95\u00a0% interval 34.1 to 39\u00a0%, n\u00a0=\u00a01,234,567) give up there, significantly more than elsewhere.";
	assert.match(say.pl(critical), /od 34,1 do 39%, n = 1\s234\s567\)/);
	assert.match(say.ru(critical), /от 34,1 до 39\s%, n = 1\s234\s567\)/);
	assert.match(say.pl("Strongest touchpoint: Cart. Customers feel −0.3 there on −2 to +2 (95 % interval −0.5 to +0.1, n = 12)."), /: −0,3 \(95% przedział ufności od −0,5 do \+0,1, n = 12\)/);
});

test("numbers among names", () => {
	assert.equal(say.pl("Sums that are of no touchpoint count for the whole map: Ad cost 2024\u00a01,919.79 PLN, /p/3 2,313, 2026-03-01 100,060."),
		"Sumy, które nie należą do żadnego punktu styku, dotyczą całej mapy: Ad cost 2024\u00a01919,79 PLN, /p/3 2313, 2026-03-01 100\u00a0060.");
});

// --- sentences of parts ---

test("a remark of a file keeps the file's name; a capital and a point stay", () => {
	assert.equal(say.pl("web.csv: times have no zone: read as UTC (--tz ZONE changes it)."), "web.csv: czasy nie mają strefy: odczytano je jako UTC (strefę zmienisz w opcjach importu).");
	assert.equal(say.ru("Times have no zone: read as UTC (--tz ZONE changes it)."), "У времени не указан пояс: прочитано как UTC (пояс меняется в параметрах импорта).");
});

test("a place in a definition, and what is wrong there", () => {
	assert.equal(say.pl('line 12: stages[0] "Cart", touchpoints: must be a list'), 'wiersz 12: stages[0] "Cart", touchpoints: tu musi być lista');
});

test("several sentences: each by itself, and what is not known stays", () => {
	assert.equal(say.pl("the text is empty; nobody has ever said this"), "tekst jest pusty; nobody has ever said this");
});

test("a list within a sentence", () => {
	assert.equal(say.pl("Feelings in words by Wend's lexicon: en, agreeing with 69 % of 314 ratings; ru, agreeing with 49 % of 1303 ratings."),
		"Odczucia ze słów według słownika Wend: en (zgodność z ocenami: 69% z 314); ru (zgodność z ocenami: 49% z 1303).");
	assert.equal(say.ru("en, agreeing with 69 % of 314 ratings; pl, agreeing with 57 % of 21 ratings"), "en (совпадение с оценками: 69\u00a0% из 314); pl (совпадение с оценками: 57\u00a0% из 21)");
});

test("what is not known is not touched", () => {
	for (const text of ["", "Courier came late", "Hurts my eyes", "Delights 3 of my friends", "Doubt: is it me?", "It is what it is.", "50 % of 3", "a: b: c", '"x" — Ola'.repeat(3)]) assert.equal(say.pl(text), undefined, text);
});

test("nothing that somebody wrote makes it slow", () => {
	const began = performance.now();
	for (const one of ['" is "', " to ", ": ", "; ", "(", "a "]) {
		say.pl(`"${one.repeat(2000)}" is longer`);
		say.pl(`there is no map "${one.repeat(2000)}`);
	}
	assert.ok(performance.now() - began < 3000, `${performance.now() - began} ms`);
});

test("the sentences of cells", () => {
	assert.equal(say.pl("Hurts 12\u00a0% of 240 (9–16\u00a0%), severity 0.09: courier · late parcel (proposed)"), "Doskwiera 12% z 240 (9–16%), dotkliwość 0,09: courier · late parcel (propozycja)");
	assert.equal(say.pl("Hurts 12\u00a0% of 240 (9–16\u00a0%), badly: courier · late parcel"), "Doskwiera 12% z 240 (9–16%), mocno: courier · late parcel");
	assert.equal(say.ru("Hurts 12\u00a0% of 240 (9–16\u00a0%), mildly, 3 of them got something else: courier"), "Беспокоит 12\u00a0% из 240 (9–16\u00a0%), слегка, 3 из них получили другое: courier");
	assert.equal(say.ru("Ask for something: 3 of 24 interviewed: a lamp"), "О чём-то просят: 3 из 24 в интервью: a lamp");
	assert.equal(say.pl("Promised 5.0 days, took 11.3: 6.3 days later (5.9 to 6.8, n = 718); 45 % late (40 to 50 %); 3 more never came"), "Obiecano 5 dni, trwało 11,3: 6,3 dnia później (od 5,9 do 6,8, n = 718); 45% z opóźnieniem (od 40 do 50%); jeszcze 3 nie nadeszło wcale");
});
