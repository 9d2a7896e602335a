// formats - the sentences that the server can say: string literals of C, found in the calls that make messages.
//
//	for (const { file, call, text } of messages("src", covered)) ...        // text: as a catalogue has it
//
// Holes are written without their width and length ("%s", "%d", "%f"), and what C writes in escapes is written out.
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const token = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])+'|[A-Za-z_]\w*|\d[\w.]*|\s+|[\s\S]/gu;
const directive = /^[ \t]*#(?:[^\n\\]|\\[\s\S])*/gmu;
const hole = /%(%|[-+ 0#]*(?:\*|\d+)?(?:\.(?:\*|\d+))?(?:hh|h|ll|l|z|j|t)?([diuxXcsfgeGp]))/gu;

function unescaped(literal) {
	const bytes = [];
	const simple = { n: "\n", t: "\t", r: "\r" };
	for (const [part] of literal.matchAll(/\\x[0-9a-fA-F]{2}|\\[0-7]{1,3}|\\[\s\S]|[^\\]+/gu)) {
		if (part.startsWith("\\x")) bytes.push(Buffer.from([parseInt(part.slice(2), 16)]));
		else if (/^\\[0-7]/u.test(part)) bytes.push(Buffer.from([parseInt(part.slice(1), 8)]));
		else if (part[0] === "\\") bytes.push(Buffer.from(simple[part[1]] ?? part.slice(1)));
		else bytes.push(Buffer.from(part));
	}
	return Buffer.concat(bytes).toString("utf8");
}

// "%.*s" is "%s", "%llu" is "%d", "%.1f" is "%f"; "%%" stays.
export function plain(format) {
	return format.replace(hole, (whole, after, kind) => (after === "%" ? whole : `%${kind === "s" || kind === "c" || kind === "p" ? "s" : /[fgeG]/u.test(kind) ? "f" : "d"}`));
}

function tokens(source) {
	return source.replace(directive, "").match(token).filter((one) => !/^(?:\s|\/\/|\/\*)/u.test(one));
}

// The named constants that stand between literals: "this " API_ONCE_HEADER " was used".
function constants(folder) {
	const found = {};
	for (const name of readdirSync(`${root}${folder}`).filter((one) => /\.[ch]$/u.test(one))) {
		const text = readFileSync(`${root}${folder}/${name}`, "utf8");
		for (const [, key, value] of text.matchAll(/#define\s+([A-Z][A-Z0-9_]*)\s+((?:"(?:\\.|[^"\\])*"\s*)+)$/gmu)) {
			found[key] = [...value.matchAll(/"((?:\\.|[^"\\])*)"/gu)].map((one) => one[1]).join("");
		}
	}
	return found;
}

// Every literal with the call ("{" of a table, ".remark" of a struct) that it stands in.
function literals(source, named) {
	const list = tokens(source);
	const open = [];
	const found = [];
	const piece = (one) => (one?.startsWith('"') ? one.slice(1, -1) : one && named[one]);
	for (let at = 0; at < list.length; at++) {
		const one = list[at];
		if ("([{".includes(one)) open.push(one === "(" && /^\w/u.test(list[at - 1] ?? "") ? list[at - 1] : one);
		else if (")]}".includes(one)) open.pop();
		else if (one.startsWith('"')) {
			const field = list[at - 1] === "=" && list[at - 3] === "." ? `.${list[at - 2]}` : undefined;
			let text = "";
			for (; piece(list[at]) !== undefined; at++) text += piece(list[at]);
			at--;
			found.push({ call: field ?? open.findLast((name) => name !== "(") ?? "", text });
		}
	}
	return found;
}

// Only what has two words or more: single words are names, keys or endings.
const sentence = /\p{L}{2,}[^\p{L}]* .*|.* [^\p{L}]*\p{L}{2,}/su;

/* Of a folder { folder, calls, not }: `calls` make messages, `not` names the files that say nothing to the page. */
export function messages({ folder, calls, not = [], files, except }) {
	const named = constants(folder);
	const found = [];
	for (const name of readdirSync(`${root}${folder}`).sort()) {
		if (!name.endsWith(".c") || not.includes(name) || (files && !files.includes(name))) continue;
		for (const { call, text: raw } of literals(readFileSync(`${root}${folder}/${name}`, "utf8"), named)) {
			if (!calls.includes(call)) continue;
			const text = plain(unescaped(raw)).replaceAll("\u00a0", " ");
			const bare = text.replace(/%[sdf]/gu, "").trim();
			if (!sentence.test(text) || !/\p{L}{2,}/u.test(bare) || except?.test(text)) continue;
			found.push({ file: `${folder}/${name}`, call, text });
		}
	}
	return found;
}
