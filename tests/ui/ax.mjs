// ax - a page as assistive technology is given it: the browser's own tree, and what nobody could find their way in.
//
//	assert.deepEqual(lost(await tree(page)), []);
//
// What is read out, not what is written: a name counts wherever it comes from, and what is hidden is not there.
const controls = new Set(["button", "link", "textbox", "searchbox", "combobox", "checkbox", "radio", "switch", "menuitem", "menuitemradio", "tab", "spinbutton", "slider", "listbox", "option", "DisclosureTriangle", "Date", "InputTime", "ColorWell", "PopUpButton"]);
const pictures = new Set(["image", "img", "graphics-document", "figure", "SvgRoot"]);
const landmarks = new Set(["banner", "navigation", "main", "complementary", "contentinfo", "region", "form", "search", "dialog", "alertdialog", "article"]);
// Only with a name do these say which of several something belongs to.
const named = new Set(["group", "radiogroup", "toolbar", "tabpanel", "menu", "listbox", "article", "figure", "table", "grid"]);

export async function tree(page) {
	const cdp = await page.context().newCDPSession(page);
	try {
		const { nodes } = await cdp.send("Accessibility.getFullAXTree");
		const byId = new Map(nodes.map((node) => [node.nodeId, node]));
		const made = (node, parent) => {
			const properties = Object.fromEntries((node.properties ?? []).map(({ name, value }) => [name, value.value]));
			const one = { role: node.role?.value ?? "", name: (node.name?.value ?? "").trim(), url: properties.url, level: properties.level, parent, children: [] };
			const drawn = parent?.role === "image" && parent.name; // what a picture with a name is drawn of is nothing of its own
			const keep = !drawn && !node.ignored && !["none", "generic", "InlineTextBox"].includes(one.role);
			if (keep) parent?.children.push(one);
			for (const id of node.childIds ?? []) if (byId.has(id)) made(byId.get(id), keep ? one : parent);
			return one;
		};
		return made(nodes[0], undefined);
	} finally {
		await cdp.detach();
	}
}

export function* all(node) {
	yield node;
	for (const child of node.children) yield* all(child);
}

function place(node) {
	const way = [];
	for (let at = node.parent; at; at = at.parent) if ((landmarks.has(at.role) || named.has(at.role)) && (at.name || at.role === "main")) way.unshift(`${at.role} ${at.name}`.trim());
	return way.join(" > ") || "page";
}

function regionOf(node) {
	for (let at = node.parent; at; at = at.parent) if ((landmarks.has(at.role) && at.role !== "article") || (named.has(at.role) && at.name)) return at;
	return undefined;
}

function nameless(nodes) {
	const wants = (one) => controls.has(one.role) || pictures.has(one.role) || ["table", "grid", "dialog", "radiogroup", "tablist", "toolbar"].includes(one.role);
	return nodes.filter((one) => wants(one) && !one.name).map((one) => `no name: ${one.role} in ${place(one)}`);
}

// Two of one name in one region, that are not one and the same.
function twins(nodes) {
	const seen = new Map();
	const found = new Set();
	for (const one of nodes.filter(({ role, name }) => controls.has(role) && role !== "option" && name)) {
		const region = regionOf(one);
		const known = seen.get(region) ?? seen.set(region, new Map()).get(region);
		const key = `${one.role} “${one.name}”`;
		const before = known.get(key);
		if (before && !(one.role === "link" && one.url === before.url)) found.add(`two of a name: ${key} in ${place(one)}`);
		known.set(key, one);
	}
	return [...found];
}

function headings(nodes) {
	const found = [];
	let last = 0;
	for (const one of nodes.filter(({ role }) => role === "heading")) {
		let dialog = one.parent;
		while (dialog && !/dialog/.test(dialog.role)) dialog = dialog.parent;
		const level = Number(one.level);
		if (!dialog && level > last + 1) found.push(`h${level} “${one.name}” follows ${last ? `h${last}` : "no heading"}`);
		if (!dialog) last = level;
	}
	// All but an open dialog is out of reach: its own heading is the page's.
	if (nodes.some(({ role }) => role === "dialog") && !nodes.some(({ role }) => role === "main")) return [];
	const tops = nodes.filter(({ role, level }) => role === "heading" && Number(level) === 1).length;
	const mains = nodes.filter(({ role }) => role === "main").length;
	if (tops !== 1) found.push(`${tops} h1`);
	if (mains !== 1) found.push(`${mains} main`);
	return found;
}

function headless(nodes) {
	const has = (table) => [...all(table)].some(({ role }) => role === "columnheader" || role === "rowheader");
	return nodes.filter((one) => ["table", "grid"].includes(one.role) && !has(one)).map((one) => `no header cells: ${one.role} “${one.name}”`);
}

export function lost(root) {
	const nodes = [...all(root)];
	return [...nameless(nodes), ...twins(nodes), ...headless(nodes), ...headings(nodes)];
}
