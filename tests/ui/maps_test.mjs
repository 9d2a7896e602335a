// maps_test.mjs - several maps: linked, duplicated, sentences carried from one to another, tables out of spreadsheets.
import assert from "node:assert/strict";
import { axe, story, until } from "./kit.mjs";
import { cellOf, editing } from "./hands.mjs";

const at = "/maps/first-map";

async function definitionOf(api, map = "first-map") {
	return (await api.get(`maps/${encodeURIComponent(map)}/definition`)).definition;
}

async function add(page, name) {
	await page.getByRole("toolbar", { name: "Editing" }).getByRole("button", { name: /^Add/ }).click();
	await page.getByRole("menuitem", { name }).click();
}

async function duplicate(page, title) {
	await add(page, "Duplicate the map");
	const dialog = page.getByRole("dialog", { name: "Duplicate this map" });
	await dialog.getByRole("textbox").fill(title);
	await dialog.getByRole("button", { name: "Duplicate" }).click();
	await page.getByRole("heading", { name: title, level: 1 }).waitFor();
}

story("a map goes on in another: seen on the map, at the touchpoint and among the maps, there and back", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const { definition } = await api.get("maps/first-map/definition");
	await api.put("maps/after/definition", { seen: 0, definition: { ...definition, map: "after", title: "After the sale <b>" } });
	const touchpoint = (await api.get("maps/first-map")).touchpoints[1];
	const page = await house.page("editor", { at });
	await editing(page);
	await page.getByRole("button", { name: `More: ${touchpoint.name}`, exact: true }).click();
	await page.getByRole("menuitem", { name: "Goes on in map…" }).click();
	const dialog = page.getByRole("dialog");
	await dialog.getByRole("combobox").click();
	await dialog.getByRole("option", { name: "After the sale <b>" }).click();
	await dialog.getByRole("button", { name: "Save" }).click();
	await until("it is saved", async () => (await api.get("maps")).maps.some((map) => map.id === "first-map" && map.leads_to.join() === "after"));
	const onMap = page.locator('[data-place="1-1"]').getByRole("link", { name: "goes on in After the sale <b>" });
	await onMap.waitFor();
	assert.deepEqual(await axe(page), []);
	await page.at(`${at}/touchpoints/${encodeURIComponent(touchpoint.id)}`);
	await page.getByRole("link", { name: "goes on in After the sale <b>" }).waitFor();

	await page.at("/maps");
	const cardOf = (title) => page.getByRole("article").filter({ has: page.getByRole("heading", { name: title }) });
	await cardOf("After the sale").getByText("comes from").waitFor();
	await cardOf("Customer journey").getByRole("link", { name: "After the sale <b>" }).click();
	await page.getByRole("heading", { name: "After the sale <b>", level: 1 }).waitFor();
});

story("a map is duplicated twice under one name, and each is a map of its own", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const page = await house.page("editor", { at });
	for (let i = 0; i < 2; i++) {
		await page.at(at);
		await editing(page);
		await duplicate(page, "Wie es sein soll");
	}
	const ids = (await api.get("maps")).maps.map((map) => map.id).sort();
	assert.deepEqual(ids, ["first-map", "wie-es-sein-soll", "wie-es-sein-soll-2"]);
	assert.deepEqual((await definitionOf(api, ids[2])).stages, (await definitionOf(api)).stages);
});

story("a cell and a lane are copied onto another map, whose touchpoints have other ids", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const [one, two] = (await api.get("maps/first-map")).touchpoints;
	const { revision } = await api.get("maps/first-map/definition");
	const put = (touchpoint, text, basis) => ({ op: "put_cell", at: touchpoint, lane: "needs", text, basis });
	await api.post("maps/first-map/operations", { revision, operations: [put(one.id, 'A "price"\nin two lines', "reported"), put(one.id, "Второе", "assumed"), put(two.id, "<i>Źródło</i>", "observed")] });
	const stages = [{ id: "s", name: "Only", touchpoints: [{ id: "x", name: one.name }, { id: "y", name: two.name }, { id: "z", name: "Elsewhere" }] }];
	await api.put("maps/small/definition", { seen: 0, definition: { map: "small", title: "Small", stages } });
	const page = await house.page("editor", { at });
	await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
	await editing(page);
	const cells = async () => ((await definitionOf(api, "small")).cells ?? []).map((cell) => [cell.at, cell.lane, cell.text, cell.basis ?? "assumed"]);

	await page.getByRole("button", { name: "More: Needs" }).click();
	await page.getByRole("menuitem", { name: "Copy this lane" }).click();
	await page.getByText("Copied: paste it on this or another map").first().waitFor();
	await page.at("/maps/small");
	await editing(page);
	await cellOf(page, "needs", "z").click();
	await page.keyboard.press("Control+v");
	const lane = [["x", "needs", 'A "price"\nin two lines', "reported"], ["x", "needs", "Второе", "assumed"], ["y", "needs", "<i>Źródło</i>", "observed"]];
	await until("the lane is there", async () => JSON.stringify(await cells()) === JSON.stringify(lane));

	await cellOf(page, "needs", "x").click();
	await page.keyboard.press("Control+c");
	await page.getByText("Copied: paste it on this or another map").nth(1).waitFor();
	await cellOf(page, "needs", "z").click();
	await page.keyboard.press("Control+v");
	await until("the cell is there, too", async () => (await cells()).length === 5);
	assert.deepEqual((await cells()).filter(([place]) => place === "z").map(([, , text, basis]) => [text, basis]), [['A "price"\nin two lines', "reported"], ["Второе", "assumed"]]);
	await page.keyboard.press("Control+z");
	await until("one step takes it back", async () => JSON.stringify(await cells()) === JSON.stringify(lane));
});

// As these programs put it on the clipboard (text/html), each with the same table.
const spreadsheets = {
	LibreOffice: `<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/><title></title><meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/><style type="text/css">body,div,table{font-family:"Liberation Sans"}</style></head><body><table cellspacing="0" border="0">
	<colgroup width="85"></colgroup><colgroup span="2" width="120"></colgroup>
	<tr><td height="17" align="left">Touchpoint</td><td align="left">Needs</td><td align="left">Pains</td></tr>
	<tr><td height="32" align="left">Home Visited</td><td align="left">Cena &amp; dostawa<br>w dwóch wierszach</td><td align="left"><font color="#FF0000">Długo</font></td></tr>
	<tr><td rowspan=2 height="34" align="left">A shop window</td><td align="left">Свет</td><td align="left" sdnum="1033;"><br></td></tr>
	<tr><td align="left">Second need</td><td align="right" sdval="3.5" sdnum="1033;">3,5</td></tr>
</table></body></html>`,
	Excel: `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns="http://www.w3.org/TR/REC-html40"><head><meta name=ProgId content=Excel.Sheet><meta name=Generator content="Microsoft Excel 15"><style><!--table {mso-displayed-decimal-separator:"\\,";} td {padding-top:1px; mso-number-format:General;}--></style></head><body link="#0563C1" vlink="#954F72">
<table border=0 cellpadding=0 cellspacing=0 width=256 style='border-collapse: collapse;width:192pt'>
<!--StartFragment-->
 <col width=64 span=3 style='width:48pt'>
 <tr height=20 style='height:15.0pt'>
  <td height=20 class=xl65 width=64 style='height:15.0pt;width:48pt'>Touchpoint</td>
  <td width=64>Needs</td>
  <td width=64>Pains</td>
 </tr>
 <tr height=40>
  <td height=40>Home
  Visited</td>
  <td class=xl66 width=64>Cena &amp; dostawa<br>
    w dwóch wierszach</td>
  <td><font class="font5">Dłu</font><font class="font0">go</font></td>
 </tr>
 <tr height=20>
  <td rowspan=2 height=40 class=xl67>A shop window</td>
  <td>Свет</td>
  <td></td>
 </tr>
 <tr height=20>
  <td>Second need</td>
  <td align=right>3,5</td>
 </tr>
<!--EndFragment-->
</table></body></html>`,
	"Google Sheets": `<meta charset='utf-8'><google-sheets-html-origin><style type="text/css"><!--td {border: 1px solid #cccccc;}br {mso-data-placement:same-cell;}--></style><table xmlns="http://www.w3.org/1999/xhtml" cellspacing="0" cellpadding="0" dir="ltr" border="1" style="table-layout:fixed;font-size:10pt" data-sheets-root="1"><colgroup><col width="100"/><col width="100"/><col width="100"/></colgroup><tbody><tr style="height:21px;"><td style="overflow:hidden;" data-sheets-value="{&quot;1&quot;:2,&quot;2&quot;:&quot;Touchpoint&quot;}">Touchpoint</td><td>Needs</td><td>Pains</td></tr><tr><td>Home Visited</td><td>Cena &amp; dostawa<br/>w dwóch wierszach</td><td><span style="font-weight:bold;">Długo</span></td></tr><tr><td rowspan="2" colspan="1"><div style="max-height:42px">A shop window</div></td><td>Свет</td><td></td></tr><tr><td>Second need</td><td data-sheets-numberformat="{}">3,5</td></tr></tbody></table>`,
	"plain text": 'Touchpoint\tNeeds\tPains\r\nHome Visited\t"Cena & dostawa\nw dwóch wierszach"\tDługo\r\nA shop window\tСвет\t\r\n\tSecond need\t3,5\r\n',
};

for (const [program, text] of Object.entries(spreadsheets))
	story(`a table copied in ${program} is put in as it was seen there`, { users: ["editor"] }, async (house) => {
		const api = await house.api("editor");
		const page = await house.page("editor", { at });
		await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
		await editing(page);
		// As a program would: the browser itself cleans what it takes, and reports what it leaves out.
		page.expect(/CSP: style-src\S* inline \S+\/:\d+ /, /Applying inline style[^]*#\/maps\/first-map\)$/);
		await page.evaluate(async ([type, value]) => {
			const items = { [type]: new Blob([value], { type }), ...(type === "text/html" ? { "text/plain": new Blob(["not this"], { type: "text/plain" }) } : {}) };
			await navigator.clipboard.write([new ClipboardItem(items)]);
		}, [text.startsWith("Touch") ? "text/plain" : "text/html", text]);
		await page.locator('[data-place="1-0"]').focus();
		await page.keyboard.press("Control+v");
		const dialog = page.getByRole("dialog", { name: "Paste a table" });
		await dialog.getByText("4 rows, 3 columns").waitFor();
		await dialog.getByText("Add touchpoints that are not there").click();
		await dialog.getByRole("button", { name: /^Put \d+\ssentences in/ }).click();
		await dialog.waitFor({ state: "hidden" });
		const wanted = [["Home Visited", "needs", "Cena & dostawa\nw dwóch wierszach"], ["Home Visited", "pains", "Długo"], ["A shop window", "needs", "Свет"], ["A shop window", "needs", "Second need"], ["A shop window", "pains", "3,5"]];
		let found;
		await until(() => `they are there: ${JSON.stringify(found)}`, async () => {
			const { stages, cells = [] } = await definitionOf(api);
			const names = new Map(stages.flatMap((stage) => stage.touchpoints).map((one) => [one.id, one.name ?? one.id]));
			found = cells.filter((cell) => ["needs", "pains"].includes(cell.lane)).map((cell) => [names.get(cell.at), cell.lane, cell.text]);
			return JSON.stringify(found.sort()) === JSON.stringify(wanted.sort());
		}, 8000);
	});
