// generate - values out of a JSON Schema: ones that fit, and ones that miss it in one place.
//
//	const fits = generate(resolve, schema, random);
//	for (const [what, value] of misses(resolve, schema, fits)) ...      // "name is missing"
//	const bent = bend(fits, random);                                    // JSON with something changed anywhere in it
//
// It knows what shape.c writes: type, properties, required, additionalProperties, items, enum, anyOf, $ref, formats of
// times, lengths and ranges.
const LETTERS = [..."abc xyz-ĄĘłżЖя🙂ß\"\\/<&%'"];

export function seeded(seed) {
	let state = seed >>> 0;
	return (n) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * n);
	};
}

function text(schema, random) {
	if (schema.enum) return schema.enum[random(schema.enum.length)];
	if (schema.format === "date-time") return new Date(Date.UTC(2027, 0, 1 + random(300))).toISOString();
	const least = schema.minLength ?? 0;
	const most = Math.min(schema.maxLength ?? 40, least + 30);
	let out = "";
	for (let n = least + random(most - least + 1); n > 0; n--) out += LETTERS[random(LETTERS.length)];
	return out;
}

function number(schema, random) {
	const least = schema.minimum ?? -5;
	return least + random(Math.min((schema.maximum ?? 1000) - least, 1000) + 1);
}

function object(resolve, schema, random) {
	const out = {};
	for (const [name, of] of Object.entries(schema.properties ?? {}))
		if (schema.required?.includes(name) || random(2)) out[name] = generate(resolve, of, random);
	return out;
}

const makers = {
	string: (resolve, schema, random) => text(schema, random),
	integer: (resolve, schema, random) => number(schema, random),
	number: (resolve, schema, random) => number(schema, random) + 0.5,
	boolean: (resolve, schema, random) => random(2) === 1,
	null: () => null,
	array: (resolve, schema, random) =>
		Array.from({ length: random(Math.min(schema.maxItems ?? 3, 3) + 1) }, () => generate(resolve, schema.items, random)),
	object,
};

export function generate(resolve, schema, random) {
	const s = resolve(schema);
	if (s.anyOf) return generate(resolve, s.anyOf[random(s.anyOf.length)], random);
	const types = [s.type ?? Object.keys(makers)[random(5)]].flat();
	return makers[types[random(types.length)]](resolve, s, random);
}

/* --- what does not fit ------------------------------------------------------------------------------- */

function mayBe(schema, type) {
	return schema.anyOf ? schema.anyOf.some((one) => mayBe(one, type)) : !schema.type || [schema.type].flat().includes(type);
}

const others = { string: "text", number: 1.5, boolean: true, null: null, array: [1], object: { odd: 1 } };

function* wrongValues(s) {
	for (const [type, value] of Object.entries(others))
		if (!mayBe(s, type)) yield [`is ${type === "object" ? "an object" : `a ${type}`}`, value];
	if (s.enum) yield ["is none of its words", "none-of-them"];
	if (s.maxLength) yield ["is too long", "x".repeat(s.maxLength + 1)];
	if (s.minLength) yield ["is too short", ""];
	if (s.format === "date-time") yield ["is no time", "2026-13-45"];
	if (s.minimum !== undefined) yield ["is too small", s.minimum - 1];
	if (s.maximum !== undefined && s.maximum < Number.MAX_SAFE_INTEGER) yield ["is too large", s.maximum + 1];
	if (s.maxItems && s.maxItems < 1000) yield ["has too many", new Array(s.maxItems + 1).fill("x")];
}

// `fits` with one thing wrong, and the words for it.
export function* misses(resolve, schema, fits) {
	const s = resolve(schema);

	for (const name of s.required ?? []) {
		const { [name]: gone, ...rest } = fits;
		yield [`${name} is missing`, rest];
	}
	for (const [name, of] of Object.entries(s.properties ?? {}))
		for (const [what, value] of wrongValues(resolve(of))) yield [`${name} ${what}`, { ...fits, [name]: value }];
	if (s.additionalProperties === false) yield ["a field that nobody knows", { ...fits, nobody_knows: 1 }];
	for (const [type, value] of Object.entries(others)) if (!mayBe(s, type)) yield [`all of it is a ${type}`, value];
}

/* --- what may fit or not --------------------------------------------------------------------------------- */

const ODD = [null, true, false, 0, -1, 1.5, 1e308, 2 ** 53, "", " ", "\u0000", "\u202e", "a\nb", "🙂".repeat(90), "x".repeat(5000), "%s%n",
	"' OR 1=1 --", "../../etc/passwd", "2026-13-45T99:99:99Z", [], {}, [[]], { a: { a: { a: 1 } } }, Array(300).fill(0)];

function odd(random) {
	return ODD[random(ODD.length)];
}

/* Goes down to a place by chance and changes, drops, doubles or adds something there. */
export function bend(value, random) {
	if (value === null || typeof value !== "object" || random(6) === 0) return odd(random);
	const keys = Object.keys(value);
	const bent = Array.isArray(value) ? [...value] : { ...value };
	const key = keys[random(keys.length)];
	if (!keys.length || random(6) === 0) return Array.isArray(bent) ? [...bent, odd(random)] : { ...bent, [`k${random(9)}`]: odd(random) };
	if (random(6) === 0) return Array.isArray(bent) ? [...bent, ...bent] : (delete bent[key], bent);
	bent[key] = bend(value[key], random);
	return bent;
}

/* JSON as somebody who writes it by hand would get it wrong: a piece cut out, doubled or another in its place. */
export function scratch(text, random) {
	const at = random(text.length + 1);
	const n = random(4);
	const piece = ['"', "{", "]", ",", ":", "\\", "\u0000", "9", "é", ""][random(10)];
	return text.slice(0, at) + piece + text.slice(at + n);
}
