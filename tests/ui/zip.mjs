// zip - archives and workbooks for tests, as little of them as a reader needs.
//
//	zip({ "a.csv": "x,y\n1,2\n" })                              // a Buffer
//	workbook({ Orders: [["client", "date"], ["k1", "2026-03-02"]] })
const table = Array.from({ length: 256 }, (_, n) => {
	for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
	return n >>> 0;
});

function crc(bytes) {
	let c = 0xffffffff;
	for (const byte of bytes) c = table[(c ^ byte) & 0xff] ^ (c >>> 8);
	return (c ^ 0xffffffff) >>> 0;
}

function words(...pairs) {
	return Buffer.concat(pairs.map(([value, size]) => {
		const b = Buffer.alloc(size);
		b.writeUIntLE(value, 0, size);
		return b;
	}));
}

export function zip(files) {
	const local = [];
	const central = [];
	let at = 0;
	for (const [name, text] of Object.entries(files)) {
		const bytes = Buffer.from(text);
		const title = Buffer.from(name);
		const head = words([20, 2], [0x0800, 2], [0, 2], [0, 4], [crc(bytes), 4], [bytes.length, 4], [bytes.length, 4], [title.length, 2], [0, 2]);
		local.push(words([0x04034b50, 4]), head, title, bytes);
		central.push(words([0x02014b50, 4], [20, 2]), head, words([0, 2], [0, 2], [0, 2], [0, 4], [at, 4]), title);
		at += 30 + title.length + bytes.length;
	}
	const list = Buffer.concat(central);
	const n = Object.keys(files).length;
	return Buffer.concat([...local, list, words([0x06054b50, 4], [0, 2], [0, 2], [n, 2], [n, 2], [list.length, 4], [at, 4], [0, 2])]);
}

const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packed = "http://schemas.openxmlformats.org/package/2006";

function sheet(rows) {
	const cells = (row) => row.map((value) => `<c t="inlineStr"><is><t>${value}</t></is></c>`).join("");
	return `<worksheet xmlns="${main}"><sheetData>${rows.map((row) => `<row>${cells(row)}</row>`).join("")}</sheetData></worksheet>`;
}

export function workbook(sheets) {
	const names = Object.keys(sheets);
	return zip({
		"[Content_Types].xml": `<Types xmlns="${packed}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
		"_rels/.rels": `<Relationships xmlns="${packed}/relationships"><Relationship Id="r" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml": `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="s${i}"/>`).join("")}</sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="${packed}/relationships">${names.map((_, i) => `<Relationship Id="s${i}" Type="${office}/worksheet" Target="worksheets/sheet${i}.xml"/>`).join("")}</Relationships>`,
		...Object.fromEntries(names.map((name, i) => [`xl/worksheets/sheet${i}.xml`, sheet(sheets[name])])),
	});
}
