// hands - what people do with a page, in steps that stories share.
//
//	await editing(page);                                    // the map's switch "Edit" is on
//	await cellOf(page, "actions", touchpoint.id).dblclick();
//	await tabTo(page, (element) => element.role === "switch");
import assert from "node:assert/strict";
import { PASSWORD, people } from "./workspace.mjs";

export const laneNames = { actions: /^Actions/, needs: /^Needs/, thoughts: /^Thoughts/ };

export async function editing(page) {
	const edit = page.getByRole("switch", { name: "Edit" });
	if ((await edit.getAttribute("aria-checked")) !== "true") await edit.click();
}

export function cellOf(page, lane, touchpoint) {
	const row = page.getByRole("rowheader", { name: laneNames[lane] }).locator("..");
	return row.locator(`[data-column="${touchpoint}"]`);
}

export async function write(page, lane, touchpoint, text) {
	await cellOf(page, lane, touchpoint).dblclick();
	await page.getByRole("textbox", { name: "Sentence 1" }).fill(text);
	await page.keyboard.press("Enter");
}

// What has the focus, as assistive technology and a reader would name it.
export function focused(page) {
	return page.evaluate(() => {
		const element = document.activeElement;
		const name = element?.getAttribute("aria-label") ?? element?.labels?.[0]?.innerText ?? element?.innerText ?? "";
		const role = element?.getAttribute("role") ?? element?.localName ?? "";
		return { role, name: name.trim().slice(0, 80), type: element?.getAttribute("type"), place: element?.dataset?.place, id: element?.id };
	});
}

// Tab by Tab, as somebody without a mouse goes; what is passed must be seen to have the focus.
export async function tabTo(page, wanted, most = 60) {
	const passed = [];
	for (let i = 0; i < most; i++) {
		await page.keyboard.press("Tab");
		const now = await focused(page);
		if (wanted(now)) return now;
		passed.push(`${now.role} ${now.name}`);
	}
	return assert.fail(`Tab does not lead there; it passes ${passed.join(", ")}`);
}

export async function signInByKeyboard(page, who) {
	await tabTo(page, (now) => now.type === "email");
	await page.keyboard.type(people[who].email);
	await tabTo(page, (now) => now.type === "password");
	await page.keyboard.type(PASSWORD);
	await page.keyboard.press("Enter");
	await page.getByRole("navigation").first().waitFor();
	await page.settled();
}
